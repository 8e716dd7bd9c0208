"""What is said of the paragraphs of a text: their kinds, why, and what stands inside them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from twicetold.model import KINDS, Kind

BODY, HEADLINE, DATELINE, SUBHEAD, CAPTION, KICKER, BYLINE, FURNITURE = map(
    KINDS.index, ("body", "headline", "dateline", "subhead", "caption", "kicker", "byline", "furniture")
)


@dataclass(frozen=True, slots=True)
class Label:
    """What one paragraph is and why.

    ``dateline_chars`` is the length of the dateline that opens it (0: none), ``tail_chars`` that of the furniture that
    ends it; ``repeats`` marks a headline printed again.
    """

    kind: Kind
    reason: str = ""
    dateline_chars: int = 0
    tail_chars: int = 0
    repeats: bool = False


@dataclass(slots=True, eq=False)
class Labels:
    """``kinds`` (index into ``KINDS``) per paragraph, and by paragraph index: the reasons, the length (code points) of
    the dateline that opens it, length and reason of the furniture that ends it, and the headlines printed again."""

    kinds: NDArray[np.uint8]
    reasons: dict[int, str] = field(default_factory=dict)
    dateline_chars: dict[int, int] = field(default_factory=dict)
    tails: dict[int, tuple[int, str]] = field(default_factory=dict)
    repeats: set[int] = field(default_factory=set)

    def set(self, i: int, kind: int, reason: str) -> None:
        """Labels paragraph ``i`` as a whole."""
        self.kinds[i] = kind
        self.reasons[i] = reason
        self.dateline_chars.pop(i, None)
        self.tails.pop(i, None)
        self.repeats.discard(i)

    def is_body(self, i: int) -> bool:
        """Whether paragraph ``i`` is body so far."""
        return bool(self.kinds[i] == BODY)

    def label(self, i: int) -> Label:
        """All that is said of paragraph ``i``."""
        return Label(
            KINDS[self.kinds[i]],
            self.reasons.get(i, ""),
            self.dateline_chars.get(i, 0),
            self.tails.get(i, (0, ""))[0],
            i in self.repeats,
        )


def all_body(count: int) -> Labels:
    """Labels of so many paragraphs of which nothing is known."""
    return Labels(np.full(count, BODY, dtype=np.uint8))
