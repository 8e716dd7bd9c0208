"""Files, standard input and addresses → versions, for every command that reads texts.

A version that cannot be had is said on the error stream; the others are kept. Cost: reading what is named.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from twicetold.cli.progress import progress_on
from twicetold.errors import AddressError, EmptyError, HandlingError, ReadError, StoryError
from twicetold.ingest.fetch import fetch_all
from twicetold.ingest.handling import read_handlings
from twicetold.ingest.series import list_addresses
from twicetold.ingest.zips import is_beside
from twicetold.model import Handlings, Version
from twicetold.pipeline import read_all
from twicetold.settings import DEFAULT

_SCHEMES = ("http://", "https://")

Brought = tuple[str, tuple[Version | ReadError, ...]]
"""A file's or an address's name, and what it gave: versions, errors, or both."""


def add_inputs(command: argparse.ArgumentParser) -> None:
    """Declares the files, the addresses and the handling."""
    command.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="files of any format that can be read, or folders of them; - reads standard input",
    )
    add_handling(command)
    command.add_argument(
        "--open-addresses",
        metavar="URL",
        nargs="+",
        default=[],
        help="also read these addresses, or those that a file lists; this goes on the network, nothing else does",
    )


def add_handling(command: argparse.ArgumentParser) -> None:
    """Declares the option that says how files are read."""
    command.add_argument(
        "--handling",
        metavar="FILE",
        type=Path,
        help="how to read the files: what the app saved, or a reading or comparison saved as JSON",
    )


def load_handlings(path: Path | None) -> Handlings:
    """How files are to be read, from a file that says so; as found where there is none. Raises HandlingError."""
    if path is None:
        return Handlings()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise HandlingError(f"“{path}” cannot be read: {error.strerror}. Check the name and the place.") from error
    return read_handlings(data, str(path))


def bring(options: argparse.Namespace) -> list[Brought]:
    """What the files and addresses give, in their order. Raises StoryError for what cannot be asked."""
    names: Sequence[str] = options.files
    if names.count("-") > 1:
        raise StoryError("Standard input (-) can be read only once. Give the other versions as files.")
    if not names and not options.open_addresses:
        raise StoryError("There is nothing to read. Name a file, or an address after --open-addresses.")
    handlings = load_handlings(options.handling)
    return [*_files(names, handlings), *_pages(options.open_addresses, handlings)]


def versions_of(brought: Sequence[Brought]) -> list[Version]:
    """The versions in what was brought. What a file of several versions could not give is said on the error stream.

    Raises the error of a file that gave nothing.
    """
    versions: list[Version] = []
    for name, found in brought:
        held = [one for one in found if isinstance(one, Version)]
        errors = [one for one in found if isinstance(one, ReadError)]
        if errors and not held:
            raise errors[0]
        for error in errors:
            print(f"twicetold: passed over in “{name}”: {error}", file=sys.stderr)
        versions += held
    return versions


def _files(names: Sequence[str], handlings: Handlings) -> Iterator[Brought]:
    for name in names:
        if name == "-":
            yield "standard input", read_all(sys.stdin.buffer.read(), "standard input", handling=handlings)
        elif name.startswith(_SCHEMES) and not Path(name).exists():
            yield name, (AddressError(f"“{name}” was not opened. Addresses are opened only after --open-addresses."),)
        elif Path(name).is_dir():
            yield from _folder(Path(name), handlings)
        else:
            yield Path(name).name, read_all(Path(name), handling=handlings)


def _folder(folder: Path, handlings: Handlings) -> Iterator[Brought]:
    """Every file in a folder and in the folders in it, by name, but for what lies beside texts."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    wanted = [path for path in paths if not is_beside(path.relative_to(folder).as_posix())]
    if not wanted:
        yield folder.name, (EmptyError(f"“{folder}” holds no file with a text. Name a folder of texts, or files."),)
    for path in wanted:
        yield path.relative_to(folder).as_posix(), read_all(path, handling=handlings)


def _pages(addresses: Sequence[str], handlings: Handlings) -> Iterator[Brought]:
    if not addresses:
        return
    addresses = [address for name in addresses for address in _listed(name)]
    allowed = replace(DEFAULT, open_addresses=True)
    got = fetch_all(addresses, allowed, progress_on(sys.stderr))
    for address, file in zip(addresses, got, strict=True):
        yield address, (file,) if isinstance(file, ReadError) else read_all(file, handling=handlings)


def _listed(name: str) -> Sequence[str]:
    """An address as it is; of a file, those that it lists."""
    path = Path(name)
    if name.startswith(_SCHEMES) or not path.is_file():
        return (name,)
    return list_addresses(path.read_text(encoding="utf-8-sig", errors="replace"))
