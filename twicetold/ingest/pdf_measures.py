"""What the lines of a document have in common: the size of its text, the distance of lines, how paragraphs begin.

Every rule of ``pdf_paragraphs`` measures a line against these, never against fixed points.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from twicetold.ingest.pdf_lines import Line, Word, find_rows

_FREQUENT = 0.15
"""Share of the most frequent value from which a smaller one counts: paragraphs of two lines have as many gaps between
paragraphs as inside."""
_FARTHEST = 2.2
"""Times the size: a wider distance of two lines is never that of lines of one paragraph."""
_USUAL_LEADING = 1.2
_MIN_INDENT, _MAX_INDENT = 0.6, 6.0
"""Times the size: how far a first line may be set in."""
_FULL = 1.5
"""Times the size: a line that ends nearer to the right edge is full."""
_MIN_SHARE = 0.04
"""Share of lines that must be set in for that to be how paragraphs begin."""
_RAGGED = 3.0
"""Times the size by which the longest lines of two columns of the same width may differ."""
_LONG_REGION = 5
"""Lines from which a column tells its own right edge."""


_Kind = tuple[int, float]
"""Region, and size rounded to half points."""


@dataclass(slots=True)
class Measures:
    """``size`` of the text, ``leading`` by size, and the ``edges`` of type, left and right, by region and size; all in
    points. A column has edges for each size: a headline over it runs on further."""

    size: float
    leading: dict[float, float] = field(default_factory=dict)
    edges: dict[_Kind, tuple[float, float]] = field(default_factory=dict)
    indented: bool = False
    hanging: bool = False
    justified: bool = False
    bold: bool = False
    """Whether the text itself is bold."""

    def leading_of(self, line: Line) -> float:
        """The distance of lines of its size."""
        return self.leading.get(_half(line.size), _USUAL_LEADING * line.size)

    def indent(self, line: Line) -> float:
        """How far ``line`` is set in, in its size."""
        return (line.x0 - self.edges[_kind(line)][0]) / line.size

    def is_set_in(self, line: Line) -> bool:
        """Whether ``line`` is set in as first lines of paragraphs are."""
        return _MIN_INDENT <= self.indent(line) <= _MAX_INDENT

    def room(self, line: Line) -> float:
        """White space (points) at the end of ``line``."""
        return self.edges[_kind(line)][1] - line.x1

    def width(self, line: Line) -> float:
        """The width of its column (points)."""
        left, right = self.edges[_kind(line)]
        return right - left

    def is_full(self, line: Line) -> bool:
        """Whether ``line`` ends at the right edge, or so near that a longer word would not have fitted."""
        return self.room(line) <= _FULL * line.size


def text_size(words: Iterable[Word]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[_half(word.size)] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def usual_leading(pages: Iterable[list[Word]], size: float) -> float:
    """The distance of rows of text over whole pages, before columns are known."""
    gaps: Counter[float] = Counter()
    for words in pages:
        heights = [row[0].y for row in find_rows(word for word in words if _half(word.size) == size)]
        gaps.update(_half(b - a) for a, b in pairwise(heights) if b - a <= _FARTHEST * size)
    return _least_frequent_enough(gaps) or _USUAL_LEADING * size


def measure(lines: Sequence[Line], size: float) -> Measures:
    """The measures of ``lines``, all lines of a document in reading order."""
    measures = Measures(size)
    by_region: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_region[line.region].append(line)
    _measure_leading(measures, by_region.values())
    by_kind: dict[_Kind, list[Line]] = defaultdict(list)
    for line in lines:
        by_kind[_kind(line)].append(line)
    for kind, own in by_kind.items():
        measures.edges[kind] = (_left(own), max(line.x1 for line in own))
    _widen(measures, by_kind)
    _agree(measures, by_kind)
    _measure_indents(measures, by_region.values())
    text = [line.bold for line in lines if _half(line.size) == size]
    measures.bold = sum(text) > len(text) / 2
    return measures


def _measure_leading(measures: Measures, regions: Iterable[list[Line]]) -> None:
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    for own in regions:
        for a, b in pairwise(own):
            if _half(a.size) == _half(b.size) and 0 < b.y - a.y <= _FARTHEST * a.size:
                gaps[_half(a.size)][_half(b.y - a.y)] += 1
    measures.leading = {size: _least_frequent_enough(found) for size, found in gaps.items()}


def _least_frequent_enough(counts: Counter[float]) -> float:
    """The smallest value that is not rare beside the most frequent one."""
    if not counts:
        return 0.0
    most = max(counts.values())
    return min(value for value, count in counts.items() if count >= _FREQUENT * most)


def _left(lines: list[Line]) -> float:
    edges = Counter(float(round(line.x0)) for line in lines)
    rounded = _least_frequent_enough(edges)
    return min(line.x0 for line in lines if round(line.x0) == rounded)


def _widen(measures: Measures, by_kind: dict[_Kind, list[Line]]) -> None:
    """Gives short columns the edges of long ones of the same type that begin where they begin."""
    long = [kind for kind, own in by_kind.items() if len(own) >= _LONG_REGION]
    for kind, own in by_kind.items():
        if len(own) >= _LONG_REGION:
            continue
        left, right = min(line.x0 for line in own), measures.edges[kind][1]
        fitting = [
            measures.edges[other]
            for other in long
            if other[1] == kind[1]
            and -1 <= left - measures.edges[other][0] <= _MAX_INDENT * measures.size
            and measures.edges[other][1] >= right - _RAGGED * measures.size
        ]
        if fitting:
            best = min(fitting, key=lambda edges: (edges[1], -edges[0]))
            measures.edges[kind] = (best[0], max(best[1], right))


def _agree(measures: Measures, by_kind: dict[_Kind, list[Line]]) -> None:
    """Moves the left edge of a column out to its outmost line, where lines of other columns mostly begin there."""
    usual = {(size, round(left)) for (_, size), (left, _) in measures.edges.items()}
    for kind, own in by_kind.items():
        outmost = min(line.x0 for line in own)
        if (kind[1], round(outmost)) in usual:
            measures.edges[kind] = (min(outmost, measures.edges[kind][0]), measures.edges[kind][1])


def _kind(line: Line) -> _Kind:
    return line.region, _half(line.size)


def _measure_indents(measures: Measures, regions: Iterable[list[Line]]) -> None:
    """Whether first lines are set in, or all but first lines, and whether lines end at a common right edge."""
    text = set_in = after_full = exact = full = 0
    for own in regions:
        lines = [line for line in own if _half(line.size) == measures.size]
        text += len(lines)
        near = [line for line in lines if measures.is_full(line)]
        full += len(near)
        exact += sum(measures.room(line) <= 0.1 * line.size for line in near)
        for before, line in pairwise(lines):
            if measures.is_set_in(line) and not measures.is_set_in(before):
                set_in += 1
                after_full += measures.is_full(before)
    enough = set_in >= max(2, _MIN_SHARE * text)
    measures.hanging = enough and after_full > 0.7 * set_in
    measures.indented = enough and not measures.hanging
    measures.justified = full > 0 and exact >= 0.6 * full


def _half(value: float) -> float:
    return round(value * 2) / 2
