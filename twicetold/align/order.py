"""Order: which of many corresponding pieces stand in the same order on both sides, and which have moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_chain(values: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Indexes of the strictly increasing subsequence of ``values`` with the greatest sum of ``weights`` (all positive).

    What is not on the chain has moved. Ties go to the chain found first. Cost: n log n (a staircase: the best chains
    that end at ever greater values, none lighter than those before it).
    """
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


def merge_order(sequences: Sequence[Sequence[int]], weights: Sequence[float]) -> list[int]:
    """One order of all groups that keeps to every version's own order as far as one order can.

    ``sequences[v]`` lists version v's groups in the order of its text; the first sequence is kept as it is. Each
    further one is threaded in: a group that is not there yet is put right before the next group of that version that
    is, unless that one has moved, which only groups on the heaviest chain have not; what no such group follows goes
    to the end. So at one place the first version's own comes first, and then what others have. Every group is in the
    result once.
    """
    order: list[int] = list(sequences[0]) if sequences else []
    for sequence in sequences[1:]:
        place = {group: k for k, group in enumerate(order)}
        known = [group for group in sequence if group in place]
        steady = {known[k] for k in heaviest_chain([place[g] for g in known], [weights[g] for g in known])}
        before: dict[int, list[int]] = {}
        waiting: list[int] = []
        for group in sequence:
            if group in steady:
                before[group] = waiting
                waiting = []
            elif group not in place:
                waiting.append(group)
        merged: list[int] = []
        for group in order:
            merged.extend(before.get(group, ()))
            merged.append(group)
        order = merged + waiting
    return order
