"""Bytes → Overrides: a file of corrections, or a saved comparison, which holds them too.

    ugly    KeyError: 'places', or half of the corrections read and the rest dropped
    wanted  “fixes.json”, correction 3: the kind “merge” is not known. Use link, unlink, split, join or move.

The format is described in ``docs/json.md``. Reading is strict: what is misspelt would else be ignored without a word.
Cost: one pass.
"""

from __future__ import annotations

from typing import Any

from twicetold.errors import OverridesError
from twicetold.ingest.strict_json import StrictJson, shown
from twicetold.model import NO_OVERRIDES, OVERRIDE_KINDS, Anchor, Override, Overrides
from twicetold.settings import DEFAULT, Settings

FORMAT = "twicetold-overrides"
FORMAT_VERSION = 1
COMPARISON_FORMAT = "twicetold-comparison"

_LARGEST = 2**31
"""Places in a text are counted in 32 bits throughout."""

_JSON = StrictJson(OverridesError)


def read_overrides(data: bytes, name: str = "the file", settings: Settings = DEFAULT) -> Overrides:
    """The corrections in ``data``; ``name`` stands in messages.

    Raises OverridesError, which names the file, the correction (counted from 1) and the remedy.
    """
    table = _JSON.table(_JSON.parse(data, name), f"“{name}”")
    if table.get("format") not in (FORMAT, COMPARISON_FORMAT):
        raise OverridesError(
            f"“{name}” holds no corrections: its “format” is neither “{FORMAT}” nor “{COMPARISON_FORMAT}”. "
            "Choose a file that was made by “correct”, or a comparison saved as JSON."
        )
    if table.get("format_version") != FORMAT_VERSION or isinstance(table["format_version"], bool):
        raise OverridesError(
            f"“{name}” is of another format version than {FORMAT_VERSION}. Read it with the release that wrote it."
        )
    items = table.get("overrides", [] if table["format"] == COMPARISON_FORMAT else None)
    if not isinstance(items, list):
        raise OverridesError(f"“{name}” has no list “overrides”. docs/json.md describes what it holds.")
    if len(items) > settings.max_overrides:
        raise OverridesError(
            f"“{name}” holds {len(items):,} corrections; a comparison may have {settings.max_overrides:,}. "
            "Remove those that are no longer needed."
        )
    if not items:
        return NO_OVERRIDES
    return Overrides(tuple(_item(item, f"“{name}”, correction {number}") for number, item in enumerate(items, 1)))


def is_comparison(data: bytes, name: str = "the file") -> bool:
    """Whether ``data`` is a saved comparison; raises OverridesError when it is no JSON object at all."""
    return _JSON.table(_JSON.parse(data, name), f"“{name}”").get("format") == COMPARISON_FORMAT


def _item(value: Any, where: str) -> Override:
    table = _JSON.table(value, where)
    _JSON.known(table, ("kind", "places", "note", "moved"), where)
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in OVERRIDE_KINDS:
        known = ", ".join(OVERRIDE_KINDS[:-1])
        raise OverridesError(f"{where}: the kind {shown(kind)} is not known. Use {known} or {OVERRIDE_KINDS[-1]}.")
    places = table.get("places")
    if not isinstance(places, list):
        raise OverridesError(f"{where}: “places” is no list. Give it a list of places.")
    least = 1 if kind == "join" else 2
    if len(places) < least:
        raise OverridesError(f"{where}: the kind “{kind}” needs {least} or more places. Add them, or remove it.")
    moved = table.get("moved", True)
    if not isinstance(moved, bool) or ("moved" in table and kind != "move"):
        raise OverridesError(f"{where}: “moved” is true or false, and stands only with the kind “move”.")
    anchors = tuple(_anchor(place, f"{where}, place {number}") for number, place in enumerate(places, 1))
    return Override(OVERRIDE_KINDS[OVERRIDE_KINDS.index(kind)], anchors, _JSON.text(table, "note", where, ""), moved)


def _anchor(value: Any, where: str) -> Anchor:
    table = _JSON.table(value, where)
    _JSON.known(table, ("version", "start", "end", "quote", "label"), where)
    start, end = _count(table, "start", where), _count(table, "end", where)
    if start >= end:
        raise OverridesError(f"{where}: “start” is not before “end”. A place holds at least one character.")
    return Anchor(
        _JSON.text(table, "version", where),
        start,
        end,
        _JSON.text(table, "quote", where),
        _JSON.text(table, "label", where, ""),
    )


def _count(table: dict[str, Any], field: str, where: str) -> int:
    value = table.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST:
        raise OverridesError(f"{where}: “{field}” is no place in a text. Give it a whole number, 0 or more.")
    return value
