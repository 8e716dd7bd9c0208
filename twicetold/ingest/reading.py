"""A file → the sources in it, whatever its format; files in files are opened one by one.

ugly    a traceback, a hung page, or one bad file in a folder that takes the others with it
wanted  every source that can be had, and beside them one sentence for each file that gave none
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import cast

from twicetold.errors import DamagedError, LockedError, ReadError, SizeError
from twicetold.ingest.format import Format, Made
from twicetold.ingest.registry import find_format
from twicetold.ingest.series import with_time
from twicetold.ingest.stopped import broken, too_large
from twicetold.model import AS_FOUND, File, Handling, Handlings, Source, as_handlings
from twicetold.settings import DEFAULT, Settings

_DEPTH = 3
"""A zip in an e-mail in a zip is opened; what lies deeper is hardly a text."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file gave: sources in the order of the file, and an error for each part that gave none."""

    sources: tuple[Source, ...]
    errors: tuple[ReadError, ...] = ()

    def __add__(self, other: Found) -> Found:
        return Found(self.sources + other.sources, self.errors + other.errors)


def read_file(file: File, handling: Handling | Handlings = AS_FOUND, settings: Settings = DEFAULT) -> Found:
    """All that ``file`` holds. Raises nothing but what a caller does wrong: errors of reading are in the result.

    ``Handlings`` name files in files too, and single parts of a file.
    """
    return _read(file, as_handlings(handling), settings, _DEPTH)


def warm(settings: Settings = DEFAULT) -> None:
    """Starts the processes that read files, so that the first file need not wait for them; returns at once."""
    if _is_guarding(settings):
        from twicetold.ingest.pool import READERS

        READERS.warm(settings)


def _read(file: File, handlings: Handlings, settings: Settings, depth: int) -> Found:
    handling, file = handlings.of(file.name), with_time(file)
    try:
        if len(file.data) > settings.max_version_bytes:
            raise SizeError(
                f"“{file.name}” has {len(file.data) / 1e6:,.1f} MB; a file may have "
                f"{settings.max_version_bytes / 1e6:,.0f} MB. Split it into parts and compare those."
            )
        if file.refused:
            raise _refusal(file)
        format_ = find_format(file)
        if format_.unpack is None:
            sources = _sources(format_, file, handling, settings)
            parts = (replace(one, part=_part(file, one)) for one in sources)
            return Found(tuple(replace(one, handling=handlings.of(one.name, one.part)) for one in parts))
        if not depth:
            raise SizeError(f"“{file.name}” lies too deep in other files. Take it out and choose it by itself.")
        found = Found(())
        for part in _files(format_, file, handling, settings):
            held = _read(part, handlings, settings, depth - 1)
            found += replace(held, errors=tuple(_within(file, error) for error in held.errors))
        return found
    except ReadError as error:
        return Found((), (error,))


def _part(file: File, source: Source) -> str:
    return ", ".join(part for part in (file.part, source.part) if part)


def _within(file: File, error: ReadError) -> ReadError:
    """What was said of a file that ``file`` holds; a person knows only the latter, which came from the disk."""
    said = str(error)
    return error if said.startswith(f"“{file.name}") else type(error)(f"In “{file.name}”: {said}")


def _refusal(file: File) -> ReadError:
    if file.refused == "locked":
        return LockedError(f"“{file.name}” is locked with a password. Unpack it with the password and choose the file.")
    if file.refused == "beyond":
        return SizeError(f"“{file.name}” cannot be taken as well: there are more than one file may have. Divide it.")
    what = "is cut off or broken" if file.refused == "damaged" else "is packed in a way that is not known here"
    return DamagedError(f"“{file.name}” {what}. Unpack it with another program and choose it.")


def _sources(format_: Format, file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    return cast("tuple[Source, ...]", _made(format_, file, handling, settings))


def _files(format_: Format, file: File, handling: Handling, settings: Settings) -> tuple[File, ...]:
    return cast("tuple[File, ...]", _made(format_, file, handling, settings))


def _made(format_: Format, file: File, handling: Handling, settings: Settings) -> Made:
    """What the format makes of ``file``: in a process of its own, where that is due and can be had."""
    act = format_.read or format_.unpack
    assert act is not None
    if not format_.guarded:
        return act(file, handling, settings)
    if _is_guarding(settings):
        from twicetold.ingest.pool import READERS  # not where files are read

        return READERS.read(format_, file, handling, settings)
    try:
        return act(file, handling, settings)
    except ReadError:
        raise
    except MemoryError:
        raise too_large(format_, file, settings) from None
    except Exception as error:  # a library's; what it says is of no use to who has the file
        raise broken(format_, file) from error


def _is_guarding(settings: Settings) -> bool:
    return settings.reader_processes > 0 and os.name == "posix"
