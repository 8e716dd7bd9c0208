"""Order: which of many corresponding pieces stand in the same order on both sides, and which have moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence


def heaviest_chain(values: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Indexes of the strictly increasing subsequence of ``values`` with the greatest sum of ``weights`` (all positive).

    What is not on the chain has moved. Ties go to the chain found first. Cost: n log n (a Fenwick tree of prefix
    maxima).
    """
    ranks = sorted(set(values))
    size = len(ranks)
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    came_from: list[int] = []
    top = (0.0, -1)
    for index, (value, weight) in enumerate(zip(values, weights, strict=True)):
        rank = bisect_left(ranks, value) + 1
        here = (0.0, -1)
        probe = rank - 1
        while probe > 0:
            if best[probe][0] > here[0]:
                here = best[probe]
            probe -= probe & -probe
        came_from.append(here[1])
        total = (here[0] + weight, index)
        if total[0] > top[0]:
            top = total
        probe = rank
        while probe <= size:
            if total[0] > best[probe][0]:
                best[probe] = total
            probe += probe & -probe
    chain: list[int] = []
    index = top[1]
    while index >= 0:
        chain.append(index)
        index = came_from[index]
    return chain[::-1]


def off_chain(
    pieces: Sequence[int], places: Sequence[int], weights: Sequence[float], marks: Mapping[int, bool]
) -> frozenset[int]:
    """The pieces that have moved: off the heaviest chain of their ``places``, unless they are marked by hand.

    ``pieces`` stand in the order of one side, ``places[k]`` is where the other side has ``pieces[k]``. What ``marks``
    calls moved is on no chain; through what it calls not moved the chain runs, as far as one chain can.
    """
    kept = [k for k, piece in enumerate(pieces) if not marks.get(piece, False)]
    most = 1.0 + sum(weights)
    heavy = [weights[k] + most * (pieces[k] in marks) for k in kept]
    steady = {pieces[kept[k]] for k in heaviest_chain([places[k] for k in kept], heavy)}
    return frozenset(piece for piece in pieces if marks.get(piece, piece not in steady))


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
