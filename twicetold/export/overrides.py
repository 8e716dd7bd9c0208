"""Overrides → JSON, as described in ``docs/json.md`` and by the schema ``docs/overrides.schema.json``.

``ingest/overrides`` reads it back: the same corrections come out. Cost: one pass.
"""

from __future__ import annotations

import json
from typing import Any

from twicetold.ingest.overrides import FORMAT, FORMAT_VERSION
from twicetold.model import Anchor, Override, Overrides


def overrides_to_json(overrides: Overrides, indent: int | None = 2) -> str:
    """The corrections as JSON text, ending in a line break; ``read_overrides`` reads it."""
    data = {"format": FORMAT, "format_version": FORMAT_VERSION, "overrides": list_overrides(overrides)}
    return json.dumps(data, ensure_ascii=False, indent=indent) + "\n"


def list_overrides(overrides: Overrides) -> list[dict[str, Any]]:
    """The corrections as plain lists, dicts, strings and numbers."""
    return [_item(item) for item in overrides.items]


def _item(item: Override) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": item.kind, "places": [_place(anchor) for anchor in item.places]}
    if item.kind == "move":
        data["moved"] = item.moved
    if item.note:
        data["note"] = item.note
    return data


def _place(anchor: Anchor) -> dict[str, Any]:
    return {
        "version": anchor.version,
        "label": anchor.label,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote,
    }
