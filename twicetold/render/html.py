"""Page → a self-contained HTML report: no script, no address, prints on paper, reads aloud in order.

This is the only place that makes HTML out of text; everything goes through ``escape``. White space that opens a segment
stands outside its mark, and a word that is left out and the one that is added for it never touch.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from twicetold.model import KINDS, STORY_KINDS
from twicetold.pipeline import Comparison
from twicetold.render.labels import label_text
from twicetold.render.language import read_language
from twicetold.render.receipts import receipt_lines
from twicetold.render.saying import finding_lines, hidden_line
from twicetold.render.telling import tell
from twicetold.render.words import answer, count
from twicetold.view import Block, Cell, Lens, PageRow, Segment, project

_STYLE = Path(__file__).parent / "report.css"


def to_html(comparison: Comparison, base: int = 0, title: str = "Twice Told") -> str:
    """The comparison as one HTML document, read against the version ``base`` (an index)."""
    page = project(comparison, Lens(base))
    heads = "".join(_head(comparison, v, base) for v in page.columns)
    body = "".join(_row(comparison, base, row) for row in page.rows)
    said = answer(comparison, base, tell(comparison, base))
    summary = "".join(f"<p>{escape(statement.text)}</p>" for statement in said)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE.read_text(encoding='utf-8')}</style></head><body><main>"
        f"<h1>{escape(title)}</h1><section>{summary}</section>{_findings(comparison)}{_typography(comparison, base)}"
        f"<section><h2>Side by side</h2><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></section>"
        "</main></body></html>\n"
    )


def _findings(comparison: Comparison) -> str:
    """The list of findings, the weightiest first, each behind its kind; nothing where nothing was found."""
    kinds = read_language("en").kinds
    lines = "".join(
        f"<li><small>{escape(kinds[line.kind])}</small> {escape(line.text)}</li>" for line in finding_lines(comparison)
    )
    hidden = hidden_line(comparison)
    held = f"<p>{escape(hidden)}</p>" if hidden else ""
    return f"<section><h2>Findings</h2><ol>{lines}</ol>{held}</section>" if lines or held else ""


def _typography(comparison: Comparison, base: int) -> str:
    """What is only typography, sort by sort, with each place; nothing where nothing is."""
    receipts = "".join(
        f"<li>{escape(said)}<ul>{''.join(f'<li>{escape(line)}</li>' for line in places)}</ul></li>"
        for said, places in receipt_lines(comparison, base)
    )
    return f"<section><h2>Only typography</h2><ul>{receipts}</ul></section>" if receipts else ""


def _head(comparison: Comparison, version: int, base: int) -> str:
    made = comparison.versions[version]
    role = "read against this one" if version == base else ""
    parts = [made.meta.date, count(made.words, "word"), role]
    return f'<th scope="col">{escape(made.label)}<small>{escape(", ".join(p for p in parts if p))}</small></th>'


def _row(comparison: Comparison, base: int, row: PageRow) -> str:
    kind = "story" if row.story else "furniture"
    cells = "".join(_cell(comparison, base, cell) for cell in row.cells)
    return f'<tr class="{kind} {row.change}">{cells}</tr>'


def _cell(comparison: Comparison, base: int, cell: Cell) -> str:
    name = comparison.versions[cell.version].label
    labels = "".join(
        f'<p class="label">{escape(label_text(comparison, base, cell.version, label))}</p>' for label in cell.labels
    )
    if cell.state == "absent":
        return f'<td class="absent"><p>{escape(name)} does not have this</p></td>'
    if cell.state in ("elsewhere", "empty"):
        return f"<td>{labels}</td>"
    language = escape(comparison.versions[cell.version].meta.language)
    paragraphs = "".join(
        f'<p dir="auto" lang="{language}">{_blocks(comparison, base, cell, paragraph.blocks)}</p>'
        for paragraph in cell.paragraphs
    )
    return f"<td>{labels}{paragraphs}</td>"


def _blocks(comparison: Comparison, base: int, cell: Cell, blocks: Iterable[Block]) -> str:
    parts = []
    for block in blocks:
        if block.label is not None:
            words = label_text(comparison, base, cell.version, block.label)
            parts.append(f'<span class="label">[{escape(words)}]</span> ')
        if block.kind in KINDS[STORY_KINDS:] or cell.version == base:
            parts += [escape(segment.text) for segment in block.segments]
        elif block.relation == "reworded":
            text = "".join(segment.text for segment in block.segments)
            parts.append(f'<span class="reworded">{escape(text)}</span>')
        else:
            parts += [mark_segment(segment) for segment in block.segments]
    return "".join(parts)


def mark_segment(segment: Segment) -> str:
    """One segment as HTML: what the base has in ``<del>``, what the version has in ``<ins>`` where they differ."""
    if segment.op == "same":
        return escape(segment.text)
    if segment.op == "cosmetic":
        gap, text = _split_gap(segment.text)
        return f'{gap}<span class="type">{escape(text)}</span>'
    gone, added = "", ""
    if segment.base:
        gap, text = _split_gap(segment.base)
        gone = f"{gap}<del>{escape(text)}</del>"
    if segment.text:
        gap, text = _split_gap(segment.text)
        added = f"{gap}<ins>{escape(text)}</ins>"
        if gone and not gap:
            added = f" {added}"
    return gone + added


def _split_gap(text: str) -> tuple[str, str]:
    stripped = text.lstrip()
    return escape(text[: len(text) - len(stripped)]), stripped
