"""Twice Told at any size: from the bytes of the files to the collation, or to the whole comparison, by stage.

The limits of the settings are for a screen and its reader; here they are lifted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
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
    """Bytes → comparison: the collation, and every pair of versions read off it, measured, and told."""
    return _run(texts, compare)


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


VARIANTS: dict[str, Callable[[Sequence[bytes]], Run]] = {"collation": _collation, "comparison": _comparison}
