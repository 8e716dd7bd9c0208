"""Anchors of long gaps: the heaviest order, and that a hash proves nothing."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twicetold.align import anchors as module
from twicetold.align.anchors import Grams, find_anchors, heaviest

ids = st.lists(st.integers(0, 40), max_size=40)


@st.composite
def scattered_runs(draw: st.DrawFn) -> np.ndarray:
    """Runs in order on the first side, anywhere on the second."""
    starts = draw(st.lists(st.integers(0, 12), max_size=9, unique=True))
    lengths = draw(st.lists(st.integers(1, 5), min_size=len(starts), max_size=len(starts)))
    rows = [(10 * k, 10 * start, length) for k, (start, length) in enumerate(zip(starts, lengths, strict=True))]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


@given(scattered_runs())
def test_no_order_is_heavier_than_the_one_chosen(runs):
    chosen = heaviest(runs).tolist()
    assert chosen == sorted(chosen)
    assert all(runs[x, 1] < runs[y, 1] for x, y in pairwise(chosen))
    best = max(
        sum(int(runs[x, 2]) for x in some)
        for size in range(len(runs) + 1)
        for some in combinations(range(len(runs)), size)
        if all(runs[x, 1] < runs[y, 1] for x, y in pairwise(some))
    )
    assert sum(int(runs[x, 2]) for x in chosen) == best


@pytest.mark.parametrize("repeated", [False, True])
@given(
    a=st.lists(st.integers(0, 40), max_size=40),
    b=st.lists(st.integers(0, 40), max_size=40),
    k=st.sampled_from([1, 2, 4]),
)
def test_what_only_hashes_alike_is_not_matched(repeated, a, b, k):
    a, b = np.array(a, dtype=np.int32), np.array(b, dtype=np.int32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_mix", lambda values: values.astype(np.uint64) % np.uint64(7))
        found = find_anchors(Grams(a, b), np.array([[0, len(a), 0, len(b)]], dtype=np.int64), k, repeated=repeated)
    for i, j, length in found.tolist():
        assert a[i : i + length].tolist() == b[j : j + length].tolist()


def test_a_gram_that_stands_twice_in_the_text_but_once_in_each_gap_is_an_anchor():
    a = np.array([1, 2, 3, 4, 9, 9, 1, 2, 3, 4], dtype=np.int32)
    gaps = np.array([[0, 5, 0, 5], [5, 10, 5, 10]], dtype=np.int64)
    assert find_anchors(Grams(a, a), gaps, 4).tolist() == [[0, 0, 5], [5, 5, 5]]
