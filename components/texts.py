"""A person's own texts: pasted, uploaded, opened by address; kept in the session so that nothing loses them.

Bytes are copied out of Streamlit's uploader at once: its list is emptied when the panel closes. Each text is read on
its own, so one that cannot be read says why in its place and leaves the others alone; and each is read again only when
it, or what is wanted of it, has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

import streamlit as st

from components.cache import Opened, make_versions, open_file
from twicetold.errors import HandlingError, StoryError
from twicetold.ingest.handling import is_handling, read_handlings
from twicetold.ingest.zips import is_beside
from twicetold.model import AS_FOUND, File, Handling, Handlings, Meta, Offer, Version, Wanted
from twicetold.render.words import count

_STORE = "own_texts"


@dataclass(slots=True)
class Text:
    """One text of the person's own. ``name`` is a stable name for keys; ``label`` what the person calls it.

    ``file`` is a file's name, and empty for a box to paste into. ``failure`` says why there are no bytes. ``past``
    holds what can be taken back: what was done, and the handlings before it.
    """

    name: str
    label: str
    data: bytes = b""
    file: str = ""
    meta: Meta = field(default_factory=Meta)
    encoding: str = ""
    failure: StoryError | None = None
    handlings: Handlings = field(default_factory=Handlings)
    past: list[tuple[str, Handlings]] = field(default_factory=list)
    read_as: str = ""
    hashed: tuple[bytes, str] = (b"", "")

    @property
    def is_file(self) -> bool:
        """Whether it came as a file: uploaded, pasted as a page, or opened by its address."""
        return bool(self.file)

    @property
    def digest(self) -> str:
        """A digest of its bytes, made once for each: forty megabytes take a twentieth of a second."""
        if self.hashed[0] is not self.data:
            self.hashed = (self.data, hashlib.blake2b(self.data, digest_size=16).hexdigest())
        return self.hashed[1]

    def handling(self, made: Version) -> Handling:
        """What is wanted of one of its versions."""
        return self.handlings.of(*self._place(made))

    def change(self, what: str, made: Version, **fields: Any) -> None:
        """Has one of its versions read another way; ``what`` names the step in words, to take it back by."""
        self.past.append((what, self.handlings))
        self.handlings = self.handlings.change(*self._place(made), **fields)

    def take_offer(self, made: Version, offer: Offer) -> None:
        """Reads it as a note of its version offers."""
        self.change(offer.label, made, **{offer.field: offer.value})

    def take_back(self) -> None:
        """Undoes the last step."""
        if self.past:
            _, self.handlings = self.past.pop()

    def _place(self, made: Version) -> tuple[str, str]:
        # a box may be named anew at any time
        return (made.file if self.is_file else "", made.part)


@dataclass(slots=True)
class Store:
    """All own texts of a session, in the order in which they came. ``saved`` is what a file said of how to read."""

    texts: list[Text] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    made: int = 0
    saved: Handlings = field(default_factory=Handlings)
    remarks: list[str] = field(default_factory=list)

    def add_box(self) -> None:
        """An empty box to paste into."""
        self.made += 1
        boxes = sum(not text.is_file for text in self.texts)
        self.texts.insert(boxes, Text(f"text-{self.made}", ""))

    def add_uploads(self, files: Sequence[Any], *, folder: bool = False) -> bool:
        """Copies uploads that are new; True if there was one. A file of handling is taken for the others.

        What lies in a ``folder`` beside texts (pictures of pages, hidden files) is passed over, and that is said.
        """
        new = [file for file in files if file.file_id not in self.taken]
        self.remarks = []
        # the first part of a path is the folder itself, and that was chosen
        beside = [file.name for file in new if folder and is_beside(file.name.partition("/")[2])]
        if beside:
            named = ", ".join(PurePath(name).name for name in beside[:3]) + (" …" if len(beside) > 3 else "")
            self.remarks.append(f"Passed over in the folder: {count(len(beside), 'file')} of no text ({named}).")
        for file in new:
            self.taken.add(file.file_id)
            if file.name in beside:
                continue
            data = file.getvalue()
            if is_handling(data):
                self._take_handlings(file.name, data)
            else:
                self.add_file(File(file.name, data))
        return bool(new)

    def add_file(self, file: File) -> None:
        """One more file."""
        self.made += 1
        self.texts.append(
            Text(f"file-{self.made}", "", file.data, file.name, file.meta, file.encoding, handlings=self.saved)
        )

    def add_failure(self, name: str, failure: StoryError) -> None:
        """Something that could not be had, kept in its place with the reason."""
        self.made += 1
        self.texts.append(Text(f"file-{self.made}", "", file=name, failure=failure))

    def remove(self, name: str) -> None:
        """Takes one text away; two boxes stay to paste into."""
        self.texts = [text for text in self.texts if text.name != name]
        while sum(not text.is_file for text in self.texts) < 2:
            self.add_box()

    def _take_handlings(self, name: str, data: bytes) -> None:
        try:
            self.saved = read_handlings(data, name)
        except HandlingError as error:
            self.remarks.append(str(error))
            return
        for text in self.texts:
            if text.is_file:
                text.past.append((f"Read as “{name}” says", text.handlings))
                text.handlings = self.saved
        self.remarks.append(f"Files named in “{name}” are read as it says.")


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


def has_texts() -> bool:
    """Whether there is anything of the person's own, read or not."""
    return any(text.is_file or text.data.strip() for text in store().texts)


