"""A PDF → the story in it: columns in order, paragraphs rebuilt, running heads aside.

    ugly    lines cut at the edge of a column, “Page 3” in the middle of a sentence, “consti-” and “tution”
    wanted  the paragraphs that a reader of the page sees, and a word on what was rebuilt, with one click to have it as
            printed

A PDF knows letters and places, no lines and no paragraphs. ``pdf_letters`` makes words of them, ``pdf_edges`` takes off
what runs along the edges, ``pdf_columns`` finds the order, ``pdf_paragraphs`` the paragraphs, ``pdf_story`` says what
they are. Its date is that of the file, not of the story, and is not taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from twicetold.errors import EmptyError
from twicetold.ingest.format import Format
from twicetold.ingest.pdf_columns import find_gutters, find_regions
from twicetold.ingest.pdf_edges import Edges, take_edges
from twicetold.ingest.pdf_lines import Line, PdfPages, Word, make_lines
from twicetold.ingest.pdf_measures import measure, text_size, usual_leading
from twicetold.ingest.pdf_paragraphs import Joined, make_paragraphs
from twicetold.ingest.pdf_story import ACROSS, BACK, LINES, edge_note, make_meta, pieces_of
from twicetold.ingest.pieces import Piece, count, make_text
from twicetold.model import File, Handling, Note, Source
from twicetold.settings import Settings

_HEAD = 1_024
"""Bytes in which a PDF may begin, after what a mail or a server put before it."""
_ASKED = {"lines": "line by line as printed", "across": "across the page, columns or not"}
_NAMED_PAGES = 5


def is_pdf(file: File) -> bool:
    """Whether ``file`` begins as a PDF does."""
    return b"%PDF-" in file.data[:_HEAD]


def read_pdf(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The text of a PDF. Raises EmptyError where its pages are pictures, LockedError, DamagedError or SizeError."""
    from twicetold.ingest.pdf_open import open_pdf

    document = open_pdf(file, settings)
    if not any(sheet.words or sheet.sideways for sheet in document.sheets):
        raise EmptyError(
            f"“{file.name}” holds no letters: its pages are pictures, as a scanner makes them. Run text recognition "
            "(OCR) on it and choose the file that this gives."
        )
    asked = handling.layout if handling.layout in _ASKED else ""
    pieces, notes = _as_printed(document) if asked == "lines" else _rebuilt(document, across=asked == "across")
    text, marks = make_text(pieces)
    if asked:
        notes = [Note("layout", f"read {_ASKED[asked]}, as you asked", (BACK,)), *notes]
    notes += _losses(document)
    meta = make_meta(file.name, document.title, document.author, pieces, file.meta)
    return (Source(file.name, text, meta, tuple(notes), marks=marks),)


def _rebuilt(document: PdfPages, across: bool) -> tuple[list[Piece], list[Note]]:
    """The paragraphs, and what was done to have them."""
    pages = [sheet.words for sheet in document.sheets]
    size = text_size(word for words in pages for word in words)
    pages, edges = take_edges(pages, size, usual_leading(pages, size))
    lines, in_columns = _lines(pages, across)
    measures = measure(lines, size)
    joined = make_paragraphs(lines, measures)
    sideways = [text for sheet in document.sheets for text in sheet.sideways]
    return pieces_of(joined.blocks, measures, edges, len(pages), sideways), _notes(
        joined, edges, len(pages), in_columns
    )


def _as_printed(document: PdfPages) -> tuple[list[Piece], list[Note]]:
    """Every line for itself, with hyphens and running heads; a page is a block."""
    pieces: list[Piece] = []
    for sheet in document.sheets:
        lines, _ = _lines([sheet.words], across=False)
        pieces += [Piece(line.text) for line in lines]
        pieces += [Piece(text) for text in sheet.sideways]
    return pieces, []


def _lines(pages: Sequence[list[Word]], across: bool) -> tuple[list[Line], int]:
    """The lines of all pages in reading order, and how many pages have columns."""
    lines: list[Line] = []
    regions = in_columns = 0
    gutters = [[] for _ in pages] if across else find_gutters(pages)
    for page, words in enumerate(pages):
        found = find_regions(words, gutters[page])
        lines += make_lines(found, regions, page)
        regions += len(found)
        in_columns += len(found) > 1
    return lines, in_columns


def _notes(joined: Joined, edges: Edges, pages: int, in_columns: int) -> list[Note]:
    notes = []
    made = f", {count(joined.divided, 'word')} divided at line ends made whole" if joined.divided else ""
    if joined.blocks:
        paragraphs = count(len(joined.blocks), "paragraph")
        notes.append(Note("layout", f"{paragraphs} rebuilt from the lines of {count(pages, 'page')}{made}", (LINES,)))
    if in_columns:
        notes.append(Note("columns", f"read column by column on {count(in_columns, 'page')}", (ACROSS,)))
    found = edge_note(edges, pages)
    return [*notes, found] if found else notes


def _losses(document: PdfPages) -> list[Note]:
    notes = []
    if document.bare:
        named = ", ".join(map(str, document.bare[:_NAMED_PAGES])) + (", …" if len(document.bare) > _NAMED_PAGES else "")
        which = "page" if len(document.bare) == 1 else "pages"
        notes.append(Note("loss", f"no letters on {which} {named}: what is there is a picture"))
    unknown = sum(sheet.unknown for sheet in document.sheets)
    if unknown:
        notes.append(Note("loss", f"the file does not say what {count(unknown, 'letter')} of it mean, shown as �"))
    return notes


PDF = Format("pdf", "a PDF document", (".pdf",), is_pdf, read_pdf)
