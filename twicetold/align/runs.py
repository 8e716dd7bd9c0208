"""Two sequences of ids → runs of equal ids, in order on both sides, that are worth their marks.

    ugly    [-Since taking over-]{+Relations between+} the [-White House-]{+United States+} in [-January ,-]…
    wanted  one changed place: nothing but “the” and “in” agree

First the longest agreement: common ends are taken off; a gap of moderate size is solved exactly (longest common
subsequence, RapidFuzz); a larger one is cut at k-grams that are unique on both sides (k = 8, 4, 2, 1: patience diff's
idea, first on rare, long evidence). Then the clean-up: a run is kept only if it carries more information than the
changed place that it splits costs, by minimum description length. Cost: near linear plus the bounded gaps.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from itertools import accumulate
from math import inf, log2

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from twicetold.align.order import heaviest_chain
from twicetold.model import IntArray

Run = tuple[int, int, int]
"""a_start, b_start, length."""

_EXACT_CELLS = 1 << 22
"""Largest gap (a × b) that is solved exactly; 4 million cells take RapidFuzz about 10 ms and half a megabyte."""
_LAST_RESORT_CELLS = 1 << 28
"""A gap without any unique k-gram is still solved exactly up to here (33 MB); beyond it nothing in it is matched."""
_KGRAMS = (8, 4, 2, 1)
_LOOK_BACK = 24
"""How many earlier runs the clean-up looks at; a kept neighbour further back than this was never seen to be best."""


def common_runs(a: IntArray, b: IntArray) -> list[Run]:
    """Runs of equal ids, increasing on both sides, as long together as can be found; neighbouring runs are joined."""
    runs: list[Run] = []
    stack = [(0, len(a), 0, len(b))]
    while stack:
        a_low, a_high, b_low, b_high = stack.pop()
        head = _common_prefix(a[a_low:a_high], b[b_low:b_high])
        if head:
            runs.append((a_low, b_low, head))
            a_low, b_low = a_low + head, b_low + head
        tail = _common_prefix(a[a_low:a_high][::-1], b[b_low:b_high][::-1])
        if tail:
            a_high, b_high = a_high - tail, b_high - tail
            runs.append((a_high, b_high, tail))
        if a_low == a_high or b_low == b_high:
            continue
        cells = (a_high - a_low) * (b_high - b_low)
        anchors = _anchors(a[a_low:a_high], b[b_low:b_high]) if cells > _EXACT_CELLS else []
        if anchors:
            edges = [(0, 0, 0), *anchors, (a_high - a_low, b_high - b_low, 0)]
            for (i, j, length), (i_next, j_next, _) in itertools.pairwise(edges):
                stack.append((a_low + i + length, a_low + i_next, b_low + j + length, b_low + j_next))
            runs.extend((a_low + i, b_low + j, length) for i, j, length in anchors)
        elif cells <= _LAST_RESORT_CELLS:
            blocks = LCSseq.editops(a[a_low:a_high].tolist(), b[b_low:b_high].tolist()).as_matching_blocks()
            runs.extend((a_low + block.a, b_low + block.b, block.size) for block in blocks if block.size)
    return _joined(sorted(runs))


def worthwhile_runs(
    runs: Sequence[Run], a_bits: Sequence[float], b_length: int, gap_bits: float, length_bits: float
) -> list[Run]:
    """The subset of ``runs`` with the least description length.

    ``a_bits`` holds the information of each id of the first sequence. Keeping a run saves its information; a changed
    place of p ids against q costs ``gap_bits + length_bits · (log₂(p+1) + log₂(q+1))``, and nothing where p = q = 0.
    Exact but for a look-back of 24 runs.
    """
    if not runs:
        return []
    sums = [0.0, *accumulate(a_bits)]
    ends = [(0, 0), *((i + length, j + length) for i, j, length in runs)]
    best = [0.0]  # best[k]: the value of the best choice that ends with run k-1; best[0]: nothing chosen yet
    came_from: list[int] = []
    for k, (i, j, length) in enumerate([*runs, (len(a_bits), b_length, 0)]):
        top, choice = -inf, 0
        for m in range(max(0, k - _LOOK_BACK), k + 1):
            p, q = i - ends[m][0], j - ends[m][1]
            cost = gap_bits + length_bits * (_log(p) + _log(q)) if p or q else 0.0
            if best[m] - cost > top:
                top, choice = best[m] - cost, m
        came_from.append(choice)
        best.append(top + sums[i + length] - sums[i])
    kept: list[Run] = []
    k = came_from[len(runs)]
    while k:
        kept.append(runs[k - 1])
        k = came_from[k - 1]
    return kept[::-1]


_LOGS = [log2(length + 1) for length in range(4096)]


def _log(length: int) -> float:
    """log₂(length + 1); nearly all changed places are short."""
    return _LOGS[length] if length < len(_LOGS) else log2(length + 1)


def _common_prefix(a: IntArray, b: IntArray) -> int:
    length = min(len(a), len(b))
    different = np.flatnonzero(a[:length] != b[:length])
    return int(different[0]) if len(different) else length


def _anchors(a: IntArray, b: IntArray) -> list[Run]:
    """Runs grown from k-grams that are unique on both sides, on the heaviest increasing chain."""
    for k in _KGRAMS:
        places_a, places_b = _unique_kgrams(a, k), _unique_kgrams(b, k)
        common, in_a, in_b = np.intersect1d(places_a[0], places_b[0], assume_unique=True, return_indices=True)
        if not len(common):
            continue
        i, j = places_a[1][in_a], places_b[1][in_b]
        order = np.argsort(i, kind="stable")
        i, j = i[order], j[order]
        same = np.all(a[i[:, None] + np.arange(k)] == b[j[:, None] + np.arange(k)], axis=1)
        runs = _diagonal_runs(i[same], j[same], k)
        if runs:
            kept = [runs[x] for x in heaviest_chain([run[1] for run in runs], [run[2] for run in runs])]
            return _without_overlap(kept)
    return []


def _unique_kgrams(ids: IntArray, k: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hashes of the k-grams that occur once, with their places, sorted by hash."""
    if len(ids) < k:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    hashes = np.zeros(len(ids) - k + 1, dtype=np.uint64)
    wide = (ids.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    wide ^= wide >> np.uint64(29)
    for offset in range(k):
        hashes = hashes * np.uint64(0xD1342543DE82EF95) + wide[offset : len(ids) - k + 1 + offset]
    values, first, counts = np.unique(hashes, return_index=True, return_counts=True)
    return values[counts == 1], first[counts == 1]


def _diagonal_runs(i: NDArray[np.int64], j: NDArray[np.int64], k: int) -> list[Run]:
    """Places on one diagonal that touch or overlap become one run."""
    if not len(i):
        return []
    cut = (np.diff(j - i) != 0) | (np.diff(i) > k)
    first = np.concatenate(([0], np.flatnonzero(cut) + 1))
    last = np.concatenate((first[1:] - 1, [len(i) - 1]))
    return [(int(i[f]), int(j[f]), int(i[t] - i[f] + k)) for f, t in zip(first, last, strict=True)]


def _without_overlap(runs: list[Run]) -> list[Run]:
    kept: list[Run] = []
    a_end = b_end = 0
    for i, j, length in runs:
        skip = max(0, a_end - i, b_end - j)
        if skip < length:
            kept.append((i + skip, j + skip, length - skip))
            a_end, b_end = i + length, j + length
    return kept


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for i, j, length in runs:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + length)
        else:
            joined.append((i, j, length))
    return joined
