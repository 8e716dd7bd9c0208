"""Whom a pronoun or a title likely means: the last person near it who spoke or headed a sentence.

    ugly    “he said” printed as “Lavrov said”, as if the text did
    wanted  he (likely Lavrov), from the text alone; nobody where two fit or none is near

A person “heads” a sentence as its subject near its beginning, or by a reporting verb: “…, said Catherine Doyle”. Text
that calls somebody a girl is not asked for a “he”. Cost: linear in the names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import regex

from twicetold.findings.grammar import Grammar
from twicetold.findings.names import Mention, Names
from twicetold.findings.speech_patterns import BLANK, FINITE, SpeechPatterns
from twicetold.model import Version

_NEAR_PARAGRAPHS = 4
"""So many paragraphs back a pronoun may look for its person."""
_THINGS = ("it", "es")

_OBJECT = regex.compile(r"\b(?:of|with|to|by|for|and)\s+(?:\p{Lu}\p{L}*\s+)*$")


class People:
    """The people of one version, as its sentences put them forward. ``masked`` is its text without quotations."""

    def __init__(
        self,
        version: Version,
        mentions: Sequence[Mention],
        names: Names,
        masked: str,
        patterns: SpeechPatterns | None,
        grammar: Grammar,
    ) -> None:
        self._version, self._mentions, self._names = version, mentions, names
        self._masked, self._patterns, self._grammar = masked, patterns, grammar
        self._around: dict[str, list[str]] = {}
        self._heads = self._heads_of_sentences()

    def titled(self, role: str) -> str:
        """The one person whom this version gives a title."""
        found = {
            self._names.entity(mention).name
            for mention in self._mentions
            if role in mention.role.lower().split() and self._names.kind(mention) == "person"
        }
        return found.pop() if len(found) == 1 else ""

    def last(self, pronoun: str, place: int, spoken: Sequence[tuple[int, str]]) -> str:
        """The last person before a place, of those near it whom the pronoun may mean; nothing for an “it”."""
        if pronoun in _THINGS:
            return ""
        near = int(self._version.paragraphs.starts[max(0, self._paragraph(place) - _NEAR_PARAGRAPHS)])
        head = bisect_left(self._heads, (place, ""))
        people = [*self._heads[max(0, head - 4) : head], *spoken[-4:]]
        for at, name in sorted(people, reverse=True):
            if near <= at < place and self._may_mean(pronoun, name):
                return name
        return ""

    def _paragraph(self, place: int) -> int:
        return int(np.searchsorted(self._version.paragraphs.starts, place, side="right")) - 1

    def _may_mean(self, pronoun: str, name: str) -> bool:
        """False if the text calls the person a girl and the pronoun is “he”, or the other way round."""
        for wanted, other in (("male", "female"), ("female", "male")):
            if pronoun in self._grammar.sets[wanted]:
                return not any(word in self._grammar.sets[other] for word in self._words_around(name))
        return True

    def _words_around(self, name: str) -> list[str]:
        if name not in self._around:
            at = self._masked.find(name)
            words = self._masked[max(0, at - 40) : at].lower().split()[-3:] if at >= 0 else []
            self._around[name] = [word.strip(".,") for word in words]
        return self._around[name]

    def _spoke(self, ahead: str, verbs: regex.Pattern[str]) -> bool:
        """Whether what stands before a name is “…, said”; whom somebody “asked” is no subject."""
        rest, _, verb = ahead.rpartition(" ")
        return verbs.fullmatch(verb) is not None and rest.endswith((",", BLANK))

    def _heads_of_sentences(self) -> list[tuple[int, str]]:
        """People who stand at the head of a sentence: place and name."""
        starts = self._version.units.starts
        found: list[tuple[int, str]] = []
        headed = -1
        for mention in self._mentions:
            unit = int(np.searchsorted(starts, mention.span.start, side="right")) - 1
            ahead = self._masked[int(starts[unit]) : mention.span.start]
            kind = self._names.kind(mention)
            if kind != "person" and (kind != "name" or len(mention.words) < 2):
                continue
            verbs = self._patterns.verb if self._patterns else None
            spoke = verbs is not None and self._spoke(ahead.removesuffix(f"{mention.role} ").rstrip(), verbs)
            if spoke:
                found.append((mention.span.start, mention.text))
            elif BLANK not in ahead and (ahead.count(" ") <= 8 or ahead.endswith(", ")):
                tail = self._masked[mention.span.end : mention.span.end + 24]
                said = verbs and verbs.match(tail.lstrip())
                if unit != headed and (said or FINITE.match(tail)) and not _OBJECT.search(ahead):
                    headed = unit
                    found.append((mention.span.start, mention.text))
        return found
