"""Outcomes → what is printed: shares of the engine's own time, other tools as multiples of it, and memory.

Ratios travel from machine to machine; the milliseconds beside them do not, and are there for scale alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.inputs import Input
from bench.race import Outcome
from bench.stages import PAGE, STAGES

ENGINE = "engine"


@dataclass(frozen=True, slots=True)
class Row:
    """One input with the outcome of every contestant, by name."""

    given: Input
    outcomes: dict[str, Outcome]

    @property
    def engine(self) -> Outcome:
        """The engine's outcome."""
        return self.outcomes[ENGINE]

    def ratio(self, name: str) -> float | None:
        """CPU time of a contestant, the engine's being 1; None where either did not run."""
        outcome = self.outcomes[name]
        if outcome.reason or self.engine.reason or not self.engine.seconds:
            return None
        return outcome.seconds / self.engine.seconds


def stage_table(rows: Sequence[Row]) -> str:
    """Each stage's share of the engine's time, then milliseconds of all and of the page alone."""
    head = ["input", "words", *(stage.name for stage in STAGES), "all, ms", "page, ms"]
    lines = []
    for row in rows:
        if row.engine.reason:
            continue
        total = max(row.engine.seconds, 1e-9)
        shares = [f"{100 * row.engine.stages[stage.name] / total:.0f} %" for stage in STAGES]
        page = sum(row.engine.stages[name] for name in PAGE)
        lines.append([row.given.name, f"{sum(row.given.words):,}", *shares, _ms(total), _ms(page)])
    return print_table(head, lines)


def rival_table(rows: Sequence[Row]) -> str:
    """Every contestant's time as a multiple of the engine's, and the peak of memory beyond what importing it takes."""
    names = list(rows[0].outcomes) if rows else []
    head = ["input", *names, *(f"{name}, MB" for name in names)]
    lines = []
    for row in rows:
        ratios = [row.ratio(name) for name in names]
        cells = ["–" if ratio is None else f"{figures(ratio)} ×" for ratio in ratios]
        memory = [row.outcomes[name].peak_mb for name in names]
        lines.append([row.given.name, *cells, *("–" if mb is None else f"{mb:,.0f}" for mb in memory)])
    return print_table(head, lines)


def growth(rows: Sequence[Row]) -> list[str]:
    """How much longer a contestant takes when only the words, or only the versions, become more."""
    lines = []
    made = {row.given.name: row for row in rows if row.given.name.startswith("generated")}
    for fewer, more, what in _PAIRS:
        if fewer in made and more in made:
            small, large = made[fewer].outcomes, made[more].outcomes
            times = [
                f"{name} {figures(large[name].seconds / small[name].seconds)} ×"
                for name in small
                if not small[name].reason and not large[name].reason
            ]
            if times:
                lines.append(f"{what}: {', '.join(times)}")
    return lines


_PAIRS = (
    ("generated 2 × 1,000", "generated 2 × 10,000", "ten times the words (2 versions, 1,000 to 10,000)"),
    ("generated 5 × 1,000", "generated 5 × 10,000", "ten times the words (5 versions, 1,000 to 10,000)"),
    (
        "generated 2 × 10,000",
        "generated 10 × 10,000",
        "five times the versions, 45 times the pairs (10,000 words, 2 to 10)",
    ),
)


def reasons(rows: Sequence[Row]) -> list[str]:
    """Who did not run on what, and why; inputs that share a reason in one line."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for name, outcome in row.outcomes.items():
            if outcome.reason:
                found.setdefault((name, outcome.reason), []).append(row.given.name)
    return [
        f"{name} did not run on {'any input' if len(inputs) == len(rows) else ', '.join(inputs)}: {reason}."
        for (name, reason), inputs in found.items()
    ]


def legend() -> list[str]:
    """What the columns of the stage table hold."""
    return [f"{stage.name:8} {stage.what}" for stage in STAGES]


def to_dict(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The same as plain values: seconds of process CPU time, ratios to the engine, megabytes."""
    return [
        {
            "input": row.given.name,
            "words": list(row.given.words),
            "contestants": {
                name: {"reason": outcome.reason}
                if outcome.reason
                else {
                    "cpu_seconds": outcome.seconds,
                    "ratio": row.ratio(name),
                    "stages": outcome.stages,
                    "peak_mb": outcome.peak_mb,
                    "rounds": outcome.rounds,
                }
                for name, outcome in row.outcomes.items()
            },
        }
        for row in rows
    ]


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:,.0f}" if seconds >= 0.01 else f"{1000 * seconds:.1f}"


def figures(number: float) -> str:
    """Two figures, or all before the point."""
    return f"{number:.2f}" if number < 1 else f"{number:.1f}" if number < 10 else f"{number:,.0f}"


def print_table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """The first column to the left, all others to the right."""
    widths = [max(len(line[column]) for line in [head, *lines]) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        )
        for line in [head, *lines]
    )
