"""What is said about a collation: findings, ledgers, and the places that prove them.

Everything here is plain values, without a base and without a language: who has it, who lacks it, and what stands
where. Sentences are made of it in ``render``.
"""

from __future__ import annotations

from dataclasses import dataclass

from twicetold.model.source import Span


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding stands: a span of a version's text. ``present`` is False where the words would stand but do
    not. ``value`` is what stands there in a form that can be compared (“105 min”); places with one value say the same.
    """

    version: int
    passage: int
    span: Span
    present: bool
    value: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement about the collation with the places that prove it; put into words only in the view.

    ``kind`` is that of the registry, ``form`` which of its sentences is to be said. ``weight`` ranks all findings
    (``findings/weight.py``), ``words`` is the size, ``quote`` the words in the longest wording, that of version
    ``lead``. ``differently`` are the carriers that have it in other words. ``values`` are what else the sentence
    needs, by name.
    """

    kind: str
    form: str
    weight: float
    words: int
    quote: str
    places: tuple[Place, ...]
    lead: int
    differently: tuple[int, ...] = ()
    values: tuple[tuple[str, str | int | float], ...] = ()

    @property
    def keepers(self) -> tuple[int, ...]:
        """Versions that carry it, in these or in other words, by index."""
        return tuple(sorted({place.version for place in self.places if place.present}))

    @property
    def lackers(self) -> tuple[int, ...]:
        """Versions that lack it, by index."""
        return tuple(sorted({place.version for place in self.places if not place.present}))

    @property
    def sides(self) -> tuple[tuple[str, tuple[Place, ...]], ...]:
        """The places that are present by their value, in the order in which the values first come."""
        found: dict[str, list[Place]] = {}
        for place in self.places:
            if place.present:
                found.setdefault(place.value, []).append(place)
        return tuple((value, tuple(places)) for value, places in found.items())


@dataclass(frozen=True, slots=True)
class Entry:
    """One version's words in a row of a ledger, where they stand, and what is known of them, by name."""

    place: Place
    text: str
    details: tuple[tuple[str, str], ...] = ()

    def detail(self, name: str) -> str:
        """What is known under ``name``, or nothing."""
        return dict(self.details).get(name, "")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What several versions say of one thing; ``form`` says how they stand to each other, ``label`` names the thing."""

    form: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything of one kind that the versions hold, row by row: all quotes, all figures, all names."""

    kind: str
    rows: tuple[LedgerRow, ...]
