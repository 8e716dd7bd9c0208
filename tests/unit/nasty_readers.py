"""Readers that do what a broken or a hostile one might do, by name; loaded by the process that reads, not by tests
alone. What each is called says what it does."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

from twicetold.errors import LockedError
from twicetold.ingest.format import Format
from twicetold.model import File, Handling, Mark, Note, Offer, Source, Span
from twicetold.settings import Settings

Act = Callable[[File], object]


def echo(file: File) -> str:
    return file.data.decode()


def loop(_: File) -> None:
    while True:
        pass


def memory(_: File) -> None:
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


def hold(_: File) -> str:
    """What a library in C keeps for itself."""
    hold.kept = b"x" * 60_000_000  # type: ignore[attr-defined]
    return "held"


def crash(_: File) -> None:
    ctypes.string_at(0)


def abort(_: File) -> None:
    os.abort()


def leave(_: File) -> None:
    os._exit(0)


def recursion(_: File) -> None:
    recursion(_)


def error(_: File) -> None:
    raise KeyError("a library's own words")


def locked(file: File) -> None:
    raise LockedError(f"“{file.name}” is encrypted. Save it without a password.")


def prints(_: File) -> str:
    print("chatter " * 1000, flush=True)
    print("chatter", file=sys.stderr, flush=True)
    for number in (0, 1, 2):
        os.write(number, b"told\0\0\0\1chatter below Python")
    return "printed"


def garbage(_: File) -> str:
    """Writes to every pipe that is open, as only somebody who took over the reader would."""
    for number in range(3, 20):
        try:
            os.write(number, b"garbage" * 100)
        except OSError:
            continue
    return "said"


def answers_forever(_: File) -> str:
    for number in range(3, 20):
        try:
            os.write(number, b"told\0\0\0\xff")
        except OSError:
            continue
    loop(_)
    return ""


def much(_: File) -> str:
    return "word " * 400_000


def many(_: File) -> tuple[Source, ...]:
    return tuple(Source(f"part {k}", "A line.") for k in range(1_000))


def rich(file: File) -> Source:
    """Everything that a source can hold."""
    return Source(
        file.name,
        "A headline\n\nA half \ud800 of a letter.\n\n" + "Long. " * 400,
        file.meta,
        (Note("guess", "read as this", (Offer("Read it as that", "layout", "other"), Offer("Mend", "repair", True))),),
        "part",
        (Mark(Span(0, 10), "headline", "the format says so"),),
    )


def misplaced(_: File) -> Source:
    return Source("x", "short", marks=(Mark(Span(0, 99), "headline", "why"),))


def unknown_offer(_: File) -> Source:
    return Source("x", "short", notes=(Note("guess", "this", (Offer("That", "no_such_field", "x"),)),))


def wrong_type(_: File) -> object:
    return "not a source at all"


def tried(act: Callable[[], object]) -> str:
    """“refused” and by whom, or what came of it."""
    try:
        return f"done: {act()}"
    except Exception as problem:
        return "refused by Python" if "where files are read" in str(problem) else f"refused below: {problem!r}"


def connects(file: File) -> str:
    port = int(file.data)
    return tried(lambda: socket.create_connection(("127.0.0.1", port), 2))


def fetches(file: File) -> str:
    port = int(file.data)
    return tried(lambda: urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2))


def connects_below_python(file: File) -> str:
    """The same through the C library, where Python has no say; 0 is a connection."""
    library = ctypes.CDLL(None, use_errno=True)
    number = library.socket(2, 1, 0)
    if number < 0:
        return "refused: no socket"
    address = (2).to_bytes(2, sys.byteorder) + int(file.data).to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    return "done" if library.connect(number, address, len(address)) == 0 else "refused: no way"


def writes(file: File) -> str:
    return tried(lambda: Path(file.data.decode()).write_text("written"))


def writes_below_python(file: File) -> str:
    """Makes a file and writes to it through the C library."""
    library = ctypes.CDLL(None, use_errno=True)
    number = library.open(file.data, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    if number < 0:
        return "refused: not made"
    return "done" if library.write(number, b"written", 7) == 7 else "refused: nothing written"


def removes_below_python(file: File) -> str:
    return "done" if ctypes.CDLL(None).unlink(file.data) == 0 else "refused"


def starts(_: File) -> str:
    return tried(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))


def starts_below_python(_: File) -> str:
    return "done" if ctypes.CDLL(None).system(b"exit 0") == 0 else "refused"


def forks(_: File) -> str:
    return tried(os.fork)


def forks_below_python(_: File) -> str:
    """Leaves a copy behind that keeps every pipe open and never ends of itself, and ends."""
    number = ctypes.CDLL(None, use_errno=True).fork()
    if number == 0:
        loop(_)
    return f"done: {number}" if number > 0 else "refused"


def signals(file: File) -> str:
    return "done" if ctypes.CDLL(None).kill(int(file.data), 0) == 0 else "refused"


def environment(_: File) -> str:
    return " ".join(sorted(os.environ))


def loaded(_: File) -> str:
    return " ".join(sorted(sys.modules))


def number(_: File) -> str:
    return str(os.getpid())


def place(_: File) -> str:
    return os.getcwd()


def _reader(act: Act) -> Callable[[File, Handling, Settings], tuple[Source, ...]]:
    def read(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
        made = act(file)
        if isinstance(made, str) and act is not wrong_type:
            return (Source(file.name, made, file.meta),)
        return (made,) if isinstance(made, Source) else made  # type: ignore[return-value]

    return read


def handling_back(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    return (Source(file.name, f"{handling!r} {settings.detail}"),)


def unpacks(file: File, handling: Handling, settings: Settings) -> tuple[File, ...]:
    return tuple(File(f"{file.name}/{k}", part, file.meta) for k, part in enumerate(file.data.split(b"|")))


_ACTS: tuple[Act, ...] = (
    echo, loop, memory, hold, crash, abort, leave, recursion, error, locked, prints, garbage, answers_forever, much,
    many, rich, misplaced, unknown_offer, wrong_type, connects, fetches, connects_below_python, writes,
    writes_below_python, removes_below_python, starts, starts_below_python, forks, forks_below_python, signals,
    environment, loaded, number, place,
)  # fmt: skip

FORMATS = {act.__name__: Format(act.__name__, "a test", (), lambda _: False, _reader(act)) for act in _ACTS} | {
    "unpacks": Format("unpacks", "an archive", (), lambda _: False, unpack=unpacks),
    "handling_back": Format("handling_back", "a test", (), lambda _: False, handling_back),
}


def format_named(name: str) -> Format:
    return FORMATS[name]
