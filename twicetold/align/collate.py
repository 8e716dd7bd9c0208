"""Versions → Collation: the line through this package, without a base and without regard to the order of the input.

Versions are worked on in canonical order (by digest), so whatever is decided by a tie is decided the same way for
every order of input; the result is then put back into the caller's order. Units become passages and paragraphs become
rows by the same clustering; passages and rows are ordered by threading the versions together, the longest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from twicetold.align.clusters import Bonds, cluster, join_bonds
from twicetold.align.columns import find_states, thread_columns
from twicetold.align.lexicon import Lexicon, make_lexicon
from twicetold.align.linking import link_units
from twicetold.align.rows import make_rows, order_groups, with_single
from twicetold.align.similarity import make_profiles
from twicetold.model import KINDS, Collation, Echo, Grouping, IntArray, Note, Passages, Rows, Version
from twicetold.settings import Settings

_LIMIT_NOTE = Note(
    "limit",
    "The versions are very long and differ in long stretches; there, sentences were compared only with sentences near "
    "the same place. Something that moved far may be shown as left out and added.",
)


def collate(versions: Sequence[Version], settings: Settings) -> Collation:
    """The collation of two or more versions, its versions in the order given."""
    canonical = sorted(range(len(versions)), key=lambda v: (versions[v].id, v))
    ordered = [versions[v] for v in canonical]
    lexicon = make_lexicon([version.tokens for version in ordered])
    ids = [lexicon.ids[v][version.tokens.forms] for v, version in enumerate(ordered)]
    bonds, limited = _unit_bonds(ordered, ids, lexicon, settings)
    grouping, refused = _group(ordered, bonds)
    lead = sorted(range(len(ordered)), key=lambda v: (-ordered[v].words, v))
    grouping = order_groups(grouping, [version.units.words for version in ordered], lead)
    rows = make_rows(grouping, ordered, lead)
    columns = thread_columns(ordered, grouping, ids, lexicon.bits, settings)
    forms = [lexicon.forms[v][version.tokens.forms] for v, version in enumerate(ordered)]
    is_present = np.stack([np.bincount(home, minlength=grouping.count) > 0 for home in grouping.homes], axis=1)
    states = find_states(columns, forms, [version.tokens.gaps for version in ordered], is_present)
    # back into the caller's order: rank[v] is where the caller's version v stands in the canonical one
    rank = [canonical.index(v) for v in range(len(versions))]
    table = columns.table[:, rank]
    for column in (table, states):
        column.setflags(write=False)
    return Collation(
        versions=tuple(versions),
        passages=Passages(_turned(grouping, rank), table, states, columns.edges.astype(np.int32)),
        rows=Rows(_turned(rows, rank)),
        echoes=_echoes(refused, canonical),
        key_ids=tuple(ids[r] for r in rank),
        information=lexicon.bits,
        settings=settings,
        notes=(_LIMIT_NOTE,) if limited else (),
    )


def _group(versions: Sequence[Version], bonds: Bonds) -> tuple[Grouping, Bonds]:
    """Passages, and the bonds that none could take, from bonds of story units; every other unit stands alone."""
    story = [np.flatnonzero(version.units.is_story).astype(np.int32) for version in versions]
    grouping, refused = cluster([len(own) for own in story], bonds)
    a = np.array([story[v][k] for v, k in zip(refused.a_versions, refused.a, strict=True)], dtype=np.int32)
    b = np.array([story[v][k] for v, k in zip(refused.b_versions, refused.b, strict=True)], dtype=np.int32)
    named = Bonds(refused.a_versions, a, refused.b_versions, b, refused.strengths)
    return with_single(grouping, story, [len(version.units) for version in versions]), named


def _unit_bonds(
    versions: Sequence[Version], ids: Sequence[IntArray], lexicon: Lexicon, settings: Settings
) -> tuple[Bonds, bool]:
    """Links between story units of every pair of versions, by rank among them; furniture is never linked. And whether
    a limit bit."""
    texts, heads = [], []
    for own, version in zip(ids, versions, strict=True):
        story = np.flatnonzero(version.units.is_story)
        starts, ends = version.units.token_starts[story].tolist(), version.units.token_ends[story].tolist()
        texts.append([own[start:end] for start, end in zip(starts, ends, strict=True)])
        heads.append(np.flatnonzero(version.units.kinds[story] == KINDS.index("headline")).tolist())
    profiles = make_profiles(texts, lexicon.keys, lexicon.bits, lexicon.is_word)
    parts: list[Bonds] = []
    limited = False
    for x, y in combinations(range(len(versions)), 2):
        for left, right in _comparable((heads[x], len(texts[x])), (heads[y], len(texts[y]))):
            linking = link_units(profiles[x].pick(left), profiles[y].pick(right), settings)
            limited |= linking.limited
            pairs = linking.pairs
            parts.append(
                Bonds(
                    np.full(len(pairs), x, np.int32),
                    np.array([left[pair.a] for pair in pairs], dtype=np.int32),
                    np.full(len(pairs), y, np.int32),
                    np.array([right[pair.b] for pair in pairs], dtype=np.int32),
                    np.array([pair.similarity for pair in pairs], dtype=np.float64),
                )
            )
    return join_bonds(parts), limited


def _comparable(x: tuple[list[int], int], y: tuple[list[int], int]) -> list[tuple[list[int], list[int]]]:
    """What is compared with what: if both have a headline, headlines with headlines and the rest with the rest.

    A headline is often told again in the first sentence; that does not make one a part of the other.
    """
    (x_heads, x_size), (y_heads, y_size) = x, y
    if not x_heads or not y_heads:
        return [(list(range(x_size)), list(range(y_size)))]
    rest = [[k for k in range(size) if k not in set(heads)] for heads, size in (x, y)]
    return [(x_heads, y_heads), (rest[0], rest[1])]


def _turned(grouping: Grouping, rank: Sequence[int]) -> Grouping:
    return Grouping(tuple(grouping.homes[r] for r in rank), grouping.count)


def _echoes(refused: Bonds, canonical: Sequence[int]) -> tuple[Echo, ...]:
    columns = (refused.a_versions, refused.a, refused.b_versions, refused.b, refused.strengths)
    return tuple(
        Echo(canonical[x], a, canonical[y], b, strength)
        for x, a, y, b, strength in zip(*(column.tolist() for column in columns), strict=True)
    )
