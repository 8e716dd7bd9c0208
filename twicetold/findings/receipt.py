"""The noise receipt: how many differences are only typography, by kind, so that nothing is hidden silently."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from twicetold.align.pairing import Pairing
from twicetold.align.stretches import KINDS
from twicetold.model import Place, Span, Version
from twicetold.text.normalise import typographic_kind


@dataclass(frozen=True, slots=True)
class Receipt:
    """Typographic differences of one pair: a count per kind (names as on the screen) and the places in the second
    version."""

    counts: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, Place], ...]

    @property
    def total(self) -> int:
        """All typographic differences."""
        return sum(count for _, count in self.counts)


def write_receipt(a: Version, b: Version, pairing: Pairing) -> Receipt:
    """The receipt of ``b`` read against ``a``; the most frequent kind first."""
    stretches = pairing.stretches
    cosmetic = np.flatnonzero(stretches.kinds == KINDS.index("cosmetic"))
    columns = (stretches.passages[cosmetic], stretches.a_starts[cosmetic], stretches.b_starts[cosmetic])
    places: list[tuple[str, Place]] = []
    # a cosmetic stretch is one token on each side
    for number, left, right in zip(*(column.tolist() for column in columns), strict=True):
        forms = [version.tokens.vocabulary[int(version.tokens.forms[at])] for version, at in ((a, left), (b, right))]
        kind = "spaces" if forms[0] == forms[1] else typographic_kind(*forms)
        span = Span(int(b.tokens.starts[right]), int(b.tokens.ends[right]))
        places.append((kind, Place(pairing.b, number, span, present=True)))
    counts = Counter(kind for kind, _ in places)
    return Receipt(tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))), tuple(places))
