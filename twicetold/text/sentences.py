"""Paragraph → sentences: where a point, a question mark or an exclamation mark ends one.

    ugly    The U.S. | side met Sen. | John Smith.   ·   “Are you late?” | he asked.
    wanted  one sentence each; but “…only she could do it. | Nobody else tried,” he said.

A mark ends a sentence when white space follows (in Chinese and Japanese: anything) and what comes next can begin one:
a capital, a digit, a letter of a script without capitals, an opening quotation mark. A point does not end one after a
title, an initial, an abbreviation; the lists stand in ``data/sentences.toml``, by language. Cost: linear.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from twicetold.model import Span

_CLOSERS = r"[\"'”’»«\)\]」』“‘›]"
_OPENERS = r"[\"'“„«»‘‚\(\[「『¿¡‹—–\-]"
_END = regex.compile(
    rf"""
      (?P<mark> (?:[.!?…؟۔।॥]|(?<=\p{{Greek}});)+ ) (?P<close> {_CLOSERS}* (?:[\u00A0\u202F ]»)? (?:\s?\[\d+\])* )
      (?=\s)
    | (?P<mark> [。！？]+ ) (?P<close> [”’」』）]* )
    """,
    regex.VERBOSE,
)
_NEXT = regex.compile(rf"\s+(?:{_OPENERS}[\s\u00A0\u202F]?)*(?P<word>[\p{{L}}\p{{M}}\p{{N}}]+|.)", regex.DOTALL)
_LAST_WORD = regex.compile(r"(?:[\p{L}\p{M}\p{N}]+[.\-])*[\p{L}\p{M}\p{N}]+$")
_LIST_ITEM = regex.compile(r"\s+\p{L}\)\s")
_LONGEST_WORD = 60
"""Characters in which the word before a point is looked for; unbounded, a text without spaces costs its square."""
_WORDS = regex.compile(r"\p{L}+")


@dataclass(frozen=True, slots=True)
class _Language:
    titles: frozenset[str]
    numbers: frozenset[str]
    other: frozenset[str]
    starters: frozenset[str]
    common: frozenset[str]
    ordinals: bool


@cache
def _languages() -> dict[str, _Language]:
    table = tomllib.loads((Path(__file__).parent / "data" / "sentences.toml").read_text(encoding="utf-8"))
    return {
        name: _Language(
            titles=frozenset(entry["titles"]),
            numbers=frozenset(entry["numbers"]),
            other=frozenset(entry["other"]),
            starters=frozenset(entry["starters"]),
            common=frozenset(entry["common"]),
            ordinals=entry["ordinals"],
        )
        for name, entry in table.items()
    }


def guess_language(text: str) -> str:
    """The language (ISO 639-1) whose most frequent words stand oftenest in ``text``; ``""`` when none of them does."""
    words = [word.casefold() for word in _WORDS.findall(text[:20_000])]
    counts = {name: sum(word in language.common for word in words) for name, language in _languages().items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= max(2, len(words) // 40) else ""


def split_sentences(text: str, span: Span, language: str = "") -> list[Span]:
    """The sentences of the paragraph under ``span``, without the white space between them.

    ``language`` is an ISO 639-1 code; without one, the abbreviations of English are used.
    """
    rules = _languages().get(language, _languages()["en"])
    sentences: list[Span] = []
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        if match.end() < span.end and _ends(text, start, match, span.end, rules):
            sentences.append(_trim(text, start, match.end()))
            start = match.end()
    sentences.append(_trim(text, start, span.end))
    return [sentence for sentence in sentences if len(sentence)]


def _ends(text: str, start: int, match: regex.Match[str], limit: int, rules: _Language) -> bool:
    if match["mark"][0] in "。！？":
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


def _abbreviates(before: str, following: str, rules: _Language) -> bool:
    """Whether the point after ``before`` belongs to its last word; ``following`` comes next (empty before an
    initial)."""
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group().casefold()
    if word in rules.titles:
        return True
    if word in rules.numbers and following[:1].isdigit():
        return True
    if rules.ordinals and word.isdigit() and len(word) <= 2:
        return True
    initials = all(len(part) == 1 for part in word.split(".")) and not word.isdigit()
    if initials or word in rules.other:
        return following.casefold() not in rules.starters
    return False


def _ends_unspaced(text: str, start: int, match: regex.Match[str]) -> bool:
    """In scripts without spaces a closing quotation mark ends the sentence only if the quote was announced by a
    colon."""
    if not match["close"]:
        return True
    opening = max(text.rfind(mark, start, match.start()) for mark in "“「『‘")
    return opening > start and text[opening - 1] in "：:"


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
