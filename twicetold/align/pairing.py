"""Collation → what one version makes of another's words: derived, never aligned again.

    ugly    every switch of the base aligns anew, and A against C contradicts A against B and B against C
    wanted  any pair read off the columns of the collation, in stretches of words kept, replaced, left out, added

A stretch is a range of tokens on each side. With three versions and more, a run of agreement that survives only in the
projection can be too short to be worth its marks (“of”); the same clean-up as in the alignment takes it away.

A passage has some 25 tokens, so the work here is done on plain lists: a call into numpy costs more than the whole of it
(measured: 4 to 6.7 times the time).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from typing import Literal

from twicetold.align.worth import Run, worthwhile_runs
from twicetold.model import Collation, Relation, Span

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
    """Version ``b`` read against version ``a``, by their indexes."""
    return _pair(collation, _sides(collation), a, b)


def pair_all(collation: Collation) -> dict[tuple[int, int], Pairing]:
    """Every version read against every other, by their indexes ``(a, b)``; (b, a) is the reverse of (a, b)."""
    sides = _sides(collation)
    pairings = {}
    for a, b in combinations(range(len(sides)), 2):
        pairings[a, b] = _pair(collation, sides, a, b)
        pairings[b, a] = reverse(pairings[a, b])
    return pairings


@dataclass(frozen=True, slots=True)
class _Side:
    """One version as plain lists: the columns of each passage; form, space before and information of each token; and
    how many words stand before each.
    """

    columns: list[list[int]]
    forms: list[int]
    gaps: list[int]
    bits: list[float]
    words: list[int]

    def count(self, span: Span) -> int:
        """Words among the tokens of ``span``."""
        return self.words[span.end] - self.words[span.start]


def _sides(collation: Collation) -> list[_Side]:
    index: dict[str, int] = {}
    sides = []
    for v, version in enumerate(collation.versions):
        tokens = version.tokens
        numbers = [index.setdefault(form, len(index)) for form in tokens.vocabulary]
        sides.append(
            _Side(
                columns=[passage.columns[:, v].tolist() for passage in collation.passages],
                forms=[numbers[form] for form in tokens.forms.tolist()],
                gaps=tokens.gaps.tolist(),
                bits=collation.information[collation.key_ids[v]].tolist(),
                words=[0, *accumulate(tokens.is_word.tolist())],
            )
        )
    return sides


def _pair(collation: Collation, sides: list[_Side], a: int, b: int) -> Pairing:
    stretches: dict[int, tuple[Stretch, ...]] = {}
    relations: dict[int, Relation] = {}
    for number, passage in enumerate(collation.passages):
        if passage.readings[a] or passage.readings[b]:
            stretches[number] = tuple(_stretches(collation, sides[a], sides[b], number))
            relations[number] = _relation(stretches[number], sides[a], sides[b])
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


def _stretches(collation: Collation, a: _Side, b: _Side, number: int) -> Iterator[Stretch]:
    left = [token for token in a.columns[number] if token >= 0]
    right = [token for token in b.columns[number] if token >= 0]
    runs = _shared_runs(a.columns[number], b.columns[number])
    if runs and runs != [(0, 0, len(left))]:
        bits = [a.bits[token] for token in left]
        runs = worthwhile_runs(runs, bits, len(right), collation.settings.detail)
    i = j = 0
    for i_run, j_run, length in [*runs, (len(left), len(right), 0)]:
        yield from _changed(left[i:i_run], right[j:j_run], _point(left, i), _point(right, j))
        yield from _matched(a, b, left[i_run : i_run + length], right[j_run : j_run + length])
        i, j = i_run + length, j_run + length


def _shared_runs(a: list[int], b: list[int]) -> list[Run]:
    """Runs of places that both readings fill, as positions in the readings, without a place of either between."""
    runs: list[Run] = []
    i = j = start = 0
    for left, right in zip(a, b, strict=True):
        if left >= 0 and right >= 0:
            start += 1
        elif start and (left >= 0 or right >= 0):
            runs.append((i - start, j - start, start))
            start = 0
        i += left >= 0
        j += right >= 0
    if start:
        runs.append((i - start, j - start, start))
    return runs


def _point(tokens: Sequence[int], index: int) -> int:
    """The token index at which something would stand that is missing before the reading's token number ``index``."""
    if index:
        return tokens[index - 1] + 1
    return tokens[0] if tokens else 0


def _changed(left: list[int], right: list[int], a_point: int, b_point: int) -> Iterator[Stretch]:
    a_runs, b_runs = _contiguous(left), _contiguous(right)
    if len(a_runs) == 1 and len(b_runs) == 1:
        yield Stretch("replaced", a_runs[0], b_runs[0])
        return
    for span in a_runs:
        yield Stretch("omitted", span, Span(b_point, b_point))
    for span in b_runs:
        yield Stretch("added", Span(a_point, a_point), span)


def _contiguous(tokens: list[int]) -> list[Span]:
    """Ranges of neighbouring token indexes; a reading may skip lines of furniture between its sentences."""
    spans: list[Span] = []
    start = 0
    for k in range(1, len(tokens) + 1):
        if k == len(tokens) or tokens[k] != tokens[k - 1] + 1:
            spans.append(Span(tokens[start], tokens[k - 1] + 1))
            start = k
    return spans


def _matched(a: _Side, b: _Side, left: list[int], right: list[int]) -> Iterator[Stretch]:
    """A run of matched tokens, cut at tokens that differ in type; each of those is a stretch of its own."""
    start = 0
    differs = [a.forms[i] != b.forms[j] for i, j in zip(left, right, strict=True)]
    for k in range(1, len(left) + 1):
        inner = k < len(left) and left[k] == left[k - 1] + 1 and right[k] == right[k - 1] + 1
        if inner and a.gaps[left[k]] != b.gaps[right[k]]:
            differs[k] = True
        if not inner or differs[k] or differs[k - 1]:
            kind: StretchKind = "cosmetic" if differs[start] else "same"
            yield Stretch(kind, Span(left[start], left[k - 1] + 1), Span(right[start], right[k - 1] + 1))
            start = k


def _relation(stretches: tuple[Stretch, ...], a: _Side, b: _Side) -> Relation:
    if not any(len(s.a) for s in stretches) or not any(len(s.b) for s in stretches):
        return "absent"
    kinds = {s.kind for s in stretches}
    if kinds == {"same"}:
        return "identical"
    if kinds <= {"same", "cosmetic"}:
        return "cosmetic"
    kept = sum(a.count(s.a) for s in stretches if s.kind in ("same", "cosmetic"))
    shorter = min(sum(a.count(s.a) for s in stretches), sum(b.count(s.b) for s in stretches))
    return "edited" if kept >= _EDITED_SHARE * shorter else "reworded"
