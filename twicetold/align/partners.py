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
    """Both walks at once, a along b and b along a, forward and backward: a quarter of the calls.

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
        # order × (move + jump ÷ order) × odds: what is the same in all steps is multiplied once
        self._order = order[:, None]
        self._jump = (jump / np.maximum(1, places) / order)[:, None]

    def read(self, first: FloatMatrix, second: FloatMatrix) -> tuple[FloatMatrix, FloatMatrix]:
        """Chances of each walk, in the shape of its odds."""
        odds = np.zeros((self._steps, 2, self._width))
        lone = np.ones((self._steps, 2, 1))
        for side, matrix in enumerate((first, second)):
            odds[: matrix.shape[0], side, 1 : matrix.shape[1] + 1] = matrix
            lone[: matrix.shape[0], side] = self._lone
        odds *= self._order
        places, arrived = self._walk(odds, lone)
        after = places[-2::-1, 2:, ::-1]
        both = arrived * after
        waited = (places[:-1, :2] * lone * after).sum(axis=2, keepdims=True)
        both /= both.sum(axis=2, keepdims=True) + waited
        made = [both[: m.shape[0], side, 1 : m.shape[1] + 1] for side, m in enumerate((first, second))]
        return made[0], made[1]

    def _walk(self, odds: FloatMatrix, lone: FloatMatrix) -> tuple[FloatMatrix, FloatMatrix]:
        """Weights of the places before each step, and of having stepped there with a partner.

        Four walks, as each of the two is walked back as well: the steps and the places read backwards are the same
        walk, only that what a step leads to is weighed before it, not after.
        """
        steps, width = self._steps, self._width
        even, backward = np.ones_like(odds), odds[::-1, :, ::-1]
        before, behind = np.concatenate((even, backward), axis=1), np.concatenate((odds, even), axis=1)
        waiting = np.concatenate((lone, lone[::-1]), axis=1)
        kernel, jump = self._kernel[::-1], np.concatenate((self._jump, self._jump))
        here = slice(_BACK, _BACK + 4 * width)
        places = np.zeros((steps + 1, 4, width))
        places[0, :2, 0] = 1.0
        places[0, 2:] = 1.0
        arrived = np.empty((steps, 2, width))
        for step in range(steps):
            weights = places[step] * before[step]
            came = np.correlate(weights.ravel(), kernel, "full")[here].reshape(4, width)
            # a jump comes from all places alike
            came += np.add.reduce(weights, 1, keepdims=True) * jump
            came *= behind[step]
            arrived[step] = came[:2]
            came += waiting[step] * places[step]
            np.divide(came, np.add.reduce(came, 1, keepdims=True), out=places[step + 1])
        return places, arrived
