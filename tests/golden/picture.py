"""A comparison drawn in plain lines, to be read by people: what stands against what, and what differs inside.

    3  A 2.1  B 3.1–3.2
       A  The mayor, who was late, opened the bridge. She left.
       B  edited: The mayor[-, who was late,-] opened the {+new+} bridge. She left.

Units are named by paragraph and sentence; a letter behind says what is no body: h headline, d dateline, s subhead,
c caption, k kicker, y byline, f furniture. Marks are read against the first version that has the passage; ``~2`` counts
differences in typography.
"""

from __future__ import annotations

from collections.abc import Iterator

from twicetold.align.stretches import Stretch
from twicetold.model import Span, Version
from twicetold.pipeline import Comparison
from twicetold.render.labels import label_text
from twicetold.render.words import summary_lines
from twicetold.view import Cell, Lens, project

KINDS = {
    "body": "",
    "headline": "h",
    "dateline": "d",
    "subhead": "s",
    "caption": "c",
    "kicker": "k",
    "byline": "y",
    "furniture": "f",
}


def picture(comparison: Comparison) -> str:
    """Passages, rows as seen from the first version, what is missing where, the answer in words, and what became of
    corrections that could not simply be used."""
    parts = [
        ("passages", _passages(comparison)),
        ("rows", _rows(comparison)),
        ("missing", _missing(comparison)),
        ("answer", iter(summary_lines(comparison, 0))),
    ]
    said = [note.text for note in comparison.collation.notes if note.kind == "correction"]
    if said:
        parts.append(("corrections", iter(said)))
    return "\n".join(line for name, lines in parts for line in (f"[{name}]", *lines, "")).rstrip() + "\n"


def _passages(comparison: Comparison) -> Iterator[str]:
    for number, passage in enumerate(comparison.collation.passages):
        heads = []
        lines = []
        first = passage.carriers[0]
        for v, made in enumerate(comparison.versions):
            units = passage.readings[v].units
            heads.append(f"{made.label} {_names(made, units) if units else '-'}")
            if not units:
                continue
            if v == first:
                lines.append(f"    {made.label}  {' '.join(_flat(made.slice(made.units[u].span)) for u in units)}")
            else:
                pairing = comparison.pairings[first, v]
                marked, typographic = _marked(comparison, first, v, pairing.stretches[number])
                count = f" ~{typographic}" if typographic else ""
                lines.append(f"    {made.label}  {pairing.relations[number]}{count}: {marked}")
        yield f"{number + 1:>2}  {'  '.join(heads)}"
        yield from lines


def _names(made: Version, units: tuple[int, ...]) -> str:
    names = []
    for u in units:
        unit = made.units[u]
        sentence = u - made.paragraphs[unit.paragraph].units.start + 1
        names.append(f"{unit.paragraph + 1}.{sentence}{KINDS[unit.kind]}")
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _marked(comparison: Comparison, a: int, b: int, stretches: tuple[Stretch, ...]) -> tuple[str, int]:
    """The reading of ``b`` with what ``a`` has instead, and how many differences are typography."""
    left, right = comparison.versions[a], comparison.versions[b]
    text = ""
    typographic = 0
    for s in stretches:
        match s.kind:
            case "same" | "cosmetic":
                text += _gap(right, s.b) + _text(right, s.b)
                typographic += s.kind == "cosmetic"
            case "replaced":
                text += _gap(right, s.b) + f"[-{_text(left, s.a)}-]{{+{_text(right, s.b)}+}}"
            case "omitted":
                text += _gap(left, s.a) + f"[-{_text(left, s.a)}-]"
            case "added":
                text += _gap(right, s.b) + f"{{+{_text(right, s.b)}+}}"
    return text.strip(), typographic


def _text(made: Version, tokens: Span) -> str:
    return _flat(made.text[int(made.tokens.starts[tokens.start]) : int(made.tokens.ends[tokens.end - 1])])


def _gap(made: Version, tokens: Span) -> str:
    return " " if made.tokens.gaps[tokens.start] else ""


def _rows(comparison: Comparison) -> Iterator[str]:
    page = project(comparison, Lens(0))
    for row in page.rows:
        runs = comparison.collation.rows[row.row].paragraphs
        cells = [_cell(comparison, cell, runs[cell.version]) for cell in row.cells]
        yield f"{'    '.join(cells)}    {row.change if row.story else 'no story'}"


def _cell(comparison: Comparison, cell: Cell, run: tuple[int, ...]) -> str:
    label = comparison.versions[cell.version].label
    paragraphs = "+".join(str(p + 1) for p in run) or cell.state
    remarks = [label_text(comparison, 0, cell.version, remark) for remark in cell.labels]
    for block in (block for paragraph in cell.paragraphs for block in paragraph.blocks if block.label):
        text = _flat("".join(segment.text for segment in block.segments))
        remark = label_text(comparison, 0, cell.version, block.label)
        remarks.append(f"“{text}” {remark}" if text else remark)
    return f"{label} {paragraphs}" + (f" ({'; '.join(remarks)})" if remarks else "")


def _missing(comparison: Comparison) -> Iterator[str]:
    for finding in comparison.omissions:
        keepers = " ".join(comparison.versions[v].label for v in finding.keepers)
        lackers = " ".join(comparison.versions[v].label for v in finding.lackers)
        words = "1 word" if finding.words == 1 else f"{finding.words} words"
        yield f"{finding.form}, {words}, in {keepers}, not in {lackers}: {_flat(finding.quote)}"
