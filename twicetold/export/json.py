"""Comparison → JSON, as described in ``docs/json.md`` and by the schema ``docs/comparison.schema.json``.

Everything that the screen shows can be computed from it. Spans are half-open code points of the version's ``text``;
versions, units, paragraphs and passages are named by 0-based index. The same comparison gives the same bytes.
"""

from __future__ import annotations

import json
from typing import Any

from twicetold.align.pairing import shape_of
from twicetold.export.overrides import list_overrides
from twicetold.export.version import note_to_dict, span_to_list, version_to_dict
from twicetold.findings.omissions import token_span
from twicetold.measure.overlap import Overlap
from twicetold.model import Finding, LedgerRow, Passage, Place, Proposal, Variant
from twicetold.pipeline import Comparison
from twicetold.render.saying import finding_lines
from twicetold.render.words import summary_lines

FORMAT = "twicetold-comparison"
FORMAT_VERSION = 1


def to_json(comparison: Comparison, base: int | None = None, indent: int | None = 2) -> str:
    """The comparison as JSON text, ending in a line break.

    With a ``base`` (index of a version) it also holds the answer in words as read against it.
    """
    return json.dumps(to_dict(comparison, base), ensure_ascii=False, indent=indent) + "\n"


def to_dict(comparison: Comparison, base: int | None = None) -> dict[str, Any]:
    """The comparison as plain lists, dicts, strings and numbers."""
    collation = comparison.collation
    data: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "versions": [version_to_dict(version) for version in collation.versions],
        "passages": [_passage(comparison, number, passage) for number, passage in enumerate(collation.passages)],
        "rows": [[list(run) for run in row.paragraphs] for row in collation.rows],
        "echoes": [
            {
                "units": [[echo.a_version, echo.a], [echo.b_version, echo.b]],
                "similarity": round(echo.similarity, 4),
            }
            for echo in collation.echoes
        ],
        "proposals": [_proposal(proposal) for proposal in collation.proposals],
        "similarity": {"name": collation.similarity, "digest": collation.similarity_digest},
        "relations": [_relations(comparison, a, b) for a, b in comparison.pairings if a < b],
        "scores": [_score(comparison, pair, overlap) for pair, overlap in sorted(comparison.overlaps.items())],
        "receipts": [_receipt(comparison, a, b) for a, b in comparison.pairings if a < b],
        "omissions": [_omission(finding) for finding in comparison.omissions],
        "findings": [
            _finding(finding, line.text)
            for finding, line in zip(comparison.findings, finding_lines(comparison), strict=True)
        ],
        "hidden_findings": dict(comparison.findings.hidden),
        "ledgers": {
            kind: [_ledger_row(row) for row in ledger.rows] for kind, ledger in comparison.findings.ledgers.items()
        },
        "notes": [note_to_dict(note) for note in collation.notes],
        "overrides": list_overrides(collation.overrides),
    }
    if base is not None:
        data["answer"] = {"base": base, "statements": summary_lines(comparison, base)}
    return data


def _passage(comparison: Comparison, number: int, passage: Passage) -> dict[str, Any]:
    versions = comparison.versions
    carriers = passage.carriers
    relations = {comparison.pairings[a, b].relations[number] for a in carriers for b in carriers if a < b}
    # the passage is called by the farthest that two of its readings stand apart
    kind = next((name for name in ("reworded", "edited", "cosmetic", "identical") if name in relations), "single")
    return {
        "kind": kind,
        "readings": [
            {
                "units": list(reading.units),
                "spans": [span_to_list(versions[v].units[u].span) for u in reading.units],
            }
            if reading
            else None
            for v, reading in enumerate(passage.readings)
        ],
        "variants": [_variant(comparison, variant) for variant in passage.variants],
    }


def _relations(comparison: Comparison, a: int, b: int) -> dict[str, Any]:
    """How every passage and every divided row of version ``a`` stands to that of version ``b``."""
    pairing, moved = comparison.pairings[a, b], comparison.moved[a, b]
    rows = comparison.collation.rows
    return {
        "a": a,
        "b": b,
        "passages": [
            {
                "passage": number,
                "relation": relation,
                "shape": pairing.shapes.get(number),
                "moved": number in moved,
            }
            for number, relation in sorted(pairing.relations.items())
        ],
        "rows": [
            {"row": number, "shape": shape_of(len(rows[number].paragraphs[a]), len(rows[number].paragraphs[b]))}
            for number in comparison.divided[a, b]
        ],
    }


def _variant(comparison: Comparison, variant: Variant) -> dict[str, Any]:
    readings: list[dict[str, Any] | None] = []
    for version, tokens in zip(comparison.versions, variant.readings, strict=True):
        if tokens is None:
            readings.append(None)
        else:
            span = token_span(version, tokens)
            readings.append({"span": span_to_list(span), "text": version.slice(span)})
    return {"kind": variant.kind, "readings": readings}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "label": "possible paraphrase",
        "units": [[proposal.a_version, proposal.a_unit], [proposal.b_version, proposal.b_unit]],
        "similarity": round(proposal.similarity, 4),
    }


def _score(comparison: Comparison, pair: tuple[int, int], overlap: Overlap) -> dict[str, Any]:
    receipt = comparison.receipts[pair]
    return {
        "of": pair[0],
        "in": pair[1],
        "words": overlap.a_words,
        "verbatim_words": overlap.verbatim,
        "reworded_words": overlap.reworded,
        "verbatim_share": round(overlap.a_verbatim_share, 6),
        "found_share": round(overlap.a_found_share, 6),
        "longest_run_words": overlap.longest_run,
        "moved_passages": sorted(comparison.moved[pair]),
        "typographic": dict(receipt.counts),
    }


def _receipt(comparison: Comparison, a: int, b: int) -> dict[str, Any]:
    """Every difference of two versions that is only typography, by kind, with the spans of both."""
    receipt = comparison.receipts[a, b]
    return {
        "a": a,
        "b": b,
        "total": receipt.total,
        "kinds": [
            {
                "kind": kind,
                "places": [
                    [one.place.passage, span_to_list(one.base.span), span_to_list(one.place.span)] for one in found
                ],
            }
            for kind, found in receipt.by_kind.items()
        ],
    }


def _omission(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.form,
        "words": finding.words,
        "weight": finding.weight,
        "quote": finding.quote,
        "lead": finding.lead,
        "keepers": list(finding.keepers),
        "differently": list(finding.differently),
        "lackers": list(finding.lackers),
        "places": [_place(place) for place in finding.places],
    }


def _finding(finding: Finding, text: str) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "form": finding.form,
        "text": text,
        "weight": round(finding.weight, 4),
        "words": finding.words,
        "quote": finding.quote,
        "lead": finding.lead,
        "keepers": list(finding.keepers),
        "differently": list(finding.differently),
        "lackers": list(finding.lackers),
        "values": dict(finding.values),
        "places": [{**_place(place), "value": place.value} for place in finding.places],
    }


def _ledger_row(row: LedgerRow) -> dict[str, Any]:
    return {
        "form": row.form,
        "label": row.label,
        "entries": [
            {**_place(entry.place), "text": entry.text, "details": dict(entry.details)} for entry in row.entries
        ],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "version": place.version,
        "passage": place.passage,
        "span": span_to_list(place.span),
        "present": place.present,
    }
