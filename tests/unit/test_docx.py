"""Word documents: what a reader of the page sees is in the text, what the page leaves out is said."""

from __future__ import annotations

import pytest

from tests.documents import docx_of, run
from twicetold.ingest.docx import read_docx
from twicetold.model import AS_FOUND, File, Meta, Source
from twicetold.settings import DEFAULT


def sources(body: str, parts: dict[str, str] | None = None, core: str = "") -> tuple[Source, ...]:
    return read_docx(File("story.docx", docx_of(body, parts, core)), AS_FOUND, DEFAULT)


def paragraphs(body: str, parts: dict[str, str] | None = None) -> list[str]:
    (source,) = sources(body, parts)
    return source.text.split("\n\n")


def states(body: str) -> dict[str, str]:
    return {source.part: source.text for source in sources(body)}


def p(inside: str, style: str = "", mark: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}<w:rPr>{mark}</w:rPr></w:pPr>{inside}</w:p>"


def marks(source: Source) -> list[tuple[str, str, str]]:
    return [(source.text[mark.span.start : mark.span.end], mark.kind, mark.reason) for mark in source.marks]


IN_THE_TEXT = [
    pytest.param(f"<w:hyperlink>{run('bridge')}</w:hyperlink>", id="a link"),
    pytest.param(f"<w:smartTag>{run('bridge')}</w:smartTag>", id="a smart tag"),
    pytest.param(f"<w:sdt><w:sdtContent>{run('bridge')}</w:sdtContent></w:sdt>", id="a content control"),
    pytest.param(f"<w:customXml>{run('bridge')}</w:customXml>", id="an element of another vocabulary"),
    pytest.param(f"<w:fldSimple>{run('bridge')}</w:fldSimple>", id="the result of a field"),
    pytest.param(
        f"<w:r><w:fldChar/></w:r>{run('REF a', 'instrText')}<w:r><w:fldChar/></w:r>{run('bridge')}",
        id="the result of a field, without its code",
    ),
    pytest.param("<w:r><w:t>bri</w:t></w:r><w:r><w:t>dge</w:t></w:r>", id="a word in two runs"),
    pytest.param("<m:oMath><m:r><m:t>bridge</m:t></m:r></m:oMath>", id="a formula"),
    pytest.param(
        "<w:r><w:ruby><w:rt><w:r><w:t>aid</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>bridge</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r>",
        id="a word with a reading aid, without the aid",
    ),
    pytest.param('<w:r><w:sym w:font="Arial" w:char="0062"/></w:r>' + run("ridge"), id="a letter by its number"),
    pytest.param(f"{run('bridge')}<w:r><w:rPr><w:vanish w:val='0'/></w:rPr></w:r>", id="text that is said not to hide"),
]


@pytest.mark.parametrize("inside", IN_THE_TEXT)
def test_words_are_found_wherever_word_puts_them(inside):
    assert paragraphs(p(run("The ") + inside + run(" is open."))) == ["The bridge is open."]


def test_line_breaks_tabs_and_hyphens_are_letters():
    inside = "<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>"
    assert paragraphs(p(inside)) == ["one\ttwo\ne\u2011mail"]


def test_two_line_breaks_are_the_end_of_a_paragraph():
    assert paragraphs(p(run("one") + "<w:r><w:br/><w:br/></w:r>" + run("two"))) == ["one", "two"]


def test_a_headline_over_two_lines_is_one():
    (source,) = sources(p(run("Ferry stays") + "<w:r><w:br/></w:r>" + run("in harbour"), "Title"))
    assert source.text == "Ferry stays in harbour"


