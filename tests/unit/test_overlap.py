"""Shares of words, worked out by hand."""

from __future__ import annotations

import pytest

from tests.unit.making import comparison
from twicetold.measure.order import moved_passages
from twicetold.measure.overlap import Overlap

BRIDGE = "The mayor opened the new bridge on Monday."
"""8 words."""
FERRY = "The old ferry will be sold to Port Ellery."
"""9 words."""
BAND = "A brass band played until it rained."
"""7 words."""


def counts(overlap: Overlap) -> tuple[int, ...]:
    return overlap.a_words, overlap.b_words, overlap.verbatim, overlap.reworded, overlap.longest_run


CASES = [
    pytest.param(BRIDGE, BRIDGE, (8, 8, 8, 0, 8), id="the same"),
    pytest.param(BRIDGE, BRIDGE.upper(), (8, 8, 8, 0, 8), id="capitals do not count"),
    pytest.param(f"{BRIDGE} {FERRY}", BRIDGE, (17, 8, 8, 0, 8), id="one sentence of two"),
    pytest.param(BRIDGE, f"{BRIDGE} {FERRY}", (8, 17, 8, 0, 8), id="one sentence more"),
    pytest.param(BRIDGE, BRIDGE.replace("new", "old"), (8, 8, 7, 1, 4), id="one word of eight replaced"),
    pytest.param(BRIDGE, BRIDGE.replace("new ", ""), (8, 7, 7, 0, 4), id="one word of eight left out"),
    pytest.param(
        BRIDGE, BRIDGE.replace("on Monday", "on a cold and windy Monday"), (8, 12, 8, 0, 7), id="four words put in"
    ),
    pytest.param(f"{BRIDGE} {FERRY}", f"{FERRY} {BRIDGE}", (17, 17, 17, 0, 9), id="two sentences exchanged"),
    pytest.param(
        f"{BRIDGE} {FERRY}", f"{BRIDGE}\n\n{FERRY}", (17, 17, 17, 0, 17), id="a paragraph split does not break a run"
    ),
    pytest.param(BRIDGE, "Wolves returned to seven northern valleys.", (8, 6, 0, 0, 0), id="nothing shared"),
]


@pytest.mark.parametrize(("a", "b", "expected"), CASES)
def test_words_are_counted(a, b, expected):
    result = comparison(a, b)
    assert counts(result.overlaps[0, 1]) == expected
    a_words, b_words, *rest = expected
    assert counts(result.overlaps[1, 0]) == (b_words, a_words, *rest)


def test_shares_are_of_the_version_s_own_words():
    overlap = Overlap(0, 1, a_words=10, b_words=20, verbatim=4, reworded=1, longest_run=3)
    assert overlap.a_verbatim_share == pytest.approx(0.4)
    assert overlap.b_verbatim_share == pytest.approx(0.2)
    assert overlap.a_found_share == pytest.approx(0.5)
    assert overlap.b_found_share == pytest.approx(0.25)
    assert overlap.reverse() == Overlap(1, 0, a_words=20, b_words=10, verbatim=4, reworded=1, longest_run=3)


def test_a_version_without_story_words_has_share_0_and_divides_by_nothing():
    overlap = Overlap(0, 1, a_words=0, b_words=5, verbatim=0, reworded=0, longest_run=0)
    assert overlap.a_found_share == 0


def test_furniture_counts_on_neither_side():
    page = f"{BRIDGE} {FERRY}\n\nAdvertisement\n\n8 hours ago"
    assert counts(comparison(f"{BRIDGE} {FERRY}", page).overlaps[0, 1]) == (17, 17, 17, 0, 17)


def test_a_passage_printed_earlier_has_moved_and_the_rest_has_not():
    result = comparison(f"{BRIDGE}\n\n{FERRY}\n\n{BAND}", f"{BAND}\n\n{BRIDGE}\n\n{FERRY}")
    (moved,) = moved_passages(result.collation, 0, 1)
    readings = result.collation.passages[moved].readings
    unit = result.versions[0].units[readings[0].units[0]]
    assert result.versions[0].slice(unit.span) == BAND


def test_linked_late_is_not_moved():
    assert not moved_passages(comparison(f"{BRIDGE}\n\n{FERRY}", f"{BRIDGE}\n\n{BAND}\n\n{FERRY}").collation, 0, 1)
