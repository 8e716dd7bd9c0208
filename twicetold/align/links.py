"""Versions → bonds: which units of every pair of versions correspond. Furniture and bylines are never linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from twicetold.align.clusters import Bonds, join_bonds
from twicetold.align.corrections import Corrections
from twicetold.align.lexicon import Lexicon
from twicetold.align.reuse import UnitTexts
from twicetold.align.similarity import Profile
from twicetold.align.texts import is_short, link_long, link_short, profile_texts
from twicetold.model import KINDS, IntArray, Progress, Version, silent
from twicetold.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Some story units of a version: their ranks among those, their indexes, their keys, and their profile if a short
    text is compared with them."""

    ranks: IntArray
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
    sides = _sides(versions, ids, lexicon, settings)
    pairs = list(combinations(range(len(versions)), 2))
    bonds: list[Bonds] = []
    limited = False
    for done, (x, y) in enumerate(pairs):
        progress("link", done, len(pairs))
        corrected = corrections.between(x, y)
        for a, b in _comparable(sides[x], sides[y]):
            given = corrected.pick(a.units.tolist(), b.units.tolist()) if corrected else corrected
            if a.profile is not None and b.profile is not None and is_short(a.texts, b.texts, settings):
                linked = link_short(a.profile, b.profile, settings, given)
            else:
                linked, bit = link_long(a.texts, b.texts, lexicon, settings, given)
                limited |= bit
            ends = np.full(len(linked), x, np.int32), np.full(len(linked), y, np.int32)
            bonds.append(Bonds(ends[0], a.ranks[linked.a], ends[1], b.ranks[linked.b], linked.similarity))
    progress("link", len(pairs), len(pairs))
    return join_bonds(bonds), limited


def _sides(versions: Sequence[Version], ids: Sequence[IntArray], lexicon: Lexicon, settings: Settings) -> list[_Side]:
    stories = [np.flatnonzero(version.units.is_story).astype(np.int32) for version in versions]
    texts = []
    for own, version, story in zip(ids, versions, stories, strict=True):
        edges = np.concatenate((version.units.token_starts, version.units.token_ends[-1:])).astype(np.int64)
        texts.append(UnitTexts(own, edges).pick(story))
    # profiles of versions that are in long pairs only would cost more than they are good for
    shortest = min(map(len, texts))
    short = [v for v, own in enumerate(texts) if len(own) * shortest <= settings.max_cells]
    profiles = dict(zip(short, profile_texts([texts[v] for v in short], lexicon), strict=True))

    def part(v: int, ranks: IntArray) -> _Part:
        profile = profiles[v].pick(ranks.tolist()) if v in profiles else None
        return _Part(ranks, stories[v][ranks], texts[v].pick(ranks), profile)

    sides = []
    for v, (version, story) in enumerate(zip(versions, stories, strict=True)):
        is_head = version.units.kinds[story] == KINDS.index("headline")
        groups = (np.ones_like(is_head), is_head, ~is_head)
        sides.append(_Side(*(part(v, np.flatnonzero(flags).astype(np.int32)) for flags in groups)))
    return sides


def _comparable(x: _Side, y: _Side) -> list[tuple[_Part, _Part]]:
    """What is compared with what: if both have a headline, headlines with headlines and the rest with the rest.

    A headline is often told again in the first sentence; that does not make one a part of the other.
    """
    if not len(x.heads.ranks) or not len(y.heads.ranks):
        return [(x.everything, y.everything)]
    return [(x.heads, y.heads), (x.rest, y.rest)]
