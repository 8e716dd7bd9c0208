"""How much two versions share, in words, both ways.

    ugly    “similarity 0.83”: of what, in what, and which way round
    wanted  93 % of A's words stand in B word for word; 4 % more are said in other words; the rest is not there

Counted are words of the story: no furniture, no bylines, no punctuation.

    verbatim   words that stand in both, in the same order inside aligned passages (one number for both directions)
    reworded   where aligned passages say something in other words: at each place the smaller of the two counts;
               figures (words with a digit) are left out, since another figure is not the same in other words
    own        all other words
    share of A found in B = (verbatim + reworded) / words of A
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from twicetold.align.pairing import Numbers, Pairing
from twicetold.align.reuse import ranges
from twicetold.align.stretches import KINDS
from twicetold.model import Version


@dataclass(frozen=True, slots=True)
class Overlap:
    """Words that versions ``a`` and ``b`` (indexes) share. All counts are in words, all shares 0–1."""

    a: int
    b: int
    a_words: int
    b_words: int
    verbatim: int
    reworded: int
    longest_run: int

    @property
    def a_verbatim_share(self) -> float:
        """Share of A's words that stand in B word for word."""
        return self.verbatim / max(1, self.a_words)

    @property
    def b_verbatim_share(self) -> float:
        """Share of B's words that stand in A word for word."""
        return self.verbatim / max(1, self.b_words)

    @property
    def a_found_share(self) -> float:
        """Share of A found in B, word for word or in other words."""
        return (self.verbatim + self.reworded) / max(1, self.a_words)

    @property
    def b_found_share(self) -> float:
        """Share of B found in A, word for word or in other words."""
        return (self.verbatim + self.reworded) / max(1, self.b_words)

    def reverse(self) -> Overlap:
        """The same overlap with the sides exchanged."""
        return Overlap(self.b, self.a, self.b_words, self.a_words, self.verbatim, self.reworded, self.longest_run)


def measure_overlap(a: Version, b: Version, pairing: Pairing) -> Overlap:
    """The overlap of two versions. ``longest_run`` is the longest unbroken run of words printed in both, typography
    apart."""
    stretches = pairing.stretches
    is_kept = stretches.kinds < KINDS.index("replaced")
    order = np.flatnonzero(is_kept)
    order = order[np.argsort(stretches.a_starts[order], kind="stable")]
    words_before = np.concatenate(([0], np.cumsum(a.tokens.is_word)))
    words = words_before[stretches.a_ends[order]] - words_before[stretches.a_starts[order]]
    # a run goes on where the next stretch begins behind the last one in both versions
    goes_on = (stretches.a_starts[order][1:] == stretches.a_ends[order][:-1]) & (
        stretches.b_starts[order][1:] == stretches.b_ends[order][:-1]
    )
    runs = np.bincount(np.concatenate(([0], np.cumsum(~goes_on))), weights=words) if len(order) else np.zeros(1)
    is_replaced = stretches.kinds == KINDS.index("replaced")
    reworded = np.minimum(
        _plain_words(a, stretches.a_starts[is_replaced], stretches.a_ends[is_replaced]),
        _plain_words(b, stretches.b_starts[is_replaced], stretches.b_ends[is_replaced]),
    )
    return Overlap(
        pairing.a, pairing.b, a.words, b.words, int(words.sum()), int(reworded.sum()), int(runs.max(initial=0))
    )


def _plain_words(version: Version, starts: Numbers, ends: Numbers) -> Numbers:
    """Words without a digit in each of several ranges of tokens."""
    tokens = version.tokens
    at = ranges(starts, ends - starts)
    used, where = np.unique(tokens.forms[at], return_inverse=True)
    has_digit = [any(character.isdigit() for character in tokens.keys[form]) for form in used.tolist()]
    plain = tokens.is_word[at] & ~np.array(has_digit, dtype=np.bool_)[where]
    sums = np.concatenate(([0], np.cumsum(plain)))
    edges = np.concatenate(([0], np.cumsum(ends - starts)))
    counts: Numbers = sums[edges[1:]] - sums[edges[:-1]]
    return counts
