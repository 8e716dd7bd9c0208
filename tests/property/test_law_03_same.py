"""Law 3: a version compared with itself omits nothing, adds nothing, and is there word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import compare_all, stories, unicode_stories, unlike_stories, version_of
from twicetold.pipeline import compare
from twicetold.settings import DEFAULT

anything = st.one_of(unlike_stories(), stories, unicode_stories)


def assert_same(comparison):
    for pair, overlap in comparison.overlaps.items():
        assert overlap.verbatim == overlap.a_words == overlap.b_words
        assert overlap.reworded == 0
        assert not comparison.moved[pair]
    assert comparison.omissions == ()
    for pairing in comparison.pairings.values():
        ops = {stretch.kind for stretches in pairing.stretches.values() for stretch in stretches}
        story = {
            number
            for number, passage in enumerate(comparison.collation.passages)
            if any(
                comparison.versions[v].units[unit].is_story
                for v in passage.carriers
                for unit in passage.readings[v].units
            )
        }
        assert {pairing.relations[number] for number in story} <= {"identical"}
        assert ops <= {"same", "added", "omitted"}, "only furniture, which is never paired, may stand alone"
    for passage in comparison.collation.passages:
        assert passage.variants == ()


@given(anything)
def test_a_version_against_itself_differs_in_nothing(story):
    assert_same(compare_all([story, story]))


@given(anything)
def test_three_copies_differ_in_nothing(story):
    assert_same(compare_all([story, story, story]))


@given(st.one_of(unlike_stories(), stories))
def test_a_text_too_long_to_compare_all_with_all_is_the_same_as_itself(story):
    versions = [version_of(story, label) for label in "AB"]
    assert_same(compare(versions, replace(DEFAULT, max_cells=6)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He left. He left. He left.", id="the same sentence three times in one paragraph"),
        pytest.param(
            "Why?\n\nNo.\n\nWhy?\n\nNo.\n\nThe mayor gave the same two answers.", id="a dialogue of short lines"
        ),
        pytest.param("The mayor came. … He left.", id="an ellipsis between sentences"),
        pytest.param("He spoke.\n\n* * *\n\nHe left.", id="a line of stars between sections"),
        pytest.param("12\n\n21\n\n12", id="lines of figures only"),
        pytest.param("中文。中文。日本。", id="sentences of two characters"),
    ],
)
def test_a_text_with_repetitions_or_without_words_in_a_line_is_the_same_as_itself(text):
    assert_same(compare_all([text, text]))
