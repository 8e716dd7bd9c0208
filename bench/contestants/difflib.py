"""Python's own difflib: every pair of versions, word by word, without ``autojunk``, which drops matches silently.

It says less than the engine: no versions beside each other, no passages, no moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from itertools import combinations

TOKEN = re.compile(r"\w+|[^\w\s]")


def prepare(texts: Sequence[bytes]) -> Callable[[], dict[str, float]]:
    """A run over all pairs."""

    def run() -> dict[str, float]:
        tokens = [TOKEN.findall(text.decode("utf-8", "replace")) for text in texts]
        for a, b in combinations(tokens, 2):
            SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        return {}

    return run
