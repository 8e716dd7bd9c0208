"""Two lists of units → links: which correspond, one to one, split, joined or regrouped, in place or moved.

    ugly    every unit finds a partner, because something is always most similar; a moved paragraph is cut and added
    wanted  links that a person would draw, none where there is nothing to link

Steps: (1) similarity of all pairs, and the support that a pair gets from its neighbours on the diagonal; (2) mutual best
partners; (3) order: the heaviest chain of them, and for what lies between, the pairs that fit the gap, with a lower bar;
(4) one-sided partners: a unit whose information is mostly contained in a linked unit beside its place joins that link, which
makes splits, joins and n:m groups; (5) what is off the heaviest chain has moved. Cost: units × units, cut at identical units
when there are more than ``max_cells``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twicetold.align.lexicon import Lexicon, make_lexicon
from twicetold.align.order import heaviest_chain
from twicetold.align.similarity import FloatMatrix, Profile, containment, make_profiles, similarity
from twicetold.model import IntArray, Link, Shape, Tokens
from twicetold.settings import DEFAULT, Settings
from twicetold.text.tokens import tokenise


@dataclass(frozen=True, slots=True)
class Pair:
    """One linked pair of units, with its similarity (0–1)."""

    a: int
    b: int
    similarity: float


def link_units(a: Profile, b: Profile, settings: Settings = DEFAULT) -> list[Pair]:
    """The linked pairs of units of two versions, sorted; a unit may stand in several pairs (split, joined)."""
    pairs: list[Pair] = []
    for (a_low, a_high), (b_low, b_high) in _blocks(a, b, settings):
        part_a, part_b = a.part(a_low, a_high), b.part(b_low, b_high)
        for i, j, value in _link_block(part_a, part_b, settings):
            pairs.append(Pair(a_low + i, b_low + j, value))
    return sorted(pairs, key=lambda pair: (pair.a, pair.b))


def align_units(a: Sequence[str], b: Sequence[str], settings: Settings = DEFAULT) -> list[Link]:
    """Links between two lists of texts (paragraphs or sentences), in the order of ``a``; unlinked texts appear in none.

    ``similarity`` of a link of several units is the mean over its pairs; ``moved`` says that it is off the heaviest chain.
    """
    columns = [[tokenise(text) for text in side] for side in (a, b)]
    lexicon, texts, keys = _join(columns)
    profiles = make_profiles(texts, keys, lexicon.bits, lexicon.is_word)
    pairs = link_units(profiles[0], profiles[1], settings)
    groups = _components(pairs)
    weights = [float(sum(profiles[0].total[list(group[0])])) + 1e-9 for group in groups]
    chain = set(heaviest_chain([group[1][0] for group in groups], weights))
    links = []
    for k, (left, right, value) in enumerate(groups):
        links.append(Link(left, right, _kind(left, right, value, a, b, texts), value, moved=k not in chain))
    return links


def shape_of(a_count: int, b_count: int) -> Shape:
    """How many pieces stand against how many."""
    if a_count == 1:
        return "one" if b_count == 1 else "split"
    return "joined" if b_count == 1 else "regrouped"


def _join(columns: list[list[Tokens]]) -> tuple[Lexicon, list[list[IntArray]], list[str]]:
    """One lexicon over two lists of texts tokenised one by one, the ids of each text, and the key of each id."""
    flat = [tokens for side in columns for tokens in side]
    lexicon = make_lexicon(flat, texts=len(columns))
    keys = [""] * len(lexicon.bits)
    ids: list[IntArray] = []
    for tokens, id_of in zip(flat, lexicon.ids, strict=True):
        ids.append(id_of[tokens.forms])
        for key, number in zip(tokens.keys, id_of.tolist(), strict=True):
            keys[number] = key
    return lexicon, [ids[: len(columns[0])], ids[len(columns[0]) :]], keys


def _kind(
    left: tuple[int, ...], right: tuple[int, ...], value: float, a: Sequence[str], b: Sequence[str], texts: list[list[IntArray]]
):
    shape = shape_of(len(left), len(right))
    if shape != "one":
        return shape
    if a[left[0]] == b[right[0]]:
        return "identical"
    if np.array_equal(texts[0][left[0]], texts[1][right[0]]):
        return "cosmetic"
    return "edited" if value >= 0.6 else "reworded"


def _components(pairs: list[Pair]) -> list[tuple[tuple[int, ...], tuple[int, ...], float]]:
    """Connected groups of pairs, in the order of their first unit of ``a``."""
    home: dict[tuple[int, int], int] = {}
    groups: dict[int, list[Pair]] = {}
    for pair in pairs:
        keys = [(0, pair.a), (1, pair.b)]
        old = sorted({home[key] for key in keys if key in home})
        target = old[0] if old else len(home) + len(groups) + 1
        while not old and target in groups:
            target += 1
        merged = [pair]
        for name in old:
            merged = groups.pop(name) + merged
        groups[target] = merged
        for member in merged:
            home[(0, member.a)] = home[(1, member.b)] = target
    result = []
    for members in groups.values():
        left = tuple(sorted({pair.a for pair in members}))
        right = tuple(sorted({pair.b for pair in members}))
        result.append((left, right, float(np.mean([pair.similarity for pair in members]))))
    return sorted(result)


def _blocks(a: Profile, b: Profile, settings: Settings) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Ranges of units that are compared with each other: all with all, or cut at identical units."""
    if len(a) * len(b) <= settings.max_cells:
        return [((0, len(a)), (0, len(b)))]
    raise NotImplementedError


