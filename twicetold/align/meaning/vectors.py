"""Vectors of texts → similarity: the part that all models share.

    ugly    a text's vector depends on which texts were encoded with it: padding changes the last digits, and with them
            who is whose best partner
    wanted  one text at a time, each once; the same vector in every comparison

Cost: one encoding per distinct text; the vectors of the last 4,000 texts are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Encode = Callable[[str], Vector]

_KEPT_VECTORS = 4_000
"""Vectors that are kept: at 1,024 numbers each 16 MB; more than the units of eight versions at their limit."""

_PLACES = 4
"""Decimal places of a similarity: beyond them the processor's order of additions shows."""


class VectorSimilarity:
    """Cosine of two texts' vectors; opposite directions are as unlike as unrelated ones (0)."""

    def __init__(self, name: str, digest: str, encode: Encode) -> None:
        self.name = name
        self.digest = digest
        self._vector = lru_cache(maxsize=_KEPT_VECTORS)(_direction(encode))

    def matrix(self, a: Sequence[str], b: Sequence[str]) -> NDArray[np.float64]:
        """Similarity (0–1), shape (len(a), len(b))."""
        if not a or not b:
            return np.zeros((len(a), len(b)))
        left, right = (np.stack([self._vector(text) for text in texts]) for texts in (a, b))
        alike: NDArray[np.float64] = np.clip(left @ right.T, 0.0, 1.0)
        return alike.round(_PLACES)


def _direction(encode: Encode) -> Callable[[str], NDArray[np.float64]]:
    def direction(text: str) -> NDArray[np.float64]:
        vector = np.nan_to_num(np.asarray(encode(text), dtype=np.float64))
        length = float(np.linalg.norm(vector))
        return vector / length if length > 0 else np.zeros_like(vector)

    return direction
