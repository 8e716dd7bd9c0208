"""Stretches of a pair, read off the columns in one go, against a slow reading passage by passage."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import compare_all, told_again, told_in_any_script
from tests.unit.making import comparison
from twicetold.align.pairing import pair_versions
from twicetold.align.stretches import Stretch
from twicetold.align.worth import worthwhile_runs
from twicetold.model import Collation, Span


def stretches_slowly(collation: Collation, a: int, b: int, number: int) -> list[Stretch]:
    """The stretches of one passage by their definition, on plain lists."""
    columns = [collation.passages[number].columns[:, v].tolist() for v in (a, b)]
    left, right = ([token for token in column if token >= 0] for column in columns)
    bits = [float(collation.information[collation.key_ids[a][token]]) for token in left]
    runs = shared_runs(*columns)
    if len(collation.versions) > 2:
        runs = worthwhile_runs(runs, bits, len(right), collation.settings.detail)
    found: list[Stretch] = []
    i = j = 0
    for i_run, j_run, length in [*runs, (len(left), len(right), 0)]:
        found.extend(changed(left[i:i_run], right[j:j_run], point(left, i), point(right, j)))
        found.extend(matched(collation, (a, b), left[i_run : i_run + length], right[j_run : j_run + length]))
        i, j = i_run + length, j_run + length
    return found


def shared_runs(a: list[int], b: list[int]) -> list[tuple[int, int, int]]:
    """Runs of places that both readings fill, without a place of only one between."""
    runs = []
    i = j = start = 0
    for left, right in zip(a, b, strict=True):
        if left >= 0 and right >= 0:
            start += 1
        elif start and (left >= 0 or right >= 0):
            runs.append((i - start, j - start, start))
            start = 0
        i += left >= 0
        j += right >= 0
    return [*runs, (i - start, j - start, start)] if start else runs


def point(tokens: list[int], index: int) -> int:
    if index:
        return tokens[index - 1] + 1
    return tokens[0] if tokens else 0


def changed(left: list[int], right: list[int], a_point: int, b_point: int) -> Iterator[Stretch]:
    a_runs, b_runs = unbroken(left), unbroken(right)
    if len(a_runs) == 1 and len(b_runs) == 1:
        yield Stretch("replaced", a_runs[0], b_runs[0])
        return
    for span in a_runs:
        yield Stretch("omitted", span, Span(b_point, b_point))
    for span in b_runs:
        yield Stretch("added", Span(a_point, a_point), span)


def unbroken(tokens: list[int]) -> list[Span]:
    spans = []
    start = 0
    for k in range(1, len(tokens) + 1):
        if k == len(tokens) or tokens[k] != tokens[k - 1] + 1:
            spans.append(Span(tokens[start], tokens[k - 1] + 1))
            start = k
    return spans


def matched(collation: Collation, pair: tuple[int, int], left: list[int], right: list[int]) -> Iterator[Stretch]:
    """Matched tokens, cut where they do not follow each other and around each that differs in type."""
    one, other = (collation.versions[v].tokens for v in pair)
    start = 0
    differs = [
        one.vocabulary[one.forms[i]] != other.vocabulary[other.forms[j]] for i, j in zip(left, right, strict=True)
    ]
    for k in range(1, len(left) + 1):
        inner = k < len(left) and left[k] == left[k - 1] + 1 and right[k] == right[k - 1] + 1
        if inner and one.gaps[left[k]] != other.gaps[right[k]]:
            differs[k] = True
        if not inner or differs[k] or differs[k - 1]:
            kind = "cosmetic" if differs[start] else "same"
            yield Stretch(kind, Span(left[start], left[k - 1] + 1), Span(right[start], right[k - 1] + 1))
            start = k


@given(st.one_of(told_again(), told_in_any_script()))
def test_stretches_are_those_of_the_definition(texts):
    collation = compare_all(texts).collation
    for a in range(len(collation.versions)):
        for b in range(a + 1, len(collation.versions)):
            pairing = pair_versions(collation, a, b)
            for number, passage in enumerate(collation.passages):
                if passage.readings[a] or passage.readings[b]:
                    assert list(pairing.stretches[number]) == stretches_slowly(collation, a, b, number)
                else:
                    assert number not in pairing.stretches


FERRY = "The ferry sank near the old pier on Monday, and twelve people were saved."
PARTS = ["The ferry sank near the old pier on Monday.", "Twelve people were saved."]


@pytest.mark.parametrize(
    ("texts", "shape"),
    [
        pytest.param((FERRY, FERRY), "one", id="a sentence against one"),
        pytest.param((FERRY, " ".join(PARTS)), "split", id="one against two"),
        pytest.param((" ".join(PARTS), FERRY), "joined", id="two against one"),
    ],
)
def test_a_pairing_says_how_many_units_stand_against_how_many(texts, shape):
    pairing = comparison(*texts).pairings[0, 1]
    assert list(pairing.shapes.values()) == [shape]


def test_pairs_that_are_no_pairs_are_refused():
    pairings = comparison(FERRY, FERRY).pairings
    assert list(pairings) == [(0, 1), (1, 0)]
    assert len(pairings) == 2
    for wrong in ((0, 0), (0, 2), (-1, 0)):
        with pytest.raises(KeyError):
            pairings[wrong]
