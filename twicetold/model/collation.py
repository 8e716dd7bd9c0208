"""What a comparison of versions is made of: passages, rows, echoes, links and edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from twicetold.model.overrides import NO_OVERRIDES, MoveMark, Overrides
from twicetold.model.text import IntArray, Note, Span, Version
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


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One row of the collation: what the versions tell in the same place, one reading per version.

    ``columns`` has one row per aligned token place and one column per version: the token's index, or -1.
    """

    readings: tuple[Reading, ...]
    columns: IntArray
    variants: tuple[Variant, ...]

    @property
    def carriers(self) -> tuple[int, ...]:
        """Indexes of the versions that have the passage."""
        return tuple(i for i, reading in enumerate(self.readings) if reading)


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that stand beside each other: one run of paragraph indexes per version, ``()`` where there is none."""

    paragraphs: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Echo:
    """A second, weaker link: unit ``a`` of version ``a_version`` tells again what unit ``b`` of ``b_version`` tells."""

    a_version: int
    a: int
    b_version: int
    b: int
    similarity: float


@dataclass(frozen=True, slots=True, eq=False)
class Collation:
    """The N-way result, without any base: every unit is in exactly one passage, every paragraph in exactly one row.

    ``key_ids[v]``: the key id of each token of version v, the same id for the same key in all versions.
    ``information[id]``: bits, how surprising the key is in the compared set. ``settings`` are those it was made with,
    ``overrides`` the corrections as they were given, ``marks`` those of the order that found their passage.
    """

    versions: tuple[Version, ...]
    passages: tuple[Passage, ...]
    rows: tuple[Row, ...]
    echoes: tuple[Echo, ...]
    key_ids: tuple[IntArray, ...]
    information: NDArray[np.float64]
    settings: Settings
    notes: tuple[Note, ...] = ()
    overrides: Overrides = NO_OVERRIDES
    marks: tuple[MoveMark, ...] = ()


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
