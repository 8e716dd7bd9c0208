"""What Linux can take from a process for good, asked for by an ordinary user.

Each is tried, and left where the kernel is too old or the machine forbids it (many containers do).
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_CLONE_NEWUSER = 0x1000_0000
_CLONE_NEWNET = 0x4000_0000


def raise_all() -> tuple[str, ...]:
    """Raises every barrier that can be had; the names of those that stand now: “network”."""
    if sys.platform != "linux":
        return ()
    raised = []
    with suppress(OSError, AttributeError):
        _leave_network()
        raised.append("network")
    return tuple(raised)


def _leave_network() -> None:
    """A network of its own, in which there is nobody. In a user space of its own an ordinary user may have one."""
    _call(ctypes.CDLL(None, use_errno=True).unshare, _CLONE_NEWUSER | _CLONE_NEWNET)


def _call(function: ctypes._CFuncPtr, *arguments: object) -> int:  # type: ignore[name-defined]
    result: int = function(*arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused by the system")
    return result
