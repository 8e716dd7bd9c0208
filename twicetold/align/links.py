"""Versions → bonds: which units of every pair of versions correspond.

Short pairs are compared unit against unit; of long ones first what is printed again is found through the words
(``reuse``), and only what is left is compared closely (``regions``). Furniture and bylines are never linked.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from twicetold.align.clusters import Bonds, join_bonds
from twicetold.align.lexicon import Lexicon
from twicetold.align.linking import link_block, link_units
from twicetold.align.regions import Block, look_closer
from twicetold.align.reuse import Pairs, UnitTexts, find_reuse
from twicetold.align.similarity import Profile, make_profiles, make_scores
from twicetold.model import KINDS, IntArray, Progress, Version, silent
from twicetold.settings import Settings


def link_versions(
    versions: Sequence[Version],
    ids: Sequence[IntArray],
    lexicon: Lexicon,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Bonds, bool]:
    """Bonds between story units of every pair of versions, by their rank among them; and whether a limit bit."""
    texts, heads = [], []
    for own, version in zip(ids, versions, strict=True):
        story = np.flatnonzero(version.units.is_story)
        edges = np.concatenate((version.units.token_starts, version.units.token_ends[-1:])).astype(np.int64)
        texts.append(UnitTexts(own, edges).pick(story.astype(np.int32)))
        heads.append(np.flatnonzero(version.units.kinds[story] == KINDS.index("headline")).astype(np.int32))
    pairs = list(combinations(range(len(versions)), 2))
    is_short = [len(texts[x]) * len(texts[y]) <= settings.max_cells for x, y in pairs]
    profiles = _profiles(
        texts, lexicon, {v for pair, short in zip(pairs, is_short, strict=True) if short for v in pair}
    )
    parts: list[Bonds] = []
    limited = False
    for done, ((x, y), short) in enumerate(zip(pairs, is_short, strict=True)):
        progress("link", done, len(pairs))
        for left, right in _comparable((heads[x], len(texts[x])), (heads[y], len(texts[y]))):
            if short:
                linked = _link_short(profiles[x].pick(left.tolist()), profiles[y].pick(right.tolist()), settings)
            else:
                linked, bit = _link_long(texts[x].pick(left), texts[y].pick(right), lexicon, settings)
                limited |= bit
            sides = np.full(len(linked), x, np.int32), np.full(len(linked), y, np.int32)
            parts.append(Bonds(sides[0], left[linked.a], sides[1], right[linked.b], linked.similarity))
    progress("link", len(pairs), len(pairs))
    return join_bonds(parts), limited


def _profiles(texts: Sequence[UnitTexts], lexicon: Lexicon, wanted: set[int]) -> dict[int, Profile]:
    """Profiles of the versions that are in a short pair; those of long ones would cost more than they are good for."""
    chosen = sorted(wanted)
    if not chosen:
        return {}
    made = make_profiles([texts[v].split() for v in chosen], lexicon.keys, lexicon.bits, lexicon.is_word)
    return dict(zip(chosen, made, strict=True))


def _comparable(x: tuple[IntArray, int], y: tuple[IntArray, int]) -> list[tuple[IntArray, IntArray]]:
    """What is compared with what: if both have a headline, headlines with headlines and the rest with the rest.

    A headline is often told again in the first sentence; that does not make one a part of the other.
    """
    (x_heads, x_size), (y_heads, y_size) = x, y
    everything = [np.arange(size, dtype=np.int32) for size in (x_size, y_size)]
    if not len(x_heads) or not len(y_heads):
        return [(everything[0], everything[1])]
    rest = [np.delete(units, heads) for units, heads in zip(everything, (x_heads, y_heads), strict=True)]
    return [(x_heads, y_heads), (rest[0], rest[1])]


def _link_short(a: Profile, b: Profile, settings: Settings) -> Pairs:
    pairs = link_units(a, b, settings).pairs
    return Pairs(
        np.array([pair.a for pair in pairs], dtype=np.int32),
        np.array([pair.b for pair in pairs], dtype=np.int32),
        np.array([pair.similarity for pair in pairs], dtype=np.float64),
    )


def _link_long(a: UnitTexts, b: UnitTexts, lexicon: Lexicon, settings: Settings) -> tuple[Pairs, bool]:
    def look(block: Block) -> Pairs:
        units = a.pick(block.a).split(), b.pick(block.b).split()
        # only the words of the block: profiles as wide as the whole lexicon cost more than the block itself
        used, local = np.unique(np.concatenate([*units[0], *units[1]]), return_inverse=True)
        edges = np.cumsum([len(unit) for unit in (*units[0], *units[1])])[:-1]
        pieces = np.split(local.astype(np.int32), edges)
        keys = [lexicon.keys[key] for key in used.tolist()]
        profiles = make_profiles(
            [pieces[: len(block.a)], pieces[len(block.a) :]], keys, lexicon.bits[used], lexicon.is_word[used]
        )
        linked = link_block(make_scores(profiles[0], profiles[1]), settings, allowed=block.allowed(), fixed=block.fixed)
        found = np.array([(pair.a, pair.b) for pair in linked], dtype=np.int64).reshape(-1, 2)
        similarity = np.array([pair.similarity for pair in linked], dtype=np.float64)
        return Pairs(block.a[found[:, 0]], block.b[found[:, 1]], similarity)

    sure = find_reuse(a, b, lexicon.bits, settings)
    return look_closer(a, b, sure, lexicon.bits, settings, look)
