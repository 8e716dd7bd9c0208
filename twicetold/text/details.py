"""What a person says about a version (title, outlet, author …), against what was found in it.

ugly    a title that was corrected on the screen, and the old one in the file that is saved
wanted  one place in which it is put in, and “you said so” where its origin is told
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from twicetold.ingest.dates import date_fields
from twicetold.model import Meta, Source
from twicetold.text.marks import BY_HAND

DETAILS = ("title", "outlet", "byline", "date", "language", "licence", "address")
"""The fields of ``Meta`` that a person can give."""

_FIELDS = (*DETAILS, "date_printed")
"""Those that a file of handlings can hold; on the screen one field stands for both dates."""


def with_details(meta: Meta, given: Iterable[tuple[str, str]]) -> Meta:
    """``meta`` with the fields that were ``given``; an empty one is *not known*, others are passed over.

    A date may be written in any way that ``ingest/dates.py`` reads, in the language of the version; how it was written
    is kept beside it. One that may mean two days, or none, is kept as it was written and orders nothing.
    """
    said = {field: " ".join(value.split()) for field, value in given if field in _FIELDS}
    if not said:
        return meta
    if "date" in said:
        language = said.get("language", meta.language)
        said = {"date_printed": ""} | date_fields(said.pop("date"), language) | said
        said.setdefault("date", "")
    origins = tuple(origin for origin in meta.origins if origin[0] not in said)
    origins += tuple((field, BY_HAND) for field in _FIELDS if said.get(field))
    return replace(meta, origins=origins, **said)


def detail(source: Source, field: str) -> str:
    """A field of what is known of ``source``, as a person gave it or else as it was found."""
    value = getattr(with_details(source.meta, source.handling.meta), field)
    assert isinstance(value, str)
    return value
