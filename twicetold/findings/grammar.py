"""``data/speech/*.toml`` → what the rules of speech, names and figures ask of a language.

Adding a language is adding one file. Of a language without a file only what needs no words is found: quotations,
figures in digits, names by their capitals.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data" / "speech"


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Words of one language by what they do, all in small letters.

    ``numbers``: values of number words; ``fractions``: of halves and quarters; ``units``: number of a unit’s word by
    its sign; ``hedges``: what stands before a figure and makes it “<”, “>” or “~”. ``nouns_are_capitals`` is so in
    German: a capital alone says nothing there.
    """

    language: str
    lists: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, frozenset[str]]
    numbers: Mapping[str, float]
    fractions: Mapping[str, float]
    units: Mapping[str, str]
    hedges: Mapping[str, str]
    nouns_are_capitals: bool

    def has(self, name: str, word: str) -> bool:
        """Whether ``word`` (in small letters) is in the list ``name``."""
        return word in self.sets.get(name, frozenset())


def languages() -> tuple[str, ...]:
    """The languages with a file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def read_grammar(language: str) -> Grammar:
    """The grammar of a language by its code (“en”, “en-GB”); an empty one if there is no file for it."""
    code = language.lower().partition("-")[0]
    path = _FOLDER / f"{code}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8")) if code in languages() else {}
    lists = {name: tuple(words) for name, words in table.items() if isinstance(words, list)}
    sets = {name: frozenset(word.lower() for word in words) for name, words in lists.items()}
    return Grammar(
        code,
        lists,
        sets,
        {word: float(value) for word, value in table.get("numbers", {}).items()},
        dict(table.get("fractions", {})),
        dict(table.get("units", {})),
        dict(table.get("hedges", {})),
        nouns_are_capitals=code == "de",
    )
