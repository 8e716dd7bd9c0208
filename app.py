"""Twice Told, the app: several versions of a story beside each other. Start it with ``scripts/app``."""

from __future__ import annotations

import streamlit as st

from components.cache import warm_readers
from components.page import show_page
from components.style import apply_style

st.set_page_config(page_title="Twice Told", layout="wide", initial_sidebar_state="collapsed")
apply_style()
show_page()
warm_readers()  # last: the page comes first
