"""What was understood of files, without comparing them: ``python -m twicetold read page.html letter.docx``."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from twicetold.cli.bring import Brought, add_inputs
from twicetold.export.reading import reading_to_json
from twicetold.model import Version
from twicetold.render.reading import reading_to_text


def add_read(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declares the command and its options."""
    command = commands.add_parser(
        "read",
        help="say what was understood of each file: title, outlet, date, language, and what every line is taken for",
        epilog="Exit code: 0 everything was read, 1 a part of it was not, 2 nothing was.",
    )
    add_inputs(command)
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    command.add_argument("--output", metavar="FILE", type=Path, help="write there instead of to standard output")


def say_reading(brought: Sequence[Brought], options: argparse.Namespace) -> tuple[str, int]:
    """What is to be written, and the exit code."""
    everything = [one for _, found in brought for one in found]
    read = sum(isinstance(one, Version) for one in everything)
    code = 0 if read == len(everything) else 1 if read else 2
    if options.format == "json":
        return reading_to_json(brought), code
    on_terminal = options.output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((100, 24)).columns if on_terminal else 100
    return reading_to_text(brought, width=max(60, width)), code
