"""What is missing where, as lines of a list: the words, who has them in what form, who has not, and where to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twicetold.model import Finding
from twicetold.pipeline import Comparison
from twicetold.render.words import Target, finding_target, is_independent

_LONG_LIST = 3
"""With more versions than this, the longest list of names is “all the others”."""

_TIES = ',;:.–—-”’"» '
"""What ties a clause to the words before it, and is left away when it is quoted alone."""

_REPRINT_SHARE = 0.5
"""From this share of a version's words, word for word, another is one that reprints it."""


@dataclass(frozen=True, slots=True)
class MissingItem:
    """A line of the list *what is missing where*: the words, who keeps them, who leaves them out, and where."""

    kind: str
    words: int
    quote: str
    keepers: tuple[int, ...]
    lackers: tuple[int, ...]
    target: Target
    say: str


def missing_list(comparison: Comparison, base: int) -> tuple[MissingItem, ...]:
    """Everything that some version carries and some version lacks, longest and most widely carried first.

    What a version lacks that else prints most of the words of a carrier stands before what independent accounts lack.

    The place is the base's if the base is among the versions concerned, so that the reader lands where the gap shows.
    """
    items = []
    for finding in sorted(comparison.omissions, key=lambda one: not _is_cut(comparison, one)):
        target = finding_target(comparison, finding, base)
        say = _who(comparison, finding, base)
        quote = _quote(finding)
        items.append(MissingItem(finding.form, finding.words, quote, finding.keepers, finding.lackers, target, say))
    return tuple(items)


def _is_cut(comparison: Comparison, finding: Finding) -> bool:
    """Whether a version that lacks it prints most of the leading version's words: then the lack is a cut."""
    return any(comparison.overlaps[finding.lead, v].a_verbatim_share >= _REPRINT_SHARE for v in finding.lackers)


def _quote(finding: Finding) -> str:
    """The words on one line; a clause without the comma or dash that tied it to its sentence, and dots in its place."""
    quote = " ".join(finding.quote.split())
    return f"… {quote.lstrip(_TIES)}" if finding.form == "clause" else quote


def _who(comparison: Comparison, finding: Finding, base: int) -> str:
    """Who keeps it, in part or differently, who leaves it out, and in whom it was not found.

    A version leaves out what it could have kept: of an independent account it is only said that a passage was not
    found, since the same fact in quite other words would not be. The longest of long lists is “all the others”.
    """
    if len(finding.keepers) == 1 and (base in finding.lackers or len(finding.lackers) > 1):
        return f"Only in {_names(comparison, finding.keepers)}"
    apart = tuple(v for v in finding.lackers if is_independent(comparison, finding.lead, v))
    partly = tuple(v for v in finding.differently if _only_lacks(comparison, finding, v))
    differently = tuple(v for v in finding.differently if v not in partly)
    groups = [
        ("kept by", tuple(v for v in finding.keepers if v not in finding.differently)),
        ("kept in part by", partly),
        ("said differently by", differently),
        ("left out by", tuple(v for v in finding.lackers if v not in apart)),
        ("not found in", apart),
    ]
    told = sum(len(group) for _, group in groups) == len(comparison.versions) > _LONG_LIST
    longest = max(groups, key=lambda group: len(group[1])) if told else None
    parts = [f"{verb} {_names(comparison, group)}" for verb, group in groups if group and (verb, group) != longest]
    if longest:
        parts.append(f"{longest[0]} all the others")
    text = "; ".join(parts)
    return text[0].upper() + text[1:]


def _only_lacks(comparison: Comparison, finding: Finding, version: int) -> bool:
    """Whether a carrier says nothing but words of the leading version in these passages, and not all of them."""
    pairing = comparison.pairings[finding.lead, version]
    kinds = {
        stretch.kind
        for place in finding.places
        if place.present and place.version == finding.lead
        for stretch in pairing.stretches[place.passage]
    }
    return not kinds & {"added", "replaced"}


def _names(comparison: Comparison, versions: Sequence[int]) -> str:
    labels = [comparison.versions[v].label for v in versions]
    return labels[0] if len(labels) == 1 else ", ".join(labels[:-1]) + " and " + labels[-1]
