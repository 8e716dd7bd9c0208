"""Law 6: typographic quotation marks for straight ones change only what is called cosmetic."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import compare_all, curly, stories, text_of, unlike_stories

quoted = st.one_of(stories, unlike_stories()).map(text_of)

CHANGES = {
    "curly quotes": curly,
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: text.replace(" ", "  "),
}


def assert_only_typography(comparison):
    assert comparison.omissions == ()
    for overlap in comparison.overlaps.values():
        assert overlap.verbatim == overlap.a_words == overlap.b_words
    for pairing in comparison.pairings.values():
        for number, stretches in pairing.stretches.items():
            if pairing.relations[number] != "absent":
                assert {stretch.kind for stretch in stretches} <= {"same", "cosmetic"}
    for passage in comparison.collation.passages:
        assert {variant.kind for variant in passage.variants} <= {"cosmetic"}
    assert not any(comparison.moved.values())


@given(quoted, st.sampled_from(sorted(CHANGES)))
def test_typography_is_cosmetic_and_nothing_else(text, change):
    assert_only_typography(compare_all([text, CHANGES[change](text)]))


@given(quoted)
def test_every_changed_mark_is_counted_once(text):
    comparison = compare_all([text, curly(text)])
    story = [text[unit.span.start : unit.span.end] for unit in comparison.versions[0].units if unit.is_story]
    assert comparison.receipts[0, 1].total == sum(sentence.count('"') for sentence in story) + sum(
        word.count("'") > 0 for sentence in story for word in sentence.split()
    )


@given(quoted)
def test_changed_marks_are_called_by_their_name(text):
    names = {name for name, _ in compare_all([text, curly(text)]).receipts[0, 1].counts}
    assert names <= {"quotation marks", "apostrophes"}


@given(quoted)
def test_a_figure_and_a_negation_are_never_typography(text):
    changed = text.replace("12", "21").replace("Not", "Now").replace(" not ", " now ").replace(" 21", " 12")
    comparison = compare_all([text, changed])
    if changed == text:
        assert_only_typography(comparison)
    else:
        assert comparison.overlaps[0, 1].verbatim < comparison.overlaps[0, 1].a_words
