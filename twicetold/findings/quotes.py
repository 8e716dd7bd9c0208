"""Quotations of all versions → a ledger: one row for what was said, whoever quotes it in whatever wording.

    ugly    55 quotations in a list, “constructive” eleven times
    wanted  “The conversation appeared constructive to me”: in A and B so, in C with “seemed”, in D only “constructive”

Two quotations belong together if the words of one stand in the other without a break; or if, in one passage, they
share at least a third of the information of the smaller; or if, in one passage, the same person says both and no
other quotation fits either. Cost: linear in the words quoted; rare words lead to the candidates.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from twicetold.findings.evidence import Evidence
from twicetold.findings.quotation import Quotation
from twicetold.findings.speech import Speech
from twicetold.model import Entry, Ledger, LedgerRow, Span

_SHARED_INFORMATION = 0.34
_MAX_HOLDERS = 60
"""Of a word that is in more quotations than this, only so many are looked at; such a word tells nothing."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in its version, with its speaker, its words as key ids, and the passages that it runs through."""

    version: int
    number: int
    quotation: Quotation
    speech: Speech
    tokens: Span
    words: tuple[int, ...]
    passages: frozenset[int]

    @property
    def surname(self) -> str:
        """The last word of the speaker’s name, said or likely, in small letters."""
        return self.speech.person.split()[-1].lower() if self.speech.person else ""


