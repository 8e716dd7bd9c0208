"""Odds of every pair of units → the chance of each to be partners, given everything around them.

    ugly    a verse is retold in words of its own and stays without a partner; a sentence on the same topic, two pages
            further on, becomes one
    wanted  alike counts, and so does the place: what follows its neighbour's partner needs little, what jumps much

A text is read unit by unit, and a finger on the other text goes along: it stays (the unit is one more part of the same
whole), goes on to the next, skips some, steps back, or jumps anywhere; or the unit has no partner and the finger waits.
This is a hidden Markov model of alignment (Vogel, Ney, Tillmann 1996); summing over all paths (forward, backward) gives
each unit's chance to be the partner of each other. Both texts are read, so splits and joins are treated alike.
Many pairs of texts are read at once. Cost: units × units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twicetold.align.manner import Manner
from twicetold.settings import Settings

FloatMatrix = NDArray[np.float64]

_BACK, _AHEAD = 2, 4
"""Steps of the finger that have a weight of their own; further ones are jumps."""

_BATCH_CELLS = 1_500_000
"""Steps × places of walks that are taken at once: some 60 MB while they are."""
_BATCH_STEPS = 1.3
"""How many times as many steps the longest of them may have as the shortest; the shorter ones wait at the end."""


@dataclass(frozen=True, slots=True, eq=False)
class Odds:
    """Two texts before their units have partners. ``of_a`` and ``of_b`` (units of a × units of b) say how much likelier
    than two unrelated units a pair is by its words; the first is for finding the partners of a, the second those of b.
    ``manner`` is that of the texts, ``lone`` the weight of having no partner."""

    of_a: FloatMatrix
    of_b: FloatMatrix
    manner: Manner
    lone: float


@dataclass(frozen=True, slots=True)
class Chances:
    """Units × units, 0–1: ``of_a[i, j]``, the chance that unit i of a has its partner in unit j of b (rows sum to at
    most 1), and ``of_b[i, j]``, the chance that unit j of b has its partner in unit i of a (columns do)."""

    of_a: FloatMatrix
    of_b: FloatMatrix


@dataclass(frozen=True, slots=True, eq=False)
class _Walk:
    """One text read along another: ``odds`` (units to read × places of the finger), how much the order is kept (0–1),
    and the weight of having no partner."""

    odds: FloatMatrix
    order: float
    lone: float


def find_chances(texts: Sequence[Odds], settings: Settings) -> list[Chances]:
    """The chances of several pairs of texts. Many small ones cost together little more than one of them."""
    walks: list[_Walk] = []
    for odds in texts:
        walks.append(_Walk(odds.of_a, odds.manner.a_order, odds.lone))
        walks.append(_Walk(odds.of_b.T, odds.manner.b_order, odds.lone))
    made: list[FloatMatrix] = [np.empty((0, 0))] * len(walks)
    for chosen in _batches(walks):
        for k, found in zip(chosen, _Batch([walks[k] for k in chosen], settings).read(), strict=True):
            made[k] = found
    return [Chances(of_a, of_b.T) for of_a, of_b in zip(made[::2], made[1::2], strict=True)]


def _batches(walks: Sequence[_Walk]) -> Iterator[list[int]]:
    """Walks of about as many steps, by their numbers."""
    order = sorted(range(len(walks)), key=lambda k: walks[k].odds.shape[0])
    batch: list[int] = []
    width = 0
    for k in order:
        steps, places = walks[k].odds.shape
        fits = batch and steps <= _BATCH_STEPS * walks[batch[0]].odds.shape[0]
        if batch and not (fits and steps * (width + places) <= _BATCH_CELLS):
            yield batch
            batch, width = [], 0
        batch.append(k)
        width += places
    if batch:
        yield batch


class _Batch:
    """Several walks at once, side by side in one vector of places each step.

    Place 0 of a walk is before the first unit, place k is unit k - 1; behind the last come as many empty places as a
    step is wide, so that no finger gets into another text.
    """

    def __init__(self, walks: Sequence[_Walk], settings: Settings) -> None:
        self._walks = walks
        self._steps = max(walk.odds.shape[0] for walk in walks)
        self._widths = np.array([walk.odds.shape[1] + 1 + max(_BACK, _AHEAD) for walk in walks])
        self._starts = np.cumsum(self._widths) - self._widths
        ahead = settings.next_weight * settings.skip_factor ** np.arange(_AHEAD)
        back = settings.back_weight * settings.skip_factor ** np.arange(_BACK)
        self._kernel = np.concatenate((back[::-1], [settings.stay_weight], ahead))
        # where the order is not kept, steps lose what jumps win; a little disorder is what moves are, and counts little
        order = np.array([walk.order for walk in walks])
        jump = settings.jump_weight + settings.disorder_weight * (1 - order) ** 2
        places = np.array([walk.odds.shape[1] for walk in walks])
        self._order = np.repeat(order, self._widths)
        self._jump = jump / np.maximum(1, places)
        lone = np.ones((self._steps, len(walks)))
        self._odds = np.zeros((self._steps, int(self._widths.sum())))
        for k, walk in enumerate(walks):
            steps, width = walk.odds.shape
            first = int(self._starts[k]) + 1
            self._odds[:steps, first : first + width] = walk.odds
            lone[:steps, k] = walk.lone
        self._lone = np.repeat(lone, self._widths, axis=1)

    def read(self) -> list[FloatMatrix]:
        """The chances of each walk, in the shape of its odds."""
        places, arrived = self._forward()
        after = self._backward()[1:]
        both = arrived * after
        waited = places[:-1] * self._lone * after
        both /= np.repeat(np.add.reduceat(both + waited, self._starts, axis=1), self._widths, axis=1)
        made = []
        for walk, start in zip(self._walks, self._starts.tolist(), strict=True):
            steps, width = walk.odds.shape
            made.append(both[:steps, start + 1 : start + 1 + width])
        return made

    def _forward(self) -> tuple[FloatMatrix, FloatMatrix]:
        """Weights of the places before each step, and of having stepped there with a partner."""
        size = self._odds.shape[1]
        places = np.zeros((self._steps + 1, size))
        places[0, self._starts] = 1.0
        arrived = np.empty_like(self._odds)
        jump = np.repeat(self._jump, self._widths)
        for step in range(self._steps):
            moved = np.convolve(places[step], self._kernel)[_BACK : _BACK + size] * self._order
            # the weights of the places sum to 1 in every walk, so a jump comes from all of them alike
            np.multiply(moved + jump, self._odds[step], out=arrived[step])
            here = self._lone[step] * places[step] + arrived[step]
            places[step + 1] = here / np.repeat(np.add.reduceat(here, self._starts), self._widths)
        return places, arrived

    def _backward(self) -> FloatMatrix:
        """Weights of what comes after each step, given the place."""
        size = self._odds.shape[1]
        after = np.ones((self._steps + 1, size))
        kernel = self._kernel[::-1]
        for step in range(self._steps - 1, -1, -1):
            coming = self._odds[step] * after[step + 1]
            moved = np.convolve(coming, kernel)[_AHEAD : _AHEAD + size] * self._order
            jumped = np.repeat(np.add.reduceat(coming, self._starts) * self._jump, self._widths)
            here = self._lone[step] * after[step + 1] + moved + jumped
            after[step] = here / np.repeat(np.maximum.reduceat(here, self._starts), self._widths)
        return after
