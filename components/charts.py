"""The two charts, each under a sentence that says what is seen, its formula behind an “i”, and its table below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from components.wording import plain
from twicetold.pipeline import Comparison

_COUNTED = "Counted are the words of the story, without page furniture, bylines and punctuation."
_MATRIX_FORMULA = (
    "**How much of one version stands in another**: the number of its words that the other prints word for word, in "
    "the same order inside passages that belong together, and of those that the other says in other words there, "
    "divided by all of its own words. Where a place is said in other words, the smaller of the two numbers of words "
    f"counts. {_COUNTED}"
)
_BARS_FORMULA = (
    "**Word for word** are the words that stand in both versions, in the same order inside passages that belong "
    "together. **In other words**: where such passages are worded differently, the smaller of the two numbers of "
    "words at each place. **Its own** are all other words. The three add up to all words of the version. " + _COUNTED
)
_MATRIX_READING = "Read row by row: how much of a version is found in version 1, 2 and so on."
_CONFIG = {"displayModeBar": False, "scrollZoom": False}


@dataclass(frozen=True, slots=True, eq=False)
class _Chart:
    name: str
    title: str
    reading: str
    formula: str
    figure: Any
    frame: Any
    width: int | Literal["stretch"] = "stretch"


def show_charts(key: str, base: int, comparison: Comparison) -> None:
    """Both charts; ``key`` names the comparison in the cache."""
    st.header("How much they share", anchor=False)
    charts = _charts(key, base, comparison)
    wide = charts[0].width != "stretch"
    places = [st.container(), st.container()] if wide else st.columns(2, gap="large")
    for place, chart in zip(places, charts, strict=True):
        with place.container(key=f"chart_{chart.name}"):
            _show(chart)


def _show(chart: _Chart) -> None:
    with st.container(horizontal=True, vertical_alignment="top", wrap=False, key=f"title_{chart.name}"):
        st.subheader(plain(chart.title), anchor=False, width="content")
        with st.popover("i", help="How this is counted", type="tertiary", key=f"formula_{chart.name}"):
            st.markdown(chart.formula)
    st.caption(plain(chart.reading))
    alt = f"{chart.title}. {chart.reading} The table below has the numbers."
    with st.container(key=f"frame_{chart.name}"), st.container(key=f"sheet_{chart.name}", width=chart.width):
        st.plotly_chart(chart.figure, key=chart.name, config=_CONFIG, alt=alt)
    with st.expander("The same as a table", key=f"table_{chart.name}"):
        st.table(chart.frame.map(_cell), hide_index=True, alt=chart.title)


def _cell(value: object) -> object:
    """Streamlit reads the cells of a table as Markdown; names stand for themselves."""
    return plain(value) if isinstance(value, str) else value


@st.cache_resource(show_spinner=False, max_entries=24)
def _charts(key: str, base: int, _comparison: Comparison) -> tuple[_Chart, _Chart]:
    """Made once for a comparison and a base: plotly and pandas are imported only here, where they are needed."""
    from twicetold.render import figures, frames

    label = _comparison.versions[base].label
    matrix = _Chart(
        "matrix",
        figures.matrix_title(_comparison),
        _MATRIX_READING,
        _MATRIX_FORMULA,
        figures.overlap_matrix(_comparison),
        frames.overlap_frame(_comparison),
        figures.matrix_width_px(_comparison) or "stretch",
    )
    origins = _Chart(
        "origins",
        figures.bars_title(_comparison, base),
        f"Where each version’s words stand, read against {label}.",
        _BARS_FORMULA,
        figures.origin_bars(_comparison, base),
        frames.shares_frame(_comparison, base),
    )
    return matrix, origins
