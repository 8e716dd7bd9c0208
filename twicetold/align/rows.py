"""Passages → rows: paragraphs that stand beside each other.

    ugly    a paragraph that one version divides in two stands beside nothing
    wanted  one row: A 3 beside B 3 and B 4, because the passages they share hold most of the smaller ones' words

Rows are derived from the passages, not aligned again. Cost: linear in the units, times the versions that share a
passage.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twicetold.align.clusters import Bonds, cluster, join_bonds
from twicetold.align.order import merge_order
from twicetold.model import KINDS, Grouping, IntArray, Version

_ROW_SUPPORT = 0.25
"""In a row a quarter is enough: a short telling that joins two paragraphs of three longer ones stands beside both."""
_ROW_SHARE = 0.4
"""Paragraphs stand beside each other if the passages they share hold this much of the smaller one's words."""
_LONE_ROW_SHARE = 0.15
"""The same for a paragraph that would else stand beside none of the other version: a brief that says it in a third."""


def make_rows(passages: Grouping, versions: Sequence[Version], lead: Sequence[int]) -> Grouping:
    """The rows, in one order that keeps to the versions' own as far as it can; ``lead``: which version goes first."""
    sizes = [_sums(version.units.paragraphs, version.units.words, len(version.paragraphs)) for version in versions]
    is_story = [
        _sums(version.units.paragraphs, version.units.is_story, len(version.paragraphs)) > 0 for version in versions
    ]
    # only paragraphs of the story stand beside others, and furniture between two of them does not part them
    story = [np.flatnonzero(flags).astype(np.int32) for flags in is_story]
    rank = [(np.cumsum(flags) - 1).astype(np.int32) for flags in is_story]
    shared, words = _shared_words(passages, versions, rank)
    bonds = _chosen(shared, words, [size[own] for size, own in zip(sizes, story, strict=True)])
    bonds = join_bonds([bonds, _headline_bonds(versions, rank, shared)])
    grouping, _ = cluster([len(own) for own in story], bonds, _ROW_SUPPORT)
    return order_groups(with_single(grouping, story, [len(size) for size in sizes]), sizes, lead)


def with_single(grouping: Grouping, grouped: Sequence[IntArray], sizes: Sequence[int]) -> Grouping:
    """The grouping of all pieces, from that of some: ``grouped[v]`` are the pieces of version v that were grouped;
    each of the others becomes a group of its own."""
    count = grouping.count
    homes = []
    for own, home, size in zip(grouped, grouping.homes, sizes, strict=True):
        full = np.full(size, -1, dtype=np.int32)
        full[own] = home
        single = np.flatnonzero(full < 0)
        full[single] = count + np.arange(len(single))
        count += len(single)
        homes.append(full)
    return Grouping(tuple(homes), count)


def order_groups(grouping: Grouping, weights: Sequence[IntArray], lead: Sequence[int]) -> Grouping:
    """The same groups numbered in an order that keeps to the versions' own as far as one order can.

    ``weights[v][i]`` are the words of piece i of version v; the order of version ``lead[0]`` is kept as it is.
    """
    heavy = np.ones(grouping.count)
    for home, weight in zip(grouping.homes, weights, strict=True):
        heavy += np.bincount(home, weights=weight, minlength=grouping.count)
    sequences = [_in_text_order(grouping.homes[v]) for v in lead]
    order = merge_order(sequences, heavy)
    number = np.empty(grouping.count, dtype=np.int32)
    number[order] = np.arange(grouping.count, dtype=np.int32)
    return Grouping(tuple(number[home] for home in grouping.homes), grouping.count)


def _in_text_order(home: IntArray) -> IntArray:
    """The groups of a version by where each first stands."""
    groups, first = np.unique(home, return_index=True)
    return groups[np.argsort(first)]


def _sums(index: IntArray, values: NDArray[np.generic], length: int) -> IntArray:
    return np.bincount(index, weights=values, minlength=length).astype(np.int32)


