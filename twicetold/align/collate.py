"""Versions → Collation: the line through this package, without a base and without regard to the order of the input.

Versions are worked on in canonical order (by digest), so whatever is decided by a tie is decided the same way for
every order of input; the result is then put back into the caller's order. Units become passages and paragraphs become
rows by the same clustering; passages and rows are ordered by threading the versions together, the longest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from twicetold.align.clusters import Bond, Piece, cluster
from twicetold.align.columns import find_variants, thread_columns
from twicetold.align.corrections import Corrections, mark_moves, resolve
from twicetold.align.lexicon import Lexicon, make_lexicon
from twicetold.align.linking import link_units
from twicetold.align.order import merge_order
from twicetold.align.similarity import make_profiles
from twicetold.model import (
    NO_OVERRIDES,
    Collation,
    Echo,
    IntArray,
    Note,
    Overrides,
    Passage,
    Reading,
    Row,
    Variant,
    Version,
)
from twicetold.settings import Settings

Groups = list[tuple[tuple[int, ...], ...]]
Skip = Callable[[int, int], bool]

_LIMIT_NOTE = Note(
    "limit",
    "The versions are very long and differ in long stretches; there, sentences were compared only with sentences near "
    "the same place. Something that moved far may be shown as left out and added.",
)

_ROW_SUPPORT = 0.25
"""In a row a quarter is enough: a short telling that joins two paragraphs of three longer ones stands beside both."""
_ROW_SHARE = 0.4
"""Paragraphs stand beside each other if the passages they share hold this much of the smaller one's words."""
_LONE_ROW_SHARE = 0.15
"""The same for a paragraph that would else stand beside none of the other version: a brief that says it in a third."""


def collate(versions: Sequence[Version], settings: Settings, overrides: Overrides = NO_OVERRIDES) -> Collation:
    """The collation of two or more versions, its versions in the order given, with the corrections of ``overrides``."""
    canonical = sorted(range(len(versions)), key=lambda v: (versions[v].id, v))
    ordered = [versions[v] for v in canonical]
    lexicon = make_lexicon([version.tokens for version in ordered])
    corrections = resolve(overrides, ordered)
    bonds, limited = _unit_bonds(ordered, lexicon, settings, corrections)
    groups, refused = cluster(
        [len(version.units) for version in ordered],
        bonds,
        _furniture_unit(ordered),
        together=corrections.groups,
        parted=corrections.parted,
    )
    lead = sorted(range(len(ordered)), key=lambda v: (-ordered[v].words, v))
    groups = _in_order(groups, [[unit.words for unit in version.units] for version in ordered], lead)
    rows = _rows(groups, ordered, lead)
    ids = [lexicon.ids[v][version.tokens.forms] for v, version in enumerate(ordered)]
    forms = [lexicon.forms[v][version.tokens.forms] for v, version in enumerate(ordered)]
    gaps = [version.tokens.gaps for version in ordered]
    passages = []
    for group in groups:
        ranges = [_token_range(version, units) for version, units in zip(ordered, group, strict=True)]
        table = thread_columns(ranges, ids, lexicon.bits, settings)
        passages.append((group, table, find_variants(table, forms, gaps)))
    collation = _in_given_order(versions, canonical, passages, rows, refused, lexicon, settings)
    if limited:
        collation = replace(collation, notes=(_LIMIT_NOTE,))
    return _corrected(collation, overrides) if overrides else collation


def _corrected(collation: Collation, overrides: Overrides) -> Collation:
    """The collation with its corrections as data, their marks of order, and a note for whatever does not hold."""
    corrections = resolve(overrides, collation.versions)
    marks, notes = mark_moves(corrections, _passage_of(collation), overrides)
    return replace(collation, overrides=overrides, marks=marks, notes=collation.notes + corrections.notes + notes)


