"""The components in the browser: the answer, the findings, the reader. They talk to each other there.

A click on a link is a window event that the reader hears: no run of the script, nothing sent. Texts become nodes by
``textContent`` only. The one thing that comes back is the name of the version that a person chose to read against.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.assets import asset

_ANSWER = st.components.v2.component(
    "twicetold_answer",
    css=asset("tokens.css", "links.css", "answer.css"),
    js=asset("links.js", "answer.js"),
    html="<div class='answer'></div>",
)
_READER = st.components.v2.component(
    "twicetold_reader",
    css=asset("tokens.css", "switches.css", "reader.css"),
    js=asset("cells.js", "places.js", "reader.js"),
    html="<div class='reader'></div>",
)
_FINDINGS = st.components.v2.component(
    "twicetold_findings",
    css=asset("tokens.css", "links.css", "switches.css", "findings.css"),
    js=asset("links.js", "findings.js"),
    html="<div class='findings'></div>",
)


def show_answer(payload: str) -> None:
    """The answer in words; ``payload`` as ``payload.answer_payload`` makes it."""
    _ANSWER(key="answer", data={"json": payload})


def show_reader(payload: str, on_base: Callable[[str], None]) -> None:
    """The versions side by side; ``on_base`` is called with the name of a version to read against."""

    def chosen() -> None:
        name = getattr(st.session_state.get("reader"), "base", None)
        if isinstance(name, str):
            on_base(name)

    _READER(key="reader", data={"json": payload}, on_base_change=chosen)


def show_findings(payload: str) -> None:
    """The list of findings with its filters; ``payload`` as ``finding_payload.findings_payload`` makes it."""
    _FINDINGS(key="findings", data={"json": payload})
