"""What is known of a version, each field with its origin, to be put right by hand; how its letters and columns are
read."""

from __future__ import annotations

import re

import streamlit as st

from components.texts import Text
from components.wording import plain
from twicetold.ingest.encodings import ENCODINGS, encoding_name
from twicetold.model import Version
from twicetold.render.reading import DETAIL_WORDS, LANGUAGES, language_name

_PACKED = (b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"PAR1", b"{\\rtf", b"\xd0\xcf\x11\xe0")
"""Files that say themselves how their letters are written."""


COLUMN_WORDS = {"text": "Text", **{field: DETAIL_WORDS[field] for field in DETAIL_WORDS if field != "licence"}}
"""What a column of a table can hold."""

_QUOTED = re.compile("“([^”]*)”")


def show_details(text: Text, name: str, version: Version) -> None:
    """A field for each detail; what is typed holds at once and stands in everything that is saved."""
    fields = list(DETAIL_WORDS)
    with st.container(key=f"fields_{name}"):
        # rows of two, so that fields are reached in the order in which they are read
        for first in range(0, len(fields) + 1, 2):
            for field, column in zip((*fields, "")[first : first + 2], st.columns(2), strict=True):
                with column:
                    if field:
                        _show_field(text, name, version, field)
                    else:
                        _show_encoding(text, name, version)
        _show_columns(text, name, version)


def _show_field(text: Text, name: str, version: Version, field: str) -> None:
    value = getattr(version.meta, field) or (version.meta.date_printed if field == "date" else "")
    whence = dict(version.meta.origins).get(field)
    called = DETAIL_WORDS[field]
    label = f"{called} – {plain(whence)}" if whence and value else called
    key = f"detail_{field}_{name}"
    # the field follows what is known, also when a step is taken back
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    arguments = (text, name, version, field)
    if field == "language":
        codes = sorted({"", value, *LANGUAGES}, key=lambda code: (code != "", language_name(code)))
        st.selectbox(label, codes, key=key, format_func=_language, on_change=_take_detail, args=arguments)
    else:
        st.text_input(label, key=key, placeholder="not known", on_change=_take_detail, args=arguments)


def _take_detail(text: Text, name: str, version: Version, field: str) -> None:
    value = st.session_state[f"detail_{field}_{name}"] or ""
    given = dict(text.handling(version).meta) | {field: value}
    text.change(f"{DETAIL_WORDS[field]} changed", version, meta=tuple(given.items()))


def _language(code: str) -> str:
    return language_name(code) if code else "not known"


def _show_encoding(text: Text, name: str, version: Version) -> None:
    if not text.is_file or text.data.startswith(_PACKED):
        return
    key, value = f"encoding_{name}", text.handling(version).encoding
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    options = ["", *ENCODINGS] if value in ("", *ENCODINGS) else ["", value, *ENCODINGS]
    st.selectbox(
        "Letters are read as",
        options,
        key=key,
        format_func=lambda code: encoding_name(code) if code else "as found",
        on_change=_take_encoding,
        args=(text, name, version),
    )


def _take_encoding(text: Text, name: str, version: Version) -> None:
    encoding = st.session_state[f"encoding_{name}"] or ""
    text.change(f"Read as {encoding_name(encoding)}" if encoding else "Read as found", version, encoding=encoding)


def _show_columns(text: Text, name: str, version: Version) -> None:
    """For rows of a table: which column holds what. Names that are not listed can be typed."""
    told = [origin for _, origin in version.meta.origins] + [n.text for n in version.notes if n.kind == "table"]
    if not any(note.kind == "table" for note in version.notes) or not version.part:
        return
    chosen = dict(text.handling(version).columns)
    columns = sorted({*_QUOTED.findall(" ".join(told)), *chosen.values()})
    st.caption("Columns of the table")
    for first in range(0, len(COLUMN_WORDS), 4):
        for field, column in zip(list(COLUMN_WORDS)[first : first + 4], st.columns(4), strict=False):
            key, value = f"column_{field}_{name}", chosen.get(field) or None
            if st.session_state.get(key) != value:
                st.session_state[key] = value
            column.selectbox(
                COLUMN_WORDS[field],
                columns,
                index=None,
                key=key,
                placeholder="as found",
                accept_new_options=True,
                format_func=plain,
                on_change=_take_column,
                args=(text, name, version, field),
            )


def _take_column(text: Text, name: str, version: Version, field: str) -> None:
    column = st.session_state[f"column_{field}_{name}"]
    chosen = {one: held for one, held in text.handling(version).columns if one != field}
    if column:
        chosen[field] = column
    text.change(f"{COLUMN_WORDS[field]} from “{column or 'as found'}”", version, columns=tuple(chosen.items()))
