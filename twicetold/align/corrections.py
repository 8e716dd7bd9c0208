"""Overrides and versions → what the alignment has to obey, and a note for whatever it cannot.

    ugly    a correction that is silently lost, or a crash, because a comma was changed in one text
    wanted  “Correction 2 is set aside: “He was late” no longer stands in Echo.” and everything else holds

Places become units; the demands are settled among themselves (``consistency``); the linker gets pairs that are fixed
or barred, the clustering groups to begin with and cuts that it must not close, also not through a third version.
Versions of the same text share their corrections. Cost: one digest per version, one search per changed place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from twicetold.align.clusters import Piece
from twicetold.align.consistency import Demand, settle
from twicetold.model import MoveMark, Note, Override, OverrideKind, Overrides, Version
from twicetold.text.anchors import Finder, say_override

Block = tuple[tuple[int, ...], tuple[int, ...]]
"""Units of one version, and of another: all pairs of them."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of two lists of units before they are linked, by their indexes: pairs that are ``fixed``, and
    blocks of pairs that are ``barred``."""

    fixed: tuple[tuple[int, int], ...] = ()
    barred: tuple[Block, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fixed or self.barred)

    def pick(self, left: Sequence[int], right: Sequence[int]) -> Given:
        """The same for some of the units: ``left`` and ``right`` hold old indexes, in order. A unit whose partner
        is not among them finds none here."""
        if not self:
            return self
        a, b = ({old: new for new, old in enumerate(side)} for side in (left, right))
        barred = [(tuple(a[i] for i in x if i in a), tuple(b[j] for j in y if j in b)) for x, y in self.barred]
        barred.append((tuple(a[i] for i, j in self.fixed if i in a and j not in b), tuple(range(len(b)))))
        barred.append((tuple(range(len(a))), tuple(b[j] for i, j in self.fixed if j in b and i not in a)))
        return Given(
            tuple((a[i], b[j]) for i, j in self.fixed if i in a and j in b),
            tuple((x, y) for x, y in barred if x and y),
        )

    def allowed(self, left: NDArray[np.integer], right: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Which of the units ``left`` may be linked with which of the units ``right``: those that are not barred."""
        allowed = np.ones((len(left), len(right)), dtype=np.bool_)
        for rows, columns in self.barred:
            allowed &= ~(np.isin(left, rows)[:, None] & np.isin(right, columns)[None, :])
        return allowed


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Corrections:
    """Overrides as the alignment obeys them; versions by index.

    ``groups`` are disjoint sets of units that stand in one passage each. ``stamps[piece]`` holds (cut, side) pairs: no
    passage has two sides of one cut. ``moves``: number, places (units each) and verdict of every *move*. ``set_aside``
    numbers the items, from 0, that do not hold; ``notes`` say why.
    """

    groups: tuple[frozenset[Piece], ...] = ()
    stamps: Mapping[Piece, frozenset[tuple[int, int]]] = field(default_factory=dict)
    moves: tuple[tuple[int, tuple[frozenset[Piece], ...], bool], ...] = ()
    set_aside: frozenset[int] = frozenset()
    notes: tuple[Note, ...] = ()

    def between(self, x: int, y: int) -> Given:
        """What the linking of the units of versions ``x`` and ``y`` has to obey.

        Of units that belong together, each gets a partner along the diagonal of the two runs.
        """
        fixed: list[tuple[int, int]] = []
        for group in self.groups:
            a, b = (sorted(unit for version, unit in group if version == v) for v in (x, y))
            count = max(len(a), len(b)) if a and b else 0
            fixed += [(a[k * len(a) // count], b[k * len(b) // count]) for k in range(count)]
        lefts, rights = self._sides(x), self._sides(y)
        barred = [
            (tuple(left), tuple(right))
            for cut in sorted(lefts.keys() & rights.keys())
            for side, left in lefts[cut].items()
            for other, right in rights[cut].items()
            if side != other
        ]
        return Given(tuple(sorted(fixed)), tuple(barred))

    def _sides(self, version: int) -> dict[int, dict[int, list[int]]]:
        """The units of a version on each side of each cut."""
        found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for (v, unit), stamps in sorted(self.stamps.items()):
            for cut, side in sorted(stamps) if v == version else ():
                found[cut][side].append(unit)
        return found


NO_CORRECTIONS = Corrections()


def resolve(overrides: Overrides, versions: Sequence[Version]) -> Corrections:
    """The corrections as demands on the units of ``versions``; never raises for a place that is lost."""
    if not overrides:
        return NO_CORRECTIONS
    finder = Finder(overrides, versions)
    notes: list[tuple[int, str]] = []
    aside: set[int] = set()
    demands: list[Demand] = []
    moves: list[tuple[int, tuple[frozenset[Piece], ...], bool]] = []
    for number, item in enumerate(overrides.items):
        places = [finder.find(anchor) for anchor in item.places]
        notes += [(number, remark) for _, remark in places if remark]
        found = [pieces for pieces, _ in places if pieces]
        why = _unusable(item, found)
        if why:
            aside.add(number)
            notes.append((number, f"It is set aside: {why}."))
        elif item.kind == "move":
            moves.append((number, tuple(found), item.moved))
        else:
            demands.append(_demand(number, item.kind, found))
    agreement, troubles = settle(demands, [_ordinals(version) for version in versions])
    for number, trouble in troubles.items():
        aside.add(number)
        notes.append((number, f"It is set aside: {_TROUBLES[trouble]}."))
    return Corrections(
        tuple(sorted({frozenset(group) for group in agreement.home.values()}, key=min)),
        agreement.stamps,
        tuple(moves),
        frozenset(aside),
        tuple(_note(overrides, number, text) for number, text in sorted(notes, key=lambda note: note[0])),
    )


_TROUBLES = {
    "apart": "a later correction says otherwise",
    "gap": "its sentences of one version do not stand beside each other, so they cannot be one reading",
}


def mark_moves(
    corrections: Corrections, passage_of: Sequence[Sequence[int]], overrides: Overrides
) -> tuple[tuple[MoveMark, ...], tuple[Note, ...]]:
    """The marks of order, and a note for each that finds no correspondence.

    ``passage_of[v][u]`` is the passage of unit u of version v.
    """
    marks: dict[tuple[int, int, int], tuple[int, bool]] = {}
    notes: list[Note] = []
    for number, places, moved in corrections.moves:
        found = set()
        for one, other in combinations(places, 2):
            for (v, u), (w, t) in ((p, q) for p in one for q in other):
                if v != w and passage_of[v][u] == passage_of[w][t]:
                    found.add((passage_of[v][u], min(v, w), max(v, w)))
        if not found:
            notes.append(_note(overrides, number, "It is set aside: the places do not correspond. Link them first."))
        for key in sorted(found):
            earlier, verdict = marks.get(key, (number, moved))
            if verdict != moved:
                notes.append(_note(overrides, earlier, f"It is set aside: {_TROUBLES['apart']}."))
            marks[key] = (number, moved)
    return tuple(MoveMark(*key, moved) for key, (_, moved) in sorted(marks.items())), tuple(dict.fromkeys(notes))


def _unusable(item: Override, found: Sequence[frozenset[Piece]]) -> str:
    """Why a correction cannot be used with the places that were found; empty if it can."""
    texts = {min(version for version, _ in place) for place in found}
    within = item.kind in ("split", "join")
    if len(found) < (1 if item.kind == "join" else 2):
        return "too few of its places are there"
    if within and len(texts) > 1:
        return "its places are in different texts"
    if not within and len(texts) < 2:
        return "its places are all in the same text"
    several = Counter(piece for place in found for piece in place)
    if item.kind == "split" and max(several.values()) > 1:
        return "its places are in the same sentence"
    if item.kind == "join" and len({unit for _, unit in several}) < 2:
        return "its places are in the same sentence"
    return ""


def _demand(number: int, kind: OverrideKind, found: Sequence[frozenset[Piece]]) -> Demand:
    versions = sorted({version for place in found for version, _ in place})
    if kind == "link":
        return Demand(number, groups=(frozenset().union(*found),))
    if kind == "unlink":
        # two places in one text are one side: parting them is what a split is for
        sides: dict[int, frozenset[Piece]] = {}
        for place in found:
            text = min(version for version, _ in place)
            sides[text] = sides.get(text, frozenset()) | place
        return Demand(number, cuts=(tuple(sides.values()),))
    apiece = [[frozenset(piece for piece in place if piece[0] == v) for place in found] for v in versions]
    if kind == "split":
        return Demand(number, cuts=tuple(tuple(places) for places in apiece))
    return Demand(number, groups=tuple(frozenset().union(*places) for places in apiece))


def _ordinals(version: Version) -> list[int]:
    return [int(count) for count in np.cumsum(version.units.is_story)]


def _note(overrides: Overrides, number: int, text: str) -> Note:
    return Note("correction", f"Correction {number + 1} ({say_override(overrides.items[number])}): {text}")
