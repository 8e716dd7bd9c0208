"""Versions → Collation: the line through this package, without a base and without regard to the order of the input.

Versions are worked on in canonical order (by digest), so whatever is decided by a tie is decided the same way for
every order of input; the result is then put back into the caller's order. Units become passages and paragraphs become
rows by the same clustering; passages and rows are ordered by threading the versions together, the longest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from twicetold.align.clusters import Bonds, Demands, cluster
from twicetold.align.columns import find_states, thread_columns
from twicetold.align.corrections import Corrections, mark_moves, resolve
from twicetold.align.echoes import find_echoes
from twicetold.align.lexicon import make_lexicon
from twicetold.align.links import link_versions
from twicetold.align.rows import make_rows, order_groups, with_single
from twicetold.model import (
    NO_OVERRIDES,
    Collation,
    Echo,
    Grouping,
    Note,
    Overrides,
    Passages,
    Progress,
    Rows,
    Version,
    silent,
)
from twicetold.settings import Settings

_LIMIT_NOTE = Note(
    "limit",
    "The versions are very long and differ in long stretches; there, sentences were compared only with sentences near "
    "the same place. Something that moved far may be shown as left out and added.",
)


def collate(
    versions: Sequence[Version],
    settings: Settings,
    overrides: Overrides = NO_OVERRIDES,
    progress: Progress = silent,
) -> Collation:
    """The collation of two or more versions, its versions in the order given, with the corrections of ``overrides``."""
    canonical = sorted(range(len(versions)), key=lambda v: (versions[v].id, v))
    ordered = [versions[v] for v in canonical]
    lexicon = make_lexicon([version.tokens for version in ordered])
    ids = [lexicon.ids[v][version.tokens.forms] for v, version in enumerate(ordered)]
    corrections = resolve(overrides, ordered)
    bonds, limited = link_versions(ordered, (ids, lexicon), corrections, settings, progress)
    progress("order", 0, 1)
    grouping, refused = _group(ordered, bonds, corrections)
    lead = sorted(range(len(ordered)), key=lambda v: (-ordered[v].words, v))
    grouping = order_groups(grouping, [version.units.words for version in ordered], lead)
    rows = make_rows(grouping, ordered, lead)
    progress("order", 1, 1)
    columns = thread_columns(ordered, grouping, (ids, lexicon.bits), settings, progress)
    forms = [lexicon.forms[v][version.tokens.forms] for v, version in enumerate(ordered)]
    is_present = np.stack([np.bincount(home, minlength=grouping.count) > 0 for home in grouping.homes], axis=1)
    states = find_states(columns, forms, [version.tokens.gaps for version in ordered], is_present)
    told = np.where(lexicon.is_word, lexicon.bits, 0.0)
    # back into the caller's order: rank[v] is where the caller's version v stands in the canonical one
    rank = [canonical.index(v) for v in range(len(versions))]
    table = columns.table[:, rank]
    for column in (table, states):
        column.setflags(write=False)
    collation = Collation(
        versions=tuple(versions),
        passages=Passages(_turned(grouping, rank), table, states, columns.edges.astype(np.int32)),
        rows=Rows(_turned(rows, rank)),
        echoes=_echoes(refused, find_echoes(ordered, grouping, ids, told), canonical),
        key_ids=tuple(ids[r] for r in rank),
        information=lexicon.bits,
        settings=settings,
        notes=(_LIMIT_NOTE,) if limited else (),
    )
    return _corrected(collation, overrides) if overrides else collation


def _corrected(collation: Collation, overrides: Overrides) -> Collation:
    """The collation with its corrections as data, their marks of order, and a note for whatever does not hold."""
    corrections = resolve(overrides, collation.versions)
    passage_of = [home.tolist() for home in collation.passages.grouping.homes]
    marks, notes = mark_moves(corrections, passage_of, overrides)
    return replace(collation, overrides=overrides, marks=marks, notes=collation.notes + corrections.notes + notes)


def _group(versions: Sequence[Version], bonds: Bonds, corrections: Corrections) -> tuple[Grouping, Bonds]:
    """Passages, and the bonds that none could take, from bonds of story units; every other unit stands alone."""
    story = [np.flatnonzero(version.units.is_story).astype(np.int32) for version in versions]
    rank = [np.cumsum(version.units.is_story) - 1 for version in versions]
    demands = Demands(
        tuple(frozenset((v, int(rank[v][u])) for v, u in group) for group in corrections.groups),
        {(v, int(rank[v][u])): stamps for (v, u), stamps in corrections.stamps.items()},
    )
    grouping, refused = cluster([len(own) for own in story], bonds, demands=demands)
    flat = np.concatenate(story)
    base = np.concatenate(([0], np.cumsum([len(own) for own in story])))
    a, b = flat[base[refused.a_versions] + refused.a], flat[base[refused.b_versions] + refused.b]
    named = Bonds(refused.a_versions, a, refused.b_versions, b, refused.strengths)
    return with_single(grouping, story, [len(version.units) for version in versions]), named


def _turned(grouping: Grouping, rank: Sequence[int]) -> Grouping:
    return Grouping(tuple(grouping.homes[r] for r in rank), grouping.count)


def _echoes(refused: Bonds, found: Sequence[Echo], canonical: Sequence[int]) -> tuple[Echo, ...]:
    """The links that no passage could take, and what passages tell of each other's, each once; in the caller's order
    of the versions."""
    columns = (refused.a_versions, refused.a, refused.b_versions, refused.b, refused.strengths)
    links = [Echo(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]
    links += found
    once = {frozenset(((echo.a_version, echo.a), (echo.b_version, echo.b))): echo for echo in reversed(links)}
    return tuple(
        Echo(canonical[echo.a_version], echo.a, canonical[echo.b_version], echo.b, echo.similarity)
        for echo in reversed(once.values())
    )
