"""Long inputs: public texts that lie beside the project, and generated editions of any length.

Where the texts are absent, generated ones of the same length stand in, and the section says so.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

from bench.generate import make_editions
from bench.inputs import Input, shared_folder

_WORD = re.compile(r"\w+")
NOT_THERE = (
    "{} is no part of the project and not beside it (folder shared/bench, or TWICETOLD_SHARED); generated texts of the "
    "same length stand in."
)


def editions(count: int, words: int, seed: int = 1) -> Input:
    """Generated editions, near copies of each other."""
    return Input(f"generated {count} × {words:,}", _made(count, words, seed))


@cache
def _made(count: int, words: int, seed: int) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in make_editions(count, words, seed))


def novel(words: int = 0) -> tuple[Input, str]:
    """Frankenstein, 1818 and 1831, whole or its first so many words, and a remark where something stands in."""
    return _public("Frankenstein 1818–1831", ("frankenstein_1818.txt", "frankenstein_1831.txt"), words, 72_000)


def bibles(words: int = 0) -> tuple[Input, str]:
    """King James and World English Bible, whole or their first so many words."""
    return _public("KJV–WEB", ("kjv.txt.gz", "web.txt.gz"), words, 850_000)


def _public(name: str, files: tuple[str, ...], words: int, whole: int) -> tuple[Input, str]:
    paths = [shared_folder() / "bench" / file for file in files]
    shown = f"{name}, {words:,} words" if words else name
    if not all(path.exists() for path in paths):
        made = _made(2, words or whole, 1)
        return Input(f"in place of {shown}", made), NOT_THERE.format(name)
    return Input(shown, tuple(_first_words(_text(path), words).encode() for path in paths)), ""


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def _first_words(text: str, words: int) -> str:
    if not words:
        return text
    for number, match in enumerate(_WORD.finditer(text), 1):
        if number == words:
            return text[: match.end()] + "\n"
    return text
