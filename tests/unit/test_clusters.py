"""Linked pieces become groups with at most one run per version."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twicetold.align.clusters import Bonds, cluster

A, B, C = 0, 1, 2


def bond(strength, a, b):
    return strength, a, b


def grouped(sizes, bonds, support=0.5):
    """The groups, each a tuple of one run per version, and the refused bonds."""
    table = np.array([(*a, *b) for _, a, b in bonds], dtype=np.int32).reshape(-1, 4)
    given = Bonds(table[:, 0], table[:, 1], table[:, 2], table[:, 3], np.array([s for s, _, _ in bonds], dtype=float))
    grouping, refused = cluster(sizes, given, support)
    groups = [tuple(grouping.run(g, v) for v in range(len(sizes))) for g in range(grouping.count)]
    columns = (refused.strengths, refused.a_versions, refused.a, refused.b_versions, refused.b)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return groups, [bond(strength, (x, i), (y, j)) for strength, x, i, y, j in rows]


def grouped_slowly(sizes, bonds, support):
    """The same by the definition: bond by bond, over all pairs of versions that would meet."""
    home = {
        (v, i): frozenset([(v, i)]) for v, size in enumerate(sizes) for i in range(size)
    }  # piece → the pieces of its group
    linked = {frozenset((a, b)) for _, a, b in bonds}
    refused = []
    for strength, a, b in sorted(bonds, key=lambda bond: (-bond[0], bond[1], bond[2])):
        left, right = home[a], home[b]
        if left == right:
            continue
        union = left | right
        runs = [sorted(i for w, i in union if w == v) for v in range(len(sizes))]
        unbroken = all(after == before + 1 for run in runs for before, after in pairwise(run))
        meeting = {(x, y) for x, _ in left for y, _ in right if x != y}
        found = {(x, y) for x, i in left for y, j in right if x != y and frozenset(((x, i), (y, j))) in linked}
        if unbroken and len(found) >= support * len(meeting):
            for piece in union:
                home[piece] = union
        else:
            refused.append((strength, a, b))
    groups = {tuple(tuple(sorted(i for w, i in group if w == v)) for v in range(len(sizes))) for group in home.values()}
    return groups, refused


CASES = [
    pytest.param([1, 1], [], {((0,), ()), ((), (0,))}, 0, id="without bonds every piece stands alone"),
    pytest.param([1, 1], [bond(0.9, (A, 0), (B, 0))], {((0,), (0,))}, 0, id="a bond joins two pieces"),
    pytest.param(
        [1, 2],
        [bond(0.9, (A, 0), (B, 0)), bond(0.8, (A, 0), (B, 1))],
        {((0,), (0, 1))},
        0,
        id="neighbours against one piece are a split",
    ),
    pytest.param(
        [1, 3],
        [bond(0.9, (A, 0), (B, 0)), bond(0.8, (A, 0), (B, 2))],
        {((0,), (0,)), ((), (1,)), ((), (2,))},
        1,
        id="two places of one version never share a group: the weaker bond is an echo",
    ),
    pytest.param(
        [1, 1, 1],
        [bond(0.9, (A, 0), (B, 0)), bond(0.8, (A, 0), (C, 0)), bond(0.7, (B, 0), (C, 0))],
        {((0,), (0,), (0,))},
        0,
        id="three versions that all know each other",
    ),
    pytest.param(
        [1, 1, 1],
        [bond(0.9, (A, 0), (B, 0)), bond(0.8, (B, 0), (C, 0))],
        {((0,), (0,), (0,))},
        0,
        id="half of the pairs is enough",
    ),
    pytest.param(
        [1, 1, 1, 1],
        [bond(0.9, (0, 0), (1, 0)), bond(0.8, (2, 0), (3, 0)), bond(0.5, (1, 0), (2, 0))],
        {((0,), (0,), (), ()), ((), (), (0,), (0,))},
        1,
        id="one chance bond does not fuse two groups",
    ),
]


def as_set(groups):
    return {tuple(group) for group in groups}


@pytest.mark.parametrize(("sizes", "bonds", "groups", "refused"), CASES)
def test_groups(sizes, bonds, groups, refused):
    found, left = grouped(sizes, bonds)
    assert as_set(found) == groups
    assert len(found) == len(groups)
    assert len(left) == refused


@pytest.mark.parametrize(("sizes", "bonds", "groups", "refused"), CASES)
def test_the_order_of_the_bonds_does_not_matter(sizes, bonds, groups, refused):
    for order in permutations(bonds):
        found, left = grouped(sizes, list(order))
        assert as_set(found) == groups
        assert len(left) == refused


PIECES = st.tuples(st.integers(0, 3), st.integers(0, 3))
BONDS = st.lists(
    st.tuples(st.sampled_from([0.2, 0.5, 0.5, 0.9]), PIECES, PIECES).filter(lambda bond: bond[1][0] < bond[2][0]),
    max_size=14,
    unique_by=lambda bond: (bond[1], bond[2]),
)


@given(BONDS, st.sampled_from([0.25, 0.5, 1.0]))
def test_groups_are_those_of_the_definition(bonds, support):
    groups, refused = grouped([4, 4, 4, 4], bonds, support)
    slow_groups, slow_refused = grouped_slowly([4, 4, 4, 4], bonds, support)
    assert as_set(groups) == slow_groups
    assert refused == slow_refused


def test_equal_bonds_are_taken_in_the_order_of_the_versions():
    bonds = [bond(0.5, (A, 0), (B, 2)), bond(0.5, (A, 0), (B, 0))]
    found, refused = grouped([1, 3], bonds)
    assert ((0,), (0,)) in as_set(found)
    assert refused == [bond(0.5, (A, 0), (B, 2))]
