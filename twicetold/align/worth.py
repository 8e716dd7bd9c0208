"""Runs of agreement → those that are worth their marks, by minimum description length.

    ugly    [-Since taking over-]{+Relations between+} the [-White House-]{+United States+} in [-January ,-]…
    wanted  one changed place: nothing but “the” and “in” agree

Keeping a run saves its information; a changed place of p ids against q costs ``place_bits · (2 + log₂(p+1) +
log₂(q+1))``, and nothing where p = q = 0. Two short places cost little more than one that holds both, two long ones
nearly twice as much: “of” between two replaced words stays, “of” inside a sentence that was written anew does not.

The longer the changed places beside a run, the more is saved by dropping it. So a run that carries more than that saves
beside the longest places possible is kept, one that carries less than it saves beside the shortest is dropped, for all
runs at once, again and again; what is left is decided by dynamic programming. Cost: linear, and for runs in doubt times
the 24 before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import inf, log2

import numpy as np
from numpy.typing import NDArray

from twicetold.align.gaps import Rows

Run = tuple[int, int, int]
"""a_start, b_start, length."""

_LOOK_BACK = 24
"""How many earlier runs the dynamic programming looks at; a kept neighbour further back was never seen to be best."""
_SWEEPS = 12
"""Most sweeps over all runs; on two editions of a novel, and on two translations of a bible, none changed anything
after the seventh."""

_OPENING, _MIDDLE_BITS, _LEAST_DETAIL = 2.0, 2.5, 0.01
"""A place costs as much for being one as for twice doubling its length; bits per doubling in the middle of the scale,
both as measured in docs/engine.md; a detail below a hundredth drops nothing more."""

Floats = NDArray[np.float64]


def place_bits(detail: float) -> float:
    """What doubling the length of a changed place costs, in bits: nothing at a ``detail`` of 1, ever more towards 0."""
    detail = min(1.0, max(_LEAST_DETAIL, detail))
    return _MIDDLE_BITS * (1.0 - detail) / detail


def worthwhile(runs: Rows, gaps: Rows, a_bits: Floats, detail: float) -> Rows:
    """The subset of ``runs`` with the least description length, each gap for itself.

    ``runs`` and ``gaps`` stand in order and apart on both sides; ``a_bits`` holds the information of each id of the
    first sequence. The same as ``worthwhile_runs`` for every gap, but for ties.
    """
    if not len(runs):
        return runs
    bits = place_bits(detail)
    sums = np.concatenate(([0.0], np.cumsum(a_bits)))
    worth = sums[runs[:, 0] + runs[:, 2]] - sums[runs[:, 0]]
    owner = np.searchsorted(gaps[:, 1], runs[:, 0], side="right")
    state = np.zeros(len(runs), dtype=np.int8)  # 1 kept, -1 dropped, 0 in doubt
    for _ in range(_SWEEPS):
        doubt = np.flatnonzero(state == 0)
        if not len(doubt):
            break
        most = _saving(runs, doubt, _edges(runs, gaps, owner, doubt, state == 1), bits)
        least = _saving(runs, doubt, _edges(runs, gaps, owner, doubt, state >= 0), bits)
        kept, dropped = doubt[worth[doubt] > most], doubt[worth[doubt] < least]
        if not len(kept) and not len(dropped):
            break
        state[kept], state[dropped] = 1, -1
    _settle(runs, gaps, owner, state, sums, bits)
    chosen: Rows = runs[state == 1]
    return chosen


def _edges(runs: Rows, gaps: Rows, owner: Rows, chosen: Rows, standing: NDArray[np.bool_]) -> Rows:
    """For the runs ``chosen``: where the run before that is ``standing`` ends and the one behind begins, on both sides,
    or else their gap: rows (a_end, b_end, a_start, b_start)."""
    numbers = np.arange(len(runs))
    before = np.maximum.accumulate(np.where(standing, numbers, -1))
    before = np.concatenate(([-1], before[:-1]))[chosen]
    behind = np.minimum.accumulate(np.where(standing, numbers, len(runs))[::-1])[::-1]
    behind = np.concatenate((behind[1:], [len(runs)]))[chosen]
    gap, own = gaps[owner[chosen]], owner[chosen]
    has_before = (before >= 0) & (owner[before] == own)
    clipped = np.minimum(behind, len(runs) - 1)
    has_behind = (behind < len(runs)) & (owner[clipped] == own)
    ends = runs[before, :2] + runs[before, 2:]
    edges: Rows = gap[:, [0, 2, 1, 3]]
    edges[has_before, :2] = ends[has_before]
    edges[has_behind, 2:] = runs[clipped[has_behind], :2]
    return edges


def _saving(runs: Rows, chosen: Rows, edges: Rows, place_bits: float) -> Floats:
    """What dropping each of the runs ``chosen`` saves in changed places, if nothing else stands between the edges."""
    start, length = runs[chosen, :2], runs[chosen, 2:]
    left, right = start - edges[:, :2], edges[:, 2:] - start - length
    return _cost(left, place_bits) + _cost(right, place_bits) - _cost(left + right + length, place_bits)


def _cost(sizes: Rows, place_bits: float) -> Floats:
    """The cost of changed places, rows (p, q)."""
    cost: Floats = place_bits * (_OPENING + np.log2((sizes[:, 0] + 1.0) * (sizes[:, 1] + 1.0)))
    cost[(sizes == 0).all(axis=1)] = 0.0
    return cost


def _settle(runs: Rows, gaps: Rows, owner: Rows, state: NDArray[np.int8], sums: Floats, place_bits: float) -> None:
    """Decide the runs in doubt: stretches of them between kept ones, each by dynamic programming."""
    doubt = np.flatnonzero(state == 0)
    if not len(doubt):
        return
    edges = _edges(runs, gaps, owner, doubt, state == 1)
    first = np.flatnonzero(np.concatenate(([True], np.any(edges[1:] != edges[:-1], axis=1))))
    rows = runs[doubt].tolist()
    for low, high, edge in zip(first.tolist(), [*first[1:].tolist(), len(doubt)], edges[first].tolist(), strict=True):
        stretch = [(i, j, length) for i, j, length in rows[low:high]]
        for k in _best(stretch, edge, sums, place_bits):
            state[doubt[low + k]] = 1


def worthwhile_runs(runs: Sequence[Run], a_bits: Sequence[float], b_length: int, detail: float) -> list[Run]:
    """The subset of ``runs`` with the least description length; ``a_bits``: the information of each id of the first
    sequence. Exact but for a look-back of 24 runs. For few runs: plain lists are faster there than numpy."""
    chosen = _best(runs, (0, 0, len(a_bits), b_length), [0.0, *accumulate(a_bits)], place_bits(detail))
    return [runs[k] for k in chosen]


def _best(runs: Sequence[Run], edges: Sequence[int], sums: Sequence[float] | Floats, place_bits: float) -> list[int]:
    """Numbers of the runs to keep, between edges (a_low, b_low, a_high, b_high)."""
    if not runs:
        return []
    ends = [(edges[0], edges[1]), *((i + length, j + length) for i, j, length in runs)]
    best = [0.0]  # best[k]: the value of the best choice that ends with run k-1; best[0]: nothing chosen yet
    came_from: list[int] = []
    for k, (i, j, length) in enumerate([*runs, (edges[2], edges[3], 0)]):
        top, choice = -inf, 0
        for m in range(max(0, k - _LOOK_BACK), k + 1):
            p, q = i - ends[m][0], j - ends[m][1]
            cost = place_bits * (_OPENING + _log(p) + _log(q)) if p or q else 0.0
            if best[m] - cost > top:
                top, choice = best[m] - cost, m
        came_from.append(choice)
        best.append(top + sums[i + length] - sums[i])
    kept: list[int] = []
    k = came_from[len(runs)]
    while k:
        kept.append(k - 1)
        k = came_from[k - 1]
    return kept[::-1]


_LOGS = [log2(length + 1) for length in range(4096)]


def _log(length: int) -> float:
    """log₂(length + 1); nearly all changed places are short."""
    return _LOGS[length] if length < len(_LOGS) else log2(length + 1)
