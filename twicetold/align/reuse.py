"""Two long texts → units that surely correspond, found through the words that they share, not unit against unit.

    ugly    50,000 sentences × 50,000 sentences: 2,500 million similarities, nearly all of them of no interest
    wanted  what is printed again is found in one pass over the words; only what is left is compared closely

Steps: (1) units that are the same key by key, aligned as if each were one word; (2) between them the words are
aligned, all gaps in one go; (3) two units are linked if the agreements worth their marks hold at least
``min_reuse`` of the smaller one's information. Cost: near linear, as the alignment of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twicetold.align.words import match_gaps
from twicetold.model import IntArray
from twicetold.settings import Settings

Numbers = NDArray[np.int64]
Bits = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class UnitTexts:
    """Units as key ids one behind the other: those of unit u are ``ids[edges[u]:edges[u + 1]]``."""

    ids: IntArray
    edges: Numbers

    def __len__(self) -> int:
        return len(self.edges) - 1

    def pick(self, units: IntArray) -> UnitTexts:
        """Some of the units, in the order given."""
        starts, lengths = self.edges[units], np.diff(self.edges)[units]
        return UnitTexts(self.ids[ranges(starts, lengths)], np.concatenate(([0], np.cumsum(lengths))))

    def owners(self) -> IntArray:
        """The unit of each token."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.edges))

    def codes(self, width: int) -> Numbers:
        """One number per unit and key that stands in it, ascending: unit · ``width`` + key; ``width`` is more than any
        key."""
        return distinct(np.sort(self.owners().astype(np.int64) * width + self.ids))

    def totals(self, bits: Bits) -> Bits:
        """Information of each unit."""
        sums = np.concatenate(([0.0], np.cumsum(bits[self.ids])))
        totals: Bits = sums[self.edges[1:]] - sums[self.edges[:-1]]
        return totals

    def split(self) -> list[IntArray]:
        """The ids unit by unit."""
        return np.split(self.ids, self.edges[1:-1]) if len(self) else []


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Linked units as columns: unit ``a`` of a first text with unit ``b`` of a second, how alike (0–1)."""

    a: IntArray
    b: IntArray
    similarity: Bits

    def __len__(self) -> int:
        return len(self.a)

    def turned(self) -> Pairs:
        """The same pairs with the texts exchanged, in the same order."""
        return Pairs(self.b, self.a, self.similarity)


def ranges(starts: Numbers, lengths: Numbers) -> Numbers:
    """The numbers of several ranges, one behind the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(total)


def distinct(ordered: Numbers) -> Numbers:
    """Each value of a sorted column once; hashed, as numpy's unique does it, a million take five times as long."""
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]]


def join_pairs(parts: Sequence[Pairs]) -> Pairs:
    """All pairs of several lists, sorted by their place in the first text, each once."""
    a = np.concatenate([np.empty(0, np.int32), *(part.a for part in parts)])
    b = np.concatenate([np.empty(0, np.int32), *(part.b for part in parts)])
    similarity = np.concatenate([np.empty(0), *(part.similarity for part in parts)])
    order = np.lexsort((-similarity, b, a))
    a, b, similarity = a[order], b[order], similarity[order]
    first = np.ones(len(a), dtype=np.bool_)
    first[1:] = (np.diff(a) != 0) | (np.diff(b) != 0)
    return Pairs(a[first], b[first], similarity[first])


def find_reuse(a: UnitTexts, b: UnitTexts, bits: Bits, settings: Settings) -> Pairs:
    """Pairs of units that share so much that no closer look is needed; a unit may stand in several."""
    totals = a.totals(bits), b.totals(bits)
    same = _identical_runs(a, b, totals[0], settings)
    a_units, b_units = ranges(same[:, 0], same[:, 2]), ranges(same[:, 1], same[:, 2])
    identical = Pairs(a_units.astype(np.int32), b_units.astype(np.int32), np.ones(len(a_units)))
    return join_pairs([identical, _reprinted(a, b, _between(same, len(a), len(b)), totals, (bits, settings))])


def _identical_runs(a: UnitTexts, b: UnitTexts, a_totals: Bits, settings: Settings) -> Numbers:
    """Runs of units that are equal key by key, in order on both sides, that are worth a mark among units."""
    _, signs = np.unique(np.concatenate([signatures(a), signatures(b)]), return_inverse=True)
    left, right = signs[: len(a)].astype(np.int32), signs[len(a) :].astype(np.int32)
    information = np.zeros(int(signs.max(initial=-1)) + 1)
    information[left] = a_totals
    whole = np.array([[0, len(a), 0, len(b)]])
    return match_gaps(left, right, whole, information, settings).astype(np.int64)


def signatures(texts: UnitTexts) -> NDArray[np.uint64]:
    """A hash per unit, equal where the keys are; of 64 bits, so that a chance agreement is not to be expected."""
    lengths = np.diff(texts.edges)
    place = np.arange(len(texts.ids)) - np.repeat(texts.edges[:-1], lengths)
    powers = np.cumprod(np.full(int(lengths.max(initial=0)) + 1, 0xD1342543DE82EF95, dtype=np.uint64))
    mixed = (texts.ids.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed * powers[place])))
    found: NDArray[np.uint64] = sums[texts.edges[1:]] - sums[texts.edges[:-1]]
    return found ^ lengths.astype(np.uint64)


def _between(runs: Numbers, a_length: int, b_length: int) -> Numbers:
    """The ranges of units between neighbouring runs, where neither is empty: a_low, a_high, b_low, b_high."""
    a_low = np.concatenate(([0], runs[:, 0] + runs[:, 2]))
    b_low = np.concatenate(([0], runs[:, 1] + runs[:, 2]))
    a_high, b_high = np.append(runs[:, 0], a_length), np.append(runs[:, 1], b_length)
    gaps = np.stack([a_low, a_high, b_low, b_high], axis=1)
    return gaps[(a_low < a_high) & (b_low < b_high)]


def _reprinted(
    a: UnitTexts, b: UnitTexts, gaps: Numbers, totals: tuple[Bits, Bits], how: tuple[Bits, Settings]
) -> Pairs:
    """Links inside gaps of units, by the information of the words that agree there in order."""
    bits, settings = how
    words = np.stack([a.edges[gaps[:, 0]], a.edges[gaps[:, 1]], b.edges[gaps[:, 2]], b.edges[gaps[:, 3]]], axis=1)
    runs = match_gaps(a.ids, b.ids, words, bits, settings).astype(np.int64)
    left, right = ranges(runs[:, 0], runs[:, 2]), ranges(runs[:, 1], runs[:, 2])
    a_unit, b_unit = a.owners()[left], b.owners()[right]
    # within a gap both sides rise, so the tokens of a pair of units stand together
    starts = np.flatnonzero(np.concatenate(([True], (np.diff(a_unit) != 0) | (np.diff(b_unit) != 0)))[: len(left)])
    if not len(starts):
        return join_pairs([])
    shared = np.add.reduceat(bits[a.ids[left]], starts)
    i, j = a_unit[starts], b_unit[starts]
    smaller = np.minimum(totals[0][i], totals[1][j])
    sure = shared >= settings.min_reuse * smaller
    dice = 2 * shared / np.maximum(totals[0][i] + totals[1][j], 1e-9)
    return Pairs(i[sure], j[sure], np.minimum(dice[sure], 0.99))
