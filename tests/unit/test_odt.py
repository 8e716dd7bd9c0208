"""OpenDocument texts: what a reader of the page sees is in the text, what the page leaves out is said."""

from __future__ import annotations

import pytest

from tests.documents import ODF_NAMES, odt_of
from twicetold.ingest import read_file
from twicetold.ingest.odt import read_odt
from twicetold.model import AS_FOUND, File, Source
from twicetold.settings import DEFAULT


def sources(body: str, styles: str = "", meta: str = "") -> tuple[Source, ...]:
    return read_odt(File("story.odt", odt_of(body, styles, meta)), AS_FOUND, DEFAULT)


def paragraphs(body: str) -> list[str]:
    (source,) = sources(body)
    return source.text.split("\n\n")


def states(regions: str, body: str) -> dict[str, str]:
    tracked = f"<text:tracked-changes>{regions}</text:tracked-changes>"
    return {source.part: source.text for source in sources(tracked + body)}


def region(key: str, kind: str, inside: str = "") -> str:
    return (
        f'<text:changed-region text:id="{key}"><text:{kind}><office:change-info><dc:creator>Ada</dc:creator>'
        f"<text:p>why</text:p></office:change-info>{inside}</text:{kind}></text:changed-region>"
    )


def p(inside: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


IN_THE_TEXT = [
    pytest.param("<text:a>bridge</text:a>", id="a link"),
    pytest.param("<text:span>bri<text:span>dge</text:span></text:span>", id="a word in pieces"),
    pytest.param("<text:bookmark-ref>bridge</text:bookmark-ref>", id="a reference"),
    pytest.param(
        "<text:ruby><text:ruby-base>bridge</text:ruby-base><text:ruby-text>aid</text:ruby-text></text:ruby>",
        id="a word with a reading aid, without the aid",
    ),
    pytest.param("bridge<office:annotation-end/>", id="the end of an annotation"),
]


@pytest.mark.parametrize("inside", IN_THE_TEXT)
def test_words_are_found_wherever_they_stand(inside):
    assert paragraphs(p(f"The {inside} is open.")) == ["The bridge is open."]


def test_white_space_of_the_file_is_one_space_and_that_of_the_text_is_kept():
    assert paragraphs(p("The \n  bridge <text:span> is</text:span> open.<text:s text:c='2'/>Yes.<text:tab/>No.")) == [
        "The bridge is open.  Yes.\tNo."
    ]


def test_a_number_of_spaces_that_nobody_sees_is_no_bomb():
    (text,) = paragraphs(
        p('One<text:s text:c="99999999"/>two<text:s text:c="-1"/>three<text:s text:c="9999999999999"/>')
    )
    assert len(text) < 200


def test_lists_tables_and_sections_are_paragraphs():
    body = (
        f"<text:list><text:list-item>{p('one')}</text:list-item><text:list-item>{p('two')}</text:list-item></text:list>"
        f"<table:table><table:table-row><table:table-cell>{p('a')}</table:table-cell><table:table-cell>{p('b')}"
        f"</table:table-cell></table:table-row></table:table><text:section>{p('end')}</text:section>"
    )
    assert paragraphs(body) == ["one", "two", "a", "b", "end"]


def test_a_text_box_comes_after_its_paragraph_and_notes_at_the_end():
    box = f"<draw:frame><draw:text-box>{p('In the box.')}</draw:text-box></draw:frame>"
    body = f"<text:note-body>{p('A note.')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    (source,) = sources(p(f"Before{note}{box} and after.") + p("The next."))
    assert source.text.split("\n\n") == ["Before and after.", "In the box.", "The next.", "A note."]
    assert [note.text for note in source.notes] == ["1 footnote stands at the end"]


def test_what_is_left_out_is_said():
    remark = f"<office:annotation><dc:creator>Ada</dc:creator>{p('Really?')}</office:annotation>"
    hidden = f"<text:section text:display='none'>{p('secret')}</text:section>"
    (source,) = sources(p(f"The bridge{remark} is open.<text:hidden-text>secret</text:hidden-text>") + hidden)
    assert source.text == "The bridge is open."
    assert [note.text for note in source.notes] == ["1 annotation is left out", "hidden text is left out"]


# --- tracked changes -----------------------------------------------------------------------------


def test_a_deletion_returns_to_its_point_and_an_insertion_leaves_it():
    regions = region("d", "deletion", p("old ")) + region("i", "insertion")
    body = p(
        'The <text:change text:change-id="d"/><text:change-start text:change-id="i"/>new '
        '<text:change-end text:change-id="i"/>bridge.'
    )
    assert states(regions, body) == {"original": "The old bridge.", "final": "The new bridge."}


def test_a_deletion_over_several_paragraphs_brings_its_ends_back():
    regions = region("d", "deletion", p("One.") + p("Two.") + p("Th"))
    body = p('Zero. <text:change text:change-id="d"/>ree.')
    assert states(regions, body) == {"original": "Zero. One.\n\nTwo.\n\nThree.", "final": "Zero. ree."}


def test_an_insertion_over_the_end_of_a_paragraph_joins_it_in_the_original():
    regions = region("i", "insertion")
    body = p('One <text:change-start text:change-id="i"/>more.') + p('Or <text:change-end text:change-id="i"/>two.')
    assert states(regions, body) == {"original": "One two.", "final": "One more.\n\nOr two."}


def test_a_change_of_looks_makes_no_second_version():
    body = p('The <text:change-start text:change-id="f"/>bridge<text:change-end text:change-id="f"/>.')
    assert states(region("f", "format-change"), body) == {"": "The bridge."}


def test_a_deletion_is_told_once_however_often_it_is_named():
    point = '<text:change text:change-id="d"/>'
    assert states(region("d", "deletion", p("old ")), p(f"The {point * 3}bridge.")) == {
        "original": "The old bridge.",
        "final": "The bridge.",
    }


# --- styles, own data, forms ---------------------------------------------------------------------


def test_styles_and_headings_are_marked():
    styles = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
        '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
    )
    index = f"<text:index-body>{p('What the captain says 1')}</text:index-body>"
    contents = f"<text:table-of-content>{index}</text:table-of-content>"
    body = p("Ferry stays", "P1") + contents + p("It stays.") + p("What the captain says", "P2")
    body += '<text:h text:outline-level="3">Later</text:h>' + p("The quay", "Illustration")
    (source,) = sources(body, styles)
    assert [(source.text[m.span.start : m.span.end], m.kind, m.reason) for m in source.marks] == [
        ("Ferry stays", "headline", "style “Title”"),
        ("What the captain says 1", "furniture", "in the table of contents"),
        ("What the captain says", "subhead", "style “Heading 2”"),
        ("Later", "subhead", "a heading"),
        ("The quay", "caption", "style “Illustration”"),
    ]


def test_who_wrote_it_first_is_the_author_and_no_date_is_taken():
    meta = (
        "<dc:title>Ferry stays</dc:title><meta:initial-creator>Ada Winter</meta:initial-creator>"
        "<dc:creator>Ole Brandt</dc:creator><dc:date>2026-01-02</dc:date>"
    )
    (source,) = sources(p("It stays."), meta=meta)
    assert (source.meta.title, source.meta.byline, source.meta.date) == ("Ferry stays", "Ada Winter", "")


def test_a_document_in_one_file_of_xml_is_read_too():
    flat = f"<?xml version='1.0'?><office:document {ODF_NAMES}><office:body><office:text>{p('It stays.')}</office:text>"
    (source,) = read_file(File("a.xml", (flat + "</office:body></office:document>").encode())).sources
    assert source.text == "It stays."
