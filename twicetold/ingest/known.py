"""What a file says of itself → what is known of its text, each field with where it is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from twicetold.model import Meta

_MOST_CHARS = 500
"""Of a title, a name, a date; what is longer is cut off there."""


def fill(known: Meta, found: Mapping[str, tuple[str, str]]) -> Meta:
    """What ``known`` says, and of the rest what was ``found``: by field the value and its origin in words.

    A date belongs with what is printed of it: where one of the two is known, neither is taken.
    """
    closed = ("date", "date_printed") if known.date or known.date_printed else ()
    new = {
        field: (value[:_MOST_CHARS], origin)
        for field, (value, origin) in found.items()
        if value and field not in closed and not getattr(known, field)
    }
    if not new:
        return known
    values = {field: value for field, (value, _) in new.items()}
    return replace(known, **values, origins=(*known.origins, *((field, origin) for field, (_, origin) in new.items())))


def fill_from(known: Meta, found: Mapping[str, str], origin: str) -> Meta:
    """The same for fields that are all from one place."""
    return fill(known, {field: (value, origin) for field, value in found.items()})
