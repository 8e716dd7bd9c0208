"""Stretches: ranges of tokens of two readings that stand against each other, as columns and as objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from twicetold.model import Span

StretchKind = Literal["same", "cosmetic", "replaced", "added", "omitted"]

KINDS: tuple[StretchKind, ...] = ("same", "cosmetic", "replaced", "added", "omitted")
"""The kinds by their number in ``Stretches.kinds``; those before *replaced* are kept."""

TURNED = np.array([0, 1, 2, 4, 3], dtype=np.uint8)
"""The kind of a stretch read the other way."""

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Token ranges ``a`` and ``b`` that stand against each other; an empty range is the point where words would
    stand."""

    kind: StretchKind
    a: Span
    b: Span


@dataclass(frozen=True, eq=False)
class Stretches(Mapping[int, tuple[Stretch, ...]]):
    """The stretches of two versions as columns, and by passage as objects, which are made when first asked for.

    ``kinds``: index into ``KINDS``; ``a_starts`` … ``b_ends``: token indexes; ``passages``: ascending.
    """

    kinds: NDArray[np.uint8]
    a_starts: Numbers
    a_ends: Numbers
    b_starts: Numbers
    b_ends: Numbers
    passages: Numbers

    @cached_property
    def _made(self) -> dict[int, tuple[Stretch, ...]]:
        columns = (self.kinds, self.a_starts, self.a_ends, self.b_starts, self.b_ends)
        rows = list(zip(*(column.tolist() for column in columns), strict=True))
        numbers, first = np.unique(self.passages, return_index=True)
        edges = [*first.tolist(), len(rows)]
        return {
            number: tuple(
                Stretch(KINDS[kind], Span(a, a_end), Span(b, b_end))
                for kind, a, a_end, b, b_end in rows[edges[k] : edges[k + 1]]
            )
            for k, number in enumerate(numbers.tolist())
        }

    def __getitem__(self, passage: int) -> tuple[Stretch, ...]:
        return self._made[passage]

    def __iter__(self) -> Iterator[int]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def cut_runs(left: Numbers, right: Numbers, passage: Numbers, flags: tuple[Flags, Flags, Flags]) -> Stretches:
    """The stretches of two readings that stand in columns.

    Per place, in order: the token ``left`` and the token ``right`` or -1 (never both), and the passage. ``flags``:
    whether both are kept there as the same word, whether their forms differ, whether the spaces before them do.
    """
    together, differs, spaced = flags
    joined = np.zeros(len(left), dtype=np.bool_)
    joined[1:] = (np.diff(passage) == 0) & (together[1:] == together[:-1])
    kept = _kept(left, right, joined, (together, differs, spaced))
    changed = _changed(left, right, passage, joined, together)
    place, kind, a, a_end, b, b_end = (np.concatenate(columns) for columns in zip(kept, *changed, strict=True))
    order = np.argsort(place, kind="stable")
    at = np.minimum(place[order], max(0, len(passage) - 1))
    return Stretches(
        kind[order].astype(np.uint8), a[order], a_end[order], b[order], b_end[order], passage[at] if len(at) else at
    )


Columns = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]
"""Place, kind, a start, a end, b start, b end."""


def _kept(left: Numbers, right: Numbers, joined: Flags, flags: tuple[Flags, Flags, Flags]) -> Columns:
    """Runs of matched tokens, cut at tokens that differ in type; each of those is a stretch of its own."""
    together, differs, spaced = flags
    inner = np.zeros(len(left), dtype=np.bool_)
    inner[1:] = joined[1:] & together[1:] & (np.diff(left) == 1) & (np.diff(right) == 1)
    cosmetic = together & (differs | (inner & spaced))
    begins = together & (~inner | cosmetic)
    begins[1:] |= together[1:] & cosmetic[:-1]
    starts = np.flatnonzero(begins)
    kept = np.flatnonzero(together)
    last = kept[np.append(np.searchsorted(kept, starts)[1:], len(kept)) - 1] if len(kept) else starts
    return starts, cosmetic[starts].astype(np.int64), left[starts], left[last] + 1, right[starts], right[last] + 1


def _changed(
    left: Numbers, right: Numbers, passage: Numbers, joined: Flags, together: Flags
) -> tuple[Columns, Columns, Columns]:
    """Places between matched tokens: replaced where each side has one unbroken range, else left out and added."""
    segment = np.cumsum(~joined) - 1
    first = np.flatnonzero(~joined)
    spans = [_spans(tokens, segment, together) for tokens in (left, right)]
    points = [_points(tokens, passage, first) for tokens in (left, right)]
    counts = [np.bincount(owner, minlength=len(first)) for owner, _, _ in spans]
    replaced = (counts[0] == 1) & (counts[1] == 1)
    whole = [replaced[owner] for owner, _, _ in spans]
    (a_owner, a, a_end), (b_owner, b, b_end) = spans
    kinds = [np.full(int(count), KINDS.index(kind)) for kind, count in (
        ("replaced", whole[0].sum()), ("omitted", (~whole[0]).sum()), ("added", (~whole[1]).sum())
    )]  # fmt: skip
    out, new = ~whole[0], ~whole[1]
    a_point, b_point = points[0][b_owner[new]], points[1][a_owner[out]]
    return (
        (first[a_owner[whole[0]]], kinds[0], a[whole[0]], a_end[whole[0]], b[whole[1]], b_end[whole[1]]),
        (first[a_owner[out]], kinds[1], a[out], a_end[out], b_point, b_point),
        (first[b_owner[new]], kinds[2], a_point, a_point, b[new], b_end[new]),
    )


def _spans(tokens: Numbers, segment: Numbers, together: Flags) -> tuple[Numbers, Numbers, Numbers]:
    """Ranges of neighbouring unmatched tokens: the segment of each, its start and its end. A reading may skip lines of
    furniture between its sentences."""
    at = np.flatnonzero((tokens >= 0) & ~together)
    own, owner = tokens[at].astype(np.int64), segment[at]
    breaks = np.concatenate(([True], (np.diff(own) != 1) | (np.diff(owner) != 0)))[: len(at)]
    starts = np.flatnonzero(breaks)
    ends = np.append(starts[1:], len(at))[: len(starts)]
    return owner[starts], own[starts], own[ends - 1] + 1 if len(starts) else own[starts]


def _points(tokens: Numbers, passage: Numbers, first: Numbers) -> Numbers:
    """Per segment the token index at which something would stand that the reading lacks there: behind the token before
    it in the passage, else before the first one, else 0."""
    if not len(first):
        return first
    has = tokens >= 0
    order = np.arange(len(tokens))
    before = np.maximum.accumulate(np.where(has, order, -1))
    last = np.concatenate(([-1], before))[first]
    after = np.minimum.accumulate(np.where(has, order, len(tokens))[::-1])[::-1]
    following = after[first]
    point = np.zeros(len(first), dtype=np.int64)
    ahead = (following < len(tokens)) & (passage[np.minimum(following, len(tokens) - 1)] == passage[first])
    point[ahead] = tokens[following[ahead]]
    behind = (last >= 0) & (passage[np.maximum(last, 0)] == passage[first])
    point[behind] = tokens[last[behind]] + 1
    return point
