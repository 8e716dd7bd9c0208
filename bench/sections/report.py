"""What a section hands back: tables, what is asked beside what was measured, and what was left out.

ugly    a number, and the reader has to know whether it is a good one
wanted  the number, the one that is asked, and “kept” or “missed”
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bench.race import Outcome
from bench.table import figures, print_table


@dataclass(frozen=True, slots=True)
class Demand:
    """A requirement: at most, or at least, so much. ``measured`` is None where it was not measured."""

    what: str
    asked: float
    measured: float | None
    unit: str
    at_least: bool = False

    @property
    def kept(self) -> bool | None:
        """Whether it is kept; None where nobody knows."""
        if self.measured is None:
            return None
        return self.measured >= self.asked if self.at_least else self.measured <= self.asked


@dataclass(slots=True)
class Section:
    """One section's result. ``values`` is the same as plain values, for JSON."""

    name: str
    title: str
    tables: list[str] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)
    failed: bool = False

    def text(self, *, fenced: bool = False) -> str:
        """As printed: the title, the tables, what is asked, what was left out. ``fenced`` tables are Markdown."""
        parts = [f"### {self.name}: {self.title}" if fenced else f"{self.name}: {self.title}", ""]
        for table in [*self.tables, *([demand_table(self.demands)] if self.demands else [])]:
            parts += ["```", table, "```", ""] if fenced else [table, ""]
        return "\n".join([*parts, *self.remarks]).rstrip()

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        demands = [{**asdict(demand), "kept": demand.kept} for demand in self.demands]
        return {"title": self.title, "results": self.values, "demands": demands, "remarks": self.remarks}


def demand_table(demands: Sequence[Demand]) -> str:
    """One line per requirement."""
    said = {True: "kept", False: "missed", None: "not measured"}
    lines = [
        [
            demand.what,
            f"{'≥' if demand.at_least else '≤'} {figures(demand.asked)} {demand.unit}",
            "–" if demand.measured is None else f"{figures(demand.measured)} {demand.unit}",
            said[demand.kept],
        ]
        for demand in demands
    ]
    return print_table(["asked", "", "measured", ""], lines)


def seconds_of(outcome: Outcome) -> float | None:
    """CPU seconds, or None where it did not run."""
    return None if outcome.reason else outcome.seconds


def value_of(name: str, outcome: Outcome, **more: Any) -> dict[str, Any]:
    """An outcome as plain values."""
    if outcome.reason:
        return {"name": name, **more, "reason": outcome.reason}
    return {
        "name": name,
        **more,
        "cpu_seconds": outcome.seconds,
        "peak_mb": outcome.peak_mb,
        "rounds": outcome.rounds,
        "stages": outcome.stages,
    }
