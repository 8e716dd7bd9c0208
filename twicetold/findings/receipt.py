"""The noise receipt: how many differences are only typography, by kind, so that nothing is hidden silently.

    ugly    “27 differences hidden”
    wanted  18 quotation marks and 9 dashes, and for each where it stands in both versions

Cost: linear in the differences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from twicetold.align.pairing import Pairing
from twicetold.align.stretches import KINDS
from twicetold.model import Place, Span, Version
from twicetold.text.normalise import typographic_kind


@dataclass(frozen=True, slots=True)
class Typographic:
    """One difference that is only typography: its kind, and where it stands in the first and in the second version."""

    kind: str
    base: Place
    place: Place


@dataclass(frozen=True, slots=True)
class Receipt:
    """Typographic differences of one pair: a count per kind (names as on the screen), the most frequent first, and
    every one of them in the order of the passages."""

    counts: tuple[tuple[str, int], ...]
    differences: tuple[Typographic, ...]

    @property
    def total(self) -> int:
        """All typographic differences."""
        return len(self.differences)

    @property
    def places(self) -> tuple[tuple[str, Place], ...]:
        """Per difference its kind and its place in the second version."""
        return tuple((one.kind, one.place) for one in self.differences)

    @property
    def by_kind(self) -> Mapping[str, tuple[Typographic, ...]]:
        """The differences of each kind, the most frequent kind first."""
        return {kind: tuple(one for one in self.differences if one.kind == kind) for kind, _ in self.counts}


def write_receipt(a: Version, b: Version, pairing: Pairing) -> Receipt:
    """The receipt of ``b`` read against ``a``; the most frequent kind first."""
    stretches = pairing.stretches
    cosmetic = np.flatnonzero(stretches.kinds == KINDS.index("cosmetic"))
    columns = (stretches.passages[cosmetic], stretches.a_starts[cosmetic], stretches.b_starts[cosmetic])
    found: list[Typographic] = []
    # a cosmetic stretch is one token on each side
    for number, left, right in zip(*(column.tolist() for column in columns), strict=True):
        forms = [version.tokens.vocabulary[int(version.tokens.forms[at])] for version, at in ((a, left), (b, right))]
        kind = "spaces" if forms[0] == forms[1] else typographic_kind(*forms)
        found.append(Typographic(kind, _place(a, pairing.a, number, left), _place(b, pairing.b, number, right)))
    counts = Counter(one.kind for one in found)
    return Receipt(tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))), tuple(found))


def _place(version: Version, v: int, passage: int, token: int) -> Place:
    return Place(v, passage, Span(int(version.tokens.starts[token]), int(version.tokens.ends[token])), present=True)
