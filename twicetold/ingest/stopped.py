"""What is said when reading a file was stopped, and what to do then."""

from __future__ import annotations

from twicetold.errors import EffortError
from twicetold.ingest.format import Format
from twicetold.model import File
from twicetold.settings import Settings


def too_slow(format_: Format, file: File, settings: Settings) -> EffortError:
    """It took too long."""
    return EffortError(
        f"“{file.name}” was taken for {format_.what} and not read within {settings.max_reader_seconds:g} seconds, so "
        "it was given up. Save its text as plain text and add that."
    )


def too_large(format_: Format, file: File, settings: Settings) -> EffortError:
    """It took too much memory."""
    return EffortError(
        f"“{file.name}” was taken for {format_.what} and takes more than {settings.max_reader_bytes / 1e6:,.0f} MB of "
        "memory to read, so it was given up. Split it into parts, or save its text as plain text."
    )


def too_long(format_: Format, file: File, settings: Settings) -> EffortError:
    """It gave too much text."""
    return EffortError(
        f"“{file.name}” was taken for {format_.what} and gives more than {settings.max_reader_answer_bytes / 1e6:,.0f} "
        "MB of text, so it was given up. Split it into parts and compare those."
    )


def broken(format_: Format, file: File) -> EffortError:
    """What read it failed in a way that nobody foresaw, or ended."""
    return EffortError(
        f"“{file.name}” was taken for {format_.what}, and what reads those broke down over it. Open it in the program "
        "that it comes from and save it anew, or save its text as plain text."
    )
