"""What a measure of similarity is to the rest: a name, a digest, and a matrix.

ugly    the alignment knows of models, folders and vectors, and each new model changes it
wanted  three names; words, vectors of any model and a test's few lines of Python all fit them
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Similarity(Protocol):
    """A measure of how alike two texts are.

    ``name`` is shown to a person, ``digest`` tells two models of one name apart (empty where there is no model).
    """

    @property
    def name(self) -> str:
        """Under which it is shown and recorded."""

    @property
    def digest(self) -> str:
        """Of everything that its values depend on beside the texts; hexadecimal, or empty."""

    def matrix(self, a: Sequence[str], b: Sequence[str]) -> NDArray[np.float64]:
        """Similarity (0–1) of every text of ``a`` with every text of ``b``; shape (len(a), len(b)).

        Symmetric: ``matrix(b, a)`` is its transpose.
        """
