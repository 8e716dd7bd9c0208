"""CollateX for Python: all versions into one variant graph, and the table that is read off it.

It is under the GPL, so it is no part of this project: this module runs in a process of its own, in an environment of
its own, which ``bench.environment`` makes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any


def prepare(texts: Sequence[bytes]) -> Callable[[], dict[str, float]]:
    """A run with the defaults of ``collate``."""
    collatex: Any = import_module("collatex")

    def run() -> dict[str, float]:
        collation = collatex.Collation()
        for number, text in enumerate(texts, 1):
            collation.add_plain_witness(f"V{number}", text.decode("utf-8", "replace"))
        collatex.collate(collation)
        return {}

    return run
