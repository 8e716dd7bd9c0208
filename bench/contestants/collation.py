"""Twice Told at any size: from bytes to the collation, to the comparison, or to all that is said of any pair; by stage.

The limits of the settings are for a screen and its reader; here they are lifted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from itertools import permutations
from typing import Any

from bench.stages import Clock, timed
from twicetold.align.collate import collate
from twicetold.pipeline import compare, read
from twicetold.settings import DEFAULT, Settings

Run = Callable[[], dict[str, float]]

_NO_LIMIT = 1 << 40
_LIMITS = ("max_versions", "max_version_words", "max_version_bytes")


def unlimited() -> Settings:
    """The default settings without limits on what is given; those that are gone are of no account."""
    known = {field.name for field in fields(DEFAULT)}
    lifted: Any = dict.fromkeys(known.intersection(_LIMITS), _NO_LIMIT)
    return replace(DEFAULT, **lifted)


def _collation(texts: Sequence[bytes]) -> Run:
    """Bytes → collation."""
    return _run(texts, collate)


def _comparison(texts: Sequence[bytes]) -> Run:
    """Bytes → comparison: the collation and the findings; a pair is read off it when somebody asks."""
    return _run(texts, compare)


def _pairs(texts: Sequence[bytes]) -> Run:
    """Bytes → comparison, and everything that it says of every pair, both ways."""

    def make(versions: list[Any], settings: Settings) -> None:
        comparison = compare(versions, settings)
        for pair in permutations(range(len(versions)), 2):
            for said in (
                comparison.pairings,
                comparison.overlaps,
                comparison.moved,
                comparison.divided,
                comparison.receipts,
            ):
                said[pair]

    return _run(texts, make)


def _run(texts: Sequence[bytes], make: Callable[[list[Any], Settings], object]) -> Run:
    settings = unlimited()

    def run() -> dict[str, float]:
        clock = Clock()
        with timed(clock):
            with clock.stage("read"):
                versions = [read(text, f"Version {number}", settings) for number, text in enumerate(texts, 1)]
            with clock.stage("order"):
                make(versions, settings)
        return clock.seconds

    return run


VARIANTS: dict[str, Callable[[Sequence[bytes]], Run]] = {
    "collation": _collation,
    "comparison": _comparison,
    "pairs": _pairs,
}
