"""Which runs are worth their marks, against every choice there is."""

from __future__ import annotations

from itertools import combinations
from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twicetold.align import worth as module
from twicetold.align.worth import place_bits, worthwhile, worthwhile_runs

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


def saved_bits(runs, bits, b_length, detail) -> float:
    """What keeping exactly these runs saves: their information less the cost of the changed places between them."""
    saved = 0.0
    a_end = b_end = 0
    for i, j, length in [*runs, (len(bits), b_length, 0)]:
        p, q = i - a_end, j - b_end
        if p or q:
            saved -= place_bits(detail) * (2 + log2(p + 1) + log2(q + 1))
        saved += float(bits[i : i + length].sum())
        a_end, b_end = i + length, j + length
    return saved


@settings(max_examples=200)
@given(run_lists(), st.sampled_from([0.2, 0.5, 0.7, 1.0]))
def test_no_choice_of_few_runs_saves_more(case, detail):
    runs, bits, b_length = case
    kept = worthwhile_runs(runs, bits, b_length, detail)
    assert set(kept) <= set(runs)
    assert kept == sorted(kept)
    best = max(
        saved_bits(chosen, bits, b_length, detail)
        for size in range(len(runs) + 1)
        for chosen in combinations(runs, size)
    )
    assert saved_bits(kept, bits, b_length, detail) == pytest.approx(best)


def test_a_lone_small_word_between_two_changed_places_is_not_kept():
    assert worthwhile_runs([(4, 4, 1)], np.full(9, 3.0), 9, 0.5) == []


def test_a_rare_word_between_two_changed_places_is_kept():
    bits = np.full(9, 3.0)
    bits[4] = 14.0
    assert worthwhile_runs([(4, 4, 1)], bits, 9, 0.5) == [(4, 4, 1)]


def together(cases, detail: float) -> list:
    """The choices of the fast path for several gaps at once, each as if it were alone."""
    rows, gaps, bits = [], [], []
    a = b = 0
    for runs, own_bits, b_length in cases:
        rows += [(a + i, b + j, length) for i, j, length in runs]
        gaps.append((a, a + len(own_bits), b, b + b_length))
        bits += own_bits.tolist()
        a, b = a + len(own_bits), b + b_length
    rows, gaps = np.array(rows, dtype=np.int64).reshape(-1, 3), np.array(gaps, dtype=np.int64).reshape(-1, 4)
    kept = worthwhile(rows, gaps, np.array(bits), detail).tolist()
    return [[(i - g[0], j - g[2], length) for i, j, length in kept if g[0] <= i < g[1]] for g in gaps.tolist()]


@pytest.mark.parametrize("sweeps", [0, 1, 12])
@settings(max_examples=200)
@given(
    cases=st.lists(run_lists(), max_size=4),
    detail=st.sampled_from([0.2, 0.5, 0.7, 1.0]),
)
def test_the_fast_path_saves_as_much_in_every_gap(sweeps, cases, detail):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_SWEEPS", sweeps)
        choices = together(cases, detail)
    for (runs, bits, b_length), kept in zip(cases, choices, strict=True):
        assert set(kept) <= set(runs)
        slow = worthwhile_runs(runs, bits.tolist(), b_length, detail)
        assert saved_bits(kept, bits, b_length, detail) == pytest.approx(saved_bits(slow, bits, b_length, detail))


def test_a_long_text_is_decided_as_by_the_slow_way(monkeypatch):
    monkeypatch.setattr(module, "_LOOK_BACK", 1000)
    random = np.random.default_rng(4)
    bits = random.exponential(5.0, 4000)
    steps = random.integers(0, 3, (900, 2)) + (random.random((900, 2)) < 0.02) * 40
    lengths = random.integers(1, 3, 900)
    starts = np.cumsum(steps + np.concatenate(([0], lengths[:-1]))[:, None], axis=0)
    runs = [(int(i), int(j), int(n)) for (i, j), n in zip(starts, lengths, strict=True) if i + n <= 4000]
    b_length = runs[-1][1] + 10
    slow = worthwhile_runs(runs, bits.tolist(), b_length, 0.5)
    assert 0 < len(slow) < len(runs)
    assert together([(runs, bits, b_length)], 0.5) == [slow]
