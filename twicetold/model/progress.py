"""How far a long run has come: one callback, called between pieces of work, never during one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

Stage = Literal["link", "order", "thread", "find"]
"""What is being done: units of every pair of versions linked, passages and rows put in order, their words put in
columns, findings gathered."""

Progress: TypeAlias = Callable[[Stage, int, int], None]
"""Called with the stage, how many of its pieces are done, and how many there are; ``done`` rises from 0 to ``total``.

To cancel the run, raise ``Cancelled`` from the callback: nothing is kept of what was done.
"""


def silent(stage: Stage, done: int, total: int) -> None:
    """Reports to nobody."""
