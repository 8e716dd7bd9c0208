"""Linked pieces become groups with at most one run per version."""

from __future__ import annotations

from itertools import permutations

import pytest

from twicetold.align.clusters import Bond, cluster

A, B, C = 0, 1, 2


def bond(strength: float, a: tuple[int, int], b: tuple[int, int]) -> Bond:
    return Bond(strength, a, b)


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
    found, left = cluster(sizes, bonds)
    assert as_set(found) == groups
    assert len(found) == len(groups)
    assert len(left) == refused


@pytest.mark.parametrize(("sizes", "bonds", "groups", "refused"), CASES)
def test_the_order_of_the_bonds_does_not_matter(sizes, bonds, groups, refused):
    for order in permutations(bonds):
        found, left = cluster(sizes, order)
        assert as_set(found) == groups
        assert len(left) == refused


def test_a_group_may_reach_over_what_is_skipped():
    bonds = [bond(0.9, (A, 0), (B, 0)), bond(0.8, (A, 0), (B, 2))]
    found, refused = cluster([1, 3], bonds, lambda version, index: (version, index) == (B, 1))
    assert as_set(found) == {((0,), (0, 2)), ((), (1,))}
    assert refused == []


def test_equal_bonds_are_taken_in_the_order_of_the_versions():
    bonds = [bond(0.5, (A, 0), (B, 2)), bond(0.5, (A, 0), (B, 0))]
    found, refused = cluster([1, 3], bonds)
    assert ((0,), (0,)) in as_set(found)
    assert [echo.b for echo in refused] == [(B, 2)]
