"""Seed → versions of a made-up story: near copies of one text, the same on every machine.

    ugly    a bench on texts that nobody may pass on, or on random words that share nothing with prose
    wanted  words as frequent as in prose, in sentences and paragraphs, and copies that were edited as editors edit

Versions are copies of the first one, each with its own edits: a word in twenty replaced, left out or put in; clauses
dropped; paragraphs moved, split and merged. Only ``Random.random`` is used, the one method whose sequence Python
promises to keep.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from random import Random
from typing import TypeVar

Clause = list[str]
Sentence = list[Clause]
Paragraphs = list[list[Sentence]]
T = TypeVar("T")

WORD_EDITS = 0.05
"""Share of words that a copy edits: three in five replaced, one in five left out, one in five followed by a new one."""
CLAUSES_DROPPED = 0.03
"""Share of clauses, of sentences that have several, that a copy drops."""
PARAGRAPHS_MOVED, PARAGRAPHS_SPLIT, PARAGRAPHS_MERGED = 0.03, 0.04, 0.04
"""Shares of paragraphs: put somewhere else, cut at the end of a sentence, joined with the next."""


PARAGRAPHS_DROPPED, PARAGRAPHS_INSERTED = 0.02, 0.02
"""Shares of paragraphs that an edition leaves out, and after which it has a new one."""


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_VOCABULARY = 12_000
_ZIPF_SHIFT = 2.7
"""Mandelbrot's correction; with it the first word is 5 % of a text, as “the” is of English."""
_FREQUENT = _list(
    "the of and to in a that was he for it with as his on be at by had not are but from or have an they which one you "
    "were her all she there would their we him been has when who will more no if out so said what up its about into"
)
_ONSETS = _list("b br c ch d dr f fl g gr h j k l m n p pr qu r s sh st t th tr v w")
_VOWELS = _list("a e i o u ea ai ou")
_CODAS = ("", "", "", "", *_list("n r l s t nd"))


class Dice:
    """Choices by ``Random.random`` alone."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed).random

    def share(self) -> float:
        """A number from 0 to 1."""
        return self._random()

    def happens(self, probability: float) -> bool:
        """True with this probability (0–1)."""
        return self._random() < probability

    def below(self, limit: int) -> int:
        """A whole number from 0 to ``limit`` - 1."""
        return int(self._random() * limit)

    def pick(self, things: Sequence[T]) -> T:
        """One of them."""
        return things[self.below(len(things))]


def make_versions(count: int, words: int, seed: int = 1) -> tuple[str, ...]:
    """``count`` versions of about ``words`` words each; the first is the text that the others are copies of."""
    original = _original(words, Dice(f"{seed}/original/{words}"))
    copies = [_copy(original, Dice(f"{seed}/copy/{words}/{number}")) for number in range(1, count)]
    return tuple(_print(paragraphs) for paragraphs in [original, *copies])


def make_editions(count: int, words: int, seed: int = 1) -> tuple[str, ...]:
    """As ``make_versions``, at the length of a book: copies also leave paragraphs out and put new ones in."""
    original = _original(words, Dice(f"{seed}/original/{words}"))
    editions = [original]
    for number in range(1, count):
        dice = Dice(f"{seed}/edition/{words}/{number}")
        edition: Paragraphs = []
        for paragraph in _copy(original, dice):
            if not dice.happens(PARAGRAPHS_DROPPED):
                edition.append(paragraph)
            if dice.happens(PARAGRAPHS_INSERTED):
                edition += _original(20 + dice.below(100), dice)
        editions.append(edition)
    return tuple(_print(edition) for edition in editions)


@cache
def _vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Words from frequent to rare, and their cumulative probability."""
    dice = Dice("vocabulary")
    words = dict.fromkeys(_FREQUENT)
    while len(words) < _VOCABULARY:
        syllables = 1 + dice.below(2) if len(words) < 1_000 else 2 + dice.below(2)
        words["".join(dice.pick(_ONSETS) + dice.pick(_VOWELS) + dice.pick(_CODAS) for _ in range(syllables))] = None
    weights = [1 / (rank + _ZIPF_SHIFT) for rank in range(1, _VOCABULARY + 1)]
    total = sum(weights)
    return tuple(words), tuple(accumulate(weight / total for weight in weights))


def _word(dice: Dice) -> str:
    words, cumulative = _vocabulary()
    return words[min(bisect_left(cumulative, dice.share()), len(words) - 1)]


def _original(words: int, dice: Dice) -> Paragraphs:
    paragraphs: Paragraphs = []
    written = 0
    while written < words:
        paragraph: list[Sentence] = []
        for _ in range(1 + dice.below(4)):
            paragraph.append([[_word(dice) for _ in range(4 + dice.below(9))] for _ in range(1 + dice.below(4))])
            written += sum(map(len, paragraph[-1]))
            if written >= words:
                break
        paragraphs.append(paragraph)
    return paragraphs


def _copy(original: Paragraphs, dice: Dice) -> Paragraphs:
    paragraphs = [[_edit(sentence, dice) for sentence in paragraph] for paragraph in original]
    shaped: Paragraphs = []
    for paragraph in paragraphs:
        if shaped and dice.happens(PARAGRAPHS_MERGED):
            shaped[-1] = shaped[-1] + paragraph
        elif len(paragraph) > 1 and dice.happens(PARAGRAPHS_SPLIT):
            cut = 1 + dice.below(len(paragraph) - 1)
            shaped += [paragraph[:cut], paragraph[cut:]]
        else:
            shaped.append(paragraph)
    for place in range(len(shaped)):
        if dice.happens(PARAGRAPHS_MOVED):
            shaped.insert(dice.below(len(shaped)), shaped.pop(place))
    return shaped


def _edit(sentence: Sentence, dice: Dice) -> Sentence:
    """The sentence with its words edited; it keeps a clause, and every clause a word."""
    kept = [clause for clause in sentence if len(sentence) == 1 or not dice.happens(CLAUSES_DROPPED)]
    return [_edit_words(clause, dice) for clause in kept or sentence[:1]]


def _edit_words(clause: Clause, dice: Dice) -> Clause:
    edited: Clause = []
    for word in clause:
        if not dice.happens(WORD_EDITS):
            edited.append(word)
            continue
        kind = dice.below(5)
        if kind == 4:
            continue
        edited += [word, _word(dice)] if kind == 3 else [_word(dice)]
    return edited or clause[:1]


def _print(paragraphs: Paragraphs) -> str:
    return "\n\n".join(" ".join(_sentence(sentence) for sentence in paragraph) for paragraph in paragraphs) + "\n"


def _sentence(clauses: Sentence) -> str:
    text = ", ".join(" ".join(clause) for clause in clauses)
    return text[0].upper() + text[1:] + "."
