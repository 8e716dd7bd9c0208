"""Where the engine's time goes, function by function: what to make faster next.

A profile makes Python's own calls look slower than they are, against time spent inside numpy; take its order, and check
a change with the bench itself.
"""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

from bench.contestants.engine import prepare
from bench.inputs import ROOT, Input

_FUNCTIONS = 15


def hotspots(given: Input) -> str:
    """Two tables: functions by their own time, and the project's functions by their time with all they call."""
    run = prepare(given.texts)
    run()  # patterns are compiled and lists are read once
    profile = cProfile.Profile()
    profile.enable()
    run()
    profile.disable()
    table = pstats.Stats(profile)
    total = max(float(getattr(table, "total_tt")), 1e-9)  # noqa: B009 - not in the type stubs
    rows = [
        (_name(key), calls, own, with_calls)
        for key, (_, calls, own, with_calls, _) in getattr(table, "stats").items()  # noqa: B009
    ]
    lines = [f"{given.name}: own time"]
    lines += [_line(row, row[2] / total) for row in sorted(rows, key=lambda row: -row[2])[:_FUNCTIONS]]
    ours = [row for row in rows if row[0].startswith(("twicetold/", "components/"))]
    lines += ["", f"{given.name}: time with everything called"]
    lines += [_line(row, row[3] / total) for row in sorted(ours, key=lambda row: -row[3])[:_FUNCTIONS]]
    return "\n".join(lines)


def _line(row: tuple[str, int, float, float], share: float) -> str:
    return f"{100 * share:5.1f} %  {row[1]:>10,} calls  {row[0]}"


def _name(key: tuple[str, int, str]) -> str:
    """“twicetold/align/runs.py worthwhile_runs”, without any machine's folders."""
    file, _, function = key
    if file == "~":
        return function
    path = Path(file)
    if path.is_relative_to(ROOT) and ".venv" not in path.parts:
        return f"{path.relative_to(ROOT).as_posix()} {function}"
    return f"{path.parent.name}/{path.name} {function}"
