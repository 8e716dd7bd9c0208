"""Order: which of many corresponding pieces stand in the same order on both sides, and which have moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike


def heaviest_chain(values: ArrayLike, weights: ArrayLike) -> list[int]:
    """Indexes of the strictly increasing subsequence of ``values`` with the greatest sum of ``weights`` (all positive).

    What is not on the chain has moved. Ties go to the chain found first. Cost: linear where little has moved, else
    n log n: neighbours whose values are neighbours too stand or fall together and are weighed as one.
    """
    places = np.asarray(values, dtype=np.int64)
    heavy = np.asarray(weights, dtype=np.float64)
    if not len(places):
        return []
    if np.all(places[1:] > places[:-1]):
        return list(range(len(places)))
    distinct, ranks = np.unique(places, return_inverse=True)
    if len(distinct) < len(places):
        return _chain(ranks.tolist(), heavy.tolist())
    starts = np.concatenate(([0], np.flatnonzero(np.diff(ranks) != 1) + 1))
    sums = np.add.reduceat(heavy, starts)
    chosen = _chain(ranks[starts].tolist(), sums.tolist())
    ends = np.append(starts[1:], len(places))
    return [i for k in chosen for i in range(int(starts[k]), int(ends[k]))]


def _chain(values: Sequence[int], weights: Sequence[float]) -> list[int]:
    """The heaviest strictly increasing subsequence, by a staircase: the best chains that end at ever greater values,
    none lighter than those before it."""
    stairs: list[int] = []
    heights: list[float] = []
    ends: list[int] = []
    came_from: list[int] = []
    top, last = 0.0, -1
    for index, (value, weight) in enumerate(zip(values, weights, strict=True)):
        place = bisect_left(stairs, value)
        came_from.append(ends[place - 1] if place else -1)
        height = weight + (heights[place - 1] if place else 0.0)
        if height > top:
            top, last = height, index
        end = bisect_left(heights, height, place)
        if end > place:
            stairs[place:end], heights[place:end], ends[place:end] = [value], [height], [index]
        elif place == len(stairs) or stairs[place] != value:
            stairs.insert(place, value)
            heights.insert(place, height)
            ends.insert(place, index)
    chain: list[int] = []
    while last >= 0:
        chain.append(last)
        last = came_from[last]
    return chain[::-1]


def merge_order(sequences: Sequence[ArrayLike], weights: ArrayLike) -> list[int]:
    """One order of all groups that keeps to every version's own order as far as one order can.

    ``sequences[v]`` lists version v's groups in the order of its text; the first sequence is kept as it is. Each
    further one is threaded in: a group that is not there yet is put right before the next group of that version that
    is, unless that one has moved, which only groups on the heaviest chain have not; what no such group follows goes
    to the end. So at one place the first version's own comes first, and then what others have. Every group is in the
    result once. ``weights[g]`` is the weight of group g.
    """
    heavy = np.asarray(weights, dtype=np.float64)
    order = np.asarray(sequences[0] if len(sequences) else [], dtype=np.int64)
    place = np.full(len(heavy), -1, dtype=np.int64)
    for sequence in sequences[1:]:
        place[order] = np.arange(len(order))
        own = np.asarray(sequence, dtype=np.int64)
        is_known = place[own] >= 0
        known = own[is_known]
        steady = np.flatnonzero(is_known)[heaviest_chain(place[known], heavy[known])]
        fresh = np.flatnonzero(~is_known)
        following = np.searchsorted(steady, fresh)
        before = np.append(place[own[steady]], len(order))[following]
        order = np.insert(order, before, own[fresh])
    return [int(group) for group in order]
