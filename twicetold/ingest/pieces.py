"""Paragraphs with what a format says of them → a text with marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from twicetold.model import Kind, Mark, Span


class Piece(NamedTuple):
    """A paragraph. Its ``kind`` is None where the format says nothing of it; the ``reason`` is in words."""

    text: str
    kind: Kind | None = None
    reason: str = ""


def make_text(pieces: Sequence[Piece]) -> tuple[str, tuple[Mark, ...]]:
    """The text of ``pieces``, a blank line between two, and the marks on it. A piece is never empty."""
    marks: list[Mark] = []
    place = 0
    for piece in pieces:
        if piece.kind is not None:
            marks.append(Mark(Span(place, place + len(piece.text)), piece.kind, piece.reason))
        place += len(piece.text) + 2
    return "\n\n".join(piece.text for piece in pieces), tuple(marks)


def count(number: int, what: str, several: str = "") -> str:
    """“1 page”, “1,200 pages”; ``several`` is the plural where it is not made with an s."""
    return f"{number:,} {what if number == 1 else several or what + 's'}"
