"""Long gaps → runs that hold both sides together: what stands once on either side, in the heaviest order.

    ugly    a table of 100,000 × 100,000 words, or the first “the” matched with the first “the”
    wanted  rare, long evidence first: eight words in a row that stand once in each text, then four, two, one

Patience diff's idea, breadth first: all gaps of one level are cut at once. The hash of every k-gram, with its gap mixed
in, and its place are packed into one number; one sort brings equal grams together. Where nothing is unique (three
thousand identical paragraphs) the first of a gram is paired with the first, the second with the second. Cost: a sort.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twicetold.align.gaps import NO_RUNS, Rows, ragged
from twicetold.align.order import heaviest_chain

Hashes = NDArray[np.uint64]

_SPREAD, _JOIN, _GAP = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xD1342543DE82EF95, 0xBF58476D1CE4E5B9))
"""Odd multipliers from SplitMix64 and PCG, and its finaliser; every pair that they propose is verified."""
_SHIFT = np.uint64(29)


class Grams:
    """Hashes of the k-grams (k a power of two) of both sequences, each made once from those of half the length."""

    def __init__(self, a: NDArray[np.int32], b: NDArray[np.int32]) -> None:
        self.sides = (a, b)
        self._hashes: dict[int, tuple[Hashes, Hashes]] = {}

    def hashes(self, k: int) -> tuple[Hashes, Hashes]:
        """Per side, the hash of the k-gram that starts at each place."""
        if k not in self._hashes and k == 1:
            self._hashes[1] = _mix(self.sides[0]), _mix(self.sides[1])
        elif k not in self._hashes:
            half = k // 2
            a, b = (_mix(h[: max(0, len(h) - half)] * _JOIN + h[half:]) for h in self.hashes(half))
            self._hashes[k] = a, b
        return self._hashes[k]


def _mix(values: NDArray[np.int32] | Hashes) -> Hashes:
    spread = (values.astype(np.uint64) + np.uint64(1)) * _SPREAD
    spread ^= spread >> _SHIFT
    return spread


def find_anchors(grams: Grams, gaps: Rows, k: int, *, repeated: bool = False) -> Rows:
    """Runs inside the gaps, apart and increasing, grown from k-grams that stand once on both sides of their gap.

    With ``repeated``, grams that stand more often are paired too, in their order.
    """
    places, sizes, keys = [], [], []
    for side, hashes in enumerate(grams.hashes(k)):
        low, count = gaps[:, 2 * side], np.maximum(0, gaps[:, 2 * side + 1] - gaps[:, 2 * side] - k + 1)
        place = ragged(low, count)
        owner = np.repeat(np.arange(len(gaps), dtype=np.uint64) * _GAP, count)
        places.append(place)
        sizes.append(count)
        keys.append((hashes[place] ^ owner) * _SPREAD)
    left, right = _partners(np.concatenate(keys), len(keys[0]), repeated=repeated)
    partner = np.full(len(places[0]), -1, dtype=np.int64)
    partner[left] = right
    left = np.flatnonzero(partner >= 0)
    right = partner[left]
    same = np.repeat(np.arange(len(gaps)), sizes[0])[left] == np.repeat(np.arange(len(gaps)), sizes[1])[right]
    i, j = places[0][left[same]], places[1][right[same]]
    a, b = grams.sides
    equal = np.ones(len(i), dtype=np.bool_)
    for offset in range(k):
        equal &= a[i + offset] == b[j + offset]
    runs = _diagonal_runs(i[equal], j[equal], k)
    return _without_overlap(runs[heaviest(runs)])


def _partners(keys: Hashes, a_size: int, *, repeated: bool) -> tuple[Rows, Rows]:
    """Numbers of equal keys, of the first ``a_size`` and (counted from 0) of the rest, of which either side has one."""
    bits = np.uint64(len(keys).bit_length())
    packed = np.sort((keys >> bits) << bits | np.arange(len(keys), dtype=np.uint64))
    number = (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    packed >>= bits
    start = np.flatnonzero(np.concatenate(([True], packed[1:] != packed[:-1]))) if len(packed) else number
    size = np.diff(np.concatenate((start, [len(packed)])))
    if not repeated:
        start = start[size == 2]
        left, right = number[start], number[start + 1]
        across = (left < a_size) & (right >= a_size)
        return left[across], right[across] - a_size
    if not len(start):
        return number, number
    in_a = np.add.reduceat((number < a_size).astype(np.int64), start)
    pairs = np.minimum(in_a, size - in_a)
    left = number[ragged(start, pairs)]
    return left, number[ragged(start + in_a, pairs)] - a_size


def _diagonal_runs(i: Rows, j: Rows, k: int) -> Rows:
    """Places on one diagonal that touch or overlap become one run."""
    if not len(i):
        return NO_RUNS
    cut = (np.diff(j - i) != 0) | (np.diff(i) > k)
    first = np.concatenate(([0], np.flatnonzero(cut) + 1))
    last = np.concatenate((first[1:] - 1, [len(i) - 1]))
    return np.stack([i[first], j[first], i[last] - i[first] + k], axis=1)


def heaviest(runs: Rows) -> Rows:
    """Numbers of the runs on the heaviest chain that increases on both sides; ``runs`` increases on the first.

    Runs that neither cross nor are crossed are on it. Of the others, neighbours on both sides go together, whatever
    becomes of them; what is left goes through ``heaviest_chain``.
    """
    starts = runs[:, 1]
    if not len(runs) or np.all(starts[1:] > starts[:-1]):
        return np.arange(len(runs), dtype=np.int64)
    before = np.maximum.accumulate(np.concatenate(([-1], starts[:-1])))
    after = np.minimum.accumulate(starts[::-1])[::-1]
    clear = (before < starts) & (np.concatenate((after[1:], [np.iinfo(np.int64).max])) > starts)
    crossed = np.flatnonzero(~clear)
    values = starts[crossed]
    rank = np.empty(len(crossed), dtype=np.int64)
    rank[np.argsort(values, kind="stable")] = np.arange(len(crossed))
    block = np.concatenate(([0], np.cumsum(np.diff(rank) != 1)))
    weights = np.bincount(block, weights=runs[crossed, 2])
    first = np.flatnonzero(np.concatenate(([True], np.diff(block) > 0)))
    chosen = np.zeros(len(first), dtype=np.bool_)
    chosen[heaviest_chain(values[first].tolist(), weights.tolist())] = True
    clear[crossed[chosen[block]]] = True
    return np.flatnonzero(clear)


def _without_overlap(runs: Rows) -> Rows:
    """Runs of a chain, each without what the runs before it have taken on either side."""
    if len(runs) < 2:
        return runs
    ends = np.maximum.accumulate(runs[:, :2] + runs[:, 2:], axis=0)[:-1]
    skip = np.concatenate(([0], np.maximum(0, (ends - runs[1:, :2]).max(axis=1))))
    kept = skip < runs[:, 2]
    runs, skip = runs[kept], skip[kept]
    return np.stack([runs[:, 0] + skip, runs[:, 1] + skip, runs[:, 2] - skip], axis=1)
