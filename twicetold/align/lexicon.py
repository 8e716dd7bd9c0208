"""The words of a compared set: one id per key across all versions, and how much information each carries.

    ugly    “the” and a comma pull two unrelated sentences together; a name counts no more than they do
    wanted  a match weighs what it tells: −log₂ of how probable the word is in the compared set

Short texts say little about how probable a word is: in twenty words everything is rare. So the counts are joined by a
prior that knows no language: short keys are frequent in every alphabet (Zipf's law of abbreviation), marks more so,
while one character of a script without spaces is worth about half a word. Cost: linear in distinct forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import regex
from numpy.typing import NDArray

from twicetold.model import IntArray, Tokens

_WORD = regex.compile(r"[\p{L}\p{N}]")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")

_MARK_BITS, _BASE_BITS, _CHAR_BITS, _MAX_BITS, _UNSPACED_BITS = 3.0, 4.0, 1.3, 14.0, 6.0
"""The prior: bits of a mark, of an alphabetic word (base + per character, at most), of a character without spaces."""
_PRIOR_TOKENS = 2000
"""The prior weighs as much as a text of this many tokens would."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Ids that hold across the compared set.

    ``ids[v][f]``: the key id of form ``f`` of version ``v``, ``forms[v][f]``: its form id (raw forms are equal
    exactly if their form ids are); per key id: ``keys``, ``bits`` (information) and ``is_word``.
    """

    ids: tuple[IntArray, ...]
    forms: tuple[IntArray, ...]
    keys: tuple[str, ...]
    bits: NDArray[np.float64]
    is_word: NDArray[np.bool_]


def make_lexicon(columns: Sequence[Tokens], texts: int = 0) -> Lexicon:
    """The lexicon of some tokenised texts; a key has the same bits whatever their order.

    ``texts`` is the number of versions that the columns come from, where it is not one column a version.
    """
    texts = texts or len(columns)
    index: dict[str, int] = {}
    ids = tuple(_ids(tokens.keys, index) for tokens in columns)
    form_index: dict[str, int] = {}
    forms = tuple(_ids(tokens.vocabulary, form_index) for tokens in columns)
    counts = np.zeros(len(index))
    for tokens, id_of in zip(columns, ids, strict=True):
        counts += np.bincount(id_of[tokens.forms], minlength=len(index))
    prior = np.fromiter(map(_prior_bits, index), dtype=np.float64, count=len(index))
    total = counts.sum()
    # a word that stands once in each of two texts has been seen once, not twice: it is the same occurrence retold
    probability = (counts / max(1, texts) + _PRIOR_TOKENS * 2.0**-prior) / (total / max(1, texts) + _PRIOR_TOKENS)
    is_word = np.fromiter(map(_is_word, index), dtype=np.bool_, count=len(index))
    return Lexicon(ids, forms, tuple(index), -np.log2(np.minimum(probability, 0.5)), is_word)


def _ids(texts: Sequence[str], index: dict[str, int]) -> IntArray:
    for text in texts:
        if text not in index:
            index[text] = len(index)
    return np.fromiter(map(index.__getitem__, texts), dtype=np.int32, count=len(texts))


def _is_word(key: str) -> bool:
    """Whether a letter or a digit is in it; of nearly all words the first character tells."""
    return key[:1].isalpha() or _WORD.search(key) is not None


def _prior_bits(key: str) -> float:
    if not _is_word(key):
        return _MARK_BITS
    if not key.isascii() and _UNSPACED.search(key):
        return _UNSPACED_BITS
    if key[0].isdigit():
        return _MAX_BITS / 2 + len(key)
    return min(_MAX_BITS, _BASE_BITS + _CHAR_BITS * len(key))
