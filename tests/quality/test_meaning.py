"""What a real model proposes where words leave verses of two translations without a partner: a floor under how often a
proposal is right."""

from __future__ import annotations

import itertools
import json

from tests.unit.making import version
from twicetold.align.meaning.opening import open_model
from twicetold.pipeline import compare

RECORDS = 16
PRECISION_FLOOR = 0.6
"""Measured: 11 of 12. Few, so one more wrong one is no alarm."""
LEAST_RIGHT = 6


def test_most_proposals_between_two_translations_are_right(shared, minilm):
    model = open_model(minilm)
    right = []
    with (shared / "gold" / "bible_ylt_oeb.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in itertools.islice(lines, RECORDS)]
    for record in records:
        linked = {(a, b) for a, b, _ in record["links"]}
        # one verse a paragraph, so that a unit's paragraph is the number of its verse
        sides = (record["a_paragraphs"], record["b_paragraphs"])
        made = [
            version("\n\n".join(" ".join(verse.split()) for verse in verses), label)
            for verses, label in zip(sides, "AB", strict=True)
        ]
        for found in compare(made, meaning=model).collation.proposals:
            unit = {found.a_version: found.a_unit, found.b_version: found.b_unit}
            right.append(tuple(made[v].units[unit[v]].paragraph for v in (0, 1)) in linked)
    assert sum(right) >= LEAST_RIGHT
    assert sum(right) / len(right) >= PRECISION_FLOOR
