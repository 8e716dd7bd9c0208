"""Versions → the names in them: people, places, organisations, told apart by rules and by agreement.

    ugly    a small model calls “Blinken” a place and “Lavrov” a company
    wanted  “Antony Blinken”, “Blinken” and “the misspelt Anthony” are one person; what is not sure is only “a name”

A name is a run of capitals without the title before it. What it names is decided over all versions together, by what
stands around it: a title, a reporting verb or “who” make a person, “in” and “at” a place, “Council” an organisation.
Capitals at the start of a sentence count only when the word is nowhere printed small. Cost: linear in the capitals.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from twicetold.findings.grammar import Grammar
from twicetold.model import KINDS, Span, Version

NameKind = Literal["person", "place", "organisation", "name"]

_CONNECTORS = frozenset(("of", "de", "von", "van", "der", "den", "al", "el", "bin", "da", "di", "la", "le", "du"))
_APOSTROPHE = re.compile(r"['’]")
_CAPITALS_OF_A_TITLE = 0.6
"""From this share of capitals a headline is set In Capitals, and they say nothing."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: its words without title and possessive, the title before it, and its first token.

    ``sure`` is False for a single capital at the start of a sentence, which may be any word.
    """

    version: int
    span: Span
    words: tuple[str, ...]
    role: str
    token: int
    sure: bool = True

    @property
    def text(self) -> str:
        """The name on one line."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Entity:
    """What all versions name by one surname, or by the same words."""

    kind: NameKind
    mentions: tuple[Mention, ...]

    @property
    def name(self) -> str:
        """The longest of its names, of those the most frequent, then the first in the alphabet."""
        counts = Counter(mention.text for mention in self.mentions)
        return min(counts, key=lambda name: (-name.count(" "), -counts[name], name))


class Names:
    """The names of all versions; ``of[v]`` those of version v in order."""

    def __init__(self, versions: Sequence[Version], grammars: Sequence[Grammar], reporting: frozenset[str]) -> None:
        self._versions, self._grammars, self._reporting = versions, grammars, reporting
        small = _printed_small(versions)
        found = [list(self._find(v, small)) for v in range(len(versions))]
        known = {mention.words[-1] for mentions in found for mention in mentions if mention.sure}
        self.of = tuple(tuple(m for m in mentions if m.sure or m.words[-1] in known) for mentions in found)
        self._evidence: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for mentions in self.of:
            for mention in mentions:
                self._weigh(mention)
        self.entities = self._entities()
        self._home = {mention: number for number, one in enumerate(self.entities) for mention in one.mentions}

    def entity(self, mention: Mention) -> Entity:
        """What a mention names."""
        return self.entities[self._home[mention]]

    def kind(self, mention: Mention) -> NameKind:
        """What sort of thing a mention names."""
        return self.entity(mention).kind

    def _find(self, v: int, small: frozenset[str]) -> Iterator[Mention]:
        version, grammar = self._versions[v], self._grammars[v]
        pending: list[Mention] = []
        known: set[str] = set()
        for unit, tokens in _capitals(version):
            in_title = _is_set_in_capitals(version, unit, tokens)
            first = int(version.units.token_starts[unit])
            for run in _runs(version, tokens, grammar):
                for mention in _mentions((v, version, grammar), run, small, _starts_sentence(version, run[0], first)):
                    if in_title:
                        pending.append(mention)
                    else:
                        known.update(mention.words)
                        yield mention
        # “Lavrov Calls First Meeting With Blinken”: only words that the text knows as names
        for mention in pending:
            for offset, word in enumerate(mention.words):
                if word in known and not grammar.has("small", word.lower()):
                    token = mention.token + offset
                    low = int(version.tokens.starts[token])
                    yield Mention(v, Span(low, low + len(word)), (word,), "", token)

    def _weigh(self, mention: Mention) -> None:
        version, grammar = self._versions[mention.version], self._grammars[mention.version]
        tokens, units = version.tokens, version.units
        last = mention.token + len(mention.words)
        home = int(np.searchsorted(units.token_ends, mention.token, side="right"))
        low, high = int(units.token_starts[home]), int(units.token_ends[home])
        before, after, following = (
            tokens.keys[int(tokens.forms[k])] if low <= k < high else "" for k in (mention.token - 1, last, last + 1)
        )
        found = self._evidence[_key(mention)]
        lower = [word.lower() for word in mention.words]
        if any(grammar.has("organisations", word) for word in lower) or (
            len(lower) == 1 and len(mention.words[0]) > 1 and mention.words[0].isupper()
        ):
            found["organisation"] += 3
        if any(grammar.has("places", word) for word in lower):
            found["place"] += 3
        if after[:1].isdigit():
            # “Nord Stream 2” is a thing
            found["organisation"] += 1_000
        if all(grammar.has("known_places", word) for word in lower):
            found["place"] += 1_000
        if mention.role or after == "who" or following == "who" or after in self._reporting:
            found["person"] += 2
        found["person"] += (len(lower) > 1) + (before in self._reporting)
        if grammar.has("prepositions_of_place", before):
            found["place"] += 2

    def _entities(self) -> tuple[Entity, ...]:
        groups: defaultdict[str, list[Mention]] = defaultdict(list)
        for mentions in self.of:
            for mention in mentions:
                groups[_key(mention)].append(mention)
        found = []
        for key, members in groups.items():
            kind = self._kind(key)
            if kind == "person":
                found.append(Entity(kind, tuple(members)))
                continue
            apart: defaultdict[tuple[str, ...], list[Mention]] = defaultdict(list)
            for mention in members:
                apart[tuple(word.lower() for word in mention.words)].append(mention)
            found += [Entity(kind, tuple(same)) for same in apart.values()]
        return tuple(found)

    def _kind(self, key: str) -> NameKind:
        found = self._evidence[key]
        if found["organisation"] >= 3 and found["organisation"] >= max(found["person"], found["place"]):
            return "organisation"
        if found["place"] > found["person"]:
            return "place"
        return "person" if found["person"] > 1 else "name"


