"""Bytes → Overrides: a file of corrections, or a saved comparison, which holds them too.

    ugly    KeyError: 'places', or half of the corrections read and the rest dropped
    wanted  “fixes.json”, correction 3: the kind “merge” is not known. Use link, unlink, split, join or move.

The format is described in ``docs/json.md``. Reading is strict: what is misspelt would else be ignored without a word.
Cost: one pass.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from twicetold.errors import OverridesError
from twicetold.model import NO_OVERRIDES, OVERRIDE_KINDS, Anchor, Override, Overrides
from twicetold.settings import DEFAULT, Settings

FORMAT = "twicetold-overrides"
FORMAT_VERSION = 1
COMPARISON_FORMAT = "twicetold-comparison"

_LARGEST = 2**31
"""Places in a text are counted in 32 bits throughout."""


def read_overrides(data: bytes, name: str = "the file", settings: Settings = DEFAULT) -> Overrides:
    """The corrections in ``data``; ``name`` stands in messages.

    Raises OverridesError, which names the file, the correction (counted from 1) and the remedy.
    """
    table = _object(_parse(data, name), f"“{name}”")
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
    return _object(_parse(data, name), f"“{name}”").get("format") == COMPARISON_FORMAT


def _parse(data: bytes, name: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise OverridesError(f"“{name}” is no JSON in UTF-8. Save it as UTF-8.") from error
    except RecursionError as error:
        raise OverridesError(f"“{name}” is nested too deeply to hold corrections. Choose another file.") from error
    except ValueError as error:
        # also numbers of more digits than Python reads
        where = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise OverridesError(f"“{name}”{where} is no valid JSON. Correct it there, or choose another file.") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _item(value: Any, where: str) -> Override:
    table = _object(value, where)
    _known(table, ("kind", "places", "note", "moved"), where)
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in OVERRIDE_KINDS:
        known = ", ".join(OVERRIDE_KINDS[:-1])
        raise OverridesError(f"{where}: the kind {_shown(kind)} is not known. Use {known} or {OVERRIDE_KINDS[-1]}.")
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
    return Override(OVERRIDE_KINDS[OVERRIDE_KINDS.index(kind)], anchors, _text(table, "note", where, ""), moved)


def _anchor(value: Any, where: str) -> Anchor:
    table = _object(value, where)
    _known(table, ("version", "start", "end", "quote", "label"), where)
    start, end = _count(table, "start", where), _count(table, "end", where)
    if start >= end:
        raise OverridesError(f"{where}: “start” is not before “end”. A place holds at least one character.")
    return Anchor(
        _text(table, "version", where), start, end, _text(table, "quote", where), _text(table, "label", where, "")
    )


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise OverridesError(f"{where} is no JSON object. docs/json.md describes what belongs there.")
    return value


def _known(table: dict[str, Any], fields: tuple[str, ...], where: str) -> None:
    for field in table:
        if field not in fields:
            raise OverridesError(f"{where}: the field {_shown(field)} is not known. Use {', '.join(fields)}.")


def _text(table: dict[str, Any], field: str, where: str, default: str | None = None) -> str:
    value = table.get(field, default)
    # half of a surrogate pair can be written in JSON and nowhere else
    if not isinstance(value, str) or any("\ud800" <= character <= "\udfff" for character in value):
        raise OverridesError(f"{where}: “{field}” is no text. Give it a text in quotation marks.")
    return value


def _count(table: dict[str, Any], field: str, where: str) -> int:
    value = table.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST:
        raise OverridesError(f"{where}: “{field}” is no place in a text. Give it a whole number, 0 or more.")
    return value


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else type(value).__name__
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
