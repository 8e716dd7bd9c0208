"""Text in lines and columns (csv, tsv) → a table.

    ugly    a column in which every text ends at its first comma; 131,072 letters as the end of the world
    wanted  the rows as a spreadsheet shows them, whatever stands between the columns

What separates columns is the sign with which most rows have equally many, and the first row known names. Cells are text
and nothing else: what a spreadsheet would calculate is not calculated. Cost: linear.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from twicetold.ingest.table import MAX_COLUMNS, NoTable, Row, Table, field_of
from twicetold.model import Note

_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_TRIED_ROWS = 40
_TRIED_CHARS = 400_000
_ALIKE = 0.6
"""Share of the rows that have as many cells as most; prose with commas in it has .3, a damaged table .9."""
_NAME_CHARS = 50
"""Letters of the longest name of a column."""


def parse_csv(text: str, max_rows: int) -> Table:
    """The table in ``text``, its first ``max_rows`` rows with anything in them. Raises NoTable."""
    # the limit is one of the process, and only ever raised: a text is one cell, and the file is bounded before
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    text = text.removeprefix("\ufeff")
    told = text[:7].partition("\n")[0].strip()
    sign = told[4:] if told.startswith("sep=") and told[4:] in _SIGNS else ""
    if sign:
        text = text.partition("\n")[2]
    first = list(islice(_records(text[:_TRIED_CHARS], sign), _TRIED_ROWS)) if sign else []
    if not sign:
        sign, first = _find_sign(text)
    if not first:
        raise NoTable("there are no rows in it")
    width = len(first[0][1])
    if width > MAX_COLUMNS:
        raise NoTable(f"it has {width:,} columns")
    named = _is_header(first)
    names = _distinct(first[0][1]) if named else tuple(f"column {i + 1}" for i in range(width))
    rows: list[Row] = []
    count, ragged, long_ = 0, 0, ""
    for number, cells in _records(text, sign):
        if named and number == first[0][0]:
            continue
        count += 1
        if len(rows) < max_rows:
            ragged += len(cells) != width
            rows.append(Row(number, _fit(cells, width, sign)))
            long_ = cells[-1]
    notes = []
    if ragged:
        few = f"{ragged:,} {'row has' if ragged == 1 else 'rows have'}"
        notes.append(Note("rows", f"{few} more or fewer cells than the first; check where its columns are cut"))
    if text.count('"') % 2 and "\n" in long_:
        notes.append(Note("rows", "a quotation mark is never closed, so rows may be cut in the wrong place"))
    return Table(names, tuple(rows), count, tuple(notes))


def heads_table(line: str) -> bool:
    """Whether ``line`` is one of names of columns, of which one is that of the text and one more is known."""
    for sign in _SIGNS:
        if line.count(sign):
            fields = {field_of(cell)[0] for _, cells in _records(line, sign) for cell in cells}
            if "text" in fields and len(fields - {""}) > 1:
                return True
    return False


def _records(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Number (the first record is 1) and cells of the records with anything in them."""
    # many a hand puts a space behind the comma, which would make the quotation mark one of the text
    spaced = text.count(f'{sign} "') > text.count(f'{sign}"')
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=spaced)
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise NoTable("its columns cannot be told") from error


def _find_sign(text: str) -> tuple[str, list[tuple[int, list[str]]]]:
    """What separates the columns, and the first rows cut by it. Raises NoTable where nothing does."""
    best: tuple[tuple[int, float, int], str, list[tuple[int, list[str]]]] | None = None
    for sign in _SIGNS:
        records = list(islice(_records(text[:_TRIED_CHARS], sign), _TRIED_ROWS))
        if not records:
            continue
        width, most = Counter(len(cells) for _, cells in records).most_common(1)[0]
        known = sum(bool(field_of(cell)[0]) for cell in records[0][1])
        share = most / len(records)
        if (width > 1 and share >= _ALIKE and len(records) > 1) or known > 1:
            score = (known, share, width)
            if best is None or score > best[0]:
                best = score, sign, records
    if best is not None:
        return best[1], best[2]
    single = list(islice(_records(text[:_TRIED_CHARS], ","), _TRIED_ROWS))
    if single and len(single[0][1]) == 1 and field_of(single[0][1][0])[0] == "text":
        return ",", single
    raise NoTable("its lines are not cut into columns alike")


def _is_header(records: list[tuple[int, list[str]]]) -> bool:
    """Whether the first record holds names of columns, not cells."""
    head = [cell.strip() for cell in records[0][1]]
    if any(len(cell) > _NAME_CHARS for cell in head):
        return False
    if any(field_of(cell)[0] for cell in head):
        return True
    below = [max((len(cell) for cell in cells), default=0) for _, cells in records[1:]]
    names = [cell for cell in head if cell]
    return (
        len(set(names)) == len(names) > len(head) // 2
        and not any(cell[0].isdigit() or "://" in cell for cell in names)
        and bool(below)
        and sorted(below)[len(below) // 2] > 3 * max(map(len, names))
    )


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Names that tell the columns apart; one without a name is called by its place."""
    made: list[str] = []
    taken: set[str] = set()
    for place, name in enumerate(names, 1):
        plain = " ".join(name.split()) or f"column {place}"
        made.append(plain if plain not in taken else f"{plain} ({place})")
        taken.add(made[-1])
    return tuple(made)


def _fit(cells: list[str], width: int, sign: str) -> tuple[str, ...]:
    """As many cells as there are columns; what is beyond the last stands in it, as it was written."""
    if len(cells) > width:
        return (*cells[: width - 1], sign.join(cells[width - 1 :]))
    return (*cells, *[""] * (width - len(cells)))
