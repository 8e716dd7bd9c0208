"""Word edits all over a text, against which the one edit must still be found.

Of the words chosen three in five are replaced, one in five goes, one in five gets a new neighbour: as in
``bench.generate``. New words are words of the same text, as frequent as they are there. Marks stay, a capital stays,
and the first word of a sentence is replaced rather than dropped, so that sentences begin and end where they did.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from bench.edits.words import Paragraph, Text, Word
from bench.generate import Dice

NEGATIONS = ("not", "never", "no")
_NO_NOISE = re.compile(r"\d|\W")
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "st", "no", "vol", "ch", "etc", "prof", "gen", "sen", "rev"])


def add_noise(text: Text, percent: int, dice: Dice, protected: Collection[int] = ()) -> Text:
    """The text with ``percent`` of its words edited; words whose origin is in ``protected`` stay as they are."""
    if not percent:
        return text
    stock = [core for word in text.words() if _may_be_noise(core := word.core)]
    kept = frozenset(protected)
    return text.change([_edit(paragraph, percent / 100, stock, dice, kept) for paragraph in text.paragraphs])


def _may_be_noise(core: str) -> bool:
    """Whole words; no figures and no negations, which are edits of their own, and no titles, which hide a full stop."""
    lowered = core.lower()
    return len(core) > 1 and not _NO_NOISE.search(core) and lowered not in NEGATIONS and lowered not in _TITLES


def _edit(paragraph: Paragraph, share: float, stock: list[str], dice: Dice, protected: frozenset[int]) -> Paragraph:
    made: list[Word] = []
    for k, word in enumerate(paragraph):
        if not word.core or not dice.happens(share) or word.origin in protected:
            made.append(word)
            continue
        kind = dice.below(5)
        opens = k == 0 or not paragraph[k - 1].is_bare
        if kind == 4 and word.is_bare and not opens:
            continue
        if kind == 3 and word.is_bare:
            made += [word, word.say(dice.pick(stock).lower())]
        else:
            made.append(word.say(_another(word.core, stock, dice)))
    return tuple(made)


def _another(core: str, stock: list[str], dice: Dice) -> str:
    """A word of the stock with the capital, or without, of the one whose place it takes."""
    found = core
    while found.lower() == core.lower():
        found = dice.pick(stock)
    return found[:1].upper() + found[1:] if core[:1].isupper() else found.lower()
