"""Longest agreements, of one gap and of many at once, against slow and obvious ways to find them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twicetold.align import exact, runs
from twicetold.align.runs import common_runs

ids = st.lists(st.integers(0, 5), max_size=30)


def array(values) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def longest_common(a, b) -> int:
    """Length of the longest common subsequence, a row of the textbook table at a time."""
    row = np.zeros(len(b) + 1, dtype=np.int64)
    for value in a:
        row[1:] = np.maximum(row[1:], row[:-1] + (b == value))
        row = np.maximum.accumulate(row)
    return int(row[-1])


def assert_valid(found, a, b):
    a_end = b_end = 0
    for i, j, length in found:
        assert length > 0
        assert i >= a_end
        assert j >= b_end
        assert (i, j) != (a_end, b_end) or (i, j) == (0, 0), "neighbouring runs are joined"
        assert list(a[i : i + length]) == list(b[j : j + length])
        a_end, b_end = i + length, j + length
    assert a_end <= len(a)
    assert b_end <= len(b)


def total(found) -> int:
    return sum(length for _, _, length in found)


@given(ids, ids)
def test_runs_are_as_long_together_as_the_longest_common_subsequence(a, b):
    a, b = array(a), array(b)
    found = common_runs(a, b)
    assert found.shape == (len(found), 3)
    assert_valid(found, a, b)
    assert total(found) == longest_common(a, b)


def edited(random: np.random.Generator, text: np.ndarray, share: float, vocabulary: int) -> np.ndarray:
    """A text with some words replaced, some dropped, and one block moved."""
    changed = np.where(random.random(len(text)) < share, random.integers(0, vocabulary, len(text)), text)
    changed = changed[random.random(len(text)) >= share / 2]
    third = len(changed) // 3
    return np.concatenate([changed[:third], changed[2 * third :], changed[third : 2 * third]]).astype(np.int32)


@pytest.mark.parametrize("vocabulary", [2, 30, 3000])
def test_the_largest_gap_that_is_solved_exactly_is_solved_exactly(vocabulary):
    random = np.random.default_rng(vocabulary)
    side = int(runs._EXACT_CELLS[0] ** 0.5)
    a, b = (random.integers(0, vocabulary, side).astype(np.int32) for _ in range(2))
    found = common_runs(a, b)
    assert_valid(found, a, b)
    assert total(found) == longest_common(a, b)


@pytest.mark.parametrize("seed", range(5))
def test_longer_texts_are_cut_at_anchors_and_lose_next_to_nothing(seed):
    random = np.random.default_rng(seed)
    a = (random.zipf(1.3, 3000) % 800).astype(np.int32)
    b = edited(random, a, 0.1, 800)
    found = common_runs(a, b)
    assert_valid(found, a, b)
    assert 0.97 * longest_common(a, b) <= total(found) <= longest_common(a, b)


LIMITS = [
    pytest.param((1 << 12, 1 << 18, 1 << 22), 1 << 26, id="as they are"),
    pytest.param((1, 4, 9), 0, id="low, so that anchors do the work"),
    pytest.param((0, 0, 0), 0, id="none, so that anchors do it alone"),
]


@pytest.mark.parametrize(("limits", "last"), LIMITS)
@given(a=ids, b=ids)
def test_anchors_never_break_the_order_however_low_the_limits(limits, last, a, b):
    a, b = array(a), array(b)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_EXACT_CELLS", limits)
        patch.setattr(runs, "_LAST_CELLS", last)
        found = common_runs(a, b)
    assert_valid(found, a, b)
    assert total(found) <= longest_common(a, b)


@pytest.mark.parametrize("few", [0, 64])
@given(a=ids, b=ids)
def test_small_gaps_together_and_one_by_one_find_as_much(few, a, b):
    a, b = array(a), array(b)
    gaps = np.array(
        [[i, min(len(a), i + 9), j, min(len(b), j + 7)] for i in range(0, len(a), 9) for j in range(0, len(b), 7)]
    )
    gaps = gaps.reshape(-1, 4).astype(np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact, "_FEW_CELLS", few)
        found = np.concatenate(exact.exact_runs(a, b, gaps))
    assert total(found) == sum(longest_common(a[p:q], b[r:s]) for p, q, r, s in gaps)


def test_where_nothing_is_unique_the_first_goes_with_the_first():
    """Eighty identical paragraphs against seventy: far more cells than are solved exactly without anchors."""
    paragraph = list(range(1, 60))
    a, b = array([60, *paragraph * 80, 61]), array([62, *paragraph * 70, 63])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_EXACT_CELLS", (64, 64, 64))
        patch.setattr(runs, "_LAST_CELLS", 0)
        found = common_runs(a, b)
    assert_valid(found, a, b)
    assert total(found) == 70 * 59


def test_what_no_anchor_cuts_is_not_compared_beyond_the_last_limit(monkeypatch):
    monkeypatch.setattr(runs, "_EXACT_CELLS", (4, 4, 4))
    monkeypatch.setattr(runs, "_LAST_CELLS", 4)
    monkeypatch.setattr(runs, "_KGRAMS", (8,))
    a, b = array([7] + [1, 2] * 3 + [8]), array([7] + [2, 1] * 3 + [9])
    assert common_runs(a, b).tolist() == [[0, 0, 1]]


@st.composite
def gaps_of(draw: st.DrawFn):
    """Two sequences and some gaps of them, in any order, over each other, empty ones too."""
    a, b = draw(ids), draw(ids)
    edges = st.tuples(*(st.integers(0, len(side)) for side in (a, a, b, b)))
    rows = [(*sorted(row[:2]), *sorted(row[2:])) for row in draw(st.lists(edges, max_size=6))]
    return array(a), array(b), np.array(rows, dtype=np.int32).reshape(-1, 4)


@pytest.mark.parametrize(("limits", "last"), LIMITS)
@given(case=gaps_of())
def test_many_gaps_at_once_are_each_solved_for_itself(limits, last, case):
    a, b, gaps = case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_EXACT_CELLS", limits)
        patch.setattr(runs, "_LAST_CELLS", last)
        together = common_runs(a, b, gaps)
        alone = [
            [i + a_low, j + b_low, length]
            for a_low, a_high, b_low, b_high in gaps.tolist()
            for i, j, length in common_runs(a[a_low:a_high], b[b_low:b_high]).tolist()
        ]
    assert together.tolist() == alone


@given(ids, ids)
def test_without_the_exact_part_nothing_is_found_that_is_not_common(a, b):
    a, b = array(a), array(b)
    found = common_runs(a, b, exact=False)
    assert_valid(found, a, b)
    assert total(found) <= longest_common(a, b)


def test_without_the_exact_part_long_texts_are_found_for_the_most_part():
    random = np.random.default_rng(1)
    a = (random.zipf(1.3, 3000) % 800).astype(np.int32)
    b = edited(random, a, 0.1, 800)
    assert total(common_runs(a, b, exact=False)) >= 0.7 * longest_common(a, b)
