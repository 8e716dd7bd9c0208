"""One contestant in one process: ``python -m bench.worker NAME SECONDS MEGABYTES``, JSON a line in, a line out.

NAME is a module of ``bench.contestants``, or one and a variant in it: ``words:rapidfuzz``.

First line in: the versions, base64. Then ``{}`` for every run wanted; out come its CPU seconds, by stage where there
are stages, and the peak of memory so far beyond what was held before the first run. Needs nothing but Python for
itself, so it runs in any environment. SECONDS of CPU time and MEGABYTES are all that it may use; 0 is no limit.
"""

from __future__ import annotations

import base64
import gc
import json
import sys
from collections.abc import Callable
from importlib import import_module
from time import process_time
from typing import Any

from bench.memory import held_mb, peak_mb

Run = Callable[[], dict[str, float]]

SHORT_SECONDS, MOST_TIMES = 0.1, 50
"""A run that takes less is run until all took so long together, so many times at most: with steps of four milliseconds,
as were seen, a tenth of a second is right to four in a hundred."""


def main(name: str, cpu_limit_seconds: int, memory_limit_mb: int) -> None:
    """Serves runs until its input ends."""
    _limit(cpu_limit_seconds, memory_limit_mb)
    texts = tuple(base64.b64decode(text) for text in json.loads(sys.stdin.readline())["texts"])
    try:
        run = _prepare(name)(texts)
    except ImportError as error:
        _say({"error": f"cannot be loaded: {error}"})
        return
    before = held_mb()
    for _ in sys.stdin:
        gc.collect()
        try:
            seconds, stages = _timed(run)
            peak = peak_mb()  # of one run: what follows begins with its leftovers
            seconds, stages = _again(run, seconds, stages)
        except Exception as error:  # another tool may fail in any way; the table gives its reason
            _say({"error": f"{type(error).__name__}: {error}".rstrip(": ")})
            return
        grown = None if before is None or peak is None else max(0.0, peak - before)
        _say({"seconds": seconds, "stages": stages, "peak_mb": grown})


def _timed(run: Run) -> tuple[float, dict[str, float]]:
    started = process_time()
    stages = run()
    return process_time() - started, stages


def _again(run: Run, seconds: float, stages: dict[str, float]) -> tuple[float, dict[str, float]]:
    """A short run again and again, and the mean of all: the clock of some systems goes in steps of milliseconds."""
    times = 1
    while seconds < SHORT_SECONDS and times < MOST_TIMES:
        more, parts = _timed(run)
        seconds, times = seconds + more, times + 1
        stages = {name: stages[name] + part for name, part in parts.items()}
    return seconds / times, {name: part / times for name, part in stages.items()}


def _prepare(name: str) -> Callable[[tuple[bytes, ...]], Run]:
    module, _, variant = name.partition(":")
    made: Any = import_module(f"bench.contestants.{module}")
    return made.VARIANTS[variant] if variant else made.prepare


def _limit(seconds: int, megabytes: int) -> None:
    """The system ends this process when it has used so much CPU time, whatever else runs on the machine, and gives it
    no more memory than that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if megabytes:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
