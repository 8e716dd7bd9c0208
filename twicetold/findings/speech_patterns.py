"""Words of a language → the patterns by which its sentences say who speaks. Compiled once for each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from twicetold.findings.grammar import read_grammar
from twicetold.findings.word_lists import read_word_lists

BLANK = "\x00"
"""What quotations are blanked out with before a sentence is read."""

SENTENCE_END = regex.compile(
    r"(?<![\s.]\p{Lu}|\b(?:Mr|Mrs|Ms|Dr|St))[.!?…](?=\s|\x00|$)|\n\s*\n|(?<=\x00)\s+(?=\p{Lu}[^\x00]*:)"
)
FINITE = regex.compile(
    r"(?:,|\s+who\b|\s+(?:on\s+\p{Lu}\p{L}+\s+)?(?:has|had|have|is|was|were|did|does|would|will|also|then|later|hat|ist|war)\b"
    r"|\s+(?:on\s+\p{Lu}\p{L}+\s+)?\p{Ll}+(?:ed|ought|oke|aw|ld|ook|ent|ave|ame|elt|old|te|uck|ept|eft|ade|ose)\b|\s+\p{Ll}+s\b)"
)


@dataclass(frozen=True, slots=True)
class SpeechPatterns:
    """The patterns of one language."""

    verb: regex.Pattern[str]
    after_verb: regex.Pattern[str]
    after_subject: regex.Pattern[str]
    according: regex.Pattern[str]
    quoting: regex.Pattern[str]
    colon: regex.Pattern[str]
    aside: regex.Pattern[str]
    title: regex.Pattern[str]
    direct: regex.Pattern[str]
    cue: regex.Pattern[str]
    led: regex.Pattern[str]
    led_title: regex.Pattern[str]
    pronouns: frozenset[str]
    articles: frozenset[str]


@cache
def speech_patterns(language: str, own: str) -> SpeechPatterns | None:
    grammar = read_grammar(language)
    verbs = read_word_lists(language, own)["reporting"]
    if not verbs or not grammar.lists:
        return None
    verb = any_of(verbs)
    aux = any_of(grammar.lists["auxiliaries"])
    pronoun, article = any_of(grammar.lists["pronouns"]), any_of(grammar.lists["articles"])
    preposition = any_of(grammar.lists["prepositions"])
    title = r"(?:\p{Lu}[\p{L}\p{M}.’'-]*)(?:\s(?:(?:of|de|von|van|der|al|bin)\s)?\p{Lu}[\p{L}\p{M}.’'-]*)*"
    pronoun = rf"(?:{pronoun}|{any_of(grammar.lists['objects'])})"
    person = (
        rf"(?P<np>(?i:{pronoun})\b|(?:(?i:{article})\s)(?:(?!{verb}\b)[\p{{Ll}}’'-]+\s?){{0,4}}(?:{title})?|{title})"
    )
    between = rf"(?:\s*,[^,;\x00]{{1,90}},)?(?:\s+(?:{aux}|\p{{Ll}}+ly))*"
    more = rf"(?:\s+(?:{aux}|\p{{Ll}}+ly))*"
    calendar = any_of([*grammar.lists["weekdays"], *grammar.lists["months"]])
    return SpeechPatterns(
        regex.compile(rf"(?<![\p{{L}}’'-])(?:{verb})(?![\p{{L}}’'-])"),
        regex.compile(rf"[\s,—–-]*(?P<verb>{verb}){more}\s+{person}"),
        regex.compile(rf"[\s,:—–-]*{person}{between}\s+(?:(?P<verb>{verb})(?!\p{{L}})|(?P<on>went on|goes on))"),
        regex.compile(rf"(?i:(?<!\p{{L}}){any_of(grammar.lists['according'])})\s+{person}"),
        regex.compile(rf"(?i:(?<!\p{{L}}){any_of(grammar.lists['quoting'])})\s+{person}"),
        regex.compile(rf"\s*{person}\s*:\s*$"),
        regex.compile(rf",\s+{person}{more}\s+(?P<verb>{verb})\s*(?=[,.]|$)"),
        regex.compile(rf"\s*:\s+(?P<np>{title})"),
        regex.compile(rf"{person}{between}(?:\s+(?:(?:{preposition})\s+)?(?i:{calendar})(?:\s\p{{Ll}}+)?)?{more}\s*$"),
        regex.compile(rf"\b(?i:{any_of([*grammar.lists['clause_verbs'], *grammar.lists['according']])})\b"),
        regex.compile(rf"(?i:(?<!\p{{L}}){preposition})\s+$"),
        regex.compile(rf"(?i:(?<!\p{{L}}){preposition})(?:\s+\p{{Lu}}\p{{L}}*)*\s*$"),
        frozenset(grammar.lists["pronouns"]),
        frozenset(grammar.lists["articles"]),
    )


def any_of(words: Sequence[str] | frozenset[str]) -> str:
    return "(?:" + "|".join(regex.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
