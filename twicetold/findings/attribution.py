"""Who is given as the source of an aligned statement, and which version gives none.

    ugly    “, said the chief fire officer” cut from a sentence counts as seven words like any other
    wanted  “The fire started in an electrical cabinet”: said by Catherine Doyle in A; as a fact in B

A sentence has a source if somebody is the subject of a verb of saying (“said Doyle”, “Doyle said that”), after
“according to”, or if it names nobody (“officials”, “reportedly”). A version loses it if it prints most words of the
sentence, gives no other source, and lacks a short stretch that holds these words; a whole clause that is cut is an
omission. A statement has another source if two versions print it and each names somebody else.
Cost: one pass over matched sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from twicetold.align.stretches import KINDS
from twicetold.findings.evidence import Evidence
from twicetold.findings.weight import SOURCE, weigh
from twicetold.model import Entry, Finding, Ledger, LedgerRow, Place, Span

_REPLACED = KINDS.index("replaced")
_KEPT_SHARE = 0.7
_MOST_WORDS = 12
"""The longest stretch that is an attribution: “, said Catherine Doyle, the chief fire officer of the harbour town”."""

Source = tuple[str, int]
"""Who is given as the source, and the place of the words that say so; "" and -1 for nobody."""


def find_attribution(evidence: Evidence) -> tuple[Finding, ...]:
    """Findings of kind ``attribution``, forms ``lost`` and ``other``: the value of a place is the source, empty where
    there is none."""
    passages = np.flatnonzero((evidence.carried.sum(axis=1) > 1) & evidence.changed).tolist()
    sources = {passage: _sources(evidence, passage) for passage in passages}
    return (*_lost(evidence, sources), *_other(evidence, sources))


def source_ledger(evidence: Evidence) -> Ledger:
    """Every matched statement for which a version gives a source, with the source of each version that carries it.

    The forms are ``conflict`` if they name different people, ``some`` if one gives no source, ``reworded`` if they call
    it otherwise (“he”, “the minister”), else ``all``. The label of a row is the statement."""
    rows = []
    for passage in np.flatnonzero(evidence.carried.sum(axis=1) > 1).tolist():
        sources = _sources(evidence, passage)
        if not any(name for name, _ in sources.values()):
            continue
        entries = tuple(
            Entry(_place(evidence, passage, v, name), name, (("source", name),)) for v, (name, _) in sources.items()
        )
        lead = max(entries, key=lambda entry: (len(entry.place.span), evidence.versions[entry.place.version].id))
        words = " ".join(evidence.versions[lead.place.version].slice(lead.place.span).split())
        rows.append(LedgerRow(_form([name for name, _ in sources.values()]), words, entries))
    return Ledger("source", tuple(rows))


def _form(names: Sequence[str]) -> str:
    if len({_who(name) for name in names if name[:1].isupper()}) > 1:
        return "conflict"
    if not all(names):
        return "some"
    return "reworded" if len({_who(name) for name in names}) > 1 else "all"


def _sources(evidence: Evidence, passage: int) -> dict[int, Source]:
    carriers = [v for v in range(len(evidence.versions)) if evidence.carried[passage, v]]
    return {v: _source(evidence, passage, v) for v in carriers}


def _who(name: str) -> str:
    """A source in a form that can be compared: the last word of a name, “catherine doyle” and “doyle” alike."""
    return name.rsplit(maxsplit=1)[-1].lower().removesuffix("’s").removesuffix("'s")


def _other(evidence: Evidence, sources: Mapping[int, Mapping[int, Source]]) -> Iterator[Finding]:
    """Statements that two versions print alike and give to different sources by name.

    A pronoun or a title may mean the same person, and an unnamed source may be the one that the other names."""
    for passage, given in sources.items():
        named = {v: s for v, s in given.items() if s[0][:1].isupper() and s[1] >= 0}
        pairs = [(a, b) for a in named for b in named if a < b and _who(named[a][0]) != _who(named[b][0])]
        apart = {v for pair in pairs if evidence.pairings[pair].relations[passage] == "edited" for v in pair}
        if not apart:
            continue
        lead = max(apart, key=lambda v: (evidence.versions[v].id, v))
        places = tuple(_place(evidence, passage, v, named[v][0]) for v in sorted(apart))
        words = next(evidence.versions[lead].slice(place.span) for place in places if place.version == lead).split()
        yield Finding(
            "attribution", "other", weigh(SOURCE, len(places)), len(words), " ".join(words), places, lead,
            values=(("source", named[lead][0]),),
        )  # fmt: skip


def _lost(evidence: Evidence, given: Mapping[int, Mapping[int, Source]]) -> Iterator[Finding]:
    for passage, sources in given.items():
        carriers = list(sources)
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
