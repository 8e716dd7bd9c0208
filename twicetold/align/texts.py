"""Two lists of units → their linked pairs, however long they are.

Short lists are compared unit against unit (``linking``). Of long ones first what is printed again is found through the
words (``reuse``), and only what is left is compared closely (``regions``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twicetold.align.corrections import NOTHING_GIVEN, Given
from twicetold.align.lexicon import Lexicon
from twicetold.align.linking import Block, Pair, believed, link_blocks, make_block
from twicetold.align.regions import Regions, look_closer
from twicetold.align.reuse import Bits, Pairs, UnitTexts, find_reuse, join_pairs
from twicetold.align.similarity import COMMON_BITS, Profile, make_profiles, make_scores, similarity
from twicetold.settings import Settings


def profile_texts(texts: Sequence[UnitTexts], lexicon: Lexicon) -> list[Profile]:
    """A profile of each list of units, with what is rare judged by all of them."""
    if not texts:
        return []
    return make_profiles([units.split() for units in texts], lexicon.keys, lexicon.bits, lexicon.is_word)


def is_short(a: UnitTexts, b: UnitTexts, settings: Settings) -> bool:
    """Whether two lists are compared unit against unit."""
    return len(a) * len(b) <= settings.max_cells


def link_short(a: Profile, b: Profile, settings: Settings, given: Given = NOTHING_GIVEN) -> Pairs:
    """The linked pairs of two short lists of units."""
    return link_all_short([make_block(a, b, make_scores(a, b), given)], settings, [given])[0]


def link_all_short(blocks: Sequence[Block], settings: Settings, given: Sequence[Given]) -> list[Pairs]:
    """The same for many, which cost together little more than one of them."""
    found = link_blocks(blocks, settings)
    return [
        # whoever links by hand says that the two tell of the same
        as_columns(pairs if known.fixed else believed(block, pairs, settings))
        for block, pairs, known in zip(blocks, found, given, strict=True)
    ]


def link_long(
    a: UnitTexts, b: UnitTexts, lexicon: Lexicon, settings: Settings, given: Given = NOTHING_GIVEN
) -> tuple[Pairs, bool]:
    """The linked pairs of two long lists of units, and whether a limit bit: some were compared only with part of what
    stands at their place."""

    def look(block: Regions) -> Pairs:
        both = a.pick(block.a), b.pick(block.b)
        # only the words of the block: profiles as wide as the whole lexicon cost more than the block itself
        used, local = np.unique(np.concatenate([side.ids for side in both]), return_inverse=True)
        halves = np.split(local.astype(np.int32), [len(both[0].ids)])
        sides = [UnitTexts(ids, side.edges).split() for ids, side in zip(halves, both, strict=True)]
        keys = [lexicon.keys[key] for key in used.tolist()]
        profiles = make_profiles(sides, keys, lexicon.bits[used], lexicon.is_word[used])
        if max(len(block.a), len(block.b)) > _MANY_UNITS:
            block, profiles = _promising(block, profiles)
        allowed = block.allowed() & given.allowed(block.a, block.b)
        fixed = tuple((i, j) for i, j in block.fixed.tolist())
        linked = as_columns(link_blocks([Block(make_scores(*profiles), allowed, fixed)], settings)[0])
        return Pairs(block.a[linked.a], block.b[linked.b], linked.similarity)

    sure = _obeying(find_reuse(a, b, lexicon.bits, settings), given)
    linked, limited = look_closer(a, b, sure, lexicon.bits, settings, look)
    linked = _obeying(linked, given)
    if not given.fixed and _evidence(a, b, linked, lexicon) < settings.min_evidence_bits:
        plain = linked.similarity >= settings.plain_similarity
        linked = Pairs(linked.a[plain], linked.b[plain], linked.similarity[plain])
    return linked, limited


_MANY_UNITS = 600
"""Units of one side of a block from which those that are like none of the other side are put aside first: linking
costs the square of the longer side, and 8,000 verses that one of two Bibles lacks stand in one place."""
_NO_CHANCE = 0.1
"""Similarity below which units of long texts are no partners: unrelated sentences measured .03 to .12."""


def _promising(block: Regions, profiles: list[Profile]) -> tuple[Regions, list[Profile]]:
    """The block and its profiles without the units that are like none of the other side."""
    alike = similarity(*profiles)
    kept = []
    for side, best in enumerate((alike.max(axis=1, initial=0.0), alike.max(axis=0, initial=0.0))):
        is_kept = best >= _NO_CHANCE
        is_kept[block.fixed[:, side]] = True
        kept.append(is_kept)
    rank = [np.cumsum(flags) - 1 for flags in kept]
    fixed = np.stack([rank[side][block.fixed[:, side]] for side in (0, 1)], axis=1)
    smaller = Regions(block.a[kept[0]], block.b[kept[1]], block.a_regions[kept[0]], block.b_regions[kept[1]], fixed)
    chosen = [profile.pick(np.flatnonzero(flags).tolist()) for profile, flags in zip(profiles, kept, strict=True)]
    return smaller, chosen


def as_columns(pairs: Sequence[Pair]) -> Pairs:
    """Pairs as columns."""
    return Pairs(
        np.array([pair.a for pair in pairs], dtype=np.int32),
        np.array([pair.b for pair in pairs], dtype=np.int32),
        np.array([pair.similarity for pair in pairs], dtype=np.float64),
    )


def _obeying(pairs: Pairs, given: Given) -> Pairs:
    """The pairs that are not barred and touch no fixed one, and the fixed ones."""
    if not given:
        return pairs
    left, right = (np.array([pair[side] for pair in given.fixed], dtype=np.int32) for side in (0, 1))
    kept = ~np.isin(pairs.a, left) & ~np.isin(pairs.b, right)
    for rows, columns in given.barred:
        kept &= ~(np.isin(pairs.a, rows) & np.isin(pairs.b, columns))
    free = Pairs(pairs.a[kept], pairs.b[kept], pairs.similarity[kept])
    return join_pairs([free, Pairs(left, right, np.ones(len(left)))])


_ENOUGH_PAIRS = 200
"""The evidence of so many linked pairs need not be counted on: it is counted on these."""


def _evidence(a: UnitTexts, b: UnitTexts, pairs: Pairs, lexicon: Lexicon) -> float:
    """How much (bits) the pairs share in words that are not common."""
    left, right = a.pick(pairs.a[:_ENOUGH_PAIRS]), b.pick(pairs.b[:_ENOUGH_PAIRS])
    surprise: Bits = np.where(lexicon.is_word, np.maximum(lexicon.bits - COMMON_BITS, 0.0), 0.0)
    width = max(1, len(surprise))
    shared = np.intersect1d(left.codes(width), right.codes(width), assume_unique=True)
    return float(surprise[shared % width].sum())
