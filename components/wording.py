"""Texts that a person or a file supplied, made safe for Streamlit's Markdown: every sign stands for itself."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")


def plain(text: str) -> str:
    """``text`` for a Markdown label or paragraph, shown as it is: no emphasis, link, image, formula, colour or tag."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
