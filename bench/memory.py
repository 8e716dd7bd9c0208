"""Memory of this process: what it holds now and the most it ever held.

``getrusage`` alone will not do on Linux: a process that is started by a large one begins with that one's peak.
"""

from __future__ import annotations

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def held_mb() -> float | None:
    """Megabytes held now; None where the system does not say."""
    return _status("VmRSS") if _STATUS.exists() else peak_mb()


def peak_mb() -> float | None:
    """The most megabytes ever held; None where the system does not say."""
    if _STATUS.exists():
        return _status("VmHWM")
    try:
        import resource
    except ImportError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _status(field: str) -> float | None:
    for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024 / 1e6
    return None
