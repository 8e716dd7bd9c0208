"""Errors that may be shown to a person.

Each message says what happened, where, and what to do about it; nothing else of the engine's insides.

    StoryError
    ├── ReadError          a version cannot be read
    │   ├── EmptyError     there is no text in it
    │   ├── BinaryError    it is not text
    │   └── SizeError      it is larger than the settings allow
    ├── CountError         fewer than two versions, or more than the settings allow
    ├── StoryFileError     a bundled story's manifest is missing or wrong
    └── Cancelled          a long run was stopped by the one who asked for it
"""

from __future__ import annotations


class StoryError(Exception):
    """Root of every error whose text may stand on the screen as it is."""


class ReadError(StoryError):
    """A version cannot be read; the message names it."""


class EmptyError(ReadError):
    """There is no text in the version."""


class BinaryError(ReadError):
    """The bytes are not text: NUL bytes, or a known binary format."""


class SizeError(ReadError):
    """The version is larger than the settings allow."""


class CountError(StoryError):
    """A comparison needs at least two versions and at most as many as the settings allow."""


class StoryFileError(StoryError):
    """A story's manifest is missing, malformed, or names a file that is not there."""


class Cancelled(StoryError):  # noqa: N818  # nothing went wrong
    """A comparison was stopped by the one who asked for it; raised by a progress callback, caught by its owner."""
