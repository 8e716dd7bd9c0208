"""Profiles of two lists of units → linked pairs: which correspond, one to one or in groups.

    ugly    every unit finds a partner, because something is always most similar; a moved paragraph is cut and added
    wanted  links that a person would draw, none where there is nothing to link

Steps: (1) scores of all pairs (``similarity``); (2) their odds, with a bar that follows how close the texts are to
each other; (3) the chance of each pair to be partners, given all others and the order (``partners``); (4) the pairs
that are likely enough (``choosing``). Cost: units × units.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twicetold.align.choosing import choose_pairs, telling_pairs
from twicetold.align.corrections import NOTHING_GIVEN, Given
from twicetold.align.manner import find_manner, find_newness
from twicetold.align.order import heaviest_chain
from twicetold.align.partners import find_chances
from twicetold.align.similarity import NO_SIGNATURE, FloatMatrix, Profile, Scores, evidence, make_scores
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


def link_units(a: Profile, b: Profile, settings: Settings = DEFAULT, given: Given = NOTHING_GIVEN) -> tuple[Pair, ...]:
    """The linked pairs of units of two versions, sorted; a unit may stand in several pairs (split, joined).

    All units are compared with all. The pairs ``given`` as fixed are linked, those given as barred are not, and the
    rest is linked around them.
    """
    anchors = find_anchors(a, b)
    allowed = None
    if given:
        allowed = given.allowed(np.arange(len(a)), np.arange(len(b)))
        # who was given a partner by hand gets no other
        allowed[[i for i, _ in given.fixed], :] = False
        allowed[:, [j for _, j in given.fixed]] = False
        anchors = [(i, j) for i, j in anchors if allowed[i, j]]
    pairs = link_block(make_scores(a, b), settings, allowed=allowed, fixed=[*given.fixed, *anchors])
    # whoever links by hand says that the two tell of the same
    return tuple(pairs) if given.fixed else _believed(a, b, pairs, settings)


def _believed(a: Profile, b: Profile, pairs: list[Pair], settings: Settings) -> tuple[Pair, ...]:
    """All links, if together they are evidence that the two texts tell of the same; else only those that need none.

    Unrelated texts of twenty sentences have a pair or two that agree in “there is a lot to be”; measured on pairs of
    unrelated bundled and real texts the evidence is 0 to 7 bits, on independent accounts of one event 25 and more.
    """
    if evidence(a, b, [(pair.a, pair.b) for pair in pairs]) >= settings.min_evidence_bits:
        return tuple(pairs)
    return tuple(pair for pair in pairs if pair.similarity >= settings.plain_similarity)


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
    partner: dict[int, int] = {}
    taken: set[int] = set()
    ends = [(-1, -1), *_chain(_identical_pairs(a, b), a), (len(a), len(b))]
    for starts, step in ((ends, 1), (ends[::-1], -1)):
        for start in starts:
            i, j = start
            known = i in partner or not (0 <= i < len(a) and 0 <= j < len(b))
            i, j = (i + step, j + step) if known else start
            while _identical(a, b, i, j) and i not in partner and j not in taken:
                partner[i] = j
                taken.add(j)
                i, j = i + step, j + step
    return sorted(partner.items())


def _identical(a: Profile, b: Profile, i: int, j: int) -> bool:
    inside = 0 <= i < len(a) and 0 <= j < len(b)
    return inside and bool(a.signatures[i] == b.signatures[j] != NO_SIGNATURE)


def link_block(
    scores: Scores,
    settings: Settings = DEFAULT,
    *,
    allowed: NDArray[np.bool_] | None = None,
    fixed: Iterable[tuple[int, int]] = (),
) -> list[Pair]:
    """The linked pairs of two lists of units by their scores, sorted.

    ``allowed`` (units of a × units of b) says which pairs may be linked at all; the pairs in ``fixed`` are linked
    whatever they are like, and what stands around them follows their place.
    """
    if not scores.alike.size:
        return []
    fixed = list(fixed)
    manner = find_manner(scores.alike)
    odds = _odds(scores, manner.closeness, settings)
    if allowed is not None:
        odds = [np.where(allowed, matrix, 0.0) for matrix in odds]
    for i, j in fixed:
        odds[0][i, j] = odds[1][i, j] = _CERTAIN
    newness = find_newness(odds[0], odds[1])
    lone = settings.lone_weight * newness
    chances = find_chances(odds[0], odds[1], manner, replace(settings, lone_weight=lone))
    chosen = choose_pairs(scores, chances, fixed, (newness, settings))
    alike, rare = (m if allowed is None else np.where(allowed, m, 0.0) for m in (scores.alike, scores.rare))
    chosen |= telling_pairs(rare, chances, chosen, settings)
    chosen |= _moved(alike, chosen, settings)
    return [Pair(i, j, float(scores.alike[i, j])) for i, j in sorted(chosen)]


def _moved(alike: FloatMatrix, chosen: set[tuple[int, int]], settings: Settings) -> set[tuple[int, int]]:
    """Units that are left on both sides and are alike enough to be partners wherever they stand.

    A single unit that has moved is two jumps, there and back, which no path takes; each other's best of what is left
    needs no path.
    """
    rows = np.setdiff1d(np.arange(alike.shape[0]), [i for i, _ in chosen])
    columns = np.setdiff1d(np.arange(alike.shape[1]), [j for _, j in chosen])
    left = alike[np.ix_(rows, columns)]
    if not left.size or left.max() < settings.min_moved_similarity:
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
