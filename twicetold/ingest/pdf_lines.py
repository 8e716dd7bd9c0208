"""Words with places, and what is made of them first: rows of a page, stretches of a row, lines of a column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_SAME_LINE = 0.25
"""Of the size: words whose baselines differ by less stand on one line."""
_JOINED = 0.6
"""Of the size: words with a smaller gap are one stretch, which may cross a gutter."""


@dataclass(slots=True)
class Word:
    """A word and its place in points, ``y`` (of its baseline) downwards; ``order`` is its number in the file."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    order: int = 0


@dataclass(slots=True)
class Sheet:
    """The words of a page: those along its text, and those that are printed at an angle to it. ``unknown`` counts
    letters of which the file does not say what they mean."""

    words: list[Word] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    unknown: int = 0
    mirrored: bool = False


@dataclass(slots=True)
class PdfPages:
    """What was found in a PDF: its pages, and what it says of itself. ``bare``: numbers of pages (from 1) with
    pictures or lines on them and not one letter."""

    sheets: list[Sheet] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    title: str = ""
    author: str = ""


@dataclass(slots=True)
class Line:
    """Words on one baseline of one column. ``set_in_run``: how many lines that are set in stand together here."""

    words: list[Word]
    region: int = 0
    page: int = 0
    set_in_run: int = 0
    x0: float = field(init=False)
    x1: float = field(init=False)
    y: float = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)

    def __post_init__(self) -> None:
        self.x0, self.x1 = self.words[0].x0, max(word.x1 for word in self.words)
        longest = max(self.words, key=lambda word: len(word.text))
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        self.size = max(sizes, key=lambda size: (sizes[size], size))
        self.y = longest.y
        self.bold = all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


def find_rows(words: Iterable[Word]) -> list[list[Word]]:
    """The words by baseline from top to bottom, those of a row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.y, word.x0)):
        if rows and abs(word.y - rows[-1][-1].y) <= _SAME_LINE * min(word.size, rows[-1][-1].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return rows


def find_stretches(row: Sequence[Word], gap: float = _JOINED) -> list[list[Word]]:
    """A row divided where white space is wider than ``gap`` times the size."""
    stretches: list[list[Word]] = []
    for word in row:
        last = stretches[-1][-1] if stretches else None
        if last is not None and word.x0 - last.x1 <= gap * max(word.size, last.size):
            stretches[-1].append(word)
        else:
            stretches.append([word])
    return stretches


def make_lines(regions: Sequence[list[Word]], first_region: int, page: int) -> list[Line]:
    """The lines of each region from top to bottom; regions are numbered on from ``first_region``."""
    return [Line(row, first_region + number, page) for number, words in enumerate(regions) for row in find_rows(words)]
