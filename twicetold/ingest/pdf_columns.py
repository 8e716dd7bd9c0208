"""The words of a page → its columns, in the order in which a reader takes them.

    ugly    “The minister on Wednesday praised his ‘mend ties’, he said. The foreign” out of the lines of two columns
    wanted  the left column to its foot, then the right one; a headline over both before them

A gutter is a strip that no line crosses, between two sides of several lines each that stand beside each other and
read as text. The page is cut where the tallest gutter begins and ends, and every piece is looked at again. What looks
like a table, with a word or two a cell, is left to be read across.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from twicetold.ingest.pdf_lines import Word, find_rows, find_stretches

_MARGIN = 0.3
"""Of the size: white space that a gutter keeps on both sides of its middle."""
_MIN_ROWS = 3
"""Lines that both sides of a gutter have beside each other."""
_MIN_WORDS = 2.0
"""Words a line that both sides have on average; cells of a table have fewer."""
_MIN_FILL = 0.4
"""Share of the width of the wide ones that the middle one of the lines of a side has; half of it are two columns."""
_WIDE = 0.9
"""What share of the lines is not wider than the wide ones: a page number far off is none of them."""
_LONG = 6
"""Lines of a column beside which a line or two are the end of the text in the next one."""
_WIDEST = 4.0
"""Times the size: the widest gutter in use."""
_STEP = 3.0
"""Points between two places at which a gutter is looked for: half of the narrowest in use."""
_PLACES = 400
"""Places that are looked at on the widest page."""
_MOST_COLUMNS = 8
_DEPTH = 12
"""How often a page is cut at most."""

_Floats = NDArray[np.float64]
_Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Gutter:
    """``x`` of its middle, ``y`` of the lines above and below it, for how long columns stand beside each other, and
    how far the right one begins from the left one."""

    x: float
    top: float
    bottom: float
    height: float
    pitch: float


def find_gutters(pages: Sequence[list[Word]]) -> list[list[int]]:
    """Where each page may have gutters (points from the left): where it or a neighbour of it has columns that stand
    beside each other for long, and where columns of the same width would have their next ones."""
    seen = [_gutters_of(words) for words in pages]
    return [sorted(set().union(*seen[max(0, i - 1) : i + 2])) for i in range(len(seen))]


def _gutters_of(words: list[Word]) -> set[int]:
    places: set[int] = set()
    if words:
        found: list[_Gutter] = []
        _divide(words, (), _DEPTH, found)
        right = max((word.x1 for word in words), default=0.0)
        for gutter in found:
            places |= {round(x) for x in np.arange(gutter.x, right, gutter.pitch).tolist()[:_MOST_COLUMNS]}
    return places


def find_regions(words: list[Word], known: Sequence[float]) -> list[list[Word]]:
    """The words of a page by the column that they stand in, in reading order.

    Where a gutter is ``known`` from elsewhere in the document, short columns and single words beside it count, too.
    """
    return _divide(words, known, _DEPTH, []) if known else [words]


def _divide(words: list[Word], known: Sequence[float], depth: int, found: list[_Gutter]) -> list[list[Word]]:
    """The regions of ``words``; gutters are added to ``found``."""
    if not words:
        return []
    gutter = _find_gutter(words, known) if depth else None
    if gutter is None:
        return [words]
    found.append(gutter)
    above = [word for word in words if word.y <= gutter.top]
    below = [word for word in words if word.y >= gutter.bottom]
    between = [word for word in words if gutter.top < word.y < gutter.bottom]
    left = [word for word in between if (word.x0 + word.x1) / 2 < gutter.x]
    right = [word for word in between if (word.x0 + word.x1) / 2 >= gutter.x]
    return [region for part in (above, left, right, below) for region in _divide(part, known, depth - 1, found)]


class _Stretches:
    """Places of the stretches of words as columns, and how many words each has."""

    def __init__(self, words: list[Word]) -> None:
        stretches = [stretch for row in find_rows(words) for stretch in find_stretches(row)]
        self.size = median(word.size for word in words)
        self.x0: _Floats = np.array([stretch[0].x0 for stretch in stretches])
        self.x1: _Floats = np.array([max(word.x1 for word in stretch) for stretch in stretches])
        self.y: _Floats = np.array([stretch[0].y for stretch in stretches])
        self.count = np.array([len(stretch) for stretch in stretches])

    def height(self, x: float, band: _Bools, sure: bool) -> float:
        """How far (points) columns stand beside each other at ``x`` in ``band``; 0: they do not, or read as a table.

        Where a gutter is ``sure``, any words on both sides are columns.
        """
        left, right = band & (self.x1 <= x), band & (self.x0 >= x)
        if not left.any() or not right.any():
            return 0.0
        y = self.y
        upper, lower = max(y[left].min(), y[right].min()), min(y[left].max(), y[right].max())
        if sure:
            return max(round(float(lower - upper), 1), 0.1) if lower >= upper - self.size else 0.0
        # the lines of one side may stand a little lower than those of the other
        beside = (y >= upper - self.size) & (y <= lower + self.size)
        if all(self._reads_as_text(side & beside) for side in (left, right)):
            return round(float(lower - upper), 1)
        return 0.1 if self._is_short_end(left, right) else 0.0

    def _is_short_end(self, left: _Bools, right: _Bools) -> bool:
        """Whether the right side is the last line or two of a text, in a column close to a long one."""
        return bool(
            len(np.unique(np.round(self.y[right]))) < _MIN_ROWS
            and self.count[right].sum() > 1
            and len(np.unique(np.round(self.y[left]))) >= _LONG
            and self.x0[right].min() - self.x1[left].max() <= _WIDEST * self.size
            and self._reads_as_text(left)
        )

    def _reads_as_text(self, side: _Bools) -> bool:
        rows, row_of = np.unique(np.round(self.y[side]), return_inverse=True)
        if len(rows) < _MIN_ROWS or self.count[side].sum() < _MIN_WORDS * len(rows):
            return False
        begins, ends = np.full(len(rows), np.inf), np.full(len(rows), -np.inf)
        np.minimum.at(begins, row_of, self.x0[side])
        np.maximum.at(ends, row_of, self.x1[side])
        widths = ends - begins
        return bool(np.median(widths) >= _MIN_FILL * np.quantile(widths, _WIDE))


def _find_gutter(words: list[Word], known: Sequence[float]) -> _Gutter | None:
    """The tallest gutter, in the middle of the strip that is as tall as it."""
    all_ = _Stretches(words)
    size, y = all_.size, all_.y
    top, bottom = float(y.min()) - 10 * size, float(y.max()) + 10 * size
    first, last = float(all_.x0.min()) + size, float(all_.x1.max()) - size
    places = [(x, False) for x in np.arange(first, last, max(_STEP, (last - first) / _PLACES)).tolist()]
    found: list[_Gutter] = []
    for x, sure in places + [(x, True) for x in known if first < x < last]:
        crossing = np.sort(y[(all_.x0 - _MARGIN * size < x) & (all_.x1 + _MARGIN * size > x)])
        edges = np.concatenate(([top], crossing, [bottom]))
        for i in np.flatnonzero(np.diff(edges) > (1.2 if sure else _MIN_ROWS + 1) * size):
            band = (y > edges[i]) & (y < edges[i + 1])
            height = all_.height(x, band, sure)
            if height:
                pitch = all_.x0[band & (all_.x0 >= x)].min() - all_.x0[band].min()
                found.append(_Gutter(x, float(edges[i]), float(edges[i + 1]), height, float(pitch)))
    if not found:
        return None
    # of the places where columns stand beside each other for longest, those that the fewest lines come near to
    best = max((gutter.height, gutter.bottom - gutter.top) for gutter in found)
    strip = [gutter for gutter in found if (gutter.height, gutter.bottom - gutter.top) == best]
    return strip[len(strip) // 2]
