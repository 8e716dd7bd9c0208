"""One process that reads files, seen from outside: start it, ask it, and end it when it takes too much.

It is a fresh Python with a file of its own (``start.py``), so it never runs the program of whoever uses this one, nor
shares memory with it. Its answer is awaited for so long and no longer, and nothing it sends is believed.
"""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twicetold.errors import ReadError
from twicetold.ingest.format import Format, Made
from twicetold.ingest.frames import FrameError, LongError, frame, receive
from twicetold.ingest.stopped import broken, too_large, too_long, too_slow
from twicetold.ingest.wire import WireError, pack, unpack, unpack_sources
from twicetold.model import File, Handling
from twicetold.settings import Settings

_LOG = logging.getLogger(__name__)

_START_SECONDS = 60.0
"""In which a process has to be ready; it takes a twentieth of one, and libraries from a cold disk some seconds."""

_KEPT = ("DYLD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PATH", "TZ", "TZDIR")
"""What a reader may know of the environment: nothing that is secret, and nothing that changes what Python loads."""

_SETTLED = {
    # one thread is as fast, and each more takes address space
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # a file that is read twice gives the same, in whatever order a library keeps its sets
    "PYTHONHASHSEED": "0",
}

_KINDS: list[type[ReadError]] = [ReadError, *ReadError.__subclasses__()]
_ERRORS = {kind.__name__: kind for kind in _KINDS}
"""What a reader may raise, by name."""


@dataclass(frozen=True, slots=True)
class Start:
    """How a process begins: the module that names its formats, bytes of memory, and whether it loads in advance."""

    formats: str
    memory: int
    preload: bool = False


class _TimeOver(Exception):  # noqa: N818  # an event between two functions of this module
    """The other side said nothing for too long."""


class _Gone(Exception):  # noqa: N818
    """The other side has ended."""


class Process:
    """A process that reads files, one at a time. Not to be used by two threads at once. ``usable`` until it ended."""

    def __init__(self, start: Start) -> None:
        self.start = start
        self.answered = 0
        self.usable = True
        self.barriers: tuple[str, ...] = ()  # known once it was asked
        self._ready = False
        held, self._lifeline = os.pipe()
        given = {
            "path": [str(Path(entry).absolute()) for entry in sys.path],
            "formats": start.formats,
            "memory": start.memory,
            "preload": start.preload,
            "lifeline": held,
        }
        self._process = subprocess.Popen(
            # no user's packages, no folder of the file, no byte code written; UTF-8
            [
                sys.executable,
                "-s",
                "-P",
                "-B",
                "-X",
                "utf8",
                str(Path(__file__).with_name("start.py")),
                json.dumps(given),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.sep,
            env={name: os.environ[name] for name in _KEPT if name in os.environ} | _SETTLED,
            start_new_session=True,  # Ctrl-C is for the one who asks; and what this one starts ends with it
            bufsize=0,
            pass_fds=(held,),
        )
        os.close(held)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._questions, self._answers = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._questions, False)
        os.set_blocking(self._answers, False)

    @property
    def number(self) -> int:
        """The number by which the system knows it."""
        return self._process.pid

    def read(self, format_: Format, file: File, handling: Handling, settings: Settings) -> Made:
        """What ``format_`` reads from ``file`` there. Raises ReadError; afterwards ``usable`` says whether to go on."""
        try:
            return self._read(format_, file, handling, settings)
        except _TimeOver:
            self.kill()
            raise too_slow(format_, file, settings) from None
        except LongError:
            self.kill()
            raise too_long(format_, file, settings) from None
        except (_Gone, FrameError, WireError) as error:
            self.kill()
            _LOG.info("the reader of %s ended (%s): %s", format_.name, self._process.returncode, error)
            raise broken(format_, file) from None
        except BaseException as error:
            if self.usable and not isinstance(error, ReadError):
                self.kill()  # it may be in the middle of an answer
            raise

    def alive(self) -> bool:
        """Whether it runs; it may have been ended from outside while it waited."""
        with suppress(ChildProcessError):
            # looked at, not taken note of: as long as it is not, its number is nobody else's
            return self.usable and os.waitid(os.P_PID, self.number, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
        return False

    def kill(self) -> None:
        """Ends it now, with all that it started."""
        self.usable = False
        if self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.number, signal.SIGKILL)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
        self._close()

    def abandon(self) -> None:
        """Leaves it to another process, of which this one is a copy."""
        self.usable = False
        self._process.returncode = 0  # not for us to know
        self._close()

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1

    def _read(self, format_: Format, file: File, handling: Handling, settings: Settings) -> Made:
        self._await_start()
        until = time.monotonic() + settings.max_reader_seconds
        blobs: list[bytes] = []
        module = getattr(format_.read or format_.unpack, "__module__", self.start.formats)
        asked = [module, format_.name, pack(file, blobs), pack(handling, []), pack(settings, [])]
        for piece in frame(asked, blobs):
            self._write(piece, until)
        value, answered = self._receive(until - time.monotonic(), settings.max_reader_answer_bytes)
        try:
            kind, content, leaving = value
        except (ValueError, TypeError) as error:
            raise WireError("an answer of another form") from error
        self.answered += 1
        if leaving is not False:
            self.kill()
        return _made(kind, content, answered, (format_, file, settings))

    def _await_start(self) -> None:
        if self._ready:
            return
        (kind, content, _), blobs = self._receive(_START_SECONDS, 1_000_000)
        detail = unpack(content, str, blobs)
        if kind != "ready":
            _LOG.warning("a process that reads files does not start: %s", detail)
            raise _Gone
        self._ready, self.barriers = True, tuple(detail.split())

    def _receive(self, seconds: float, max_bytes: int) -> tuple[Any, list[bytearray]]:
        until = time.monotonic() + seconds
        return receive(lambda count: self._take(count, until), max_bytes)

    def _take(self, count: int, until: float) -> bytearray:
        data = bytearray(count)
        view = memoryview(data)
        while view:
            _await(self._answers, select.POLLIN, until)
            with suppress(BlockingIOError):
                got = os.readv(self._answers, [view])
                if not got:
                    raise _Gone
                view = view[got:]
        return data

    def _write(self, data: bytes, until: float) -> None:
        view = memoryview(data)
        while view:
            _await(self._questions, select.POLLOUT, until)
            try:
                view = view[os.write(self._questions, view) :]
            except BlockingIOError:
                continue
            except BrokenPipeError:
                raise _Gone from None


def _await(pipe: int, what: int, until: float) -> None:
    """Returns when ``pipe`` is ready, raises _TimeOver when it is not in time."""
    poll = select.poll()
    poll.register(pipe, what)
    if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
        raise _TimeOver


def _made(kind: Any, content: Any, blobs: list[bytearray], asked: tuple[Format, File, Settings]) -> Made:
    """What an answer holds. Raises the ReadError that it names, and WireError for what is no answer."""
    format_, file, settings = asked
    if kind == "sources" and format_.read is not None:
        return unpack_sources(content, blobs)
    if kind == "files" and format_.read is None:
        files: tuple[File, ...] = unpack(content, tuple[File, ...], blobs)
        return files
    detail = unpack(content, str, blobs)
    if kind == "memory":
        raise too_large(format_, file, settings)
    if kind == "broken":
        _LOG.info("the reader of %s failed: %s", format_.name, detail)
        raise broken(format_, file)
    if kind not in _ERRORS:
        raise WireError("an answer of an unknown kind")
    raise _ERRORS[kind](detail)
