"""Paragraph → sentences: where a point, a question mark or an exclamation mark ends one.

    ugly    The U.S. | side met Sen. | John Smith.   ·   “Are you late?” | he asked.
    wanted  one sentence each; but “…only she could do it. | Nobody else tried,” he said.

A mark ends a sentence when white space follows (in Chinese and Japanese: anything) and what comes next can begin one:
a capital, a digit, a letter of a script without capitals, an opening quotation mark. A point does not end one after a
title, an initial, an abbreviation; the lists stand in ``data/sentences.toml``, by language. Cost: linear, some 10 µs a
mark; ``ends.py`` gives the same answers for a whole text and asks these rules only where they are needed.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from twicetold.model import Span
from twicetold.text.scan import MARKS, WIDE_MARKS

CLOSERS = "\"'”’»«)]」』“‘›"
OPENERS = "\"'“„«»‘‚([「『¿¡‹—–-"
WIDE_CLOSERS = "”’」』）"
_CLOSERS = f"[{regex.escape(CLOSERS)}]"
_OPENERS = f"[{regex.escape(OPENERS)}]"
SENTENCE_END = regex.compile(
    rf"""
      (?P<mark> (?:[{regex.escape(MARKS)}]|(?<=\p{{Greek}});)+ )
      (?P<close> {_CLOSERS}* (?:[\u00A0\u202F ]»)? (?:\s?\[\d+\])* ) (?=\s)
    | (?P<mark> [{WIDE_MARKS}]+ ) (?P<close> [{WIDE_CLOSERS}]* )
    """,
    regex.VERBOSE,
)
_NEXT = regex.compile(rf"\s+(?:{_OPENERS}[\s\u00A0\u202F]?)*(?P<word>[\p{{L}}\p{{M}}\p{{N}}]+|.)", regex.DOTALL)
_LAST_WORD = regex.compile(r"(?:[\p{L}\p{M}\p{N}]+[.\-])*[\p{L}\p{M}\p{N}]+$")
_LIST_ITEM = regex.compile(r"\s+\p{L}\)\s")
_LONGEST_WORD = 60
"""Characters in which the word before a point is looked for; unbounded, a text without spaces costs its square."""
_LONGEST_QUOTE = 1_000
"""Characters in which the opening mark of a quote is looked for, for the same reason."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How sentences of one language end: words whose point is their own, and what makes the language known."""

    titles: frozenset[str]
    numbers: frozenset[str]
    other: frozenset[str]
    starters: frozenset[str]
    common: frozenset[str]
    ordinals: bool


@cache
def _languages() -> dict[str, Rules]:
    table = tomllib.loads((Path(__file__).parent / "data" / "sentences.toml").read_text(encoding="utf-8"))
    return {
        name: Rules(
            titles=frozenset(entry["titles"]),
            numbers=frozenset(entry["numbers"]),
            other=frozenset(entry["other"]),
            starters=frozenset(entry["starters"]),
            common=frozenset(entry["common"]),
            ordinals=entry["ordinals"],
        )
        for name, entry in table.items()
    }


def common_words() -> dict[str, frozenset[str]]:
    """Very frequent words of each language (ISO 639-1) that has rules here."""
    return {name: rules.common for name, rules in _languages().items()}


def rules_of(language: str) -> Rules:
    """The rules of a language (ISO 639-1); those of English for one that has none here."""
    return _languages().get(language, _languages()["en"])


def split_sentences(text: str, span: Span, language: str = "") -> list[Span]:
    """The sentences of the paragraph under ``span``, without the white space between them.

    ``language`` is an ISO 639-1 code; without one, the abbreviations of English are used.
    """
    rules = rules_of(language)
    sentences: list[Span] = []
    start = span.start
    for match in SENTENCE_END.finditer(text, span.start, span.end):
        if match.end() < span.end and ends_sentence(text, start, match, span.end, rules):
            sentences.append(_trim(text, start, match.end()))
            start = match.end()
    sentences.append(_trim(text, start, span.end))
    return [sentence for sentence in sentences if len(sentence)]


def ends_sentence(text: str, start: int, match: regex.Match[str], limit: int, rules: Rules) -> bool:
    """Whether a match of ``SENTENCE_END`` ends the sentence that begins at ``start``; ``limit`` ends the paragraph."""
    if match["mark"][0] in WIDE_MARKS:
        return _ends_unspaced(text, start, match)
    following = _NEXT.match(text, match.end(), limit)
    if following is None or _LIST_ITEM.match(text, match.end(), limit):
        return True
    word = following["word"]
    if word[0].islower():
        return False
    if match["mark"] != "." or match["close"].strip():
        return True
    initial_follows = len(word) == 1 and word.isalpha() and text[following.end() : following.end() + 1] == "."
    return not _abbreviates(
        text[max(start, match.start() - _LONGEST_WORD) : match.start()], "" if initial_follows else word, rules
    )


def last_word(before: str) -> str:
    """The word right before a point, casefolded, with its own points and hyphens; empty where there is none."""
    found = _LAST_WORD.search(before[-_LONGEST_WORD:])
    return found.group().casefold() if found else ""


def has_own_point(word: str, rules: Rules) -> bool:
    """Whether a point after ``word`` (see ``last_word``) can be the word's own."""
    return (
        word in rules.titles
        or word in rules.numbers
        or word in rules.other
        or (rules.ordinals and word.isdigit() and len(word) <= 2)
        or _is_initials(word)
    )


def _is_initials(word: str) -> bool:
    return bool(word) and all(len(part) == 1 for part in word.split(".")) and not word.isdigit()


def _abbreviates(before: str, following: str, rules: Rules) -> bool:
    """Whether the point after ``before`` belongs to its last word; ``following`` comes next (empty before an
    initial)."""
    word = last_word(before)
    if word in rules.titles:
        return True
    if word in rules.numbers and following[:1].isdigit():
        return True
    if rules.ordinals and word.isdigit() and len(word) <= 2:
        return True
    if _is_initials(word) or word in rules.other:
        return following.casefold() not in rules.starters
    return False


def _ends_unspaced(text: str, start: int, match: regex.Match[str]) -> bool:
    """In scripts without spaces a closing quotation mark ends the sentence only if the quote was announced by a
    colon."""
    if not match["close"]:
        return True
    start = max(start, match.start() - _LONGEST_QUOTE)
    opening = max(text.rfind(mark, start, match.start()) for mark in "“「『‘")
    return opening > start and text[opening - 1] in "：:"


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