def _key(mention: Mention) -> str:
    return mention.words[-1].lower()


def _printed_small(versions: Sequence[Version]) -> frozenset[str]:
    """Words that some version prints in small letters."""
    return frozenset(form for version in versions for form in version.tokens.vocabulary if form[:1].islower())


def _capitals(version: Version) -> Iterator[tuple[int, list[int]]]:
    """Per unit of the story the tokens that begin with a capital."""
    is_capital = np.array([form[:1].isupper() for form in version.tokens.vocabulary], dtype=np.bool_)
    at = np.flatnonzero(is_capital[version.tokens.forms])
    units = version.units
    home = np.searchsorted(units.token_ends, at, side="right")
    keep = units.is_story[home] if len(at) else home.astype(np.bool_)
    at, home = at[keep], home[keep]
    bounds = [*np.flatnonzero(np.diff(home, prepend=-1)).tolist(), len(home)]
    for low, high in pairwise(bounds):
        yield int(home[low]), at[low:high].tolist()


def _is_set_in_capitals(version: Version, unit: int, capitals: list[int]) -> bool:
    """Whether a headline, or a line without a full stop, prints nearly all of its words with capitals."""
    tokens, units = version.tokens, version.units
    headline = KINDS[int(units.kinds[unit])] in ("headline", "subhead", "kicker")
    is_line = headline or bool(tokens.is_word[int(units.token_ends[unit]) - 1])
    return is_line and len(capitals) > _CAPITALS_OF_A_TITLE * int(version.units.words[unit])


def _runs(version: Version, capitals: list[int], grammar: Grammar) -> Iterator[list[int]]:
    """Neighbouring capitals, also over a small “of” or “von”; a possessive ends a run."""
    tokens = version.tokens
    # where nouns have capitals, “Hafen der Stadt” is no name
    connectors = frozenset(("von", "van", "al", "bin")) if grammar.nouns_are_capitals else _CONNECTORS
    run: list[int] = []
    for token in capitals:
        if run:
            gap = token - run[-1]
            joined = gap == 1 and tokens.gaps[token]
            if gap == 2:
                joined = bool(tokens.gaps[token]) and tokens.vocabulary[int(tokens.forms[token - 1])] in connectors
            if not joined or _possessive(tokens.vocabulary[int(tokens.forms[run[-1]])]):
                yield run
                run = []
            elif gap == 2:
                run.append(token - 1)
        run.append(token)
    if run:
        yield run


def _possessive(form: str) -> int:
    """How many characters a possessive adds to a name."""
    return 2 if form.endswith(("’s", "'s")) else 1 if form.endswith(("’", "'")) else 0


def _mentions(
    context: tuple[int, Version, Grammar], run: list[int], small: frozenset[str], starts: bool
) -> Iterator[Mention]:
    """The name in a run of capitals, if there is one; ``starts`` says that the run starts a sentence."""
    v, version, grammar = context
    tokens = version.tokens
    forms = [tokens.vocabulary[int(tokens.forms[token])] for token in run]
    lower = [form.lower() for form in forms]
    first = 0
    while first < len(run) and (
        grammar.has("small", _APOSTROPHE.split(lower[first])[0])
        or grammar.has("months", lower[first])
        or grammar.has("weekdays", lower[first])
        or lower[first] in _CONNECTORS
        or (starts and first == 0 and lower[first] in small and not grammar.has("roles", lower[first]))
    ):
        first += 1
    role_end = first
    # “Foreign Ministry” is a house, not a title
    titled = range(first, len(run)) if not grammar.has("organisations", lower[-1]) else range(0)
    for at in titled:
        if grammar.has("roles", lower[at]):
            role_end = at + 1
            for link in grammar.lists.get("role_links", ()):
                parts = link.lower().split()
                if lower[at : at + len(parts)] == parts:
                    role_end = at + len(parts)
    last = len(run)
    while last > role_end and (
        grammar.has("months", lower[last - 1])
        or grammar.has("weekdays", lower[last - 1])
        or lower[last - 1] in _CONNECTORS
    ):
        last -= 1
    if role_end >= last or (grammar.nouns_are_capitals and last - role_end < 2 and role_end == first):
        return
    cut = _possessive(forms[last - 1])
    words: tuple[str, ...] = (*forms[role_end : last - 1], forms[last - 1][: len(forms[last - 1]) - cut or None])
    if all(len(word) < 2 for word in words) or (len(words) == 1 and grammar.has("demonyms", words[0].lower())):
        return
    low, high = int(tokens.starts[run[role_end]]), int(tokens.ends[run[last - 1]]) - cut
    role = " ".join(forms[first:role_end])
    if not role and run[role_end]:
        at = run[role_end] - 1
        before = tokens.vocabulary[int(tokens.forms[at])]
        if before == "," and at:
            # “the harbour master, Joan Pell,”
            before = tokens.vocabulary[int(tokens.forms[at - 1])]
        role = before if grammar.has("roles", before) and not grammar.nouns_are_capitals else ""
    sure = not (starts and role_end == 0 and last == 1) or words[0].isupper()
    yield Mention(v, Span(low, high), tuple(word for word in words if word), role, run[role_end], sure)


def _starts_sentence(version: Version, token: int, first: int) -> bool:
    """Whether a token is the ``first`` of its unit, or that of a quotation or of what follows a colon."""
    return token == first or not version.tokens.vocabulary[int(version.tokens.forms[token - 1])][-1].isalnum()
