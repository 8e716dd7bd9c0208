"""A story folder (manifest.toml and one text a version) → its title, its remarks, and a Source per version."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from twicetold.errors import StoryFileError
from twicetold.ingest.decode import decode
from twicetold.model import Meta, Source

MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True)
class Story:
    """A bundled story: ``name`` is its folder's, ``see`` says what there is to see, ``about`` who wrote it."""

    name: str
    title: str
    language: str
    see: str
    about: str
    sources: tuple[Source, ...]


def list_stories(folder: Path) -> list[str]:
    """Names of the story folders below ``folder``, in alphabetical order."""
    return sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))


def read_story(folder: Path) -> Story:
    """The story in ``folder``. Raises StoryFileError when its manifest or one of its texts is missing or wrong."""
    path = folder / MANIFEST
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StoryFileError(f"“{path}” cannot be read as a story's manifest: {error}.") from error
    try:
        sources = tuple(_source(folder, entry, table["language"]) for entry in table["versions"])
        return Story(folder.name, table["title"], table["language"], table["see"], table.get("about", ""), sources)
    except (KeyError, TypeError) as error:
        raise StoryFileError(f"“{path}” lacks {error}; data/README.md lists what a manifest holds.") from error


def _source(folder: Path, entry: dict[str, Any], language: str) -> Source:
    path = (folder / entry["file"]).resolve()
    if path.parent != folder.resolve():
        raise StoryFileError(f"“{entry['file']}” in “{folder / MANIFEST}” must be a file in the same folder.")
    try:
        source = decode(entry["file"], path.read_bytes())
    except OSError as error:
        raise StoryFileError(f"“{path}”, named in the manifest, cannot be read: {error.strerror}.") from error
    meta = Meta(
        outlet=entry["label"], date=str(entry.get("date", "")), language=language, licence=entry.get("licence", "")
    )
    return replace(source, meta=meta)
