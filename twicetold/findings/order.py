"""What each version leads with, and what one tells early that another tells late.

    ugly    “moved” on 40 sentences, and nobody sees that the sanctions stand first here and last there
    wanted  the sanctions: paragraph 1 in C, paragraph 9 in D; the fisherman: paragraph 2 in B, paragraph 7 in A

A ledger holds the headlines and the first sentences beside each other. A finding is made of a passage that stands in
the first paragraph of a version and further down in another, and of passages that have moved between versions of one
text. Paragraphs are counted in the story, without headline and furniture. Cost: linear in the passages.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from twicetold.findings.evidence import Evidence
from twicetold.findings.weight import LEAST_ORDER, weigh
from twicetold.measure.order import moved_passages
from twicetold.model import KINDS, Entry, Finding, Ledger, LedgerRow, Span

_FAR_PARAGRAPHS = 3
"""From so many paragraphs apart a passage stands elsewhere; in news two are a matter of layout."""
_SAME_TEXT_SHARE = 0.5
"""From this share of words in common two versions are of one text, and moves in it were made by somebody."""
_BODY = KINDS.index("body")


def story_paragraphs(evidence: Evidence, v: int) -> dict[int, int]:
    """Per paragraph with body its number in the story, from 1."""
    units = evidence.versions[v].units
    body = sorted(set(units.paragraphs[units.kinds == _BODY].tolist()))
    return {paragraph: number for number, paragraph in enumerate(body, 1)}


def find_order(evidence: Evidence) -> tuple[Finding, ...]:
    """Findings of kind ``order``, forms ``lede`` and ``moved``; the value of a place is its paragraph."""
    numbers = [story_paragraphs(evidence, v) for v in range(len(evidence.versions))]
    moved = set(_moved(evidence))
    groups: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for passage in np.flatnonzero(evidence.carried.sum(axis=1) > 1).tolist():
        stands = _stands(evidence, passage, numbers)
        if len(stands) < 2:
            continue
        places = [number for _, number in stands]
        spread = max(places) - min(places)
        if (min(places) == 1 and spread >= _FAR_PARAGRAPHS) or (passage in moved and spread):
            groups.setdefault(tuple(stands), []).append(passage)
    return tuple(_finding(evidence, stands, passages, moved) for stands, passages in groups.items())


def _moved(evidence: Evidence) -> Iterator[int]:
    count = len(evidence.versions)
    for a in range(count):
        for b in range(a + 1, count):
            overlap = evidence.overlaps[a, b] if evidence.related[a, b] else None
            if overlap and max(overlap.a_verbatim_share, overlap.b_verbatim_share) >= _SAME_TEXT_SHARE:
                yield from moved_passages(evidence.collation, a, b)


def _stands(evidence: Evidence, passage: int, numbers: list[dict[int, int]]) -> list[tuple[int, int]]:
    """Version and paragraph of the story for every body reading of a passage."""
    found = []
    for v, reading in enumerate(evidence.collation.passages[passage].readings):
        if reading:
            paragraph = int(evidence.versions[v].units.paragraphs[reading.units[0]])
            if paragraph in numbers[v]:
                found.append((v, numbers[v][paragraph]))
    return found


def _finding(evidence: Evidence, stands: tuple[tuple[int, int], ...], passages: list[int], moved: set[int]) -> Finding:
    places = []
    for v, number in stands:
        units = [u for passage in passages for u in evidence.collation.passages[passage].readings[v].units]
        made = evidence.versions[v].units
        span = Span(made[min(units)].span.start, made[max(units)].span.end)
        places.append(evidence.place(v, span, str(number)))
    lead = min(stands, key=lambda item: (item[1], evidence.versions[item[0]].id))[0]
    quote = next(evidence.versions[lead].slice(place.span) for place in places if place.version == lead)
    at = [number for _, number in stands]
    form = "moved" if moved.issuperset(passages) else "lede"
    weight = weigh(max(LEAST_ORDER, max(at) - min(at)), len(stands))
    return Finding("order", form, weight, len(quote.split()), " ".join(quote.split()), tuple(places), lead)


def opening_ledger(evidence: Evidence) -> Ledger:
    """The headlines beside each other, and the first sentences."""
    rows = []
    for form, kind in (("headline", "headline"), ("lede", "body")):
        entries = []
        for v, version in enumerate(evidence.versions):
            at = np.flatnonzero(version.units.kinds == KINDS.index(kind))
            if len(at):
                span = version.units[int(at[0])].span
                entries.append(Entry(evidence.place(v, span), " ".join(version.slice(span).split())))
        if entries:
            rows.append(LedgerRow(form, form, tuple(entries)))
    return Ledger("opening", tuple(rows))
