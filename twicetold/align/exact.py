"""Small gaps → their longest common subsequences, exactly.

    ugly    a call for each of 25,000 gaps, of which most are a word against another word
    wanted  those settled together; the few that hold several equal pairs solved one by one

A gap of few cells (ids of one side × ids of the other) is looked at with all others: without an equal pair nothing is
matched in it, and the only equal pair is its answer. The rest goes to RapidFuzz. Cost: the cells.
"""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import LCSseq

from twicetold.align.gaps import Rows, cells, ragged
from twicetold.model import IntArray

_FEW_CELLS = 64
"""Up to so many cells a gap is looked at with others: about 4 ns a cell, where a call to RapidFuzz takes 2,000 ns."""


def exact_runs(a: IntArray, b: IntArray, gaps: Rows) -> list[Rows]:
    """Runs of equal ids in each gap, together as long as can be; in no order, and not joined."""
    is_few = cells(gaps) <= _FEW_CELLS
    few = gaps[is_few]
    sizes = cells(few)
    number = np.repeat(np.arange(len(few)), sizes)
    width = (few[:, 3] - few[:, 2])[number]
    row, column = np.divmod(ragged(np.zeros_like(sizes), sizes), width)
    i, j = few[number, 0] + row, few[number, 2] + column
    equal = a[i] == b[j]
    pairs = np.bincount(number[equal], minlength=len(few))
    single = equal & (pairs == 1)[number]
    settled = np.stack([i[single], j[single], np.ones(int(single.sum()), dtype=np.int64)], axis=1)
    return [settled, _one_by_one(a, b, np.concatenate([few[pairs > 1], gaps[~is_few]]))]


def _one_by_one(a: IntArray, b: IntArray, gaps: Rows) -> Rows:
    lengths = gaps[:, 1::2] - gaps[:, ::2]
    left, right = (s[ragged(gaps[:, 2 * k], lengths[:, k])].tolist() for k, s in enumerate((a, b)))
    runs: list[tuple[int, int, int]] = []
    i = j = 0
    for (a_low, _, b_low, _), (p, q) in zip(gaps.tolist(), lengths.tolist(), strict=True):
        blocks = LCSseq.editops(left[i : i + p], right[j : j + q]).as_matching_blocks()
        runs += [(a_low + block.a, b_low + block.b, block.size) for block in blocks if block.size]
        i, j = i + p, j + q
    return np.array(runs, dtype=np.int64).reshape(-1, 3)
