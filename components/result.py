"""What became of one of a person's own texts: its size, what is known of it, every guess with the other ways to read.

ugly    “encoding: cp1251 (0.82)”, and the way to change it in a dialog of settings
wanted  “read as Cyrillic (cp1251), a guess” with a button for other letters behind it, and one that takes it back
"""

from __future__ import annotations

import streamlit as st

from components.cleaned import show_lines
from components.details import show_details
from components.texts import Text, named, read_own
from components.wording import plain
from twicetold.errors import StoryError
from twicetold.model import Note, Version
from twicetold.render.reading import details_of, size_in_words
from twicetold.render.words import count

_OPEN = "open_version"
"""Session state: the name of the version that is opened, and what of it: “lines” or “details”."""

_FOLDED_FROM = 6
"""Versions of one file up to which all are shown; of more, a list that is opened when it is wanted."""


def show_result(text: Text) -> None:
    """The versions of a text, each with its notes, and the errors; nothing for an empty box."""
    opened = read_own(text)
    for error in opened.errors:
        _show_error(error)
    versions = named(text, opened)
    if len(versions) > 1:
        _show_several(text, versions)
    for name, version in versions.items() if len(versions) == 1 else ():
        _show_version(text, name, version, version.notes)
    if text.past:
        what = text.past[-1][0]
        st.button(f"Take back: {plain(what)}", key=f"back_{text.name}", on_click=text.take_back, icon=":material/undo:")


def _show_several(text: Text, versions: dict[str, Version]) -> None:
    """First what is said of all of them, once; the versions themselves folded where they are many."""
    all_notes = [version.notes for version in versions.values()]
    common = [note for note in all_notes[0] if note.kind != "furniture" and all(note in notes for notes in all_notes)]
    first = next(iter(versions.values()))
    with st.container(key=f"common_{text.name}"):
        for i, note in enumerate(common):
            _show_note(text, f"all_{text.name}", first, note, i)
    fold = st.expander(
        count(len(versions), "version"),
        expanded=len(versions) <= _FOLDED_FROM,
        key=f"versions_{text.name}",
        on_change="rerun",
    )
    if not fold.open:
        return
    with fold:
        for name, version in versions.items():
            st.markdown(f"**{plain(version.label)}**")
            _show_version(text, name, version, tuple(note for note in version.notes if note not in common))


def _show_error(error: StoryError) -> None:
    st.markdown(f":orange[{plain(str(error))}]")


def _show_version(text: Text, name: str, version: Version, notes: tuple[Note, ...]) -> None:
    known = [detail.value for detail in details_of(version) if detail.field in ("outlet", "byline", "date", "language")]
    with st.container(key=f"version_{name}"):
        if version.meta.title:
            st.markdown(plain(version.meta.title))
        st.caption(plain(f"{size_in_words(version)}. {', '.join(known)}"))
        for i, note in enumerate(notes):
            _show_note(text, name, version, note, i)
        _show_opened(text, name, version)


def _show_opened(text: Text, name: str, version: Version) -> None:
    """The buttons that open its lines or its details, and what is open."""
    with st.container(horizontal=True, key=f"turn_{name}"):
        for what, label in (("lines", "Original and cleaned"), ("details", "Details")):
            opened = st.session_state.get(_OPEN) == (name, what)
            st.button(
                f"Close {label.lower()}" if opened else label,
                key=f"{what}_{name}",
                on_click=_turn,
                args=(name, what),
            )
    if st.session_state.get(_OPEN) == (name, "lines"):
        show_lines(text, name, version)
    elif st.session_state.get(_OPEN) == (name, "details"):
        show_details(text, name, version)


def _show_note(text: Text, name: str, version: Version, note: Note, number: int) -> None:
    with st.container(horizontal=True, key=f"note_{name}_{number}", vertical_alignment="center"):
        st.caption(plain(_sentence(note.text)), width="content")
        for i, offer in enumerate(note.offers):
            st.button(
                plain(offer.label),
                key=f"offer_{name}_{number}_{i}",
                type="tertiary",
                on_click=text.take_offer,
                args=(version, offer),
            )


def _turn(name: str, what: str) -> None:
    st.session_state[_OPEN] = None if st.session_state.get(_OPEN) == (name, what) else (name, what)


def _sentence(words: str) -> str:
    start = words[:1].upper() + words[1:]
    return start if start.endswith((".", "?")) else start + "."