def decided(texts: Sequence[Text]) -> Handlings:
    """Everything that was decided about these texts, each under the file that it speaks of.

    A file in an archive keeps its own name, and what a loaded file said of files that are not here is kept as well.
    """
    own: dict[tuple[str, str], Wanted] = {}
    others: dict[tuple[str, str], Wanted] = {}
    here: set[str] = set()
    for text in texts:
        names = {text.file, *(version.file for version in read_own(text).versions)}
        here |= names
        for item in text.handlings.items:
            if item.handling != AS_FOUND:
                (own if item.file in names else others)[item.file, item.part] = item
    return Handlings((*own.values(), *(item for item in others.values() if item.file not in here)))


def is_read(text: Text) -> bool:
    """Whether reading it again costs nothing."""
    return text.failure is not None or text.read_as == _key(text)


def read_own(text: Text) -> Opened:
    """The versions in a text and the errors that say what could not be read; both empty for an empty box."""
    if text.failure is not None:
        return Opened((), (text.failure,))
    if not text.is_file and not text.data.strip():
        return Opened((), ())
    key = _key(text)
    name = text.file or box_label(text)
    handlings = text.handlings
    if not text.is_file:
        own = tuple(Wanted(name, item.part, item.handling) for item in handlings.items)
        handlings = replace(handlings, items=own)
    found = open_file(key, File(name, text.data, text.meta, text.encoding), handlings, typed=not text.is_file)
    stem = _stem(text) if text.is_file else name
    made = make_versions(key, found, handlings, text.label.strip(), stem)
    text.read_as = key
    return made


def own_versions() -> dict[str, Version]:
    """Every own version that can be read, by its name: that of its text, and its number where it has several."""
    versions: dict[str, Version] = {}
    for text in store().texts:
        versions |= named(text, read_own(text))
    return versions


def named(text: Text, opened: Opened) -> dict[str, Version]:
    """The versions of a text by their names in keys and in the choice."""
    if len(opened.versions) == 1:
        return {text.name: opened.versions[0]}
    return {f"{text.name}-{i}": version for i, version in enumerate(opened.versions, 1)}


def _stem(text: Text) -> str:
    """What a file's version is called: by its name, and by its folder where another folder has a file of that name."""
    path = PurePath(text.file)
    others = (one.file for one in store().texts if one.is_file and one.file != text.file)
    if path.parent.name and any(file == path.name or file.endswith(f"/{path.name}") for file in others):
        return f"{path.parent.name}/{path.stem}"
    return path.stem


def _key(text: Text) -> str:
    """Names everything that taking a text apart depends on."""
    return repr((text.digest, text.file or box_label(text), text.meta, text.encoding, text.handlings.for_reading()))
