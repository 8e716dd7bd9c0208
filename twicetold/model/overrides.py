"""What a person decided about an alignment, as data: it outlives settings, labels and runs.

    ugly    “sentence 14 of B belongs to sentence 9 of A”: wrong as soon as a line of furniture is recognised or a
            version gets another name
    wanted  a place names its text by a digest of the text alone, its characters, and the first words under it, so
            that it is found again or known to be lost

Nothing here looks at a version; ``align/corrections`` does. Cost: none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

OverrideKind = Literal["link", "unlink", "split", "join", "move"]
"""What is asked for. *link*: the units under the places (two or more versions) belong to one passage. *unlink*: no two
places share a passage. *split*: units of one version stand in different passages. *join*: neighbouring units of one
version form one reading. *move*: the correspondence is to be called moved, or, with ``moved`` False, not."""

OVERRIDE_KINDS: tuple[OverrideKind, ...] = get_args(OverrideKind)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a version's text.

    ``version`` is ``text_digest`` of the text; ``start`` and ``end`` are half-open code points of it, ``start < end``.
    ``quote`` holds the first words under the place, as a check. ``label`` is the version's name when the place was
    written down: it helps only to find a text again that has changed, and to speak of it.
    """

    version: str
    start: int
    end: int
    quote: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """One correction. ``moved`` counts only for the kind *move*; ``note`` is a person's remark."""

    kind: OverrideKind
    places: tuple[Anchor, ...]
    note: str = ""
    moved: bool = True


@dataclass(frozen=True, slots=True)
class Overrides:
    """Corrections in the order in which they were made; where two contradict each other, the later one holds."""

    items: tuple[Override, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.items)

    def __len__(self) -> int:
        return len(self.items)


NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True, order=True)
class MoveMark:
    """A correction of the order, found in a collation: the passage is called moved between two versions, or not.

    ``passage`` and the versions ``a < b`` are indexes.
    """

    passage: int
    a: int
    b: int
    moved: bool
