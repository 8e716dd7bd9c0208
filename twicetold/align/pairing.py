"""Collation → what one version makes of another's words: derived, never aligned again.

    ugly    every switch of the base aligns anew, and A against C contradicts A against B and B against C
    wanted  any pair read off the columns of the collation, in stretches of words kept, replaced, left out, added

A stretch is a range of tokens on each side. With three versions and more, a run of agreement that survives only in the
projection can be too short to be worth its marks (“of”); the same clean-up as in the alignment takes it away. All
passages of a pair are read off in one go, a pair only when it is asked for. Cost: linear in the words of the pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from twicetold.align.stretches import KINDS, TURNED, Stretches, cut_runs
from twicetold.align.worth import worthwhile
from twicetold.model import Collation, Relation, Shape

_EDITED_SHARE = 0.5
"""A shared passage is *edited* if at least this share of the shorter reading's words is kept, else *reworded*."""

_RELATIONS: tuple[Relation, ...] = ("absent", "identical", "cosmetic", "edited", "reworded")

Numbers = NDArray[np.int64]
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Pairing:
    """Version ``b`` read against version ``a``, passage by passage, for those that either of them has.

    ``stretches[p]`` covers every token of both readings of passage p. ``relations[p]`` says how the readings stand to
    each other; *absent* when one of them is missing. ``shapes[p]`` says how many units stand against how many.
    """

    a: int
    b: int
    stretches: Stretches
    relations: Mapping[int, Relation]
    shapes: Mapping[int, Shape]


class PairTable(Mapping[tuple[int, int], T]):
    """A value for every ordered pair of versions ``(a, b)``, by their indexes, each made when it is first asked for."""

    def __init__(self, count: int, make: Callable[[int, int], T]) -> None:
        self._count = count
        self._make = make
        self._made: dict[tuple[int, int], T] = {}

    def __getitem__(self, pair: tuple[int, int]) -> T:
        if pair not in self._made:
            a, b = pair
            if a == b or not (0 <= a < self._count and 0 <= b < self._count):
                raise KeyError(pair)
            self._made[pair] = self._make(a, b)
        return self._made[pair]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((a, b) for a in range(self._count) for b in range(self._count) if a != b)

    def __len__(self) -> int:
        return self._count * (self._count - 1)


def pair_all(collation: Collation) -> PairTable[Pairing]:
    """Every version read against every other; (b, a) is the reverse of (a, b)."""
    sides: list[_Side] = []

    def make(a: int, b: int) -> Pairing:
        if a > b:
            return reverse(table[b, a])
        if not sides:
            sides.extend(_read_sides(collation))
        return _pair(collation, sides, a, b)

    table = PairTable(len(collation.versions), make)
    return table


def pair_versions(collation: Collation, a: int, b: int) -> Pairing:
    """Version ``b`` read against version ``a``, by their indexes."""
    return _pair(collation, _read_sides(collation), a, b)


def reverse(pairing: Pairing) -> Pairing:
    """The same pairing read the other way: what was added is left out."""
    s = pairing.stretches
    turned = Stretches(TURNED[s.kinds], s.b_starts, s.b_ends, s.a_starts, s.a_ends, s.passages)
    shapes = {passage: _TURNED_SHAPES[shape] for passage, shape in pairing.shapes.items()}
    return Pairing(pairing.b, pairing.a, turned, pairing.relations, shapes)


_TURNED_SHAPES: dict[Shape, Shape] = {"one": "one", "split": "joined", "joined": "split", "regrouped": "regrouped"}


def shape_of(a_count: int, b_count: int) -> Shape:
    """How many pieces stand against how many."""
    if a_count == 1:
        return "one" if b_count == 1 else "split"
    return "joined" if b_count == 1 else "regrouped"


@dataclass(frozen=True, slots=True)
class _Side:
    """One version in columns: form, space before and information of each token; how many words stand before each; and
    how many units each passage has."""

    forms: Numbers
    gaps: NDArray[np.uint8]
    bits: NDArray[np.float64]
    words: Numbers
    units: Numbers


