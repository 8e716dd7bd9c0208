"""Names of all versions → names that are spelt in two ways, people whom only one version names, and a ledger.

    ugly    “Antony” and “Anthony” are two people; “North Korea” and “South Korea” a slip
    wanted  Antony Blinken in A, Anthony Blinken in C, both in D — which does not agree with itself

Two names are one name in two spellings if they have as many words, all but one are equal, and that one differs in a
letter or two. Cost: linear in the different names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from twicetold.findings.evidence import Evidence
from twicetold.findings.names import Entity, Mention
from twicetold.findings.weight import NAME, PERSON, weigh
from twicetold.model import Entry, Finding, Ledger, LedgerRow

_LEAST_LETTERS = 4
_ALIKE = 0.7
_ONLY_WEIGHT = 5.0


def find_name_findings(evidence: Evidence) -> tuple[Finding, ...]:
    """Findings of kind ``name``; forms ``spelling``, ``inside`` (one version spells it in two ways) and ``only``."""
    return (*_spellings(evidence), *_only(evidence))


def _spellings(evidence: Evidence) -> Iterator[Finding]:
    by_form: defaultdict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mentions in evidence.names.of:
        for mention in mentions:
            if len(mention.words) > 1:
                by_form[mention.words].append(mention)
    buckets: defaultdict[tuple[int, int, tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    for words in by_form:
        for at in range(len(words)):
            buckets[len(words), at, words[:at] + words[at + 1 :]].append(words)
    for (_, at, _), forms in sorted(buckets.items()):
        alike = {
            words
            for pair in combinations(sorted(forms)[:50], 2)
            if _is_slip(pair[0][at], pair[1][at])
            for words in pair
        }
        printed = [mention for words in sorted(alike) for mention in by_form[words]]
        if printed:
            yield _spelling(evidence, sorted(printed, key=lambda m: (m.version, m.span)))


def _is_slip(a: str, b: str) -> bool:
    """Whether two words are one word in two spellings; case alone is typography."""
    a, b = a.lower(), b.lower()
    if a == b or min(len(a), len(b)) < _LEAST_LETTERS:
        return False
    return Levenshtein.distance(a, b) <= 2 and Levenshtein.normalized_similarity(a, b) >= _ALIKE


def _spelling(evidence: Evidence, mentions: list[Mention]) -> Finding:
    forms = defaultdict(set)
    for mention in mentions:
        forms[mention.version].add(mention.text)
    torn = [v for v, own in forms.items() if len(own) > 1]
    entity = evidence.names.entity(mentions[0])
    lead = min(mentions, key=lambda m: (evidence.versions[m.version].id, m.span))
    return Finding(
        "name",
        "inside" if torn else "spelling",
        weigh(PERSON if entity.kind == "person" else NAME, len(forms)),
        len(lead.words),
        lead.text,
        tuple(evidence.place(m.version, m.span, m.text) for m in mentions),
        lead.version,
        values=(("sort", entity.kind), *((("torn", torn[0]),) if torn else ())),
    )


def _only(evidence: Evidence) -> Iterator[Finding]:
    """People whom one version names and no other, among versions that tell of the same things."""
    everybody = range(len(evidence.versions))
    for entity in evidence.names.entities:
        versions = {mention.version for mention in entity.mentions}
        if len(versions) > 1:
            continue
        (v,) = versions
        if not _may_be_a_person(evidence, v, entity):
            continue
        word = entity.name.split()[-1].lower()
        others = [w for w in everybody if w != v and evidence.related[v, w]]
        if others and not any(evidence.prints(w, word) for w in everybody if w != v):
            first = entity.mentions[0]
            places = tuple(evidence.place(v, mention.span) for mention in entity.mentions)
            yield Finding(
                "name", "only", weigh(_ONLY_WEIGHT, 1), len(first.words), entity.name, places, v,
                values=(("sort", entity.kind), ("role", first.role)),
            )  # fmt: skip


def _may_be_a_person(evidence: Evidence, v: int, entity: Entity) -> bool:
    """A person, or two words with capitals of which nothing says that they are a place or an organisation; not in
    German, where all nouns have capitals."""
    is_open = entity.kind == "name" and len(entity.name.split()) > 1 and not evidence.grammars[v].nouns_are_capitals
    return entity.kind == "person" or is_open


def name_ledger(evidence: Evidence) -> Ledger:
    """Every name, those of most versions first: who prints it how, and how often."""
    count = len(evidence.versions)

    def rank(entity: Entity) -> tuple[int, int, str]:
        return -len({m.version for m in entity.mentions}), -len(entity.mentions), entity.name

    rows = []
    for entity in sorted(evidence.names.entities, key=rank):
        versions = len({mention.version for mention in entity.mentions})
        entries: dict[tuple[int, str], list[Mention]] = {}
        for mention in entity.mentions:
            entries.setdefault((mention.version, mention.text), []).append(mention)
        rows.append(
            LedgerRow(
                "all" if versions == count else "some" if versions > 1 else "only",
                entity.name,
                tuple(
                    Entry(
                        evidence.place(v, mentions[0].span, text),
                        text,
                        (
                            ("sort", entity.kind),
                            ("times", str(len(mentions))),
                            ("role", next((m.role for m in mentions if m.role), "")),
                        ),
                    )
                    for (v, text), mentions in entries.items()
                ),
            )
        )
    return Ledger("name", tuple(rows))
