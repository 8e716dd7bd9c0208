"""Two long texts and their sure links → the pairs that only a closer look finds, near their place and far from it.

    ugly    a sentence in other words is left out, because between two sure links nobody looked
    wanted  what no link reaches is compared with what stands at its place, all such places together; what is left
            over then is looked for in the whole of the other text

A *region* lies between two neighbours on the chain of sure links and holds the units without any, and the two links
themselves, to which a unit may be joined. Regions are small, so many are put into one block and looked at in one go.
Cost: linear in the regions, plus one sparse product of rare words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from twicetold.align.order import heaviest_chain
from twicetold.align.parts import find_parts
from twicetold.align.reuse import Bits, Numbers, Pairs, UnitTexts, join_pairs
from twicetold.model import IntArray
from twicetold.settings import Settings

_BLOCK_UNITS = 200
"""Units of one side in a block of regions: the product of a block's units is small, and there are few blocks."""
_LARGE_BLOCK = 4
"""Few blocks are large, so they may have so many times the cells of texts that are compared all with all."""
_RARE_UNITS = 24
"""A word that stands in more of the units that are left over leads nowhere in particular."""
_RARE_BITS = 8.0
"""And one with less information is evidence of nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """Units of some regions, which are compared with each other: those of one region with those of the same region.

    ``fixed`` are pairs of positions in ``a`` and ``b`` that are linked already.
    """

    a: IntArray
    b: IntArray
    a_regions: Numbers
    b_regions: Numbers
    fixed: Numbers

    def allowed(self) -> NDArray[np.bool_]:
        """Which unit of ``a`` may be linked with which of ``b``."""
        same: NDArray[np.bool_] = self.a_regions[:, None] == self.b_regions[None, :]
        return same


Look = Callable[[Regions], Pairs]
"""A closer look at a block: pairs of units (not positions)."""


def look_closer(
    a: UnitTexts, b: UnitTexts, sure: Pairs, bits: Bits, settings: Settings, look: Look
) -> tuple[Pairs, bool]:
    """The sure pairs with all others, and whether a limit bit: some units were compared only with part of a region."""
    totals = a.totals(bits), b.totals(bits)
    chain = heaviest_chain(sure.b, np.minimum(totals[0][sure.a], totals[1][sure.b]) + 1e-9)
    steady = Pairs(sure.a[chain], sure.b[chain], sure.similarity[chain])
    free = _free(len(a), sure.a), _free(len(b), sure.b)
    regions = np.searchsorted(steady.a, free[0]), np.searchsorted(steady.b, free[1])
    # where only one side has units left, all they can be is parts of their neighbours' partners
    alone = ~np.isin(regions[0], regions[1]), ~np.isin(regions[1], regions[0])
    found = [sure, find_parts(a, b, free[0][alone[0]], steady, bits)]
    found.append(find_parts(b, a, free[1][alone[1]], steady.turned(), bits).turned())
    limited = False
    for block, is_part in _blocks(free[0][~alone[0]], free[1][~alone[1]], steady, _LARGE_BLOCK * settings.max_cells):
        limited |= is_part
        found.append(look(block))
    near = join_pairs(found)
    far = _far(a, b, (_free(len(a), near.a), _free(len(b), near.b)), bits, settings)
    return join_pairs([near, far]), limited


def _free(length: int, linked: IntArray) -> IntArray:
    """The units without a link."""
    flags = np.ones(length, dtype=np.bool_)
    flags[linked] = False
    return np.flatnonzero(flags).astype(np.int32)


def _blocks(a_free: IntArray, b_free: IntArray, chain: Pairs, max_cells: int) -> Iterator[tuple[Regions, bool]]:
    """Blocks of whole regions, or parts of one that is too large, with whether it is such a part."""
    sides = []
    for free, on_chain in ((a_free, chain.a), (b_free, chain.b)):
        region = np.searchsorted(on_chain, free, side="left")
        sides.append((free, region))
    used = np.unique(np.concatenate([sides[0][1], sides[1][1]]))
    if not len(used):
        return
    bounds = [np.searchsorted(region, used, side="left") for _, region in sides]
    ends = [np.searchsorted(region, used, side="right") for _, region in sides]
    sizes = np.stack([ends[k] - bounds[k] for k in range(2)], axis=1) + 2
    filled = np.cumsum(sizes.max(axis=1)) // _BLOCK_UNITS
    starts = np.flatnonzero(np.concatenate(([True], np.diff(filled) != 0)))
    for first, last in zip(starts.tolist(), [*starts[1:].tolist(), len(used)], strict=True):
        regions = used[first:last]
        units = [sides[k][0][int(bounds[k][first]) : int(ends[k][last - 1])].astype(np.int64) for k in range(2)]
        owners = [sides[k][1][int(bounds[k][first]) : int(ends[k][last - 1])].astype(np.int64) for k in range(2)]
        yield from _cut(_with_edges(units, owners, regions, chain), max_cells)


def _with_edges(units: list[Numbers], owners: list[Numbers], regions: Numbers, chain: Pairs) -> Regions:
    """The block of some regions: their free units and the links on the chain before and behind each."""
    before = regions[regions > 0]
    behind = regions[regions < len(chain)]
    links = np.concatenate([before - 1, behind])
    homes = np.concatenate([before, behind])
    sides = []
    for own, owner, on_chain in ((units[0], owners[0], chain.a), (units[1], owners[1], chain.b)):
        unit = np.concatenate([own, on_chain[links]])
        home = np.concatenate([owner, homes])
        order = np.lexsort((unit, home))
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        sides.append((unit[order].astype(np.int32), home[order], place[len(own) :]))
    (a, a_regions, a_fixed), (b, b_regions, b_fixed) = sides
    return Regions(a, b, a_regions, b_regions, np.stack([a_fixed, b_fixed], axis=1))


def _cut(block: Regions, max_cells: int) -> Iterator[tuple[Regions, bool]]:
    """The block, or pieces of it along its diagonal if it has too many cells."""
    parts = -(-len(block.a) * len(block.b) // max(1, max_cells))
    if parts <= 1:
        yield block, False
        return
    a_edges = np.linspace(0, len(block.a), parts + 1).astype(np.int64)
    b_edges = np.linspace(0, len(block.b), parts + 1).astype(np.int64)
    for k in range(parts):
        low, high = np.array([a_edges[k], b_edges[k]]), np.array([a_edges[k + 1], b_edges[k + 1]])
        inside = np.all((block.fixed >= low) & (block.fixed < high), axis=1)
        a, b = slice(low[0], high[0]), slice(low[1], high[1])
        yield (
            Regions(block.a[a], block.b[b], block.a_regions[a], block.b_regions[b], block.fixed[inside] - low),
            True,
        )


def _far(a: UnitTexts, b: UnitTexts, free: tuple[IntArray, IntArray], bits: Bits, settings: Settings) -> Pairs:
    """What has moved: units without any link that are each other's best by the rare words that they share, if they
    share as much as sure links do."""
    if not len(free[0]) or not len(free[1]):
        return join_pairs([])
    sides = a.pick(free[0]), b.pick(free[1])
    counts = [_presence(side, len(bits)) for side in sides]
    spread = sum(np.bincount(count.indices, minlength=len(bits)) for count in counts)
    rare = np.flatnonzero((spread <= _RARE_UNITS) & (bits >= _RARE_BITS))
    left = sparse.csr_array(counts[0][:, rare].multiply(bits[rare][None, :]))
    shared = sparse.csr_array(left @ counts[1][:, rare].T)
    i, j = _mutual_best(shared)
    every = [sparse.csr_array(counts[0][i].multiply(bits[None, :])), counts[1][j]]
    common = np.asarray(every[0].multiply(every[1]).sum(axis=1)).ravel()
    sums = [np.asarray(counts[k][at].multiply(bits[None, :]).sum(axis=1)).ravel() for k, at in ((0, i), (1, j))]
    dice = 2 * common / np.maximum(sums[0] + sums[1], 1e-9)
    sure = dice >= settings.plain_similarity
    return Pairs(free[0][i[sure]], free[1][j[sure]], np.minimum(dice[sure], 0.99))


def _presence(texts: UnitTexts, width: int) -> sparse.csr_array:
    """Units × keys: 1 where the unit has the key."""
    matrix = sparse.csr_array((np.ones(len(texts.ids)), texts.ids, texts.edges), shape=(len(texts), width))
    matrix.sum_duplicates()
    matrix.data = np.ones_like(matrix.data)
    return matrix


def _mutual_best(shared: sparse.csr_array) -> tuple[Numbers, Numbers]:
    """Rows and columns that are each other's largest entry; of equal ones the first."""
    table = shared.tocoo()
    rows, columns, values = table.row.astype(np.int64), table.col.astype(np.int64), table.data
    best = []
    for own, other in ((rows, columns), (columns, rows)):
        order = np.lexsort((other, -values, own))
        first = np.concatenate(([True], np.diff(own[order]) != 0))[: len(order)]
        best.append(set(order[first].tolist()))
    both = np.array(sorted(best[0] & best[1]), dtype=np.int64)
    return rows[both], columns[both]
