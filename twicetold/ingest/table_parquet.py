"""Parquet → a table, by pyarrow, which comes with the app.

    ugly    a file of 2 kB that unfolds to 20 GB
    wanted  its first rows, after its own account of its sizes was read

The account at the end of the file says how many rows there are and how large each column is; only columns of texts,
numbers and dates are read, a few rows at a time. Cost: linear in what is taken.
"""

from __future__ import annotations

import io
from typing import Any

from twicetold.errors import BinaryError, DamagedError, SizeError
from twicetold.ingest.table import MAX_COLUMNS, NoTable, Row, Table
from twicetold.settings import Settings

_BATCH = 16
"""Rows at a time: a batch of the largest texts fits where one text does."""


def parse_parquet(name: str, data: bytes, max_rows: int, settings: Settings) -> Table:
    """The table in ``data``, its first ``max_rows`` rows. Raises NoTable, BinaryError, DamagedError or SizeError."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise BinaryError(
            f"“{name}” is a Parquet table, which cannot be read here, because pyarrow is not installed. "
            "Save it as .csv or .jsonl and choose that file."
        ) from error
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        columns = [field.name for field in file.schema_arrow if _is_text(arrow, field.type)]
        if len(columns) > MAX_COLUMNS or not columns:
            raise NoTable(f"it has {len(columns):,} columns")
        rows: list[Row] = []
        size = 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
            size += batch.nbytes
            if size > settings.max_unpacked_bytes:
                raise SizeError(
                    f"“{name}” unfolds to more than {settings.max_unpacked_bytes / 1e6:,.0f} MB. "
                    "Save the rows that hold the story in a file of their own."
                )
            for cells in batch.to_pylist():
                rows.append(Row(len(rows) + 1, tuple(_cell(cells[column]) for column in columns)))
                if len(rows) == max_rows:
                    return Table(tuple(columns), tuple(rows), file.metadata.num_rows)
        return Table(tuple(columns), tuple(rows), len(rows))
    except (arrow.ArrowException, OSError, ValueError, KeyError, UnicodeDecodeError, OverflowError) as error:
        raise DamagedError(
            f"“{name}” is a Parquet table that is cut off or broken. Save it again, or as .csv, and choose that file."
        ) from error


def _is_text(arrow: Any, kind: Any) -> bool:
    types = arrow.types
    if types.is_dictionary(kind):
        return _is_text(arrow, kind.value_type)
    if types.is_list(kind) or types.is_large_list(kind):
        return bool(types.is_string(kind.value_type) or types.is_large_string(kind.value_type))
    tests = (types.is_string, types.is_large_string, types.is_integer, types.is_floating, types.is_temporal)
    return any(test(kind) for test in tests)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n\n".join(_cell(item) for item in value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
