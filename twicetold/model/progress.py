"""How far a long run has come: one callback, called between pieces of work, never during one."""

from __future__ import annotations

from typing import Literal, Protocol

Stage = Literal["open", "link", "order", "thread", "find"]
"""What is being done: addresses opened, before any comparison; then units of every pair of versions linked, passages
and rows put in order, their words put in columns, findings gathered."""


class Progress(Protocol):
    """Called with the stage, how many of its pieces are done, and how many there are; ``done`` rises to ``total``.

    To cancel the run, raise ``Cancelled`` from it: nothing is kept of what was done.
    """

    def __call__(self, stage: Stage, done: int, total: int, /) -> None:
        """Takes note of it."""


def silent(stage: Stage, done: int, total: int) -> None:
    """Reports to nobody."""
