"""Texts that a person or a file supplied, made safe for Streamlit's Markdown: every sign stands for itself."""

from __future__ import annotations

import re

_LINKS = re.compile(r"(?i)(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?=@)|(?<=:)(?=material/)")
_SIGNS = re.compile(r"(?!(?<=[^\W_])[._-][^\W_])([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")
"""Inside a word a point, a hyphen and an underline are nothing but themselves. They stand as they are, since the names
that Streamlit gives to programs that read a page aloud are its labels with every backslash."""


def plain(text: str) -> str:
    """``text`` for a Markdown label or paragraph, shown as it is: no emphasis, link, image, formula, colour or tag."""
    # An address would become a link by itself: a word joiner, which nobody sees, keeps it a text.
    return _SIGNS.sub(r"\\\1", _LINKS.sub("\u2060", " ".join(text.split())))
