"""Quotes → what to say of them: worded otherwise, shortened, given to somebody else, only here, or without their marks.

    ugly    the same words with marks in A and without in B count as no difference at all
    wanted  “a great deal of rubble”: quoted in A; the words of the outlet itself in B

A version whose words stand beside the quotation, with quotation marks of whatever style around them, has it quoted,
also where its marks could not be paired. Cost: linear in the words quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from twicetold.findings.evidence import Evidence
from twicetold.findings.instead import find_instead
from twicetold.findings.quotes import Quote, Quotes, contains, relation
from twicetold.findings.weight import OTHER_SPEAKER, REWORDED_QUOTE, weigh
from twicetold.model import Finding, Place, Span

_LEAST_WORDS = 4
"""Shorter quotations that lose their marks are words like any other; shorter ones of one version tell little."""
_BESIDE_SHARE = 0.8
"""From this share of its words, beside it in another version, that version says the quotation."""


def find_quote_findings(quotes: Quotes) -> tuple[Finding, ...]:
    """Findings of kind ``quote``; forms ``reworded``, ``shortened``, ``speaker``, ``unquoted``, ``instead``,
    ``indirect`` and ``only``."""
    evidence = quotes.evidence
    found: list[Finding] = []
    for row in quotes.rows:
        own_voice = _own_voice(evidence, row)
        found += _speaker(quotes, row)
        found += _unquoted(quotes, row, own_voice)
        form = quotes.form(row)
        if form == "only":
            found += _only(quotes, row, own_voice)
        elif form != "verbatim":
            found += _worded(quotes, row, form)
    return (*found, *find_instead(quotes))


def _places(evidence: Evidence, quotes: Sequence[Quote], value: str = "") -> tuple[Place, ...]:
    return tuple(
        evidence.place(quote.version, quote.quotation.inner, value or " ".join(map(str, quote.words)))
        for quote in quotes
    )


def _worded(quotes: Quotes, row: tuple[Quote, ...], form: str) -> Iterator[Finding]:
    lead = quotes.lead(row)
    best = quotes.best(row)
    lost = max(len(lead.words) - len(quote.words) for quote in best)
    if form == "shortened" and lost < quotes.evidence.settings.min_clause_words:
        return
    yield Finding(
        "quote",
        form,
        weigh(REWORDED_QUOTE * min(len(quote.words) for quote in best) if form == "reworded" else lost, len(best)),
        len(lead.words),
        quotes.text(lead),
        _places(quotes.evidence, best),
        lead.version,
        tuple(quote.version for quote in best if relation(quote, lead) == "reworded"),
        (("speaker", lead.speech.speaker), ("likely", lead.speech.likely)),
    )


def _speaker(quotes: Quotes, row: tuple[Quote, ...]) -> Iterator[Finding]:
    """The same words, given to different people by name; what is only likely proves nothing."""
    evidence = quotes.evidence
    lead = quotes.lead(row)
    named = [
        quote
        for quote in row
        if relation(quote, lead) == "verbatim" and not quote.speech.likely and quote.speech.speaker[:1].isupper()
    ]
    people = {quote.surname for quote in named}
    if len({quote.version for quote in named}) < 2 or len(people) < 2 or len(lead.words) < _LEAST_WORDS:
        return
    places = tuple(evidence.place(quote.version, quote.quotation.inner, quote.speech.speaker) for quote in named)
    yield Finding(
        "quote",
        "speaker",
        weigh(OTHER_SPEAKER * len(lead.words), len(named)),
        len(lead.words),
        quotes.text(lead),
        places,
        lead.version,
    )


def _own_voice(evidence: Evidence, row: tuple[Quote, ...]) -> dict[int, tuple[Quote, Span, bool]]:
    """Per version that quotes nothing of the row but says its words: the quotation, where, and whether marks stand
    there."""
    quoting = {quote.version for quote in row}
    found: dict[int, tuple[Quote, Span, bool]] = {}
    for quote in row:
        if not quote.words:
            continue
        for v in range(len(evidence.versions)):
            if v in quoting or v in found or not evidence.carried[list(quote.passages), v].any():
                continue
            is_word = evidence.versions[quote.version].tokens.is_word[quote.tokens.start : quote.tokens.end]
            beside = np.array(evidence.aligned(quote.version, quote.tokens, v))[is_word]
            held = beside[beside >= 0]
            if len(held) >= _BESIDE_SHARE * len(beside) and len(held):
                span = Span(int(held.min()), int(held.max()) + 1)
                found[v] = (quote, span, _has_marks(evidence, v, span))
    return found


def _has_marks(evidence: Evidence, v: int, tokens: Span) -> bool:
    """Whether a quotation mark of any style stands at either end of some tokens, or inside a quotation at all."""
    version = evidence.versions[v]
    around = [*range(tokens.start - 3, tokens.start), *range(tokens.end, tokens.end + 3)]
    keys = [version.tokens.keys[int(version.tokens.forms[k])] for k in around if 0 <= k < len(version.tokens)]
    start = int(version.tokens.starts[tokens.start])
    inside = any(q.outer.start <= start < q.outer.end for q in evidence.quotations[v])
    return inside or any(key in ('"', "``", "''") for key in keys)


def _unquoted(
    quotes: Quotes, row: tuple[Quote, ...], own_voice: dict[int, tuple[Quote, Span, bool]]
) -> Iterator[Finding]:
    evidence = quotes.evidence
    bare = {v: found for v, found in own_voice.items() if not found[2] and len(found[0].words) >= _LEAST_WORDS}
    if not bare:
        return
    lead = quotes.lead(row)
    places = list(_places(evidence, quotes.best(row), "quoted"))
    for v, (_, tokens, _) in sorted(bare.items()):
        starts, ends = evidence.versions[v].tokens.starts, evidence.versions[v].tokens.ends
        places.append(evidence.place(v, Span(int(starts[tokens.start]), int(ends[tokens.end - 1])), "unquoted"))
    yield Finding(
        "quote",
        "unquoted",
        weigh(REWORDED_QUOTE * len(lead.words), len(places)),
        len(lead.words),
        quotes.text(lead),
        tuple(places),
        lead.version,
        values=(("speaker", lead.speech.speaker), ("likely", lead.speech.likely)),
    )


def _only(quotes: Quotes, row: tuple[Quote, ...], own_voice: dict[int, tuple[Quote, Span, bool]]) -> Iterator[Finding]:
    """What one version alone quotes, among versions that tell of the same things."""
    evidence = quotes.evidence
    lead = quotes.lead(row)
    others = [v for v in range(len(evidence.versions)) if evidence.related[lead.version, v] and v != lead.version]
    if not others or own_voice or len(lead.words) < _LEAST_WORDS or _said_before(quotes, lead):
        return
    yield Finding(
        "quote",
        "only",
        weigh(len(lead.words), 1),
        len(lead.words),
        quotes.text(lead),
        _places(evidence, [lead]),
        lead.version,
        values=(("speaker", lead.speech.speaker), ("likely", lead.speech.likely)),
    )


def _said_before(quotes: Quotes, lead: Quote) -> bool:
    """Whether another version says the words without a break anywhere: then they are not only here."""
    evidence = quotes.evidence
    return any(contains(quote.words, lead.words) for quote in quotes.all if quote.version != lead.version) or any(
        evidence.says(v, lead.words) for v in range(len(evidence.versions)) if v != lead.version
    )
