"""Which passages one version prints in another place than another does, and which paragraphs it divides differently."""

from __future__ import annotations

from collections.abc import Sequence

from twicetold.align.order import off_chain
from twicetold.model import Collation, Version


def moved_passages(collation: Collation, a: int, b: int) -> frozenset[int]:
    """Passages that both versions have and that are off the heaviest chain: b prints them earlier or later than a does.

    The chain is the set of shared passages, greatest in words, that stand in the same order in both. Linked late is
    not moved. Where the order was corrected by hand, the mark decides: what is marked as moved is not on the chain, and
    the chain runs through what is marked as not moved.
    """
    marks = {mark.passage: mark.moved for mark in collation.marks if {mark.a, mark.b} == {a, b}}
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
    numbers = [number for _, _, number in shared]
    return off_chain(numbers, [b_unit for _, b_unit, _ in shared], weights, marks)


def divided_rows(collation: Collation, a: int, b: int) -> tuple[int, ...]:
    """Rows in which both versions have paragraphs of the story, but not equally many: split, joined or regrouped."""
    found = []
    for number, row in enumerate(collation.rows):
        counts = [_story_count(collation.versions[v], row.paragraphs[v]) for v in (a, b)]
        if min(counts) and counts[0] != counts[1]:
            found.append(number)
    return tuple(found)


def _story_count(version: Version, run: Sequence[int]) -> int:
    return sum(
        any(
            version.units[u].is_story for u in range(version.paragraphs[p].units.start, version.paragraphs[p].units.end)
        )
        for p in run
    )
