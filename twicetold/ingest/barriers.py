"""What Linux can take from a process for good, asked for by an ordinary user, binding libraries in C as well.

ugly    a library's flaw gives somebody the reader of PDFs, and with it the machine
wanted  he holds a process that can compute, read files and answer its question; connections, programs, changes to any
        file and other processes are out of its reach

Two barriers: a network space in which there is nobody, and a filter of calls to the system (seccomp). Each is tried,
and left where the kernel or the machine forbids it (some containers do) or is of a kind that is not listed here.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from contextlib import suppress
from typing import Any

_CLONE_NEWUSER = 0x1000_0000
_CLONE_NEWNET = 0x4000_0000
_CLONE_THREAD = 0x0001_0000

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
"""Of ``prctl``."""

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Of the machine that the kernel runs filters on: load a word, compare it with a constant, give the verdict."""

_ALLOW, _ERROR = 0x7FFF_0000, 0x0005_0000
_CALL, _MACHINE, _ARGUMENTS = 0, 4, 16
"""Where a call's number, its machine and its arguments (8 bytes each, the lower half first) stand."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_X86_64 = {
    "socket": 41, "connect": 42, "bind": 49, "fork": 57, "vfork": 58, "execve": 59, "kill": 62, "truncate": 76,
    "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "symlink": 88, "chmod": 90,
    "fchmod": 91, "chown": 92, "fchown": 93, "lchown": 94, "ptrace": 101, "rt_sigqueueinfo": 129, "utime": 132,
    "mknod": 133, "pivot_root": 155, "chroot": 161, "mount": 165, "umount2": 166, "setxattr": 188, "lsetxattr": 189,
    "fsetxattr": 190, "removexattr": 197, "lremovexattr": 198, "fremovexattr": 199, "tkill": 200, "utimes": 235,
    "add_key": 248, "request_key": 249, "keyctl": 250, "mkdirat": 258, "mknodat": 259, "fchownat": 260,
    "futimesat": 261, "unlinkat": 263, "renameat": 264, "linkat": 265, "symlinkat": 266, "fchmodat": 268,
    "unshare": 272, "utimensat": 280, "perf_event_open": 298, "setns": 308, "process_vm_readv": 310,
    "process_vm_writev": 311, "renameat2": 316, "bpf": 321, "execveat": 322, "userfaultfd": 323,
    "open": 2, "openat": 257, "clone": 56, "tgkill": 234,
}  # fmt: skip
_AARCH64 = {
    "setxattr": 5, "lsetxattr": 6, "fsetxattr": 7, "removexattr": 14, "lremovexattr": 15, "fremovexattr": 16,
    "mknodat": 33, "mkdirat": 34, "unlinkat": 35, "symlinkat": 36, "linkat": 37, "renameat": 38, "umount2": 39,
    "mount": 40, "pivot_root": 41, "truncate": 45, "chroot": 51, "fchmod": 52, "fchmodat": 53, "fchownat": 54,
    "fchown": 55, "utimensat": 88, "unshare": 97, "ptrace": 117, "kill": 129, "tkill": 130, "rt_sigqueueinfo": 138,
    "socket": 198, "bind": 200, "connect": 203, "add_key": 217, "request_key": 218, "keyctl": 219, "execve": 221,
    "perf_event_open": 241, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271, "renameat2": 276,
    "bpf": 280, "execveat": 281, "userfaultfd": 282, "openat": 56, "clone": 220, "tgkill": 131,
}  # fmt: skip
_EVERYWHERE = {"pidfd_send_signal": 424, "io_uring_setup": 425, "fchmodat2": 452}
_ABSENT = {"clone3": 435, "openat2": 437}
"""Calls whose arguments a filter cannot see; as on an older kernel there are none, and the older ones are taken."""

_MACHINES = {"x86_64": (0xC000_003E, _X86_64), "aarch64": (0xC000_00B7, _AARCH64)}


def raise_all() -> tuple[str, ...]:
    """Raises every barrier that can be had around this process, which may have one thread only; returns the names of
    those that stand: “network”, “calls”."""
    if sys.platform != "linux":
        return ()
    raised = []
    for name, barrier in (("network", _leave_network), ("calls", _filter_calls)):
        with suppress(OSError, AttributeError, KeyError):
            barrier(ctypes.CDLL(None, use_errno=True))
            raised.append(name)
    return tuple(raised)


def _leave_network(library: Any) -> None:
    """A network of its own; in a user space of its own an ordinary user may have one."""
    _check(library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET))


def _filter_calls(library: Any) -> None:
    program = _program(*_MACHINES[platform.machine()])
    lines = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("lines", ctypes.c_void_p))

    given = Program(len(program) // 8, ctypes.cast(lines, ctypes.c_void_p))
    zero = ctypes.c_ulong(0)
    _check(library.prctl(_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), zero, zero, zero))
    _check(library.prctl(_SECCOMP, ctypes.c_ulong(_FILTER), ctypes.byref(given), zero, zero))


def _check(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused by the system")


def _program(machine: int, calls: dict[str, int]) -> bytes:
    """The filter, a line of 8 bytes after the other: what is named is refused, everything else allowed."""
    refuse = _line(_RETURN, _ERROR | errno.EPERM)
    lines = [
        _line(_LOAD, _MACHINE),
        _line(_EQUAL, machine, yes=1),
        refuse,
        _line(_LOAD, _CALL),
        _line(_AT_LEAST, 0x4000_0000, no=1),  # the numbers of another way to call, on x86
        refuse,
    ]
    for number in _ABSENT.values():
        lines += [_line(_EQUAL, number, no=1), _line(_RETURN, _ERROR | errno.ENOSYS)]
    # where it depends on an argument: which one, the comparison, and whether it must hold
    looked_into = {
        "open": (1, _line(_ANY_BIT, _WRITES, no=1)),
        "openat": (2, _line(_ANY_BIT, _WRITES, no=1)),
        "clone": (0, _line(_ANY_BIT, _CLONE_THREAD, yes=1)),
        "tgkill": (0, _line(_EQUAL, os.getpid(), yes=1)),
    }
    for name, number in (calls | _EVERYWHERE).items():
        if name not in looked_into:
            lines += [_line(_EQUAL, number, no=1), refuse]
            continue
        argument, comparison = looked_into[name]
        lines += [
            _line(_EQUAL, number, no=4),
            _line(_LOAD, _ARGUMENTS + 8 * argument),
            comparison,
            refuse,
            _line(_LOAD, _CALL),
        ]
    return b"".join([*lines, _line(_RETURN, _ALLOW)])


def _line(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    """One instruction; ``yes`` and ``no`` are how many lines to skip when a comparison holds or not."""
    return struct.pack("=HBBI", code, yes, no, value)
