"""The types that everything else speaks in: frozen, no logic beyond their invariants, absence is ``()``.

Coordinates are half-open code points of ``Version.text``; that text is never altered. What is compared is the *key*
of a token, what is shown is the text under its span. Versions, units, paragraphs and passages are named by 0-based
index.

Tokens of a version are columns of numbers, not objects: a novel has 90,000 of them, and most work on them is done on
whole columns at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from twicetold.settings import Settings

IntArray: TypeAlias = NDArray[np.int32]

Kind = Literal["headline", "byline", "dateline", "body", "furniture"]
"""What a unit is. ``furniture`` is no part of the story: it is shown, but counted nowhere."""

EditKind = Literal["cosmetic", "replaced", "added", "omitted"]
"""What happened at a place, read from a first text to a second. ``cosmetic`` is typography only."""

Relation = Literal["identical", "cosmetic", "edited", "reworded", "absent"]
"""How one version's reading of a passage stands to another's, apart from its place."""

LinkKind = Literal["identical", "cosmetic", "edited", "reworded", "split", "joined", "regrouped"]
"""A link of one text with one, or how many stand against how many."""

Shape = Literal["one", "split", "joined", "regrouped"]
"""How many pieces (units or paragraphs) stand against how many: 1:1, 1:n, n:1, n:m."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range ``start ≤ i < end``; of code points unless the field that holds it says otherwise."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was guessed, lost or limited on the way, in words for a person. ``kind`` is for programs."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What is known about a version besides its words; an empty string is *not known*. Dates are ISO (2021-05-19)."""

    title: str = ""
    outlet: str = ""
    date: str = ""
    byline: str = ""
    language: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader of bytes returns: the text as it stands in the file, and every guess that was made."""

    name: str
    text: str
    meta: Meta = Meta()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of a text as columns of equal length, in order of their place.

    ``starts``/``ends``: code points. ``forms``: index into ``vocabulary`` (the raw form) and ``keys`` (what is
    compared). ``gaps``: what stands before the token: 0 nothing, 1 ordinary space or line break, 2 any other white
    space. ``is_word``: holds a letter or a digit. Text between tokens is white space or invisible.
    """

    starts: IntArray
    ends: IntArray
    forms: IntArray
    gaps: NDArray[np.uint8]
    is_word: NDArray[np.bool_]
    vocabulary: tuple[str, ...]
    keys: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def word_count(self, first: int, last: int) -> int:
        """Words among the tokens ``first ≤ i < last``."""
        return int(np.count_nonzero(self.is_word[first:last]))


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing that is aligned: a sentence, a headline, a dateline, or a line of furniture.

    ``tokens`` is a range of token indexes. ``reason`` says why the unit is not body, in words for a person. ``repeats``
    marks a headline that is printed again.
    """

    span: Span
    tokens: Span
    kind: Kind
    paragraph: int
    words: int
    reason: str = ""
    repeats: bool = False

    @property
    def is_story(self) -> bool:
        """Whether the unit is aligned and counted: headline, dateline and body are, bylines and furniture are not."""
        return self.kind in ("headline", "dateline", "body")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as printed; ``units`` is a range of unit indexes."""

    span: Span
    units: Span


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One outlet's or edition's text of the story. ``id`` is a digest of everything that a result shows of it."""

    id: str
    label: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    units: tuple[Unit, ...]
    tokens: Tokens
    meta: Meta = Meta()
    notes: tuple[Note, ...] = ()

    @property
    def words(self) -> int:
        """Words of the story: without bylines and furniture."""
        return sum(unit.words for unit in self.units if unit.is_story)

    def slice(self, span: Span) -> str:
        """The text under a span of code points."""
        return self.text[span.start : span.end]


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
    ``information[id]``: bits, how surprising the key is in the compared set. ``settings`` are those it was made with.
    ``similarity`` names what ``proposals`` were made with, ``similarity_digest`` stands for its model.
    """

    versions: tuple[Version, ...]
    passages: tuple[Passage, ...]
    rows: tuple[Row, ...]
    echoes: tuple[Echo, ...]
    key_ids: tuple[IntArray, ...]
    information: NDArray[np.float64]
    settings: Settings
    notes: tuple[Note, ...] = ()
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


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding stands: a span of a version's text. ``present`` is False where the words would stand but do
    not."""

    version: int
    passage: int
    span: Span
    present: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement about the collation with the places that prove it; put into words only in the view.

    ``weight`` ranks findings of one kind, ``words`` is their size, ``quote`` the words in the longest wording, that of
    version ``lead``. ``differently`` are the carriers that have it in other words.
    """

    kind: str
    weight: float
    words: int
    quote: str
    places: tuple[Place, ...]
    lead: int
    differently: tuple[int, ...] = ()

    @property
    def keepers(self) -> tuple[int, ...]:
        """Versions that carry it, in these or in other words, by index."""
        return tuple(sorted({place.version for place in self.places if place.present}))

    @property
    def lackers(self) -> tuple[int, ...]:
        """Versions that lack it, by index."""
        return tuple(sorted({place.version for place in self.places if not place.present}))
