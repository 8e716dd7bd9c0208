"""Every attack through ``read_all``: what comes of it, in which words, and what the engine itself is left with.

``pytest tests/quality/test_hostile.py --update`` writes what was seen, with times and memory, into ``docs/limits.md``.
Without it only the outcome is looked at: times are for people to read.
"""

from __future__ import annotations

import ctypes
import gc
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.attacks import ATTACKS, SECRET, STORY, Attack, bomb_docx, story_page, zipped
from twicetold.errors import ReadError
from twicetold.ingest.pool import READERS
from twicetold.ingest.registry import FORMATS, find_format
from twicetold.model import File, Version
from twicetold.pipeline import read_all
from twicetold.settings import DEFAULT

MAX_GROWTH_MB = 80
"""What this process may hold more after all attacks than before: twice the largest file that is taken. What grows
are caches of words."""

MARKS = ("<!-- seen: begin -->\n", "<!-- seen: end -->\n")
PROC = Path("/proc")


@dataclass(slots=True)
class Seen:
    """What came of an attack: in words, seconds, and megabytes at most in a reader's process."""

    attack: Attack
    outcome: str
    seconds: float
    peak_mb: float


@dataclass(slots=True)
class Watch:
    """Looks at the processes that this one started, and keeps the most memory that any of them ever held."""

    peak_mb: float = 0.0
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Watch:
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        assert self._thread is not None
        self._thread.join()

    def _look(self) -> None:
        children = PROC / "self" / "task"
        while not self._over.wait(0.02):
            for listing in children.glob("*/children"):
                for number in _read(listing).split():
                    self.peak_mb = max(self.peak_mb, _megabytes(PROC / number / "status", "VmHWM"))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _megabytes(status: Path, name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+) kB", _read(status), re.MULTILINE)
    return int(found[1]) * 1_024 / 1e6 if found else 0.0


def _held_mb() -> float:
    """What is held by this process, without what its C library keeps back for later."""
    gc.collect()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
    return _megabytes(PROC / "self" / "status", "VmRSS")


@pytest.fixture(scope="module")
def seen(pytestconfig) -> Iterator[list[Seen]]:
    """What was seen so far; written down at the end where that was asked for."""
    rows: list[Seen] = []
    yield rows
    if pytestconfig.getoption("--update"):
        _write(pytestconfig.rootpath / "docs" / "limits.md", rows)


@pytest.fixture(scope="module")
def held_before() -> float:
    """MB that this process holds when everything is loaded and nothing hostile was read."""
    read_all(File("a.html", story_page()))
    read_all(File("a.txt", b"word " * 1_000_000))
    return _held_mb()


def _begin_anew() -> None:
    """A process that has read nothing but a page: what one attack took is no part of the next one's peak."""
    READERS.close()
    READERS.warm(replace(DEFAULT, reader_processes=1))
    read_all(File("a.html", story_page()))


def _made(attack: Attack) -> File:
    assert not attack.reader or attack.reader in {one.name for one in FORMATS}
    return attack.file


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_ends_in_a_version_or_in_one_calm_sentence(attack, held_before, seen, update, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = _made(attack)
    if update:
        _begin_anew()
    with Watch() as watch:
        started = time.perf_counter()
        results = read_all(file)
        seconds = time.perf_counter() - started
    outcomes = {"version" if isinstance(one, Version) else type(one).__name__ for one in results}
    seen.append(Seen(attack, _in_words(results), seconds, watch.peak_mb))
    assert outcomes <= set(attack.outcomes)
    texts = [one.text for one in results if isinstance(one, Version)]
    assert not any(SECRET in text for text in texts)
    assert not attack.inside or any(STORY[5][:60] in text for text in texts)
    assert os.listdir(tmp_path) == []
    for error in (one for one in results if isinstance(one, ReadError)):
        _check_words(str(error))


def _check_words(words: str) -> None:
    """One that names a file, says what to do, and holds nothing of a library's."""
    assert re.search("“[^”]+”", words)
    assert words.endswith(".")
    assert len(words) < 500 + 5_000, "a name may be long, a sentence not"
    assert not re.search(r"Error\b|Exception|Traceback|0x[0-9a-f]{6}|\bNone\b|!|\n", words)


def _in_words(results: tuple[Version | ReadError, ...]) -> str:
    versions = sum(isinstance(one, Version) for one in results)
    errors = sorted({type(one).__name__ for one in results if isinstance(one, ReadError)})
    read = [f"{versions} version{'s' * (versions > 1)}"] if versions else []
    return ", ".join([*read, *(f"`{error}`" for error in errors)])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what a process holds")
def test_after_all_of_them_the_engine_holds_little_more_and_reads_on(held_before):
    assert read_all(File("zeros", bytes(500_000_000)))
    assert _held_mb() - held_before < MAX_GROWTH_MB
    (version,) = read_all(File("a.txt", "\n\n".join(STORY).encode()))
    assert isinstance(version, Version)
    assert len(READERS.numbers()) <= DEFAULT.reader_processes


def test_one_file_in_trouble_leaves_the_others_of_an_archive_alone():
    held = zipped(("a.txt", STORY[0]), ("bomb.docx", bomb_docx(1_000)), ("b.txt", STORY[1]))
    results = read_all(File("all.zip", held))
    assert [one.text.strip() for one in results if isinstance(one, Version)] == [STORY[0], STORY[1]]
    assert sum(isinstance(one, ReadError) for one in results) == 1


def test_every_attack_is_recognised_without_being_read():
    """What decides on the format runs in this process: it has to be quick and may fail on nothing."""
    for attack in ATTACKS:
        if "500 MB" not in attack.name:
            assert find_format(attack.file) in FORMATS


def _write(path: Path, rows: list[Seen]) -> None:
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    lines = ["| file | what comes of it | s | MB |", "|---|---|---|---|"]
    for row in rows:
        peak = f"{row.peak_mb:.0f}" if row.peak_mb else "–"
        lines.append(f"| {row.attack.name} | {row.outcome} | {row.seconds:.2f} | {peak} |")
    path.write_text(before + MARKS[0] + "\n".join(lines) + "\n" + MARKS[1] + after, encoding="utf-8")
