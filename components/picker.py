"""The panel in which versions are chosen: a bundled story, pasted texts, uploaded files, addresses."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.addresses import show_addresses
from components.cache import SCREEN, bundled_stories
from components.choice import choose, choose_own, current, opening
from components.files import show_files
from components.paste import pasted_file, show_sheet
from components.result import show_result
from components.texts import Text, own_versions, read_own, store, take
from components.wording import plain

PANEL = "panel_open"
"""Key of the panel; its state is whether it is open."""

_FOLDER = "upload_folder"


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
        tabs = ["A bundled story", "Paste texts", "Upload files"]
        if SCREEN.open_addresses:
            tabs.append("Open addresses")
        bundled, paste, upload, *addresses = st.tabs(tabs)
        with bundled:
            _show_stories()
        with paste:
            _show_boxes()
        with upload:
            _show_uploaders()
        for tab in addresses:
            with tab:
                if show_addresses():
                    choose_own()
        show_files(_compare_own)


def problems() -> list[str]:
    """What could not be read of the own texts, one sentence each."""
    return [str(error) for text in store().texts for error in read_own(text).errors]


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
    show_sheet(_take_page)


def _show_box(text: Text, number: int, removable: bool) -> None:
    name, paste = f"name_{text.name}", f"paste_{text.name}"
    st.session_state.setdefault(name, text.label)
    st.session_state.setdefault(paste, text.data.decode("utf-8", "replace"))
    args = (text.name,)
    st.text_input(f"Name of text {number}", key=name, placeholder=f"Text {number}", on_change=take, args=args)
    hint = "Paste a version here"
    st.text_area(f"Text {number}", key=paste, height=220, placeholder=hint, on_change=take, args=args)
    show_result(text)
    if removable:
        st.button("Remove this text", key=f"remove_{text.name}", on_click=store().remove, args=(text.name,))


def _take_page(said: Any) -> None:
    file = pasted_file(said, store().made + 1)
    if file is not None:
        store().add_file(file)
        choose_own()


def _compare_own() -> None:
    choose_own()
    if len(own_versions()) > 1 and not problems():
        st.session_state[PANEL] = False


def _show_uploaders() -> None:
    most = f"{SCREEN.max_version_bytes / 1e6:,.0f} MB"
    files = "upload"
    left, right = st.columns([3, 2])
    label = f"Files of any kind that holds text, up to {most} each; many at once"
    left.file_uploader(label, key=files, accept_multiple_files=True, on_change=_take_uploads, args=(files,))
    label = "A whole folder"
    right.file_uploader(label, key=_FOLDER, accept_multiple_files="directory", on_change=_take_uploads, args=(_FOLDER,))
    for remark in store().remarks:
        st.caption(plain(remark))


def _take_uploads(key: str) -> None:
    if store().add_uploads(st.session_state[key], folder=key == _FOLDER):
        choose_own()
