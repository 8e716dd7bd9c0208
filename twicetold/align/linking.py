"""Profiles of two lists of units → linked pairs: which correspond, one to one or in groups.

    ugly    every unit finds a partner, because something is always most similar; a moved paragraph is cut and added
    wanted  links that a person would draw, none where there is nothing to link

Steps: (1) scores of all pairs (``similarity``); (2) their odds, with a bar that follows how close the texts are to
each other; (3) the chance of each pair to be partners, given all others and the order (``partners``); (4) the pairs
that are likely enough (``choosing``). Cost: units × units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twicetold.align.choosing import choose_pairs, telling_pairs
from twicetold.align.corrections import NOTHING_GIVEN, Given
from twicetold.align.manner import find_manner, find_newness
from twicetold.align.order import heaviest_chain
from twicetold.align.partners import Chances, Odds, find_chances
from twicetold.align.similarity import NO_SIGNATURE, FloatMatrix, Profile, Scores
from twicetold.settings import DEFAULT, Settings

_CERTAIN = 1e9
"""Odds of a pair that is fixed; the most that words can reach is some 1e8."""
_USUAL_RARE, _MOST_RARE = 6.0, 30.0
"""Rare bits that speak neither for nor against a pair, and from which more say no more: linked sentences share 5 to 35,
those that were linked and should not have been 2 to 21."""

_NEXT_TO_NONE = 1e-9
"""Similarity against the bar of units that share nothing; its odds are 1e-76."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One linked pair of units, with its similarity (0–1)."""

    a: int
    b: int
    similarity: float


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Two lists of units that are to be linked: their scores; which pairs may be linked at all (units of a × units of
    b; None: all), and which are linked whatever they are like, with what stands around them following their place."""

    scores: Scores
    allowed: NDArray[np.bool_] | None = None
    fixed: tuple[tuple[int, int], ...] = ()


def make_block(a: Profile, b: Profile, scores: Scores, given: Given = NOTHING_GIVEN) -> Block:
    """The block of all units of two versions. The pairs ``given`` as fixed are linked, those given as barred are not,
    and units that are surely the same are fixed."""
    anchors = find_anchors(a, b)
    if not given:
        return Block(scores, None, tuple(anchors))
    allowed = given.allowed(np.arange(len(a)), np.arange(len(b)))
    # who was given a partner by hand gets no other
    allowed[[i for i, _ in given.fixed], :] = False
    allowed[:, [j for _, j in given.fixed]] = False
    return Block(scores, allowed, (*given.fixed, *((i, j) for i, j in anchors if allowed[i, j])))


def believed(block: Block, pairs: Sequence[Pair], settings: Settings) -> list[Pair]:
    """All links, if together they are evidence that the two texts tell of the same; else only those that need none."""
    evidence = sum(float(block.scores.rare[pair.a, pair.b]) for pair in pairs)
    if evidence >= settings.min_evidence_bits:
        return list(pairs)
    return [pair for pair in pairs if pair.similarity >= settings.plain_similarity]


def _identical_pairs(a: Profile, b: Profile) -> list[tuple[int, int]]:
    """Units that are identical and unique on both sides; those off the heaviest chain have moved."""
    sides = [np.unique(profile.signatures, return_index=True, return_counts=True) for profile in (a, b)]
    unique = [(values[counts == 1], first[counts == 1]) for values, first, counts in sides]
    _, in_a, in_b = np.intersect1d(unique[0][0], unique[1][0], assume_unique=True, return_indices=True)
    return list(zip(unique[0][1][in_a].tolist(), unique[1][1][in_b].tolist(), strict=True))


def find_anchors(a: Profile, b: Profile) -> list[tuple[int, int]]:
    """Identical units that are surely partners, so that a refrain goes with the refrain at its place.

    They are runs that grow from the ends of the texts, and from the heaviest chain of identical units that are unique
    on both sides.
    """
    signs = a.signatures.tolist(), b.signatures.tolist()
    partner: dict[int, int] = {}
    taken: set[int] = set()
    ends = [(-1, -1), *_chain(_identical_pairs(a, b), a), (len(a), len(b))]
    for starts, step in ((ends, 1), (ends[::-1], -1)):
        for start in starts:
            i, j = start
            known = i in partner or not (0 <= i < len(a) and 0 <= j < len(b))
            i, j = (i + step, j + step) if known else start
            while _identical(signs, i, j) and i not in partner and j not in taken:
                partner[i] = j
                taken.add(j)
                i, j = i + step, j + step
    return sorted(partner.items())


def _identical(signs: tuple[list[int], list[int]], i: int, j: int) -> bool:
    a, b = signs
    return 0 <= i < len(a) and 0 <= j < len(b) and a[i] == b[j] != NO_SIGNATURE


def link_blocks(blocks: Sequence[Block], settings: Settings = DEFAULT) -> list[list[Pair]]:
    """The linked pairs of each block by its scores, sorted; a unit may stand in several (split, joined)."""
    found: list[list[Pair]] = [[] for _ in blocks]
    filled = [k for k, block in enumerate(blocks) if block.scores.alike.size]
    weighed = [_weigh(blocks[k], settings) for k in filled]
    chances = find_chances([odds for odds, _ in weighed], settings)
    for k, (_, newness), chance in zip(filled, weighed, chances, strict=True):
        found[k] = _decide(blocks[k], chance, newness, settings)
    return found


def _weigh(block: Block, settings: Settings) -> tuple[Odds, float]:
    """The odds of all pairs, and how much is new in the texts."""
    scores = block.scores
    manner = find_manner(scores.alike)
    odds = _odds(scores, manner.closeness, settings)
    if block.allowed is not None:
        odds = [np.where(block.allowed, matrix, 0.0) for matrix in odds]
    for i, j in block.fixed:
        odds[0][i, j] = odds[1][i, j] = _CERTAIN
    newness = find_newness(odds[0], odds[1])
    return Odds(odds[0], odds[1], manner, settings.lone_weight * newness), newness


def _decide(block: Block, chances: Chances, newness: float, settings: Settings) -> list[Pair]:
    scores = block.scores
    alike, rare = scores.alike, scores.rare
    if block.allowed is not None:
        alike, rare = np.where(block.allowed, alike, 0.0), np.where(block.allowed, rare, 0.0)
    chosen = choose_pairs(scores, chances, list(block.fixed), (newness, settings))
    chosen |= telling_pairs(rare, chances, chosen, settings)
    chosen |= _moved(alike, chosen, settings)
    return [Pair(i, j, float(scores.alike[i, j])) for i, j in sorted(chosen)]


def _moved(alike: FloatMatrix, chosen: set[tuple[int, int]], settings: Settings) -> set[tuple[int, int]]:
    """Units that are left on both sides and are alike enough to be partners wherever they stand.

    A single unit that has moved is two jumps, there and back, which no path takes; each other's best of what is left
    needs no path.
    """
    lone_a, lone_b = np.ones(alike.shape[0], dtype=np.bool_), np.ones(alike.shape[1], dtype=np.bool_)
    lone_a[[i for i, _ in chosen]] = False
    lone_b[[j for _, j in chosen]] = False
    if not lone_a.any() or not lone_b.any():
        return set()
    rows, columns = np.flatnonzero(lone_a), np.flatnonzero(lone_b)
    left = alike[np.ix_(rows, columns)]
    if left.max() < settings.min_moved_similarity:
        return set()
    best = (left >= left.max(axis=1, keepdims=True)) & (left >= left.max(axis=0, keepdims=True))
    i, j = np.nonzero(best & (left >= settings.min_moved_similarity))
    # of equal ones none is the best: a line that is printed again and again says nothing of where it came from
    single = (np.bincount(i, minlength=len(rows))[i] == 1) & (np.bincount(j, minlength=len(columns))[j] == 1)
    return set(zip(rows[i[single]].tolist(), columns[j[single]].tolist(), strict=True))


def _odds(scores: Scores, closeness: float, settings: Settings) -> list[FloatMatrix]:
    """Odds of all pairs by their words, for units of a as parts of units of b and the other way round."""
    bar = settings.even_similarity + settings.closeness_weight * closeness
    share = settings.containment_weight
    telling = settings.rare_weight * np.log((1 + np.minimum(scores.rare, _MOST_RARE)) / (1 + _USUAL_RARE))
    alike = scores.alike * ((1 - share) / bar)
    # logarithms: powers cost ten times as much
    return [
        np.exp(settings.sharpness * np.log(np.maximum(alike + contained * (share / bar), _NEXT_TO_NONE)) + telling)
        for contained in (scores.a_in_b, scores.b_in_a)
    ]


def _chain(linked: Iterable[tuple[int, int]], a: Profile) -> list[tuple[int, int]]:
    """The heaviest increasing chain of the linked pairs; a unit's weight is its information."""
    pairs = sorted(linked)
    return [pairs[k] for k in heaviest_chain([j for _, j in pairs], [float(a.total[i]) + 1e-9 for i, _ in pairs])]
