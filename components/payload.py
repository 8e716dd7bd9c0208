"""Comparison → JSON strings for the answer and the reader in the browser; plain text throughout, never markup.

    ugly    a page as HTML: one text with a tag in it and the reader is somebody else's
    wanted  names, numbers and strings, made into nodes by ``textContent``

Cells travel as short keys because a novel has ten thousand of them. ``id`` changes when and only when something that is
shown changes, so that the browser can leave a page as it is.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from twicetold.align.letters import diff_letters
from twicetold.model import KINDS, STORY_KINDS, Version
from twicetold.pipeline import Comparison
from twicetold.render.labels import label_text
from twicetold.render.telling import tell
from twicetold.render.words import Part, Target, answer, count, is_independent, spoken_date
from twicetold.view import Block, Cell, Label, Lens, PageRow, Segment, project


def reader_payload(comparison: Comparison, base: int, names: tuple[str, ...]) -> str:
    """The side-by-side page. ``names`` are the versions' names in the URL, in the order of the comparison."""
    page = project(comparison, Lens(base))
    columns = [_column(comparison.versions[v], names[v]) for v in page.columns]
    rows = [_row(comparison, base, row) for row in page.rows]
    return dump({"columns": columns, "rows": rows})


def answer_payload(comparison: Comparison, base: int) -> str:
    """The answer in words: of every other version its share, its weightiest findings, and what can be counted."""
    versions = comparison.versions
    said = [
        {"name": versions[statement.version].label, "parts": [_part(part) for part in statement.parts]}
        for statement in answer(comparison, base, tell(comparison, base))
    ]
    return dump({"base": versions[base].label, "answer": said})


def dump(content: dict[str, Any]) -> str:
    """The content as JSON text, with a digest of it as its ``id``."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    # A lone surrogate cannot cross the wire; it is shown as the sign for a lost character.
    return f'{{"id":"{digest}",{text[1:]}'.encode("utf-8", "replace").decode("utf-8")


def _column(version: Version, name: str) -> dict[str, Any]:
    return {
        "label": version.label,
        "name": name,
        "date": spoken_date(version.meta.date) or version.meta.date_printed,
        "notes": [note.text for note in version.notes if note.kind != "furniture"],
        "words": count(version.words, "word"),
        "lang": version.meta.language,
    }


def _part(part: Part) -> dict[str, Any]:
    packed: dict[str, Any] = {"t": part.text, "to": [_place(target) for target in part.targets]}
    if part.sorts:
        packed["sorts"] = [
            {"t": f"{name} {number:,}", "to": [_place(target) for target in targets]}
            for number, name, targets in part.sorts
        ]
    return packed


def _place(target: Target) -> list[int | None]:
    """Row and passage, as the reader finds them; without a passage the whole row."""
    return [target.row, target.passage if target.passage >= 0 else None]


def _row(comparison: Comparison, base: int, row: PageRow) -> dict[str, Any]:
    paragraphs, words = _size(comparison, row)
    return {
        "r": row.row,
        "change": row.change,
        "story": row.story,
        "paragraphs": paragraphs,
        "words": words,
        "cells": [_cell(comparison, base, cell) | _apart(comparison, row, cell) for cell in row.cells],
    }


def _apart(comparison: Comparison, row: PageRow, cell: Cell) -> dict[str, bool]:
    """Marks an empty cell whose version shares little with all that have the row: there it was only not found."""
    if cell.state != "absent":
        return {}
    tellers = [one.version for one in row.cells if any(paragraph.number for paragraph in one.paragraphs)]
    return {"apart": all(is_independent(comparison, cell.version, v) for v in tellers)}


def _size(comparison: Comparison, row: PageRow) -> tuple[int, int]:
    """Paragraphs and words of a row, as the first version that has something in it prints them."""
    for cell in row.cells:
        if cell.paragraphs:
            version = comparison.versions[cell.version]
            run = comparison.collation.rows[row.row].paragraphs[cell.version]
            spans = [version.paragraphs[p].units for p in run]
            return len(run), sum(version.units[u].words for span in spans for u in range(span.start, span.end))
    return 0, 0


def _cell(comparison: Comparison, base: int, cell: Cell) -> dict[str, Any]:
    packed: dict[str, Any] = {"s": cell.state}
    if cell.missing_words:
        packed["w"] = count(cell.missing_words, "word")
    if cell.labels:
        packed["l"] = [_label(comparison, base, cell.version, label) for label in cell.labels]
    if cell.paragraphs:
        packed["p"] = [
            {
                "n": paragraph.number,
                "why": paragraph.reason if not paragraph.number else "",
                "b": [_block(comparison, base, cell.version, block) for block in paragraph.blocks],
            }
            for paragraph in cell.paragraphs
        ]
    return packed


def _label(comparison: Comparison, base: int, version: int, label: Label) -> dict[str, Any]:
    return {"k": label.kind, "t": label_text(comparison, base, version, label), "r": label.row}


def _letters(segment: Segment) -> list[list[list[list[int]]]]:
    """Where one word stands for another that is spelled alike: the letters that differ in the word that is gone and in
    the one that is there, as spans of code points of the trimmed words. Empty elsewhere."""
    gone, own = segment.base.strip(), segment.text.strip()
    if segment.op != "replaced" or not gone or not own or len(gone.split()) > 1 or len(own.split()) > 1:
        return []
    return _letters_of(gone, own)


@lru_cache(maxsize=20_000)
def _letters_of(gone: str, own: str) -> list[list[list[list[int]]]]:
    edits = diff_letters(gone, own)
    if any(edit.a == (0, len(gone)) and edit.b == (0, len(own)) for edit in edits):
        return []
    return [[[list(edit.a) for edit in edits if edit.a], [list(edit.b) for edit in edits if edit.b]]]


def _block(comparison: Comparison, base: int, version: int, block: Block) -> dict[str, Any]:
    quiet = block.kind in KINDS[STORY_KINDS:]
    packed: dict[str, Any] = {
        "p": block.passage,
        "k": block.kind,
        "whole": block.relation == "absent",
        "differently": block.relation == "reworded",
        "s": [
            ["same" if quiet else segment.op, segment.text, segment.base, segment.heat, *_letters(segment)]
            for segment in block.segments
        ],
    }
    if block.label is not None:
        packed["l"] = _label(comparison, base, version, block.label)
    return packed