def _passage_of(collation: Collation) -> list[list[int]]:
    found = [[0] * len(version.units) for version in collation.versions]
    for number, passage in enumerate(collation.passages):
        for v, reading in enumerate(passage.readings):
            for u in reading.units:
                found[v][u] = number
    return found


def _unit_bonds(
    versions: Sequence[Version], lexicon: Lexicon, settings: Settings, corrections: Corrections
) -> tuple[list[Bond], bool]:
    """Links between story units of every pair of versions; furniture is never linked. And whether a limit bit."""
    story = [[u for u, unit in enumerate(version.units) if unit.is_story] for version in versions]
    texts = []
    for v, version in enumerate(versions):
        ids = lexicon.ids[v][version.tokens.forms]
        texts.append([ids[version.units[u].tokens.start : version.units[u].tokens.end] for u in story[v]])
    profiles = make_profiles(texts, lexicon.keys, lexicon.bits, lexicon.is_word)
    heads = [
        [k for k, u in enumerate(story[v]) if versions[v].units[u].kind == "headline"] for v in range(len(versions))
    ]
    bonds: list[Bond] = []
    limited = False
    for x, y in combinations(range(len(versions)), 2):
        for left, right in _comparable((heads[x], len(story[x])), (heads[y], len(story[y]))):
            given = corrections.between(x, y).pick([story[x][k] for k in left], [story[y][k] for k in right])
            linking = link_units(profiles[x].pick(left), profiles[y].pick(right), settings, given)
            limited |= linking.limited
            bonds += [
                Bond(pair.similarity, (x, story[x][left[pair.a]]), (y, story[y][right[pair.b]]))
                for pair in linking.pairs
            ]
    return bonds, limited


def _comparable(x: tuple[list[int], int], y: tuple[list[int], int]) -> list[tuple[list[int], list[int]]]:
    """What is compared with what: if both have a headline, headlines with headlines and the rest with the rest.

    A headline is often told again in the first sentence; that does not make one a part of the other.
    """
    (x_heads, x_size), (y_heads, y_size) = x, y
    if not x_heads or not y_heads:
        return [(list(range(x_size)), list(range(y_size)))]
    rest = [[k for k in range(size) if k not in set(heads)] for heads, size in (x, y)]
    return [(x_heads, y_heads), (rest[0], rest[1])]


def _furniture_unit(versions: Sequence[Version]) -> Skip:
    return lambda version, index: not versions[version].units[index].is_story


def _in_order(groups: Groups, weights: list[list[int]], lead: list[int]) -> Groups:
    """Groups in one order that keeps to the versions' own as far as it can; ``lead`` says which version goes first.

    ``weights[v][i]`` are the words of piece i of version v.
    """
    heavy = [1.0 + sum(weights[v][i] for v, run in enumerate(group) for i in run) for group in groups]
    home = [[0] * len(pieces) for pieces in weights]
    for g, group in enumerate(groups):
        for v, run in enumerate(group):
            for index in run:
                home[v][index] = g
    sequences = [list(dict.fromkeys(home[v])) for v in lead]
    return [groups[g] for g in merge_order(sequences, heavy)]


def _rows(passages: Groups, versions: Sequence[Version], lead: list[int]) -> Groups:
    """Paragraphs that stand beside each other, by the words of the passages that they share."""
    shared: dict[tuple[Piece, Piece], int] = defaultdict(int)
    for group in passages:
        parts: list[dict[int, int]] = []
        for v, run in enumerate(group):
            part: dict[int, int] = defaultdict(int)
            for u in run:
                part[versions[v].units[u].paragraph] += versions[v].units[u].words
            parts.append(part)
        for x, y in combinations(range(len(versions)), 2):
            for p, p_words in parts[x].items():
                for q, q_words in parts[y].items():
                    shared[(x, p), (y, q)] += min(p_words, q_words)
    size = [
        [sum(version.units[u].words for u in range(p.units.start, p.units.end)) for p in version.paragraphs]
        for version in versions
    ]
    bonds = _row_bonds(shared, size)
    bonds += _headline_bonds(versions, {frozenset((a[0], b[0])) for a, b in shared})
    groups, _ = cluster([len(v.paragraphs) for v in versions], bonds, _furniture_paragraph(versions), _ROW_SUPPORT)
    return _in_order(groups, size, lead)


