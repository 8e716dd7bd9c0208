"""Markdown → the text that it stands for, with its headings marked.

    ugly    “## What the [minister](https://…) said” as a sentence of the story; “title: …” as its first words
    wanted  a heading, the words of the link, and title, date and author where they belong

Only what changes how words read is known here: headings, lists, quotes, code, tables, links, emphasis, front matter.
"""

from __future__ import annotations

import re

from twicetold.errors import EmptyError
from twicetold.ingest.dates import date_fields
from twicetold.ingest.decode import decode_text
from twicetold.ingest.format import Format
from twicetold.ingest.known import fill
from twicetold.ingest.markdown_blocks import Blocks, read_blocks
from twicetold.ingest.pieces import Piece, count, make_text
from twicetold.model import File, Handling, Meta, Note, Offer, Source
from twicetold.settings import Settings

_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_TEXT_SUFFIXES = (".txt", ".text")
_HEAD = 65_536
"""Bytes at the top of a file in which signs are looked for."""
_SIGNS = Offer("Read the signs as they stand", "layout", "signs")
_BACK = Offer("Read it as Markdown", "layout", "")

_LINK = re.compile(rb"\[[^\[\]\n]{1,200}\]\((?:https?://|/)[^\s()]{1,500}\)")
_BOLD = re.compile(rb"(?<![\w*])\*\*[^\s*][^*\n]{0,200}\*\*(?![\w*])")
_HEADING = re.compile(rb"^#{1,6} \S", re.MULTILINE)
_MATTER = re.compile(r"(---|\+\+\+)[ \t]*$")
_PAIR = re.compile(r"([A-Za-z_-]{1,40})[ \t]{0,5}[:=](?:[ \t]+(.*))?$")
_FIELDS = {
    "title": "title", "headline": "title", "author": "byline", "authors": "byline", "byline": "byline", "date": "date",
    "published": "date", "lang": "language", "language": "language", "url": "address", "canonical_url": "address",
    "source": "outlet", "outlet": "outlet", "publisher": "outlet", "license": "licence", "licence": "licence",
}  # fmt: skip
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2})?")
_ADDRESS = re.compile(r"https?://\S+")
_MOST_MATTER = 200
"""Lines of front matter; what does not end by then is a rule and the text under it."""


def is_markdown(file: File) -> bool:
    """Whether ``file`` is Markdown: by its name, or a text with a heading and a link or bold words as only it has."""
    head = file.data[:_HEAD]
    if b"\0" in head:
        return False
    name = file.name.lower()
    if name.endswith(_SUFFIXES):
        return True
    if "." in name and not name.endswith(_TEXT_SUFFIXES):
        return False
    headings, links, bold = (len(sign.findall(head)) for sign in (_HEADING, _LINK, _BOLD))
    return headings > 0 and (links > 0 or bold > 0) and headings + links + bold > 2


def read_markdown(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The text of ``file`` with its signs read. Raises EmptyError where nothing is left, and what decoding raises."""
    text, notes = decode_text(file.name, file.data, handling, declared=file.encoding)
    if handling.layout == "signs":
        return (
            Source(file.name, text, file.meta, (*notes, Note("layout", "signs read as text, as you asked", (_BACK,)))),
        )
    lines = _without_comments(text.lstrip("\ufeff")).splitlines()
    matter, lines, unknown = _take_matter(lines)
    blocks = read_blocks(lines)
    pieces = _with_title(blocks, matter.get("title", ""))
    if not pieces:
        raise EmptyError(f"“{file.name}” holds signs of Markdown and no text. Choose a file that holds the text.")
    made, marks = make_text(pieces)
    meta = _meta(file.meta, matter, next((piece.text for piece in pieces if piece.kind == "headline"), ""))
    return (Source(file.name, made, meta, (*notes, *_notes(blocks, unknown)), marks=marks),)


def _without_comments(text: str) -> str:
    """The text without what stands between <!-- and -->; a comment that never ends is none."""
    parts, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[place:start])
        place = end + 3
    return "".join(parts) + text[place:]


def _take_matter(lines: list[str]) -> tuple[dict[str, str], list[str], int]:
    """Front matter by field of Meta, the lines under it, and how many of its lines say what no field holds."""
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    opening = _MATTER.match(lines[first]) if lines else None
    if not opening:
        return {}, lines, 0
    end = next(
        (i for i, line in enumerate(lines[first + 1 : first + _MOST_MATTER], first + 1) if line.rstrip() == opening[1]),
        0,
    )
    inner = [line for line in lines[first + 1 : end] if line.strip()]
    # every line is a pair or belongs to one; otherwise it is a rule, and a text between rules
    if (
        not end
        or not any(map(_PAIR.match, inner))
        or not all(_PAIR.match(line) or line[0] in " \t-#]" for line in inner)
    ):
        return {}, lines, 0
    found: dict[str, str] = {}
    unknown = 0
    for line in inner:
        pair = _PAIR.match(line)
        field = _FIELDS.get(pair[1].lower(), "") if pair else ""
        value = _value(pair[2] or "") if pair else ""
        if field and value and field not in found and _fits(field, value):
            found[field] = value
        else:
            unknown += 1
    return found, lines[end + 1 :], unknown


def _value(text: str) -> str:
    """A value as it is meant: without quotation marks, of a list its parts."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return ", ".join(part.strip().strip("\"'") for part in text[1:-1].split(",") if part.strip())
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].strip()
    return "" if text in ("|", ">", "{", "[", "null", "~") else text


def _fits(field: str, value: str) -> bool:
    if field == "language":
        return bool(_LANGUAGE.fullmatch(value))
    return bool(_ADDRESS.fullmatch(value)) if field == "address" else len(value) <= 500


def _with_title(blocks: Blocks, title: str) -> list[Piece]:
    """The pieces, with the title of the front matter as the headline where no heading is that."""
    if not title or any(piece.kind == "headline" for piece in blocks.pieces):
        return blocks.pieces
    return [Piece(" ".join(title.split()), "headline", "is the title in the front matter"), *blocks.pieces]


def _meta(known: Meta, matter: dict[str, str], headline: str) -> Meta:
    """What ``known`` says, then the front matter, then the headline."""
    said = {field: value for field, value in matter.items() if field != "date"}
    said |= date_fields(matter.get("date", ""), matter.get("language", ""))
    found = {field: (value, "the front matter") for field, value in said.items()}
    if headline:
        found.setdefault("title", (headline, "its first heading"))
    return fill(known, found)


def _notes(blocks: Blocks, unknown: int) -> tuple[Note, ...]:
    said = "read as Markdown: its signs stand for headings, lists and emphasis"
    if blocks.addresses:
        said += f"; {count(blocks.addresses, 'web address', 'web addresses')} left out"
    if unknown:
        said += f"; {count(unknown, 'line')} of its front matter left out"
    return (Note("layout", said, (_SIGNS,)),)


MARKDOWN = Format("md", "a Markdown text", _SUFFIXES, is_markdown, read_markdown, guarded=False)
