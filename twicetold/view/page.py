"""The plain values that a page is made of; whoever draws it (browser, report, terminal) needs nothing else.

A page has one column per version, the base first, and one row per group of paragraphs that stand beside each other. A
cell of another version holds its own text word for word, and in it, marked, what the base has instead. Joining the
``text`` of a cell's segments gives the version's own words with their spaces; joining ``base`` over a passage gives
the base's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from twicetold.align.stretches import StretchKind
from twicetold.model import Kind, Relation, Version

CellState = Literal["text", "absent", "elsewhere", "empty"]
LabelKind = Literal["moved", "shifted", "split", "joined", "regrouped", "elsewhere", "repeated"]


@dataclass(frozen=True, slots=True)
class Lens:
    """A choice of view: the version that is read against, by index."""

    base: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a cell. ``text`` is the version's own, ``base`` what the base has there; either may be empty.

    ``heat`` (base column only): how many of the other versions differ here.
    """

    op: StretchKind
    text: str
    base: str
    heat: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A remark on a cell or a block. ``there`` and ``here``: 1-based paragraph numbers in the base and in the
    version."""

    kind: LabelKind
    there: tuple[int, ...] = ()
    here: tuple[int, ...] = ()
    row: int = -1


@dataclass(frozen=True, slots=True)
class Block:
    """One passage inside a cell. ``label`` is set where the passage stands in another row of the base."""

    passage: int
    kind: Kind
    relation: Relation
    segments: tuple[Segment, ...]
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class CellParagraph:
    """One printed paragraph of a version; ``number`` is 1-based among its story paragraphs, 0 for furniture."""

    number: int
    blocks: tuple[Block, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One version's part of a row. *absent*: the base or others have it here and this version nowhere; *elsewhere*:
    it has it in another row (``labels`` says where); *empty*: there is nothing to have."""

    version: int
    state: CellState
    paragraphs: tuple[CellParagraph, ...] = ()
    labels: tuple[Label, ...] = ()
    missing_words: int = 0


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of the page; ``row`` is its index in the collation. ``change``: none, cosmetic or substantive."""

    row: int
    cells: tuple[Cell, ...]
    change: Literal["none", "cosmetic", "substantive"]
    story: bool


@dataclass(frozen=True, slots=True)
class Page:
    """``columns`` are version indexes, the base first; every cell list follows them."""

    base: int
    columns: tuple[int, ...]
    rows: tuple[PageRow, ...]


def default_base(versions: Sequence[Version]) -> tuple[int, str]:
    """The version to read against when nobody chose one, and why: the earliest if dates differ, else the longest."""
    dated = [(version.meta.date, i) for i, version in enumerate(versions) if version.meta.date]
    if len(dated) == len(versions) and len({date for date, _ in dated}) > 1:
        first = min(date for date, _ in dated)
        earliest = [i for date, i in dated if date == first]
        longest = max(earliest, key=lambda i: (versions[i].words, -i))
        return longest, "the earliest" if len(earliest) == 1 else "the longest of the earliest"
    return max(range(len(versions)), key=lambda i: (versions[i].words, -i)), "the longest"
