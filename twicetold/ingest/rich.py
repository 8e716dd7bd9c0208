"""Texts that are marked up inside another format, a cell of a table or an entry of a feed → paragraphs.

    ugly    “<p>The mayor</p><p>came” compared with “The mayor came”
    wanted  the paragraphs, their headings and captions marked

Cost: linear.
"""

from __future__ import annotations

import re

from twicetold.ingest.page_blocks import find_blocks
from twicetold.ingest.page_scan import walk_letters
from twicetold.model import Mark, Span

_DEPTH = 100
_TAGS = re.compile(r"<(?:p|br|div|h[1-6]|li|blockquote|article|section|span|a|em|strong|b|i)\b[^<>]*>", re.IGNORECASE)
_CLOSED = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|blockquote|article|section|span|a|em|strong|b|i)>|<(?:p|br)\s?/?>", re.IGNORECASE
)


def looks_marked_up(text: str) -> bool:
    """Whether ``text`` is written with tags of HTML; “a < b” and “<unknown>” are not."""
    return bool(_TAGS.search(text) and _CLOSED.search(text))


def read_rich(text: str) -> tuple[str, tuple[Mark, ...]]:
    """The paragraphs of ``text``, and marks of its headings and captions."""
    parts: list[str] = []
    marks: list[Mark] = []
    place = 0
    for block in find_blocks(walk_letters(text, _DEPTH)).blocks:
        if block.unseen or not block.text.strip():
            continue
        span = Span(place, place + len(block.text))
        if block.level:
            marks.append(Mark(span, "subhead", f"heading of level {block.level}"))
        elif block.caption:
            marks.append(Mark(span, "caption", "caption of a picture"))
        parts.append(block.text)
        place = span.end + 2
    return "\n\n".join(parts), tuple(marks)


def with_headline(title: str, text: str, marks: tuple[Mark, ...], reason: str) -> tuple[str, tuple[Mark, ...]]:
    """``text`` below its ``title``, marked as headline; as it is where there is none, or where it begins with it."""
    title = " ".join(title.split())
    start = " ".join(text[: 2 * len(title) + 20].split())
    if not title or start.casefold().startswith(title.casefold()):
        return text, marks
    above = len(title) + 2
    moved = (Mark(Span(mark.span.start + above, mark.span.end + above), mark.kind, mark.reason) for mark in marks)
    return f"{title}\n\n{text}", (Mark(Span(0, len(title)), "headline", reason), *moved)