def _shared_words(
    passages: Grouping, versions: Sequence[Version], rank: Sequence[IntArray]
) -> tuple[Bonds, NDArray[np.float64]]:
    """Pairs of paragraphs (by rank among those of the story) that share a passage, and how many words they share.

    In one passage two paragraphs share as many words as the smaller of their parts of it has.
    """
    entries = []
    for v, (home, version) in enumerate(zip(passages.homes, versions, strict=True)):
        units = np.flatnonzero(version.units.is_story)
        paragraph = rank[v][version.units.paragraphs[units]].astype(np.int64)
        key = home[units].astype(np.int64) * (len(version.paragraphs) + 1) + paragraph
        parts, where = np.unique(key, return_inverse=True)
        words = np.bincount(where, weights=version.units.words[units], minlength=len(parts))
        passage, paragraph = np.divmod(parts, len(version.paragraphs) + 1)
        entries.append(np.stack([passage, np.full(len(parts), v), paragraph, words.astype(np.int64)], axis=1))
    table = np.concatenate(entries)
    table = table[np.lexsort((table[:, 2], table[:, 1], table[:, 0]))]
    pairs = []
    step = 1
    # the parts of a passage stand together, so a passage of k parts is through after k − 1 steps
    while True:
        low, high = table[:-step], table[step:]
        same = low[:, 0] == high[:, 0]
        if step >= len(table) or not same.any():
            break
        low, high = low[same], high[same]
        apart = low[:, 1] != high[:, 1]
        low, high = low[apart], high[apart]
        pairs.append(np.concatenate([low[:, 1:3], high[:, 1:3], np.minimum(low[:, 3:], high[:, 3:])], axis=1))
        step += 1
    found = np.concatenate([*pairs, np.empty((0, 5), dtype=np.int64)])
    # one number per pair of paragraphs: rows of four take numpy's unique many times as long
    sides = len(versions), 1 + max((len(version.paragraphs) for version in versions), default=0)
    codes = ((found[:, 0] * sides[1] + found[:, 1]) * sides[0] + found[:, 2]) * sides[1] + found[:, 3]
    pairs_of, where = np.unique(codes, return_inverse=True)
    common = np.bincount(where, weights=found[:, 4], minlength=len(pairs_of)).astype(np.float64)
    left, right = np.divmod(pairs_of, sides[0] * sides[1])
    columns = np.stack([*np.divmod(left, sides[1]), *np.divmod(right, sides[1])], axis=1).astype(np.int32)
    return Bonds(columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3], common), common


def _chosen(shared: Bonds, words: NDArray[np.float64], sizes: Sequence[IntArray]) -> Bonds:
    """Bonds of paragraphs that share enough; a paragraph without any in another version gets its best one there."""
    if not len(shared):
        return shared
    base = np.concatenate(([0], np.cumsum([len(size) for size in sizes])))
    size = np.concatenate(list(sizes))
    left, right = base[shared.a_versions] + shared.a, base[shared.b_versions] + shared.b
    shares = words / np.maximum(1, np.minimum(size[left], size[right]))
    chosen = shares >= _ROW_SHARE
    best = np.zeros(len(shared), dtype=np.bool_)
    for piece, other in ((left, shared.b_versions), (right, shared.a_versions)):
        key = piece.astype(np.int64) * len(sizes) + other
        settled = np.isin(key, np.concatenate(
            (left[chosen].astype(np.int64) * len(sizes) + shared.b_versions[chosen],
             right[chosen].astype(np.int64) * len(sizes) + shared.a_versions[chosen])
        ))  # fmt: skip
        lone = np.flatnonzero(~settled & (shares >= _LONE_ROW_SHARE))
        # the best of each, the last of equals
        order = lone[np.lexsort((lone, shares[lone], key[lone]))]
        last = np.append(np.diff(key[order]) != 0, True) if len(order) else np.zeros(0, np.bool_)
        best[order[last]] = True
    return shared.pick(chosen | best)


def _headline_bonds(versions: Sequence[Version], rank: Sequence[IntArray], shared: Bonds) -> Bonds:
    """Headlines stand beside each other, whatever they say, where two versions share anything at all."""
    heads = [_headline(version) for version in versions]
    related = set(zip(shared.a_versions.tolist(), shared.b_versions.tolist(), strict=True))
    rows = [
        (x, int(rank[x][p]), y, int(rank[y][q]))
        for x, p in enumerate(heads)
        for y, q in enumerate(heads)
        if p >= 0 and q >= 0 and (x, y) in related
    ]
    table = np.array(rows, dtype=np.int32).reshape(-1, 4)
    return Bonds(table[:, 0], table[:, 1], table[:, 2], table[:, 3], np.zeros(len(table)))


def _headline(version: Version) -> int:
    """The paragraph of the first headline that repeats none, or -1."""
    heads = np.flatnonzero(version.units.kinds == KINDS.index("headline")).tolist()
    return next((int(version.units.paragraphs[u]) for u in heads if u not in version.units.repeats), -1)
