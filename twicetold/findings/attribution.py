"""Who is given as the source of an aligned statement, and which version gives none.

    ugly    “, said the chief fire officer” cut from a sentence counts as seven words like any other
    wanted  “The fire started in an electrical cabinet”: said by Catherine Doyle in A; as a fact in B

A sentence has a source if somebody is the subject of a verb of saying (“said Doyle”, “Doyle said that”), after
“according to”, or if it names nobody (“officials”, “reportedly”). A version loses it if it prints most words of the
sentence, gives no other source, and lacks a short stretch that holds these words; a whole clause that is cut is an
omission. Cost: one pass over matched sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from twicetold.align.stretches import KINDS
from twicetold.findings.evidence import Evidence
from twicetold.findings.weight import SOURCE, weigh
from twicetold.model import Finding, Place, Span

_REPLACED = KINDS.index("replaced")
_KEPT_SHARE = 0.7
_MOST_WORDS = 12
"""The longest stretch that is an attribution: “, said Catherine Doyle, the chief fire officer of the harbour town”."""

Source = tuple[str, int]
"""Who is given as the source, and the place of the words that say so; "" and -1 for nobody."""


def find_attribution(evidence: Evidence) -> tuple[Finding, ...]:
    """Findings of kind ``attribution``, form ``lost``: the value of a place is the source, empty where there is
    none."""
    return tuple(_lost(evidence))


def _lost(evidence: Evidence) -> Iterator[Finding]:
    for passage in np.flatnonzero((evidence.carried.sum(axis=1) > 1) & evidence.changed).tolist():
        carriers = [v for v in range(len(evidence.versions)) if evidence.carried[passage, v]]
        sources = {v: _source(evidence, passage, v) for v in carriers}
        named = [v for v in carriers if sources[v][0]]
        if not named or len(named) == len(carriers):
            continue
        bare = [
            v for v in carriers if not sources[v][0] and any(_lacks(evidence, passage, a, v, sources[a]) for a in named)
        ]
        if not bare:
            continue
        lead = max(named, key=lambda v: (evidence.versions[v].id, v))
        places = [_place(evidence, passage, v, sources[v][0]) for v in (*named, *bare)]
        shown = max(bare, key=lambda v: evidence.versions[v].id)
        quote = next(evidence.versions[shown].slice(place.span) for place in places if place.version == shown)
        words = " ".join(quote.split())
        yield Finding(
            "attribution", "lost", weigh(SOURCE, len(places)), len(words.split()), words, tuple(sorted(places)), shown,
            values=(("source", sources[lead][0]),),
        )  # fmt: skip


def _lacks(evidence: Evidence, passage: int, a: int, b: int, source: Source) -> bool:
    """Whether b says most of its sentence as a does, and lacks a short stretch with the words that name the source."""
    if evidence.pairings[a, b].relations[passage] != "edited" or source[1] < 0:
        return False
    # read off the columns: a long text has 100,000 stretches, and objects of them would cost more than all the rest
    s = evidence.pairings[a, b].stretches
    low, high = np.searchsorted(s.passages, (passage, passage + 1)).tolist()
    a_words, b_words = evidence.words_before[a], evidence.words_before[b]
    counts = b_words[s.b_ends[low:high]] - b_words[s.b_starts[low:high]]
    kinds = s.kinds[low:high]
    kept = int(counts[kinds < _REPLACED].sum())
    token = evidence.tokens(a, Span(source[1], source[1] + 1)).start
    holds = (s.a_starts[low:high] <= token) & (token < s.a_ends[low:high]) & (kinds >= _REPLACED)
    lengths = a_words[s.a_ends[low:high]] - a_words[s.a_starts[low:high]]
    return kept >= _KEPT_SHARE * int(counts.sum()) and bool((holds & (lengths <= _MOST_WORDS)).any())


def _source(evidence: Evidence, passage: int, v: int) -> Source:
    """The first source that a version gives in a passage; of a quotation in it, its speaker, with no place."""
    version = evidence.versions[v]
    for unit in evidence.collation.passages[passage].readings[v].units:
        span = version.units[unit].span
        name, place = evidence.speakers[v].source(span)
        if name:
            return name, place
        text = version.slice(span).lower()
        for phrase in evidence.grammars[v].lists.get("unnamed", ()):
            at = text.find(phrase)
            if at >= 0:
                return phrase, span.start + at
        speaker = evidence.speaker_in(v, span)
        if speaker:
            return speaker, -1
    return "", -1


def _place(evidence: Evidence, passage: int, v: int, source: str) -> Place:
    units = evidence.collation.passages[passage].readings[v].units
    made = evidence.versions[v].units
    return Place(v, passage, Span(made[units[0]].span.start, made[units[-1]].span.end), present=True, value=source)
