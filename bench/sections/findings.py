"""Findings: all kinds on ten versions of 2,500, 5,000 and 10,000 words, and on the five printings of one story.

Generated prose has no quotations, names or figures; here every fifth sentence is put into somebody's mouth and every
seventh counts something, differently in some versions. Measured is process CPU time of the findings alone, after the
comparison, in this process; the patterns of a language are compiled before.
"""

from __future__ import annotations

from itertools import pairwise
from time import process_time

from bench.generate import Dice, make_editions
from bench.inputs import real_or_bundled
from bench.sections.report import Demand, Section
from bench.table import figures, print_table
from twicetold.pipeline import compare, read

_VERSIONS = 10
_WORDS = (2_500, 5_000, 10_000)
_QUICK_WORDS = (300, 600)
_PEOPLE = ("Ruth Amory", "Joan Pell", "Tomas Brandt", "Catherine Doyle", "Antony Blinken", "Anthony Blinken")
MAX_SECONDS, MAX_FIVE_MS, MAX_FACTOR = 3.0, 50.0, 2.5


def run(rounds: int, limit_seconds: int, memory_mb: int, *, quick: bool = False) -> Section:
    """The section ``findings``; the limits are not needed: the texts are small."""
    del limit_seconds, memory_mb
    section = Section("findings", "all kinds of findings, after the comparison")
    texts, name, remark = real_or_bundled()
    section.remarks += [remark] if remark else []
    five, count = _measure(list(texts), rounds)
    lines = [[name, "", figures(1000 * five), f"{count:,}", ""]]
    seconds = []
    for words in _QUICK_WORDS if quick else _WORDS:
        taken, count = _measure(dressed(_VERSIONS, words), rounds)
        seconds.append(taken)
        factor = f"{seconds[-1] / seconds[-2]:.2f} ×" if len(seconds) > 1 else ""
        lines.append([f"generated {_VERSIONS} × {words:,}", f"{words:,}", figures(1000 * taken), f"{count:,}", factor])
        section.values.append({"versions": _VERSIONS, "words": words, "seconds": taken, "findings": count})
    section.tables.append(print_table(["input", "words each", "CPU ms", "findings", "factor"], lines))
    section.demands = [
        Demand("five printings of one story", MAX_FIVE_MS, 1000 * five, "ms"),
        Demand("ten versions of 10,000 words", MAX_SECONDS, None if quick else seconds[-1], "s"),
        Demand("largest factor of a doubling", MAX_FACTOR, max(b / a for a, b in pairwise(seconds)), "×"),
    ]
    return section


def dressed(count: int, words: int) -> list[bytes]:
    """Generated editions with people who speak, and figures."""
    return [_dress(text, Dice(f"dressed {number}")).encode() for number, text in enumerate(make_editions(count, words))]


def _dress(text: str, dice: Dice) -> str:
    paragraphs = []
    for paragraph in text.split("\n\n"):
        sentences = []
        for number, sentence in enumerate(paragraph.split(". ")):
            bare = sentence.rstrip(".")
            if number % 5 == 1:
                person = _PEOPLE[int(dice.share() * len(_PEOPLE))]
                bare = f"“{bare},” said {person}"
            elif number % 7 == 2:
                bare = f"About {10 + int(dice.share() * 3)} people saw it: {bare}"
            sentences.append(bare)
        paragraphs.append(". ".join(sentences) + ".")
    return "\n\n".join(paragraphs)


def _measure(texts: list[bytes], rounds: int) -> tuple[float, int]:
    """The least CPU seconds of some rounds, and how many findings there are."""
    versions = [read(text, f"version {number}") for number, text in enumerate(texts, 1)]
    times = []
    count = 0
    for _ in range(rounds + 1):
        comparison = compare(versions)
        start = process_time()
        count = len(comparison.findings)
        times.append(process_time() - start)
    return min(times[1:]), count
