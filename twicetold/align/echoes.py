"""Passages that tell again what another passage tells: a quote in the headline and in the text, a sentence said twice.

    ugly    the quote that B prints in its headline counts as left out, because A prints it at the end
    wanted  it has its place, and a second, weaker link says that it is told again elsewhere

Two passages echo each other if what their readings share in rare words is most of what the smaller one has of them.
Words that stand in many passages are looked at by nobody, so the cost is linear in the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from twicetold.align.reuse import Bits, Numbers
from twicetold.model import Echo, Grouping, IntArray, Version

_RARE_BITS = 8.0
"""A word with less information is evidence of nothing: “they had expected” stands in any two stories."""
_FEW_PASSAGES = 12
"""A word that stands in more passages leads nowhere in particular."""
_ECHO_BITS = 25.0
"""What two passages have to share in rare words: two or three of them."""
_ECHO_SHARE = 0.6
"""And how much of the smaller one's rare words that has to be (0–1)."""


def find_echoes(versions: Sequence[Version], grouping: Grouping, ids: Sequence[IntArray], bits: Bits) -> list[Echo]:
    """One echo per pair of passages: the two units, of different versions, that share the largest part.

    ``ids[v]`` holds the key ids of all tokens of version v, ``bits[id]`` their information, 0 where a key is no word.
    """
    stories = [np.flatnonzero(version.units.is_story) for version in versions]
    table = sparse.vstack(
        [_presence(version, story, own, bits) for version, story, own in zip(versions, stories, ids, strict=True)],
        format="csr",
    )
    owner = np.repeat(np.arange(len(versions)), [len(story) for story in stories])
    unit = np.concatenate(stories)
    home = np.concatenate([grouping.homes[v][story] for v, story in enumerate(stories)])
    echoes = []
    for p, q in _candidates(table, home, grouping.count, bits):
        left, right = np.flatnonzero(home == p), np.flatnonzero(home == q)
        best = _closest(table, (left, right), owner, bits)
        if best is not None:
            (i, j), share = best
            echoes.append(Echo(int(owner[i]), int(unit[i]), int(owner[j]), int(unit[j]), share))
    return echoes


def _presence(version: Version, story: Numbers, ids: IntArray, bits: Bits) -> sparse.csr_array:
    """Story units × keys: 1 where a unit has a rare word."""
    starts, ends = version.units.token_starts[story], version.units.token_ends[story]
    unit = np.repeat(np.arange(len(story)), ends - starts)
    token = np.concatenate([np.empty(0, np.int64), np.repeat(starts, ends - starts)]).astype(np.int64)
    token += np.arange(len(token)) - np.repeat(np.cumsum(ends - starts) - (ends - starts), ends - starts)
    rare = bits[ids[token]] >= _RARE_BITS
    shape = (len(story), len(bits))
    matrix = sparse.csr_array((np.ones(int(rare.sum())), (unit[rare], ids[token][rare])), shape=shape)
    matrix.sum_duplicates()
    matrix.data = np.ones_like(matrix.data)
    return matrix


def _candidates(table: sparse.csr_array, home: Numbers, count: int, bits: Bits) -> list[tuple[int, int]]:
    """Pairs of passages that share enough in rare words."""
    members = sparse.csr_array((np.ones(len(home)), (home, np.arange(len(home)))), shape=(count, len(home)))
    passages = sparse.csr_array(members @ table)
    passages.data = np.ones_like(passages.data)
    spread = np.bincount(passages.indices, minlength=len(bits))
    telling = np.flatnonzero((spread > 1) & (spread <= _FEW_PASSAGES))
    totals = np.asarray(passages.multiply(bits[None, :]).sum(axis=1)).ravel()
    few = passages[:, telling]
    shared = sparse.triu(sparse.csr_array(few.multiply(bits[telling][None, :])) @ few.T, k=1).tocoo()
    enough = (shared.data >= _ECHO_BITS) & (
        shared.data >= _ECHO_SHARE * np.minimum(totals[shared.row], totals[shared.col])
    )
    return sorted(zip(shared.row[enough].tolist(), shared.col[enough].tolist(), strict=True))


def _closest(
    table: sparse.csr_array, sides: tuple[Numbers, Numbers], owner: NDArray[np.int64], bits: Bits
) -> tuple[tuple[int, int], float] | None:
    """The two units of different versions that share the largest part of the smaller one, and that share."""
    left, right = sides
    weighted = sparse.csr_array(table[left].multiply(bits[None, :]))
    shared = (weighted @ table[right].T).toarray()
    totals = [np.asarray(table[side].multiply(bits[None, :]).sum(axis=1)).ravel() for side in sides]
    shares = shared / np.maximum(np.minimum(totals[0][:, None], totals[1][None, :]), 1e-9)
    shares[(shared < _ECHO_BITS) | (owner[left][:, None] == owner[right][None, :])] = 0.0
    if not shares.size or shares.max() < _ECHO_SHARE:
        return None
    i, j = np.unravel_index(int(shares.argmax()), shares.shape)
    return (int(left[i]), int(right[j])), float(min(1.0, shares[i, j]))
