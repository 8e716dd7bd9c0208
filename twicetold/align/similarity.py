"""Units × units → how alike: the lexical measure that everything starts from.

    ugly    a paragraph is “similar” to another because both are long and full of “the”
    wanted  measures that each see something else: words (rare ones weigh more), pieces of words, and words in a row

All are cosines of TF-IDF vectors with the IDF of the whole compared set; their mean is the similarity. Containment
is the share of a unit's information that stands in another: it finds halves of split sentences and quoted parts. Cost:
six sparse products a pair of versions.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from twicetold.align.pieces import cut_pieces
from twicetold.model import IntArray

FloatMatrix = NDArray[np.float64]

COMMON_BITS = 8.0
"""A word with less information than this is evidence of nothing: “they had expected” stands in any two stories."""

_IN_A_ROW_SHARE = 0.3
"""Share of words in a row in the similarity of two units that have any. Two that are only about the same thing share
words, one that was made from the other shares them in a row: the log loss of “is this pair linked?”, by similarity and
by the best that either unit has elsewhere, falls from .427 to .410, and on every set."""

NO_SIGNATURE = 0
"""The signature of a unit without any token."""

_LEAST_WEIGHT = 0.3
"""Weight of a word that stands in every unit; a word that stands in one of N has this and ln N more. With the 1.0 that
is usual the words that all units share hid what two of them share: the log loss of “is this pair linked?” by similarity
alone, mean of six labelled sets, is .635 with 1.0, .586 with .3."""


@dataclass(frozen=True, eq=False)
class Profile:
    """Vectors of a list of units: one row each.

    ``words``, ``pieces`` and ``rows`` (words in a row, two and two) have unit length, ``bits`` sums to ``total``;
    ``surprise`` holds, per word that stands in the unit, the bits beyond those of a common word; ``signatures`` are
    equal where the keys are.
    """

    words: sparse.csr_array
    pieces: sparse.csr_array
    rows: sparse.csr_array
    bits: sparse.csr_array
    total: NDArray[np.float64]
    surprise: sparse.csr_array
    signatures: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.total)

    @cached_property
    def turned(self) -> dict[str, sparse.csr_array]:
        """The matrices as words × units, where the product with another profile needs them; made once, as the profile
        of one version meets those of all others. ``present`` and ``rare`` are 1 wherever ``bits``, ``surprise`` are
        not 0."""
        made = {"words": self.words, "pieces": self.pieces, "rows": self.rows, "bits": self.bits}
        made |= {"present": _present(self.bits), "rare": _present(self.surprise)}
        return {name: sparse.csr_array(matrix.T) for name, matrix in made.items()}

    def pick(self, units: slice | list[int]) -> Profile:
        """The profile of some of the units."""
        return Profile(
            self.words[units],
            self.pieces[units],
            self.rows[units],
            self.bits[units],
            self.total[units],
            self.surprise[units],
            self.signatures[units],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """How alike the units of two texts are; all that linking looks at.

    Dense matrices, units of a × units of b: ``alike``, the similarity (0–1); ``a_in_b``, the share (0–1) of the
    information of the unit of a that stands in the unit of b; ``b_in_a``, the share of that of the unit of b that
    stands in the unit of a; ``rare``, what the two share beyond common words (bits). Sparse, units × words: ``a_bits``
    and ``b_bits``, the information of each unit's words.
    """

    alike: FloatMatrix
    a_in_b: FloatMatrix
    b_in_a: FloatMatrix
    rare: FloatMatrix
    a_bits: sparse.csr_array
    b_bits: sparse.csr_array


def make_scores(a: Profile, b: Profile) -> Scores:
    """The scores of all units of ``a`` with all units of ``b``."""
    rare: FloatMatrix = (a.surprise @ b.turned["rare"]).toarray()
    b_in_a = (_present(a.bits) @ b.turned["bits"]).toarray() / np.where(b.total > 0, b.total, 1.0)
    scores = Scores(similarity(a, b), containment(a, b), b_in_a, rare, a.bits, b.bits)
    # a line of marks (“* * *”) has no words to be alike in; it is alike to itself
    wordless = (a.total == 0) & (a.signatures != NO_SIGNATURE)
    if wordless.any():
        same = wordless[:, None] & (a.signatures[:, None] == b.signatures[None, :])
        for matrix in (scores.alike, scores.a_in_b, scores.b_in_a):
            matrix[same] = 1.0
    return scores


def make_profile(
    units: Sequence[IntArray], keys: Sequence[str], bits: NDArray[np.float64], is_word: NDArray[np.bool_]
) -> Profile:
    """The profile of units that are compared with each other. ``units[u]`` holds the key ids of unit u, ``keys[id]`` is
    the key's text."""
    words = _only(_counts(units, len(keys)), is_word)
    pieces = sparse.csr_array(words @ cut_pieces(keys, is_word))
    rows = _in_a_row(units, is_word)
    weight = np.where(is_word, bits, 0.0)
    information = _weighted(words, weight)
    return Profile(
        _unit_length(words),
        _unit_length(pieces),
        _unit_length(rows),
        information,
        np.asarray(information.sum(axis=1), dtype=np.float64).ravel(),
        _weighted(_present(words), np.maximum(weight - COMMON_BITS, 0.0)),
        np.fromiter(map(_signature, units), dtype=np.uint64, count=len(units)),
    )


