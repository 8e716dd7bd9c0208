"""Two sequences of ids → runs of equal ids, in order on both sides, as long together as can be found.

    ugly    a call per gap and a table per call; 50,000 passages of a novel take a minute
    wanted  all passages in one call, every step done for all of their gaps at once

Common ends are taken off; a long gap is cut at k-grams that are unique on both sides (``anchors``); a small one is
solved exactly (longest common subsequence: pairs of one against many with numpy, the rest by RapidFuzz). What is worth
its marks is decided afterwards (``worth``). Cost: near linear plus the bounded gaps.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twicetold.align.anchors import Grams, find_anchors
from twicetold.align.exact import exact_runs
from twicetold.align.gaps import NO_RUNS, Layout, Rows, cells, lay_out, split, trim
from twicetold.model import IntArray

_KGRAMS = (8, 4, 2, 1)
_EXACT_CELLS = (1 << 18, 1 << 20, 1 << 22)
"""Largest gap (a × b) that is solved exactly before the first, second and third time that all k-grams are tried. Exact
beyond 4,096 cells costs more than anchors (two editions of a novel, 80,000 words: 16 ms with 4,096, 31 ms with 262,144)
and finds 0.1 % more matches; where a first round of anchors has failed, 262,144 cells cost less than a second."""
_LAST_CELLS = 1 << 26
"""What no anchor has cut is solved exactly, the smallest gaps first, up to this many cells together (8 MB, some 100
ms); in the rest nothing is matched."""


def common_runs(a: IntArray, b: IntArray, gaps: NDArray[np.integer] | None = None, *, exact: bool = True) -> IntArray:
    """Runs of equal ids: rows ``(a_start, b_start, length)``, increasing on both sides inside each gap.

    ``gaps`` has rows ``(a_low, a_high, b_low, b_high)``, in any order, each solved for itself; without it, all of ``a``
    stands against all of ``b``. The runs come gap after gap; runs that touch on both sides are joined. Without
    ``exact``, what only the exact comparison of small gaps would find is left out: cheap evidence.
    """
    laid = lay_out(a, b, gaps)
    return laid.put_back(find_runs(laid, exact=exact))


def find_runs(laid: Layout, *, exact: bool = True) -> Rows:
    """``common_runs`` where the gaps are laid out already, and as they are laid out."""
    return _join(_solve(laid.a, laid.b, laid.gaps, exact=exact), laid)


def _solve(a: IntArray, b: IntArray, gaps: Rows, *, exact: bool) -> Rows:
    """Runs inside gaps that stand in order and apart; in no order."""
    grams = Grams(a, b)
    ends, large = trim(a, b, gaps)
    found, small = [ends], []
    for limit, repeated in zip(_EXACT_CELLS, (False, False, True), strict=True):
        for k in (0, *_KGRAMS):
            if k and len(large):
                anchors = find_anchors(grams, large, k, repeated=repeated)
                ends, large = trim(a, b, split(large, anchors)) if len(anchors) else (NO_RUNS, large)
                found += [anchors, ends]
            is_small = cells(large) <= limit
            small.append(large[is_small])
            large = large[~is_small]
    if exact:
        large = large[np.argsort(cells(large), kind="stable")]
        small.append(large[np.cumsum(cells(large)) <= _LAST_CELLS])
        found += exact_runs(a, b, np.concatenate(small))
    return np.concatenate(found)


def _join(runs: Rows, laid: Layout) -> Rows:
    """Runs in order, those that touch on both sides within one gap as one."""
    if not len(runs):
        return runs
    runs = runs[np.argsort(runs[:, 0])]
    owner = laid.owners(runs)
    touching = np.all(runs[:-1, :2] + runs[:-1, 2:] == runs[1:, :2], axis=1) & (owner[1:] == owner[:-1])
    first = np.flatnonzero(np.concatenate(([True], ~touching)))
    return np.stack([runs[first, 0], runs[first, 1], np.add.reduceat(runs[:, 2], first)], axis=1)
