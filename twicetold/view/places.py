"""Where everything stands: the row of each paragraph, the passage of each unit, the numbers that people count by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twicetold.align.order import merge_order, off_chain
from twicetold.model import Version
from twicetold.pipeline import Comparison


class Places:
    """Look-ups over one comparison, seen from one base; made once per page."""

    def __init__(self, comparison: Comparison, base: int) -> None:
        self.comparison = comparison
        self.base = base
        self.versions = comparison.versions
        self.rows = comparison.collation.rows
        self.passages = comparison.collation.passages
        self.passage_of = [[0] * len(version.units) for version in self.versions]
        for number, passage in enumerate(self.passages):
            for v, reading in enumerate(passage.readings):
                for u in reading.units:
                    self.passage_of[v][u] = number
        self.row_of = comparison.row_of
        self.numbers = [_story_numbers(version) for version in self.versions]

    def is_story(self, row: int, version: int) -> bool:
        """Whether a version has a paragraph of its story in a row."""
        return any(self.numbers[version][p] for p in self.rows[row].paragraphs[version])

    def tells(self, row: int, version: int) -> bool:
        """Whether a version tells something in a row that it does not only print again."""
        paragraphs = self.versions[version].paragraphs
        units = self.versions[version].units
        return any(
            units[u].is_story and not units[u].repeats
            for p in self.rows[row].paragraphs[version]
            for u in range(paragraphs[p].units.start, paragraphs[p].units.end)
        )

    def row_order(self) -> list[int]:
        """Rows in the order of the base; rows that it lacks behind the row that precedes them in their own version."""
        others = [v for v in range(len(self.versions)) if v != self.base]
        lead = [self.base, *sorted(others, key=lambda v: (-self.versions[v].words, v))]
        weights = [
            1.0 + sum(self._weight(v, p) for v, run in enumerate(row.paragraphs) for p in run) for row in self.rows
        ]
        return merge_order([list(dict.fromkeys(self.row_of[v])) for v in lead], weights)

    def moved_rows(self, order: Sequence[int], version: int) -> frozenset[int]:
        """Rows that a version prints earlier or later than the base: off the heaviest chain of the rows both have.

        A correction wins: a row is marked as moved if all of it that both have is, and as not moved if any of it is.
        """
        shared = [r for r in order if self.rows[r].paragraphs[version] and self.rows[r].paragraphs[self.base]]
        starts = [self.rows[r].paragraphs[version][0] for r in shared]
        weights = [float(sum(self._weight(version, p) for p in self.rows[r].paragraphs[version])) for r in shared]
        return off_chain(shared, starts, weights, self._row_marks(shared, version))

    def shifted(self, version: int, paragraphs: Sequence[int], in_base: Sequence[int]) -> frozenset[int]:
        """Passages of some paragraphs that stand there in another order than ``in_base``: off their heaviest chain."""
        place = {passage: k for k, passage in enumerate(in_base)}
        units = self.versions[version].units
        shared: dict[int, float] = {}
        for p in paragraphs:
            for passage, members in self.passages_in(version, p):
                if passage in place:
                    shared[passage] = shared.get(passage, 1.0) + sum(units[u].words for u in members)
        order = list(shared)
        marks = self._marks(version)
        if all(marks.get(passage) for passage in order):
            # the row has moved, and no passage inside it
            return frozenset()
        return off_chain(order, [place[passage] for passage in order], [shared[passage] for passage in order], marks)

    def _marks(self, version: int) -> dict[int, bool]:
        """Passages whose order against the base was corrected by hand: whether they are to be called moved."""
        ends = {self.base, version}
        return {mark.passage: mark.moved for mark in self.comparison.collation.marks if {mark.a, mark.b} == ends}

    def _row_marks(self, rows: Sequence[int], version: int) -> dict[int, bool]:
        marks = self._marks(version)
        verdicts: dict[int, bool] = {}
        for row in rows if marks else ():
            told = self.story_passages(version, self.rows[row].paragraphs[version])
            found = [marks.get(p) for p in told if self.passages[p].readings[self.base]]
            if False in found:
                verdicts[row] = False
            elif found and all(found):
                verdicts[row] = True
        return verdicts

    def passages_in(self, version: int, paragraph: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Passages of a paragraph in its own order, each with its units in this paragraph."""
        units = self.versions[version].paragraphs[paragraph].units
        u = units.start
        while u < units.end:
            passage = self.passage_of[version][u]
            start = u
            while u < units.end and self.passage_of[version][u] == passage:
                u += 1
            yield passage, tuple(range(start, u))

    def story_passages(self, version: int, paragraphs: Sequence[int]) -> list[int]:
        """Passages of a version's story in some of its paragraphs, in its order."""
        units = self.versions[version].units
        return list(
            dict.fromkeys(
                passage
                for p in paragraphs
                for passage, members in self.passages_in(version, p)
                if units[members[0]].is_story
            )
        )

    def _weight(self, version: int, paragraph: int) -> int:
        return len(self.versions[version].paragraphs[paragraph].span)


def _story_numbers(version: Version) -> list[int]:
    """1-based number of each paragraph among those of the story; 0 for the others."""
    numbers: list[int] = []
    count = 0
    for paragraph in version.paragraphs:
        story = any(version.units[u].is_story for u in range(paragraph.units.start, paragraph.units.end))
        count += story
        numbers.append(count if story else 0)
    return numbers
