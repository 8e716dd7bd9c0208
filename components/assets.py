"""Style sheets and scripts of the two components, read from the files beside this one.

Streamlit takes a string with line breaks as the source itself and anything else as a path, so every asset is handed
over whole, and several files are joined into one.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "assets"


def asset(*names: str) -> str:
    """The text of these asset files, one after the other."""
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names) + "\n"
