"""Chains and merged orders, against slow and obvious ways to find them."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twicetold.align.order import heaviest_chain, merge_order, off_chain

weighted = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=9)


def increasing(values: list[int]) -> bool:
    return all(low < high for low, high in pairwise(values))


@given(weighted)
def test_no_increasing_choice_is_heavier_than_the_chain(items):
    values, weights = [value for value, _ in items], [float(weight) for _, weight in items]
    best = max(
        sum(weights[i] for i in chosen)
        for size in range(len(items) + 1)
        for chosen in combinations(range(len(items)), size)
        if increasing([values[i] for i in chosen])
    )
    chain = heaviest_chain(values, weights)
    assert chain == sorted(chain)
    assert increasing([values[i] for i in chain])
    assert sum(weights[i] for i in chain) == best


@pytest.mark.parametrize(
    ("values", "weights", "chain"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param([0, 1, 2], [1, 1, 1], [0, 1, 2], id="everything in order"),
        pytest.param([2, 0, 1], [1, 1, 1], [1, 2], id="one moved to the front"),
        pytest.param([2, 0, 1], [5, 1, 1], [0], id="the heavy one stays, the light ones moved"),
        pytest.param([1, 1, 1], [1, 3, 2], [1], id="equal values do not increase"),
    ],
)
def test_the_heaviest_chain(values, weights, chain):
    assert heaviest_chain(values, [float(weight) for weight in weights]) == chain


sequences = st.lists(st.lists(st.integers(0, 7), unique=True, max_size=8), min_size=1, max_size=4)


@given(sequences, st.lists(st.integers(1, 9), min_size=8, max_size=8))
def test_a_merged_order_keeps_the_first_sequence_and_holds_everything_once(sequences, weights):
    order = merge_order(sequences, [float(weight) for weight in weights])
    assert sorted(order) == sorted({group for sequence in sequences for group in sequence})
    assert [group for group in order if group in sequences[0]] == sequences[0]


@given(st.permutations(range(8)), st.lists(st.sets(st.integers(0, 7)), min_size=2, max_size=2))
def test_two_sequences_that_agree_are_both_kept(order, choices):
    sequences = [[group for group in order if group in chosen] for chosen in choices]
    merged = merge_order(sequences, [1.0] * 8)
    for sequence in sequences:
        assert [group for group in merged if group in sequence] == sequence


@pytest.mark.parametrize(
    ("sequences", "merged"),
    [
        pytest.param([[0, 1, 2], [0, 3, 1, 2]], [0, 3, 1, 2], id="a new one stands behind its predecessor"),
        pytest.param([[0, 1], [2, 0, 1]], [2, 0, 1], id="a new one at the front"),
        pytest.param([[0, 1, 2], [2, 3, 0, 1]], [3, 0, 1, 2], id="what has moved draws nothing with it"),
        pytest.param([], [], id="no sequences"),
    ],
)
def test_the_merged_order(sequences, merged):
    assert merge_order(sequences, [1.0] * 4) == merged


@pytest.mark.parametrize(
    ("marks", "moved"),
    [
        pytest.param({}, {2}, id="without marks the lighter one"),
        pytest.param({2: False}, {1}, id="what it crosses instead"),
        pytest.param({1: False, 2: False}, set(), id="two that cross, and neither has moved"),
        pytest.param({1: True}, {1}, id="the heavier one, and then the lighter is in order"),
        pytest.param({3: True}, {2, 3}, id="one that stands in order"),
        pytest.param({7: True}, {2}, id="a mark for what is not there"),
    ],
)
def test_marks_win_over_the_heaviest_chain(marks, moved):
    assert off_chain([1, 2, 3], [5, 4, 6], [9.0, 1.0, 1.0], marks) == moved
