"""What is computed once: versions, comparisons, what is sent to the browser; each kept under the digests of its texts.

    ugly    st.cache_data on the objects: hashing the versions took 5.9 s, unpickling them 0.9 s, on every click
    wanted  a look-up by a few short strings

Results are frozen, so every session may hold the same object. Arguments with a leading underscore are not hashed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from components.finding_payload import findings_payload
from components.payload import answer_payload, reader_payload
from twicetold.errors import ReadError, StoryError
from twicetold.ingest import warm
from twicetold.ingest.plain import read_plain
from twicetold.ingest.reading import Found, read_file
from twicetold.ingest.stories import Story, list_stories, read_story
from twicetold.model import File, Handlings, Source, Version
from twicetold.pipeline import Comparison, compare, name_sources, read, read_versions
from twicetold.settings import DEFAULT
from twicetold.text.details import detail

SCREEN = replace(
    DEFAULT,
    max_versions=20,
    max_version_words=400_000,
    open_addresses=os.environ.get("TWICETOLD_OPEN_ADDRESSES") == "1",
)
"""What a screen and its reader can bear: twenty columns, and no longer text than a browser lays out in seconds.
Addresses are opened only where whoever started the app allows it."""

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"


@st.cache_resource(show_spinner=False)
def bundled_stories() -> dict[str, Story]:
    """The bundled stories by name."""
    return {name: read_story(SAMPLES / name) for name in list_stories(SAMPLES)}


@st.cache_resource(show_spinner=False)
def story_versions(name: str) -> tuple[Version, ...]:
    """The versions of a bundled story, in the order of its manifest."""
    return read_versions(bundled_stories()[name])


@st.cache_resource(show_spinner=False)
def warm_readers() -> None:
    """Once for all sessions: has the processes that read files ready before somebody brings one."""
    warm(SCREEN)


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of one text: its versions, and an error for each part that gives none."""

    versions: tuple[Version, ...]
    errors: tuple[StoryError, ...]


def open_file(key: str, file: File, handlings: Handlings, *, typed: bool) -> Found:
    """What is in ``file``, taken apart as ``handlings`` say; ``key`` names all that this depends on.

    What was ``typed`` into a box is text, even where it begins as a page or a table does.
    """
    return _open_file(key, typed, file, handlings.for_reading())


@st.cache_resource(show_spinner=False, max_entries=200)
def _open_file(key: str, typed: bool, _file: File, _handlings: Handlings) -> Found:
    if not typed:
        return read_file(_file, _handlings, SCREEN)
    try:
        return Found(read_plain(_file, _handlings.of(_file.name), SCREEN))
    except ReadError as error:
        return Found((), (error,))


def make_versions(key: str, found: Found, handlings: Handlings, label: str, stem: str) -> Opened:
    """The versions of what was found under ``key``, with all that a person said of each.

    They are called ``label``; without one a single version has its outlet’s name or ``stem``.
    """
    sources = [replace(one, handling=handlings.of(one.name, one.part)) for one in found.sources]
    if len(sources) == 1:
        label = label or detail(sources[0], "outlet")
    names = name_sources(sources, label, stem)
    made = [
        _make_version(f"{key} {i} {source.handling!r}", name, source)
        for i, (name, source) in enumerate(zip(names, sources, strict=True))
    ]
    return Opened(
        tuple(one for one in made if isinstance(one, Version)),
        (*(one for one in made if isinstance(one, StoryError)), *found.errors),
    )


@st.cache_resource(show_spinner=False, max_entries=1000)
def _make_version(key: str, label: str, _source: Source) -> Version | StoryError:
    try:
        return read(_source, label, SCREEN)
    except StoryError as error:
        return error


def compare_versions(versions: tuple[Version, ...], detail: float) -> Comparison:
    """The comparison of these versions, with word marks as fine as ``detail`` (0–1) says. Raises CountError."""
    return _compare(digests(versions), detail, versions)


@st.cache_resource(show_spinner="Comparing the versions …", max_entries=24)
def _compare(key: str, detail: float, _versions: tuple[Version, ...]) -> Comparison:
    return compare(_versions, replace(SCREEN, detail=detail))


@st.cache_resource(show_spinner=False, max_entries=48)
def reader_json(key: str, base: int, names: tuple[str, ...], _comparison: Comparison) -> str:
    """The reader's page as it is sent; ``key`` names the comparison."""
    return reader_payload(_comparison, base, names)


@st.cache_resource(show_spinner=False, max_entries=48)
def answer_json(key: str, base: int, _comparison: Comparison) -> str:
    """The answer as it is sent; ``key`` names the comparison."""
    return answer_payload(_comparison, base)


@st.cache_resource(show_spinner=False, max_entries=48)
def findings_json(key: str, base: int, _comparison: Comparison) -> str:
    """The list of findings as it is sent; ``key`` names the comparison."""
    return findings_payload(_comparison, base)


def digests(versions: tuple[Version, ...]) -> str:
    """The name of a comparison in every cache: the digests of its versions in their order."""
    return "-".join(version.id for version in versions)
