"""The words of a page → its lines, in the order in which a reader takes them: column by column.

    ugly    “Lavrov on Wednesday praised his ‘mend ties’, he said. The foreign” out of the lines of two columns
    wanted  the left column to its foot, then the right one; a headline over both before them

A gutter is a strip that no line crosses, between two sides of several lines each that stand beside each other and
read as text. The page is cut where the tallest gutter begins and ends, and every piece is looked at again. What looks
like a table, with a word or two a cell, is left to be read across.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from twicetold.ingest.pdf_letters import Word

_SAME_LINE = 0.25
"""Of the size: words whose baselines differ by less stand on one line."""
_JOINED = 0.6
"""Of the size: words with a smaller gap are one stretch, which may cross a gutter."""
_MARGIN = 0.3
"""Of the size: white space that a gutter keeps on both sides of its middle."""
_MIN_ROWS = 3
"""Lines that both sides of a gutter have beside each other."""
_MIN_WORDS = 2.0
"""Words a line that both sides have on average; cells of a table have fewer."""
_MIN_FILL = 0.5
"""Share of the width of its side that a line fills in the middle."""
_STEP = 3.0
"""Points between two places at which a gutter is looked for: half of the narrowest in use."""
_DEPTH = 12


@dataclass(slots=True)
class Line:
    """Words on one baseline of one column."""

    words: list[Word]
    region: int = 0
    page: int = 0
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


@dataclass(frozen=True, slots=True)
class _Gutter:
    x: float
    top: float
    bottom: float
    height: float


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


def find_regions(words: list[Word], across: bool = False) -> list[list[Word]]:
    """The words of a page by the column that they stand in, in reading order; ``across``: as one column."""
    return [words] if across else _divide(words, _DEPTH)


def make_lines(regions: Sequence[list[Word]], first_region: int, page: int) -> list[Line]:
    """The lines of each region from top to bottom; regions are numbered on from ``first_region``."""
    return [
        Line(row, first_region + number, page) for number, words in enumerate(regions) for row in find_rows(words)
    ]


def _divide(words: list[Word], depth: int) -> list[list[Word]]:
    if not words:
        return []
    gutter = _find_gutter(words) if depth else None
    if gutter is None:
        return [words]
    above = [word for word in words if word.y <= gutter.top]
    below = [word for word in words if word.y >= gutter.bottom]
    between = [word for word in words if gutter.top < word.y < gutter.bottom]
    left = [word for word in between if (word.x0 + word.x1) / 2 < gutter.x]
    right = [word for word in between if (word.x0 + word.x1) / 2 >= gutter.x]
    return [region for part in (above, left, right, below) for region in _divide(part, depth - 1)]


def _find_gutter(words: list[Word]) -> _Gutter | None:
    """The tallest gutter, in the middle of the strip that is as tall as it."""
    stretches = [stretch for row in find_rows(words) for stretch in find_stretches(row)]
    size = median(word.size for word in words)
    x0 = np.array([stretch[0].x0 for stretch in stretches])
    x1 = np.array([max(word.x1 for word in stretch) for stretch in stretches])
    y = np.array([stretch[0].y for stretch in stretches])
    count = np.array([len(stretch) for stretch in stretches])
    top, bottom = float(y.min()) - 10 * size, float(y.max()) + 10 * size
    found: list[_Gutter] = []
    for x in np.arange(float(x0.min()) + size, float(x1.max()) - size, max(_STEP, (x1.max() - x0.min()) / 400)):
        crossing = np.sort(y[(x0 - _MARGIN * size < x) & (x1 + _MARGIN * size > x)])
        edges = np.concatenate(([top], crossing, [bottom]))
        for i in np.flatnonzero(np.diff(edges) > (_MIN_ROWS + 1) * 0.9 * size):
            band = (y > edges[i]) & (y < edges[i + 1])
            height = _height(band & (x1 <= x), band & (x0 >= x), x0, x1, y, count)
            if height:
                found.append(_Gutter(float(x), float(edges[i]), float(edges[i + 1]), height))
    if not found:
        return None
    tallest = max(gutter.height for gutter in found)
    strip = [gutter for gutter in found if gutter.height == tallest]
    same = [gutter for gutter in strip if (gutter.top, gutter.bottom) == (strip[0].top, strip[0].bottom)]
    return same[len(same) // 2]


def _height(
    left: np.ndarray, right: np.ndarray, x0: np.ndarray, x1: np.ndarray, y: np.ndarray, count: np.ndarray
) -> float:
    """How far (points) two sides stand beside each other; 0 unless both read as columns of text."""
    if not left.any() or not right.any():
        return 0.0
    upper, lower = max(y[left].min(), y[right].min()), min(y[left].max(), y[right].max())
    for side in (left, right):
        beside = side & (y >= upper) & (y <= lower)
        rows, row_of = np.unique(np.round(y[beside]), return_inverse=True)
        if len(rows) < _MIN_ROWS or count[beside].sum() < _MIN_WORDS * len(rows):
            return 0.0
        begins, ends = np.full(len(rows), np.inf), np.full(len(rows), -np.inf)
        np.minimum.at(begins, row_of, x0[beside])
        np.maximum.at(ends, row_of, x1[beside])
        if np.median(ends - begins) < _MIN_FILL * (ends.max() - begins.min()):
            return 0.0
    return round(float(lower - upper), 1)
