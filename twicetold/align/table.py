"""Profiles of several versions → the scores of any two of them, cut out of one table.

    ugly    1,225 pairs of 50 versions, seven sparse products each, all of them small and most of their time overhead
    wanted  four products of everything with everything, and a look-up per pair

Cost: the square of all units together, so it is for as many as fit into a few tables of ``max_cells``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twicetold.align.similarity import FloatMatrix, Profile, Scores, join_profiles, make_scores, shared_surprise
from twicetold.model import IntArray


class ScoreTable:
    """The scores of all units of all versions with each other. ``cut`` gives those of two lists of units."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        everything = join_profiles(profiles)
        self._scores = make_scores(everything, everything)
        self._surprise: FloatMatrix = shared_surprise(everything, everything)

    def cut(self, a: IntArray, b: IntArray) -> tuple[Scores, FloatMatrix]:
        """The scores of the units ``a`` and ``b`` (by their place among all), and what each two share in words that are
        not common (bits)."""
        both, own = self._scores, self._scores.a_in_b
        here = np.ix_(a, b)
        scores = Scores(both.alike[here], own[here], own[np.ix_(b, a)].T, own[np.ix_(a, a)], own[np.ix_(b, b)])
        return scores, self._surprise[here]
