"""What a format is: how its files are recognised, and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from twicetold.model import File, Handling, Source
from twicetold.settings import Settings

Reader: TypeAlias = Callable[[File, Handling, Settings], tuple[Source, ...]]
"""Raises a ReadError that names the file and the remedy; never anything else on purpose."""

Unpacker: TypeAlias = Callable[[File, Handling, Settings], tuple[File, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``what`` stands in sentences: “a Word document”.

    ``recognise`` looks at the first bytes, and at the name only where many formats share those. A format has either
    ``read``, or ``unpack`` if its files hold other files. ``guarded``: it is read in a process of its own, with limits.
    """

    name: str
    what: str
    suffixes: tuple[str, ...]
    recognise: Callable[[File], bool]
    read: Reader | None = None
    unpack: Unpacker | None = None
    guarded: bool = True
