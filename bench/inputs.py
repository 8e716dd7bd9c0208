"""What is measured: the five printings of one story that lie beside the project, and generated versions.

Where the five printings are not there, five bundled versions stand in for them, and the tables say so.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from bench.generate import make_versions

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = ROOT / "data" / "samples" / "reykjavik"

_WORD = re.compile(r"\w+")
_SIZE = re.compile(r"(\d+)x(\d+)")


@dataclass(frozen=True, slots=True)
class Input:
    """Versions that are compared with each other, as the bytes of their files."""

    name: str
    texts: tuple[bytes, ...]

    @property
    def words(self) -> tuple[int, ...]:
        """Words of each version, roughly."""
        return tuple(len(_WORD.findall(text.decode("utf-8", "replace"))) for text in self.texts)

    @property
    def pair_cells(self) -> int:
        """Words × words, summed over all pairs of versions: the work of a tool that compares word with word."""
        return sum(a * b for a, b in combinations(self.words, 2))


def full_inputs() -> tuple[list[Input], str]:
    """All inputs, and a remark on the first of them or an empty string."""
    texts, name, remark = real_or_bundled()
    made = [_five_input(texts, name, count) for count in (2, 3, 5)]
    made += [
        generated(count, words) for words in (300, 1_000, 10_000) for count in (2, 5, 10) if words * count != 3_000
    ]
    return made, remark


def quick_inputs() -> tuple[list[Input], str]:
    """A choice that takes seconds."""
    texts, name, remark = real_or_bundled()
    return [_five_input(texts, name, 2), _five_input(texts, name, 5), generated(2, 300), generated(5, 1_000)], remark


def generated(count: int, words: int, seed: int = 1) -> Input:
    """Generated versions."""
    texts = tuple(text.encode() for text in make_versions(count, words, seed))
    return Input(f"generated {count} × {words:,}", texts)


def parse_input(text: str) -> Input:
    """“5x1000” → five generated versions of 1,000 words; a folder → the .txt files in it. Raises ValueError."""
    match = _SIZE.fullmatch(text)
    if match is not None and int(match[1]) >= 2 and int(match[2]) >= 1:
        return generated(int(match[1]), int(match[2]))
    files = sorted(Path(text).glob("*.txt"))
    if len(files) < 2:
        raise ValueError(f"“{text}” is neither a size such as 5x1000, two versions or more, nor a folder of .txt files")
    return Input(f"folder {Path(text).name}", tuple(file.read_bytes() for file in files))


def shared_folder() -> Path:
    """Where texts lie that are no part of the project: TWICETOLD_SHARED, or the folder ``shared`` beside it."""
    return Path(os.environ.get("TWICETOLD_SHARED") or ROOT.parent / "shared")


def real_or_bundled() -> tuple[list[bytes], str, str]:
    """Five texts of one story, their name in the tables, and a remark where they are not the intended ones."""
    files = sorted((shared_folder() / "seeds").glob("*.txt"))[:5]
    if len(files) == 5:
        return [file.read_bytes() for file in files], "real", ""
    remark = (
        "The five printings of one real story are not beside the project (folder shared/seeds, or TWICETOLD_SHARED); "
        f"measured instead: {BUNDLED.relative_to(ROOT).as_posix()}."
    )
    return [file.read_bytes() for file in sorted(BUNDLED.glob("*.txt"))[:5]], "bundled", remark


def _five_input(texts: list[bytes], name: str, count: int) -> Input:
    return Input(f"{name} {count} of 5", tuple(texts[:count]))
