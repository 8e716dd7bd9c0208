"""Words → their pieces: the runs of three characters in which two spellings of a word agree.

    ugly    “organise” and “organize” share nothing
    wanted  they share five of eight pieces, “ or” to “ani”

All words are cut in one go, on columns of code points. Cost: linear in the characters of the distinct words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_GRAM_CHARS = (3,)
"""Lengths of the pieces of words; 3 and 4, and 3 to 5, measured no better at twice and three times the cost."""

_BASE = np.uint64(0xD1342543DE82EF95)
"""An odd multiplier: pieces are named by a hash of 64 bits, in which a chance agreement is not to be expected."""


def cut_pieces(keys: Sequence[str], is_word: NDArray[np.bool_]) -> sparse.csr_array:
    """Keys × pieces: how often each piece stands in each key that is a word; a space stands before and behind it."""
    words = [f" {key} " if word else "" for key, word in zip(keys, is_word.tolist(), strict=True)]
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    points = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    starts = np.cumsum(lengths) - lengths
    rows, names = [], []
    for size in _GRAM_CHARS:
        # a word shorter than a piece is a piece
        counts = np.where(lengths > 0, np.maximum(1, lengths - size + 1), 0)
        row = np.repeat(np.arange(len(words)), counts)
        first = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        end = np.minimum(first + size, np.repeat(starts + lengths, counts))
        name = np.zeros(len(row), dtype=np.uint64)
        for offset in range(size):
            inside = first + offset < end
            name[inside] = name[inside] * _BASE + points[first[inside] + offset] + np.uint64(1)
        rows.append(row)
        names.append(name)
    distinct, columns = np.unique(np.concatenate(names), return_inverse=True)
    row = np.concatenate(rows)
    shape = (len(words), max(1, len(distinct)))
    matrix = sparse.csr_array((np.ones(len(row)), (row, columns)), shape=shape)
    matrix.sum_duplicates()
    return matrix
