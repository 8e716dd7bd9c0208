"""What a process that reads files gives up before it sees one: memory without end, time, the network, writing.

ugly    a page that has its pictures fetched, a bomb that fills the machine, a font that starts a program
wanted  none of these can happen, whatever a library tries and whoever wrote the file

Three walls, one behind the other; each is of use where another is missing:

- limits of the system: address space, CPU time, no byte written to a file, 128 files open (Linux; other systems know
  fewer of them: macOS does not hold a process to its memory);
- on Linux a network without any other machine, no changes to any file, no other program or process (``barriers.py``),
  each where the kernel lets an ordinary user ask for it;
- everywhere: Python refuses to open connections, to write files and to start programs, before it asks the system. A
  library in C is not bound by this wall.
"""

from __future__ import annotations

import os
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from twicetold.ingest import barriers

_OPEN_FILES = 128
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_STATM = Path("/proc/self/statm")

_REFUSED = frozenset([
    "os.chflags", "os.chmod", "os.chown", "os.exec", "os.fork", "os.forkpty", "os.kill", "os.killpg", "os.link",
    "os.mkdir", "os.posix_spawn", "os.remove", "os.rename", "os.rmdir", "os.setxattr", "os.spawn",
    "os.startfile", "os.symlink", "os.system", "os.truncate", "os.utime", "pty.spawn",
    "signal.pthread_kill", "subprocess.Popen", "sys.remote_exec", "webbrowser.open",
])  # fmt: skip
"""What Python tells of before it does it, and does not do here; ``socket.…`` and opening to write are refused as
well."""


def confine() -> tuple[str, ...]:
    """Puts up the walls around this process, which may have one thread only; there is no way back. Returns the names of
    those that the system gave (``barriers.raise_all``)."""
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_NOFILE", _OPEN_FILES)
    raised = barriers.raise_all()
    sys.addaudithook(_refuse)
    return raised


def give_memory(count: int) -> None:
    """Lets this process take on so many bytes beyond those that it has, and no more."""
    # beyond, since the interpreter and what was loaded in advance are no part of what a file may have
    _limit("RLIMIT_AS", _address_space() + count)


def give_time(seconds: float) -> None:
    """Lets this process use so many seconds of CPU time more. Who asked looks at the clock; this is for when nobody
    does any more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 2
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def held_bytes() -> int:
    """Bytes of memory that this process holds; where the system does not say, the most it held; 0 for neither."""
    if _STATM.exists():
        return int(_STATM.read_text().split()[1]) * resource.getpagesize()
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _address_space() -> int:
    return int(_STATM.read_text().split()[0]) * resource.getpagesize() if _STATM.exists() else 0


def _limit(name: str, most: int) -> None:
    with suppress(AttributeError, ValueError, OSError):  # a system may not know it, or have a lower one already
        resource.setrlimit(getattr(resource, name), (most, most))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _REFUSED or event.startswith(("socket.", "shutil.", "tempfile.")):
        raise PermissionError(f"{event} is not done where files are read")
    if event == "open" and arguments[0] != os.devnull:
        mode, flags = arguments[1], arguments[2]
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITES):
            raise PermissionError("no file is written where files are read")