def _row_bonds(shared: dict[tuple[Piece, Piece], int], size: list[list[int]]) -> list[Bond]:
    """Bonds of paragraphs that share enough; a paragraph without any in another version gets its best one there."""
    shares = {(a, b): words / max(1, min(size[a[0]][a[1]], size[b[0]][b[1]])) for (a, b), words in shared.items()}
    chosen = {pair for pair, share in shares.items() if share >= _ROW_SHARE}
    settled = {(piece, other[0]) for a, b in chosen for piece, other in ((a, b), (b, a))}
    best: dict[tuple[Piece, int], tuple[float, tuple[Piece, Piece]]] = {}
    for (a, b), share in shares.items():
        for piece, other in ((a, b), (b, a)):
            if share >= _LONE_ROW_SHARE and (piece, other[0]) not in settled:
                best[piece, other[0]] = max(best.get((piece, other[0]), (0.0, (a, b))), (share, (a, b)))
    chosen |= {pair for _, pair in best.values()}
    return [Bond(float(shared[pair]), *pair) for pair in sorted(chosen)]


def _headline_bonds(versions: Sequence[Version], related: set[frozenset[int]]) -> list[Bond]:
    """Headlines stand beside each other, whatever they say, where two versions share anything at all."""
    heads = [
        next((unit.paragraph for unit in version.units if unit.kind == "headline" and not unit.repeats), None)
        for version in versions
    ]
    return [
        Bond(0.0, (x, p), (y, q))
        for x, p in enumerate(heads)
        for y, q in enumerate(heads)
        if x < y and p is not None and q is not None and frozenset((x, y)) in related
    ]


def _furniture_paragraph(versions: Sequence[Version]) -> Skip:
    def skip(version: int, index: int) -> bool:
        paragraph = versions[version].paragraphs[index]
        return not any(versions[version].units[u].is_story for u in range(paragraph.units.start, paragraph.units.end))

    return skip


def _token_range(version: Version, units: tuple[int, ...]) -> IntArray:
    if not units:
        return np.empty(0, dtype=np.int32)
    return np.concatenate(
        [np.arange(version.units[u].tokens.start, version.units[u].tokens.end, dtype=np.int32) for u in units]
    )


def _in_given_order(
    versions: Sequence[Version],
    canonical: list[int],
    passages: list[tuple[tuple[tuple[int, ...], ...], IntArray, tuple[Variant, ...]]],
    rows: Groups,
    refused: list[Bond],
    lexicon: Lexicon,
    settings: Settings,
) -> Collation:
    """The result with its versions in the caller's order; ``canonical[rank]`` is the caller's index."""
    rank = [canonical.index(v) for v in range(len(versions))]
    made = []
    for group, table, variants in passages:
        turned = tuple(
            Variant(variant.columns, variant.kind, tuple(variant.readings[r] for r in rank)) for variant in variants
        )
        columns = table[:, rank]
        columns.setflags(write=False)
        made.append(Passage(tuple(Reading(group[r]) for r in rank), columns, turned))
    echoes = tuple(
        Echo(canonical[bond.a[0]], bond.a[1], canonical[bond.b[0]], bond.b[1], bond.strength) for bond in refused
    )
    key_ids = tuple(lexicon.ids[r][versions[v].tokens.forms] for v, r in enumerate(rank))
    return Collation(
        versions=tuple(versions),
        passages=tuple(made),
        rows=tuple(Row(tuple(group[r] for r in rank)) for group in rows),
        echoes=echoes,
        key_ids=key_ids,
        information=lexicon.bits,
        settings=settings,
    )