def test_a_table_is_read_cell_by_cell():
    cells = "".join(f"<w:tc>{p(run(word))}</w:tc>" for word in ("Monday", "closed"))
    assert paragraphs(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{p(run('After'))}") == ["Monday", "closed", "After"]


def test_everything_in_the_body_is_read_in_order_whatever_stands_first_or_last():
    control = f"<w:sdt><w:sdtContent>{p(run('two'))}{p(run('three'))}</w:sdtContent></w:sdt>"
    table = f"<w:tbl><w:tr><w:tc>{p(run('four'))}</w:tc></w:tr></w:tbl>"
    body = f"<w:bookmarkStart/>{p(run('one'))}{control}{table}{p(run('five'))}{p(run('six'))}{control}<w:sectPr/>"
    assert paragraphs(body) == ["one", "two", "three", "four", "five", "six", "two", "three"]
    assert paragraphs(control) == ["two", "three"]


def test_a_text_box_is_told_once_and_after_its_paragraph():
    box = f"<w:txbxContent>{p(run('In the box.'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = p(run("Before ") + f"<w:r>{both}</w:r>" + run("and after.")) + p(run("The next."))
    assert paragraphs(body) == ["Before and after.", "In the box.", "The next."]


def test_a_text_box_waits_until_its_paragraph_has_ended_in_both_states():
    box = f"<w:r><w:txbxContent>{p(run('In the box.'))}</w:txbxContent></w:r>"
    body = p(run("Before ") + box, mark="<w:del/>") + p(run("and after."))
    assert states(body) == {
        "original": "Before\n\nand after.\n\nIn the box.",
        "final": "Before and after.\n\nIn the box.",
    }


def test_notes_stand_at_the_end_in_the_order_of_the_text_and_are_said():
    body = p(run("One") + '<w:r><w:footnoteReference w:id="3"/></w:r>' + run(" and two."))
    body += p(run("Three.") + '<w:r><w:endnoteReference w:id="2"/></w:r>')
    notes = {
        "footnotes": f'<w:footnote w:type="separator" w:id="0">{p(run("line"))}</w:footnote>'
        f'<w:footnote w:id="3">{p(run("A footnote."))}{p(run("Its end."))}</w:footnote>',
        "endnotes": f'<w:endnote w:id="2">{p(run("An endnote."))}</w:endnote>',
    }
    (source,) = sources(body, notes)
    assert source.text.split("\n\n") == ["One and two.", "Three.", "A footnote.", "Its end.", "An endnote."]
    assert [note.text for note in source.notes] == ["2 notes stand at the end"]


def test_what_is_left_out_is_said():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    comment = '<w:r><w:commentReference w:id="1"/></w:r>'
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    body = p(run("The bridge is open.") + hidden + comment + comment + symbol + prompt)
    (source,) = sources(body, {"header": p(run("The Herald")), "footer": p(run("7"))})
    assert source.text == "The bridge is open."
    assert [note.text for note in source.notes] == [
        "2 comments are left out",
        "hidden text is left out",
        "1 symbol of a font of pictures is left out",
        "the running heads and feet of the pages are left out",
    ]


def test_a_page_number_alone_is_no_loss():
    (source,) = sources(p(run("The bridge is open.")), {"footer": p(run("7"))})
    assert source.notes == ()


# --- tracked changes -----------------------------------------------------------------------------


def test_inserted_deleted_and_moved_text_stands_where_it_belongs():
    body = p(
        run("The bridge ")
        + f"<w:del>{run('was', 'delText')}</w:del><w:ins>{run('is')}</w:ins>"
        + f"<w:moveFrom>{run(' today')}</w:moveFrom>"
        + run(" open")
        + f"<w:moveTo>{run(' today')}</w:moveTo>"
        + run(".")
    )
    assert states(body) == {"original": "The bridge was today open.", "final": "The bridge is open today."}


def test_what_was_inserted_and_deleted_again_is_in_neither_state():
    again = f"<w:ins><w:del>{run('maybe ', 'delText')}</w:del>{run('now ')}</w:ins>"
    assert states(p(run("It is ") + again + run("open."))) == {"original": "It is open.", "final": "It is now open."}


def test_a_deleted_end_joins_two_paragraphs_in_the_final_text():
    body = p(run("One "), mark="<w:del/>") + p(run("and two."))
    assert states(body) == {"original": "One\n\nand two.", "final": "One and two."}


def test_an_inserted_end_joins_them_in_the_original():
    body = p(run("One "), mark="<w:ins/>") + p(run("and two."))
    assert states(body) == {"original": "One and two.", "final": "One\n\nand two."}


def test_a_heading_that_was_deleted_leaves_its_neighbour_what_it_is():
    body = p(f"<w:del>{run('Ferry news', 'delText')}</w:del>", "Heading1", "<w:del/>") + p(run("The ferry stays."))
    original, final = sources(body)
    assert marks(original) == [("Ferry news", "headline", "style “Heading1”")]
    assert (final.text, final.marks) == ("The ferry stays.", ())


def test_a_row_may_be_inserted_as_a_whole():
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>"
    body = "<w:tbl>" + row.format("", p(run("Monday"))) + row.format("<w:ins/>", p(run("Tuesday"))) + "</w:tbl>"
    assert states(body) == {"original": "Monday", "final": "Monday\n\nTuesday"}


def test_so_may_a_cell():
    cells = f"<w:tc>{p(run('Monday'))}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>{p(run('Tuesday'))}</w:tc>"
    cells += f"<w:tc><w:tcPr><w:cellIns/></w:tcPr>{p(run('Friday'))}</w:tc>"
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert states(body) == {"original": "Monday\n\nTuesday", "final": "Monday\n\nFriday"}


def test_a_note_of_deleted_text_belongs_to_the_original():
    deleted = "<w:del><w:r><w:delText>old</w:delText><w:footnoteReference w:id='1'/></w:r></w:del>"
    notes = {"footnotes": f'<w:footnote w:id="1">{p(run("A note."))}</w:footnote>'}
    original, final = sources(p(run("The ") + deleted + run(" bridge")), notes)
    assert (original.text, final.text) == ("The old bridge\n\nA note.", "The  bridge")
    assert marks(original) == [("A note.", "body", "a note at the end of the document")]
    assert ["1 footnote stands" in str(source.notes) for source in (original, final)] == [True, False]


def test_changes_of_looks_alone_make_no_second_version():
    looks = "<w:r><w:rPr><w:b/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>bridge</w:t></w:r>"
    assert states(p(run("The ") + looks)) == {"": "The bridge"}


# --- what styles say -----------------------------------------------------------------------------

STYLES = (
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Desk"><w:name w:val="Our desk"/><w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bild"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Datum"><w:name w:val="Date"/><w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
)


def test_styles_tell_headlines_from_subheads_and_captions():
    body = (
        p(run("Ferry stays in harbour"), "berschrift1")
        + p(run("Monday"), "Datum")
        + p(run("The ferry stays. " * 9))
        + p(run("What the captain says"), "Desk")
        + p(run("The quay on Monday"), "Bild")
        + p(run("He says nothing."), "A")
    )
    (source,) = sources(body, {"styles": STYLES})
    assert marks(source) == [
        ("Ferry stays in harbour", "headline", "style “heading 1”"),
        ("What the captain says", "subhead", "style “heading 1”"),
        ("The quay on Monday", "caption", "style “caption”"),
    ]
    assert source.meta.title == "Ferry stays in harbour"


def test_a_heading_after_the_story_has_begun_is_no_headline():
    (source,) = sources(p(run("The ferry stays. " * 9)) + p(run("Later"), "Heading1"))
    assert [kind for _, kind, _ in marks(source)] == ["subhead"]


# --- what the document says of itself ------------------------------------------------------------


def test_title_and_author_are_taken_and_the_date_of_saving_is_not():
    core = "<dc:title>Ferry stays</dc:title><dc:creator>Ada Winter</dc:creator><dcterms:modified>2026-01-02T00:00:00Z"
    (source,) = sources(p(run("It stays.")), core=core + "</dcterms:modified>")
    assert source.meta == Meta(
        title="Ferry stays",
        byline="Ada Winter",
        origins=(("title", "the document’s own data"), ("byline", "the document’s own data")),
    )


@pytest.mark.parametrize(
    ("title", "author"), [("Microsoft Word - a.doc", "Microsoft Office User"), ("Document1", "admin"), ("", "  ")]
)
def test_what_programs_fill_in_by_themselves_says_nothing(title, author):
    (source,) = sources(p(run("It stays.")), core=f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>")
    assert source.meta == Meta()


def test_what_was_known_before_holds():
    file = File("a.docx", docx_of(p(run("It stays.")), core="<dc:title>Ferry</dc:title>"), Meta(title="The page’s"))
    (source,) = read_docx(file, AS_FOUND, DEFAULT)
    assert source.meta == Meta(title="The page’s")
