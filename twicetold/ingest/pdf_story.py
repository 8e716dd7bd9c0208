"""The paragraphs of a PDF → text, with marks, what is known of it, and what was done to it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import regex

from twicetold.ingest.known import fill
from twicetold.ingest.pdf_edges import Edges
from twicetold.ingest.pdf_measures import Measures
from twicetold.ingest.pdf_paragraphs import Block
from twicetold.ingest.pieces import Piece, count
from twicetold.model import Meta, Note, Offer

LINES = Offer("Read the lines as printed", "layout", "lines")
ACROSS = Offer("Read across the page", "layout", "across")
BACK = Offer("Read it as found first", "layout", "")

_HEADLINE = 1.15
"""Times the size of the text from which type is that of a headline."""
_SUBHEAD = 1.08
_MAX_HEADLINE_WORDS = 40
_MAX_SUBHEAD_WORDS = 20
_HEADLINE_PAGES = 1
_STATEMENT_END = regex.compile(r"[.!?…。！？;:,]['\"’”»)\]]*$")
_LETTER = regex.compile(r"\p{L}")
_NO_TITLE = regex.compile(
    r"(?i)microsoft (?:word|powerpoint|excel)\b.*"
    r"|\(?(?:untitled|anonymous|unspecified|unbenannt|sans titre|sin título|без имени)\)?.*"
    r"|document ?\d*|print|(?:https?|file):.*"
    r"|.*\.(?:docx?|pages|odt|rtf|indd|qxp|qxd|pdf|tex|dvi|wpd|pub|html?|txt|pptx?|xlsx?)"
)
_NO_AUTHOR = regex.compile(
    r"(?i)\(?(?:anonymous|unspecified|unknown|user|admin|administrator|owner|windows user|author|office|default|root"
    r"|guest|pc)\)?|.*[@\\/\d_].*"
)
_SHOWN = 3
"""Running heads that a note names."""


def pieces_of(
    blocks: Sequence[Block], measures: Measures, edges: Edges, pages: int, sideways: Sequence[str]
) -> list[Piece]:
    """The paragraphs in their order; what runs along the edges stands once, before and behind the text."""
    head = _headline(blocks, measures)
    pieces: list[Piece] = [_edge(text, edges, "top", count, pages) for text, count in edges.heads.items()]
    for i, block in enumerate(blocks):
        pieces.append(_piece(i, block, head, measures))
    pieces += [_edge(text, edges, "foot", count, pages) for text, count in edges.feet.items()]
    pieces += [Piece(text, "furniture", "is printed at an angle to the text") for text in dict.fromkeys(sideways)]
    return pieces


def make_meta(name: str, title: str, author: str, pieces: Sequence[Piece], known: Meta) -> Meta:
    """What the document says of itself where that was written by a person, and its headline; ``known`` goes first."""
    found = {}
    title, author = " ".join(title.split()), " ".join(author.split())
    headline = next((piece.text for piece in pieces if piece.kind == "headline"), "")
    if not known.title and _is_title(title, name):
        found["title"] = (title, "the document’s own data")
    elif not known.title and headline:
        found["title"] = (headline, "its headline")
    if not known.byline and _LETTER.search(author) and not _NO_AUTHOR.fullmatch(author):
        found["byline"] = (author, "the document’s own data")
    return fill(known, found)


def edge_note(edges: Edges, pages: int) -> Note | None:
    """What was taken off the edges, with the way to have it back."""
    if not edges:
        return None
    said = []
    names = [f"“{text}”" for text in (*edges.heads, *edges.feet)]
    if names:
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        said.append(f"running lines kept once: {', '.join(names[:_SHOWN])}{more}")
    if edges.numbered:
        said.append(f"{count(edges.numbered, 'page number')} left out")
    return Note("edges", f"edges of {count(pages, 'page')}: {'; '.join(said)}", (LINES,))


def _headline(blocks: Sequence[Block], measures: Measures) -> int:
    """The block in the largest type on the first page, if that is larger than the text; else the first one, if it is a
    line in bold; else −1."""
    largest, found = _HEADLINE * measures.size, -1
    for i, block in enumerate(blocks):
        if block.lines[0].page >= _HEADLINE_PAGES:
            break
        if block.size > largest and _LETTER.search(block.text) and len(block.text.split()) <= _MAX_HEADLINE_WORDS:
            largest, found = block.size, i
    if found < 0 and len(blocks) > 1 and _is_bold_line(blocks[0], measures):
        return 0
    return found


def _is_bold_line(block: Block, measures: Measures) -> bool:
    return block.bold and not measures.bold and block.size >= measures.size and _is_short(block)


def _is_short(block: Block) -> bool:
    return (
        len(block.text.split()) <= _MAX_SUBHEAD_WORDS
        and not _STATEMENT_END.search(block.text)
        and bool(_LETTER.search(block.text))
    )


def _piece(i: int, block: Block, headline: int, measures: Measures) -> Piece:
    if i == headline:
        large = block.size > _HEADLINE * measures.size
        return Piece(
            block.text, "headline", "is the largest type on the first page" if large else "is a first line in bold"
        )
    if headline < i and block.size > _SUBHEAD * measures.size and _is_short(block):
        return Piece(block.text, "subhead", "is larger than the text")
    if headline < i and _is_bold_line(block, measures):
        return Piece(block.text, "subhead", "is a line in bold")
    return Piece(block.text)


def _edge(text: str, edges: Edges, side: str, times: int, pages: int) -> Piece:
    if text in edges.alone:
        return Piece(text, "furniture", f"stands apart at the {side} of a page, in small type")
    return Piece(text, "furniture", f"stands at the {side} of {times:,} of {count(pages, 'page')}")


def _is_title(title: str, name: str) -> bool:
    if not _LETTER.search(title) or _NO_TITLE.fullmatch(title):
        return False
    # a name of a file: one word with figures or underscores in it, or this file’s own
    if title.casefold() == PurePath(name).stem.casefold():
        return False
    return " " in title or not any(letter.isdigit() or letter in "_." for letter in title)
