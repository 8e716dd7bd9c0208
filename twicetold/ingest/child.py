"""The process in which a file is read: it takes one after the other, answers each, and ends with who started it.

Whatever a library prints goes nowhere: the two ends of the pipe are put aside before any is loaded.
"""

from __future__ import annotations

import fcntl
import os
import select
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import Any

from twicetold.errors import ReadError
from twicetold.ingest.confinement import confine, give_memory, give_time, held_bytes
from twicetold.ingest.format import Format
from twicetold.ingest.frames import frame, receive
from twicetold.ingest.wire import pack, unpack
from twicetold.model import File, Handling
from twicetold.settings import Settings

_LIBRARIES = ("lxml.html", "trafilatura", "readability", "htmldate", "pypdfium2", "zipfile")
"""What takes longest to load of all that reads files; loaded in advance where there is time for it."""

_MOST = 1 << 40
"""Bytes of a question. It comes from this program, which has counted them."""

_FULL = 0.25
"""Share of its memory that a reader may still hold when it has answered; with more it leaves, for a fresh one."""

_MESSAGE_CHARS = 4_000


def main(formats: str, memory: int, lifeline: int, *, preload: bool) -> None:
    """Answers questions until there are no more.

    ``formats`` is a module with ``format_named``, loaded where ``preload`` says so or a format is not in the module of
    its reader; ``memory`` in bytes; ``lifeline`` is a pipe on which nothing comes but its end, with who started this.
    """
    questions, answers = _put_aside()
    _end_with(lifeline)
    try:
        barriers = confine()  # first of all, while there is one thread
        if preload:
            _load((formats, *_LIBRARIES))
        give_memory(memory)
    except BaseException:
        _send(answers, ["broken", traceback.format_exc(), True])
        raise
    _send(answers, ["ready", " ".join(barriers), False])
    while True:
        try:
            value, blobs = receive(lambda count: _take(questions, count), _MOST)
        except EOFError:
            return
        answer = _answer(formats, value, blobs, memory)
        del value, blobs
        _send(answers, answer)
        if answer[-1]:
            return


def _answer(formats: str, value: Any, blobs: list[bytearray], memory: int) -> list[Any]:
    """The kind of answer, the answer, and whether this process had better be replaced."""
    try:
        module, name, given, handling, settings = value
        file: File = unpack(given, File, blobs)
        blobs.clear()
        settings = unpack(settings, Settings, ())
        give_time(settings.max_reader_seconds)
        format_ = _find(formats, module, name)
        act: Any = format_.read or format_.unpack
        made = act(file, unpack(handling, Handling, ()), settings)
        return ["files" if format_.read is None else "sources", made, held_bytes() > _FULL * memory]
    except ReadError as error:
        return [type(error).__name__, str(error)[:_MESSAGE_CHARS], held_bytes() > _FULL * memory]
    except MemoryError:
        return ["memory", "", True]
    except Exception:  # whatever a library raises over a file that it does not understand
        return ["broken", traceback.format_exc()[-_MESSAGE_CHARS:], False]


def _find(formats: str, module: str, name: str) -> Format:
    """The format called ``name``: from its own ``module`` if it is there, so that no other reader is loaded."""
    for value in vars(import_module(module)).values():
        if isinstance(value, Format) and value.name == name:
            return value
    found: Format = import_module(formats).format_named(name)
    return found


def _load(modules: Iterable[str]) -> None:
    for name in modules:
        with suppress(Exception):  # it is but a head start; a reader that needs the library will say what is wrong
            import_module(name)


# --- pipes -------------------------------------------------------------------------------------------


def _put_aside() -> tuple[int, int]:
    """Our ends of the pipes under other numbers; what is printed, in Python or below it, goes to the null device."""
    questions, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.close(nothing)
    return questions, answers


def _take(pipe: int, count: int) -> bytearray:
    data = bytearray(count)
    view = memoryview(data)
    while view:
        got = os.readv(pipe, [view])
        if not got:
            raise EOFError
        view = view[got:]
    return data


def _send(pipe: int, answer: list[Any]) -> None:
    kind, content, leaving = answer
    blobs: list[bytes] = []
    try:
        pieces = frame([kind, pack(content, blobs), leaving], blobs)
    except MemoryError:
        pieces = frame(["memory", "", True], [])
    for piece in pieces:
        view = memoryview(piece)
        try:
            while view:
                view = view[os.write(pipe, view) :]
        except BrokenPipeError:
            sys.exit(0)


def _end_with(lifeline: int) -> None:
    """Has the system end this process when the other end of that pipe is closed, whatever it is doing then.

    A reader that is deep in a library's loop looks at no pipe; the signal for news on one ends it from outside. It is
    not the pipe of questions, since the news of a question that was taken may come a moment after it.
    """
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    if hasattr(os, "O_ASYNC"):
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:
        sys.exit(0)  # it was closed before the signal was asked for