def _link_block(a: Profile, b: Profile, settings: Settings) -> list[tuple[int, int, float]]:
    """Steps 1 to 4 for two lists of units that are compared all with all."""
    if not len(a) or not len(b):
        return []
    base = similarity(a, b)
    supported = base + settings.neighbour_weight * _neighbours(base)
    linked = _mutual(base, supported, settings)
    chain = _chain(linked, a)
    for gap in _gaps(chain, len(a), len(b)):
        linked |= _fill(gap, base, supported, settings)
    chain = _chain(linked, a)
    parts_of_b = _one_sided(a, b, linked, chain, settings)
    parts_of_a = _one_sided(b, a, {(j, i) for i, j in linked}, [(j, i) for i, j in chain], settings)
    linked |= parts_of_b | {(i, j) for j, i in parts_of_a}
    return [(i, j, float(base[i, j])) for i, j in linked]


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


def _chain(linked: set[tuple[int, int]], a: Profile) -> list[tuple[int, int]]:
    """The heaviest increasing chain of the linked pairs; a unit's weight is its information."""
    pairs = sorted(linked)
    return [pairs[k] for k in heaviest_chain([j for _, j in pairs], [float(a.total[i]) + 1e-9 for i, _ in pairs])]


def _gaps(chain: list[tuple[int, int]], a_length: int, b_length: int) -> list[tuple[int, int, int, int]]:
    """What lies between neighbours on the chain: ranges of a and of b, where neither is empty."""
    edges = [(-1, -1), *chain, (a_length, b_length)]
    gaps = [(i + 1, i_next, j + 1, j_next) for (i, j), (i_next, j_next) in zip(edges, edges[1:], strict=False)]
    return [gap for gap in gaps if gap[0] < gap[1] and gap[2] < gap[3]]


def _fill(
    gap: tuple[int, int, int, int], base: FloatMatrix, supported: FloatMatrix, settings: Settings
) -> set[tuple[int, int]]:
    """The heaviest in-order choice of pairs inside a gap, with the lower bar that the place allows."""
    a_low, a_high, b_low, b_high = gap
    here = supported[a_low:a_high, b_low:b_high]
    gain = np.where(base[a_low:a_high, b_low:b_high] >= settings.min_similarity, here - settings.gap_similarity, 0.0)
    gain = np.maximum(gain, 0.0)
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

    Near is: between the partners of the linked units before and after, those included. A part that says again what another
    partner of the same whole says is a repetition, not a part.
    """
    held = containment(parts, wholes)
    repeated = containment(parts, parts)
    partners: dict[int, list[int]] = {}
    for i, j in linked:
        partners.setdefault(j, []).append(i)
    done = {i for i, _ in linked}
    before = np.zeros(len(parts), dtype=np.int64)
    after = np.full(len(parts), len(wholes) - 1)
    for i, j in chain:
        before[i + 1 :] = np.maximum(before[i + 1 :], j)
        after[:i] = np.minimum(after[:i], j)
    found: set[tuple[int, int]] = set()
    for i in range(len(parts)):
        if i in done or before[i] > after[i]:
            continue
        window = held[i, before[i] : after[i] + 1]
        j = int(before[i] + window.argmax())
        again = max((float(repeated[i, other]) for other in partners.get(j, ())), default=0.0)
        if held[i, j] >= settings.min_containment and again < settings.max_repetition:
            found.add((i, j))
            partners.setdefault(j, []).append(i)
    return found
