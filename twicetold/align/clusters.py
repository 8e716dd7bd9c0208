"""Linked pieces of N versions → groups with at most one run of pieces per version, whatever the order of the input.

    ugly    A1–B1–C2–A7: two places of A in one passage, because a quote is told twice; another order, another result
    wanted  the surest links first; a link that would break the rule is an echo, not a passage

Links are taken from the most alike to the least; ties fall to the canonical order of the versions, never to the order
in which they came. Two groups are joined if every version's pieces stay one run and enough of the pairs of versions
that would meet are linked (average linkage: one chance link does not fuse two passages). Cost: links × log links.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Piece = tuple[int, int]
"""Version (canonical rank) and index within it."""


@dataclass(frozen=True, slots=True, order=True)
class Bond:
    """A link between pieces of two versions, ``a`` of the lower rank; ``strength`` ranks it, 0 or more."""

    strength: float
    a: Piece
    b: Piece


def cluster(
    sizes: list[int],
    bonds: Iterable[Bond],
    skip: Callable[[int, int], bool] = lambda version, index: False,
    support: float = 0.5,
    together: Iterable[frozenset[Piece]] = (),
    parted: Callable[[Iterable[Piece]], bool] = lambda pieces: False,
) -> tuple[list[tuple[tuple[int, ...], ...]], list[Bond]]:
    """Groups, each a tuple of one index run per version, and the bonds that no group could take.

    ``support`` is the share (0–1) of the pairs of versions that would meet which has to be linked. ``sizes[v]`` is
    the number of pieces of version v; every piece is in exactly one group. ``skip`` names pieces that may stand
    inside a run without belonging to it (furniture between two paragraphs of a story). ``together`` are disjoint sets
    of pieces that are one group from the start, ``parted`` asks whether some pieces must not be one group.
    """
    groups: dict[Piece, list[list[int]]] = {}
    for version, size in enumerate(sizes):
        for index in range(size):
            runs: list[list[int]] = [[] for _ in sizes]
            runs[version].append(index)
            groups[version, index] = runs
    for pieces in together:
        given = [sorted(index for version, index in pieces if version == v) for v in range(len(sizes))]
        groups.update(dict.fromkeys(pieces, given))
    ordered = sorted(bonds, key=lambda bond: (-bond.strength, bond.a, bond.b))
    linked = {(bond.a, bond.b) for bond in ordered}
    refused: list[Bond] = []
    for bond in ordered:
        left, right = groups[bond.a], groups[bond.b]
        if left is right:
            continue
        merged = [sorted(x + y) for x, y in zip(left, right, strict=True)]
        unbroken = all(_is_run(version, run, skip) for version, run in enumerate(merged))
        apart = parted((version, index) for version, run in enumerate(merged) for index in run)
        if unbroken and not apart and _supported(left, right, linked, support):
            for version, run in enumerate(merged):
                for index in run:
                    groups[version, index] = merged
        else:
            refused.append(bond)
    unique = {id(runs): runs for runs in groups.values()}
    return [tuple(tuple(run) for run in runs) for runs in unique.values()], refused


def _is_run(version: int, run: list[int], skip: Callable[[int, int], bool]) -> bool:
    return all(
        following == index + 1 or all(skip(version, between) for between in range(index + 1, following))
        for index, following in itertools.pairwise(run)
    )


def _supported(left: list[list[int]], right: list[list[int]], linked: set[tuple[Piece, Piece]], support: float) -> bool:
    """Whether enough of the pairs of different versions that would meet hold a link."""
    meeting = found = 0
    for x, left_run in enumerate(left):
        for y, right_run in enumerate(right):
            if x == y or not left_run or not right_run:
                continue
            meeting += 1
            found += any(
                (((x, i), (y, j)) if x < y else ((y, j), (x, i))) in linked for i in left_run for j in right_run
            )
    return found >= support * meeting
