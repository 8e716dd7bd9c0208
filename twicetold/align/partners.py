"""Odds of every pair of units → the chance of each to be partners, given everything around them.

    ugly    a verse is retold in words of its own and stays without a partner; a sentence on the same topic, two pages
            further on, becomes one
    wanted  alike counts, and so does the place: what follows its neighbour's partner needs little, what jumps much

A text is read unit by unit, and a finger on the other text goes along: it stays (the unit is one more part of the same
whole), goes on to the next, skips some, steps back, or jumps anywhere; or the unit has no partner and the finger waits.
This is a hidden Markov model of alignment (Vogel, Ney, Tillmann 1996); summing over all paths (forward, backward) gives
each unit's chance to be the partner of each other. Both texts are read, so splits and joins are treated alike.
Cost: units × units.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twicetold.align.manner import Manner
from twicetold.settings import Settings

FloatMatrix = NDArray[np.float64]

_BACK, _AHEAD = 2, 4
"""Steps of the finger that have a weight of their own; further ones are jumps."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Units × units, 0–1: ``of_a[i, j]``, the chance that unit i of a has its partner in unit j of b (rows sum to at
    most 1), and ``of_b[i, j]``, the chance that unit j of b has its partner in unit i of a (columns do)."""

    of_a: FloatMatrix
    of_b: FloatMatrix


def find_chances(a_odds: FloatMatrix, b_odds: FloatMatrix, manner: Manner, settings: Settings) -> Chances:
    """Chances from the odds of all pairs, which say how much likelier than two unrelated units a pair is by its words.

    Both matrices are units of a × units of b; the first is used for finding the partners of a, the second for b.
    """
    rows, columns = a_odds.shape
    walk = _Walk(max(rows, columns), (columns, rows), manner, settings)
    of_a, of_b = walk.read(a_odds, b_odds.T)
    return Chances(of_a, of_b.T)


class _Walk:
    """Two walks at once, a along b and b along a, in one vector of places each step: half of the calls, half the time.

    Place 0 is before the first unit, place k is unit k - 1; behind the last come as many empty places as a step is
    wide.
    """

    def __init__(self, steps: int, places: tuple[int, int], manner: Manner, settings: Settings) -> None:
        self._steps = steps
        self._width = steps + 1 + max(_BACK, _AHEAD)
        self._lone = settings.lone_weight
        ahead = settings.next_weight * settings.skip_factor ** np.arange(_AHEAD)
        back = settings.back_weight * settings.skip_factor ** np.arange(_BACK)
        self._kernel = np.concatenate((back[::-1], [settings.stay_weight], ahead))
        # where the order is not kept, steps lose what jumps win; a little disorder is what moves are, and counts little
        order = np.array([manner.a_order, manner.b_order])
        jump = settings.jump_weight + settings.disorder_weight * (1 - order) ** 2
        self._order = np.repeat(order, self._width)
        self._jump = np.repeat(jump / np.maximum(1, places), self._width)

    def read(self, first: FloatMatrix, second: FloatMatrix) -> tuple[FloatMatrix, FloatMatrix]:
        """Chances of each walk, in the shape of its odds."""
        odds = np.zeros((self._steps, 2, self._width))
        lone = np.ones((self._steps, 2, self._width))
        for side, matrix in enumerate((first, second)):
            odds[: matrix.shape[0], side, 1 : matrix.shape[1] + 1] = matrix
            lone[: matrix.shape[0], side] = self._lone
        size = 2 * self._width
        flat_odds, flat_lone = odds.reshape(-1, size), lone.reshape(-1, size)
        places, arrived = self._forward(flat_odds, flat_lone)
        after = self._backward(flat_odds, flat_lone)[1:]
        both = (arrived * after).reshape(-1, 2, self._width)
        waited = (places[:-1] * flat_lone * after).reshape(-1, 2, self._width)
        both /= both.sum(axis=2, keepdims=True) + waited.sum(axis=2, keepdims=True)
        made = [both[: m.shape[0], side, 1 : m.shape[1] + 1] for side, m in enumerate((first, second))]
        return made[0], made[1]

    def _forward(self, odds: FloatMatrix, lone: FloatMatrix) -> tuple[FloatMatrix, FloatMatrix]:
        """Weights of the places before each step, and of having stepped there with a partner."""
        width = self._width
        places = np.zeros((self._steps + 1, 2 * width))
        places[0, [0, width]] = 1.0
        arrived = np.empty_like(odds)
        for step in range(self._steps):
            moved = np.convolve(places[step], self._kernel)[_BACK : _BACK + 2 * width] * self._order
            # the weights of the places sum to 1 on either side, so a jump comes from all of them alike
            arrived[step] = (moved + self._jump) * odds[step]
            halves = (lone[step] * places[step] + arrived[step]).reshape(2, width)
            places[step + 1] = (halves / halves.sum(axis=1, keepdims=True)).ravel()
        return places, arrived

    def _backward(self, odds: FloatMatrix, lone: FloatMatrix) -> FloatMatrix:
        """Weights of what comes after each step, given the place."""
        width = self._width
        after = np.ones((self._steps + 1, 2 * width))
        kernel = self._kernel[::-1]
        for step in range(self._steps - 1, -1, -1):
            coming = odds[step] * after[step + 1]
            moved = np.convolve(coming, kernel)[_AHEAD : _AHEAD + 2 * width] * self._order
            jumped = coming.reshape(2, width).sum(axis=1, keepdims=True) * self._jump.reshape(2, width)
            halves = (lone[step] * after[step + 1] + moved).reshape(2, width) + jumped
            after[step] = (halves / halves.max(axis=1, keepdims=True)).ravel()
        return after
