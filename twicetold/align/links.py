"""Versions → bonds: which units of every pair of versions correspond. Furniture and bylines are never linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from twicetold.align.clusters import Bonds, join_bonds
from twicetold.align.corrections import Corrections, Given
from twicetold.align.lexicon import Lexicon
from twicetold.align.linking import Block, make_block
from twicetold.align.reuse import Pairs, UnitTexts
from twicetold.align.similarity import Profile, make_scores
from twicetold.align.table import MOST_CELLS, ScoreTable
from twicetold.align.texts import is_short, link_all_short, link_long, profile_texts
from twicetold.model import KINDS, IntArray, Progress, Version, silent
from twicetold.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Some story units of a version: their ranks among those, their places in the table of scores, their indexes, their
    keys, and their profile if a short text is compared with them."""

    ranks: IntArray
    places: IntArray
    units: IntArray
    texts: UnitTexts
    profile: Profile | None


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """A version's story units: all, only headlines, all but headlines."""

    everything: _Part
    heads: _Part
    rest: _Part


def link_versions(
    versions: Sequence[Version],
    words: tuple[Sequence[IntArray], Lexicon],
    corrections: Corrections,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Bonds, bool]:
    """Bonds between story units of every pair of versions, by their rank among them; and whether a limit bit.

    ``words``: the key ids of all tokens of each version, and their lexicon.
    """
    ids, lexicon = words
    sides, table = _sides(versions, ids, lexicon, settings)
    pairs = list(combinations(range(len(versions)), 2))
    bonds: list[Bonds] = []
    limited = False
    batch = _ShortPairs(table, settings)
    for done, (x, y) in enumerate(pairs):
        progress("link", done, len(pairs))
        corrected = corrections.between(x, y)
        for a, b in _comparable(sides[x], sides[y]):
            given = corrected.pick(a.units.tolist(), b.units.tolist()) if corrected else corrected
            if a.profile is not None and b.profile is not None and is_short(a.texts, b.texts, settings):
                batch.add(((x, a), (y, b)), given)
                bonds += batch.linked(least=_BATCH_CELLS)
            else:
                linked, bit = link_long(a.texts, b.texts, lexicon, settings, given)
                bonds.append(_bonds((x, a), (y, b), linked))
                limited |= bit
    bonds += batch.linked()
    progress("link", len(pairs), len(pairs))
    return join_bonds(bonds), limited


_BATCH_CELLS = 400_000
"""Units × units of short pairs that are linked at once: enough that what each call costs no longer counts, and 30 MB of
matrices."""

_End = tuple[int, _Part]
"""A version and the units of it that are compared."""


class _ShortPairs:
    """Short pairs that wait to be linked, many at once."""

    def __init__(self, table: ScoreTable | None, settings: Settings) -> None:
        self._table = table
        self._settings = settings
        self._ends: list[tuple[_End, _End]] = []
        self._blocks: list[Block] = []
        self._given: list[Given] = []
        self._cells = 0

    def add(self, ends: tuple[_End, _End], given: Given) -> None:
        """One more pair."""
        (_, a), (_, b) = ends
        assert a.profile is not None
        assert b.profile is not None
        profiles = a.profile, b.profile
        scores = self._table.cut(a.places, b.places, profiles) if self._table else make_scores(*profiles)
        self._ends.append(ends)
        self._blocks.append(make_block(a.profile, b.profile, scores, given))
        self._given.append(given)
        self._cells += len(a.ranks) * len(b.ranks)

    def linked(self, least: int = 0) -> list[Bonds]:
        """The bonds of all that wait, if they have more than ``least`` units × units together."""
        if self._cells <= least and least:
            return []
        found = link_all_short(self._blocks, self._settings, self._given)
        bonds = [_bonds(a, b, pairs) for (a, b), pairs in zip(self._ends, found, strict=True)]
        self._ends, self._blocks, self._given, self._cells = [], [], [], 0
        return bonds


def _bonds(x: _End, y: _End, linked: Pairs) -> Bonds:
    (x_version, a), (y_version, b) = x, y
    ends = np.full(len(linked), x_version, np.int32), np.full(len(linked), y_version, np.int32)
    return Bonds(ends[0], a.ranks[linked.a], ends[1], b.ranks[linked.b], linked.similarity)


def _sides(
    versions: Sequence[Version], ids: Sequence[IntArray], lexicon: Lexicon, settings: Settings
) -> tuple[list[_Side], ScoreTable | None]:
    """The sides of all versions, and the table of their scores if there are pairs enough to need one."""
    stories = [np.flatnonzero(version.units.is_story).astype(np.int32) for version in versions]
    texts = []
    for own, version, story in zip(ids, versions, stories, strict=True):
        edges = np.concatenate((version.units.token_starts, version.units.token_ends[-1:])).astype(np.int64)
        texts.append(UnitTexts(own, edges).pick(story))
    # profiles of versions that are in long pairs only would cost more than they are good for
    shortest = min(map(len, texts))
    short = [v for v, own in enumerate(texts) if len(own) * shortest <= settings.max_cells]
    made = profile_texts([texts[v] for v in short], lexicon)
    profiles = dict(zip(short, made, strict=True))
    counts = [len(texts[v]) for v in short]
    base = dict(zip(short, np.concatenate(([0], np.cumsum(counts))).tolist(), strict=False))
    table = ScoreTable(made) if len(short) > 2 and sum(counts) ** 2 <= MOST_CELLS else None

    def part(v: int, ranks: IntArray) -> _Part:
        places, own = ranks + base.get(v, 0), profiles.get(v)
        if len(ranks) == len(stories[v]):
            return _Part(ranks, places, stories[v], texts[v], own)
        picked = own.pick(ranks.tolist()) if own is not None else None
        return _Part(ranks, places, stories[v][ranks], texts[v].pick(ranks), picked)

    sides = []
    for v, (version, story) in enumerate(zip(versions, stories, strict=True)):
        is_head = version.units.kinds[story] == KINDS.index("headline")
        groups = (np.ones_like(is_head), is_head, ~is_head)
        sides.append(_Side(*(part(v, np.flatnonzero(flags).astype(np.int32)) for flags in groups)))
    return sides, table


def _comparable(x: _Side, y: _Side) -> list[tuple[_Part, _Part]]:
    """What is compared with what: if both have a headline, headlines with headlines and the rest with the rest.

    A headline is often told again in the first sentence; that does not make one a part of the other.
    """
    if not len(x.heads.ranks) or not len(y.heads.ranks):
        return [(x.everything, y.everything)]
    return [(x.heads, y.heads), (x.rest, y.rest)]
