"""Quotations → who says each, only where the text says so.

    ugly    the nearest name: “… talks with Antony Blinken as ‘constructive’” said by Blinken
    wanted  the subject of the reporting verb; a pronoun stays “he”, with the person it likely means beside it

Read is the sentence around the quotation, with all quotations blanked out: “…,” said X · X said: “…” · according to
X, “…” · X praised the talks as “…” · the agency reported, quoting X. A second quotation behind “…,” he said. takes
over the speaker of the first. A pronoun or a title (“the minister”) is never made into a name: the person that it
likely means is the one with that title, else the last one who spoke or stood at the head of a sentence.
Cost: linear; a window of text for each quotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from twicetold.findings.grammar import Grammar, read_grammar
from twicetold.findings.names import Mention, Names
from twicetold.findings.people import People
from twicetold.findings.quotation import Quotation
from twicetold.findings.speech_patterns import BLANK, FINITE, SENTENCE_END, SpeechPatterns, speech_patterns
from twicetold.model import KINDS, Span, Version

_SUBJECT_CHARS = 160
"""As far before its verb a subject is looked for."""
_WINDOW_CHARS = 400
"""As far from a quotation a sentence is read for its speaker; longer sentences name theirs nearer."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says a quotation, as the text has it (“Lavrov”, “he”, “the minister”), the verb, and whom it likely means.

    ``speaker`` is empty where the text does not say; ``likely`` only where the speaker is no name.
    """

    speaker: str = ""
    verb: str = ""
    likely: str = ""

    @property
    def person(self) -> str:
        """The name of the speaker, said or likely."""
        return self.likely or self.speaker


UNKNOWN_SPEECH = Speech()


class Speakers:
    """Asks who says the quotations of one version."""

    def __init__(self, version: Version, number: int, quotations: Sequence[Quotation], names: Names, own: str) -> None:
        self._version, self._quotations, self._names = version, quotations, names
        self._grammar: Grammar = read_grammar(version.meta.language)
        self._patterns = speech_patterns(version.meta.language, own)
        self._mentions = names.of[number]
        self._starts = [mention.span.start for mention in self._mentions]
        self._masked = _mask(version.text, quotations)
        self._people = People(version, self._mentions, names, self._masked, self._patterns, self._grammar)

    def all(self) -> tuple[Speech, ...]:
        """One speech for each quotation, in order."""
        if self._patterns is None:
            return (UNKNOWN_SPEECH,) * len(self._quotations)
        found: list[Speech] = []
        spoken: list[tuple[int, str]] = []
        for number, quotation in enumerate(self._quotations):
            speech = self._ask(number, self._patterns)
            if not speech.speaker and number:
                speech = self._taken_over(number, found[-1])
            speech = self._resolve(speech, quotation, spoken)
            found.append(speech)
            # a name stays in mind; “the miller” is forgotten with the paragraph
            if speech.person[:1].isupper():
                spoken.append((quotation.outer.end, speech.person))
        return tuple(found)

    def source(self, span: Span) -> tuple[str, int]:
        """Who is given as the source of what a sentence says without quotation marks, and the place of the words that
        say so; empty and -1 where it names nobody."""
        patterns = self._patterns
        if patterns is None:
            return "", -1
        text = self._masked[span.start : span.end]
        if not patterns.cue.search(text):
            return "", -1
        match = patterns.according.search(text)
        if match and self._clean(match["np"]):
            return self._clean(match["np"]), span.start + match.start()
        for verb in patterns.verb.finditer(text):
            if not self._grammar.has("clause_verbs", verb[0]):
                continue
            behind = patterns.after_verb.match(text, verb.start())
            subject = ""
            if behind and text[: verb.start()].rstrip().endswith((",", BLANK)):
                subject = self._clean(behind["np"])
            ahead = patterns.direct.search(text[max(0, verb.start() - _SUBJECT_CHARS) : verb.start()])
            if not subject and ahead:
                subject = self._clean(ahead["np"])
            if subject and " and" not in subject:
                return subject, span.start + verb.start()
        return "", -1

    def _ask(self, number: int, patterns: SpeechPatterns) -> Speech:
        quotation = self._quotations[number]
        before, after = self._before(quotation), self._after(quotation)
        quoted = patterns.quoting.search(after)
        if quoted and self._clean(quoted["np"]):
            return Speech(self._clean(quoted["np"]), quoted[0].split()[0].lower())
        for pattern in (patterns.after_subject, patterns.after_verb):
            match = pattern.match(after)
            if match and self._clean(match["np"]) and not self._is_object(match["np"]):
                return Speech(self._clean(match["np"]), match["verb"] or match["on"])
        match = patterns.colon.match(before)
        if match and self._clean(match["np"]):
            return Speech(self._clean(match["np"]), ":")
        verbs = list(patterns.verb.finditer(before))
        sources = list(patterns.according.finditer(before))
        if sources and (not verbs or sources[-1].start() > verbs[-1].start()):
            return Speech(
                self._clean(sources[-1]["np"]),
                sources[-1][0][: sources[-1].start("np") - sources[-1].start()].strip().lower(),
            )
        if verbs:
            subject = self._subject(before[: verbs[-1].start()], quotation, patterns)
            if subject:
                return Speech(subject, verbs[-1][0])
        match = patterns.aside.search(after)
        if match and self._clean(match["np"]):
            return Speech(self._clean(match["np"]), match["verb"])
        match = patterns.title.match(after)
        if match and self._is_headline(quotation):
            return Speech(self._clean(match["np"]), ":")
        match = patterns.according.match(after.lstrip(" ,"))
        return Speech(self._clean(match["np"]), "according to") if match else UNKNOWN_SPEECH

    def _is_object(self, words: str) -> bool:
        """Whether what stands before a verb is no speaker: “…” the talks were called."""
        return words[:1].islower() and words.lower() in self._grammar.sets["articles"]

    def _is_headline(self, quotation: Quotation) -> bool:
        unit = int(np.searchsorted(self._version.units.starts, quotation.outer.start, side="right")) - 1
        return KINDS[int(self._version.units.kinds[unit])] == "headline"

    def _before(self, quotation: Quotation) -> str:
        """The sentence up to the quotation, other quotations blanked out."""
        low = max(0, quotation.outer.start - _WINDOW_CHARS)
        text = self._masked[low : quotation.outer.start]
        cut = 0
        for match in SENTENCE_END.finditer(text):
            cut = match.end()
        return text[cut:]

    def _after(self, quotation: Quotation) -> str:
        """The rest of the sentence behind the quotation; nothing if the quotation ends it."""
        text = self._masked[quotation.outer.end : quotation.outer.end + _WINDOW_CHARS]
        match = SENTENCE_END.search(text + "\n\n")
        rest = text[: match.start() if match else None].replace("\n", " ")
        last = self._version.text[quotation.inner.end - 1]
        follows = rest.lstrip(" ,—–-")[:1]
        return "" if last in ".…" and follows.isupper() and "," not in rest[:2] else rest

    def _subject(self, words: str, quotation: Quotation, patterns: SpeechPatterns) -> str:
        """The subject of the verb that follows ``words``."""
        near = words[-_SUBJECT_CHARS:]
        match = patterns.direct.search(near)
        if match and match["np"]:
            subject = self._clean(match["np"])
            led = patterns.led.search(near[: match.start("np")])
            if subject and not led and not (subject[:1].islower() and subject.lower() not in patterns.pronouns):
                return subject
        low = quotation.outer.start - len(self._before(quotation))
        high = low + len(words)
        best = ""
        for mention in self._mentions_in(low, high):
            if self._names.kind(mention) in ("place", "organisation"):
                continue
            ahead = self._masked[low : mention.span.start].removesuffix(f"{mention.role} ")
            if patterns.led_title.search(ahead):
                continue
            tail = self._masked[mention.span.end : mention.span.end + 24]
            if FINITE.match(tail) or patterns.verb.match(tail.lstrip()):
                best = mention.text
        return best

    def _mentions_in(self, low: int, high: int) -> Sequence[Mention]:
        first, last = np.searchsorted(self._starts, (low, high)).tolist()
        return self._mentions[first:last]

    def _clean(self, words: str) -> str:
        """A subject as it is shown: a name without its title, else the words as printed."""
        words = " ".join(words.split()).strip(" ,’'")
        words = words[:-1] if words.endswith(".") and len(words.split()[-1]) > 3 else words
        if not words or BLANK in words:
            return ""
        tokens = words.split()
        # “Russia’s Lavrov”: the possessive is no part of the name
        owners = [at for at, word in enumerate(tokens[:-1]) if word.endswith(("’s", "'s")) and word[0].isupper()]
        tokens = tokens[owners[-1] + 1 :] if owners else tokens
        words = " ".join(tokens)
        low = [word.lower().strip(".") for word in tokens]
        if low[0] in self._grammar.sets["pronouns"] or low[0] in self._grammar.sets["objects"]:
            return low[0]
        if low[0] in self._grammar.sets["articles"]:
            named = [at for at, word in enumerate(tokens) if at and word[:1].isupper()]
            roles = [at for at in named if low[at] in self._grammar.sets["roles"]]
            after = [at for at in named if not roles or at > roles[-1]]
            if not after or (roles and roles[-1] == len(tokens) - 1) or low[-1] in self._grammar.sets["organisations"]:
                return " ".join([low[0], *tokens[1:]])
            return words if low[after[0] - 1] not in self._grammar.sets["roles"] else " ".join(tokens[after[0] :])
        roles = [at for at, word in enumerate(low) if word in self._grammar.sets["roles"]]
        if low[-1] in self._grammar.sets["organisations"]:
            return words
        if roles and roles[-1] + 1 < len(tokens):
            rest = tokens[roles[-1] + 1 :]
            return " ".join(rest[2:] if rest[0] == "of" and len(rest) > 2 else rest)
        if grammar_small(self._grammar, low[0]):
            return ""
        return words

    def _taken_over(self, number: int, earlier: Speech) -> Speech:
        """“…,” he said. “…”: nothing but the words about the first stands between two quotations of one speaker."""
        first, second = self._quotations[number - 1], self._quotations[number]
        between = self._masked[first.outer.end : second.outer.start]
        if earlier.speaker and "\n" not in between and len(between) < _WINDOW_CHARS and between.count(".") <= 1:
            words = len(between.split())
            if words <= 24 and (between.rstrip().endswith((".", ",", ":")) or words <= 4):
                return replace(earlier, likely=earlier.likely)
        return UNKNOWN_SPEECH

    def _resolve(self, speech: Speech, quotation: Quotation, spoken: Sequence[tuple[int, str]]) -> Speech:
        """The same with the person that a pronoun or a title likely means; names are taken as they are."""
        words = speech.speaker
        if not words or speech.likely:
            return speech
        if words in self._grammar.sets["pronouns"] or words in self._grammar.sets["objects"]:
            return replace(speech, likely=self._people.last(words, quotation.outer.start, spoken))
        if (words.split()[0].lower() in self._grammar.sets["articles"] and words.split()[-1][:1].islower()) or (
            words.split()[-1].lower() in self._grammar.sets["roles"]
        ):
            return replace(speech, likely=self._people.titled(words.split()[-1].lower()))
        return speech


def grammar_small(grammar: Grammar, word: str) -> bool:
    """Whether a word with a capital is one of the small words of the language."""
    return grammar.has("small", word.partition("’")[0].partition("'")[0])


def _mask(text: str, quotations: Sequence[Quotation]) -> str:
    """The text with the words and marks of quotations blanked out, as long as it was."""
    parts, at = [], 0
    for quotation in quotations:
        outer = Span(max(at, quotation.outer.start), quotation.outer.end)
        parts += [text[at : outer.start], BLANK * len(outer)]
        at = max(at, outer.end)
    return "".join([*parts, text[at:]])
