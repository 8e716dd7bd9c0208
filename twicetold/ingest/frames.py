"""Messages on a pipe: four letters, the length of the JSON, the JSON, and the blobs that it counts.

Lengths come first, so what is too long is refused before a byte of it is taken.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any

_HEAD = struct.Struct(">4sI")
_LETTERS = b"told"

_MAX_JSON = 30_000_000
"""Bytes of JSON in a message: 300,000 marks or notes. Texts are not in it. As objects it takes some twenty times that,
so a reader that somebody took over cannot fill this process either."""


class FrameError(ValueError):
    """What came is no message."""


class LongError(FrameError):
    """The message is longer than it may be."""


def frame(value: Any, blobs: list[bytes]) -> list[bytes]:
    """The pieces of the message that holds ``value`` (JSON) and ``blobs``, to be written one after the other."""
    body = json.dumps([value, [len(blob) for blob in blobs]], ensure_ascii=False, separators=(",", ":")).encode()
    return [_HEAD.pack(_LETTERS, len(body)) + body, *blobs]


def receive(take: Callable[[int], bytearray], max_bytes: int) -> tuple[Any, list[bytearray]]:
    """The next message, its JSON and its blobs; ``take`` returns exactly as many bytes as it is asked for.

    Raises FrameError, and whatever ``take`` raises.
    """
    letters, length = _HEAD.unpack(take(_HEAD.size))
    if letters != _LETTERS:
        raise FrameError("not the letters that a message begins with")
    if length > min(_MAX_JSON, max_bytes):
        raise LongError("more JSON than is taken")
    try:
        value, lengths = json.loads(take(length).decode())
        fitting = all(type(one) is int and one >= 0 for one in lengths)
    except (ValueError, TypeError, RecursionError) as error:
        raise FrameError("JSON that is none") from error
    if not fitting:
        raise FrameError("lengths that are none")
    if sum(lengths) > max_bytes:
        raise LongError("longer blobs than are taken")
    return value, [take(one) for one in lengths]
