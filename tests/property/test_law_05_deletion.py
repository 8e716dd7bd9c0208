"""Law 5: deleting a sentence that the others share empties exactly that reading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import Story, compare_all, unlike_stories


@st.composite
def with_a_deletion(draw: st.DrawFn) -> tuple[list[Story], int, str]:
    """Copies of one story, the index of the copy that lacks a sentence, and that sentence."""
    story = draw(unlike_stories(4))
    paragraph = draw(st.integers(0, len(story) - 1))
    at = draw(st.integers(0, len(story[paragraph]) - 1))
    sentence = story[paragraph][at]
    left = story[paragraph][:at] + story[paragraph][at + 1 :]
    shorter = story[:paragraph] + ((left,) if left else ()) + story[paragraph + 1 :]
    copies = [story] * draw(st.integers(1, 3))
    lacker = draw(st.integers(0, len(copies)))
    return [*copies[:lacker], shorter, *copies[lacker:]], lacker, sentence


def sentence_passage(collation, sentence: str) -> int:
    """The only passage that holds the sentence, in whatever version."""
    found = {
        number
        for number, passage in enumerate(collation.passages)
        for version, reading in zip(collation.versions, passage.readings, strict=True)
        if any(sentence in version.slice(version.units[unit].span) for unit in reading.units)
    }
    assert len(found) == 1
    return found.pop()


@given(with_a_deletion())
def test_deleting_a_sentence_empties_exactly_that_reading(case):
    stories, lacker, sentence = case
    collation = compare_all(stories).collation
    gone = sentence_passage(collation, sentence)
    everybody = tuple(range(len(stories)))
    for number, passage in enumerate(collation.passages):
        expected = tuple(v for v in everybody if v != lacker) if number == gone else everybody
        assert passage.carriers == expected


@given(with_a_deletion())
def test_the_deletion_is_the_only_finding_and_is_quoted_whole(case):
    stories, lacker, sentence = case
    comparison = compare_all(stories)
    (finding,) = comparison.omissions
    assert finding.quote == sentence
    assert finding.lackers == (lacker,)
    assert finding.keepers == tuple(v for v in range(len(stories)) if v != lacker)


@given(with_a_deletion())
def test_the_shares_say_exactly_what_was_deleted(case):
    stories, lacker, sentence = case
    comparison = compare_all(stories)
    words = len(sentence.split())
    for (a, b), overlap in comparison.overlaps.items():
        assert overlap.verbatim == min(overlap.a_words, overlap.b_words)
        assert overlap.a_words - overlap.verbatim == (words if b == lacker != a else 0)
