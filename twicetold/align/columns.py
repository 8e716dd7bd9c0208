"""Readings of one passage → columns of corresponding tokens, and the variants between them.

    ugly    N(N−1)/2 word diffs that contradict each other
    wanted  one table: a row per place, a column per version; any pair of versions is read off it

Readings are threaded one by one, the longest first, into a growing list of columns; a token joins a column only if it
has the column's key, so every column has one key and the list is itself a text to align with. Cost: one alignment per
reading.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twicetold.align.words import match_ids
from twicetold.align.worth import Run
from twicetold.model import IntArray, Span, Variant
from twicetold.settings import Settings


def thread_columns(
    ranges: Sequence[IntArray], ids: Sequence[IntArray], bits: NDArray[np.float64], settings: Settings
) -> IntArray:
    """The columns of a passage: shape (places, versions), token index or -1.

    ``ranges[v]`` holds the token indexes of version v's reading, ``ids[v]`` the key ids of all of its tokens.
    """
    order = sorted((v for v in range(len(ranges)) if len(ranges[v])), key=lambda v: (-len(ranges[v]), v))
    table = np.full((0, len(ranges)), -1, dtype=np.int32)
    keys = np.empty(0, dtype=np.int32)
    for v in order:
        own = ids[v][ranges[v]]
        runs = match_ids(keys, own, bits, settings) if len(keys) else []
        table, keys = _splice(table, keys, v, ranges[v], own, runs)
    return table


def _splice(
    table: IntArray, keys: IntArray, version: int, tokens: IntArray, own: IntArray, runs: list[Run]
) -> tuple[IntArray, IntArray]:
    parts: list[IntArray] = []
    key_parts: list[IntArray] = []
    i = j = 0
    for i_run, j_run, length in [*runs, (len(keys), len(own), 0)]:
        parts.append(table[i:i_run])
        key_parts.append(keys[i:i_run])
        fresh = np.full((j_run - j, table.shape[1]), -1, dtype=np.int32)
        fresh[:, version] = tokens[j:j_run]
        parts.append(fresh)
        key_parts.append(own[j:j_run])
        matched = table[i_run : i_run + length].copy()
        matched[:, version] = tokens[j_run : j_run + length]
        parts.append(matched)
        key_parts.append(keys[i_run : i_run + length])
        i, j = i_run + length, j_run + length
    return np.concatenate(parts), np.concatenate(key_parts)


def find_variants(table: IntArray, forms: Sequence[IntArray], gaps: Sequence[NDArray[np.uint8]]) -> tuple[Variant, ...]:
    """The places of a passage where its readings differ, in order.

    ``forms[v]``: form id per token of version v, ``gaps[v]``: the space before each. A run of places where words
    differ is one variant; places that differ in type only stay single, so that they can be counted.
    """
    present = np.flatnonzero((table >= 0).any(axis=0)).tolist() if len(table) else []
    if len(present) < 2:
        return ()
    here = table[:, present]
    full = np.all(here >= 0, axis=1)
    form = np.stack([forms[v][table[:, v]] for v in present], axis=1)
    gap = np.stack([gaps[v][table[:, v]] for v in present], axis=1)
    inner = np.zeros(len(table), dtype=np.bool_)
    inner[1:] = full[1:] & full[:-1] & np.all(np.diff(here, axis=0) == 1, axis=1)
    typographic = np.any(form != form[:, :1], axis=1) | (inner & np.any(gap != gap[:, :1], axis=1))
    state = np.where(~full, 2, np.where(typographic, 1, 0))
    starts = np.flatnonzero((state > 0) & ((state == 1) | (np.concatenate(([0], state[:-1])) != 2)))
    variants: list[Variant] = []
    for start in starts.tolist():
        end = start + 1
        while state[start] == 2 and end < len(state) and state[end] == 2:
            end += 1
        readings = _readings(table, start, end, set(present))
        variants.append(Variant(Span(start, end), "substantive" if state[start] == 2 else "cosmetic", readings))
    return tuple(variants)


def _readings(table: IntArray, start: int, end: int, present: set[int]) -> tuple[Span | None, ...]:
    """Token ranges of the places ``start ≤ place < end``; an empty range stands right behind the token before it."""
    spans: list[Span | None] = []
    for version in range(table.shape[1]):
        if version not in present:
            spans.append(None)
            continue
        inside = table[start:end, version]
        inside = inside[inside >= 0]
        if len(inside):
            spans.append(Span(int(inside[0]), int(inside[-1]) + 1))
        else:
            before = table[:start, version]
            after = table[end:, version]
            before, after = before[before >= 0], after[after >= 0]
            point = int(before[-1]) + 1 if len(before) else int(after[0]) if len(after) else 0
            spans.append(Span(point, point))
    return tuple(spans)
