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

from twicetold.align.pairing import Pairing
from twicetold.model import Span, Version


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
    verbatim = reworded = longest = run = 0
    a_end = b_end = -1
    for number in sorted(pairing.stretches, key=lambda p: _first_token(pairing, p)):
        for stretch in pairing.stretches[number]:
            a_words = a.tokens.word_count(stretch.a.start, stretch.a.end)
            if stretch.kind in ("same", "cosmetic"):
                verbatim += a_words
                run = run + a_words if (stretch.a.start, stretch.b.start) == (a_end, b_end) else a_words
                longest = max(longest, run)
                a_end, b_end = stretch.a.end, stretch.b.end
            elif stretch.kind == "replaced":
                reworded += min(_plain_words(a, stretch.a), _plain_words(b, stretch.b))
    return Overlap(pairing.a, pairing.b, a.words, b.words, verbatim, reworded, longest)


def _plain_words(version: Version, tokens: Span) -> int:
    """Words without a digit among the tokens."""
    keys, forms = version.tokens.keys, version.tokens.forms[tokens.start : tokens.end].tolist()
    figures = sum(any(character.isdigit() for character in keys[form]) for form in forms)
    return version.tokens.word_count(tokens.start, tokens.end) - figures


def _first_token(pairing: Pairing, number: int) -> int:
    """Where a passage begins in A; passages that A lacks are of no account here and go last."""
    return min((stretch.a.start for stretch in pairing.stretches[number] if len(stretch.a)), default=1 << 60)
