"""Findings → JSON for the list in the browser: sentences, whom they concern, and where they lead. Plain text only.

ugly    one string per finding, in which nobody can tell the outlet's words from ours
wanted  parts of it, those of the texts marked, each line with its rows and passages in the order of the page
"""

from __future__ import annotations

from typing import Any

import regex

from components.payload import dump
from twicetold.findings import weight
from twicetold.model import Finding
from twicetold.pipeline import Comparison
from twicetold.render.language import Language, read_language
from twicetold.render.saying import finding_lines, hidden_line
from twicetold.render.words import is_independent

_MOST_PLACES = 60
"""A link steps through its places one by one; nobody steps through more."""

_MOST_LINES = 2000
"""More lines than this are not sent: nobody reads them, and a browser lays them out for seconds. The list says so."""

_MATCHING_NOTE = (
    "Passages are matched by their words. Where a version tells the story in its own words, the same fact in quite "
    "other words counts as not found."
)

_WORDS = {
    "title": "Findings",
    "kinds": "Kinds of findings shown",
    "version": "About",
    "every": "every version",
    "empty": "None: nothing was found that these versions tell differently.",
    "none": "No finding of these kinds about this version.",
    "held": "not shown:",
    "off": "switched off",
    "others": "not about",
    "how": "How the list is ordered",
}

_QUOTED = regex.compile(r"(“[^“”]*”)")


def findings_payload(comparison: Comparison, base: int) -> str:
    """The list of findings; ``base`` says which column a narrow screen does not have to show."""
    language = read_language("en")
    found = comparison.findings
    said = finding_lines(comparison)
    lines = [
        {
            "kind": line.kind,
            "parts": _parts(line.text),
            "lang": _language(comparison, line.versions),
            "versions": list(line.versions),
            "to": _targets(comparison, found[line.number]),
            "name": _name(comparison, line.versions, base),
        }
        for line in said[:_MOST_LINES]
    ]
    return dump(
        {
            "words": _WORDS,
            "kinds": _kinds(comparison, language),
            "versions": [version.label for version in comparison.versions],
            "lines": lines,
            "hidden": hidden_line(comparison),
            "about": language.about["weight"],
            "notes": _notes(comparison, base, len(said)),
        }
    )


def _kinds(comparison: Comparison, language: Language) -> list[dict[str, Any]]:
    """The kinds of which there are findings, with what they are about and how they are weighed."""
    found = comparison.findings
    numbers = {name: value for name, value in vars(weight).items() if name.isupper()}
    return [
        {
            "key": kind,
            "name": language.kinds[kind],
            "about": language.about[kind],
            "weighs": language.weighs[kind].format(**numbers, WORD=weight.SWAP[""]),
            "count": f"{len(of_kind):,}",
        }
        for kind, of_kind in found.by_kind.items()
        if of_kind and kind not in found.hidden
    ]


def _notes(comparison: Comparison, base: int, count: int) -> list[str]:
    """What a reader of the list should know of how it was made."""
    notes = [note.text for note in comparison.collation.notes]
    others = [v for v in range(len(comparison.versions)) if v != base]
    if any(is_independent(comparison, base, v) for v in others):
        notes.append(_MATCHING_NOTE)
    if count > _MOST_LINES:
        notes.append(
            f"The {_MOST_LINES:,} weightiest of {count:,} findings are listed; the saved comparison has all of them."
        )
    return notes


def _parts(text: str) -> list[list[str | bool]]:
    """The sentence in pieces: its text, and whether these are words of a version, between quotation marks."""
    return [[piece, piece.startswith("“")] for piece in _QUOTED.split(text) if piece]


def _language(comparison: Comparison, versions: tuple[int, ...]) -> str:
    """The language of the words that are quoted, if all that are concerned share one."""
    languages = {comparison.versions[v].meta.language for v in versions}
    return languages.pop() if len(languages) == 1 else ""


def _targets(comparison: Comparison, finding: Finding) -> list[list[int]]:
    """Row and passage of every place where the words stand, each once, in the order of the page. Where they would
    stand but do not, the page has a gap beside them, in the same row."""
    targets: set[tuple[int, int]] = set()
    for place in finding.places:
        if place.present:
            version, reading = comparison.versions[place.version], comparison.collation.passages[place.passage].readings
            paragraph = version.units[reading[place.version].units[0]].paragraph
            targets.add((comparison.row_of[place.version][paragraph], place.passage))
    return [list(target) for target in sorted(targets)[:_MOST_PLACES]]


def _name(comparison: Comparison, versions: tuple[int, ...], base: int) -> str:
    """The version that a narrow screen shows beside the base."""
    return next((comparison.versions[v].label for v in versions if v != base), "")
