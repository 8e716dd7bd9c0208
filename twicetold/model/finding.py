"""What is said about a collation: findings and the places that prove them."""

from __future__ import annotations

from dataclasses import dataclass

from twicetold.model.source import Span


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
