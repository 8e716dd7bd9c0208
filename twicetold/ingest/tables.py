"""Tables with one article a row (csv, tsv, JSON, JSON lines, Parquet) → a version for each row.

    ugly    forty versions called “articles.csv”, or one whose text begins “id,headline,body”
    wanted  a version a row, with its title, outlet, date, byline and address; what was taken for what is said

A file that only looks like a table is read as plain text, and that is said. What is guessed is one click away from its
other ways: ``Handling.layout`` is ``"plain"``, ``"tags"``, ``"across"`` for a table whose columns hold a version each,
or ``"column:"`` with the name of the column of the texts; ``Handling.columns`` may name a column for every field. Cost:
linear.
"""

from __future__ import annotations

import re
from dataclasses import replace

from twicetold.errors import EmptyError
from twicetold.ingest.dates import date_fields
from twicetold.ingest.decode import decode
from twicetold.ingest.format import Format
from twicetold.ingest.rich import looks_marked_up, read_rich, with_headline
from twicetold.ingest.series import find_captures, split_archived
from twicetold.ingest.table import FIELDS, Columns, NoTable, Row, Table, find_columns
from twicetold.ingest.table_csv import heads_table, parse_csv
from twicetold.ingest.table_json import parse_json, parse_lines
from twicetold.ingest.table_parquet import parse_parquet
from twicetold.model import File, Handling, Mark, Meta, Note, Offer, Source
from twicetold.settings import Settings

PLAIN_LAYOUT = "plain"
TAGS_LAYOUT = "tags"
COLUMN_LAYOUT = "column:"
ACROSS_LAYOUT = "across"

_AS_TABLE = Offer("Read it as a table", "layout", "")
_AS_PLAIN = Offer("Read it as plain text", "layout", PLAIN_LAYOUT)
_LEFT_SHOWN = 6
_OTHERS = 3
_JSON = re.compile(rb"\s*(?:\[\s*[\[{\"]|\{\s*\")")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_NAME_CHARS = 200
"""Letters of a title, an outlet, a byline; what is longer is something else."""


