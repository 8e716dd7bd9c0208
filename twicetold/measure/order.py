"""Which passages and rows one version prints in another place than another version does."""

from __future__ import annotations

from twicetold.align.order import heaviest_chain
from twicetold.model import Collation


def moved_passages(collation: Collation, a: int, b: int) -> frozenset[int]:
    """Passages that both versions have and that are off the heaviest chain: b prints them earlier or later than a does.

    The chain is the set of shared passages, greatest in words, that stand in the same order in both. Linked late is
    not moved.
    """
    shared = [
        (passage.readings[a].units[0], passage.readings[b].units[0], number)
        for number, passage in enumerate(collation.passages)
        if passage.readings[a] and passage.readings[b]
    ]
    shared.sort()
    units = collation.versions[a].units
    weights = [
        1.0 + sum(units[u].words for u in collation.passages[number].readings[a].units) for _, _, number in shared
    ]
    steady = set(heaviest_chain([b_unit for _, b_unit, _ in shared], weights))
    return frozenset(number for k, (_, _, number) in enumerate(shared) if k not in steady)
