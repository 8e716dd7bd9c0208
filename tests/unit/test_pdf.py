"""PDFs of our own making: the paragraphs come back, whatever the layout, and what was done to them is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pdfs import Layout, make_pdf, make_picture_pdf
from twicetold.errors import DamagedError, EmptyError, LockedError, SizeError, StoryError
from twicetold.ingest.pdf import is_pdf, read_pdf
from twicetold.ingest.reading import read_file
from twicetold.model import AS_FOUND, File, Handling, Source
from twicetold.settings import DEFAULT
from twicetold.text.version import make_version

HEADLINE = "Ferry to the outer islands stops for the winter"
STORY = (
    "The ferry between Port Ellery and the outer islands will not sail from the first week of November, the harbour "
    "company announced on Tuesday. It is the first winter without a service since the pier was built.",
    "About four hundred people live on the three islands. Most of them depend on the ferry for food, for the post and "
    "for the way to school.",
    "“We were told on the telephone, an hour before the notice was put up,” said Maren Holt, who runs the only shop on "
    "Sandray. “Nobody asked us what we need, and nobody has said who will bring the medicine.”",
    "The company says that the ship needs a new engine, and that no other ship is free before spring. A spokesman "
    "added that the company regrets the difficulties and would pay for a smaller boat twice a week.",
    "The council has called a meeting for Friday evening. It wants to know why the engine was not replaced in the "
    "summer, when the ship lay in the dock for five weeks.",
    "Sandray has been cut off before. In the winter of 1963 the ice in the sound held for seven weeks, and the mail "
    "came over by sledge. The older people still speak of it with some pride.",
)
GAPS, INDENTS = Layout(), Layout(gap=0, indent=1.5)
PLAIN = {
    "gaps": GAPS,
    "indents": INDENTS,
    "all first lines set in": Layout(gap=0, indent=1.5, first_indent=True),
    "justified": Layout(justified=True),
    "justified, with indents": Layout(gap=0, indent=1.5, justified=True),
    "several small pages": Layout(width=300, height=240, margin=40, head="Island News, {}", numbers="{}"),
    "two columns": Layout(columns=2, height=420),
    "two columns with indents": Layout(columns=2, height=420, gap=0, indent=1.5, justified=True),
    "two columns, the right one lower": Layout(columns=2, height=420, drop=5),
    "three columns": Layout(columns=3, height=330, size=8),
    "divided words": Layout(columns=2, height=420, divides=True, justified=True),
    "large type": Layout(size=16, head="Island News, 4 May", foot="Printed in the harbour", numbers="Page {}"),
}  # fmt: skip


def read(data: bytes, handling: Handling = AS_FOUND, limits=DEFAULT, name: str = "ferry.pdf") -> Source:
    (source,) = read_pdf(File(name, data), handling, limits)
    return source


def paragraphs(source: Source) -> list[str]:
    return source.text.split("\n\n")


def marked(source: Source) -> list[tuple[str, str]]:
    return [(mark.kind, source.text[mark.span.start : mark.span.end]) for mark in source.marks]


def body(source: Source) -> list[str]:
    aside = {text for kind, text in marked(source) if kind == "furniture"}
    return [text for text in paragraphs(source) if text not in aside]


def note(source: Source, kind: str) -> str:
    return next((one.text for one in source.notes if one.kind == kind), "")


@pytest.mark.parametrize("layout", PLAIN.values(), ids=PLAIN)
def test_the_paragraphs_come_back(layout):
    source = read(make_pdf(STORY, layout, HEADLINE))
    assert body(source) == [HEADLINE, *STORY]
    assert ("headline", HEADLINE) in marked(source)
    assert source.meta.title == HEADLINE


@given(
    st.builds(
        Layout,
        width=st.sampled_from([420, 595]),
        height=st.sampled_from([420, 842]),
        size=st.sampled_from([9, 10, 12]),
        leading=st.sampled_from([1.1, 1.2, 1.4]),
        gap=st.sampled_from([0.6, 1.0]),
        justified=st.booleans(),
        divides=st.booleans(),
        head=st.sampled_from(["", "Island News", "{} Island News"]),
        numbers=st.sampled_from(["", "{}", "Page {}", "– {} –"]),
    ),
    st.permutations(STORY),
    st.booleans(),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_in_one_column_every_paragraph_comes_back(layout, story, indented):
    if indented:
        layout = replace(layout, gap=0, indent=1.5)
    assert body(read(make_pdf(story, layout, HEADLINE))) == [HEADLINE, *story]


# --- what runs along the edges --------------------------------------------------------------------


def test_running_heads_are_kept_once_and_page_numbers_named():
    layout = Layout(height=300, head="Island News", numbers="Page {}")
    source = read(make_pdf(STORY, layout, HEADLINE))
    assert marked(source)[0] == ("furniture", "Island News")
    assert source.marks[0].reason == "stands at the top of 2 of 2 pages"
    assert note(source, "edges") == (
        "edges of 2 pages: running lines kept once: “Island News”; 2 page numbers left out"
    )
    assert "Page 2" not in source.text


def test_a_line_that_only_looks_like_an_edge_stays():
    source = read(make_pdf(["2021", *STORY], Layout()))
    assert paragraphs(source) == ["2021", *STORY]
    assert not source.marks


def test_numbers_that_do_not_grow_with_the_pages_are_no_page_numbers():
    source = read(make_pdf(STORY, Layout(height=300, numbers="1963")))
    assert "1963" in {text for _, text in marked(source)}


# --- words ---------------------------------------------------------------------------------------


def test_divided_words_are_made_whole_and_compounds_keep_their_hyphen():
    lines = [
        "The islanders are well-",
        "known for their hospi-",
        "tality, and for a self-",
        "taught fiddler. The Anglo-",
        "Norwegian dictionary lists hospitality.",
    ]
    source = read(printed(lines))
    assert source.text == (
        "The islanders are well-known for their hospitality, and for a self-taught fiddler. The Anglo-Norwegian "
        "dictionary lists hospitality."
    )
    assert "1 word divided at line ends made whole" in note(source, "layout")


def test_a_hyphen_that_the_document_writes_elsewhere_stays():
    lines = ["The pier-", "master came, and so did", "the pier-master of Sandray"]
    assert "The pier-master came" in read(printed(lines)).text


def printed(lines: list[str]) -> bytes:
    """A PDF with these lines of type, a column as wide as the widest."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for i, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * i, line)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def drawn(draw) -> bytes:
    """A PDF of one page that ``draw`` draws on."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def set_with(names: bytes, content: bytes) -> bytes:
    """A PDF of one page with ``content``, in a type whose first letters are ``names``."""
    font = b"/Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Differences[1" + names + b"]>>"
    stream = b"BT /F 12 Tf 72 700 Td " + content + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<<" + font + b">>",
    ]
    made = b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, one) for i, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + made + b"trailer<</Root 1 0 R>>\n%%EOF"


def test_the_letters_of_a_ligature_are_parts_of_their_word():
    assert read(set_with(b"/fi", b"(The \\001rst of\\001ce) Tj")).text == "The first office"


def test_lines_from_right_to_left_are_read_so_and_latin_names_in_them_are_not():
    hebrew = b"/afii57664/afii57665/afii57666"
    source = read(
        set_with(
            hebrew, b"(\\003\\002\\001 Port Ellery \\002\\001) Tj 0 -14 Td (\\001\\001\\001 12 \\003\\003\\003) Tj"
        )
    )
    assert source.text == "אב Port Ellery אבג גגג 12 אאא"


def test_the_number_of_a_note_is_raised_and_its_text_parts_no_sentence():
    def draw(canvas):
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(72, 700, "The ferry stops")
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(72 + canvas.stringWidth("The ferry stops", "Times-Roman", 12), 705, "1")
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(72 + canvas.stringWidth("The ferry stops", "Times-Roman", 12) + 8, 700, "for the winter.")

    assert read(drawn(draw)).text == "The ferry stops¹ for the winter."


def test_lines_under_the_words_of_a_list_belong_to_its_item():
    def draw(canvas):
        lines = [
            (72, "•"),
            (84, "The ferry needs an engine that nobody on"),
            (84, "the islands has, and a crew"),
            (72, "•"),
        ]
        heights = [700, 700, 686, 672, 672]
        for (x, text), y in zip([*lines, (84, "The pier needs nothing at all")], heights, strict=True):
            canvas.drawString(x, y, text)

    assert paragraphs(read(drawn(draw))) == [
        "• The ferry needs an engine that nobody on the islands has, and a crew",
        "• The pier needs nothing at all",
    ]


def test_what_is_printed_at_an_angle_is_set_aside():
    def draw(canvas):
        canvas.drawString(72, 700, "The ferry stops for the winter.")
        canvas.rotate(45)
        canvas.drawString(300, 100, "DRAFT")

    source = read(drawn(draw))
    assert source.text == "The ferry stops for the winter.\n\nDRAFT"
    assert marked(source) == [("furniture", "DRAFT")]


def test_a_page_that_lies_on_its_side_is_read():
    def draw(canvas):
        canvas.rotate(90)
        canvas.drawString(72, -200, "The ferry stops for the winter.")
        canvas.drawString(72, -214, "The islanders were told by telephone.")

    assert read(drawn(draw)).text.startswith("The ferry stops for the winter.")


# --- kinds, and what is known ---------------------------------------------------------------------


def test_a_line_in_bold_between_paragraphs_is_a_subhead():
    story = [*STORY[:2], "The engine", *STORY[2:]]
    source = read(make_pdf(story, Layout(subheads=(2,)), HEADLINE))
    assert marked(source) == [("headline", HEADLINE), ("subhead", "The engine")]
    assert [unit.kind for unit in make_version(source).units].count("subhead") == 1


def test_what_a_person_wrote_into_the_file_is_known_and_its_origin_said():
    source = read(make_pdf(STORY, Layout(title="Ferry stops for winter", author="Maren Holt"), HEADLINE))
    assert (source.meta.title, source.meta.byline) == ("Ferry stops for winter", "Maren Holt")
    assert dict(source.meta.origins) == {"title": "the document’s own data", "byline": "the document’s own data"}
    assert not source.meta.date


@pytest.mark.parametrize(
    "title", ["Microsoft Word - ferry.docx", "untitled", "ferry", "ferry_v2_final", "page.indd", "1"]
)
def test_names_that_programs_write_are_no_title(title):
    assert read(make_pdf(STORY, Layout(title=title, author="user"), HEADLINE)).meta.title == HEADLINE
    assert not read(make_pdf(STORY, Layout(title=title, author="user"), HEADLINE)).meta.byline


# --- other ways to read ---------------------------------------------------------------------------


def test_lines_can_be_read_as_printed():
    data = make_pdf(STORY, Layout(columns=2, height=420, head="Island News", numbers="{}"), HEADLINE)
    found = read(data)
    (offer,) = {offer for one in found.notes for offer in one.offers if offer.value == "lines"}
    source = read(data, AS_FOUND.take(offer))
    assert {"Island News", "1"} <= set(paragraphs(source))
    assert len(paragraphs(source)) > 2 * len(paragraphs(found))
    assert note(source, "layout") == "read line by line as printed, as you asked"


def test_columns_are_said_and_can_be_ignored():
    data = make_pdf(STORY, Layout(columns=2, height=420), HEADLINE)
    found = read(data)
    assert note(found, "columns") == "read column by column on 1 page"
    (offer,) = {offer for one in found.notes for offer in one.offers if offer.value == "across"}
    assert sorted(read(data, AS_FOUND.take(offer)).text.split()) == sorted(found.text.split())
    assert read(data, AS_FOUND.take(offer)).text != found.text


def test_short_cells_are_no_columns():
    def draw(canvas):
        for i, (name, number) in enumerate(
            zip(["Sandray", "Vallay", "Mingary", "Pabbay", "Flodday"], range(5), strict=True)
        ):
            canvas.drawString(72, 700 - 14 * i, name)
            canvas.drawString(300, 700 - 14 * i, str(100 + number))

    assert "Sandray 100" in read(drawn(draw)).text


# --- files that cannot be read --------------------------------------------------------------------


def test_a_scan_says_that_it_is_pictures():
    with pytest.raises(EmptyError, match=r"“scan.pdf” holds no letters: its pages are pictures.*OCR"):
        read(make_picture_pdf(), name="scan.pdf")


def test_a_locked_file_says_so():
    with pytest.raises(LockedError, match=r"“ferry.pdf” is locked with a password"):
        read(make_pdf(STORY, Layout(password="winter")))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_that_is_cut_off_says_so(share):
    data = make_pdf(STORY)
    with pytest.raises(DamagedError, match=r"“ferry.pdf” is cut off"):
        read(data[: int(share * len(data))])


def test_a_file_that_only_begins_as_a_pdf_says_so():
    with pytest.raises(DamagedError, match="damaged"):
        read(b"%PDF-1.4\nThis is no PDF at all.\n%%EOF")


def test_limits_are_said_with_their_numbers():
    data = make_pdf(STORY, Layout(height=200), HEADLINE)
    with pytest.raises(SizeError, match="has 3 pages; a PDF may have 2"):
        read(data, limits=replace(DEFAULT, max_pdf_pages=2))
    with pytest.raises(SizeError, match="more than 100 letters"):
        read(data, limits=replace(DEFAULT, max_pdf_letters=100))


def test_it_is_recognised_by_its_first_bytes():
    data = make_pdf(STORY)
    assert is_pdf(File("a.txt", data))
    assert is_pdf(File("a.txt", b"\r\n" + data))
    assert not is_pdf(File("a.pdf", b"Only the name says PDF."))
    assert read_file(File("letter.bin", data)).sources[0].text


@given(
    st.sampled_from(list(PLAIN.values())), st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=8)), max_size=8)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_files_end_in_a_version_or_an_error_of_ours(layout, changes):
    data = bytearray(make_pdf(STORY, layout, HEADLINE))
    for anywhere, new in changes:
        place = anywhere % len(data)
        data[place : place + len(new)] = new
    found = read_file(File("ferry.pdf", bytes(data)))
    assert all(isinstance(error, StoryError) for error in found.errors)
    for source in found.sources:
        for mark in source.marks:
            assert source.text[mark.span.start : mark.span.end].strip()
