"""Rich text: what a reader of the page sees is in the text, what the page leaves out is said."""

from __future__ import annotations

import pytest

from tests.documents import rtf_of
from twicetold.ingest.rtf import read_rtf
from twicetold.model import AS_FOUND, File, Source
from twicetold.settings import DEFAULT


def sources(body: str) -> tuple[Source, ...]:
    return read_rtf(File("story.rtf", rtf_of(body)), AS_FOUND, DEFAULT)


def text(body: str) -> str:
    (source,) = sources(body)
    return source.text


def states(body: str) -> dict[str, str]:
    return {source.part: source.text for source in sources(body)}


SAME = [
    pytest.param(r"caf\'e9 bar", "café bar", id="a byte of the code page"),
    pytest.param(r"\f1 \'cf\'e0\'f0\'ee\'ec", "Паром", id="bytes of the font's own letters"),
    pytest.param(r"\ansicpg1251 \'cf\'e0\'f0\'ee\'ec", "Паром", id="bytes of the document's code page"),
    pytest.param(r"\ansicpg932 \'93\'6e\'91\'44", "渡船", id="letters of two bytes"),
    pytest.param(r"\ansicpg932 \'83A", "ア", id="a letter of two bytes, the second written as itself"),
    pytest.param(r"\uc1 caf\u233?\u233\'e9 bar", "caféé bar", id="letters by number, with what stands for them"),
    pytest.param(r"\uc0 caf\u233 bar\uc2 caf\u233\'3f?x", "cafébarcaféx", id="none, or two, stand for them"),
    pytest.param(r"caf\u233\par bar", "café\n\nbar", id="nothing stands for a letter at the end of a paragraph"),
    pytest.param(r"{\uc0 x\u233 y}\u233?z", "xéyéz", id="how many ends with the group"),
    pytest.param(r"\u-10179?\u-8522? at sea", "\U0001f6b6 at sea", id="a letter in two halves"),
    pytest.param(r"\u-8522? at sea", "\ufffd at sea", id="half a letter"),
    pytest.param(r"\ldblquote a\rdblquote\emdash b\~c\{d\}\\", "“a”—b\u00a0c{d}\\", id="signs by name"),
    pytest.param("one\r\ntwo", "onetwo", id="lines of the file are none of the text"),
    pytest.param(r"one\line two\tab three", "one\ntwo\tthree", id="breaks and tabs"),
    pytest.param(r"one\par two\sect three\cell four\row", "one\n\ntwo\n\nthree\n\nfour", id="ends of paragraphs"),
    pytest.param("one\\\ntwo", "one\n\ntwo", id="a backslash at the end of a line"),
    pytest.param(r"{\pict\wmetafile8 0102ffab}seen", "seen", id="a picture"),
    pytest.param(r"a\bin5 }{\'z}b", "ab", id="bytes that are counted, not read"),
    pytest.param(r"{\*\unknown gone {\b gone} gone}seen", "seen", id="what programs may pass over"),
    pytest.param(r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}}', "link", id="a link"),
    pytest.param(r"{\listtext\'b7\tab}one\par", "one", id="the sign of a list"),
    pytest.param(r"{\upr{twice}{\*\ud twice \u233?}}", "twice é", id="the same in older and in newer letters"),
    pytest.param(
        r"a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard box\par}}}b\par c", "ab\n\nbox\n\nc", id="a text box"
    ),
    pytest.param(r"a\unknown5 b\unknown-3c", "abc", id="unknown words"),
]


@pytest.mark.parametrize(("written", "read"), SAME)
def test_what_is_written_is_read(written, read):
    assert text(written) == read


def test_notes_stand_at_the_end():
    (source,) = sources(r"One{\super\chftn}{\*\footnote\pard \chftn A note.\par} and two.\par Three.\par")
    assert source.text == "One and two.\n\nThree.\n\nA note."
    assert [note.text for note in source.notes] == ["1 footnote stands at the end"]


def test_what_is_left_out_is_said():
    body = r"{\header The Herald\par}{\*\atnid AW}{\*\annotation Really?}The bridge{\v secret} is open.{\f2 J}"
    (source,) = sources(body)
    assert source.text == "The bridge is open."
    assert [note.text for note in source.notes] == [
        "1 annotation is left out",
        "hidden text is left out",
        "1 symbol of a font of pictures is left out",
        "the running heads and feet of the pages are left out",
    ]


def test_a_file_that_is_cut_off_gives_what_is_there_and_says_so():
    data = rtf_of(r"{\b The bridge is open.\par And the ferry")[:-2]
    (source,) = read_rtf(File("story.rtf", data), AS_FOUND, DEFAULT)
    assert source.text.startswith("The bridge is open.\n\nAnd the ferr")
    assert [note.text for note in source.notes] == ["the file is cut off: its end is not there"]


def test_deleted_and_inserted_text_stands_where_it_belongs():
    body = r"The bridge {\deleted was}{\revised is} open.{\deleted\par} So{\revised0  it} is.\par"
    assert states(body) == {
        "original": "The bridge was open.\n\nSo it is.",
        "final": "The bridge is open. So it is.",
    }


def test_a_deletion_ends_where_the_document_says():
    body = r"a\deleted b\deleted0 c\deleted d\plain e"
    assert states(body) == {"original": "abcde", "final": "ace"}


def test_styles_are_marked():
    styles = r"{\stylesheet{\s0 Normal;}{\s1\b\sbasedon0 heading 1;}{\*\cs5 heading 2;}{\s7 Caption;}}"
    (source,) = sources(
        styles + r"\pard\s1 Ferry stays\par\pard It stays.\par\pard\s7 The quay\par\pard\s5 Not this\par"
    )
    assert [(source.text[m.span.start : m.span.end], m.kind, m.reason) for m in source.marks] == [
        ("Ferry stays", "headline", "style “heading 1”"),
        ("The quay", "caption", "style “Caption”"),
    ]


def test_what_the_document_says_of_itself_is_taken_and_is_none_of_its_text():
    info = r"{\info{\title Ferry st\u228?ys}{\author Ada Winter}{\operator Ole}{\creatim\yr2026}{\doccomm x}}"
    (source,) = sources(info + "It stays.")
    assert (source.text, source.meta.title, source.meta.byline) == ("It stays.", "Ferry stäys", "Ada Winter")
    assert source.meta.date == ""
