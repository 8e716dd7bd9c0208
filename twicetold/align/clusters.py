"""Linked pieces of N versions → groups with at most one run of pieces per version, whatever the order of the input.

    ugly    A1–B1–C2–A7: two places of A in one passage, because a quote is told twice; another order, another result
    wanted  the surest links first; a link that would break the rule is an echo, not a passage

Bonds are taken from the strongest to the weakest; ties fall to the canonical order of the versions, never to the order
in which they came. Two groups are joined if every version's pieces stay one run and enough of the pairs of versions
that would meet are linked (average linkage: one chance link does not fuse two passages). What no bond connects does
not meddle with each other, so each connected part is grouped for itself, and a part in which nothing can be broken (at
most one piece per version, all linked) is a group at once. Cost: linear in the bonds but for contested parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from twicetold.model import Grouping, IntArray

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Bonds:
    """Links between pieces as columns of equal length: piece ``a`` of version ``a_versions`` with piece ``b``.

    ``a_versions < b_versions`` (canonical ranks); ``strengths`` ranks the bonds, 0 or more.
    """

    a_versions: IntArray
    a: IntArray
    b_versions: IntArray
    b: IntArray
    strengths: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.a)

    def pick(self, chosen: Flags | IntArray) -> Bonds:
        """Some of the bonds."""
        return Bonds(
            self.a_versions[chosen], self.a[chosen], self.b_versions[chosen], self.b[chosen], self.strengths[chosen]
        )


def join_bonds(parts: Sequence[Bonds]) -> Bonds:
    """All bonds of several lists in one."""
    numbers = [(part.a_versions, part.a, part.b_versions, part.b) for part in parts]
    nothing = np.empty(0, dtype=np.int32)
    columns = [np.concatenate([nothing, *column]) for column in zip(*numbers, strict=True)]
    strengths = np.concatenate([np.empty(0), *(part.strengths for part in parts)])
    if not columns:
        columns = [nothing] * 4
    return Bonds(columns[0], columns[1], columns[2], columns[3], strengths)


def cluster(sizes: Sequence[int], bonds: Bonds, support: float = 0.5) -> tuple[Grouping, Bonds]:
    """The groups, and the bonds that no group could take, strongest first.

    ``sizes[v]`` is the number of pieces of version v; every piece is in exactly one group, and groups are numbered by
    their first piece. ``support`` is the share (0–1) of the pairs of versions that would meet which has to be linked.
    """
    base = np.concatenate(([0], np.cumsum(sizes)))
    version = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    left, right = base[bonds.a_versions] + bonds.a, base[bonds.b_versions] + bonds.b
    total = int(base[-1])
    graph = sparse.coo_array((np.ones(len(bonds), np.int8), (left, right)), shape=(total, total))
    count, part = connected_components(graph, directed=False)
    contested = _contested(part, count, version, left, right)[part[left]] if len(bonds) else np.zeros(0, np.bool_)
    label = np.asarray(part, dtype=np.int64)
    refused = np.zeros(len(bonds), dtype=np.bool_)
    order = np.lexsort((right, left, -bonds.strengths))
    order = order[contested[order]]
    if len(order):
        # pieces of contested parts begin as groups of their own, numbered behind all parts
        loose = np.isin(part, np.unique(part[left[order]]))
        label[loose] = count + np.arange(int(loose.sum()))
        merger = _Merger(version.tolist(), support, left[order].tolist(), right[order].tolist())
        taken = merger.run()
        refused[order] = ~np.array(taken, dtype=np.bool_)
        for pieces in merger.groups():
            label[pieces] = label[pieces[0]]
    _, first, home = np.unique(label, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int32)
    rank[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
    homes = rank[home]
    split = tuple(homes[base[v] : base[v + 1]] for v in range(len(sizes)))
    return Grouping(split, len(first)), bonds.pick(order[refused[order]].astype(np.int32))


def _contested(part: IntArray, count: int, version: IntArray, left: IntArray, right: IntArray) -> Flags:
    """Per connected part: whether it has two pieces of one version, or pieces that are not linked."""
    pieces = np.bincount(part, minlength=count)
    doubled = np.zeros(count, dtype=np.bool_)
    order = np.lexsort((version, part))
    same = (np.diff(part[order]) == 0) & (np.diff(version[order]) == 0)
    doubled[part[order][1:][same]] = True
    distinct = np.unique(np.stack([left, right]), axis=1)
    links = np.bincount(part[distinct[0]], minlength=count)
    contested: Flags = doubled | (links < pieces * (pieces - 1) // 2)
    return contested


class _Merger:
    """Groups that grow bond by bond. A piece is named by one number; those of a version follow each other."""

    def __init__(self, version: list[int], support: float, left: list[int], right: list[int]) -> None:
        self._version = version
        self._support = support
        self._bonds = list(zip(left, right, strict=True))
        self._home: dict[int, dict[int, list[int]]] = {}  # piece → its group: version → run of pieces
        self._partners: dict[int, set[int]] = {}
        for i, j in self._bonds:
            for piece, other in ((i, j), (j, i)):
                self._home.setdefault(piece, {version[piece]: [piece]})
                self._partners.setdefault(piece, set()).add(other)

    def run(self) -> list[bool]:
        """Per bond, in the order given: whether both of its ends came into one group."""
        taken = []
        for i, j in self._bonds:
            left, right = self._home[i], self._home[j]
            if left is not right and self._fits(left, right) and self._supported(left, right):
                self._merge(left, right)
                taken.append(True)
            else:
                taken.append(left is right)
        return taken

    def groups(self) -> list[list[int]]:
        """The pieces of each group."""
        unique = {id(group): group for group in self._home.values()}
        return [sorted(piece for run in group.values() for piece in run) for group in unique.values()]

    def _fits(self, left: dict[int, list[int]], right: dict[int, list[int]]) -> bool:
        """Whether every version's pieces would stay one run."""
        if len(right) > len(left):
            left, right = right, left
        for v, run in right.items():
            own = left.get(v)
            if own and not (run[-1] + 1 == own[0] or own[-1] + 1 == run[0]):
                return False
        return True

    def _supported(self, left: dict[int, list[int]], right: dict[int, list[int]]) -> bool:
        """Whether enough of the pairs of different versions that would meet hold a link."""
        meeting = len(left) * len(right) - sum(v in right for v in left)
        found = 0
        for v, run in left.items():
            partners = self._partners[run[0]].union(*(self._partners[piece] for piece in run[1:]))
            found += sum(w != v and not partners.isdisjoint(other) for w, other in right.items())
        return found >= self._support * meeting

    def _merge(self, left: dict[int, list[int]], right: dict[int, list[int]]) -> None:
        if sum(map(len, right.values())) > sum(map(len, left.values())):
            left, right = right, left
        for v, run in right.items():
            left[v] = sorted(left.get(v, []) + run)
            for piece in run:
                self._home[piece] = left
