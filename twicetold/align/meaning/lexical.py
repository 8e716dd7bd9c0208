"""The measure that needs no model: TF-IDF over words and over pieces of words, IDF over the texts that are given.

It is the one that links are made with (``align/similarity.py``); here it has the shape that every measure has, so it
can stand where a model stands. Cost: two sparse products.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twicetold.align.lexicon import make_lexicon
from twicetold.align.similarity import make_profiles, similarity
from twicetold.text.tokens import tokenise


class LexicalSimilarity:
    """Alike in words: the default, without a model and so without a digest."""

    name = "lexical"
    digest = ""

    def matrix(self, a: Sequence[str], b: Sequence[str]) -> NDArray[np.float64]:
        """Similarity (0–1), shape (len(a), len(b)); the two lists are the set that the IDF is taken over."""
        if not a or not b:
            return np.zeros((len(a), len(b)))
        tokens = [tokenise(text) for text in (*a, *b)]
        lexicon = make_lexicon(tokens, texts=2)
        ids = [lexicon.ids[k][column.forms] for k, column in enumerate(tokens)]
        left, right = make_profiles([ids[: len(a)], ids[len(a) :]], lexicon.keys, lexicon.bits, lexicon.is_word)
        return similarity(left, right)
