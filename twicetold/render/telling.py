"""The weightiest findings, told of one version as it is read against another, for the answer at the top of the page.

    ugly    Different figures or dates at the same place: “12” in The Mail; “21” in The Herald and The Post
    wanted  It has “12” where The Herald has “21”.

A finding is N-way; here a base is chosen, so it can be said what the one version does with what the other prints.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from twicetold.model import Finding, Place
from twicetold.pipeline import Comparison
from twicetold.render.language import Language, read_language
from twicetold.render.saying import shorten
from twicetold.render.words import Part, is_independent, passage_target, stand_apart

_MOST, _MOST_OF_MANY = 3, 2
"""How many findings are told of a version; fewer where several versions are spoken of."""

_LEAST_WEIGHT = 10.0
"""What weighs less stands in the list and is not worth a place in three lines: a swap of plain words, a hedge."""

_LONGEST_QUOTE_WORDS = 16
_QUOTED = regex.compile(r"“[^“”]*”")


def tell(comparison: Comparison, base: int) -> dict[int, tuple[Part, ...]]:
    """Of every other version what weighs most, as a sentence; a version of which nothing is to be told has none."""
    others = [v for v in range(len(comparison.versions)) if v != base]
    most = _MOST if len(others) == 1 else _MOST_OF_MANY
    told = {v: tuple(_sentence(comparison, base, v, most)) for v in others}
    return {v: parts for v, parts in told.items() if parts}


def _sentence(comparison: Comparison, base: int, version: int, most: int) -> Iterator[Part]:
    """“ It leaves out “…”; has “12” where The Herald has “21”.”"""
    language = read_language("en")
    phrases: list[tuple[Part, ...]] = []
    seen: set[int] = set()
    for finding in comparison.findings:
        if len(phrases) == most or finding.weight < _LEAST_WEIGHT:
            break
        places = {p.passage for p in finding.places if p.version in (base, version) and p.present}
        if places & seen or not stand_apart(finding, base, version):
            continue
        said = _phrase(comparison, finding, base, version, language)
        if said:
            targets = dict.fromkeys(passage_target(comparison, passage, (base, version)) for passage in sorted(places))
            # the words that the version prints, or lacks, are the link; the rest of the sentence stays quiet
            before, quoted, after = said.partition(_first_quoted(said))
            phrases.append((Part(before), Part(quoted, tuple(targets)), Part(after)))
            seen |= places
    for number, phrase in enumerate(phrases):
        yield Part("; " if number else f" {language.parts['it']} ")
        yield from (part for part in phrase if part.text)
    if phrases:
        yield Part(".")


def _first_quoted(said: str) -> str:
    """The first words between quotation marks with their marks, or all of it."""
    found = _QUOTED.search(said)
    return found[0] if found else said


def _phrase(comparison: Comparison, finding: Finding, base: int, version: int, language: Language) -> str:
    """What the version does, as the end of a sentence that begins with it; empty if there are no words for it."""
    here, there = ([place for place in finding.places if place.version == v and place.present] for v in (version, base))
    if finding.kind == "omission":
        if finding.form == "line" or is_independent(comparison, base, version):
            return ""
        name = "omission.adds" if here else "omission.lacks"
    elif here and there:
        name = f"{finding.kind}.{finding.form}"
    else:
        name = f"{finding.kind}.{finding.form}.{'only' if here else 'lacks'}"
    if finding.kind == "quote" and finding.form == "unquoted" and here and there:
        name += ".quoted" if here[0].value == "quoted" else ".plain"
    elif finding.kind == "attribution" and here and there:
        name += ".named" if here[0].value else ".bare"
    if name not in language.against:
        return ""
    printed = finding.kind in ("figure", "wording", "name") or finding.form in ("reworded", "shortened", "instead")
    return language.against[name].format_map(
        {
            "base": comparison.versions[base].label,
            "quote": shorten(finding.quote, _LONGEST_QUOTE_WORDS),
            "mine": _words(comparison, here, printed=printed),
            "theirs": _words(comparison, there, printed=printed),
        }
    )


def _words(comparison: Comparison, places: list[Place], *, printed: bool) -> str:
    """What stands at the first of these places: as it is printed, or the value that is compared."""
    if not places:
        return ""
    place = places[0]
    return (
        shorten(comparison.versions[place.version].slice(place.span), _LONGEST_QUOTE_WORDS) if printed else place.value
    )
