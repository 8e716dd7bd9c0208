"""The panel in which versions are chosen: a bundled story, pasted texts, uploaded files; and what became of each."""

from __future__ import annotations

import streamlit as st

from components.cache import bundled_stories
from components.choice import OWN, Choice, choose, current, opening
from components.texts import Text, own_versions, read_own, store, take
from components.wording import plain
from twicetold.errors import StoryError
from twicetold.model import Version
from twicetold.render.words import count

_UPLOAD = "upload"

PANEL = "panel_open"
"""Key of the panel; its state is whether it is open."""


def show_button() -> None:
    """The one button that opens and closes the panel."""
    opened = bool(st.session_state.get(PANEL))
    text = "Close" if opened else "Change versions"
    st.button(text, key="change", on_click=_turn_panel, width="stretch")


def _turn_panel() -> None:
    st.session_state[PANEL] = not st.session_state.get(PANEL)


def show_panel() -> None:
    """The panel, when it is open."""
    if not st.session_state.get(PANEL):
        return
    with st.container(border=True, key="pick"):
        bundled, paste, upload = st.tabs(["A bundled story", "Paste texts", "Upload files"])
        with bundled:
            _show_stories()
        with paste:
            _show_boxes()
        with upload:
            _show_files()


def problems() -> list[str]:
    """What could not be read of the own texts, one sentence each."""
    return [str(found) for text in store().texts if isinstance(found := read_own(text), StoryError)]


def _show_stories() -> None:
    for name, story in bundled_stories().items():
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(f"**{plain(story.title)}**  \n{plain(story.see)}")
        chosen = current().story == name
        right.button(
            "Compared now" if chosen else "Compare this story",
            key=f"open_{name}",
            disabled=chosen,
            on_click=_open_story,
            args=(name,),
            width="stretch",
        )


def _open_story(name: str) -> None:
    choose(opening(name))
    st.session_state[PANEL] = False


def _show_boxes() -> None:
    boxes = [text for text in store().texts if not text.is_file]
    st.markdown("Paste one version into each box. Two are enough.")
    for first in range(0, len(boxes), 2):
        # a pair of columns for each two boxes: the order in which one tabs through them is the order of their numbers
        for i, column in enumerate(st.columns(2), first):
            if i < len(boxes):
                with column.container(key=f"box_{boxes[i].name}"):
                    _show_box(boxes[i], i + 1, removable=len(boxes) > 2)
    left, right, _ = st.columns([1, 1, 2])
    left.button("Add another text", key="add_box", on_click=store().add_box, width="stretch")
    right.button("Compare these texts", key="compare_own", type="primary", on_click=_compare_own, width="stretch")


def _show_box(text: Text, number: int, removable: bool) -> None:
    name, paste = f"name_{text.name}", f"paste_{text.name}"
    st.session_state.setdefault(name, text.label)
    st.session_state.setdefault(paste, text.data.decode("utf-8", "replace"))
    args = (text.name,)
    st.text_input(f"Name of text {number}", key=name, placeholder=f"Text {number}", on_change=take, args=args)
    hint = "Paste a version here"
    st.text_area(f"Text {number}", key=paste, height=220, placeholder=hint, on_change=take, args=args)
    found = read_own(text)
    if found is not None:
        _show_result(found)
    if removable:
        st.button("Remove this text", key=f"remove_{text.name}", on_click=store().remove, args=(text.name,))


def _compare_own() -> None:
    choose(Choice(OWN))
    if len(own_versions()) > 1 and not problems():
        st.session_state[PANEL] = False


def _show_files() -> None:
    st.file_uploader(
        "Text files, one version each (.txt or .md, up to 2,000,000 words); several at once",
        key=_UPLOAD,
        accept_multiple_files=True,
        on_change=_take_files,
    )
    for text in store().texts:
        if text.is_file:
            _show_file(text)
    if any(text.is_file for text in store().texts) and current().story != OWN:
        st.button("Compare these files", key="compare_files", type="primary", on_click=_compare_own)


def _take_files() -> None:
    if store().add_files(st.session_state[_UPLOAD]):
        choose(Choice(OWN))


def _show_file(text: Text) -> None:
    with st.container(key=f"result_{text.name}"):
        left, right = st.columns([4, 1], vertical_alignment="bottom")
        key = f"name_{text.name}"
        st.session_state.setdefault(key, text.label)
        label = f"Name of {plain(text.file)}"
        left.text_input(label, key=key, placeholder=text.file, on_change=take, args=(text.name,))
        right.button("Remove", key=f"remove_{text.name}", on_click=store().remove, args=(text.name,), width="stretch")
        found = read_own(text)
        if found is not None:
            _show_result(found)


def _show_result(found: Version | StoryError) -> None:
    """What became of a text: its size, its language and every guess, or the reason why it cannot be compared."""
    if isinstance(found, StoryError):
        st.markdown(f":orange[{plain(str(found))}]")
        return
    facts = [count(found.words, "word"), found.meta.language and f"language: {found.meta.language}"]
    facts += [note.text for note in found.notes]
    st.caption(plain("; ".join(fact for fact in facts if fact) + "."))
