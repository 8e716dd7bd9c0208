"""Handlings → JSON, as described in ``docs/json.md``; ``ingest/handling`` reads it back. Cost: one pass."""

from __future__ import annotations

import json
from typing import Any

from twicetold.ingest.handling import FORMAT, FORMAT_VERSION
from twicetold.model import AS_FOUND, Handling, Handlings


def handlings_to_json(handlings: Handlings, indent: int | None = 2) -> str:
    """What is wanted of files and parts as JSON text, ending in a line break; ``read_handlings`` reads it."""
    files = [
        {"file": item.file, "part": item.part, "handling": handling_to_dict(item.handling)}
        for item in handlings.items
        if item.handling != AS_FOUND
    ]
    data = {"format": FORMAT, "format_version": FORMAT_VERSION, "files": files}
    return json.dumps(data, ensure_ascii=False, indent=indent) + "\n"


def handling_to_dict(handling: Handling) -> dict[str, Any]:
    """One handling as plain values: the fields that say something, and no others."""
    data: dict[str, Any] = {
        "encoding": handling.encoding,
        "repair": handling.repair,
        "layout": handling.layout,
        "separate": handling.separate,
        "columns": dict(handling.columns),
        "keep_all": handling.keep_all,
        "decisions": [{"quote": one.quote, "nth": one.nth, "kind": one.kind} for one in handling.decisions],
        "meta": dict(handling.meta),
    }
    return {field: value for field, value in data.items() if value}
