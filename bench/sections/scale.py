"""Whole texts, text → collation: two of a million words, two Bibles, five of a novel's length, fifty, five real ones.

CPU seconds by stage and the peak of memory, beside what is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from bench.corpora import bibles, editions
from bench.inputs import Input, real_or_bundled
from bench.race import Contestant, Outcome, race
from bench.sections.report import Demand, Section, seconds_of, value_of
from bench.stages import STAGES
from bench.table import figures, print_table

COLLATION, COMPARISON = "collation", "comparison"


@dataclass(frozen=True, slots=True)
class _Size:
    """An input, how far it is taken, and what is asked: CPU seconds and megabytes, 0 for nothing."""

    given: Input
    to: str
    max_seconds: float = 0.0
    max_mb: float = 0.0


def run_long(rounds: int, limit_seconds: int, memory_mb: int, *, quick: bool = False) -> Section:
    """The section ``long``: generated near copies of a million words each."""
    words = 20_000 if quick else 1_040_000
    section = Section("long", f"two near copies of {words:,} words, text → collation")
    _measure(section, [_Size(editions(2, words), COLLATION, 2.0, 1_500.0)], rounds, (limit_seconds, memory_mb))
    return section


def run_bibles(rounds: int, limit_seconds: int, memory_mb: int, *, quick: bool = False) -> Section:
    """The section ``bibles``: two translations, heavily reworded."""
    given, remark = bibles(20_000 if quick else 0)
    section = Section("bibles", f"{given.name}: {' and '.join(f'{n:,}' for n in given.words)} words, text → collation")
    section.remarks += [remark] if remark else []
    _measure(section, [_Size(given, COLLATION, 4.0)], rounds, (limit_seconds, memory_mb))
    return section


def run_versions(rounds: int, limit_seconds: int, memory_mb: int, *, quick: bool = False) -> Section:
    """The section ``versions``: many versions at once, and the five real ones."""
    section = Section("versions", "many versions at once; “comparison” adds every pair, its measures and the findings")
    texts, name, remark = real_or_bundled()
    section.remarks += [remark] if remark else []
    five = Input(f"{name} 5 of 5", tuple(texts))
    sizes = [
        _Size(editions(5, 6_000 if quick else 60_000), COLLATION, 0.6),
        _Size(editions(10 if quick else 50, 1_000), COLLATION, 1.5),
        _Size(editions(10 if quick else 50, 1_000), COMPARISON),
        _Size(five, COLLATION),
        _Size(five, COMPARISON, 0.040),
    ]
    _measure(section, sizes, rounds, (limit_seconds, memory_mb))
    pairs = [Input(f"{name} pair", pair) for pair in combinations(texts, 2)]
    contestant = [_contestant(COMPARISON, (limit_seconds, memory_mb))]
    seconds = [seconds_of(race(contestant, pair, rounds)[COMPARISON]) for pair in pairs]
    if all(second is not None for second in seconds):
        times = [1000 * second for second in seconds if second is not None]
        section.remarks.append(
            f"The {len(times)} pairs of the five, each alone, whole comparison: "
            f"{figures(min(times))} to {figures(max(times))} ms, {figures(sum(times) / len(times))} on average."
        )
    return section


def _measure(section: Section, sizes: list[_Size], rounds: int, limits: tuple[int, int]) -> None:
    outcomes = [race([_contestant(size.to, limits)], size.given, rounds)[size.to] for size in sizes]
    section.tables.append(
        scale_table([(f"{s.given.name} → {s.to}", s.given, o) for s, o in zip(sizes, outcomes, strict=True)])
    )
    for size, outcome in zip(sizes, outcomes, strict=True):
        name = f"{size.given.name} → {size.to}"
        if size.max_seconds:
            section.demands.append(Demand(f"{name}, CPU", size.max_seconds, seconds_of(outcome), "s"))
        if size.max_mb:
            section.demands.append(
                Demand(f"{name}, memory", size.max_mb, None if outcome.reason else outcome.peak_mb, "MB")
            )
        if outcome.reason:
            section.remarks.append(f"{name} was left out: {outcome.reason}.")
        section.values.append(value_of(name, outcome, words=list(size.given.words)))


def _contestant(to: str, limits: tuple[int, int]) -> Contestant:
    return Contestant(to, cpu_limit_seconds=limits[0], memory_limit_mb=limits[1], module=f"collation:{to}")


def scale_table(rows: list[tuple[str, Input, Outcome]]) -> str:
    """Seconds, memory, and each stage's share where the stage took any time."""
    ran = [outcome for _, _, outcome in rows if not outcome.reason]
    stages = [stage.name for stage in STAGES if any(outcome.stages.get(stage.name, 0) > 0 for outcome in ran)]
    head = ["input", "words", "CPU s", "peak MB", *stages]
    lines = []
    for name, given, outcome in rows:
        if outcome.reason:
            lines.append([name, f"{sum(given.words):,}", *["–"] * (2 + len(stages))])
            continue
        shares = [f"{100 * outcome.stages[stage] / max(outcome.seconds, 1e-9):.0f} %" for stage in stages]
        peak = "–" if outcome.peak_mb is None else f"{outcome.peak_mb:,.0f}"
        lines.append([name, f"{sum(given.words):,}", figures(outcome.seconds), peak, *shares])
    return print_table(head, lines)
