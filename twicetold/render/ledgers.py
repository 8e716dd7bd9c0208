"""Ledgers → tables: one line for each version's words, so that a column can be sorted and the table saved.

ugly    one line per quotation with five cells of JSON in it
wanted  what was said · version · its words · speaker · how it stands to the longest
"""

from __future__ import annotations

import pandas as pd

from twicetold.model import Entry, LedgerRow
from twicetold.pipeline import Comparison

_FORMS = {
    "verbatim": "the same words",
    "shortened": "shortened",
    "reworded": "other words",
    "conflict": "conflict",
    "maybe": "may be the same",
    "all": "in all versions",
    "some": "in some versions",
    "only": "in one version",
    "headline": "headline",
    "lede": "first sentence",
}

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell of a CSV as a formula."""


def ledger_frame(comparison: Comparison, kind: str) -> pd.DataFrame:
    """The ledger of a kind (``quote``, ``figure``, ``name``, ``source``, ``opening``), one line per entry, in its
    order."""
    rows = comparison.findings.ledgers[kind].rows
    lines = [
        {"No.": number, "Compared": _FORMS[row.form], **_COLUMNS[kind](row, entry), **_where(comparison, entry)}
        for number, row in enumerate(rows, 1)
        for entry in row.entries
    ]
    return pd.DataFrame(lines)


def frame_to_csv(frame: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a mark that spreadsheets know it by; no cell can be run as a formula."""
    safe = frame.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell)
    text: str = safe.to_csv(index=False)
    return text.encode("utf-8-sig", "replace")


def _where(comparison: Comparison, entry: Entry) -> dict[str, str | int]:
    version = comparison.versions[entry.place.version]
    at = int(version.units.starts.searchsorted(entry.place.span.start, side="right")) - 1
    return {"Version": version.label, "Paragraph on the page": int(version.units.paragraphs[max(0, at)]) + 1}


def _quote(row: LedgerRow, entry: Entry) -> dict[str, str]:
    speaker, likely = entry.detail("speaker"), entry.detail("likely")
    return {
        "Words": entry.text,
        "Speaker": f"{speaker} (likely {likely})" if likely else speaker,
        "Verb": entry.detail("verb"),
        "Against the longest": _FORMS[entry.detail("relation")],
    }


def _figure(row: LedgerRow, entry: Entry) -> dict[str, str]:
    return {
        "Figure": entry.text,
        "Value": entry.detail("value"),
        "Sort": entry.detail("sort"),
        "Of": entry.detail("noun"),
    }


def _name(row: LedgerRow, entry: Entry) -> dict[str, str]:
    return {
        "Name": row.label,
        "As printed": entry.text,
        "Sort": entry.detail("sort"),
        "Title": entry.detail("role"),
        "Times": entry.detail("times"),
    }


def _source(row: LedgerRow, entry: Entry) -> dict[str, str]:
    return {"Statement": row.label, "Source": entry.text}


def _opening(row: LedgerRow, entry: Entry) -> dict[str, str]:
    return {"Words": entry.text}


_COLUMNS = {"quote": _quote, "figure": _figure, "name": _name, "source": _source, "opening": _opening}
