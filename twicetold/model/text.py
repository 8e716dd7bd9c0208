"""What a text is made of: tokens, units, paragraphs, versions.

Tokens, units and paragraphs of a version are columns of numbers: a novel has 90,000 tokens, a Bible 50,000 units, and
most work on them is done on whole columns at once. Units and paragraphs also read as sequences of objects, which are
made when one is first asked for.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from twicetold.model.source import AS_FOUND, KINDS, STORY_KINDS, UNKNOWN, Handling, Kind, Meta, Note, Span

IntArray: TypeAlias = NDArray[np.int32]
T = TypeVar("T")


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
        """Whether the unit is aligned and counted: bylines, kickers and furniture are not."""
        return self.kind in KINDS[:STORY_KINDS]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as printed; ``units`` is a range of unit indexes."""

    span: Span
    units: Span


class Made(Sequence[T], ABC):
    """Columns that also read as a sequence of objects; these are made when one is first asked for, and kept.

    So it has no slots, and neither have the classes that are made of it.
    """

    @abstractmethod
    def _make(self) -> tuple[T, ...]:
        """All of the objects."""

    @cached_property
    def _made(self) -> tuple[T, ...]:
        return self._make()

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._made[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._made)


@dataclass(frozen=True, eq=False)
class Units(Made[Unit]):
    """The units of a version as columns of equal length, and as a sequence of ``Unit``.

    ``starts``/``ends``: code points. ``token_starts``/``token_ends``: token indexes. ``kinds``: index into ``KINDS``.
    ``paragraphs``: paragraph index. ``reasons`` holds a reason per unit that is not body, ``repeats`` the headlines
    that are printed again.
    """

    starts: IntArray
    ends: IntArray
    token_starts: IntArray
    token_ends: IntArray
    kinds: NDArray[np.uint8]
    paragraphs: IntArray
    words: IntArray
    reasons: Mapping[int, str] = field(default_factory=dict)
    repeats: frozenset[int] = frozenset()

    @cached_property
    def is_story(self) -> NDArray[np.bool_]:
        """Per unit: whether it is aligned and counted."""
        return self.kinds < STORY_KINDS

    def _make(self) -> tuple[Unit, ...]:
        columns = (
            self.starts, self.ends, self.token_starts, self.token_ends, self.kinds, self.paragraphs, self.words
        )  # fmt: skip
        return tuple(
            Unit(
                Span(start, end),
                Span(first, last),
                KINDS[kind],
                paragraph,
                words,
                self.reasons.get(i, ""),
                i in self.repeats,
            )
            for i, (start, end, first, last, kind, paragraph, words) in enumerate(
                zip(*(column.tolist() for column in columns), strict=True)
            )
        )

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, eq=False)
class Paragraphs(Made[Paragraph]):
    """The paragraphs of a version as columns of equal length, and as a sequence of ``Paragraph``.

    ``starts``/``ends``: code points. ``unit_starts``/``unit_ends``: unit indexes; every unit is in one paragraph.
    """

    starts: IntArray
    ends: IntArray
    unit_starts: IntArray
    unit_ends: IntArray

    def _make(self) -> tuple[Paragraph, ...]:
        columns = (self.starts, self.ends, self.unit_starts, self.unit_ends)
        return tuple(
            Paragraph(Span(start, end), Span(first, last))
            for start, end, first, last in zip(*(column.tolist() for column in columns), strict=True)
        )

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One outlet's or edition's text of the story. ``id`` is a digest of everything that a result shows of it.

    ``handling`` is how a person wanted the file read; what they decided about lines is in it. ``file`` is the file's
    name, ``part`` what the version is of a file that holds several.
    """

    id: str
    label: str
    text: str
    paragraphs: Paragraphs
    units: Units
    tokens: Tokens
    meta: Meta = UNKNOWN
    notes: tuple[Note, ...] = ()
    handling: Handling = AS_FOUND
    file: str = ""
    part: str = ""

    @property
    def words(self) -> int:
        """Words of the story: without bylines and furniture."""
        return int(self.units.words[self.units.is_story].sum())

    def slice(self, span: Span) -> str:
        """The text under a span of code points."""
        return self.text[span.start : span.end]
