"""Gaps between matched runs, many at once: their common ends, and what is left of them between new runs.

    ugly    a Python loop over 50,000 gaps of a novel, each with its slices and its calls into numpy
    wanted  every step done for all gaps in one go

A gap is a row ``(a_low, a_high, b_low, b_high)``: these ids of the first sequence stand against those of the second.
Gaps stand in order and apart on both sides, as do runs, rows ``(a_start, b_start, length)``. So what increases over all
of them increases inside each, and one sort serves all. Cost: linear in what is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twicetold.model import IntArray

Rows = NDArray[np.int64]
"""Gaps (n, 4) or runs (n, 3)."""

NO_RUNS: Rows = np.empty((0, 3), dtype=np.int64)
_COMPARED_AT_ONCE = 1 << 20
"""Pairs of ids that one step of ``common_lengths`` compares: 1 million bytes and two index arrays of eight."""


def ragged(starts: Rows, lengths: Rows) -> Rows:
    """The numbers ``start, start + 1, …`` of all ranges, one range after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - ends + lengths, lengths) + np.arange(total, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Two sequences, and gaps of them that stand in order and apart on both sides; ``offsets``: what each gap was moved
    by, rows (a, b)."""

    a: IntArray
    b: IntArray
    gaps: Rows
    offsets: Rows

    def owners(self, runs: Rows) -> Rows:
        """The number of the gap that each run stands in."""
        return np.searchsorted(self.gaps[:, 1], runs[:, 0], side="right").astype(np.int64)

    def put_back(self, runs: Rows) -> IntArray:
        """Runs where they stand in the sequences as they were given."""
        if not len(self.offsets):
            return runs.astype(np.int32)
        moved = runs.copy()
        moved[:, :2] -= self.offsets[self.owners(runs)]
        return moved.astype(np.int32)


def lay_out(a: IntArray, b: IntArray, gaps: NDArray[np.integer] | None) -> Layout:
    """Gaps laid end to end, in their order, whatever stood between them or twice in them; ``None``: one gap, of all."""
    if gaps is None:
        return Layout(a, b, np.array([[0, len(a), 0, len(b)]], dtype=np.int64), np.empty((0, 2), dtype=np.int64))
    given = np.asarray(gaps, dtype=np.int64).reshape(-1, 4)
    lengths = given[:, 1::2] - given[:, ::2]
    ends = np.cumsum(lengths, axis=0)
    starts = ends - lengths
    moved = np.stack([starts[:, 0], ends[:, 0], starts[:, 1], ends[:, 1]], axis=1)
    left, right = (sequence[ragged(given[:, 2 * s], lengths[:, s])] for s, sequence in enumerate((a, b)))
    return Layout(left, right, moved, starts - given[:, ::2])


def cells(gaps: Rows) -> Rows:
    """Ids of one side × ids of the other, per gap."""
    return (gaps[:, 1] - gaps[:, 0]) * (gaps[:, 3] - gaps[:, 2])


def trim(a: NDArray[np.int32], b: NDArray[np.int32], gaps: Rows) -> tuple[Rows, Rows]:
    """The common ends of gaps as runs (in no order), and what is left of the gaps where something is on both sides."""
    gaps = gaps.copy()
    heads = common_lengths(a, b, gaps, 1)
    head_runs = np.stack([gaps[:, 0], gaps[:, 2], heads], axis=1)[heads > 0]
    gaps[:, 0] += heads
    gaps[:, 2] += heads
    tails = common_lengths(a, b, gaps, -1)
    gaps[:, 1] -= tails
    gaps[:, 3] -= tails
    tail_runs = np.stack([gaps[:, 1], gaps[:, 3], tails], axis=1)[tails > 0]
    return np.concatenate([head_runs, tail_runs]), gaps[(gaps[:, 0] < gaps[:, 1]) & (gaps[:, 2] < gaps[:, 3])]


def common_lengths(a: NDArray[np.int32], b: NDArray[np.int32], gaps: Rows, step: int) -> Rows:
    """How many ids agree from the start of each gap (``step`` 1) or from its end backwards (-1)."""
    first, other = (gaps[:, 0], gaps[:, 2]) if step == 1 else (gaps[:, 1] - 1, gaps[:, 3] - 1)
    room = np.minimum(gaps[:, 1] - gaps[:, 0], gaps[:, 3] - gaps[:, 2])
    lengths = np.zeros(len(gaps), dtype=np.int64)
    active = np.flatnonzero(room > 0)
    width = 1  # most gaps agree not at all, and few for long: the look widens for those that agreed so far
    while len(active):
        size = max(1, _COMPARED_AT_ONCE // width)
        agreeing = []
        for block in (active[k : k + size] for k in range(0, len(active), size)):
            left = room[block] - lengths[block]
            offsets = np.minimum(np.arange(min(width, int(left.max()))), left[:, None] - 1) + lengths[block, None]
            offsets *= step
            differs = a[first[block, None] + offsets] != b[other[block, None] + offsets]
            ended = differs.any(axis=1)
            lengths[block] += np.where(ended, differs.argmax(axis=1), np.minimum(offsets.shape[1], left))
            agreeing.append(block[~ended & (lengths[block] < room[block])])
        active = np.concatenate(agreeing)
        width = min(4 * width, _COMPARED_AT_ONCE)
    return lengths


def split(gaps: Rows, runs: Rows) -> Rows:
    """What is left of ``gaps`` between ``runs`` inside them, empty pieces too; both stand in order, so sorting the
    edges of each side pairs them."""
    ends = runs[:, :2] + runs[:, 2:]
    return np.stack(
        [
            np.sort(np.concatenate([gaps[:, 0], ends[:, 0]])),
            np.sort(np.concatenate([gaps[:, 1], runs[:, 0]])),
            np.sort(np.concatenate([gaps[:, 2], ends[:, 1]])),
            np.sort(np.concatenate([gaps[:, 3], runs[:, 1]])),
        ],
        axis=1,
    )
