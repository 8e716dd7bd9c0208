"""Short ways to versions and comparisons, for tests that are about something else."""

from __future__ import annotations

from twicetold.model import Meta, Source, Version
from twicetold.pipeline import Comparison, compare
from twicetold.settings import DEFAULT, Settings
from twicetold.text.version import make_version


def version(text: str, label: str = "A", **meta: str) -> Version:
    return make_version(Source(label, text, Meta(**meta)), label)


def comparison(*texts: str, settings: Settings = DEFAULT) -> Comparison:
    """The comparison of some texts, called A, B, C …"""
    return compare([version(text, "ABCDEFGH"[i]) for i, text in enumerate(texts)], settings)


def said(made: Version) -> list[tuple[str, str]]:
    """(kind, text) of every unit."""
    return [(unit.kind, made.slice(unit.span)) for unit in made.units]


def told(result: Comparison) -> list[list[str]]:
    """The passages as texts: one row each, one string per version, empty where it is absent."""
    return [
        [
            " ".join(made.slice(made.units[unit].span) for unit in reading.units)
            for made, reading in zip(result.versions, passage.readings, strict=True)
        ]
        for passage in result.collation.passages
    ]
