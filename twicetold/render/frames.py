"""Overlaps → tables: the twin of each chart, with the same numbers in words and cells that can be copied.

ugly    a matrix of 0.9302884615384616
wanted  rows read as sentences: of the words of this version, so many stand in that one
"""

from __future__ import annotations

import pandas as pd

from twicetold.pipeline import Comparison
from twicetold.render.words import percent


def overlap_frame(comparison: Comparison) -> pd.DataFrame:
    """One row per pair and direction: how many of a version's words stand in another, in words and as shares."""
    labels = [version.label for version in comparison.versions]
    rows = [
        {
            "Of this version": labels[a],
            "words": overlap.a_words,
            "in this version": labels[b],
            "word for word": overlap.verbatim,
            "in other words": min(overlap.reworded, overlap.a_words - overlap.verbatim),
            "found in all": percent(overlap.a_found_share),
            "longest unbroken run": overlap.longest_run,
        }
        for (a, b), overlap in sorted(comparison.overlaps.items())
    ]
    return pd.DataFrame(rows)


def shares_frame(comparison: Comparison, base: int) -> pd.DataFrame:
    """One row per other version: its words by how they stand in the base."""
    rows = [
        {
            "Version": comparison.versions[v].label,
            "words": words,
            "word for word": verbatim,
            "in other words": reworded,
            "words of its own": own,
        }
        for v, (words, verbatim, reworded, own) in word_origins(comparison, base).items()
    ]
    return pd.DataFrame(rows)


def word_origins(comparison: Comparison, base: int) -> dict[int, tuple[int, int, int, int]]:
    """Version → its words: all, those that stand in the base, those that reword it, its own. The last three add up."""
    found = {}
    for v in range(len(comparison.versions)):
        if v != base:
            overlap = comparison.overlaps[base, v]
            reworded = min(overlap.reworded, overlap.b_words - overlap.verbatim)
            found[v] = (
                overlap.b_words,
                overlap.verbatim,
                reworded,
                overlap.b_words - overlap.verbatim - reworded,
            )
    return found