def make_profiles(
    texts: Sequence[Sequence[IntArray]], keys: Sequence[str], bits: NDArray[np.float64], is_word: NDArray[np.bool_]
) -> list[Profile]:
    """One profile per version, with what is rare judged by all of them. ``texts[v][u]`` holds the key ids of unit u of
    version v."""
    together = make_profile([unit for units in texts for unit in units], keys, bits, is_word)
    edges = np.concatenate(([0], np.cumsum([len(units) for units in texts]))).tolist()
    return [together.pick(slice(low, high)) for low, high in itertools.pairwise(edges)]


def similarity(a: Profile, b: Profile) -> FloatMatrix:
    """Similarity (0–1) of every unit of ``a`` with every unit of ``b``; symmetric: ``similarity(b, a)`` is its
    transpose."""
    table: FloatMatrix = (a.words @ b.turned["words"]).toarray()
    table += (a.pieces @ b.turned["pieces"]).toarray()
    table /= 2
    in_a_row = np.outer(np.diff(a.rows.indptr) > 0, np.diff(b.rows.indptr) > 0)
    table += _IN_A_ROW_SHARE * ((a.rows @ b.turned["rows"]).toarray() - table * in_a_row)
    return np.clip(table, 0.0, 1.0)


def containment(a: Profile, b: Profile) -> FloatMatrix:
    """Share (0–1) of the information of each unit of ``a`` that stands in each unit of ``b``."""
    shared: FloatMatrix = (a.bits @ b.turned["present"]).toarray()
    totals = np.where(a.total > 0, a.total, 1.0)
    return shared / totals[:, None]


def _present(values: sparse.csr_array) -> sparse.csr_array:
    """1 wherever there is a value; nothing but the values is copied."""
    return sparse.csr_array((np.ones_like(values.data), values.indices, values.indptr), shape=values.shape)


def _signature(ids: IntArray) -> int:
    if not len(ids):
        return NO_SIGNATURE
    return int.from_bytes(blake2b(ids.tobytes(), digest_size=8).digest(), "big")


def _counts(units: Sequence[IntArray], width: int) -> sparse.csr_array:
    lengths = np.fromiter(map(len, units), dtype=np.int64, count=len(units))
    indices = np.concatenate(units) if len(units) else np.empty(0, dtype=np.int32)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    matrix = sparse.csr_array((np.ones(len(indices)), indices, starts), shape=(len(units), width))
    matrix.sum_duplicates()
    return matrix


def _only(counts: sparse.csr_array, wanted: NDArray[np.bool_]) -> sparse.csr_array:
    kept = sparse.csr_array(counts.multiply(wanted[None, :].astype(np.float64)))
    kept.eliminate_zeros()
    return kept


def _weighted(counts: sparse.csr_array, weight: NDArray[np.float64]) -> sparse.csr_array:
    """Each count times the weight of its word; what weighs nothing is left out."""
    matrix = sparse.csr_array((counts.data * weight[counts.indices], counts.indices, counts.indptr), shape=counts.shape)
    matrix = matrix.copy()
    matrix.eliminate_zeros()
    return matrix


def _in_a_row(units: Sequence[IntArray], is_word: NDArray[np.bool_]) -> sparse.csr_array:
    """Units × pairs of neighbouring words, marks between them left aside: how often each stands there."""
    ids = np.concatenate([np.empty(0, np.int64), *units]).astype(np.int64)
    home = np.repeat(np.arange(len(units)), [len(unit) for unit in units])
    told = is_word[ids]
    ids, home = ids[told], home[told]
    inside = home[1:] == home[:-1]
    known, columns = np.unique((ids[:-1] * len(is_word) + ids[1:])[inside], return_inverse=True)
    shape = (len(units), max(1, len(known)))
    return sparse.csr_array((np.ones(len(columns)), (home[1:][inside], columns)), shape=shape)


def _unit_length(counts: sparse.csr_array) -> sparse.csr_array:
    """TF-IDF: counts damped and weighed by smoothed inverse document frequency over all units, each row of length 1."""
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    inverse = np.log((1 + counts.shape[0]) / (1 + frequency)) + _LEAST_WEIGHT
    data = (1 + np.log(np.maximum(counts.data, 1e-9))) * inverse[counts.indices]
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    norms = np.sqrt(np.bincount(row, weights=data * data, minlength=counts.shape[0]))
    return sparse.csr_array((data / norms[row], counts.indices, counts.indptr), shape=counts.shape)
