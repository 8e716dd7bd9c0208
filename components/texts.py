"""A person's own texts: pasted into boxes or uploaded, kept in the session so that nothing loses them.

Bytes are copied out of Streamlit's uploader at once: its list is emptied when the panel closes. Each text is read on
its own, so one that cannot be read says why in its place and leaves the others alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import streamlit as st

from components.cache import read_text
from twicetold.errors import StoryError
from twicetold.model import Version

_STORE = "own_texts"


@dataclass(slots=True)
class Text:
    """One text of the person's own. ``name`` is a stable name for keys; ``label`` what the person calls it."""

    name: str
    label: str
    data: bytes = b""
    file: str = ""

    @property
    def is_file(self) -> bool:
        """Whether it was uploaded."""
        return bool(self.file)


@dataclass(slots=True)
class Store:
    """All own texts of a session, in the order in which they came."""

    texts: list[Text] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    made: int = 0

    def add_box(self) -> None:
        """An empty box to paste into."""
        self.made += 1
        boxes = sum(not text.is_file for text in self.texts)
        self.texts.insert(boxes, Text(f"text-{self.made}", ""))

    def add_files(self, files: Sequence[Any]) -> bool:
        """Copies uploads that are new; True if there was one."""
        new = [file for file in files if file.file_id not in self.taken]
        for file in new:
            self.taken.add(file.file_id)
            self.made += 1
            self.texts.append(Text(f"file-{self.made}", PurePath(file.name).stem, file.getvalue(), file.name))
        return bool(new)

    def remove(self, name: str) -> None:
        """Takes one text away; two boxes stay to paste into."""
        self.texts = [text for text in self.texts if text.name != name]
        while sum(not text.is_file for text in self.texts) < 2:
            self.add_box()


def store() -> Store:
    """The own texts of this session."""
    if _STORE not in st.session_state:
        made = Store()
        made.add_box()
        made.add_box()
        st.session_state[_STORE] = made
    kept: Store = st.session_state[_STORE]
    return kept


def box_label(text: Text) -> str:
    """What a box is called until it has a name: “Text 2”, by its place."""
    boxes = [one.name for one in store().texts if not one.is_file]
    return text.label.strip() or (f"Text {boxes.index(text.name) + 1}" if text.name in boxes else text.file)


def take(name: str) -> None:
    """Copies what was typed for this text out of its widgets, whose keys are ``name_…`` and ``paste_…``."""
    for text in store().texts:
        if text.name == name:
            text.label = st.session_state.get(f"name_{name}", text.label) or ""
            if not text.is_file:
                text.data = (st.session_state.get(f"paste_{name}") or "").encode("utf-8", "replace")


def read_own(text: Text) -> Version | StoryError | None:
    """The version in a text, the error that says why there is none, or None for an empty box."""
    if not text.is_file and not text.data.strip():
        return None
    label = box_label(text)
    return read_text(text.file or label, label, text.data)


def own_versions() -> dict[str, Version]:
    """Every own text that can be read, by its name."""
    found = {text.name: read_own(text) for text in store().texts}
    return {name: version for name, version in found.items() if isinstance(version, Version)}
