"""How the files of a story are to be read: one ``Handling`` for each file, or for each version in it."""

from __future__ import annotations

from dataclasses import dataclass

from twicetold.model.source import AS_FOUND, Handling


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

    def put(self, file: str, part: str, handling: Handling) -> Handlings:
        """The same with this for one part."""
        others = tuple(item for item in self.items if (item.file, item.part) != (file, part))
        return Handlings((*others, Wanted(file, part, handling)), self.rest)


def as_handlings(handling: Handling | Handlings) -> Handlings:
    """One handling as that of every file."""
    return handling if isinstance(handling, Handlings) else Handlings(rest=handling)
