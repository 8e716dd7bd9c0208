"""A sheet to paste a page onto: what a browser or a word processor copies, with its headings and links.

The browser sends the HTML as a string; it is read like any saved page and never becomes part of this one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.assets import asset
from twicetold.model import File

_SHEET = st.components.v2.component(
    "twicetold_paste",
    css=asset("tokens.css", "paste.css"),
    js=asset("paste.js"),
    html="<div class='paste'></div>",
)


def show_sheet(take: Callable[[Any], None]) -> None:
    """The sheet; ``take`` is called with what was pasted."""

    def pasted() -> None:
        take(getattr(st.session_state.get("sheet"), "page", None))

    _SHEET(key="sheet", data={}, on_page_change=pasted)


def pasted_file(said: Any, number: int) -> File | None:
    """What the browser sent as a file: a page if there is HTML in it, else a plain text; None if there is neither."""
    if not isinstance(said, dict):
        return None
    html, text = said.get("html"), said.get("text")
    if isinstance(html, str) and html.strip():
        # a declared encoding in what was copied is that of the page, not of this string
        return File(f"Pasted page {number}.html", b"\xef\xbb\xbf" + html.encode("utf-8", "replace"))
    if isinstance(text, str) and text.strip():
        return File(f"Pasted text {number}.txt", text.encode("utf-8", "replace"))
    return None