def _read_sides(collation: Collation) -> list[_Side]:
    index: dict[str, int] = {}
    sides = []
    for v, version in enumerate(collation.versions):
        tokens = version.tokens
        numbers = np.array([index.setdefault(form, len(index)) for form in tokens.vocabulary], dtype=np.int64)
        sides.append(
            _Side(
                forms=numbers[tokens.forms],
                gaps=tokens.gaps,
                bits=collation.information[collation.key_ids[v]],
                words=np.concatenate(([0], np.cumsum(tokens.is_word))),
                units=np.bincount(collation.passages.grouping.homes[v], minlength=len(collation.passages)),
            )
        )
    return sides


def _pair(collation: Collation, sides: list[_Side], a: int, b: int) -> Pairing:
    table, edges = collation.passages.columns, collation.passages.edges
    used = np.flatnonzero((table[:, a] >= 0) | (table[:, b] >= 0))
    left, right = table[used, a], table[used, b]
    passage = np.searchsorted(edges, used, side="right") - 1
    together = (left >= 0) & (right >= 0)
    if len(collation.versions) > 2:
        together &= _worth(collation, sides[a], (left, right, passage), together)
    differs = np.zeros(len(used), dtype=np.bool_)
    differs[together] = sides[a].forms[left[together]] != sides[b].forms[right[together]]
    spaced = np.zeros(len(used), dtype=np.bool_)
    spaced[together] = sides[a].gaps[left[together]] != sides[b].gaps[right[together]]
    stretches = cut_runs(left, right, passage, (together, differs, spaced))
    numbers = np.flatnonzero(sides[a].units + sides[b].units)
    codes = _relations(stretches, sides[a], sides[b], len(collation.passages))[numbers].tolist()
    shapes = {
        number: shape_of(int(x), int(y))
        for number, x, y in zip(numbers.tolist(), sides[a].units[numbers], sides[b].units[numbers], strict=True)
        if x and y
    }
    relations = {number: _RELATIONS[code] for number, code in zip(numbers.tolist(), codes, strict=True)}
    return Pairing(a, b, stretches, relations, shapes)


def _worth(
    collation: Collation, side: _Side, places: tuple[Numbers, Numbers, Numbers], together: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which of the places that both readings fill are in runs worth their marks."""
    left, right, passage = places
    if not together.any():
        return together
    ranks = [np.concatenate(([0], np.cumsum(tokens >= 0))) for tokens in (left, right)]
    inner = np.zeros(len(together), dtype=np.bool_)
    inner[1:] = together[1:] & together[:-1] & (np.diff(passage) == 0)
    starts = np.flatnonzero(together & ~inner)
    lengths = np.add.reduceat(together.astype(np.int64), starts)
    runs = np.stack([ranks[0][starts], ranks[1][starts], lengths], axis=1)
    bounds = np.concatenate(([0], np.flatnonzero(np.diff(passage)) + 1, [len(passage)]))
    gaps = np.stack([ranks[0][bounds[:-1]], ranks[0][bounds[1:]], ranks[1][bounds[:-1]], ranks[1][bounds[1:]]], axis=1)
    bits = side.bits[left[left >= 0]]
    kept = worthwhile(runs, gaps, bits, collation.settings.detail)
    change = np.zeros(len(bits) + 1, dtype=np.int64)
    np.add.at(change, kept[:, 0], 1)
    np.add.at(change, kept[:, 0] + kept[:, 2], -1)
    is_kept = np.cumsum(change) > 0
    return is_kept[ranks[0][:-1]]


def _relations(stretches: Stretches, a: _Side, b: _Side, count: int) -> Numbers:
    """Per passage the index of its relation in ``_RELATIONS``."""
    kinds, passages = stretches.kinds, stretches.passages
    a_words = a.words[stretches.a_ends] - a.words[stretches.a_starts]
    b_words = b.words[stretches.b_ends] - b.words[stretches.b_starts]
    is_kept = kinds < KINDS.index("replaced")
    kept, a_all, b_all = (
        np.bincount(passages, weights=words, minlength=count) for words in (a_words * is_kept, a_words, b_words)
    )
    found = np.where(kept >= _EDITED_SHARE * np.minimum(a_all, b_all), 3, 4)
    substantive = np.bincount(passages, weights=~is_kept, minlength=count) > 0
    cosmetic = np.bincount(passages, weights=kinds == KINDS.index("cosmetic"), minlength=count) > 0
    found[~substantive] = np.where(cosmetic, 2, 1)[~substantive]
    found[(a.units == 0) | (b.units == 0)] = 0
    return found
