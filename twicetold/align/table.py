"""Profiles of several versions → the scores of any two of them, cut out of one table.

    ugly    1,225 pairs of 50 versions, six sparse products each, all of them small and most of their time overhead
    wanted  a few products of everything with everything, and a look-up per pair

Cost: the square of all units together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from twicetold.align.similarity import Profile, Scores, make_scores
from twicetold.model import IntArray

MOST_CELLS = 8_000_000
"""Units × units of all versions together up to which a table is made; its five matrices take 320 MB then. 50
versions of 50 sentences are 6 million."""


class ScoreTable:
    """The scores of all units of all versions with each other."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        every = _join(profiles)
        # what is printed again key by key is looked at once
        _, first, self._place = np.unique(every.signatures, return_index=True, return_inverse=True)
        distinct = every.pick(first.tolist())
        self._scores = make_scores(distinct, distinct)

    def cut(self, a: IntArray, b: IntArray, profiles: tuple[Profile, Profile]) -> Scores:
        """The scores of the units ``a`` with the units ``b``, named by their place among all units; ``profiles`` are
        theirs alone."""
        left, right = self._place[a], self._place[b]
        here = np.ix_(left, right)
        made = self._scores
        tables = (made.alike[here], made.a_in_b[here], made.b_in_a[here], made.rare[here])
        return Scores(*tables, profiles[0].bits, profiles[1].bits)


def _join(profiles: Sequence[Profile]) -> Profile:
    """One profile of all units, version after version."""

    def stacked(tables: Sequence[sparse.csr_array]) -> sparse.csr_array:
        return sparse.csr_array(sparse.vstack(tables, format="csr"))

    return Profile(
        words=stacked([profile.words for profile in profiles]),
        pieces=stacked([profile.pieces for profile in profiles]),
        rows=stacked([profile.rows for profile in profiles]),
        bits=stacked([profile.bits for profile in profiles]),
        total=np.concatenate([profile.total for profile in profiles]),
        surprise=stacked([profile.surprise for profile in profiles]),
        signatures=np.concatenate([profile.signatures for profile in profiles]),
    )
