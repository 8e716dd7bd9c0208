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
        started = process_time()
        try:
            stages = run()
        except Exception as error:  # another tool may fail in any way; the table gives its reason
            _say({"error": f"{type(error).__name__}: {error}".rstrip(": ")})
            return
        seconds = process_time() - started
        peak = peak_mb()
        grown = None if before is None or peak is None else max(0.0, peak - before)
        _say({"seconds": seconds, "stages": stages, "peak_mb": grown})


def _prepare(name: str) -> Callable[[tuple[bytes, ...]], Callable[[], dict[str, float]]]:
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
