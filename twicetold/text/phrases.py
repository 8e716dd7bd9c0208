"""``data/furniture/*.toml`` → patterns of the phrases of pages, with the reason of each.

    ugly    a thousand phrases tried on each of 20,000 lines
    wanted  those that begin with the line’s first letter, in one pattern, made when the first such line comes

All languages are tried on every text, because pages mix them. A phrase is matched with a line in small letters, with
straight apostrophes, and without the arrows and strokes around it (``simple``). What the parts of a file hold:

    line     whole lines that are furniture wherever they stand
    start    beginnings of such lines
    end      as ``line``, and everything behind it is furniture too, if that is short beside the story
    box      as ``line``, and what follows up to the next paragraph of story is furniture too
    section  words of menus: they prove something only among others
    credit   words that name whose picture it is
    caption  words that open what is said of a picture
    tail     beginnings of what a page puts behind the last sentence of a paragraph
    byline   words before the name of who wrote it
    stamp    words that stand beside the date of a page
    outlet   words that stand in the names of newspapers and agencies
    (“{net}” in a phrase is any of the networks on which outlets are followed)
    months, weekdays: names and abbreviations, the months in their order

Cost: a microsecond a line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_EDGES = " \t\n\r\u00a0\u202f•·-–—►▶→»›>«‹<…:▼▲+*|✕×✓"
"""What pages put around a button’s word."""
_NETS = (
    r"(?:(?:our |unserem |unseren |notre |nos |nuestr[oa]s? |noss[oa]s? |нашем |наш )?"
    r"(?:facebook|twitter|instagram|x\b|telegram|whatsapp|youtube|linkedin|google|tiktok|threads|bluesky|mastodon"
    r"|flipboard|social|soziale|sozialen|réseaux|redes|channel|kanal|chaîne|canal|вконтакте|телеграм|одноклассник"
    r"|соцсет))"
)
_LONGEST = 400
"""Characters of a line that phrases look at; the longest notices have some 1,000, and show themselves at once."""


def simple(text: str) -> str:
    """A line as phrases are matched with it."""
    return text.lower().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").strip(_EDGES)


class Phrases:
    """Phrases with their reasons, by the letter with which a line begins."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self.entries = tuple(entries)
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        self._anywhere: list[tuple[str, str]] = []
        self._compiled: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {}
        for pattern, reason in self.entries:
            for one in alternatives(pattern):
                firsts = first_letters(one)
                for letter in firsts or ():
                    self._by_first.setdefault(letter, []).append((one, reason))
                if firsts is None:
                    self._anywhere.append((one, reason))

    def reason(self, text: str) -> str:
        """The reason of the first phrase that the whole text matches, else nothing."""
        plain = simple(text[:_LONGEST])
        if not plain:
            return ""
        pattern, reasons = self._compiled.get(plain[0]) or self._compile(plain[0])
        match = pattern.fullmatch(plain) if reasons else None
        return reasons[match.lastindex - 1] if match and match.lastindex else ""

    def _compile(self, first: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
        """One pattern for the phrases that begin so: the group that matched is the number, from 1, of the first."""
        grouped: dict[str, list[str]] = {}
        for one, reason in (*self._by_first.get(first, ()), *self._anywhere):
            grouped.setdefault(reason, []).append(one)
        pattern = re.compile("|".join(f"({'|'.join(ones)})" for ones in grouped.values()), re.DOTALL)
        made = self._compiled[first] = pattern, tuple(grouped)
        return made


def alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between the strokes that stand in no bracket."""
    parts, depth, start, i = [], 0, 0, 0
    while i < len(pattern):
        mark = pattern[i]
        if mark == "\\":
            i += 1
        elif mark == "[":
            i = pattern.index("]", i + 2)
        elif mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
        elif mark == "|" and not depth:
            parts.append(pattern[start:i])
            start = i + 1
        i += 1
    return [*parts, pattern[start:]]


def first_letters(pattern: str) -> set[str] | None:
    """The characters with which a match of a pattern without outer strokes can begin; None if that is not plain."""
    if pattern.startswith("\\d"):
        return set(_DIGITS)
    if pattern.startswith("[\\d.,]"):
        return {*_DIGITS, ".", ","}
    if pattern.startswith("("):
        end = _closing(pattern)
        inner = pattern[3 if pattern.startswith("(?:") else 1 : end]
        found: set[str] = set()
        for one in alternatives(inner):
            letters = first_letters(one)
            if letters is None:
                return None
            found |= letters
        if pattern[end + 1 : end + 2] == "?":
            rest = first_letters(pattern[end + 2 :])
            return None if rest is None else found | rest
        return found
    if not pattern or not (pattern[0].isalnum() or pattern[0] in _PLAIN):
        return None
    if pattern[1:2] == "?":
        rest = first_letters(pattern[2:])
        return None if rest is None else {pattern[0], *rest}
    return {pattern[0]}


_DIGITS = "0123456789"
_PLAIN = "©#¿¡"


def _closing(pattern: str) -> int:
    """The place of the bracket that closes the first one."""
    depth, i = 0, 0
    while True:
        if pattern[i] == "\\":
            i += 1
        elif pattern[i] == "[":
            i = pattern.index("]", i + 2)
        elif pattern[i] == "(":
            depth += 1
        elif pattern[i] == ")":
            depth -= 1
            if not depth:
                return i
        i += 1


@cache
def _languages() -> dict[str, dict[str, Any]]:
    files = sorted((Path(__file__).parent / "data" / "furniture").glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


@cache
def phrases_by_part() -> dict[str, Phrases]:
    """``line`` for whole lines of every sort, ``box`` and ``end`` for what they begin."""
    found: dict[str, list[tuple[str, str]]] = {"line": [], "box": [], "end": []}
    for language in _languages().values():
        for part in ("line", "box", "end"):
            # a name is open, but a sentence is no name
            entries = [(pattern.replace(".{", "[^.!?]{"), reason) for pattern, reason in language[part]]
            found[part] += entries
            if part != "line":
                found["line"] += entries
        starts = [(one, reason) for pattern, reason in language["start"] for one in alternatives(_with_nets(pattern))]
        found["line"] += [(f"{one}.*", reason) for one, reason in starts]
    return {part: Phrases(entries) for part, entries in found.items()}


def _with_nets(pattern: str) -> str:
    return pattern.replace("{net}", _NETS)


def either(patterns: Iterable[str]) -> str:
    """One pattern for any of some."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@cache
def words_of(part: str, language: str = "") -> str:
    """A pattern, in small letters, for any word of a part, in one language or, where there is none such, in all."""
    tables = [_languages()[language]] if language in _languages() else _languages().values()
    words = dict.fromkeys(_with_nets(word) for table in tables for word in table[part])
    # the longest first, so that “mar” is not found in “marzo”
    return either(sorted(words, key=len, reverse=True))


@cache
def section_pattern() -> re.Pattern[str]:
    """Whole lines, as ``simple`` makes them, that are a word of a menu."""
    return re.compile(words_of("section"))


@cache
def _outlet_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words_of('outlet')})\b|\w\.[^\W\d_]{{2,}}$")


def is_outlet(text: str) -> bool:
    """Whether a line holds a word that stands in the names of newspapers, or is an address."""
    return _outlet_pattern().search(simple(text)) is not None
