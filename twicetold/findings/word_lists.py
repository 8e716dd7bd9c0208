"""``data/wording/*.csv`` → lists of telling words: labels, titles, hedges, intensifiers, reporting verbs.

A list says that a swap is worth a look, never what it means. The files have the columns list, set, word, source; a path
to one’s own file of that form stands in the settings and is read beside them. Labels also have a set: words that can be
said of the same thing (“killer”, “murderer”); the sets of labels for people begin with “person”. Cost: read once.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from twicetold.errors import StoryError

_FOLDER = Path(__file__).parent / "data" / "wording"

LISTS = ("label", "title", "hedge", "intensifier", "reporting")
"""The lists by what a swap inside them is called, the most telling first."""


@cache
def read_word_lists(language: str, own: str = "") -> Mapping[str, frozenset[str]]:
    """Words, in small letters, by the name of their list; ``own`` is the path of one’s own file, or empty.

    Raises StoryError, which names the file and the remedy, if that cannot be read.
    """
    found: dict[str, set[str]] = {name: set() for name in LISTS}
    path = _FOLDER / f"{language.lower().partition('-')[0]}.csv"
    if path.parent == _FOLDER and path.is_file():
        _read(path, found)
    if own:
        _read(Path(own), found)
    return {name: frozenset(words) for name, words in found.items()}


def _read(path: Path, found: dict[str, set[str]]) -> None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StoryError(f"“{path}” cannot be read as a list of words. Give it as CSV in UTF-8.") from error
    for number, row in enumerate(rows, 2):
        name, word = (row.get("list") or "").strip(), (row.get("word") or "").strip()
        if not name or not word:
            raise StoryError(f"“{path}”, line {number}, needs a “list” and a “word”. Fill both columns.")
        found.setdefault(name, set()).add(word.lower())


@cache
def read_label_sets(language: str, own: str = "") -> Mapping[str, str]:
    """The set of every label, by the label in small letters. Raises as ``read_word_lists``."""
    found: dict[str, str] = {}
    built_in = _FOLDER / f"{language.lower().partition('-')[0]}.csv"
    for path in (built_in, *([Path(own)] if own else [])):
        if path.is_file():
            with path.open(encoding="utf-8-sig", newline="") as file:
                found |= {row["word"].strip().lower(): row["set"] for row in csv.DictReader(file) if row.get("set")}
    return found
