"""The processes that read files: a few, kept ready, shared by all threads, and replaced when one has ended.

ugly    a process for each file, which costs a Python's start each time; or one for all, and the file behind waits
wanted  two that are ready when a file comes; a third file waits; one that died is not missed
"""

from __future__ import annotations

import atexit
import os
import threading
import weakref
from contextlib import suppress

from twicetold.ingest.format import Format, Made
from twicetold.ingest.process import Process, Start
from twicetold.model import File, Handling
from twicetold.settings import DEFAULT, Settings

_FILES = 200
"""Files after which a process is replaced: what libraries lose now and then never adds up."""


class Pool:
    """Processes that read files of the formats that ``formats``, a module with ``format_named``, knows by name."""

    def __init__(self, formats: str = "twicetold.ingest.registry") -> None:
        self._formats = formats
        self._started: weakref.WeakSet[Process] = weakref.WeakSet()
        self._begin()

    def read(self, format_: Format, file: File, handling: Handling, settings: Settings) -> Made:
        """What ``format_`` reads from ``file``, in a process of the pool; waits for one where all are busy.

        Raises ReadError: one of the format's own, or EffortError where the process took too long or too much, or broke.
        """
        process = self._take(settings)
        try:
            return process.read(format_, file, handling, settings)
        finally:
            self._give_back(process, settings)

    def warm(self, settings: Settings = DEFAULT) -> None:
        """Starts the processes now, so that nobody waits for them later; returns at once. Those that come after them
        will load their libraries in advance as well."""
        with self._free:
            self._preload = True
            while len(self._idle) + self._busy < settings.reader_processes:
                self._idle.append(self._start(settings))

    def close(self) -> None:
        """Ends all that are not at work. The pool may be used again."""
        with self._free:
            for process in self._idle:
                process.kill()
            self._idle.clear()
            self._preload = False

    def numbers(self) -> tuple[int, ...]:
        """The system's numbers of the processes that wait for a file."""
        with self._free:
            return tuple(process.number for process in self._idle)

    def _start(self, settings: Settings) -> Process:
        process = Process(Start(self._formats, settings.max_reader_bytes, self._preload))
        self._started.add(process)
        return process

    def _take(self, settings: Settings) -> Process:
        with self._free:
            while self._busy >= max(1, settings.reader_processes):
                self._free.wait()
            self._busy += 1
            # the last that worked is the first to work again: its libraries are loaded
            fitting = [one for one in self._idle if one.start.memory == settings.max_reader_bytes]
            process = fitting[-1] if fitting else self._idle[0] if self._idle else None
            if process is not None:
                self._idle.remove(process)
        try:
            if process is not None and fitting and process.alive():
                return process
            if process is not None:
                process.kill()  # it was started with another limit, or ended by itself
            return self._start(settings)
        except BaseException:
            with self._free:
                self._busy -= 1
                self._free.notify()
            raise

    def _give_back(self, process: Process, settings: Settings) -> None:
        fresh = None
        if process.answered >= _FILES:
            process.kill()
        with self._free:
            preload = self._preload
        if not process.usable and preload:
            with suppress(OSError):
                fresh = self._start(settings)
        with self._free:
            self._busy -= 1
            if process.usable:
                self._idle.append(process)
            elif fresh is not None:
                self._idle.insert(0, fresh)
            self._free.notify()

    def _begin(self) -> None:
        self._free = threading.Condition()
        self._idle: list[Process] = []
        self._busy = 0
        self._preload = False

    def _leave(self) -> None:
        """In a copy of this program: its processes belong to the other one, and must see it end."""
        for process in self._started:
            process.abandon()
        self._started.clear()
        self._begin()


READERS = Pool()
"""The pool of this program."""

atexit.register(READERS.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=READERS._leave)
