"""Comparison + Lens → Page. Switching the base never aligns again: everything here is looked up in the collation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from twicetold.model import Span, Version
from twicetold.pipeline import Comparison
from twicetold.view.page import Block, Cell, CellParagraph, Label, LabelKind, Lens, Page, PageRow, Segment
from twicetold.view.places import Places
from twicetold.view.segments import cut_stretches, heat_segments, pair_segments


def project(comparison: Comparison, lens: Lens) -> Page:
    """The page of a comparison as seen from ``lens.base``."""
    places = Places(comparison, lens.base)
    others = [v for v in range(len(comparison.versions)) if v != lens.base]
    order = places.row_order()
    moved = {v: places.moved_rows(order, v) for v in others}
    rows = []
    for r in order:
        cells = [_base_cell(places, r), *(_cell(places, r, v, moved=r in moved[v]) for v in others)]
        story = any(places.is_story(r, v) for v in range(len(comparison.versions)))
        rows.append(PageRow(r, tuple(cells), _change(cells, story=story), story))
    return Page(lens.base, (lens.base, *others), tuple(rows))


def _base_cell(places: Places, row: int) -> Cell:
    base = places.base
    run = places.rows[row].paragraphs[base]
    if not run:
        return _nothing(places, row, base)
    version = places.versions[base]
    pairings = [places.comparison.pairings[base, v] for v in range(len(places.versions)) if v != base]
    paragraphs = []
    for p in run:
        blocks = []
        end = _first_char(version, p)
        for passage, units in places.passages_in(base, p):
            unit = version.units[units[0]]
            tokens = Span(unit.tokens.start, version.units[units[-1]].tokens.end)
            against = [pairing.stretches[passage] for pairing in pairings] if unit.is_story else []
            segments, end = heat_segments(version, tokens, against, end)
            blocks.append(Block(passage, unit.kind, "identical", tuple(segments)))
        _close(blocks, version, p, end)
        paragraphs.append(_paragraph(places, base, p, blocks))
    return Cell(base, "text", tuple(paragraphs))


def _cell(places: Places, row: int, version: int, *, moved: bool) -> Cell:
    run = places.rows[row].paragraphs[version]
    if not run:
        return _without(places, row, version)
    base_run = places.rows[row].paragraphs[places.base]
    pending = places.story_passages(places.base, base_run)
    own = {passage for p in run for passage, _ in places.passages_in(version, p)}
    shifted = places.shifted(version, run, pending)
    paragraphs = []
    for p in run:
        blocks: list[Block] = []
        end = _first_char(places.versions[version], p)
        for passage, units in places.passages_in(version, p):
            while pending and (pending[0] not in own or (passage in pending and pending[0] != passage)):
                if pending[0] not in own:
                    blocks.append(_missing(places, pending[0], version, first=not blocks))
                pending = pending[1:]
            pending = [number for number in pending if number != passage]
            block, end = _block(places, passage, version, (units, end))
            if passage in shifted and block.label is None:
                block = replace(block, label=Label("shifted", row=row))
            blocks.append(block)
        _close(blocks, places.versions[version], p, end)
        if p == run[-1]:
            lacking = [number for number in pending if number not in own]
            blocks.extend(_missing(places, number, version, first=False) for number in lacking)
        paragraphs.append(_paragraph(places, version, p, blocks))
    return Cell(version, "text", tuple(paragraphs), tuple(_labels(places, row, version, moved=moved)))


def _nothing(places: Places, row: int, version: int) -> Cell:
    """An empty cell: *absent* where others tell something, *empty* where they have furniture or repeat themselves."""
    told = any(places.tells(row, v) for v in range(len(places.versions)))
    return Cell(version, "absent" if told else "empty")


def _without(places: Places, row: int, version: int) -> Cell:
    """The cell of a version that has no paragraph in this row."""
    base = places.versions[places.base]
    if not places.is_story(row, places.base):
        return _nothing(places, row, version)
    passages = places.story_passages(places.base, places.rows[row].paragraphs[places.base])
    readings = [places.passages[p].readings for p in passages]
    there = [reading[version].units for reading in readings if reading[version]]
    missing = sum(base.units[u].words for r in readings if not r[version] for u in r[places.base].units)
    if not there:
        return Cell(version, "absent", missing_words=missing)
    labels = dict.fromkeys(_where(places, version, units[0]) for units in there)
    return Cell(version, "elsewhere", labels=tuple(labels), missing_words=missing)


def _where(places: Places, version: int, unit: int) -> Label:
    """Where a version has what it does not have here."""
    p = places.versions[version].units[unit].paragraph
    return Label("elsewhere", here=(places.numbers[version][p],), row=places.row_of[version][p])


def _labels(places: Places, row: int, version: int, *, moved: bool) -> Iterator[Label]:
    here = tuple(n for p in places.rows[row].paragraphs[version] if (n := places.numbers[version][p]))
    there = tuple(n for p in places.rows[row].paragraphs[places.base] if (n := places.numbers[places.base][p]))
    if here and there:
        if moved:
            yield Label("moved", there, here, row)
        if len(here) != len(there):
            kind: LabelKind = "split" if len(there) == 1 else "joined" if len(here) == 1 else "regrouped"
            yield Label(kind, there, here, row)


def _missing(places: Places, passage: int, version: int, *, first: bool) -> Block:
    """A passage of the base that stands in this row there: struck if the version lacks it, else a pointer to it.

    The space that parts it from its neighbours goes before it, or behind it where it is the ``first`` of its paragraph.
    """
    readings = places.passages[passage].readings
    base = places.versions[places.base]
    units = readings[places.base].units
    kind = base.units[units[0]].kind
    if readings[version]:
        relation = places.comparison.pairings[places.base, version].relations[passage]
        return Block(passage, kind, relation, (), _where(places, version, readings[version].units[0]))
    text = " ".join(base.slice(base.units[u].span) for u in units)
    return Block(passage, kind, "absent", (Segment("omitted", "", f"{text} " if first else f" {text}"),))


def _block(places: Places, passage: int, version: int, at: tuple[tuple[int, ...], int]) -> tuple[Block, int]:
    """One passage as the version prints it, and where its last character stands.

    ``at``: the units of the passage in this paragraph, and where the text shown before them ends.
    """
    units, end = at
    made, base = places.versions[version], places.versions[places.base]
    readings = places.passages[passage].readings
    pairing = places.comparison.pairings[places.base, version]
    tokens = Span(made.units[units[0]].tokens.start, made.units[units[-1]].tokens.end)
    ends = {"first": units[0] == readings[version].units[0], "last": units[-1] == readings[version].units[-1]}
    segments, end = pair_segments(base, made, tuple(cut_stretches(pairing, passage, tokens, **ends)), end)
    label = None
    if readings[places.base]:
        p = base.units[readings[places.base].units[0]].paragraph
        if places.row_of[places.base][p] != places.row_of[version][made.units[units[0]].paragraph]:
            label = Label("moved", there=(places.numbers[places.base][p],), row=places.row_of[places.base][p])
    elif made.units[units[0]].repeats:
        label = Label("repeated")
    return Block(passage, made.units[units[0]].kind, pairing.relations[passage], tuple(segments), label), end


def _paragraph(places: Places, version: int, paragraph: int, blocks: list[Block]) -> CellParagraph:
    unit = places.versions[version].units[places.versions[version].paragraphs[paragraph].units.start]
    return CellParagraph(places.numbers[version][paragraph], tuple(blocks), unit.reason)


def _first_char(version: Version, paragraph: int) -> int:
    return version.paragraphs[paragraph].span.start


def _close(blocks: list[Block], version: Version, paragraph: int, end: int) -> None:
    """What is invisible at a paragraph's end (a mark of direction) goes with its last block."""
    rest = version.text[end : version.paragraphs[paragraph].span.end]
    if rest:
        segments = (*blocks[-1].segments, Segment("same", rest, ""))
        blocks[-1] = replace(blocks[-1], segments=segments)


def _change(cells: Sequence[Cell], *, story: bool) -> Literal["none", "cosmetic", "substantive"]:
    if not story:
        return "none"
    blocks = [block for cell in cells[1:] for paragraph in cell.paragraphs for block in paragraph.blocks]
    ops = {segment.op for block in blocks for segment in block.segments}
    if any(cell.state != "text" or cell.labels for cell in cells) or any(block.label for block in blocks):
        return "substantive"
    if ops & {"added", "omitted", "replaced"}:
        return "substantive"
    return "cosmetic" if "cosmetic" in ops else "none"
