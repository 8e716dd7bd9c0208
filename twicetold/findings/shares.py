"""What every version tells, and what only one of them does: the question that is asked in class.

One finding for what all versions share, and one for each version that tells anything alone. Passages are counted as
they were matched: the same fact in quite other words may count as two. Cost: linear in the passages.
"""

from __future__ import annotations

import numpy as np

from twicetold.findings.evidence import Evidence
from twicetold.findings.weight import SHARE, weigh
from twicetold.model import KINDS, Finding, Place, Span

_BODY = KINDS.index("body")

_ALIKE = 0.9
"""The shortest reading of a passage has this part of the letters of the one that is quoted for all."""


def find_shares(evidence: Evidence) -> tuple[Finding, ...]:
    """Findings of kind ``share``, forms ``all`` and ``only``; ``values`` hold how many passages there are, the
    quote is the longest of them."""
    count = len(evidence.versions)
    told = evidence.carried.sum(axis=1)
    homes = evidence.collation.passages.grouping.homes
    is_body = np.zeros(len(told), dtype=np.bool_)
    for v, home in enumerate(homes):
        is_body[home[evidence.versions[v].units.kinds == _BODY]] = True
    found = []
    if not (told[is_body] > 1).any():
        return ()
    shared = np.flatnonzero(is_body & (told == count)).tolist()
    if shared:
        places = tuple(_place(evidence, p, v) for p in shared for v in range(count))
        found.append(_finding(evidence, "all", places, len(shared), _longest(evidence)))
    for v in range(count):
        alone = np.flatnonzero(is_body & (told == 1) & evidence.carried[:, v]).tolist()
        if alone:
            found.append(_finding(evidence, "only", tuple(_place(evidence, p, v) for p in alone), len(alone), v))
    return tuple(found)


def _longest(evidence: Evidence) -> int:
    return max(range(len(evidence.versions)), key=lambda v: (evidence.versions[v].words, evidence.versions[v].id))


def _place(evidence: Evidence, passage: int, v: int) -> Place:
    units = evidence.collation.passages[passage].readings[v].units
    made = evidence.versions[v].units
    return Place(v, passage, Span(made[units[0]].span.start, made[units[-1]].span.end), present=True)


def _quoted(places: tuple[Place, ...], lead: int) -> Span:
    """The longest reading of the leading version; of passages that others tell too, the longest whose words no other
    version falls far short of: a sentence out of which a clause was cut is not told the same."""
    shortest: dict[int, int] = {}
    for place in places:
        shortest[place.passage] = min(len(place.span), shortest.get(place.passage, len(place.span)))
    spans = [(place.span, shortest[place.passage]) for place in places if place.version == lead]
    whole = [span for span, least in spans if least >= _ALIKE * len(span)]
    return max(whole or [span for span, _ in spans], key=len)


def _finding(evidence: Evidence, form: str, places: tuple[Place, ...], passages: int, lead: int) -> Finding:
    version = evidence.versions[lead]
    words = sum(
        version.tokens.word_count(tokens.start, tokens.end)
        for place in places
        if place.version == lead
        for tokens in (evidence.tokens(lead, place.span),)
    )
    values = (("passages", passages),)
    quote = " ".join(version.slice(_quoted(places, lead)).split())
    return Finding("share", form, weigh(SHARE, 2), words, quote, places, lead, (), values)
