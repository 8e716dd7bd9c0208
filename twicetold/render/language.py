"""``render/languages/*.toml`` → the words in which findings are said. Adding a language is adding one file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words of one language: names of kinds, what each kind is about and how it is weighed, a
    sentence per form, the same told of one version against another, and the parts of sentences."""

    code: str
    name: str
    kinds: Mapping[str, str]
    about: Mapping[str, str]
    weighs: Mapping[str, str]
    say: Mapping[str, str]
    against: Mapping[str, str]
    parts: Mapping[str, str]

    def part(self, name: str, **values: str) -> str:
        """A part with its places filled in."""
        return self.parts[name].format_map(values)

    def count(self, name: str, number: int) -> str:
        """“1 word”, “1,204 words”."""
        return self.part(f"{name}_one" if number == 1 else f"{name}_many", number=f"{number:,}")

    def listed(self, names: Sequence[str]) -> str:
        """“A”, “A and B”, “A, B and C”."""
        if len(names) < 2:
            return "".join(names)
        return self.parts["comma"].join(names[:-1]) + self.parts["and"] + names[-1]


def language_codes() -> tuple[str, ...]:
    """The languages in which findings can be said."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def read_language(code: str = "en") -> Language:
    """The words of a language by its code. Raises KeyError for one that is not there."""
    if code not in language_codes():
        raise KeyError(code)
    table = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    tables = [table[name] for name in ("kinds", "about", "weighs", "say", "against", "parts")]
    return Language(code, table["name"], *tables)
