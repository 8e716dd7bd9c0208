"""What holds in a group of rich text, between one brace and the other."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

from twicetold.ingest.manuscript import FINAL, ORIGINAL, PLAIN_ROLE, Role


@dataclass(slots=True)
class Group:
    """What holds in a group: where its text goes, how its bytes are read, and what stands open until it ends.

    ``into`` is ``text``, ``head``, the name of a field, or empty: nowhere. ``instead`` is what it was before a group
    that tells the same twice.
    """

    into: str = "text"
    instead: str = ""
    fallback: int = 1
    font: int = -1
    role: Role = PLAIN_ROLE
    deleted: bool = False
    inserted: bool = False
    hidden: bool = False
    begins: bool = True
    starred: bool = False
    open: AbstractContextManager[None] | None = None

    def inner(self) -> Group:
        """What holds at the beginning of a group in this one."""
        # by hand: a file may have a million groups, and the library's way to copy takes three times as long
        return Group(
            self.into, self.instead, self.fallback, self.font, self.role, self.deleted, self.inserted, self.hidden
        )

    @property
    def states(self) -> int:
        return (0 if self.inserted else ORIGINAL) | (0 if self.deleted else FINAL)
