"""Bytes → Handlings: a file that says how others are to be read, or a saved reading or comparison, which hold it too.

    ugly    a decision that is passed over because its kind is misspelt
    wanted  “how.json”, entry 2, decision 1: the kind “advert” is not known. Use headline, dateline, body …

The format is described in ``docs/json.md``. Reading is strict: what is misspelt would else be ignored without a word.
Cost: one pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from twicetold.errors import HandlingError
from twicetold.ingest.strict_json import StrictJson, shown
from twicetold.model import KINDS, Decision, Handling, Handlings, Meta, Wanted
from twicetold.settings import DEFAULT, Settings

FORMAT = "twicetold-handling"
FORMAT_VERSION = 1
SAVED = ("twicetold-reading", "twicetold-comparison")

_TEXTS = ("encoding", "layout", "separate")
_TRUTHS = ("repair", "keep_all")
_TABLES = ("columns", "meta")
_FIELDS = (*_TEXTS, *_TRUTHS, *_TABLES, "decisions")
_DETAILS = tuple(field.name for field in fields(Meta) if field.name != "origins")

_JSON = StrictJson(HandlingError)


def read_handlings(data: bytes, name: str = "the file", settings: Settings = DEFAULT) -> Handlings:
    """What ``data`` says of how files are to be read; ``name`` stands in messages.

    Raises HandlingError, which names the file, the entry (counted from 1) and the remedy.
    """
    table = _JSON.table(_JSON.parse(data, name), f"“{name}”")
    if table.get("format") not in (FORMAT, *SAVED):
        raise HandlingError(
            f"“{name}” does not say how files are to be read: its “format” is none of {FORMAT}, {', '.join(SAVED)}. "
            "Choose a file that the app or “read --format json” saved."
        )
    if table.get("format_version") != FORMAT_VERSION or isinstance(table["format_version"], bool):
        raise HandlingError(
            f"“{name}” is of another format version than {FORMAT_VERSION}. Read it with the release that wrote it."
        )
    entries = list(_entries(table, name))
    held = tuple(_wanted(entry, f"“{name}”, entry {i}") for i, entry in enumerate(entries, 1))
    decided = sum(len(item.handling.decisions) for item in held)
    if decided > settings.max_overrides:
        raise HandlingError(
            f"“{name}” holds {decided:,} decisions about lines; a comparison may have {settings.max_overrides:,}. "
            "Remove those that are no longer needed."
        )
    return Handlings(held)


def is_handling(data: bytes) -> bool:
    """Whether ``data`` looks like a file that says how others are to be read, by its first characters."""
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and any(f'"{name}"'.encode() in start for name in (FORMAT, *SAVED))


def _entries(table: dict[str, Any], name: str) -> Iterator[Any]:
    """What stands for one version each; a saved reading has its versions by files, and more in each than is asked."""
    if table["format"] == FORMAT:
        yield from _list(table.get("files"), f"“{name}”", "files")
        return
    holders = _list(table.get("files"), f"“{name}”", "files") if table["format"] == SAVED[0] else [table]
    for holder in holders:
        for version in _list(_JSON.table(holder, f"“{name}”").get("versions"), f"“{name}”", "versions"):
            held = _JSON.table(version, f"“{name}”, a version")
            if "handling" in held:
                yield {"file": held.get("file"), "part": held.get("part", ""), "handling": held["handling"]}


def _wanted(value: Any, where: str) -> Wanted:
    table = _JSON.table(value, where)
    _JSON.known(table, ("file", "part", "handling"), where)
    return Wanted(
        _JSON.text(table, "file", where), _JSON.text(table, "part", where, ""), _handling(table.get("handling"), where)
    )


def _handling(value: Any, where: str) -> Handling:
    table = _JSON.table(value, f"{where}, “handling”")
    _JSON.known(table, _FIELDS, where)
    texts = {field: _JSON.text(table, field, where, "") for field in _TEXTS}
    truths = {field: _truth(table, field, where) for field in _TRUTHS}
    meta = _pairs(table, "meta", where)
    for field, _ in meta:
        if field not in _DETAILS:
            raise HandlingError(f"{where}: the detail {shown(field)} is not known. Use {', '.join(_DETAILS)}.")
    decisions = tuple(
        _decision(item, f"{where}, decision {i}")
        for i, item in enumerate(_list(table.get("decisions", []), where, "decisions"), 1)
    )
    return Handling(
        encoding=texts["encoding"],
        layout=texts["layout"],
        separate=texts["separate"],
        repair=truths["repair"],
        keep_all=truths["keep_all"],
        columns=_pairs(table, "columns", where),
        meta=meta,
        decisions=decisions,
    )


def _decision(value: Any, where: str) -> Decision:
    table = _JSON.table(value, where)
    _JSON.known(table, ("quote", "nth", "kind"), where)
    kind, nth = _JSON.text(table, "kind", where), table.get("nth", 0)
    if kind not in KINDS:
        raise HandlingError(f"{where}: the kind {shown(kind)} is not known. Use {', '.join(KINDS)}.")
    if not isinstance(nth, int) or isinstance(nth, bool) or not 0 <= nth < 2**31:
        raise HandlingError(f"{where}: “nth” counts lines that begin alike. Give it a whole number, 0 or more.")
    return Decision(_JSON.text(table, "quote", where), nth, KINDS[KINDS.index(kind)])


def _list(value: Any, where: str, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise HandlingError(f"{where}: “{field}” is no list. docs/json.md describes what belongs there.")
    return value


def _pairs(table: dict[str, Any], field: str, where: str) -> tuple[tuple[str, str], ...]:
    held = _JSON.table(table.get(field, {}), f"{where}, “{field}”")
    return tuple((name, _JSON.text(held, name, where)) for name in held)


def _truth(table: dict[str, Any], field: str, where: str) -> bool:
    value = table.get(field, False)
    if not isinstance(value, bool):
        raise HandlingError(f"{where}: “{field}” is neither true nor false.")
    return value
