"""Profiles of two lists of units → linked pairs: which correspond, one to one or in groups.

    ugly    every unit finds a partner, because something is always most similar; a moved paragraph is cut and added
    wanted  links that a person would draw, none where there is nothing to link

Steps: (1) similarity of all pairs, and the support that a pair gets from its neighbours on the diagonal; (2) mutual
best partners; (3) order: the heaviest chain of them, and for what lies between, the pairs that fit the gap, with a
lower bar; (4) one-sided partners: a unit whose information is mostly contained in a unit beside its place joins it,
which makes splits, joins and n:m groups. Cost: units × units; longer texts are cut at units that are identical and
unique on both sides.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from twicetold.align.corrections import Given
from twicetold.align.order import heaviest_chain
from twicetold.align.similarity import NO_SIGNATURE, FloatMatrix, Profile, containment, evidence, similarity
from twicetold.settings import DEFAULT, Settings

_NOTHING = Given()

Block = tuple[int, int, int, int]
"""Ranges of units that are compared with each other: a_low, a_high, b_low, b_high."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One linked pair of units, with its similarity (0–1)."""

    a: int
    b: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Linking:
    """The linked pairs of two versions, sorted; ``limited`` says that not all units were compared with all."""

    pairs: tuple[Pair, ...]
    limited: bool


def link_units(a: Profile, b: Profile, settings: Settings = DEFAULT, given: Given = _NOTHING) -> Linking:
    """The linked pairs of units of two versions; a unit may stand in several pairs (split, joined).

    The pairs that are ``given`` as fixed are linked, those given as barred are not, and the rest is linked around them.

    All units are compared with all if that is few enough. Else the texts are cut at units that are identical and unique
    on both sides, and what lies between, if still too much, along its diagonal (``limited``).
    """
    if len(a) * len(b) <= settings.max_cells:
        return Linking(_believed(a, b, _link_block(a, b, settings, given), settings, given), limited=False)
    identical = [*_unaffected(_identical_pairs(a, b), given), *given.fixed]
    pairs = [Pair(i, j, 1.0) for i, j in identical]
    limited = False
    for gap in _gaps(_chain(identical, a), len(a), len(b)):
        blocks = _diagonal(gap, settings.max_cells)
        limited |= len(blocks) > 1
        for a_low, a_high, b_low, b_high in blocks:
            here = given.pick(range(a_low, a_high), range(b_low, b_high))
            linked = _link_block(a.pick(slice(a_low, a_high)), b.pick(slice(b_low, b_high)), settings, here)
            pairs += [Pair(a_low + pair.a, b_low + pair.b, pair.similarity) for pair in linked]
    return Linking(_believed(a, b, sorted(set(pairs), key=_by_place), settings, given), limited)


def _believed(a: Profile, b: Profile, pairs: list[Pair], settings: Settings, given: Given) -> tuple[Pair, ...]:
    """All links, if together they are evidence that the two texts tell of the same; else only those that need none.

    Unrelated texts of twenty sentences have a pair or two that agree in “there is a lot to be”; measured on 96 pairs of
    unrelated bundled texts the evidence is 0 to 6 bits, on independent accounts of one event 25 and more.
    """
    # whoever links by hand says that the two tell of the same
    if given.fixed or evidence(a, b, [(pair.a, pair.b) for pair in pairs]) >= settings.min_evidence_bits:
        return tuple(pairs)
    return tuple(pair for pair in pairs if pair.similarity >= settings.plain_similarity)


def _by_place(pair: Pair) -> tuple[int, int]:
    return pair.a, pair.b


def _identical_pairs(a: Profile, b: Profile) -> list[tuple[int, int]]:
    """Units that are identical and unique on both sides; those off the heaviest chain have moved."""
    sides = [np.unique(profile.signatures, return_index=True, return_counts=True) for profile in (a, b)]
    unique = [(values[counts == 1], first[counts == 1]) for values, first, counts in sides]
    _, in_a, in_b = np.intersect1d(unique[0][0], unique[1][0], assume_unique=True, return_indices=True)
    return list(zip(unique[0][1][in_a].tolist(), unique[1][1][in_b].tolist(), strict=True))


