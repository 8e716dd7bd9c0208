"""One contestant in one process: ``python -m bench.worker NAME SECONDS``, a JSON object a line in, one a line out.

First line in: the versions, base64. Then ``{}`` for every run wanted; out come its CPU seconds, by stage where there
are stages, and the peak of memory so far beyond what was held before the first run. Needs nothing but Python for
itself, so it runs in any environment. SECONDS of CPU time are all that it may use; 0 is no limit.
"""

from __future__ import annotations

import base64
import gc
import json
import sys
from importlib import import_module
from time import process_time
from typing import Any

from bench.memory import held_mb, peak_mb


def main(name: str, cpu_limit_seconds: int) -> None:
    """Serves runs until its input ends."""
    if cpu_limit_seconds:
        _limit(cpu_limit_seconds)
    texts = tuple(base64.b64decode(text) for text in json.loads(sys.stdin.readline())["texts"])
    try:
        run = import_module(f"bench.contestants.{name}").prepare(texts)
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


def _limit(seconds: int) -> None:
    """The system ends this process when it has used so much CPU time, whatever else runs on the machine."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
