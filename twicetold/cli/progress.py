"""How far a long comparison has come, on one line of a terminal that is wiped when it is done."""

from __future__ import annotations

from typing import TextIO

from twicetold.model import Progress, Stage, silent

_SAID: dict[Stage, str] = {
    "open": "opening address {done} of {total}",
    "link": "comparing pair {done} of {total}",
    "order": "putting passages in order",
    "thread": "comparing the words of version {done} of {total}",
    "find": "gathering what is missing where",
}
_WIDTH = 60
_WIPE = "\r" + " " * _WIDTH + "\r"


def progress_on(stream: TextIO) -> Progress:
    """A progress that writes to ``stream`` if that is a terminal, else to nobody."""
    if not stream.isatty():
        return silent

    def say(stage: Stage, done: int, total: int, /) -> None:
        finished = stage in ("open", "find") and done == total
        words = _SAID[stage].format(done=min(done + 1, total), total=total)
        stream.write(_WIPE if finished else f"\r{words:<{_WIDTH}}")
        stream.flush()

    return say
