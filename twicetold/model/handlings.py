"""How the files of a story are to be read: one ``Handling`` for each file, or for each version in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from twicetold.model.source import AS_FOUND, Handling

OF_ONE_VERSION = ("keep_all", "decisions", "meta")
"""What a handling says of one version; the rest says how its file is taken apart, for all versions in it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a person wants one version read: the name of its file, its part of that file (or none), and the handling."""

    file: str
    part: str
    handling: Handling


@dataclass(frozen=True, slots=True)
class Handlings:
    """What is wanted of single files and parts, the later before the earlier, and ``rest`` of all others."""

    items: tuple[Wanted, ...] = ()
    rest: Handling = AS_FOUND

    def of(self, file: str, part: str = "") -> Handling:
        """The handling of a part: its own, else that of its file, else ``rest``.

        Of a file as a whole it is its own, else that of its first part, since parts are read together.
        """
        named = [item for item in self.items if item.file == file]
        for wanted in dict.fromkeys((part, "")):
            for item in reversed(named):
                if item.part == wanted:
                    return item.handling
        return named[0].handling if named and not part else self.rest

    def change(self, file: str, part: str, **fields: Any) -> Handlings:
        """The same with these fields of ``Handling`` set for one part; what takes the file apart, for all its parts."""
        own = {field: value for field, value in fields.items() if field in OF_ONE_VERSION}
        shared = {field: value for field, value in fields.items() if field not in OF_ONE_VERSION}
        changed = self
        if own:
            changed = changed._put(file, part, replace(changed.of(file, part), **own))
        if shared:
            named = dict.fromkeys(item.part for item in changed.items if item.file == file)
            for one in named:
                changed = changed._put(file, one, replace(changed.of(file, one), **shared))
            if "" not in named:
                # parts that nobody spoke of are taken apart alike, and no more is said of them
                changed = changed._put(file, "", replace(_for_reading(changed.of(file)), **shared))
        return changed

    def for_reading(self) -> Handlings:
        """The same without what is said of single versions: files that are taken apart alike have the same."""
        rest = _for_reading(self.rest)
        files = {item.file: _for_reading(self.of(item.file)) for item in self.items}
        return Handlings(
            tuple(Wanted(file, "", handling) for file, handling in files.items() if handling != rest), rest
        )

    def _put(self, file: str, part: str, handling: Handling) -> Handlings:
        others = tuple(item for item in self.items if (item.file, item.part) != (file, part))
        return Handlings((*others, Wanted(file, part, handling)), self.rest)


def as_handlings(handling: Handling | Handlings) -> Handlings:
    """One handling as that of every file."""
    return handling if isinstance(handling, Handlings) else Handlings(rest=handling)


def _for_reading(handling: Handling) -> Handling:
    return replace(handling, keep_all=False, decisions=(), meta=())
