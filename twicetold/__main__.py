"""The same engine without a screen: ``python -m twicetold compare A B [C …]``, ``read`` and ``correct``.

Exit codes as ``diff`` has them: 0 the stories are the same word for word, 1 they differ, 2 something went wrong.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from twicetold.align.meaning.opening import open_model
from twicetold.cli.bring import add_inputs, bring, versions_of
from twicetold.cli.correct import add_correct, load_overrides, run_correct
from twicetold.cli.progress import progress_on
from twicetold.cli.read import add_read, say_reading
from twicetold.errors import StoryError
from twicetold.export.json import to_json
from twicetold.export.patch import to_patch, to_unified
from twicetold.model import NO_OVERRIDES
from twicetold.pipeline import Comparison, compare
from twicetold.render.html import to_html
from twicetold.render.language import language_codes
from twicetold.render.terminal import findings_text, plain_line, to_text
from twicetold.view import default_base

SAME, DIFFERENT, TROUBLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "correct":
            _write(run_correct(options), None)
            return SAME
        if options.command == "read":
            text, code = say_reading(bring(options), options)
            _write(text, options.output)
            return code
        overrides = load_overrides(options.overrides) if options.overrides else NO_OVERRIDES
        versions = versions_of(bring(options))
        meaning = open_model(options.meaning) if options.meaning else None
        comparison = compare(versions, overrides=overrides, meaning=meaning, progress=progress_on(sys.stderr))
        _say_notes(comparison)
        base = _base(comparison, options.base)
        _write(_render(comparison, base, options), options.output)
    except StoryError as error:
        print(f"twicetold: {error}", file=sys.stderr)
        return TROUBLE
    except KeyboardInterrupt:
        print("\ntwicetold: stopped; nothing was written", file=sys.stderr)
        return TROUBLE
    except BrokenPipeError:
        # the reader of a pipe went away; nothing is left to say to anybody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return TROUBLE
    return SAME if comparison.is_same else DIFFERENT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m twicetold", description="Compare the versions of one story.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "compare",
        help="say what each version keeps, changes, moves, adds and leaves out",
        epilog="Exit code: 0 the same words, 1 different, 2 trouble.",
    )
    add_inputs(command)
    command.add_argument(
        "--format",
        choices=("text", "json", "html", "unified", "patch"),
        default="text",
        help="default: text; unified and patch are for two versions",
    )
    command.add_argument(
        "--base", metavar="NAME", help="the version to read against: a file's name, or its number from 1"
    )
    command.add_argument("--findings", action="store_true", help="print only the findings, the most telling first")
    command.add_argument(
        "--language", choices=language_codes(), default="en", help="the language of --findings; default: en"
    )
    command.add_argument(
        "--meaning",
        metavar="FOLDER",
        type=Path,
        help="a model on this machine that proposes possible paraphrases; text and json list them, nothing counts them",
    )
    command.add_argument(
        "--overrides",
        metavar="FILE",
        type=Path,
        help="corrections by hand: a file made by correct, or a saved comparison",
    )
    command.add_argument("--output", metavar="FILE", type=Path, help="write there instead of to standard output")
    add_read(commands)
    add_correct(commands)
    return parser


def _say_notes(comparison: Comparison) -> None:
    """What became of corrections that could not simply be used; beside the output, which may be for a program."""
    for note in comparison.collation.notes:
        if note.kind == "correction":
            print(f"twicetold: {plain_line(note.text)}", file=sys.stderr)


def _base(comparison: Comparison, name: str | None) -> int:
    versions = comparison.versions
    if name is None:
        return default_base(versions)[0]
    labels = [version.label for version in versions]
    for candidate in (name, Path(name).stem):
        if candidate in labels:
            return labels.index(candidate)
    if name.isdigit() and 1 <= int(name) <= len(versions):
        return int(name) - 1
    raise StoryError(f"No version is named “{name}”. The versions are: {', '.join(labels)}.")


def _render(comparison: Comparison, base: int, options: argparse.Namespace) -> str:
    if options.findings and options.format != "text":
        raise StoryError(
            "--findings prints text. Leave it out, or leave out --format; JSON holds the findings as well."
        )
    if options.format == "json":
        return to_json(comparison, base)
    if options.format == "html":
        return to_html(comparison, base)
    if options.format in ("unified", "patch"):
        if len(comparison.versions) != 2:
            raise StoryError(f"The format “{options.format}” is for two versions. Give two files, or another --format.")
        first = 0 if options.base is None else base
        return (to_unified if options.format == "unified" else to_patch)(comparison, first, 1 - first)
    on_terminal = options.output is None and sys.stdout.isatty()
    colour = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((100, 24)).columns if on_terminal else 100
    if options.findings:
        return findings_text(comparison, options.language, base, width=max(40, width))
    return to_text(comparison, base, colour=colour, width=max(40, width))


def _write(text: str, output: Path | None) -> None:
    data = text.encode("utf-8", "replace")
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise StoryError(
            f"“{output}” cannot be written: {error.strerror}. Choose another place with --output."
        ) from error


if __name__ == "__main__":
    sys.exit(main())
