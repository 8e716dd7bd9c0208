"""Longest agreements and worthwhile ones, against slow and obvious ways to find them."""

from __future__ import annotations

from itertools import combinations
from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twicetold.align import runs as module
from twicetold.align.runs import common_runs, worthwhile_runs

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


def assert_valid(runs, a, b):
    a_end = b_end = 0
    for i, j, length in runs:
        assert length > 0
        assert i >= a_end
        assert j >= b_end
        assert (i, j) != (a_end, b_end) or (i, j) == (0, 0), "neighbouring runs are joined"
        assert list(a[i : i + length]) == list(b[j : j + length])
        a_end, b_end = i + length, j + length
    assert a_end <= len(a)
    assert b_end <= len(b)


def total(runs) -> int:
    return sum(length for _, _, length in runs)


@given(ids, ids)
def test_runs_are_as_long_together_as_the_longest_common_subsequence(a, b):
    a, b = array(a), array(b)
    found = common_runs(a, b)
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
    side = int(module._EXACT_CELLS**0.5)
    a, b = (random.integers(0, vocabulary, side).astype(np.int32) for _ in range(2))
    found = common_runs(a, b)
    assert_valid(found, a, b)
    assert total(found) == longest_common(a, b)


@pytest.mark.parametrize("seed", range(5))
def test_longer_texts_are_cut_at_anchors_and_lose_next_to_nothing(monkeypatch, seed):
    random = np.random.default_rng(seed)
    a = (random.zipf(1.3, 3000) % 800).astype(np.int32)
    b = edited(random, a, 0.1, 800)
    best = longest_common(a, b)
    monkeypatch.setattr(module, "_EXACT_CELLS", 2000)
    found = common_runs(a, b)
    assert_valid(found, a, b)
    assert total(found) <= best
    assert total(found) >= 0.97 * best


@given(ids, ids)
def test_anchors_never_break_the_order_however_low_the_limit(a, b):
    a, b = array(a), array(b)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_EXACT_CELLS", 4)
        found = common_runs(a, b)
    assert_valid(found, a, b)
    assert total(found) <= longest_common(a, b)


def test_beyond_the_last_resort_nothing_is_matched_that_has_no_anchor(monkeypatch):
    monkeypatch.setattr(module, "_EXACT_CELLS", 4)
    monkeypatch.setattr(module, "_LAST_RESORT_CELLS", 4)
    a, b = array([7] + [1, 2] * 20 + [8]), array([7] + [2, 1] * 20 + [9])
    assert common_runs(a, b) == [(0, 0, 1)]


pieces = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 3)), max_size=6)


@st.composite
def run_lists(draw: st.DrawFn):
    """Runs with gaps between them, the bits of every id of the first text, and the length of the second."""
    runs = []
    i = j = 0
    for a_gap, b_gap, length in draw(pieces):
        i, j = i + a_gap, j + b_gap
        runs.append((i, j, length))
        i, j = i + length, j + length
    a_length, b_length = i + draw(st.integers(0, 4)), j + draw(st.integers(0, 4))
    bits = draw(st.lists(st.integers(1, 9), min_size=a_length, max_size=a_length))
    return runs, np.array(bits, dtype=np.float64), b_length


def saved_bits(runs, bits, b_length, gap_bits, length_bits) -> float:
    """What keeping exactly these runs saves: their information less the cost of the changed places between them."""
    saved = 0.0
    a_end = b_end = 0
    for i, j, length in [*runs, (len(bits), b_length, 0)]:
        p, q = i - a_end, j - b_end
        if p or q:
            saved -= gap_bits + length_bits * (log2(p + 1) + log2(q + 1))
        saved += float(bits[i : i + length].sum())
        a_end, b_end = i + length, j + length
    return saved


@settings(max_examples=200)
@given(run_lists(), st.sampled_from([0.0, 6.0]), st.sampled_from([0.0, 2.0]))
def test_no_choice_of_runs_saves_more(case, gap_bits, length_bits):
    runs, bits, b_length = case
    kept = worthwhile_runs(runs, bits, b_length, gap_bits, length_bits)
    assert set(kept) <= set(runs)
    assert kept == sorted(kept)
    best = max(
        saved_bits(chosen, bits, b_length, gap_bits, length_bits)
        for size in range(len(runs) + 1)
        for chosen in combinations(runs, size)
    )
    assert saved_bits(kept, bits, b_length, gap_bits, length_bits) == pytest.approx(best)


def test_a_lone_small_word_between_two_changed_places_is_not_kept():
    assert worthwhile_runs([(4, 4, 1)], np.full(9, 3.0), 9, 6.0, 2.0) == []


def test_a_rare_word_between_two_changed_places_is_kept():
    bits = np.full(9, 3.0)
    bits[4] = 14.0
    assert worthwhile_runs([(4, 4, 1)], bits, 9, 6.0, 2.0) == [(4, 4, 1)]
