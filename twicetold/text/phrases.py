"""``data/furniture.toml`` → one pattern for all phrases of page furniture, with the reason of each.

    ugly    seventy patterns tried on each of 20,000 lines
    wanted  one pattern, and the number of the group that matched

Cost: a microsecond a line.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases as one pattern: the group that matched is the number, from 1, of the first phrase that does."""

    pattern: re.Pattern[str]
    reasons: tuple[str, ...]

    def reason(self, text: str) -> str:
        """The reason of the first phrase that the whole text matches, else nothing."""
        match = self.pattern.fullmatch(text.lower())
        return self.reasons[match.lastindex - 1] if match and match.lastindex else ""


@cache
def phrases_by_part() -> dict[str, Phrases]:
    """``line`` for whole lines of every sort, ``box`` and ``end`` for what they begin."""
    table = tomllib.loads((Path(__file__).parent / "data" / "furniture.toml").read_text(encoding="utf-8"))
    found: dict[str, list[tuple[str, str]]] = {"line": [], "box": [], "end": []}
    for language in table.values():
        for part in ("line", "box", "end"):
            found[part] += language[part]
            if part != "line":
                found["line"] += language[part]
        found["line"] += [(rf"(?:{pattern}).*", reason) for pattern, reason in language["start"]]
    return {
        part: Phrases(
            re.compile("|".join(f"({pattern})" for pattern, _ in entries)), tuple(reason for _, reason in entries)
        )
        for part, entries in found.items()
    }
