"""Versions → Collation: the line through this package, without a base and without regard to the order of the input.

Versions are worked on in canonical order (by digest), so whatever is decided by a tie is decided the same way for
every order of input; the result is then put back into the caller's order. Units become passages and paragraphs become
rows by the same clustering; passages and rows are ordered by threading the versions together, the longest first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twicetold.align.clusters import Bonds, cluster
from twicetold.align.columns import find_states, thread_columns
from twicetold.align.lexicon import make_lexicon
from twicetold.align.links import link_versions
from twicetold.align.rows import make_rows, order_groups, with_single
from twicetold.model import Collation, Echo, Grouping, Note, Passages, Progress, Rows, Version, silent
from twicetold.settings import Settings

_LIMIT_NOTE = Note(
    "limit",
    "The versions are very long and differ in long stretches; there, sentences were compared only with sentences near "
    "the same place. Something that moved far may be shown as left out and added.",
)


def collate(versions: Sequence[Version], settings: Settings, progress: Progress = silent) -> Collation:
    """The collation of two or more versions, its versions in the order given."""
    canonical = sorted(range(len(versions)), key=lambda v: (versions[v].id, v))
    ordered = [versions[v] for v in canonical]
    lexicon = make_lexicon([version.tokens for version in ordered])
    ids = [lexicon.ids[v][version.tokens.forms] for v, version in enumerate(ordered)]
    bonds, limited = link_versions(ordered, ids, lexicon, settings, progress)
    progress("order", 0, 1)
    grouping, refused = _group(ordered, bonds)
    lead = sorted(range(len(ordered)), key=lambda v: (-ordered[v].words, v))
    grouping = order_groups(grouping, [version.units.words for version in ordered], lead)
    rows = make_rows(grouping, ordered, lead)
    progress("order", 1, 1)
    columns = thread_columns(ordered, grouping, (ids, lexicon.bits), settings, progress)
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
    flat = np.concatenate(story)
    base = np.concatenate(([0], np.cumsum([len(own) for own in story])))
    a, b = flat[base[refused.a_versions] + refused.a], flat[base[refused.b_versions] + refused.b]
    named = Bonds(refused.a_versions, a, refused.b_versions, b, refused.strengths)
    return with_single(grouping, story, [len(version.units) for version in versions]), named


def _turned(grouping: Grouping, rank: Sequence[int]) -> Grouping:
    return Grouping(tuple(grouping.homes[r] for r in rank), grouping.count)


def _echoes(refused: Bonds, canonical: Sequence[int]) -> tuple[Echo, ...]:
    columns = (refused.a_versions, refused.a, refused.b_versions, refused.b, refused.strengths)
    return tuple(
        Echo(canonical[x], a, canonical[y], b, strength)
        for x, a, y, b, strength in zip(*(column.tolist() for column in columns), strict=True)
    )
