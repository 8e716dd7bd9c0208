"""Readings of all passages → columns of corresponding tokens, and how they stand to each other.

    ugly    N(N−1)/2 word diffs that contradict each other
    wanted  one table: a row per place, a column per version; any pair of versions is read off it

In each passage the readings are threaded one by one, those that share most first, into a growing list of columns; a
token joins a column only if it has the column's key, so every column has one key and the list is itself a text to
align with. The passages are threaded side by side: the second readings of all of them are aligned in one go. Cost: one
alignment of the whole texts per version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twicetold.align.reuse import distinct, ranges
from twicetold.align.words import match_gaps
from twicetold.model import Grouping, IntArray, Progress, Version, silent
from twicetold.settings import Settings

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """``table`` (places × versions) holds token indexes or -1; passage p has the places ``edges[p] ≤ i <
    edges[p + 1]``."""

    table: IntArray
    edges: Places


@dataclass(frozen=True, slots=True, eq=False)
class _Readings:
    """The tokens of one version passage by passage; those of passage p are ``tokens[edges[p]:edges[p + 1]]``."""

    tokens: IntArray
    edges: Places


def thread_columns(
    versions: Sequence[Version],
    grouping: Grouping,
    words: tuple[Sequence[IntArray], NDArray[np.float64]],
    settings: Settings,
    progress: Progress = silent,
) -> Columns:
    """The columns of all passages. ``words``: the key ids of all tokens of each version, and the information of an
    id."""
    ids, bits = words
    count = grouping.count
    readings = [_readings(version, home, count) for version, home in zip(versions, grouping.homes, strict=True)]
    lengths = np.stack([np.diff(reading.edges) for reading in readings], axis=1)
    # two near copies are threaded before a longer telling in other words could come between their marks
    ranking = np.lexsort((-lengths, -_shared(readings, ids)), axis=1)
    pool = _Pool(readings, ids)
    tokens, owners, keys, edges = pool.gather(ranking[:, 0])
    columns = Columns(np.full((len(tokens), len(versions)), -1, np.int32), edges)
    columns.table[np.arange(len(tokens)), owners] = tokens
    for turn in range(1, len(versions)):
        progress("thread", turn, len(versions))
        chosen = ranking[:, turn]
        if not lengths[np.arange(count), chosen].any():
            break
        tokens, owners, own, edges = pool.gather(chosen)
        gaps = np.stack([columns.edges[:-1], columns.edges[1:], edges[:-1], edges[1:]], axis=1)
        gaps = gaps[(gaps[:, 0] < gaps[:, 1]) & (gaps[:, 2] < gaps[:, 3])]
        runs = match_gaps(keys, own, gaps, bits, settings)
        columns, keys = _splice(columns, keys, (tokens, owners, edges), own, runs)
    progress("thread", len(versions), len(versions))
    return columns


def _shared(readings: Sequence[_Readings], ids: Sequence[IntArray]) -> Places:
    """Passages × versions: how many tokens of a reading stand in another version's reading of the passage too."""
    passages = len(readings[0].edges) - 1
    if len(readings) == 2:
        # of two readings each shares what the other does
        return np.zeros((passages, 2), dtype=np.int64)
    width = 1 + max((int(keys.max(initial=0)) for keys in ids), default=0)
    homes = [np.repeat(np.arange(passages), np.diff(reading.edges)) for reading in readings]
    codes = [home * width + keys[reading.tokens] for home, keys, reading in zip(homes, ids, readings, strict=True)]
    every = np.sort(np.concatenate([distinct(np.sort(code)) for code in codes]))
    common = distinct(every[1:][every[1:] == every[:-1]])
    counts = []
    for home, code in zip(homes, codes, strict=True):
        place = np.minimum(np.searchsorted(common, code), max(0, len(common) - 1))
        is_common = common[place] == code if len(common) else np.zeros(len(code), dtype=np.bool_)
        counts.append(np.bincount(home[is_common], minlength=passages))
    return np.stack(counts, axis=1)


def _readings(version: Version, home: IntArray, count: int) -> _Readings:
    units = np.argsort(home, kind="stable")
    starts = version.units.token_starts[units].astype(np.int64)
    lengths = version.units.token_ends[units] - starts
    tokens = ranges(starts, lengths).astype(np.int32)
    counts = np.bincount(home[units], weights=lengths, minlength=count).astype(np.int64)
    return _Readings(tokens, np.concatenate(([0], np.cumsum(counts))))


