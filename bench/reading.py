"""How long files take to be read, in a process of its own: ``python -m bench.reading KIND WORDS HOW``, JSON out.

KIND is page, docx or pdf. HOW: ``here``, in this process; ``cold``, in a process that is started for the first file;
``warm``, in one that was ready before. Out come wall-clock milliseconds of the first file and of a later one, and CPU
milliseconds of a later one here. Wall-clock, since it is a person who waits, and two processes who work.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from time import perf_counter, process_time, sleep
from typing import Any

from bench.files import as_docx, as_page, as_pdf
from bench.generate import make_versions

TIMES = 12
"""Files after the first; the least counts."""

WARMING_SECONDS = 3.0
"""What an app is running before somebody brings a file; a process has loaded everything in a quarter of it."""


def files(kind: str, words: int) -> list[bytes]:
    """Files of about ``words`` words each, all different."""
    made = []
    for text in make_versions(TIMES + 1, words):
        title, *paragraphs = text.strip().split("\n\n")
        as_it = {"page": lambda t=title, p=paragraphs: as_page(t, p), "docx": lambda p=paragraphs: as_docx(p)}
        made.append(as_it.get(kind, lambda p=paragraphs: as_pdf(p))())
    return made


def measure(kind: str, words: int, how: str) -> dict[str, Any]:
    """What one run says, or why there is none."""
    from twicetold.ingest import read_file, warm
    from twicetold.ingest.registry import find_format
    from twicetold.model import File
    from twicetold.settings import DEFAULT

    settings = replace(DEFAULT, reader_processes=0 if how == "here" else 1)
    named = [File(f"bench.{kind}", data) for data in files(kind, words)]
    if find_format(named[0]).name == "txt":
        return {"reason": f"no reader of the kind “{kind}”"}
    if how == "warm":
        warm(settings)
        sleep(WARMING_SECONDS)
    wall, cpu = [], []
    for file in named:
        started, worked = perf_counter(), process_time()
        found = read_file(file, settings=settings)
        wall.append(1000 * (perf_counter() - started))
        cpu.append(1000 * (process_time() - worked))
        if found.errors:
            return {"reason": str(found.errors[0])}
    return {"first": wall[0], "next": min(wall[1:]), "cpu": min(cpu[1:])}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]), sys.argv[3])))
