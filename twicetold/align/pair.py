"""Two lists of texts → links: the public face of ``linking`` for texts that are no versions (paragraphs, sentences)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twicetold.align.lexicon import Lexicon, make_lexicon
from twicetold.align.linking import Pair, link_units
from twicetold.align.order import heaviest_chain
from twicetold.align.pairing import shape_of
from twicetold.align.similarity import make_profiles
from twicetold.model import IntArray, Link, LinkKind, Tokens
from twicetold.settings import DEFAULT, Settings
from twicetold.text.tokens import tokenise

_EDITED_SIMILARITY = 0.6
"""From this similarity a changed pair is called *edited*, below it *reworded*."""


def align_units(a: Sequence[str], b: Sequence[str], settings: Settings = DEFAULT) -> list[Link]:
    """Links between two lists of texts (paragraphs or sentences), in the order of ``a``; unlinked texts appear in none.

    ``similarity`` of a link of several units is the mean over its pairs; ``moved`` says that it is off the heaviest
    chain.
    """
    columns = [[tokenise(text) for text in side] for side in (a, b)]
    lexicon, texts = _join(columns)
    profiles = make_profiles(texts, lexicon.keys, lexicon.bits, lexicon.is_word)
    groups = _components(link_units(profiles[0], profiles[1], settings).pairs)
    weights = [float(sum(profiles[0].total[list(group[0])])) + 1e-9 for group in groups]
    chain = set(heaviest_chain([group[1][0] for group in groups], weights))
    return [
        Link(group[0], group[1], _kind(group, (a, b), texts), group[2], moved=k not in chain)
        for k, group in enumerate(groups)
    ]


def _join(columns: list[list[Tokens]]) -> tuple[Lexicon, list[list[IntArray]]]:
    """One lexicon over two lists of texts tokenised one by one, and the ids of each text."""
    flat = [tokens for side in columns for tokens in side]
    lexicon = make_lexicon(flat, texts=len(columns))
    ids = [id_of[tokens.forms] for tokens, id_of in zip(flat, lexicon.ids, strict=True)]
    return lexicon, [ids[: len(columns[0])], ids[len(columns[0]) :]]


def _kind(
    group: tuple[tuple[int, ...], tuple[int, ...], float],
    sides: tuple[Sequence[str], Sequence[str]],
    texts: list[list[IntArray]],
) -> LinkKind:
    left, right, value = group
    shape = shape_of(len(left), len(right))
    if shape != "one":
        return shape
    if sides[0][left[0]] == sides[1][right[0]]:
        return "identical"
    if np.array_equal(texts[0][left[0]], texts[1][right[0]]):
        return "cosmetic"
    return "edited" if value >= _EDITED_SIMILARITY else "reworded"


def _components(pairs: Sequence[Pair]) -> list[tuple[tuple[int, ...], tuple[int, ...], float]]:
    """Connected groups of pairs with their mean similarity, in the order of their first text of a."""
    home: dict[tuple[str, int], list[Pair]] = {}
    for pair in pairs:
        ends = (("a", pair.a), ("b", pair.b))
        merged: list[Pair] = [pair]
        for known in {id(home[end]): home[end] for end in ends if end in home}.values():
            merged.extend(known)
        for member in merged:
            home["a", member.a] = home["b", member.b] = merged
    groups = {id(members): members for members in home.values()}
    return sorted(
        (
            tuple(sorted({pair.a for pair in members})),
            tuple(sorted({pair.b for pair in members})),
            float(np.mean([pair.similarity for pair in members])),
        )
        for members in groups.values()
    )
