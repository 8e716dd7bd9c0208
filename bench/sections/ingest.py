"""Files: how many pages, Word documents and PDFs are read in a second, and what the process beside costs.

ugly    “safe, but slow”, said by whoever did not measure it
wanted  what a person waits longer because a file is read where it can do no harm: for the first file, and for the next
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from bench.inputs import ROOT
from bench.sections.report import Demand, Section
from bench.table import figures, print_table

KINDS = ("page", "docx", "pdf")
WAYS = ("here", "cold", "warm")
MAX_FIRST_MS, MAX_NEXT_MS = 150.0, 20.0


def run(rounds: int, limit_seconds: int, memory_mb: int, *, quick: bool = False) -> Section:
    """The section ``ingest``; the least of several rounds, each in a fresh process."""
    words = 300 if quick else 1_000
    section = Section("ingest", f"files of {words:,} words, and the process in which they are read; wall-clock")
    lines = []
    for kind in KINDS:
        found = {way: _least(kind, words, way, rounds, limit_seconds) for way in WAYS}
        reasons = {one["reason"] for one in found.values() if "reason" in one}
        section.values += [{"name": kind, "way": way, **one} for way, one in found.items()]
        if reasons:
            section.remarks += [f"{kind}: {reason}." for reason in sorted(reasons)]
            continue
        lines.append(_line(kind, found))
        section.demands += [
            Demand(f"{kind}: added to the first file", MAX_FIRST_MS, _added(found, "first", "warm"), "ms"),
            Demand(f"{kind}: added to each next", MAX_NEXT_MS, _added(found, "next", "warm"), "ms"),
        ]
    head = ["file", "a second, here", "there", "first here, ms", "there, not ready", "ready", "next here", "there"]
    section.tables.append(print_table(head, lines))
    section.remarks.append(
        "here: in the program itself; there: in a process of its own, which the app has ready. What is asked is asked "
        "of that; where nothing was ready (a single command), the first file waits for a Python and for its libraries."
    )
    return section


def _line(kind: str, found: dict[str, dict[str, Any]]) -> list[str]:
    here, cold, warm = (found[way] for way in WAYS)
    return [
        kind,
        f"{1000 / max(here['next'], 0.01):,.0f}",
        f"{1000 / max(warm['next'], 0.01):,.0f}",
        *(figures(one) for one in (here["first"], cold["first"], warm["first"], here["next"], warm["next"])),
    ]


def _added(found: dict[str, dict[str, Any]], which: str, way: str) -> float:
    return max(0.0, found[way][which] - found["here"][which])


def _least(kind: str, words: int, way: str, rounds: int, limit_seconds: int) -> dict[str, Any]:
    runs = [_run(kind, words, way, limit_seconds) for _ in range(rounds)]
    if broken := [one for one in runs if "reason" in one]:
        return broken[0]
    return {name: min(one[name] for one in runs) for name in ("first", "next", "cpu")}


def _run(kind: str, words: int, way: str, limit_seconds: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.reading", kind, str(words), way]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=limit_seconds)
    except subprocess.TimeoutExpired:
        return {"reason": f"not done in {limit_seconds} s"}
    if done.returncode:
        return {"reason": done.stderr.strip().rpartition("\n")[2] or f"ended with status {done.returncode}"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
