"""What the theme's settings cannot say: the width of the page, and Streamlit's own furniture set aside."""

from __future__ import annotations

import streamlit as st

from components.assets import asset


def apply_style() -> None:
    """Puts the page's style sheet in; a constant text, nothing of a person's goes into it."""
    st.html(f"<style>{asset('page.css')}</style>")
