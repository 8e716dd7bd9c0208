"""Which passages one version prints in another place than another does, and which paragraphs it divides differently."""

from __future__ import annotations

import numpy as np

from twicetold.align.order import heaviest_chain
from twicetold.model import Collation, IntArray


def moved_passages(collation: Collation, a: int, b: int) -> frozenset[int]:
    """Passages that both versions have and that are off the heaviest chain: b prints them earlier or later than a does.

    The chain is the set of shared passages, greatest in words, that stand in the same order in both. Linked late is
    not moved.
    """
    homes, count = collation.passages.grouping.homes, len(collation.passages)
    first = [_first_pieces(homes[v], count) for v in (a, b)]
    shared = np.flatnonzero((first[0] >= 0) & (first[1] >= 0))
    shared = shared[np.argsort(first[0][shared])]
    words = np.bincount(homes[a], weights=collation.versions[a].units.words, minlength=count)
    steady = heaviest_chain(first[1][shared], 1.0 + words[shared])
    return frozenset(np.delete(shared, steady).tolist())


def _first_pieces(home: IntArray, count: int) -> IntArray:
    """The first piece of a version in each group, or -1."""
    first = np.full(count, -1, dtype=np.int32)
    groups, places = np.unique(home, return_index=True)
    first[groups] = places
    return first


def divided_rows(collation: Collation, a: int, b: int) -> tuple[int, ...]:
    """Rows in which both versions have paragraphs of the story, but not equally many: split, joined or regrouped."""
    counts = [_story_paragraphs(collation, v) for v in (a, b)]
    divided = (counts[0] > 0) & (counts[1] > 0) & (counts[0] != counts[1])
    return tuple(np.flatnonzero(divided).tolist())


def _story_paragraphs(collation: Collation, v: int) -> IntArray:
    """How many paragraphs of the story a version has in each row."""
    units = collation.versions[v].units
    story = np.unique(units.paragraphs[units.is_story])
    return np.bincount(collation.rows.grouping.homes[v][story], minlength=len(collation.rows)).astype(np.int32)
