"""JSON in its several customs → a table.

    ugly    “Expecting value: line 1 column 1”; only the one of eleven customs read that the last tool wrote
    wanted  an object a line, a list of objects, objects by key, columns by key, a list below “articles”: all rows

Objects in objects become columns of their own (“source.name”), lists of texts paragraphs. Cost: linear; what is nested
more deeply than Python reads is no table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from twicetold.ingest.table import MAX_COLUMNS, NoTable, Row, Table, field_of
from twicetold.model import Note

_LISTS = (
    "articles", "items", "entries", "stories", "documents", "docs", "texts", "versions", "results", "records", "rows",
    "data", "response", "hits", "feed",
)  # fmt: skip
"""Where services keep their list; any other key counts if it is the only one that holds objects."""
_MOST_OBJECTS = 500_000
"""Nine million empty lists fit into 27 MB, and take 1.7 GB when they are read; a text has hardly a bracket."""
_DEEP = 3
"""How far below the top a list is looked for: {"response": {"docs": [ … ]}}."""


def parse_json(text: str, max_rows: int) -> Table:
    """The table in ``text``, its first ``max_rows`` rows. Raises NoTable."""
    text = text.removeprefix("\ufeff").strip()
    if text.startswith("{") and _is_overfull(text):
        return parse_lines(text, max_rows)
    try:
        return _table(_find_rows(_load(text), _DEEP), max_rows, "entry")
    except json.JSONDecodeError as error:
        if error.msg != "Extra data" and "\n" not in text:
            raise NoTable("it is no valid JSON") from error
        return parse_lines(text, max_rows)


def parse_lines(text: str, max_rows: int) -> Table:
    """The table of ``text`` with an object in each line; lines that are none are left out, with a note.

    Raises NoTable, also where those are more than the others.
    """
    rows: list[Any] = []
    bad: list[int] = []
    count = 0
    # not splitlines: a string of JSON may hold U+2028 and its kin as they are
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        if len(rows) >= max_rows:
            count += 1
            continue
        try:
            value = _load(line.strip())
        except json.JSONDecodeError:
            value = None
        if isinstance(value, dict):
            rows.append((number, value))
        else:
            bad.append(number)
        if len(bad) > 10 + len(rows):
            break
    if not rows or len(bad) > len(rows):
        raise NoTable("it is no valid JSON")
    table = _table(rows, max_rows, "line", count)
    if not bad:
        return table
    which = f"line {bad[0]} is" if len(bad) == 1 else f"{len(bad):,} lines, the first of them line {bad[0]}, are"
    notes = (Note("loss", f"{which} no JSON object, and left out"),)
    return Table(table.columns, table.rows, table.count, notes, table.word)


def _is_overfull(text: str) -> bool:
    return text.count("{") + text.count("[") > _MOST_OBJECTS


def _load(text: str) -> Any:
    if _is_overfull(text):
        raise NoTable(f"it holds more than {_MOST_OBJECTS:,} objects")
    try:
        return json.loads(text)
    except RecursionError as error:
        raise NoTable("its JSON is nested too deeply") from error
    except json.JSONDecodeError:
        raise
    except ValueError as error:
        # a number of more digits than Python reads
        raise NoTable("it holds a number that is too long") from error


def _find_rows(value: Any, deep: int) -> list[tuple[int, Any]]:
    """The rows below ``value``, numbered from 1. Raises NoTable."""
    if isinstance(value, list):
        if value and all(isinstance(item, list) for item in value):
            return list(enumerate(_by_header(value[0], value[1:]), 1))
        return list(enumerate(value, 1))
    if isinstance(value, dict):
        if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
            return list(enumerate(_by_header(value["columns"], value["data"]), 1))
        if any(field_of(str(key))[0] == "text" and isinstance(item, str) for key, item in value.items()):
            return [(1, value)]
        if deep:
            below = _below(value)
            if below is not None:
                return _find_rows(below, deep - 1)
        return _by_key(value)
    raise NoTable("it holds no list of articles")


def _below(value: dict[str, Any]) -> Any:
    """What holds the rows of an object that is a letter around them; None if nothing clearly does."""
    named = [value[key] for key in _LISTS if isinstance(value.get(key), list | dict) and value[key]]
    if named:
        return named[0]
    lists = [item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], dict)]
    return lists[0] if len(lists) == 1 else None


def _by_key(value: dict[str, Any]) -> list[tuple[int, Any]]:
    """Rows of {"a": {row}, "b": {row}}, or of {"text": [cells], "title": [cells]}. Raises NoTable."""
    items = list(value.values())
    known = any(field_of(key)[0] == "text" for key in value)
    if known and items and all(isinstance(item, list) and len(item) == len(items[0]) for item in items):
        rows = (dict(zip(value, cells, strict=True)) for cells in zip(*items, strict=True))
        return list(enumerate(rows, 1))
    if known and items and all(isinstance(item, dict) and item.keys() == items[0].keys() for item in items):
        return list(enumerate(({column: value[column][key] for column in value} for key in items[0]), 1))
    if items and all(isinstance(item, dict) for item in items):
        return [(number, {"key": key, **item}) for number, (key, item) in enumerate(value.items(), 1)]
    raise NoTable("it holds no list of articles")


def _by_header(names: Any, rows: Sequence[Any]) -> Iterable[dict[str, Any]]:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names) or len(names) > MAX_COLUMNS:
        raise NoTable("it holds no list of articles")
    return [dict(zip(names, row, strict=False)) for row in rows if isinstance(row, list)]


def _table(rows: Sequence[tuple[int, Any]], max_rows: int, word: str, more: int = 0) -> Table:
    flat: list[tuple[int, dict[str, str]]] = []
    for number, value in islice(rows, max_rows):
        if isinstance(value, str):
            flat.append((number, {"text": value}))
        elif isinstance(value, dict):
            flat.append((number, _flat(value)))
    columns = tuple(dict.fromkeys(name for _, row in flat for name in row))
    if not columns:
        raise NoTable("it holds no list of articles")
    if len(columns) > MAX_COLUMNS:
        raise NoTable(f"it has {len(columns):,} columns")
    made = tuple(Row(number, tuple(row.get(name, "") for name in columns)) for number, row in flat)
    return Table(columns, made, len(rows) + more, word=word)


def _flat(value: dict[str, Any]) -> dict[str, str]:
    """Name → text of the cells; of an object in the object one level more, what lies deeper is no text."""
    cells: dict[str, str] = {}
    for name, item in value.items():
        if isinstance(item, dict):
            for inner, below in item.items():
                cell = _cell(below, name)
                if cell:
                    cells[f"{name}.{inner}"] = cell
        else:
            cells[name] = _cell(item, name)
        if len(cells) > MAX_COLUMNS:
            raise NoTable(f"it has more than {MAX_COLUMNS:,} columns")
    return cells


def _cell(value: Any, name: str) -> str:
    """What is neither text, number nor a list of texts is no cell; names of persons may stand in objects."""
    if isinstance(value, str):
        # half of a surrogate pair can be written in JSON and nowhere else
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _broken(value) else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return ("\n\n" if field_of(name)[0] in ("text", "") else ", ").join(_texts(value, _DEEP))
    return ""


def _texts(values: list[Any], deep: int) -> Iterator[str]:
    """The texts in a list, and in lists in it."""
    for item in values:
        value = item.get("name") if isinstance(item, dict) else item
        if isinstance(value, str) and value:
            yield _cell(value, "")
        elif isinstance(value, list) and deep:
            yield from _texts(value, deep - 1)


def _broken(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)
