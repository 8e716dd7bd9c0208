"""Quotations that one version breaks off or lacks → the statement that another version prints in their place.

    ugly    “I saw that they meant it. We will come” in A; “I felt that they meant it. We are ready” in B:
            two quotations, each in one version only
    wanted  “We will come” in A; in its place in B: “We are ready”

The words themselves share nothing, so that only the place can tell. It does where both versions have a sentence next
to it that was matched: inside the same quotation, or before it and after it. What stands in the place must be a
statement: in quotation marks, or, next to a matched sentence of the same quotation, in the first person (a quotation
set off without marks), or indirect speech. Around a place of which the quotation holds no sentence, the same person
must say both.

A sentence of a quotation that another version has matched, without marks, as indirect speech of the same person is
said as well: “I sensed their determination” in A; “he noted that they were determined” in B.

Cost: linear in the sentences quoted × the versions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from twicetold.findings.evidence import Evidence
from twicetold.findings.quotes import Quote, Quotes
from twicetold.findings.weight import REWORDED_QUOTE, weigh
from twicetold.model import Finding, Place, Span

_LEAST_WORDS = 4
"""Shorter statements are words like any other."""
_OTHER_WORDS = 0.7
"""Up to this share of its words beside it, a sentence of indirect speech is no copy of the quotation without marks."""
_MARK = regex.compile(r"""["“”„‟«»「」『』]|``|(?<!\w)['‘‚]""")
_DIRECT = regex.compile(r"[^,;:.]{0,40}[,;:]\s+\p{Lu}")


@dataclass(frozen=True, slots=True)
class _Gone:
    """Sentences of a quotation that another version does not have, and whether the one ``before`` them and the one
    ``after`` them, if it has these, are of the same quotation; None where it does not have them."""

    units: range
    before: bool | None
    after: bool | None


_Key = tuple[str, tuple[int, ...], int]
"""Form, passages that the quotation says, and the passage of the statement."""


def find_instead(quotes: Quotes) -> tuple[Finding, ...]:
    """Findings of kind ``quote``, forms ``instead`` and ``indirect``; the values of their places are ``quoted`` and
    the form."""
    evidence = quotes.evidence
    found: defaultdict[_Key, set[Place]] = defaultdict(set)
    speakers: dict[_Key, Quote] = {}
    for row in quotes.rows:
        for quote in row:
            for other in _others(evidence, quote):
                for key, statement in (*_replaced(evidence, quote, other), *_retold(evidence, quote, other)):
                    # a quotation of the same row is compared word by word already
                    if not any(one.version == other and _overlap(one.quotation.inner, statement) for one in row):
                        found[key].update(_carrying(evidence, row, key[1]))
                        found[key].add(evidence.place(other, statement, key[0]))
                        speakers.setdefault(key, quote)
    return tuple(
        _finding(evidence, key[0], speakers[key], tuple(sorted(places))) for key, places in sorted(found.items())
    )


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _others(evidence: Evidence, quote: Quote) -> Iterator[int]:
    if len(quote.words) >= _LEAST_WORDS:
        for other in range(len(evidence.versions)):
            if other != quote.version and evidence.related[quote.version, other]:
                yield other


def _replaced(evidence: Evidence, quote: Quote, other: int) -> Iterator[tuple[_Key, Span]]:
    homes = evidence.collation.passages.grouping.homes[quote.version]
    for gone in _gone(evidence, quote, other):
        statement = _in_place_of(evidence, quote, gone, other)
        if statement:
            passages = tuple(homes[gone.units.start : gone.units.stop].tolist())
            yield ("instead", passages, evidence.passage_at(other, statement.start)), statement


def _retold(evidence: Evidence, quote: Quote, other: int) -> Iterator[tuple[_Key, Span]]:
    """Sentences of a quotation that ``other`` has in indirect speech of the same person, mostly in other words."""
    first, last = _units(evidence, quote)
    for unit in range(first, last + 1):
        passage = int(evidence.collation.passages.grouping.homes[quote.version][unit])
        if not quote.surname or not evidence.carried[passage, other]:
            continue
        tokens = evidence.tokens(quote.version, _part(evidence, quote, range(unit, unit + 1)).span)
        is_word = evidence.versions[quote.version].tokens.is_word[tokens.start : tokens.end]
        beside = [at for at, word in zip(evidence.aligned(quote.version, tokens, other), is_word, strict=True) if word]
        units = evidence.collation.passages[passage].readings[other].units
        made = evidence.versions[other].units
        span = Span(made[units[0]].span.start, made[units[-1]].span.end)
        if len(beside) < _LEAST_WORDS or sum(at >= 0 for at in beside) > _OTHER_WORDS * len(beside):
            continue
        if _is_indirect(evidence, other, span, quote.surname):
            yield ("indirect", (passage,), passage), span


def _is_indirect(evidence: Evidence, v: int, span: Span, surname: str) -> bool:
    """Whether a place is indirect speech of somebody: no mark of a quotation stands in it, also none that could not be
    paired, and no words in direct speech without marks, as in old books (“he said, Let them come”)."""
    name, at = evidence.speakers[v].source(span)
    if not name or _surname(name) != surname or _MARK.search(evidence.versions[v].slice(span)):
        return False
    told = evidence.versions[v].text[at : span.end]
    according = told.lower().startswith(tuple(evidence.grammars[v].lists.get("according", ())))
    return according or not _DIRECT.match(told)