def _diagonal(gap: Block, max_cells: int) -> list[Block]:
    """A block cut into as many equal pieces along its diagonal as its size needs."""
    a_low, a_high, b_low, b_high = gap
    parts = -(-(a_high - a_low) * (b_high - b_low) // max_cells)
    a_edges = np.linspace(a_low, a_high, parts + 1).astype(int).tolist()
    b_edges = np.linspace(b_low, b_high, parts + 1).astype(int).tolist()
    return [
        (a_edges[k], a_edges[k + 1], b_edges[k], b_edges[k + 1])
        for k in range(parts)
        if a_edges[k] < a_edges[k + 1] and b_edges[k] < b_edges[k + 1]
    ]


def link_block(a: Profile, b: Profile, settings: Settings, allowed: np.ndarray, fixed: np.ndarray) -> list[Pair]:
    """Placeholder."""
    return _link_block(a, b, settings, _NOTHING, allowed)


def _link_block(
    a: Profile, b: Profile, settings: Settings, given: Given = _NOTHING, allowed: np.ndarray | None = None
) -> list[Pair]:
    """Steps 1 to 4 for two lists of units that are compared all with all."""
    if not len(a) or not len(b):
        return []
    base = similarity(a, b)
    # a line of marks (“* * *”) has no words to be alike in; it is alike to itself
    wordless = (a.total == 0) & (a.signatures != NO_SIGNATURE)
    base[wordless[:, None] & (a.signatures[:, None] == b.signatures[None, :])] = 1.0
    _impose(base, given)
    if allowed is not None:
        base[~allowed] = 0.0
    supported = base + settings.neighbour_weight * _neighbours(base)
    linked = _mutual(base, supported, settings) | set(given.fixed)
    chain = _chain(linked, a)
    for gap in _gaps(chain, len(a), len(b)):
        linked |= _fill(gap, base, supported, settings)
    chain = _chain(linked, a)
    parts_of_b = _one_sided(a, b, linked, chain, settings)
    parts_of_a = _one_sided(b, a, {(j, i) for i, j in linked}, [(j, i) for i, j in chain], settings)
    linked |= parts_of_b | {(i, j) for j, i in parts_of_a}
    linked = set(_allowed(linked, given))
    return [Pair(i, j, float(base[i, j])) for i, j in sorted(linked)]


def _impose(base: FloatMatrix, given: Given) -> None:
    """Writes what is given into the similarities: a fixed pair is alike to nothing but itself, a barred one not at all.

    So neighbours find each other beside a fixed pair as they do beside one that was found.
    """
    for rows, columns in given.barred:
        base[np.ix_(rows, columns)] = 0.0
    base[[i for i, _ in given.fixed], :] = 0.0
    base[:, [j for _, j in given.fixed]] = 0.0
    for i, j in given.fixed:
        base[i, j] = 1.0


def _allowed(pairs: Iterable[tuple[int, int]], given: Given) -> list[tuple[int, int]]:
    """The pairs that are not barred."""
    blocks = [(frozenset(x), frozenset(y)) for x, y in given.barred]
    return [(i, j) for i, j in pairs if not any(i in x and j in y for x, y in blocks)]


def _unaffected(pairs: Iterable[tuple[int, int]], given: Given) -> list[tuple[int, int]]:
    """The pairs that are not barred and touch no fixed pair."""
    left, right = {i for i, _ in given.fixed}, {j for _, j in given.fixed}
    return [(i, j) for i, j in _allowed(pairs, given) if i not in left and j not in right]


def _neighbours(base: FloatMatrix) -> FloatMatrix:
    """Similarity of the next pair and of the previous pair on the diagonal, summed."""
    support = np.zeros_like(base)
    support[1:, 1:] += base[:-1, :-1]
    support[:-1, :-1] += base[1:, 1:]
    return support


def _mutual(base: FloatMatrix, supported: FloatMatrix, settings: Settings) -> set[tuple[int, int]]:
    """Pairs that are each other's best, alike in themselves and sure with their neighbours' support."""
    best_b, best_a = supported.argmax(axis=1), supported.argmax(axis=0)
    i = np.flatnonzero(best_a[best_b] == np.arange(len(base)))
    j = best_b[i]
    sure = (base[i, j] >= settings.min_similarity) & (supported[i, j] >= settings.sure_similarity)
    return set(zip(i[sure].tolist(), j[sure].tolist(), strict=True))


def _chain(linked: Iterable[tuple[int, int]], a: Profile) -> list[tuple[int, int]]:
    """The heaviest increasing chain of the linked pairs; a unit's weight is its information."""
    pairs = sorted(linked)
    return [pairs[k] for k in heaviest_chain([j for _, j in pairs], [float(a.total[i]) + 1e-9 for i, _ in pairs])]


def _gaps(chain: list[tuple[int, int]], a_length: int, b_length: int) -> list[Block]:
    """What lies between neighbours on the chain: ranges of a and of b, where neither is empty."""
    edges = [(-1, -1), *chain, (a_length, b_length)]
    gaps = [(i + 1, i_next, j + 1, j_next) for (i, j), (i_next, j_next) in itertools.pairwise(edges)]
    return [gap for gap in gaps if gap[0] < gap[1] and gap[2] < gap[3]]


def _fill(gap: Block, base: FloatMatrix, supported: FloatMatrix, settings: Settings) -> set[tuple[int, int]]:
    """The heaviest in-order choice of pairs inside a gap: there a pair needs no more than ``min_similarity``."""
    a_low, a_high, b_low, b_high = gap
    here = supported[a_low:a_high, b_low:b_high]
    gain = np.where(base[a_low:a_high, b_low:b_high] >= settings.min_similarity, here, 0.0)
    if not gain.any():
        return set()
    best = np.zeros((gain.shape[0] + 1, gain.shape[1] + 1))
    for i in range(gain.shape[0]):
        best[i + 1, 1:] = np.maximum(best[i, 1:], best[i, :-1] + gain[i])
        np.maximum.accumulate(best[i + 1], out=best[i + 1])
    chosen: set[tuple[int, int]] = set()
    i, j = gain.shape
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            chosen.add((a_low + i, b_low + j))
    return chosen


def _one_sided(
    parts: Profile, wholes: Profile, linked: set[tuple[int, int]], chain: list[tuple[int, int]], settings: Settings
) -> set[tuple[int, int]]:
    """Partners for parts that have none: a whole that holds most of their information, near their place.

    Near is: between the partners of the linked units before and after, those included. A part that says again what
    another partner of the same whole says is a repetition, not a part.
    """
    done = {i for i, _ in linked}
    alone = [i for i in range(len(parts)) if i not in done]
    if not alone:
        return set()
    held = containment(parts.pick(alone), wholes)
    partners: dict[int, list[int]] = {}
    for i, j in linked:
        partners.setdefault(j, []).append(i)
    before, after = _windows(chain, len(parts), len(wholes))
    found: set[tuple[int, int]] = set()
    for i, shares in zip(alone, held, strict=True):
        if before[i] > after[i]:
            continue
        j = int(before[i] + shares[before[i] : after[i] + 1].argmax())
        if shares[j] < settings.min_containment:
            continue
        siblings = partners.get(j, [])
        again = containment(parts.pick([i]), parts.pick(siblings)).max() if siblings else 0.0
        if again < settings.max_repetition:
            found.add((i, j))
            partners.setdefault(j, []).append(i)
    return found


def _windows(chain: list[tuple[int, int]], parts: int, wholes: int) -> tuple[list[int], list[int]]:
    """For each part the first and the last whole that is near: the partners of the linked parts before and after it."""
    before, after = np.zeros(parts, dtype=np.int64), np.full(parts, wholes - 1)
    for i, j in chain:
        after[i] = j
        if i + 1 < parts:
            before[i + 1] = j
    first = np.maximum.accumulate(before)
    last = np.minimum.accumulate(after[::-1])[::-1]
    # a linked part's own partner is no bound for itself
    own = dict(chain)
    return first.tolist(), [int(last[i + 1]) if i in own and i + 1 < parts else int(last[i]) for i in range(parts)]
