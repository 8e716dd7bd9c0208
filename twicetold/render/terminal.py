"""Page → plain text for a terminal: the answer, the list of what is missing, then every place that differs.

Marks are [-left out-] and {+added+}; with colour they are coloured as well, never instead. Control characters in the
texts are shown as � so that a text cannot write to the terminal.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import regex

from twicetold.pipeline import Comparison
from twicetold.render.labels import label_text
from twicetold.render.language import read_language
from twicetold.render.missing import missing_list
from twicetold.render.receipts import receipt_lines
from twicetold.render.saying import finding_lines, hidden_line
from twicetold.render.words import count, summary_lines
from twicetold.view import Cell, Lens, PageRow, Segment, project

_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}--[\n\t]]", regex.VERSION1)
_ADDED, _GONE, _QUIET, _PLAIN = "\x1b[34m", "\x1b[33m", "\x1b[2m", "\x1b[0m"


def to_text(comparison: Comparison, base: int = 0, *, colour: bool = False, width: int = 100) -> str:
    """The comparison as text, read against the version ``base`` (an index), wrapped to ``width`` characters."""
    lines = [_clean(line) for line in summary_lines(comparison, base)]
    items = missing_list(comparison, base)
    if items:
        lines += ["", "What is missing where"]
        for item in items:
            lines.append(_clean(f"  {count(item.words, 'word')}: “{item.quote}”"))
            lines.append(_clean(f"      {item.say}"))
    rows = [row for row in project(comparison, Lens(base)).rows if row.change == "substantive"]
    if rows:
        lines += ["", f"Places that differ, read against {_clean(comparison.versions[base].label)}"]
        for row in rows:
            lines += ["", *_row(comparison, base, row, colour=colour)]
    lines += _proposals(comparison)
    wrapped = [textwrap.fill(line, width, subsequent_indent="    ", break_on_hyphens=False) for line in lines]
    return "\n".join(wrapped) + "\n"


def findings_text(comparison: Comparison, language: str = "en", base: int = 0, *, width: int = 100) -> str:
    """The findings as a list, heaviest first, each on lines of its own behind its kind; then what is only typography,
    read against the version ``base``."""
    words = read_language(language)
    lines = [words.parts["same"]] if comparison.is_same else []
    lines += [f"{words.kinds[line.kind]}: {_flat(line.text)}" for line in finding_lines(comparison, language)]
    if not lines:
        lines.append(words.parts["none"])
    hidden = hidden_line(comparison, language)
    if hidden:
        lines.append(hidden)
    for said, places in receipt_lines(comparison, base, language):
        lines += ["", _flat(said), *(f"    {line}" for line in places)]
    wrapped = [textwrap.fill(line, width, subsequent_indent="    ", break_on_hyphens=False) for line in lines]
    return "\n".join(wrapped) + "\n"


def _proposals(comparison: Comparison) -> list[str]:
    """What a measure of meaning proposes, under its own heading; nothing where there is nothing."""
    collation = comparison.collation
    if not collation.proposals:
        return []
    name = _flat(collation.similarity)
    lines = ["", "Possible paraphrases: proposed by a model, not counted, and no part of anything said above"]
    for found in collation.proposals:
        lines.append(f"  Possible paraphrase (similarity {found.similarity:.2f}, proposed by {name}):")
        for v, u in ((found.a_version, found.a_unit), (found.b_version, found.b_unit)):
            version = comparison.versions[v]
            lines.append(f"      {_flat(version.label)}: “{_flat(version.slice(version.units[u].span))}”")
    return lines


def plain_line(text: str) -> str:
    """A text on one line, without control characters."""
    return _flat(text)


def _row(comparison: Comparison, base: int, row: PageRow, *, colour: bool) -> Iterator[str]:
    for cell in row.cells:
        name = _clean(comparison.versions[cell.version].label)
        labels = "; ".join(_clean(label_text(comparison, base, cell.version, label)) for label in cell.labels)
        note = f" ({labels})" if labels else ""
        if cell.state == "absent":
            yield f"  {name}: " + _tint("does not have this", _QUIET, colour=colour)
        elif cell.state != "empty":
            numbers = ", ".join(f"¶{paragraph.number}" for paragraph in cell.paragraphs if paragraph.number)
            yield f"  {name}{' ' + numbers if numbers else ''}{note}: {_cell(cell, base, colour=colour)}"


def _cell(cell: Cell, base: int, *, colour: bool) -> str:
    paragraphs = []
    for paragraph in cell.paragraphs:
        segments = [segment for block in paragraph.blocks for segment in block.segments]
        plain = cell.version == base
        paragraphs.append("".join(_flat(s.text) if plain else _mark(s, colour=colour) for s in segments))
    return " ¶ ".join(paragraphs)


def _mark(segment: Segment, *, colour: bool) -> str:
    if segment.op in ("same", "cosmetic"):
        return _flat(segment.text)
    marked = ""
    if segment.base:
        marked += _wrap(segment.base, "[-", "-]", _GONE, colour=colour)
    if segment.text:
        marked += _wrap(segment.text, "{+", "+}", _ADDED, colour=colour)
    return marked


def _wrap(text: str, opening: str, closing: str, tint: str, *, colour: bool) -> str:
    flat = _flat(text)
    stripped = flat.lstrip()
    gap = " " if len(stripped) < len(flat) else ""
    return gap + _tint(f"{opening}{stripped}{closing}", tint, colour=colour)


def _tint(text: str, tint: str, *, colour: bool) -> str:
    return f"{tint}{text}{_PLAIN}" if colour else text


def _flat(text: str) -> str:
    return regex.sub(r"\s+", " ", _clean(text))


def _clean(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)
