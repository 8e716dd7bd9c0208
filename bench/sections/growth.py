"""Growth: near copies of 10,000 words, then twice as many, up to 1.28 million; the factor of each doubling.

The exponent is the slope of a straight line through the logarithms: 1 is linear, 2 is quadratic.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log

from bench.corpora import editions
from bench.race import Contestant, Outcome, race
from bench.sections.report import Demand, Section, value_of
from bench.table import figures, print_table

MAX_FACTOR = 2.3
_FIRST_WORDS, _DOUBLINGS, _QUICK_DOUBLINGS = 10_000, 7, 2
_NEXT = 3.0
"""A size is left out if the one before took more than a third of what a run may use."""


def run(rounds: int, limit_seconds: int, memory_mb: int, *, quick: bool = False) -> Section:
    """The section ``growth``."""
    section = Section("growth", "two near copies, text → collation; each line twice the words of the one before")
    measured: list[tuple[int, Outcome]] = []
    for doubling in range(1 + (_QUICK_DOUBLINGS if quick else _DOUBLINGS)):
        words = _FIRST_WORDS << doubling
        if measured and _NEXT * measured[-1][1].seconds > limit_seconds:
            section.remarks.append(
                f"{words:,} words and more were left out: too much for {limit_seconds} s of CPU time."
            )
            break
        contestant = Contestant(
            "collation", cpu_limit_seconds=limit_seconds, memory_limit_mb=memory_mb, module="collation:collation"
        )
        outcome = race([contestant], editions(2, words), rounds)["collation"]
        section.values.append(value_of("collation", outcome, words=words))
        if outcome.reason:
            section.remarks.append(f"{words:,} words and more were left out: {outcome.reason}.")
            break
        measured.append((words, outcome))
    section.tables.append(_table(measured))
    found = factors([outcome.seconds for _, outcome in measured])
    whole = len(measured) == 1 + _DOUBLINGS or quick
    section.demands.append(Demand("largest factor of a doubling", MAX_FACTOR, max(found) if found else None, "×"))
    if found:
        slope = exponent([(words, outcome.seconds) for words, outcome in measured])
        section.remarks.insert(0, f"Exponent {slope:.2f}{'' if whole else ', of the sizes that ran'}.")
    return section


def factors(seconds: Sequence[float]) -> list[float]:
    """How many times the one before each takes."""
    return [after / before for before, after in pairwise(seconds)]


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The slope of the straight line of least squares through the logarithms; 0 for fewer than two points."""
    if len(points) < 2:
        return 0.0
    xs, ys = [log(x) for x, _ in points], [log(y) for _, y in points]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True)) / sum((x - x_mean) ** 2 for x in xs)


def _table(measured: Sequence[tuple[int, Outcome]]) -> str:
    found = [0.0, *factors([outcome.seconds for _, outcome in measured])]
    lines = [
        [
            f"{words:,}",
            figures(outcome.seconds),
            f"{factor:.2f} ×" if factor else "",
            "–" if outcome.peak_mb is None else f"{outcome.peak_mb:,.0f}",
            f"{1e6 * outcome.seconds / (2 * words):.2f}",
        ]
        for (words, outcome), factor in zip(measured, found, strict=False)
    ]
    return print_table(["words each", "CPU s", "factor", "peak MB", "µs a word"], lines)
