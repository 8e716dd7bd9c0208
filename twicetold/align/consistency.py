"""Demands on an alignment → those that can hold together: groups of units that belong together, and cuts between them.

    ugly    “A1 is B1” and later “A1 is not B1”: whichever is looked at last, or an alignment that obeys neither
    wanted  the later one holds, the earlier one is named as set aside; whatever contradicts nothing holds, in any order

Demands that touch the same units are judged together: all of them if they agree; else one by one from the latest,
each taken if it agrees with what has been taken. A group may have one run of neighbouring units per version, and never
two sides of one cut. Cost: demands × the size of their groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from twicetold.align.clusters import Piece

Trouble = Literal["", "apart", "gap"]
"""Why demands cannot hold: two sides of a cut would meet, or a reading would have a gap."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What one correction asks of units: each of ``groups`` stands in one passage; of each cut in ``cuts``, no two
    sides meet in one passage."""

    number: int
    groups: tuple[frozenset[Piece], ...] = ()
    cuts: tuple[tuple[frozenset[Piece], ...], ...] = ()

    @property
    def pieces(self) -> frozenset[Piece]:
        """All units it speaks of."""
        return frozenset().union(*self.groups, *(side for cut in self.cuts for side in cut))


@dataclass(slots=True)
class Agreement:
    """Demands that hold together. ``ordinals[v][u]`` counts the story's units of version v before unit u, so that
    units with nothing but furniture between them are neighbours. ``home[piece]`` is the group of a piece that has one,
    ``stamps[piece]`` its (cut, side)s."""

    ordinals: Sequence[Sequence[int]]
    home: dict[Piece, frozenset[Piece]] = field(default_factory=dict)
    stamps: dict[Piece, frozenset[tuple[int, int]]] = field(default_factory=dict)
    cuts: int = 0

    def take(self, demands: Sequence[Demand]) -> Trouble:
        """Takes all of the demands, or none and says why."""
        home = self._joined([group for demand in demands for group in demand.groups])
        stamps = self._stamped([cut for demand in demands for cut in demand.cuts])
        changed = {id(group): group for group in home.values()}
        for piece in stamps:
            group = home.get(piece) or self.home.get(piece)
            if group:
                changed[id(group)] = group
        together = self.stamps | stamps
        if any(_meet(group, together) for group in [*changed.values(), *((piece,) for piece in stamps)]):
            return "apart"
        if not all(self._unbroken(group) for group in changed.values()):
            return "gap"
        self.home.update(home)
        self.stamps.update(stamps)
        self.cuts += sum(len(demand.cuts) for demand in demands)
        return ""

    def _joined(self, groups: Iterable[frozenset[Piece]]) -> dict[Piece, frozenset[Piece]]:
        home: dict[Piece, frozenset[Piece]] = {}
        for group in groups:
            met = {piece: home.get(piece) or self.home.get(piece) or frozenset((piece,)) for piece in group}
            whole = frozenset().union(*met.values())
            home.update(dict.fromkeys(whole, whole))
        return home

    def _stamped(self, cuts: Iterable[tuple[frozenset[Piece], ...]]) -> dict[Piece, frozenset[tuple[int, int]]]:
        added: dict[Piece, set[tuple[int, int]]] = defaultdict(set)
        for number, cut in enumerate(cuts, self.cuts):
            for side, pieces in enumerate(cut):
                for piece in pieces:
                    added[piece].add((number, side))
        return {piece: self.stamps.get(piece, frozenset()) | stamp for piece, stamp in added.items()}

    def _unbroken(self, group: frozenset[Piece]) -> bool:
        places: dict[int, list[int]] = defaultdict(list)
        for version, unit in group:
            places[version].append(self.ordinals[version][unit])
        return all(after == before + 1 for run in places.values() for before, after in pairwise(sorted(run)))


def _meet(pieces: Iterable[Piece], stamps: dict[Piece, frozenset[tuple[int, int]]]) -> bool:
    """Whether two sides of one cut are among the pieces."""
    sides: dict[int, int] = {}
    return any(sides.setdefault(cut, side) != side for piece in pieces for cut, side in stamps.get(piece, ()))


def settle(demands: Sequence[Demand], ordinals: Sequence[Sequence[int]]) -> tuple[Agreement, dict[int, Trouble]]:
    """The demands that hold, and for the number of each other one why it does not."""
    agreement = Agreement(ordinals)
    aside: dict[int, Trouble] = {}
    # what is asked for twice is asked for last; the earlier ones share its fate
    latest = {(demand.groups, demand.cuts): demand for demand in demands}
    for cluster in _touching(list(latest.values())):
        if not agreement.take(cluster):
            continue
        waiting = sorted(cluster, key=lambda demand: -demand.number)
        while waiting:
            troubles = {demand.number: agreement.take([demand]) for demand in waiting}
            aside |= {number: why for number, why in troubles.items() if why}
            # a gap may since have been closed by what was taken; a contradiction stays one
            again = [demand for demand in waiting if troubles[demand.number] == "gap"]
            waiting = again if "" in troubles.values() else []
            for number, why in troubles.items():
                if not why:
                    aside.pop(number, None)
    fate = {demand.number: latest[demand.groups, demand.cuts].number for demand in demands}
    return agreement, {number: aside[last] for number, last in fate.items() if last in aside}


def _touching(demands: Sequence[Demand]) -> list[list[Demand]]:
    """The demands in sets that share no unit with each other, each in the order given."""
    home: dict[Piece, list[Demand]] = {}
    for demand in demands:
        met = {id(known): known for piece in demand.pieces if (known := home.get(piece)) is not None}
        largest = max(met.values(), key=len, default=[])
        for known in met.values():
            if known is not largest:
                largest.extend(known)
                home.update({piece: largest for other in known for piece in other.pieces})
        largest.append(demand)
        home.update(dict.fromkeys(demand.pieces, largest))
    return list({id(found): found for found in home.values()}.values())
