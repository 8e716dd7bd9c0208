"""``data/furniture/*.toml`` → patterns of the phrases of pages, with the reason of each.

    ugly    four hundred patterns tried on each of 20,000 lines
    wanted  one pattern that says no to nearly all of them, and the number of the group that matched for the others

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
    months, weekdays: names and abbreviations, the months in their order

Cost: a microsecond a line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_EDGES = " \t\n\r\u00a0\u202f•·-–—►▶→»›>«‹<…:▼▲+*|✕×✓"
"""What pages put around a button’s word."""
_LONGEST = 400
"""Characters of a line that phrases look at; the longest notices have some 1,000, and show themselves at once."""


def simple(text: str) -> str:
    """A line as phrases are matched with it."""
    return text.lower().replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").strip(_EDGES)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases as one pattern: the group that matched is the number, from 1, of the first phrase that does.

    ``begin`` matches wherever one of them begins, without saying which: four times as fast.
    """

    pattern: re.Pattern[str]
    begin: re.Pattern[str]
    reasons: tuple[str, ...]

    def reason(self, text: str) -> str:
        """The reason of the first phrase that the whole text matches, else nothing."""
        match = self.pattern.fullmatch(simple(text)[:_LONGEST])
        return self.reasons[match.lastindex - 1] if match and match.lastindex else ""


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
            found[part] += language[part]
            if part != "line":
                found["line"] += language[part]
        found["line"] += [(rf"(?:{pattern}).*", reason) for pattern, reason in language["start"]]
    return {part: _compile(entries) for part, entries in found.items()}


def _compile(entries: list[tuple[str, str]]) -> Phrases:
    return Phrases(
        re.compile("|".join(f"({pattern})" for pattern, _ in entries), re.DOTALL),
        re.compile(either(pattern for pattern, _ in entries)),
        tuple(reason for _, reason in entries),
    )


def either(patterns: Iterable[str]) -> str:
    """One pattern for any of some."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@cache
def words_of(part: str, language: str = "") -> str:
    """A pattern, in small letters, for any word of a part, in one language or, where there is none such, in all."""
    tables = [_languages()[language]] if language in _languages() else _languages().values()
    words = dict.fromkeys(word for table in tables for word in table[part])
    # the longest first, so that “mar” is not found in “marzo”
    return either(sorted(words, key=len, reverse=True))


@cache
def section_pattern() -> re.Pattern[str]:
    """Whole lines, as ``simple`` makes them, that are a word of a menu."""
    return re.compile(words_of("section"))