def read_csv(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """A version for each row of a table in lines and columns; plain text where it is none. Raises as ``decode``."""
    return _read_text(file, handling, settings, "csv")


def read_json(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """A version for each object of a list, or in each line; plain text where there is none. Raises as ``decode``."""
    return _read_text(file, handling, settings, "jsonl" if _has(file, ".jsonl", ".ndjson") else "json")


def read_parquet(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """A version for each row of a Parquet table. Raises EmptyError where no column holds texts."""
    try:
        table = parse_parquet(file.name, file.data, settings.max_texts, settings)
        return _make_sources(file, handling, table, (), settings.max_texts)
    except NoTable as error:
        raise EmptyError(f"“{file.name}” holds no texts: {error}. Choose a table with one article a row.") from error


def _read_text(file: File, handling: Handling, settings: Settings, kind: str) -> tuple[Source, ...]:
    plain = decode(file.name, file.data, settings, handling, declared=file.encoding)
    if handling.layout == PLAIN_LAYOUT:
        note = Note("table", "read as plain text, as you asked", (_AS_TABLE,))
        return (replace(plain, meta=file.meta, notes=(*plain.notes, note)),)
    try:
        parse = {"csv": parse_csv, "json": parse_json, "jsonl": parse_lines}[kind]
        return _make_sources(file, handling, parse(plain.text, settings.max_texts), plain.notes, settings.max_texts)
    except NoTable as error:
        note = Note("table", f"read as plain text: {error}")
        if kind != "csv" and find_captures(plain.text):
            note = Note("captures", "it lists captures of a page, not their texts; open their addresses instead")
        return (replace(plain, meta=file.meta, notes=(*plain.notes, note)),)


def _make_sources(
    file: File, handling: Handling, table: Table, notes: tuple[Note, ...], limit: int
) -> tuple[Source, ...]:
    """Raises NoTable where no column holds texts."""
    wanted = dict(handling.columns)
    if handling.layout.startswith(COLUMN_LAYOUT):
        wanted["text"] = handling.layout.removeprefix(COLUMN_LAYOUT)
    columns = find_columns(table, tuple(wanted.items()))
    if handling.layout == ACROSS_LAYOUT and columns.others:
        return _make_across(file, handling, table, columns, (*notes, *table.notes), limit)
    filled = [row for row in table.rows if row.cells[columns.of["text"]].strip()]
    if not filled:
        raise NoTable("no row of it holds a text")
    said = (*notes, *table.notes, *_said(table, columns, len(filled)))
    return tuple(_make_source(file, handling, table, columns, row, said) for row in filled)


def _make_across(
    file: File, handling: Handling, table: Table, columns: Columns, notes: tuple[Note, ...], limit: int
) -> tuple[Source, ...]:
    """A version for each text of each row; of the first rows, if there are too many."""
    places = sorted((columns.of["text"], *columns.others))
    names = ", ".join(f"“{table.columns[place]}”" for place in places)
    notes = (*notes, Note("table", f"a version from each of the columns {names}, as you asked", (_AS_TABLE,)))
    made: list[Source] = []
    rows = table.rows[: max(1, limit // len(places))]
    if len(rows) < table.count:
        notes = (*notes, _limited(len(rows), table.count))
    for row in rows:
        for place in places:
            if row.cells[place].strip():
                one = replace(columns, of={**columns.of, "text": place})
                source = _make_source(file, handling, table, one, row, notes)
                made.append(replace(source, part=f"{source.part}, {table.columns[place]}"))
    return tuple(made)


def _make_source(
    file: File, handling: Handling, table: Table, columns: Columns, row: Row, notes: tuple[Note, ...]
) -> Source:
    text = row.cells[columns.of["text"]]
    marks: tuple[Mark, ...] = ()
    if looks_marked_up(text):
        if handling.layout == TAGS_LAYOUT:
            notes = (*notes, Note("tags", "tags are left in the text, as you asked", (_AS_TABLE,)))
        else:
            text, marks = read_rich(text)
            offer = Offer("Leave the tags in", "layout", TAGS_LAYOUT)
            notes = (*notes, Note("tags", "tags of a page were taken out of the text", (offer,)))
    meta = _meta(table, columns, row)
    text, marks = with_headline(meta.title, text, marks, f"from {_column(table, columns, 'title')}")
    return Source(file.name, text, meta, notes, f"{table.word} {row.number}", marks)


def _column(table: Table, columns: Columns, name: str) -> str:
    return f"the column “{table.columns[columns.of[name]]}”" if name in columns.of else ""


def _meta(table: Table, columns: Columns, row: Row) -> Meta:
    cells = {name: " ".join(row.cells[place].split()) for name, place in columns.of.items() if name != "text"}
    cells = {name: cell for name, cell in cells.items() if cell}
    language = _LANGUAGE.match(cells.pop("language", ""))
    address = cells.pop("address", "")
    dated = date_fields(cells.pop("date", "")[:_NAME_CHARS], language[0] if language else "")
    found = {name: cell for name, cell in cells.items() if len(cell) <= _NAME_CHARS}
    if language:
        found["language"] = language[0].lower()
    if address.lower().startswith(("http://", "https://")):
        found["address"] = address
    if "date" not in dated and (captured := split_archived(address)[1]):
        dated["date"] = captured
    found |= dated
    origins = tuple(
        (name, _column(table, columns, "date" if name == "date_printed" else name)) for name in sorted(found)
    )
    return Meta(**found, origins=origins)


def _said(table: Table, columns: Columns, filled: int) -> list[Note]:
    """The notes that every version of the table has."""
    names = [f"{name} from “{table.columns[columns.of[name]]}”" for name in FIELDS if name in columns.of]
    names[0] = names[0].replace("text from", "text from the column", 1)
    asked = ", as you asked" if columns.asked else ""
    used = set(columns.of.values())
    left = [f"“{name}”" for place, name in enumerate(table.columns) if place not in used]
    if len(left) > _LEFT_SHOWN:
        left[_LEFT_SHOWN - 1 :] = [f"{len(left) - _LEFT_SHOWN + 1} more"]
    unused = f"; left out: {', '.join(left)}" if left else ""
    offers = [
        Offer(f"Take the text from “{table.columns[place]}”", "layout", COLUMN_LAYOUT + table.columns[place])
        for place in columns.others[:_OTHERS]
    ]
    if columns.others:
        offers.append(Offer("Take each column of texts as a version", "layout", ACROSS_LAYOUT))
    if columns.asked:
        offers.append(Offer("Guess the columns", "layout", ""))
    notes = [Note("table", ", ".join(names) + asked + unused, (*offers, _AS_PLAIN))]
    if columns.missing:
        missing = ", ".join(f"“{name}”" for name in columns.missing)
        notes.append(Note("table", f"there is no column {missing} in it, so it was guessed"))
    empty = len(table.rows) - filled
    if empty:
        notes.append(Note("rows", f"{empty:,} {'row has' if empty == 1 else 'rows have'} no text and gave no version"))
    beyond = table.count - len(table.rows)
    if beyond > 0:
        notes.append(_limited(len(table.rows), table.count))
    return notes


def _limited(read: int, count: int) -> Note:
    return Note(
        "limit", f"the first {read:,} of {count:,} rows were read; to read others, put them in a file of their own"
    )


def _has(file: File, *endings: str) -> bool:
    return file.name.lower().endswith(endings)


def _is_csv(file: File) -> bool:
    if b"\x00" in file.data[:1] or file.data[:1] in (b"<", b"{", b"["):
        return False
    if _has(file, ".csv", ".tsv", ".tab"):
        return True
    first = file.data[:4_000].lstrip(b"\xef\xbb\xbf \r\n\t").partition(b"\n")[0]
    return b"\x00" not in first and heads_table(first.decode("utf-8", "replace"))


def _is_json(file: File) -> bool:
    start = file.data[:400].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return bool(_JSON.match(start.replace(b"\x00", b"")))


PARQUET = Format("parquet", "a Parquet table", (".parquet",), lambda file: file.data.startswith(b"PAR1"), read_parquet)
JSON = Format("json", "a table in JSON", (".json", ".jsonl", ".ndjson"), _is_json, read_json)
CSV = Format("csv", "a table", (".csv", ".tsv", ".tab"), _is_csv, read_csv)
