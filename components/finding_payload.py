"""Findings → JSON for the list in the browser: sentences, whom they concern, and where they lead. Plain text only."""

from __future__ import annotations

from components.payload import dump
from twicetold.model import Finding
from twicetold.pipeline import Comparison
from twicetold.render.language import read_language
from twicetold.render.saying import finding_lines, hidden_line

_MOST_PLACES = 60
"""A link steps through its places one by one; nobody steps through more."""

_WORDS = {
    "title": "Findings",
    "kinds": "Kinds of findings shown",
    "version": "About",
    "every": "every version",
    "none": "No finding of these kinds.",
    "filtered": "more are filtered out above.",
    "how": "How the list is ordered",
}


def findings_payload(comparison: Comparison, base: int) -> str:
    """The list of findings; ``base`` says which column a narrow screen does not have to show."""
    language = read_language("en")
    found = comparison.findings
    lines = [
        {
            "kind": line.kind,
            "text": line.text,
            "versions": list(line.versions),
            "to": _targets(comparison, found[line.number]),
            "name": _name(comparison, line.versions, base),
        }
        for line in finding_lines(comparison)
    ]
    kinds = [
        {"key": kind, "name": language.kinds[kind], "about": language.about[kind], "count": len(of_kind)}
        for kind, of_kind in found.by_kind.items()
        if of_kind and kind not in found.hidden
    ]
    return dump(
        {
            "words": _WORDS,
            "kinds": kinds,
            "versions": [version.label for version in comparison.versions],
            "lines": lines,
            "hidden": hidden_line(comparison),
            "about": language.about["weight"],
        }
    )


def _targets(comparison: Comparison, finding: Finding) -> list[list[int]]:
    """Row and passage of every place, each once, in the order of the page."""
    targets: set[tuple[int, int]] = set()
    for place in finding.places:
        readings = comparison.collation.passages[place.passage].readings
        # where the words would stand but do not, the page has a gap in the row of those that have them
        holder = place.version if readings[place.version] else next(v for v, held in enumerate(readings) if held)
        paragraph = comparison.versions[holder].units[readings[holder].units[0]].paragraph
        targets.add((comparison.row_of[holder][paragraph], place.passage))
    return [list(target) for target in sorted(targets)[:_MOST_PLACES]]


def _name(comparison: Comparison, versions: tuple[int, ...], base: int) -> str:
    """The version that a narrow screen shows beside the base."""
    return next((comparison.versions[v].label for v in versions if v != base), "")
