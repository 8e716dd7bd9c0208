"""What was read of files → JSON, as described in ``docs/json.md`` and by the schema ``docs/reading.schema.json``.

The same files give the same bytes. ``ingest/handling`` reads it back as a file of handling. Cost: one pass.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from twicetold.errors import ReadError
from twicetold.export.version import version_to_dict
from twicetold.model import Version

FORMAT = "twicetold-reading"
FORMAT_VERSION = 1


def reading_to_json(files: Sequence[tuple[str, Sequence[Version | ReadError]]], indent: int | None = 2) -> str:
    """What ``read_all`` gave for each of ``files``, under its name, as JSON text that ends in a line break."""
    data = {"format": FORMAT, "format_version": FORMAT_VERSION, "files": [_file(name, found) for name, found in files]}
    return json.dumps(data, ensure_ascii=False, indent=indent) + "\n"


def _file(name: str, found: Sequence[Version | ReadError]) -> dict[str, Any]:
    return {
        "file": name,
        "versions": [version_to_dict(one) for one in found if isinstance(one, Version)],
        "errors": [{"kind": type(one).__name__, "text": str(one)} for one in found if isinstance(one, ReadError)],
    }
