"""Hostile shapes: what they take as a multiple of an ordinary pair of the same size. No quadratic blow-up.

ugly    fast on every text that anybody tried; one day somebody opens a log file of one line
wanted  the worst shapes that can be thought of, each within five times of near copies of the same length
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from bench.corpora import editions
from bench.generate import Dice
from bench.inputs import Input
from bench.race import Contestant, Outcome, race
from bench.sections.report import Demand, Section, value_of
from bench.table import figures, print_table

MAX_TIMES_ORDINARY = 5.0
_GUARD_TIMES, _GUARD_SECONDS = 12, 10
"""A shape may use so many times the ordinary CPU time and so many seconds more before it is stopped: by then it is
known to miss what is asked."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """A pair of texts of about ``words`` words each, made from near copies of that length."""

    name: str
    words: int
    make: Callable[[Pair, int], Pair]


def _shuffled(texts: Pair, _: int) -> Pair:
    dice = Dice("shuffled")
    paragraphs = texts[1].strip().split("\n\n")
    keyed = sorted((dice.share(), k) for k in range(len(paragraphs)))
    return texts[0], "\n\n".join(paragraphs[k] for _, k in keyed) + "\n"


def _identical_paragraphs(texts: Pair, words: int) -> Pair:
    """3,000 against 2,990 of 25 words at full size."""
    paragraph = " ".join(texts[0].split()[:25]).rstrip(".,") + "."
    count = words // 25
    return "\n\n".join([paragraph] * count) + "\n", "\n\n".join([paragraph] * (count - count // 300)) + "\n"


def _one_line(texts: Pair, _: int) -> Pair:
    return _lined(texts[0]), _lined(texts[1])


def _lined(text: str) -> str:
    return " ".join(text.split()) + "\n"


def _one_sentence(texts: Pair, words: int) -> Pair:
    """One line, and not a mark in it: a single unit."""
    bare = [text.replace(".", "").replace(",", "").lower() for text in _one_line(texts, words)]
    return bare[0], bare[1]


def _unrelated(texts: Pair, words: int) -> Pair:
    return texts[0], editions(1, words, seed=2).texts[0].decode()


def _one_word(_: Pair, words: int) -> Pair:
    return " ".join(["word"] * words) + "\n", " ".join(["word"] * (words - words // 300)) + "\n"


def _one_word_sentences(_: Pair, words: int) -> Pair:
    """The same word again and again, in sentences of ten and paragraphs of fifty."""
    sentence = " ".join(["Word", *["word"] * 9]) + "."
    paragraph = " ".join([sentence] * 5)
    count = words // 50
    return "\n\n".join([paragraph] * count) + "\n", "\n\n".join([paragraph] * (count - count // 300)) + "\n"


def _one_word_lines(texts: Pair, _: int) -> Pair:
    return "\n".join(texts[0].split()) + "\n", "\n".join(texts[1].split()) + "\n"


SHAPES = (
    Shape("all paragraphs shuffled", 100_000, _shuffled),
    Shape("3,000 identical paragraphs, 2,990", 75_000, _identical_paragraphs),
    Shape("one line", 1_000_000, _one_line),
    Shape("one sentence without a mark", 1_000_000, _one_sentence),
    Shape("unrelated", 100_000, _unrelated),
    Shape("one word again and again", 100_000, _one_word),
    Shape("one word, in sentences", 100_000, _one_word_sentences),
    Shape("lines of one word", 50_000, _one_word_lines),
)


def run(rounds: int, limit_seconds: int, memory_mb: int, *, quick: bool = False) -> Section:
    """The section ``shapes``."""
    section = Section("shapes", "hostile shapes, text → collation, as multiples of near copies of the same length")
    ordinary: dict[int, Outcome] = {}
    lines = []
    for shape in SHAPES:
        words = max(1_000, shape.words // 50) if quick else shape.words
        pair = editions(2, words)
        if words not in ordinary:
            ordinary[words] = _race(pair, rounds, limit_seconds, memory_mb)
            section.values.append(value_of("near copies", ordinary[words], words=words))
        usual = ordinary[words]
        texts = (pair.texts[0].decode(), pair.texts[1].decode())
        made = Input(shape.name, tuple(text.encode() for text in shape.make(texts, words)))
        outcome = Outcome(reason=f"near copies of that length: {usual.reason}") if usual.reason else None
        guard = (
            limit_seconds if usual.reason else min(limit_seconds, ceil(_GUARD_TIMES * usual.seconds) + _GUARD_SECONDS)
        )
        outcome = outcome or _race(made, rounds, guard, memory_mb)
        section.values.append(value_of(shape.name, outcome, words=words))
        lines.append(_line(shape.name, words, usual, outcome))
        section.demands.append(_demand(shape.name, words, usual, outcome))
        if outcome.reason:
            section.remarks.append(f"{shape.name} was left out: {outcome.reason}.")
    section.tables.append(print_table(["shape", "words each", "near copies, s", "CPU s", "times", "peak MB"], lines))
    return section


def _race(given: Input, rounds: int, limit_seconds: int, memory_mb: int) -> Outcome:
    contestant = Contestant(
        "collation", cpu_limit_seconds=limit_seconds, memory_limit_mb=memory_mb, module="collation:collation"
    )
    return race([contestant], given, rounds)["collation"]


def _line(name: str, words: int, usual: Outcome, outcome: Outcome) -> list[str]:
    usual_seconds = "–" if usual.reason else figures(usual.seconds)
    if outcome.reason:
        return [name, f"{words:,}", usual_seconds, "–", "–", "–"]
    peak = "–" if outcome.peak_mb is None else f"{outcome.peak_mb:,.0f}"
    times = f"{figures(outcome.seconds / usual.seconds)} ×"
    return [name, f"{words:,}", usual_seconds, figures(outcome.seconds), times, peak]


def _demand(name: str, words: int, usual: Outcome, outcome: Outcome) -> Demand:
    """One that was stopped by the guard is not measured; its remark says how much it used."""
    ran = not usual.reason and not outcome.reason
    return Demand(f"{name}, {words:,} words", MAX_TIMES_ORDINARY, outcome.seconds / usual.seconds if ran else None, "×")
