"""Comparison + Lens → Page: what to show, in plain values. Switching the base or a filter never aligns again.

A page has one column per version, the base first, and one row per group of paragraphs that stand beside each other. A cell
of another version holds its own text word for word, and in it, marked, what the base has instead. Joining the ``text`` of a
cell's segments gives the version's own words with their spaces; joining ``base`` over a passage gives the base's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from twicetold.align.order import heaviest_chain, merge_order
from twicetold.align.pairing import Stretch, StretchKind
from twicetold.model import Kind, Relation, Span, Version
from twicetold.pipeline import Comparison

CellState = Literal["text", "absent", "elsewhere", "empty"]
LabelKind = Literal["moved", "split", "joined", "regrouped", "elsewhere", "repeated"]


@dataclass(frozen=True, slots=True)
class Lens:
    """A choice of view: the version that is read against, by index."""

    base: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a cell. ``text`` is the version's own, ``base`` what the base has there; either may be empty.

    ``heat`` (base column only): how many of the other versions differ here.
    """

    op: StretchKind
    text: str
    base: str
    heat: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A remark on a cell or a block. ``there`` and ``here``: 1-based paragraph numbers in the base and in the version."""

    kind: LabelKind
    there: tuple[int, ...] = ()
    here: tuple[int, ...] = ()
    row: int = -1


@dataclass(frozen=True, slots=True)
class Block:
    """One passage inside a cell. ``label`` is set where the passage stands in another row of the base."""

    passage: int
    kind: Kind
    relation: Relation
    segments: tuple[Segment, ...]
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class CellParagraph:
    """One printed paragraph of a version; ``number`` is 1-based among its story paragraphs, 0 for furniture."""

    number: int
    blocks: tuple[Block, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One version's part of a row. *absent*: the base or others have it here and this version nowhere; *elsewhere*: it has
    it in another row (``labels`` says where); *empty*: there is nothing to have."""

    version: int
    state: CellState
    paragraphs: tuple[CellParagraph, ...] = ()
    labels: tuple[Label, ...] = ()
    missing_words: int = 0


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of the page; ``row`` is its index in the collation. ``change``: none, cosmetic or substantive."""

    row: int
    cells: tuple[Cell, ...]
    change: Literal["none", "cosmetic", "substantive"]
    story: bool


@dataclass(frozen=True, slots=True)
class Page:
    """``columns`` are version indexes, the base first; every cell list follows them."""

    base: int
    columns: tuple[int, ...]
    rows: tuple[PageRow, ...]


def default_base(versions: Sequence[Version]) -> tuple[int, str]:
    """The version to read against when nobody chose one, and why: the earliest if dates differ, else the longest."""
    dated = [(version.meta.date, i) for i, version in enumerate(versions) if version.meta.date]
    if len(dated) == len(versions) and len({date for date, _ in dated}) > 1:
        first = min(date for date, _ in dated)
        earliest = [i for date, i in dated if date == first]
        longest = max(earliest, key=lambda i: (versions[i].words, -i))
        return longest, "the earliest" if len(earliest) == 1 else "the longest of the earliest"
    return max(range(len(versions)), key=lambda i: (versions[i].words, -i)), "the longest"


def project(comparison: Comparison, lens: Lens) -> Page:
    """The page of a comparison as seen from ``lens.base``."""
    return _Projector(comparison, lens.base).page()


class _Projector:
    """Holds what every cell of one page looks up: where each passage stands, and the paragraph numbers."""

    def __init__(self, comparison: Comparison, base: int) -> None:
        self.comparison = comparison
        self.base = base
        self.versions = comparison.versions
        collation = comparison.collation
        self.passage_of = [[0] * len(version.units) for version in self.versions]
        for number, passage in enumerate(collation.passages):
            for v, reading in enumerate(passage.readings):
                for u in reading.units:
                    self.passage_of[v][u] = number
        self.row_of = [[0] * len(version.paragraphs) for version in self.versions]
        for r, row in enumerate(collation.rows):
            for v, run in enumerate(row.paragraphs):
                for p in run:
                    self.row_of[v][p] = r
        self.numbers = [_story_numbers(version) for version in self.versions]

    def page(self) -> Page:
        others = [v for v in range(len(self.versions)) if v != self.base]
        columns = (self.base, *others)
        order = self._row_order(columns)
        moved = {v: self._moved_rows(order, v) for v in others}
        rows = []
        for r in order:
            cells = [self._base_cell(r), *(self._cell(r, v, moved[v]) for v in others)]
            story = any(self._is_story(r, v) for v in columns)
            rows.append(PageRow(r, tuple(cells), _change(cells, story=story), story))
        return Page(self.base, columns, tuple(rows))

    def _row_order(self, columns: Sequence[int]) -> list[int]:
        """Rows in the order of the base; rows that it lacks behind the row that precedes them in their own version."""
        lead = [self.base, *sorted(columns[1:], key=lambda v: (-self.versions[v].words, v))]
        weights = [
            1.0 + sum(len(self.versions[v].paragraphs[p].span) for v, run in enumerate(row.paragraphs) for p in run)
            for row in self.comparison.collation.rows
        ]
        return merge_order([list(dict.fromkeys(self.row_of[v])) for v in lead], weights)

    def _moved_rows(self, order: list[int], version: int) -> set[int]:
        rows = self.comparison.collation.rows
        shared = [r for r in order if rows[r].paragraphs[version] and rows[r].paragraphs[self.base]]
        places = [rows[r].paragraphs[version][0] for r in shared]
        weights = [
            float(sum(len(self.versions[version].paragraphs[p].span) for p in rows[r].paragraphs[version])) for r in shared
        ]
        steady = {shared[k] for k in heaviest_chain(places, weights)}
        return set(shared) - steady

    def _is_story(self, row: int, version: int) -> bool:
        run = self.comparison.collation.rows[row].paragraphs[version]
        return any(self.numbers[version][p] for p in run)

    def _base_cell(self, row: int) -> Cell:
        version = self.versions[self.base]
        run = self.comparison.collation.rows[row].paragraphs[self.base]
        if not run:
            return Cell(self.base, "absent" if any(self._is_story(row, v) for v in range(len(self.versions))) else "empty")
        paragraphs = []
        for p in run:
            blocks = []
            end = _first_char(version, p)
            for passage, units in self._passages(self.base, p):
                tokens = Span(version.units[units[0]].tokens.start, version.units[units[-1]].tokens.end)
                segments, end = self._heat(passage, tokens, end)
                kind = version.units[units[0]].kind
                blocks.append(Block(passage, kind, "identical", tuple(segments)))
            paragraphs.append(self._paragraph(self.base, p, blocks))
        return Cell(self.base, "text", tuple(paragraphs))

    def _heat(self, passage: int, tokens: Span, end: int) -> tuple[list[Segment], int]:
        """Segments of the base's tokens by how many other versions differ there."""
        version = self.versions[self.base]
        heat = [0] * len(tokens)
        if version.units[_unit_at(version, tokens.start)].is_story:
            for v in range(len(self.versions)):
                if v != self.base:
                    for stretch in self.comparison.pairings[self.base, v].stretches[passage]:
                        if stretch.kind in ("omitted", "replaced"):
                            for k in range(max(stretch.a.start, tokens.start), min(stretch.a.end, tokens.end)):
                                heat[k - tokens.start] += 1
        segments = []
        k = 0
        while k < len(heat):
            start = k
            while k < len(heat) and heat[k] == heat[start]:
                k += 1
            stop = int(version.tokens.ends[tokens.start + k - 1])
            text = version.text[end:stop]
            segments.append(Segment("same", text, text, heat[start]))
            end = stop
        return segments, end

    def _cell(self, row: int, version: int, moved: set[int]) -> Cell:
        rows = self.comparison.collation.rows
        run, base_run = rows[row].paragraphs[version], rows[row].paragraphs[self.base]
        if not run:
            return self._without(row, version)
        pending = self._base_passages(base_run)
        paragraphs = []
        for p in run:
            blocks: list[Block] = []
            end = _first_char(self.versions[version], p)
            for passage, units in self._passages(version, p):
                if passage in pending:
                    for missing in pending[: pending.index(passage)]:
                        blocks.extend(self._missing(missing, version))
                    pending = pending[pending.index(passage) + 1 :]
                block, end = self._block(passage, version, units, end, base_run)
                blocks.append(block)
            if p == run[-1]:
                for missing in pending:
                    blocks.extend(self._missing(missing, version))
            paragraphs.append(self._paragraph(version, p, blocks))
        return Cell(version, "text", tuple(paragraphs), tuple(self._labels(row, version, moved)))

    def _without(self, row: int, version: int) -> Cell:
        """The cell of a version that has no paragraph in this row."""
        rows = self.comparison.collation.rows
        if not self._is_story(row, self.base):
            return Cell(version, "absent" if any(self._is_story(row, v) for v in range(len(self.versions))) else "empty")
        passages = self._base_passages(rows[row].paragraphs[self.base])
        readings = [self.comparison.collation.passages[p].readings for p in passages]
        there = [reading[version].units for reading in readings if reading[version]]
        missing = sum(
            self.versions[self.base].units[u].words
            for reading in readings
            if not reading[version]
            for u in reading[self.base].units
        )
        if not there:
            return Cell(version, "absent", missing_words=missing)
        labels = [self._where("elsewhere", version, units[0]) for units in there]
        return Cell(version, "elsewhere", labels=tuple(dict.fromkeys(labels)), missing_words=missing)

    def _where(self, kind: LabelKind, version: int, unit: int) -> Label:
        p = self.versions[version].units[unit].paragraph
        here = (self.numbers[version][p],)
        return Label(kind, here=here, row=self.row_of[version][p])

    def _labels(self, row: int, version: int, moved: set[int]) -> Iterator[Label]:
        run = self.comparison.collation.rows[row].paragraphs[version]
        base_run = self.comparison.collation.rows[row].paragraphs[self.base]
        here = tuple(n for p in run if (n := self.numbers[version][p]))
        there = tuple(n for p in base_run if (n := self.numbers[self.base][p]))
        if here and there:
            if row in moved:
                yield Label("moved", there, here, row)
            if len(here) != len(there):
                kind: LabelKind = "split" if len(there) == 1 else "joined" if len(here) == 1 else "regrouped"
                yield Label(kind, there, here, row)

    def _base_passages(self, base_run: Sequence[int]) -> list[int]:
        """Passages of the base's story in these paragraphs, in its order."""
        version = self.versions[self.base]
        return list(
            dict.fromkeys(
                self.passage_of[self.base][u]
                for p in base_run
                for u in range(version.paragraphs[p].units.start, version.paragraphs[p].units.end)
                if version.units[u].is_story
            )
        )

    def _missing(self, passage: int, version: int) -> Iterator[Block]:
        """A passage of the base that stands in this row there: struck if the version lacks it, else a pointer to it."""
        readings = self.comparison.collation.passages[passage].readings
        base = self.versions[self.base]
        kind = base.units[readings[self.base].units[0]].kind
        if readings[version]:
            label = self._where("elsewhere", version, readings[version].units[0])
            yield Block(passage, kind, self.comparison.pairings[self.base, version].relations[passage], (), label)
            return
        units = readings[self.base].units
        text = " ".join(base.slice(base.units[u].span) for u in units)
        yield Block(passage, kind, "absent", (Segment("omitted", "", text),))

    def _passages(self, version: int, paragraph: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Passages of a paragraph in its own order, each with its units in this paragraph."""
        units = self.versions[version].paragraphs[paragraph].units
        u = units.start
        while u < units.end:
            passage = self.passage_of[version][u]
            start = u
            while u < units.end and self.passage_of[version][u] == passage:
                u += 1
            yield passage, tuple(range(start, u))

    def _block(
        self, passage: int, version: int, units: tuple[int, ...], end: int, base_run: Sequence[int]
    ) -> tuple[Block, int]:
        """One passage as the version prints it, and where its last character stands."""
        made, base = self.versions[version], self.versions[self.base]
        readings = self.comparison.collation.passages[passage].readings
        pairing = self.comparison.pairings[self.base, version]
        tokens = Span(made.units[units[0]].tokens.start, made.units[units[-1]].tokens.end)
        first = units[0] == readings[version].units[0]
        last = units[-1] == readings[version].units[-1]
        segments: list[Segment] = []
        for stretch in _cut(pairing.stretches[passage], tokens, first=first, last=last):
            stop = int(made.tokens.ends[stretch.b.end - 1]) if len(stretch.b) else end
            segments.append(Segment(stretch.kind, made.text[end:stop], _with_gap(base, stretch.a)))
            end = stop
        label = None
        if readings[self.base] and base.units[readings[self.base].units[0]].paragraph not in base_run:
            p = base.units[readings[self.base].units[0]].paragraph
            label = Label("moved", there=(self.numbers[self.base][p],), row=self.row_of[self.base][p])
        return Block(passage, made.units[units[0]].kind, pairing.relations[passage], tuple(segments), label), end

    def _paragraph(self, version: int, paragraph: int, blocks: list[Block]) -> CellParagraph:
        unit = self.versions[version].units[self.versions[version].paragraphs[paragraph].units.start]
        return CellParagraph(self.numbers[version][paragraph], tuple(blocks), unit.reason)


def _story_numbers(version: Version) -> list[int]:
    """1-based number of each paragraph among those of the story; 0 for the others."""
    numbers: list[int] = []
    count = 0
    for paragraph in version.paragraphs:
        story = any(version.units[u].is_story for u in range(paragraph.units.start, paragraph.units.end))
        count += story
        numbers.append(count if story else 0)
    return numbers


def _first_char(version: Version, paragraph: int) -> int:
    return int(version.tokens.starts[version.units[version.paragraphs[paragraph].units.start].tokens.start])


def _unit_at(version: Version, token: int) -> int:
    return next(u for u, unit in enumerate(version.units) if unit.tokens.start <= token < unit.tokens.end)


def _with_gap(base: Version, tokens: Span) -> str:
    """The base's text of a token range with the white space before it, unless that is a paragraph's beginning."""
    if not len(tokens):
        return ""
    start = int(base.tokens.starts[tokens.start])
    previous = int(base.tokens.ends[tokens.start - 1]) if tokens.start else start
    gap = base.text[previous:start]
    return (gap if "\n\n" not in gap else "") + base.text[start : int(base.tokens.ends[tokens.end - 1])]


def _cut(stretches: Sequence[Stretch], tokens: Span, *, first: bool, last: bool) -> Iterator[Stretch]:
    """The stretches of a reading that fall into ``tokens`` of the version: a reading may run over a paragraph's end.

    What the base has and the version has not goes to the part it stands in; at either end, to the first and last part.
    """
    for s in stretches:
        if not len(s.b):
            inside = tokens.start < s.b.start <= tokens.end
            if inside or (first and s.b.start <= tokens.start) or (last and s.b.start > tokens.end):
                yield s
            continue
        low, high = max(s.b.start, tokens.start), min(s.b.end, tokens.end)
        if low >= high:
            continue
        if s.kind in ("same", "cosmetic"):
            shift = s.a.start - s.b.start
            yield Stretch(s.kind, Span(low + shift, high + shift), Span(low, high))
        elif s.kind == "replaced" and low > s.b.start:
            yield Stretch("added", Span(s.a.end, s.a.end), Span(low, high))
        else:
            yield Stretch(s.kind, s.a, Span(low, high))


def _change(cells: Sequence[Cell], *, story: bool) -> Literal["none", "cosmetic", "substantive"]:
    if not story:
        return "none"
    ops = {
        segment.op for cell in cells[1:] for paragraph in cell.paragraphs for block in paragraph.blocks for segment in block.segments
    }
    if ops & {"added", "omitted", "replaced"} or any(cell.state != "text" or cell.labels for cell in cells):
        return "substantive"
    if any(block.label for cell in cells for paragraph in cell.paragraphs for block in paragraph.blocks):
        return "substantive"
    return "cosmetic" if "cosmetic" in ops else "none"
