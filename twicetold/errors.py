"""Errors that may be shown to a person.

Each message says what happened, where, and what to do about it; nothing else of the engine's insides.

    StoryError
    ├── ReadError          a version cannot be read
    │   ├── EmptyError     there is no text in it
    │   ├── BinaryError    it is of a kind that cannot be read
    │   ├── DamagedError   it is cut off or broken, or not what it seems to be
    │   ├── LockedError    it is encrypted
    │   ├── SizeError      it is larger than the settings allow
    │   ├── EffortError    reading it took more time or memory than the settings allow
    │   └── AddressError   an address may not be opened, or nothing can be had from it
    ├── CountError         fewer than two versions, or more than the settings allow
    ├── StoryFileError     a bundled story's manifest is missing or wrong
    ├── OverridesError     a file of corrections is malformed, or a correction names what is not there
    ├── HandlingError      a file that says how to read others is malformed
    ├── ModelError         the folder of a model cannot be used
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
    """The bytes are not text: NUL bytes, or a binary format that no reader here knows."""


class DamagedError(ReadError):
    """The file is cut off or broken, or its content is not what its first bytes promise."""


class LockedError(ReadError):
    """The file is encrypted; it has to be saved without a password first."""


class SizeError(ReadError):
    """The version is larger than the settings allow."""


class EffortError(ReadError):
    """Reading the file took more time or memory than the settings allow, or broke its reader; it was stopped."""


class AddressError(ReadError):
    """An address may not be opened (it is private, forbidden by the site, of another scheme), or it gives no text."""


class CountError(StoryError):
    """A comparison needs at least two versions and at most as many as the settings allow."""


class StoryFileError(StoryError):
    """A story's manifest is missing, malformed, or names a file that is not there."""


class OverridesError(StoryError):
    """A file of corrections is malformed, or a correction names a place that is not there."""


class HandlingError(StoryError):
    """A file that says how others are to be read is malformed; the message names it, the place in it, the remedy."""


class ModelError(StoryError):
    """The folder of a model cannot be used; the message names it, the file and the remedy."""


class Cancelled(StoryError):  # noqa: N818  # nothing went wrong
    """A comparison was stopped by the one who asked for it; raised by a progress callback, caught by its owner."""
