"""Law 4: another order of the versions permutes the columns and changes nothing else."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import told_again, told_in_any_script, version_of
from twicetold.model import Finding, Version
from twicetold.pipeline import compare


@st.composite
def permuted(draw: st.DrawFn) -> tuple[list[Version], list[int]]:
    """Versions, and an order of them: ``order[k]`` is the old index of the new version k."""
    texts = draw(st.one_of(told_again(2, 5), told_in_any_script()))
    made = [version_of(text, "ABCDEFGH"[i]) for i, text in enumerate(texts)]
    return made, draw(st.permutations(range(len(made))))


def by_old_index(finding: Finding, order: list[int]) -> tuple:
    """A finding with its places named by the old indexes, in an order that does not depend on them."""
    places = {(order[place.version], place.passage, place.span, place.present) for place in finding.places}
    return finding.form, finding.words, finding.weight, frozenset(places)


@given(permuted())
def test_passages_and_their_variants_keep_their_order_and_permute_their_readings(case):
    versions, order = case
    straight, turned = compare(versions).collation, compare([versions[v] for v in order]).collation
    assert len(straight.passages) == len(turned.passages)
    for one, other in zip(straight.passages, turned.passages, strict=True):
        assert tuple(one.readings[v] for v in order) == other.readings
        assert np.array_equal(one.columns[:, order], other.columns)
        assert [(x.columns, x.kind, tuple(x.readings[v] for v in order)) for x in one.variants] == [
            (x.columns, x.kind, x.readings) for x in other.variants
        ]


@given(permuted())
def test_rows_and_echoes_permute(case):
    versions, order = case
    straight, turned = compare(versions).collation, compare([versions[v] for v in order]).collation
    assert [tuple(row.paragraphs[v] for v in order) for row in straight.rows] == [row.paragraphs for row in turned.rows]
    ends = [
        {frozenset({(x.a_version, x.a), (x.b_version, x.b)}) for x in straight.echoes},
        {frozenset({(order[x.a_version], x.a), (order[x.b_version], x.b)}) for x in turned.echoes},
    ]
    assert ends[0] == ends[1]


@given(permuted())
def test_scores_moves_and_receipts_permute(case):
    versions, order = case
    straight, turned = compare(versions), compare([versions[v] for v in order])
    for (a, b), overlap in turned.overlaps.items():
        old = straight.overlaps[order[a], order[b]]
        assert (overlap.a_words, overlap.b_words) == (old.a_words, old.b_words)
        assert (overlap.verbatim, overlap.reworded, overlap.longest_run) == (
            old.verbatim,
            old.reworded,
            old.longest_run,
        )
        assert turned.moved[a, b] == straight.moved[order[a], order[b]]
        assert turned.receipts[a, b].counts == straight.receipts[order[a], order[b]].counts


@given(permuted())
def test_omissions_permute(case):
    versions, order = case
    straight, turned = compare(versions), compare([versions[v] for v in order])
    same = list(range(len(versions)))
    assert {by_old_index(f, same) for f in straight.omissions} == {by_old_index(f, order) for f in turned.omissions}


@given(permuted())
def test_omissions_are_quoted_from_the_same_version(case):
    versions, order = case
    straight, turned = compare(versions), compare([versions[v] for v in order])
    assert sorted(f.quote for f in straight.omissions) == sorted(f.quote for f in turned.omissions)
