"""Similarities of all pairs → how the one text was made from the other: how closely, and in how much the same order.

    ugly    one bar for a corrected reprint and for two reports by different hands: either the reprint gets partners by
            chance, or the reports get none
    wanted  the bar follows the texts: an edit keeps its words, so what is not alike there is new; in a retelling even
            partners share little. And the place counts for as much as the order is kept

Both are read off the pairs that are each other's best. Cost: units × units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twicetold.align.similarity import FloatMatrix

_NOT_CHANCE = 0.12
"""Below this two units that are each other's best are no partners: unrelated sentences measured .03 to .12."""
_MIDDLING = 0.5
"""Closeness where there is nothing to tell it from."""
_NEAR = 4
"""Units of the other text that a step may skip and still be one in order."""
_TRUST = 0.5
"""Order is believed to be kept until this much similarity speaks against it."""

_USUALLY_ALONE, _ALWAYS_ALONE, _MOST_ALONE, _FEW_ALONE = 0.1, 0.05, 0.125, 0.5
"""Shares of units that are like nothing on the other side: medians of the labelled sets are .01 (simplified news), .09
(drafts), .14 (two translations), .23, .43 (own accounts). Without an upper end own accounts lose .02; the last is half
a unit in five that is taken to be seen before."""


@dataclass(frozen=True, slots=True)
class Manner:
    """``closeness`` (0–1): mean similarity of the pairs that are each other's best; medians of the labelled sets are .3
    (own accounts of one event), .4 (two translations), .7 (simplified articles), .9 (drafts). ``a_order`` (0–1): how
    much of the steps from pair to pair along a is a step ahead in b, by the similarity of the pairs; ``b_order`` along
    b."""

    closeness: float
    a_order: float
    b_order: float


def find_manner(alike: FloatMatrix) -> Manner:
    """The manner of two texts by the similarity of all their units (units of a × units of b)."""
    best = (alike >= alike.max(axis=1, keepdims=True)) & (alike >= alike.max(axis=0, keepdims=True))
    rows, columns = np.nonzero(best & (alike > _NOT_CHANCE))
    if not len(rows):
        return Manner(_MIDDLING, 1.0, 1.0)
    values = alike[rows, columns]
    turned = np.lexsort((rows, columns))
    return Manner(
        float(values.mean()),
        _order(rows, columns, values),
        _order(columns[turned], rows[turned], values[turned]),
    )


def find_newness(a_odds: FloatMatrix, b_odds: FloatMatrix) -> float:
    """How many units have nothing like them on the other side, as a factor: 1 if one in ten has not, 0.3 if none.

    Where nothing was added or left out, as in a text that was only made simpler, a unit is a part of something: F1 on
    simplified news .988 without this factor, .990 with it.
    """
    alone = int((a_odds.max(axis=1) < 1).sum()) + int((b_odds.max(axis=0) < 1).sum())
    share = (alone + _FEW_ALONE) / (sum(a_odds.shape) + 10 * _FEW_ALONE)
    return (min(share, _MOST_ALONE) + _ALWAYS_ALONE) / (_USUALLY_ALONE + _ALWAYS_ALONE)


def _order(here: NDArray[np.intp], there: NDArray[np.intp], values: FloatMatrix) -> float:
    """Share of the steps, in the order of ``here``, that go ahead and not far on the other side."""
    weights = np.minimum(values[1:], values[:-1])
    step, other = np.diff(here), np.diff(there)
    kept = weights[(other > 0) & (other <= step + _NEAR)].sum()
    return float((kept + _TRUST) / (weights.sum() + _TRUST))
