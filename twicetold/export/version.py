"""One version as plain values, as it stands in the JSON of a comparison and of a reading. Cost: one pass."""

from __future__ import annotations

from typing import Any

from twicetold.export.handling import handling_to_dict
from twicetold.model import Note, Paragraph, Span, Version
from twicetold.text.anchors import text_digest


def version_to_dict(version: Version) -> dict[str, Any]:
    """The version as ``docs/json.md`` describes it: its text untouched, places in it as ``[start, end]``."""
    meta = version.meta
    paragraphs = []
    for paragraph in version.paragraphs:
        units = range(paragraph.units.start, paragraph.units.end)
        paragraphs.append(
            {
                "text": version.slice(paragraph.span),
                "kind": _kind(version, paragraph),
                "span": span_to_list(paragraph.span),
                "units": list(units),
            }
        )
    return {
        "id": version.id,
        "text_digest": text_digest(version.text),
        "label": version.label,
        "file": version.file,
        "part": version.part,
        "title": meta.title,
        "outlet": meta.outlet,
        "date": meta.date,
        "date_printed": meta.date_printed,
        "byline": meta.byline,
        "language": meta.language,
        "licence": meta.licence,
        "address": meta.address,
        "origins": dict(meta.origins),
        "words": version.words,
        "text": version.text,
        "paragraphs": paragraphs,
        "units": [
            {
                "span": span_to_list(unit.span),
                "kind": unit.kind,
                "paragraph": unit.paragraph,
                "words": unit.words,
                "reason": unit.reason,
            }
            for unit in version.units
        ],
        "notes": [note_to_dict(note) for note in version.notes],
        "handling": handling_to_dict(version.handling),
    }


def _kind(version: Version, paragraph: Paragraph) -> str:
    """The kind of a paragraph: that of its last unit, what the page puts behind its sentences aside."""
    kinds = [unit.kind for unit in version.units[paragraph.units.start : paragraph.units.end]]
    return next((kind for kind in reversed(kinds) if kind != "furniture"), "furniture")


def note_to_dict(note: Note) -> dict[str, Any]:
    """A note with the other ways to read that it offers."""
    offers = [{"label": offer.label, "field": offer.field, "value": offer.value} for offer in note.offers]
    return {"kind": note.kind, "text": note.text, **({"offers": offers} if offers else {})}


def span_to_list(span: Span) -> list[int]:
    """``[start, end]``, half-open."""
    return [span.start, span.end]
