"""Collation → what one version makes of another's words: derived, never aligned again.

    ugly    every switch of the base aligns anew, and A against C contradicts A against B and B against C
    wanted  any pair read off the columns of the collation, in stretches of words kept, replaced, left out, added

A stretch is a range of tokens on each side. With three versions and more, a run of agreement that survives only in the
projection can be too short to be worth its marks (“of”); the same clean-up as in the alignment takes it away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from twicetold.align.runs import Run, worthwhile_runs
from twicetold.model import Collation, IntArray, Relation, Span, Tokens

StretchKind = Literal["same", "cosmetic", "replaced", "added", "omitted"]

_EDITED_SHARE = 0.5
"""A shared passage is *edited* if at least this share of the shorter reading's words is kept, else *reworded*."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Token ranges ``a`` and ``b`` that stand against each other; an empty range is the point where words would
    stand."""

    kind: StretchKind
    a: Span
    b: Span


@dataclass(frozen=True, slots=True, eq=False)
class Pairing:
    """Version ``b`` read against version ``a``: stretches per passage that either of them has, in the order of ``a``,
    then b.

    ``stretches[p]`` covers every token of both readings of passage p. ``relations[p]`` says how the readings stand to
    each other; *absent* when one of them is missing.
    """

    a: int
    b: int
    stretches: dict[int, tuple[Stretch, ...]]
    relations: dict[int, Relation]


def pair_versions(collation: Collation, a: int, b: int) -> Pairing:
    """The pairing of two versions of a collation, by index."""
    stretches: dict[int, tuple[Stretch, ...]] = {}
    relations: dict[int, Relation] = {}
    for number, passage in enumerate(collation.passages):
        if passage.readings[a] or passage.readings[b]:
            found = tuple(_stretches(collation, passage.columns, a, b))
            stretches[number] = found
            relations[number] = _relation(collation, found, a, b)
    return Pairing(a, b, stretches, relations)


def reverse(pairing: Pairing) -> Pairing:
    """The same pairing read the other way: what was added is left out."""
    turned = {
        number: tuple(Stretch(_TURNED[s.kind], s.b, s.a) for s in stretches)
        for number, stretches in pairing.stretches.items()
    }
    return Pairing(pairing.b, pairing.a, turned, pairing.relations)


_TURNED: dict[StretchKind, StretchKind] = {
    "same": "same",
    "cosmetic": "cosmetic",
    "replaced": "replaced",
    "added": "omitted",
    "omitted": "added",
}


def _stretches(collation: Collation, table: IntArray, a: int, b: int) -> Iterator[Stretch]:
    left, right = table[:, a][table[:, a] >= 0], table[:, b][table[:, b] >= 0]
    runs = _kept_runs(collation, table, left, right, a, b)
    tokens = collation.versions[a].tokens, collation.versions[b].tokens
    i = j = 0
    for i_run, j_run, length in [*runs, (len(left), len(right), 0)]:
        yield from _changed(left[i:i_run], right[j:j_run], _point(left, i), _point(right, j))
        yield from _matched(left[i_run : i_run + length], right[j_run : j_run + length], tokens)
        i, j = i_run + length, j_run + length


def _kept_runs(collation: Collation, table: IntArray, left: IntArray, right: IntArray, a: int, b: int) -> list[Run]:
    both = (table[:, a] >= 0) & (table[:, b] >= 0)
    if not both.any():
        return []
    i = (np.cumsum(table[:, a] >= 0) - 1)[both]
    j = (np.cumsum(table[:, b] >= 0) - 1)[both]
    cut = np.flatnonzero((np.diff(i) != 1) | (np.diff(j) != 1)) + 1
    starts, ends = np.concatenate(([0], cut)), np.concatenate((cut, [len(i)]))
    runs = [(int(i[s]), int(j[s]), int(e - s)) for s, e in zip(starts, ends, strict=True)]
    if len(runs) == 1 and runs[0][2] == len(left) == len(right):
        return runs
    settings = collation.settings
    bits = collation.information[collation.key_ids[a][left]]
    return worthwhile_runs(runs, bits, len(right), settings.gap_bits, settings.gap_length_bits)


def _point(tokens: IntArray, index: int) -> int:
    """The token index at which something would stand that is missing before the reading's token number ``index``."""
    if index:
        return int(tokens[index - 1]) + 1
    return int(tokens[0]) if len(tokens) else 0


def _changed(left: IntArray, right: IntArray, a_point: int, b_point: int) -> Iterator[Stretch]:
    a_runs, b_runs = _contiguous(left), _contiguous(right)
    if len(a_runs) == 1 and len(b_runs) == 1:
        yield Stretch("replaced", a_runs[0], b_runs[0])
        return
    for span in a_runs:
        yield Stretch("omitted", span, Span(b_point, b_point))
    for span in b_runs:
        yield Stretch("added", Span(a_point, a_point), span)


def _contiguous(tokens: IntArray) -> list[Span]:
    """Ranges of neighbouring token indexes; a reading may skip lines of furniture between its sentences."""
    if not len(tokens):
        return []
    cut = np.flatnonzero(np.diff(tokens) != 1) + 1
    starts, ends = np.concatenate(([0], cut)), np.concatenate((cut, [len(tokens)]))
    return [Span(int(tokens[s]), int(tokens[e - 1]) + 1) for s, e in zip(starts, ends, strict=True)]


def _matched(left: IntArray, right: IntArray, tokens: tuple[Tokens, Tokens]) -> Iterator[Stretch]:
    """A run of matched tokens, cut at tokens that differ in type; each of those is a stretch of its own."""
    if not len(left):
        return
    inner = np.concatenate(([False], (np.diff(left) == 1) & (np.diff(right) == 1)))
    typographic = inner & (tokens[0].gaps[left] != tokens[1].gaps[right])
    a_forms, b_forms = tokens[0].vocabulary, tokens[1].vocabulary
    pairs = zip(tokens[0].forms[left].tolist(), tokens[1].forms[right].tolist(), strict=True)
    typographic |= np.fromiter((a_forms[x] != b_forms[y] for x, y in pairs), dtype=np.bool_, count=len(left))
    breaks = ~inner | typographic | np.concatenate(([False], typographic[:-1]))
    starts = np.flatnonzero(breaks)
    ends = np.append(starts[1:], len(left))
    for s, e in zip(starts.tolist(), ends.tolist(), strict=True):
        spans = Span(int(left[s]), int(left[e - 1]) + 1), Span(int(right[s]), int(right[e - 1]) + 1)
        yield Stretch("cosmetic" if typographic[s] else "same", *spans)


def _relation(collation: Collation, stretches: tuple[Stretch, ...], a: int, b: int) -> Relation:
    left, right = collation.versions[a].tokens, collation.versions[b].tokens
    kept = sum(left.word_count(s.a.start, s.a.end) for s in stretches if s.kind in ("same", "cosmetic"))
    words = [
        sum(left.word_count(s.a.start, s.a.end) for s in stretches),
        sum(right.word_count(s.b.start, s.b.end) for s in stretches),
    ]
    if not any(len(s.a) for s in stretches) or not any(len(s.b) for s in stretches):
        return "absent"
    kinds = {s.kind for s in stretches}
    if kinds == {"same"}:
        return "identical"
    if kinds <= {"same", "cosmetic"}:
        return "cosmetic"
    return "edited" if kept >= _EDITED_SHARE * min(words) else "reworded"