class _Pool:
    """The tokens of all versions one behind the other, from which those of any passage and version are taken."""

    def __init__(self, readings: Sequence[_Readings], ids: Sequence[IntArray]) -> None:
        self._tokens = np.concatenate([reading.tokens for reading in readings])
        self._keys = np.concatenate([own[reading.tokens] for own, reading in zip(ids, readings, strict=True)])
        bases = np.concatenate(([0], np.cumsum([len(reading.tokens) for reading in readings])))
        self._edges = np.stack([reading.edges + base for reading, base in zip(readings, bases[:-1], strict=True)])

    def gather(self, chosen: Places) -> tuple[IntArray, Places, IntArray, Places]:
        """Of each passage the reading of the chosen version: tokens, the version and the key of each, and the passages'
        edges."""
        passages = np.arange(len(chosen))
        starts = self._edges[chosen, passages]
        lengths = self._edges[chosen, passages + 1] - starts
        places = ranges(starts, lengths)
        edges = np.concatenate(([0], np.cumsum(lengths)))
        return self._tokens[places], np.repeat(chosen, lengths), self._keys[places], edges


def _splice(
    columns: Columns, keys: IntArray, added: tuple[IntArray, Places, Places], own: IntArray, runs: IntArray
) -> tuple[Columns, IntArray]:
    """The columns with the added readings: matched tokens join theirs, the others get new columns before the next
    match, behind what the columns have there."""
    tokens, owners, edges = added
    partner = np.full(len(tokens), -1, dtype=np.int64)
    partner[ranges(runs[:, 1].astype(np.int64), runs[:, 2].astype(np.int64))] = ranges(
        runs[:, 0].astype(np.int64), runs[:, 2].astype(np.int64)
    )
    passage = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    # the column before which a token that has none is put: that of the next matched token, or the passage's end
    following = np.where(partner >= 0, partner, columns.edges[passage + 1])
    following = np.minimum.accumulate(following[::-1])[::-1]
    fresh = np.flatnonzero(partner < 0)
    before = following[fresh]
    new_place = before + np.arange(len(fresh))
    old_place = np.arange(len(keys)) + np.searchsorted(before, np.arange(len(keys)), side="right")
    table = np.full((len(keys) + len(fresh), columns.table.shape[1]), -1, dtype=np.int32)
    merged = np.empty(len(table), dtype=np.int32)
    table[old_place], merged[old_place] = columns.table, keys
    merged[new_place] = own[fresh]
    table[new_place, owners[fresh]] = tokens[fresh]
    matched = np.flatnonzero(partner >= 0)
    table[old_place[partner[matched]], owners[matched]] = tokens[matched]
    grown = np.concatenate(([0], np.cumsum(np.bincount(passage[fresh], minlength=len(edges) - 1))))
    return Columns(table, columns.edges + grown), merged


def find_states(
    columns: Columns, forms: Sequence[IntArray], gaps: Sequence[NDArray[np.uint8]], is_present: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """Per place: 0 where all readings that are present agree, 1 where they differ in type only, 2 where they differ.

    ``forms[v]``: form id per token of version v, ``gaps[v]``: the space before each; ``is_present`` (passages ×
    versions) says which version has a reading.
    """
    table, edges = columns.table, columns.edges
    if not len(table):
        return np.zeros(0, dtype=np.uint8)
    here = np.repeat(is_present, np.diff(edges), axis=0)
    full = np.all((table >= 0) | ~here, axis=1)
    inner = np.zeros(len(table), dtype=np.bool_)
    inner[1:] = full[1:] & full[:-1]
    inner[edges[:-1][np.diff(edges) > 0]] = False
    for v in range(table.shape[1]):
        inner[1:] &= ~here[1:, v] | (np.diff(table[:, v]) == 1)
    form = _varies(table, forms, here)
    gap = _varies(table, gaps, here)
    differs = np.where(~full, 2, np.where(form | (inner & gap), 1, 0))
    return differs.astype(np.uint8)


def _varies(table: IntArray, values: Sequence[NDArray[np.integer]], here: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Per place: whether the versions that are present have different values there; absent tokens do not count."""
    least = np.full(len(table), np.iinfo(np.int32).max, dtype=np.int32)
    most = np.full(len(table), -1, dtype=np.int32)
    for v, value in enumerate(values):
        at = np.flatnonzero(here[:, v] & (table[:, v] >= 0))
        own = value[table[at, v]].astype(np.int32)
        least[at] = np.minimum(least[at], own)
        most[at] = np.maximum(most[at], own)
    varies: NDArray[np.bool_] = least < most
    return varies
