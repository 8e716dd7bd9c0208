"""Units without a partner that may be one more part of what their neighbour's partner tells.

    ugly    an untouched sentence swallows the sentence beside it that was cut, because the two are worded alike
    wanted  a unit is a part of a whole if most of it stands there *and* not in the part that the whole has already

Cost: linear in the tokens of the units that are looked at.
"""

from __future__ import annotations

import numpy as np

from twicetold.align.reuse import Bits, Pairs, UnitTexts
from twicetold.model import IntArray

_NEW_SHARE = 0.35
"""Share of a part's information that the whole has to hold beyond its other part. With .5 simplified news linked in
this way lost splits (F1 .968; .978 with .4, .985 with .3), with .2 simplified articles gained false ones (.924)."""


def find_parts(a: UnitTexts, b: UnitTexts, free: IntArray, chain: Pairs, bits: Bits) -> Pairs:
    """Pairs of a free unit of ``a`` with a unit of ``b`` that is partner of the unit beside it, before or behind.

    ``chain`` are linked pairs in order, ``free`` units of ``a`` without any link.
    """
    found = []
    for step in (-1, 1):
        at = np.searchsorted(chain.a, free) - (1 if step < 0 else 0)
        inside = (at >= 0) & (at < len(chain))
        beside = inside.copy()
        beside[inside] = chain.a[at[inside]] == free[inside] + step
        units, places = free[beside], at[beside]
        shares = _new_shares(a.pick(units), a.pick(chain.a[places]), b.pick(chain.b[places]), bits)
        is_part = shares >= _NEW_SHARE
        found.append((units[is_part], chain.b[places[is_part]], shares[is_part]))
    left, right, share = (np.concatenate(columns) for columns in zip(*found, strict=True))
    # a unit between two that might both take it goes with the one that holds more of it
    order = np.lexsort((right, -share, left))
    first = np.concatenate(([True], np.diff(left[order]) != 0))[: len(order)]
    chosen = order[first]
    return Pairs(left[chosen], right[chosen], np.minimum(share[chosen], 0.99))


def _new_shares(parts: UnitTexts, siblings: UnitTexts, wholes: UnitTexts, bits: Bits) -> Bits:
    """Share of the information of each part that stands in its whole but not in its sibling."""
    width = len(bits)
    own, sibling, whole = (side.codes(width) for side in (parts, siblings, wholes))
    new = own[np.isin(own, whole) & ~np.isin(own, sibling)]
    shared = np.bincount(new // width, weights=bits[new % width], minlength=len(parts))
    total = np.bincount(own // width, weights=bits[own % width], minlength=len(parts))
    shares: Bits = shared / np.maximum(total, 1e-9)
    return shares
