"""What a comparison of versions is made of: passages, rows, echoes, links and edits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from twicetold.model.overrides import NO_OVERRIDES, MoveMark, Overrides
from twicetold.model.source import Note, Span
from twicetold.model.text import IntArray, Made, Version
from twicetold.settings import Settings

EditKind = Literal["cosmetic", "replaced", "added", "omitted"]
"""What happened at a place, read from a first text to a second. ``cosmetic`` is typography only."""

Relation = Literal["identical", "cosmetic", "edited", "reworded", "absent"]
"""How one version's reading of a passage stands to another's, apart from its place."""

LinkKind = Literal["identical", "cosmetic", "edited", "reworded", "split", "joined", "regrouped"]
"""A link of one text with one, or how many stand against how many."""

Shape = Literal["one", "split", "joined", "regrouped"]
"""How many pieces (units or paragraphs) stand against how many: 1:1, 1:n, n:1, n:m."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One version's text of a passage: a run of unit indexes in order; ``()`` is *absent*."""

    units: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units)


@dataclass(frozen=True, slots=True)
class Variant:
    """A place in a passage where readings differ.

    ``columns`` is a range of the passage's columns. ``kind`` is ``cosmetic`` when all readings that are present have
    the same keys. ``readings`` holds one range of token indexes per version; an empty range stands where the words
    would, and None means that the version lacks the passage.
    """

    columns: Span
    kind: Literal["cosmetic", "substantive"]
    readings: tuple[Span | None, ...]


# No slots in the classes below: what is derived from their columns is made once, when it is first asked for, and kept.


@dataclass(frozen=True, eq=False)
class Passage:
    """One row of the collation: what the versions tell in the same place, one reading per version.

    ``columns`` has one row per aligned token place and one column per version: the token's index, or -1. ``states``
    holds, per place, whether the readings that are present agree (0), differ in type only (1), or differ (2).
    """

    readings: tuple[Reading, ...]
    columns: IntArray
    states: NDArray[np.uint8]

    @property
    def carriers(self) -> tuple[int, ...]:
        """Indexes of the versions that have the passage."""
        return tuple(i for i, reading in enumerate(self.readings) if reading)

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """The places where the readings differ, in order; places that differ in type only stay single."""
        if not self.states.any():
            return ()
        states = self.states.tolist()
        made: list[Variant] = []
        start = 0
        while start < len(states):
            end = start + 1
            while states[start] == 2 and end < len(states) and states[end] == 2:
                end += 1
            if states[start]:
                kind: Literal["cosmetic", "substantive"] = "substantive" if states[start] == 2 else "cosmetic"
                made.append(Variant(Span(start, end), kind, self._readings(start, end)))
            start = end
        return tuple(made)

    def _readings(self, start: int, end: int) -> tuple[Span | None, ...]:
        """Token ranges of the places ``start ≤ place < end``; an empty one stands right behind the token before it."""
        spans: list[Span | None] = []
        for version, reading in enumerate(self.readings):
            column = self.columns[:, version]
            inside, before, after = column[start:end], column[:start], column[end:]
            inside = inside[inside >= 0]
            if not reading:
                spans.append(None)
            elif len(inside):
                spans.append(Span(int(inside[0]), int(inside[-1]) + 1))
            else:
                before, after = before[before >= 0], after[after >= 0]
                point = int(before[-1]) + 1 if len(before) else int(after[0]) if len(after) else 0
                spans.append(Span(point, point))
        return tuple(spans)


@dataclass(frozen=True, eq=False)
class Grouping:
    """Which group each piece (unit, paragraph) of each version belongs to: ``homes[v][i]`` is the group of piece i of
    version v, ``count`` the number of groups."""

    homes: tuple[IntArray, ...]
    count: int

    @cached_property
    def _runs(self) -> tuple[tuple[list[int], list[int]], ...]:
        """Per version: its pieces by group, and where each group's begin."""
        found = []
        for home in self.homes:
            pieces = np.argsort(home, kind="stable")
            edges = np.concatenate(([0], np.cumsum(np.bincount(home, minlength=self.count))))
            found.append((pieces.tolist(), edges.tolist()))
        return tuple(found)

    def run(self, group: int, version: int) -> tuple[int, ...]:
        """The pieces of a version in a group, in the order of its text; ``()`` if it has none there."""
        pieces, edges = self._runs[version]
        return tuple(pieces[edges[group] : edges[group + 1]])


@dataclass(frozen=True, eq=False)
class Passages(Made[Passage]):
    """The passages of a collation as columns, and as a sequence of ``Passage``.

    ``grouping`` says which units are in which passage. ``columns`` (places × versions) and ``states`` (places) hold
    those of all passages one behind the other; passage p has the places ``edges[p] ≤ i < edges[p + 1]``.
    """

    grouping: Grouping
    columns: IntArray
    states: NDArray[np.uint8]
    edges: IntArray

    def _make(self) -> tuple[Passage, ...]:
        versions = range(len(self.grouping.homes))
        edges = self.edges.tolist()
        return tuple(
            Passage(
                tuple(Reading(self.grouping.run(p, v)) for v in versions),
                self.columns[edges[p] : edges[p + 1]],
                self.states[edges[p] : edges[p + 1]],
            )
            for p in range(self.grouping.count)
        )

    def __len__(self) -> int:
        return self.grouping.count


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that stand beside each other: one run of paragraph indexes per version, ``()`` where there is none."""

    paragraphs: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, eq=False)
class Rows(Made[Row]):
    """The rows of a collation; ``grouping`` says which paragraphs are in which row."""

    grouping: Grouping

    def _make(self) -> tuple[Row, ...]:
        versions = range(len(self.grouping.homes))
        return tuple(Row(tuple(self.grouping.run(r, v) for v in versions)) for r in range(self.grouping.count))

    def __len__(self) -> int:
        return self.grouping.count


@dataclass(frozen=True, slots=True)
class Echo:
    """A second, weaker link: unit ``a`` of version ``a_version`` tells again what unit ``b`` of ``b_version`` tells."""

    a_version: int
    a: int
    b_version: int
    b: int
    similarity: float


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """Units of two versions that a measure of meaning takes for a possible paraphrase. Said as such, counted
    nowhere."""

    a_version: int
    a_unit: int
    b_version: int
    b_unit: int
    similarity: float


@dataclass(frozen=True, slots=True, eq=False)
class Collation:
    """The N-way result, without any base: every unit is in exactly one passage, every paragraph in exactly one row.

    ``key_ids[v]``: the key id of each token of version v, the same id for the same key in all versions.
    ``information[id]``: bits, how surprising the key is in the compared set. ``settings`` are those it was made with,
    ``overrides`` the corrections as they were given, ``marks`` those of the order that found their passage.
    ``similarity`` names what ``proposals`` were made with, ``similarity_digest`` stands for its model.
    """

    versions: tuple[Version, ...]
    passages: Passages
    rows: Rows
    echoes: tuple[Echo, ...]
    key_ids: tuple[IntArray, ...]
    information: NDArray[np.float64]
    settings: Settings
    notes: tuple[Note, ...] = ()
    overrides: Overrides = NO_OVERRIDES
    marks: tuple[MoveMark, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    similarity: str = "lexical"
    similarity_digest: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Units of a first text that correspond to units of a second; 0-based indexes, ``similarity`` 0–1."""

    a: tuple[int, ...]
    b: tuple[int, ...]
    kind: LinkKind
    similarity: float
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """A place where a second text differs from a first: half-open code points, or None where a side has nothing."""

    a: tuple[int, int] | None
    b: tuple[int, int] | None
    kind: EditKind
