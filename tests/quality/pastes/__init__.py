"""Pages as people paste them, written for these tests, each line with its label.

Files are named after their language; those in ``held`` were written before the rules were tried on any of them, and no
rule was made for one of their lines. A line is its label, a space, and the text:

    h headline   b body   c caption   s subhead   k what stands over a headline   y byline   f furniture
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from twicetold.model import KINDS, STORY_KINDS
from twicetold.pipeline import read

STORY = "hbcs"


@dataclass(frozen=True, slots=True)
class Paste:
    """One page: where it comes from, its language, and (label, text) of every line."""

    folder: str
    language: str
    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Words and lines of some pastes: how many there are, and what became of them."""

    story_words: int = 0
    lost_words: int = 0
    page_lines: int = 0
    found_lines: int = 0
    headlines: int = 0
    found_headlines: int = 0
    wrong: tuple[str, ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def pastes(folder: str) -> list[Paste]:
    """All pastes of a folder, ``dev`` or ``held``."""
    found = []
    for file in sorted((Path(__file__).parent / folder).glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("=== ")[1:]:
            name, *lines = part.strip("\n").split("\n")
            found.append(Paste(folder, file.stem, name, tuple((line[0], line[2:]) for line in lines)))
    return found


def judge(paste: Paste, gap: str = "\n\n") -> Outcome:
    """What becomes of a paste whose lines stand one below the other, with ``gap`` between them."""
    version = read(gap.join(text for _, text in paste.lines))
    kinds = {}
    for unit in version.units:
        start = int(version.paragraphs.starts[unit.paragraph])
        kinds.setdefault(start, set()).add(unit.kind)
    outcome, at = Outcome(), 0
    for label, text in paste.lines:
        found = kinds.get(at, {"missing"})
        words = len(text.split())
        aside = not found & set(KINDS[:STORY_KINDS])
        story = label in STORY
        wrong = f"{paste.folder}/{paste.language} {paste.name}: {label} {sorted(found)} {text[:60]}"
        outcome += Outcome(
            words * story,
            words * (story and aside),
            int(not story),
            int(not story and aside),
            int(label == "h"),
            int(label == "h" and "headline" in found),
            (wrong,) if story == aside or (label == "h" and "headline" not in found) else (),
        )
        at += len(text) + len(gap)
    return outcome