def _finding(evidence: Evidence, form: str, quote: Quote, places: tuple[Place, ...]) -> Finding:
    quoted = [place for place in places if place.value == "quoted"]
    lead = max(quoted, key=lambda place: (len(place.span), evidence.versions[place.version].id))
    words = " ".join(evidence.versions[lead.version].slice(lead.span).split())
    count = len(words.split())
    concerned = len({place.version for place in places})
    return Finding(
        "quote", form, weigh(REWORDED_QUOTE * count, concerned), count, words, places, lead.version,
        values=(("speaker", quote.speech.speaker), ("likely", quote.speech.likely)),
    )  # fmt: skip


def _units(evidence: Evidence, quote: Quote) -> tuple[int, int]:
    inner = quote.quotation.inner
    return evidence.unit_at(quote.version, inner.start), evidence.unit_at(quote.version, inner.end - 1)


def _gone(evidence: Evidence, quote: Quote, other: int) -> Iterator[_Gone]:
    """The runs of whole sentences of a quotation that ``other`` has nowhere, next to one that it has."""
    v = quote.version
    homes = evidence.collation.passages.grouping.homes[v]
    is_story = evidence.versions[v].units.is_story
    first, last = _units(evidence, quote)

    def kept(unit: int) -> bool | None:
        if not 0 <= unit < len(homes) or not is_story[unit] or not evidence.carried[homes[unit], other]:
            return None
        return first <= unit <= last

    unit = first
    while unit <= last:
        end = unit
        while end <= last and kept(end) is None:
            end += 1
        if end > unit:
            before, after = kept(unit - 1), kept(end)
            # a neighbour inside the quotation is the surer one; what stands beside the quotation may be far from there
            if before or after:
                yield _Gone(range(unit, end), before or None, after or None)
            elif before is not None and after is not None:
                yield _Gone(range(unit, end), before, after)
        unit = end + 1


def _in_place_of(evidence: Evidence, quote: Quote, gone: _Gone, other: int) -> Span | None:
    """The statement of ``other`` that fills the place, as a span of its text."""
    words = evidence.words(quote.version, evidence.tokens(quote.version, _part(evidence, quote, gone.units).span))
    if len(words) < _LEAST_WORDS or evidence.says(other, words):
        return None
    unit = _unit_in_place_of(evidence, quote.version, gone, other)
    return None if unit is None else _statement(evidence, quote, other, unit, inside=bool(gone.before or gone.after))


def _unit_in_place_of(evidence: Evidence, v: int, gone: _Gone, other: int) -> int | None:
    """The sentence of ``other`` right beside the matched one, or between the two, that ``v`` has nowhere."""
    passages, units = evidence.collation.passages, evidence.versions[other].units
    homes = passages.grouping.homes
    low = -1 if gone.before is None else passages[int(homes[v][gone.units.start - 1])].readings[other].units[-1]
    high = -1 if gone.after is None else passages[int(homes[v][gone.units.stop])].readings[other].units[0]
    if min(low, high) >= 0:
        # between two neighbours stand about as many sentences as are gone, or something else happened there
        if not 0 < high - low - 1 <= len(gone.units) + 1:
            return None
        unit = low + 1
    else:
        anchor, unit = (low, low + 1) if low >= 0 else (high, high - 1)
        if not 0 <= unit < len(units) or units.paragraphs[unit] != units.paragraphs[anchor]:
            return None
    if not units.is_story[unit] or evidence.carried[homes[other][unit], v]:
        return None
    return unit


def _statement(evidence: Evidence, quote: Quote, other: int, unit: int, *, inside: bool) -> Span | None:
    """What is said in a sentence: a quotation, else the sentence itself if it is indirect speech or in the first
    person."""
    span = evidence.versions[other].units[unit].span
    quotations = evidence.quotations[other]
    number = next((n for n, one in enumerate(quotations) if one.inner.end > span.start), len(quotations))
    if number < len(quotations) and quotations[number].inner.start < span.end:
        inner, speech = quotations[number].inner, evidence.speeches[other][number]
        name = speech.person
        span = Span(max(inner.start, span.start), min(inner.end, span.end))
        is_one = _surname(name) == quote.surname if name and quote.surname else inside
    else:
        name, _ = evidence.speakers[other].source(span)
        is_one = _surname(name) == quote.surname if name else inside and _is_first_person(evidence, other, span)
    return span if is_one and len(evidence.words(other, evidence.tokens(other, span))) >= _LEAST_WORDS else None


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower()


def _is_first_person(evidence: Evidence, v: int, span: Span) -> bool:
    tokens = evidence.tokens(v, span)
    version = evidence.versions[v]
    keys = (version.tokens.keys[int(form)] for form in version.tokens.forms[tokens.start : tokens.end])
    return any(evidence.grammars[v].has("first_person", key) for key in keys)


def _part(evidence: Evidence, quote: Quote, units: range) -> Place:
    """The words of a quotation in some of its sentences, without what the outlet says around them."""
    v, inner = quote.version, quote.quotation.inner
    made = evidence.versions[v].units
    span = Span(max(inner.start, made[units[0]].span.start), min(inner.end, made[units[-1]].span.end))
    return evidence.place(v, span, "quoted")


def _carrying(evidence: Evidence, row: tuple[Quote, ...], passages: tuple[int, ...]) -> Iterator[Place]:
    """Where the quotations of a row say the passages that are gone elsewhere."""
    for quote in row:
        homes = evidence.collation.passages.grouping.homes[quote.version]
        first, last = _units(evidence, quote)
        held = [unit for unit in range(first, last + 1) if homes[unit] in passages]
        if held:
            yield _part(evidence, quote, range(held[0], held[-1] + 1))
