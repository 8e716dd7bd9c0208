"""Contestants × inputs → CPU seconds: a process each, run in turns, the least of several rounds.

    ugly    first all runs of one tool, then all of another, on a machine that meanwhile did something else
    wanted  one run of each, again and again, so that what disturbs one disturbs all; the least is the least disturbed

CPU seconds of a process, never wall-clock. What is too much work for a tool is decided by counting words, before it
starts.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from bench.inputs import ROOT, Input

SLOW_SECONDS, VERY_SLOW_SECONDS = 2.0, 20.0
"""A contestant whose first run takes longer gets two rounds, or one, however many there are."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A module of ``bench.contestants``, the interpreter that runs it, and how much it is given to do.

    ``max_pair_cells``: words × words over all pairs of versions; ``cpu_limit_seconds``: for all rounds of an input;
    ``memory_limit_mb``: all that it may ask for; 0 is no limit. ``absent`` is the reason why it does not run at all.
    ``module`` is the module, or ``module:variant``, where the name is another.
    """

    name: str
    python: Path = field(default_factory=lambda: Path(sys.executable))
    max_pair_cells: int = 0
    cpu_limit_seconds: int = 0
    absent: str = ""
    memory_limit_mb: int = 0
    module: str = ""

    def refuses(self, given: Input) -> str:
        """Why this contestant is not given this input; empty if it is."""
        if self.absent:
            return self.absent
        if self.max_pair_cells and given.pair_cells > self.max_pair_cells:
            return f"more than {self.max_pair_cells:,} pairs of words"
        return ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best run of one contestant on one input. ``reason`` says why there is none."""

    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    peak_mb: float | None = None
    rounds: int = 0
    reason: str = ""


def race(contestants: Sequence[Contestant], given: Input, rounds: int) -> dict[str, Outcome]:
    """The outcome of every contestant on one input, by name."""
    outcomes = {one.name: Outcome(reason=one.refuses(given)) for one in contestants}
    with ExitStack() as stack:
        running = {
            one.name: stack.enter_context(_Process(one, given)) for one in contestants if not outcomes[one.name].reason
        }
        for number in range(rounds):
            for name, process in running.items():
                best = outcomes[name]
                if best.reason or number >= _most_rounds(best.seconds, rounds):
                    continue
                outcomes[name] = _better(best, process.run())
    return outcomes


def _most_rounds(seconds: float, rounds: int) -> int:
    return 1 if seconds > VERY_SLOW_SECONDS else min(2, rounds) if seconds > SLOW_SECONDS else rounds


def _better(best: Outcome, answer: dict[str, Any]) -> Outcome:
    if "error" in answer:
        return Outcome(reason=answer["error"])
    if best.rounds and best.seconds <= answer["seconds"]:
        return Outcome(best.seconds, best.stages, best.peak_mb, best.rounds + 1)
    peak = best.peak_mb if best.rounds else answer["peak_mb"]  # of the first run: later ones begin with its leftovers
    return Outcome(answer["seconds"], answer["stages"], peak, best.rounds + 1)


class _Process:
    """A worker with an input loaded."""

    def __init__(self, contestant: Contestant, given: Input) -> None:
        limit, module = contestant.cpu_limit_seconds, contestant.module or contestant.name
        self._limit = limit
        self._process = subprocess.Popen(
            [str(contestant.python), "-m", "bench.worker", module, str(limit), str(contestant.memory_limit_mb)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._send({"texts": [base64.b64encode(text).decode("ascii") for text in given.texts]})

    def run(self) -> dict[str, Any]:
        """One run: what the worker says of it."""
        self._send({})
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            code = self._process.wait()
            limit = f" or used more than {self._limit} s of CPU time" if self._limit else ""
            return {"error": f"ended with status {code}{limit}"}
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # it has ended; its last line, or that there is none, is read next
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()

    def __enter__(self) -> _Process:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        self._process.wait()
