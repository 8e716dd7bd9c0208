"""Two lists of texts → links: the public face of ``linking`` for texts that are no versions (paragraphs, sentences).

    ugly    two paragraphs that share one sentence of five are too unlike to be linked
    wanted  they are linked: what a paragraph tells is told by its sentences

So texts of several sentences are linked twice, whole and by their sentences, and a link of either counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from twicetold.align.lexicon import Lexicon, make_lexicon
from twicetold.align.linking import Pair
from twicetold.align.order import heaviest_chain
from twicetold.align.pairing import shape_of
from twicetold.align.reuse import UnitTexts
from twicetold.align.similarity import similarity
from twicetold.align.texts import is_short, link_long, link_short, profile_texts
from twicetold.model import IntArray, Link, LinkKind, Span
from twicetold.settings import DEFAULT, Settings
from twicetold.text.sentences import split_sentences
from twicetold.text.tokens import tokenise

_EDITED_SIMILARITY = 0.6
"""From this similarity a changed pair is called *edited*, below it *reworded*."""
_CHUNK = 500
"""Pairs whose similarity is looked up in one table; a table of all pairs of a book would not fit."""


def align_units(a: Sequence[str], b: Sequence[str], settings: Settings = DEFAULT) -> list[Link]:
    """Links between two lists of texts (paragraphs or sentences), in the order of ``a``; unlinked texts appear in none.

    ``similarity`` of a link of several units is the mean over its pairs; ``moved`` says that it is off the heaviest
    chain.
    """
    texts, lexicon = _texts(a, b)
    found = _linked(texts, lexicon, settings) | _by_sentences(a, b, settings)
    groups = _groups(_alike(texts, lexicon, sorted(found)))
    totals = texts[0].totals(np.where(lexicon.is_word, lexicon.bits, 0.0))
    weights = [float(totals[list(group[0])].sum()) + 1e-9 for group in groups]
    chain = set(heaviest_chain([group[1][0] for group in groups], weights))
    return [
        Link(group[0], group[1], _kind(group, (a, b), texts), group[2], moved=k not in chain)
        for k, group in enumerate(groups)
    ]


def _texts(a: Sequence[str], b: Sequence[str]) -> tuple[list[UnitTexts], Lexicon]:
    """Two lists of texts tokenised one by one, as key ids of one lexicon."""
    flat = [[tokenise(text) for text in side] for side in (a, b)]
    lexicon = make_lexicon([*flat[0], *flat[1]], texts=2)
    ids = [id_of[tokens.forms] for tokens, id_of in zip([*flat[0], *flat[1]], lexicon.ids, strict=True)]
    made = []
    for own in (ids[: len(a)], ids[len(a) :]):
        edges = np.concatenate(([0], np.cumsum([len(text) for text in own]))).astype(np.int64)
        made.append(UnitTexts(np.concatenate([np.empty(0, np.int32), *own]), edges))
    return made, lexicon


def _linked(texts: list[UnitTexts], lexicon: Lexicon, settings: Settings) -> set[tuple[int, int]]:
    a, b = texts
    if is_short(a, b, settings):
        left, right = profile_texts(texts, lexicon)
        pairs = link_short(left, right, settings)
    else:
        pairs, _ = link_long(a, b, lexicon, settings)
    return set(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))


def _by_sentences(a: Sequence[str], b: Sequence[str], settings: Settings) -> set[tuple[int, int]]:
    """Pairs of texts that have linked sentences; none where no text has several."""
    sides: list[list[str]] = []
    homes: list[list[int]] = []
    for texts in (a, b):
        spans = [split_sentences(text, Span(0, len(text))) for text in texts]
        sides.append([text[span.start : span.end] for text, found in zip(texts, spans, strict=True) for span in found])
        homes.append([home for home, found in enumerate(spans) for _ in found])
    if len(sides[0]) <= len(a) and len(sides[1]) <= len(b):
        return set()
    sentences, lexicon = _texts(sides[0], sides[1])
    return {(homes[0][i], homes[1][j]) for i, j in _linked(sentences, lexicon, settings)}


def _alike(texts: list[UnitTexts], lexicon: Lexicon, pairs: list[tuple[int, int]]) -> list[Pair]:
    """The pairs with their similarity as whole texts."""
    profiles = profile_texts(texts, lexicon)
    made: list[Pair] = []
    for start in range(0, len(pairs), _CHUNK):
        some = pairs[start : start + _CHUNK]
        left, right = sorted({i for i, _ in some}), sorted({j for _, j in some})
        table = similarity(profiles[0].pick(left), profiles[1].pick(right))
        made += [Pair(i, j, float(table[bisect_left(left, i), bisect_left(right, j)])) for i, j in some]
    return made


def _kind(
    group: tuple[tuple[int, ...], tuple[int, ...], float],
    sides: tuple[Sequence[str], Sequence[str]],
    texts: list[UnitTexts],
) -> LinkKind:
    left, right, value = group
    shape = shape_of(len(left), len(right))
    if shape != "one":
        return shape
    if sides[0][left[0]] == sides[1][right[0]]:
        return "identical"
    if np.array_equal(_keys(texts[0], left[0]), _keys(texts[1], right[0])):
        return "cosmetic"
    return "edited" if value >= _EDITED_SIMILARITY else "reworded"


def _keys(texts: UnitTexts, number: int) -> IntArray:
    return texts.ids[texts.edges[number] : texts.edges[number + 1]]


def _groups(pairs: Sequence[Pair]) -> list[tuple[tuple[int, ...], tuple[int, ...], float]]:
    """Groups in which every text of a is linked with every text of b, with their mean similarity, in the order of a.

    Connected pairs are one group if they are complete, else one per text with several partners, the most alike first:
    three paragraphs of which the middle one shares a sentence with either neighbour are not all the same.
    """
    groups: list[list[Pair]] = []
    for members in _components(pairs):
        left = list(members)
        while left:
            complete = len({pair.a for pair in left}) * len({pair.b for pair in left}) == len(left)
            star = left if complete else max(_stars(left), key=_by_weight)
            groups.append(star)
            left = [pair for pair in left if pair not in star]
    return sorted(
        (
            tuple(sorted({pair.a for pair in members})),
            tuple(sorted({pair.b for pair in members})),
            float(np.mean([pair.similarity for pair in members])),
        )
        for members in groups
    )


def _stars(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Each text with its partners."""
    stars: dict[tuple[str, int], list[Pair]] = {}
    for pair in pairs:
        for end in (("a", pair.a), ("b", pair.b)):
            stars.setdefault(end, []).append(pair)
    return list(stars.values())


def _by_weight(star: list[Pair]) -> tuple[int, float, int, int]:
    places = [(pair.a, pair.b) for pair in star]
    return (
        len(star),
        round(sum(pair.similarity for pair in star), 9),
        -sum(max(place) for place in places),
        -sum(min(place) for place in places),
    )


def _components(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Connected groups of pairs."""
    home: dict[tuple[str, int], list[Pair]] = {}
    for pair in pairs:
        ends = (("a", pair.a), ("b", pair.b))
        merged: list[Pair] = [pair]
        for known in {id(home[end]): home[end] for end in ends if end in home}.values():
            merged.extend(known)
        for member in merged:
            home["a", member.a] = home["b", member.b] = merged
    return list({id(members): members for members in home.values()}.values())
