"""The page from top to bottom: pick, the answer in words, findings, side by side, tables, charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.cache import (
    answer_json,
    bundled_stories,
    compare_versions,
    digests,
    reader_json,
    story_versions,
)
from components.charts import show_charts
from components.choice import (
    MARKS,
    OWN,
    adopt_address,
    choose,
    choose_base,
    choose_marks,
    current,
    notes,
    version_names,
    write_address,
)
from components.findings import show_finding_list, show_ledgers
from components.picker import PANEL, problems, show_button, show_panel
from components.texts import has_texts, own_versions
from components.viewer import show_answer, show_reader
from components.wording import plain
from twicetold.errors import StoryError
from twicetold.export.json import to_json
from twicetold.model import Version
from twicetold.pipeline import Comparison, distinct_labels
from twicetold.view import default_base

_VERSIONS, _BASE, _MARKS = "versions", "base", "marks"


def show_page() -> None:
    """The whole page."""
    adopt_address(own_texts=has_texts())
    title, head, panel = st.container(), st.container(key="head"), st.container()
    # first what is read, so that each file can show how far it is in its place
    with panel:
        show_panel()
    with title:
        _show_title()
    available = _available()
    with head:
        left, middle, right = st.columns([6, 3, 2], vertical_alignment="bottom")
    with left:
        chosen = _show_versions(available)
    with right:
        show_button()
    for note in [
        *notes(),
        *(problems() if current().story == OWN and not st.session_state.get(PANEL) else []),
    ]:
        st.caption(plain(note))
    names = tuple(name for name in available if name in chosen)
    try:
        comparison = compare_versions(tuple(available[name] for name in names), MARKS[current().marks])
    except StoryError as error:
        st.markdown(f"**{plain(str(error))}**")
        if not st.session_state.get(PANEL):
            st.caption("Open “Change versions” to choose a bundled story, paste texts, or upload files.")
        write_address(names, "")
        return
    with middle:
        base = _show_base(comparison, names)
    _show_comparison(comparison, base, names)


def _show_comparison(comparison: Comparison, base: int, names: tuple[str, ...]) -> None:
    key = f"{digests(comparison.versions)} {current().marks}"
    with st.container(key="answer_area"):
        show_answer(answer_json(key, base, comparison))
    with st.container(key="findings_area"):
        show_finding_list(key, base, comparison)
    with st.container(key="marks_area"):
        _show_marks()
    with st.container(key="reader_area"):
        show_reader(reader_json(key, base, names, comparison), choose_base)
    with st.container(key="ledgers_area"):
        show_ledgers(key, comparison)
    with st.container(key="charts_area"):
        show_charts(key, base, comparison)
    with st.container(key="save_area"):
        st.download_button(
            "Save the comparison",
            data=lambda: to_json(comparison, base),
            file_name="comparison.json",
            mime="application/json",
            key="save_comparison",
            on_click="ignore",
            help="As JSON: the texts, everything that was found in them, and everything that you decided about them.",
        )


def _show_marks() -> None:
    """The slider for how fine word marks are."""
    if st.session_state.get(_MARKS) != current().marks:
        st.session_state[_MARKS] = current().marks
    st.select_slider(
        "Word marks",
        list(MARKS),
        key=_MARKS,
        help="Broad marks join changes that stand close together; fine ones spare every word that both versions print.",
        on_change=lambda: choose_marks(st.session_state[_MARKS]),
    )


def _show_title() -> None:
    story = current().story
    with st.container(key="wordmark"):
        st.caption("Twice Told")
    if story == OWN:
        st.title("Your own texts", anchor=False)
        st.caption("They stay on this machine and are kept while this page is open.")
        return
    made = bundled_stories()[story]
    st.title(plain(made.title), anchor=False)
    st.caption(plain(made.see))


def _available() -> dict[str, Version]:
    """Every version that can be chosen now, by its name."""
    story = current().story
    if story == OWN:
        return own_versions()
    return dict(zip(version_names(story), story_versions(story), strict=True))


def _show_versions(available: dict[str, Version]) -> Sequence[str]:
    """Chips for the versions; the names of those that are compared."""
    key = f"{_VERSIONS}_{current().story}"
    wanted = [name for name in available if name not in current().left_out]
    if st.session_state.get(key) != wanted:
        st.session_state[key] = wanted
    if not available:
        return []
    # Streamlit tells pills apart by what is written on them
    labels = dict(zip(available, distinct_labels(list(available.values())), strict=True))
    st.pills(
        "Versions compared",
        list(available),
        selection_mode="multi",
        format_func=lambda name: plain(labels[name].label),
        key=key,
        wrap=True,
        on_change=_versions_chosen,
        args=(key, tuple(available)),
    )
    return wanted


def _versions_chosen(key: str, available: tuple[str, ...]) -> None:
    chosen = st.session_state[key]
    choose(replace(current(), left_out=frozenset(available) - set(chosen)))


def _show_base(comparison: Comparison, names: tuple[str, ...]) -> int:
    """The version that is read against, chosen or by default, with the reason; its index."""
    default, reason = default_base(comparison.versions)
    choice = current()
    base = names.index(choice.base) if choice.base in names else default
    write_address(names, names[default])
    if st.session_state.get(_BASE) != names[base]:
        st.session_state[_BASE] = names[base]
    labels = {name: version.label for name, version in zip(names, comparison.versions, strict=True)}
    st.selectbox(
        "Read against",
        names,
        format_func=lambda name: f"{labels[name]}, {reason}" if name == names[default] else labels[name],
        key=_BASE,
        on_change=lambda: choose_base(st.session_state[_BASE]),
    )
    return base