class Quotes:
    """All quotations of a comparison, and which of them belong together."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.all = tuple(self._make(v, n) for v, own in enumerate(evidence.quotations) for n in range(len(own)))

    def _make(self, v: int, number: int) -> Quote:
        evidence = self.evidence
        quotation = evidence.quotations[v][number]
        tokens = evidence.tokens(v, quotation.inner)
        words = tuple(w for piece in quotation.pieces for w in evidence.words(v, evidence.tokens(v, piece)))
        first, last = evidence.unit_at(v, quotation.inner.start), evidence.unit_at(v, quotation.inner.end - 1)
        homes = evidence.collation.passages.grouping.homes[v][first : last + 1].tolist()
        return Quote(v, number, quotation, evidence.speeches[v][number], tokens, words, frozenset(homes))

    @cached_property
    def rows(self) -> tuple[tuple[Quote, ...], ...]:
        """The quotations that belong together, in the order of the first of them."""
        parent = list(range(len(self.all)))

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        for i, j in [*self._contained(), *self._in_one_passage()]:
            a, b = root(i), root(j)
            parent[max(a, b)] = min(a, b)
        groups: defaultdict[int, list[Quote]] = defaultdict(list)
        for i, quote in enumerate(self.all):
            groups[root(i)].append(quote)
        return tuple(tuple(group) for group in groups.values())

    def _contained(self) -> list[tuple[int, int]]:
        """Pairs of quotations of which the first stands word for word inside the second, or is the same."""
        holders: defaultdict[int, list[int]] = defaultdict(list)
        for i, quote in enumerate(self.all):
            for word in set(quote.words):
                holders[word].append(i)
        information = self.evidence.collation.information
        found = []
        for i, quote in enumerate(self.all):
            if not quote.words:
                continue
            rare = min(set(quote.words), key=lambda word: (len(holders[word]), -information[word], word))
            for j in holders[rare][:_MAX_HOLDERS]:
                other = self.all[j]
                longer = len(other.words) > len(quote.words) or (other.words == quote.words and i < j)
                if longer and contains(other.words, quote.words) and self._may_be_one(quote, other):
                    found.append((i, j))
        return found

    def _may_be_one(self, quote: Quote, other: Quote) -> bool:
        """A word or two inside a longer quotation are the same only if nobody else says them."""
        if len(quote.words) >= 3 and quote.words == other.words:
            return True
        speakers = {quote.surname, other.surname} - {""}
        return len(speakers) < 2 and (
            len(quote.words) < len(other.words) or bool(self.evidence.related[quote.version, other.version])
        )

    def _in_one_passage(self) -> list[tuple[int, int]]:
        """Pairs of two versions that stand in one passage and say the same in other words."""
        by_passage: defaultdict[int, list[int]] = defaultdict(list)
        for i, quote in enumerate(self.all):
            for passage in quote.passages:
                by_passage[passage].append(i)
        found = []
        for passage in sorted(by_passage):
            versions: defaultdict[int, list[int]] = defaultdict(list)
            for i in by_passage[passage]:
                versions[self.all[i].version].append(i)
            order = sorted(versions, key=lambda v: self.evidence.versions[v].id)
            for k, a in enumerate(order):
                for b in order[k + 1 :]:
                    found += self._pairs(versions[a], versions[b])
        return found

    def _pairs(self, left: list[int], right: list[int]) -> list[tuple[int, int]]:
        scored = []
        for i in left[:_MAX_HOLDERS]:
            for j in right[:_MAX_HOLDERS]:
                shared = self.shared_information(self.all[i], self.all[j])
                if shared >= _SHARED_INFORMATION:
                    scored.append((-shared, i, j))
        found, used = [], set[int]()
        for _, i, j in sorted(scored):
            if i not in used or j not in used:
                found.append((i, j))
                used |= {i, j}
        # what is left is the same in quite other words if one person says it there
        rest = [[i for i in side if i not in used] for side in (left, right)]
        for i, j in zip(*rest, strict=False):
            if self.all[i].surname and self.all[i].surname == self.all[j].surname:
                found.append((i, j))
        return found

    def shared_information(self, a: Quote, b: Quote) -> float:
        """The share (0–1) of the smaller one’s information whose words stand in both."""
        small, large = sorted((set(a.words), set(b.words)), key=len)
        return self.evidence.bits(sorted(small & large)) / max(1e-9, self.evidence.bits(sorted(small)))

    def ledger(self) -> Ledger:
        """All quotations, row by row."""
        return Ledger("quote", tuple(self._row(row) for row in self.rows))

    def _row(self, quotes: tuple[Quote, ...]) -> LedgerRow:
        lead = self.lead(quotes)
        entries = tuple(
            Entry(
                self.evidence.place(quote.version, quote.quotation.inner),
                self.text(quote),
                (
                    ("speaker", quote.speech.speaker),
                    ("likely", quote.speech.likely),
                    ("verb", quote.speech.verb),
                    ("relation", relation(quote, lead)),
                ),
            )
            for quote in quotes
        )
        return LedgerRow(self.form(quotes), self.text(lead), entries)

    def text(self, quote: Quote) -> str:
        """The words of a quotation on one line, without the marks of its paragraphs."""
        version = self.evidence.versions[quote.version]
        return " ".join(" ".join(version.slice(piece).split()) for piece in quote.quotation.pieces)

    def lead(self, quotes: tuple[Quote, ...]) -> Quote:
        """The longest; of several the one whose version comes first by its digest, not by the order given."""
        return max(quotes, key=lambda q: (len(q.words), self.evidence.versions[q.version].id, -q.number))

    def best(self, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        """Per version, in order, the quotation that says most of the longest one."""
        lead = self.lead(quotes)
        held = set(lead.words)
        best: dict[int, tuple[bool, float, int, Quote]] = {}
        for quote in quotes:
            shared = self.evidence.bits(sorted(held & set(quote.words)))
            rank = (quote.words == lead.words, shared, -quote.number, quote)
            if quote.version not in best or rank[:3] > best[quote.version][:3]:
                best[quote.version] = rank
        return tuple(best[v][3] for v in sorted(best))

    def form(self, quotes: tuple[Quote, ...]) -> str:
        """How the versions stand to each other in a row: ``only``, ``verbatim``, ``shortened`` or ``reworded``."""
        best = self.best(quotes)
        if len(best) == 1:
            return "only"
        lead = self.lead(quotes)
        return max((relation(quote, lead) for quote in best), key=_RELATIONS.index)


_RELATIONS = ("verbatim", "shortened", "reworded")


def relation(quote: Quote, lead: Quote) -> str:
    """How a quotation stands to the longest of its row."""
    if quote.words == lead.words:
        return "verbatim"
    return "shortened" if contains(lead.words, quote.words) else "reworded"


def contains(whole: tuple[int, ...], part: tuple[int, ...]) -> bool:
    """Whether ``part`` stands in ``whole`` without a break."""
    return _running(part) in _running(whole)


@lru_cache(maxsize=10_000)
def _running(words: tuple[int, ...]) -> str:
    return f" {' '.join(map(str, words))} "
