"""The person's files, pasted pages and opened addresses: each with its name, its progress, its result or its error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.cache import SCREEN
from components.choice import OWN, choose, current
from components.result import show_result
from components.texts import Text, decided, is_read, named, read_own, store, take
from components.wording import plain
from twicetold.export.handling import handlings_to_json


def show_files(compare: Callable[[], None]) -> None:
    """Every file in the order in which it came; ``compare`` is called to compare them."""
    files = [text for text in store().texts if text.is_file]
    if not files:
        return
    with st.container(key="files"):
        st.subheader("Your files", anchor=False)
        unread = sum(not is_read(text) for text in files)
        bar = st.progress(0.0, "Reading your files") if unread else None
        places = [_make_place(text) for text in files]
        done = 0
        for text, (waiting, place) in zip(files, places, strict=True):
            new = not is_read(text)
            if bar is not None and new:
                bar.progress(done / unread, plain(f"Reading {text.file}, {done + 1} of {unread}"))
                done += 1
            read_own(text)
            waiting.empty()
            with place:
                _show_head(text)
                show_result(text)
            if new:
                _keep_within_limit(text)
        if bar is not None:
            bar.empty()
        several = sum(len(read_own(text).versions) for text in store().texts)
        if several > SCREEN.max_versions:
            st.caption(
                f"Here are {several} versions; {SCREEN.max_versions} can be compared at once. Choose them above."
            )
        with st.container(horizontal=True, key="files_end"):
            if current().story != OWN:
                st.button("Compare these files", key="compare_files", type="primary", on_click=compare)
            _show_saving(files)


def _keep_within_limit(text: Text) -> None:
    """New versions fill what room there is; the rest of them can be chosen instead."""
    names = [name for name in named(text, read_own(text)) if name not in current().left_out]
    read = {name for one in store().texts if is_read(one) for name in named(one, read_own(one))}
    room = max(0, SCREEN.max_versions - len(read - current().left_out - set(names)))
    if len(names) > room and current().story == OWN:
        choose(replace(current(), left_out=current().left_out | set(names[room:])))


def _make_place(text: Text) -> tuple[DeltaGenerator, DeltaGenerator]:
    """The places for a word while a file waits, and for what became of it."""
    with st.container(key=f"result_{text.name}"):
        waiting = st.empty()
        if not is_read(text):
            waiting.caption(plain(f"{text.file}: waiting to be read"))
        # a container, since what stands in st.empty is taken down and put up again by every run
        return waiting, st.container(key=f"found_{text.name}")


def _show_head(text: Text) -> None:
    """A file's name, and the button that takes it away."""
    key = f"name_{text.name}"
    versions = read_own(text).versions
    called = versions[0].label if len(versions) == 1 else "as its versions are called"
    arguments = (text.name,)
    # what is not compared needs no name
    with st.container(horizontal=True, vertical_alignment="bottom" if versions else "center", key=f"head_{text.name}"):
        if versions:
            st.session_state.setdefault(key, text.label)
            label = f"Name of {plain(text.file)}"
            st.text_input(label, key=key, placeholder=called, on_change=take, args=arguments, width="stretch")
        else:
            st.markdown(plain(text.file), width="stretch")
        st.button("Remove", key=f"remove_{text.name}", on_click=store().remove, args=arguments, width="content")


def _show_saving(files: list[Text]) -> None:
    """Everything that was decided about these files, to be kept: uploaded with them again, it holds again."""
    handlings = decided(files)
    if handlings.items:
        st.download_button(
            "Save your decisions",
            data=handlings_to_json(handlings),
            file_name="handling.json",
            mime="application/json",
            key="save_handling",
            on_click="ignore",
            help="Upload this file together with the same files, and they are read as now.",
        )
