"""What is computed once: versions, comparisons, what is sent to the browser; each kept under the digests of its texts.

    ugly    st.cache_data on the objects: hashing the versions took 5.9 s, unpickling them 0.9 s, on every click
    wanted  a look-up by a few short strings

Results are frozen, so every session may hold the same object. Arguments with a leading underscore are not hashed.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import streamlit as st

from components.finding_payload import findings_payload
from components.payload import answer_payload, reader_payload
from twicetold.errors import StoryError
from twicetold.ingest.stories import Story, list_stories, read_story
from twicetold.model import File, Version
from twicetold.pipeline import Comparison, compare, read_all, read_versions
from twicetold.settings import DEFAULT

SCREEN = replace(DEFAULT, max_versions=20, max_version_words=400_000)
"""What a screen and its reader can bear: twenty columns, and no longer text than a browser lays out in seconds."""

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"


@st.cache_resource(show_spinner=False)
def bundled_stories() -> dict[str, Story]:
    """The bundled stories by name."""
    return {name: read_story(SAMPLES / name) for name in list_stories(SAMPLES)}


@st.cache_resource(show_spinner=False)
def story_versions(name: str) -> tuple[Version, ...]:
    """The versions of a bundled story, in the order of its manifest."""
    return read_versions(bundled_stories()[name])


def read_text(name: str, label: str, data: bytes) -> Version | StoryError:
    """The version in ``data``, or the error that says why there is none. ``name`` stands in messages."""
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    return _read_text(digest, name, label, data)


@st.cache_resource(show_spinner=False, max_entries=100)
def _read_text(digest: str, name: str, label: str, _data: bytes) -> Version | StoryError:
    return read_all(File(name, _data), label, SCREEN)[0]


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
    """The answer and the list as they are sent; ``key`` names the comparison."""
    return answer_payload(_comparison, base)


@st.cache_resource(show_spinner=False, max_entries=48)
def findings_json(key: str, base: int, _comparison: Comparison) -> str:
    """The list of findings as it is sent; ``key`` names the comparison."""
    return findings_payload(_comparison, base)


def digests(versions: tuple[Version, ...]) -> str:
    """The name of a comparison in every cache: the digests of its versions in their order."""
    return "-".join(version.id for version in versions)
