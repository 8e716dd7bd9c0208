"""What is edited: bundled samples, generated prose; long texts and real stories where they lie beside the project.

The number of a case says which kind of text it takes, so that a case is the same on every machine that has its text:
of ten, two are samples, three generated, four windows of long texts, one a real story.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path

from bench.edits.words import Text, read_text
from bench.generate import Dice, make_versions
from bench.inputs import ROOT, shared_folder

SAMPLE, GENERATED, LONG, REAL = "sample", "generated", "long", "real"
_BY_LAST_DIGIT = (SAMPLE, GENERATED, SAMPLE, GENERATED, GENERATED, LONG, LONG, LONG, LONG, REAL)
ALWAYS_THERE = (SAMPLE, GENERATED)

_SHORTEST_WINDOW, _LONGEST_WINDOW = 1_000, 3_000
_GENERATED_SIZES = (400, 800, 1_600)


_PAGE_LINES = (
    "Daily Lantern", "Related Topics", "Russia Iceland Arctic", "Recent Stories", "Ministers Arrive in Iceland",
    "8 hours ago", "Fishing Fleets Ask", "Heavy Rain Expected", "More From the World Desk", "©", "Global Beacon",
    "Home |", "Also on ", "Read more:", "Liked this article?", "Comments are closed.", "New comments cannot",
    "We use cookies", "The Harbour Post",
)  # fmt: skip
"""How the lines of the samples begin that are no part of the story; they are left away, since no edit of them counts,
and telling them from the story is measured elsewhere."""


class AbsentError(Exception):
    """The text that a case takes is no part of the project and is not beside it."""


def kind_of_text(number: int) -> str:
    """The kind of text that case ``number`` takes."""
    return _BY_LAST_DIGIT[number % 10]


def pick_text(number: int, dice: Dice) -> Text:
    """The text of a case. Raises AbsentError where it is not there."""
    kind = kind_of_text(number)
    if kind == SAMPLE:
        return dice.pick(_samples())
    if kind == GENERATED:
        return _generated(dice.pick(_GENERATED_SIZES), 1 + dice.below(1_000))
    if kind == REAL:
        return dice.pick(_stories(shared_folder()))
    return _window(dice.pick(_long_texts(shared_folder())), dice)


@cache
def _samples() -> tuple[Text, ...]:
    files = sorted((ROOT / "data" / "samples").glob("*/*.txt"))
    return tuple(_from_lines(f"{file.parent.name}/{file.name}", file.read_text(encoding="utf-8")) for file in files)


@cache
def _generated(words: int, seed: int) -> Text:
    return read_text(f"generated {words} words, seed {seed}", make_versions(1, words, seed)[0].split("\n\n"))


@cache
def _stories(shared: Path) -> tuple[Text, ...]:
    """The real stories without the page around them, as a person told the two apart."""
    labels = shared / "gold" / "seeds_block_labels.json"
    if not labels.exists():
        raise AbsentError("no labelled stories in the shared folder beside the project (or TWICETOLD_SHARED)")
    stories = json.loads(labels.read_text(encoding="utf-8"))
    return tuple(
        read_text(f"real story {k}", _once([block for block, label in story["blocks"] if label != 0]))
        for k, story in enumerate(stories, 1)
    )


@cache
def _long_texts(shared: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    files = sorted((shared / "bench").glob("*.txt")) + sorted((shared / "bench").glob("*.txt.gz"))
    if not files:
        raise AbsentError("no folder bench in the shared folder beside the project (or TWICETOLD_SHARED)")
    found = []
    for file in files:
        data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        blocks = re.split(r"\n\s*\n", data.decode("utf-8"))
        found.append((file.name.partition(".")[0], tuple(block for block in blocks if block.strip())))
    return tuple(found)


def _window(whole: tuple[str, tuple[str, ...]], dice: Dice) -> Text:
    """Consecutive paragraphs of a long text, one to three thousand words."""
    name, blocks = whole
    wanted = _SHORTEST_WINDOW + dice.below(_LONGEST_WINDOW - _SHORTEST_WINDOW)
    first = dice.below(max(1, len(blocks) - 40))
    chosen: list[str] = []
    words = 0
    for block in blocks[first:]:
        chosen.append(block)
        words += len(block.split())
        if words >= wanted and len(chosen) >= 8:
            break
    return read_text(f"{name}, paragraphs {first + 1} to {first + len(chosen)}", chosen)


def _from_lines(name: str, text: str) -> Text:
    return read_text(name, _once([line for line in text.splitlines() if not line.startswith(_PAGE_LINES)]))


def _once(lines: list[str]) -> list[str]:
    """Lines without those that stand before them already: which of two headlines is which is nobody's to say."""
    return list({" ".join(line.casefold().split()): line for line in reversed(lines)}.values())[::-1]
