"""What a real model proposes on hand-linked sentences: a floor under how often a proposal is right."""

from __future__ import annotations

import itertools
import json

from tests.unit.making import version
from twicetold.align.meaning.opening import open_model
from twicetold.pipeline import compare

PRECISION_FLOOR = 0.6
"""Measured: 4 of 5; with the bar of similarity alone, 4 of 13. Few, so one more wrong one is no alarm."""
LEAST_RIGHT = 3


def test_most_proposals_between_independent_printings_are_right(shared, minilm):
    gold = json.loads((shared / "gold" / "seeds_sentence_links.json").read_text(encoding="utf-8"))
    sentences = gold["sentences"]
    pairs = [(link["a"], int(i), link["b"], j) for link in gold["links"] for i, js in link["pairs"].items() for j in js]
    same = {frozenset(((a, i), (b, j))) for a, i, b, j in [*pairs, *map(tuple, gold["retranslated_pairs"])]}
    labelled = {frozenset((link["a"], link["b"])) for link in gold["links"]}
    model = open_model(minilm)
    right = []
    for names in itertools.combinations(sorted(sentences), 2):
        if frozenset(names) not in labelled:
            continue
        # one sentence a paragraph, so that a unit's paragraph is the number of its sentence
        made = [version("\n\n".join(" ".join(text.split()) for text in sentences[name]), name) for name in names]
        for found in compare(made, meaning=model).collation.proposals:
            a = made[found.a_version].units[found.a_unit].paragraph
            b = made[found.b_version].units[found.b_unit].paragraph
            right.append(frozenset(((names[found.a_version], a), (names[found.b_version], b))) in same)
    assert sum(right) >= LEAST_RIGHT
    assert sum(right) / len(right) >= PRECISION_FLOOR
