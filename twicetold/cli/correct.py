"""Corrections without a screen: ``python -m twicetold correct FIXES.json link post.txt:3.2 echo.txt:4.1``.

A place is a file, a colon, and paragraph.sentence, both from 1, paragraphs counted as ``compare`` prints them (¶3):
without furniture. Of a file that holds several versions a part is named: “letter.docx, final:3.2”. Files are read as
``compare`` reads them, so what it was told by ``--handling`` has to be told here. What is written is checked first and
said in words. Cost: reading the files that are named.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from twicetold.cli.bring import add_handling, load_handlings
from twicetold.errors import OverridesError, ReadError
from twicetold.export.overrides import overrides_to_json
from twicetold.ingest.overrides import is_comparison, read_overrides
from twicetold.model import NO_OVERRIDES, OVERRIDE_KINDS, Anchor, Handlings, Override, Overrides, Version
from twicetold.pipeline import read_all
from twicetold.render.words import count
from twicetold.text.anchors import say_override
from twicetold.text.place_names import named_anchor

_MOST_NAMES = 8
"""Versions of one file that a message names."""


def add_correct(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declares the command and its options."""
    command = commands.add_parser(
        "correct",
        help="write a correction of the alignment into a file for compare --overrides",
        # places first: argparse takes none that stand behind an option
        usage="python -m twicetold correct CORRECTIONS KIND PLACE [PLACE ...] [--handling FILE] [--note TEXT]\n"
        "           [--not-moved]\n"
        "       python -m twicetold correct CORRECTIONS (--list | --remove N)",
        epilog="A place is FILE:PARAGRAPH.SENTENCE, counted from 1: post.txt:3.2; post.txt:3.2-3.4 and post.txt:3 name "
        "several sentences, and “letter.docx, final:3.2” is in one of the versions of a file. Exit code: 0 done, "
        "2 trouble.",
    )
    command.add_argument(
        "corrections", metavar="CORRECTIONS", type=Path, help="the file of corrections, made if needed"
    )
    command.add_argument(
        "kind", nargs="?", choices=OVERRIDE_KINDS, help="what is asked for; link and unlink, split and join, or move"
    )
    command.add_argument("places", nargs="*", metavar="PLACE", help="two places or more; one can do for join")
    command.add_argument("--not-moved", action="store_true", help="with move: say that it has not moved")
    command.add_argument("--note", default="", help="a remark that is kept with the correction")
    add_handling(command)
    command.add_argument("--list", action="store_true", help="say what the file holds, numbered from 1")
    command.add_argument("--remove", metavar="N", type=int, help="take out correction number N")


def run_correct(options: argparse.Namespace) -> str:
    """Does what the options ask for and returns what there is to say. Raises OverridesError and ReadError."""
    path: Path = options.corrections
    if sum((options.kind is not None, options.list, options.remove is not None)) != 1:
        raise OverridesError("Say one thing to do: a kind of correction with its places, --list, or --remove N.")
    if options.kind is None and (options.not_moved or options.note):
        raise OverridesError("--note and --not-moved go with a kind of correction. Leave them out here.")
    if options.list:
        return "".join(f"{line}\n" for line in _listed(load_overrides(path)))
    if options.remove is not None:
        held = load_overrides(path)
        if not 1 <= options.remove <= len(held):
            raise OverridesError(
                f"“{path}” holds {count(len(held), 'correction')}; there is no number {options.remove}."
            )
        gone = held.items[options.remove - 1]
        _write(path, Overrides(held.items[: options.remove - 1] + held.items[options.remove :]))
        return f"Removed: {say_override(gone)}\n"
    held = load_overrides(path) if path.exists() else NO_OVERRIDES
    item = _item(options)
    _write(path, Overrides((*held.items, item)))
    return f"{len(held) + 1}. {say_override(item)}\n"


def load_overrides(path: Path) -> Overrides:
    """The corrections in a file. Raises OverridesError when it is not there or holds none."""
    return read_overrides(_bytes(path), str(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OverridesError(f"“{path}” cannot be read: {error.strerror}. Check the name and the place.") from error


def _item(options: argparse.Namespace) -> Override:
    least = 1 if options.kind == "join" else 2
    if len(options.places) < least:
        raise OverridesError(f"{options.kind} needs {least} or more places, each as in post.txt:3.2.")
    if options.not_moved and options.kind != "move":
        raise OverridesError("--not-moved goes with move. Leave it out here.")
    handlings = load_handlings(options.handling)
    anchors = tuple(_anchor(place, handlings) for place in options.places)
    texts = {anchor.version for anchor in anchors}
    within = options.kind in ("split", "join")
    if within and len(texts) > 1:
        raise OverridesError(f"{options.kind} is for places of one text. Name one file.")
    if not within and len(texts) < 2:
        raise OverridesError(f"{options.kind} is for places of different texts. Name two files that differ.")
    return Override(options.kind, anchors, options.note, not options.not_moved)


def _anchor(place: str, handlings: Handlings) -> Anchor:
    file, colon, name = place.rpartition(":")
    if not colon or not file:
        raise OverridesError(f"“{place}” names no place. Write a file, a colon and paragraph.sentence: post.txt:3.2.")
    return named_anchor(_version(file, handlings), name)


def _version(named: str, handlings: Handlings) -> Version:
    """The version that is called by its file, or by its file and its part."""
    path, part = named, ""
    while not Path(path).exists() and ", " in path:
        path, _, last = path.rpartition(", ")
        part = f"{last}, {part}" if part else last
    found = read_all(Path(path if Path(path).exists() else named), handling=handlings)
    versions = [one for one in found if isinstance(one, Version)]
    errors = [one for one in found if isinstance(one, ReadError)]
    if errors and not versions:
        raise errors[0]
    fitting = [one for one in versions if not part or part in (one.part, one.file)]
    if len(fitting) == 1:
        return fitting[0]
    names = [one.part or one.file for one in versions]
    shown = ", ".join(f"“{name}”" for name in names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
    raise OverridesError(
        f"“{path}” holds these versions: {shown}. Name one of them behind the file: “{path}, {names[0]}”."
    )


def _listed(overrides: Overrides) -> Iterator[str]:
    if not overrides:
        yield "No corrections."
    for number, item in enumerate(overrides.items, 1):
        yield f"{number}. {say_override(item)}" + (f" ({item.note})" if item.note else "")


def _write(path: Path, overrides: Overrides) -> None:
    """Writes beside the file first and then in its place, so that a full disk costs no correction."""
    if path.exists() and is_comparison(_bytes(path), str(path)):
        raise OverridesError(f"“{path}” is a saved comparison and is not changed. Give another file for corrections.")
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(overrides_to_json(overrides).encode("utf-8", "replace"))
        beside.replace(path)
    except OSError as error:
        raise OverridesError(f"“{path}” cannot be written: {error.strerror}. Choose another place.") from error
