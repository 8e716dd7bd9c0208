"""Law 9: scores lie between 0 and 1 and are symmetric where they claim to be."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import compare_all, stories, told_again, told_in_any_script, unicode_texts
from twicetold.align.lexicon import make_lexicon
from twicetold.align.pair import align_units
from twicetold.align.pairing import pair_versions, reverse
from twicetold.align.similarity import containment, make_profiles, similarity
from twicetold.measure.overlap import measure_overlap
from twicetold.text.tokens import tokenise

versions = st.one_of(told_again(), told_in_any_script())
units = st.lists(st.one_of(unicode_texts, stories.map(lambda story: story[0][0])), max_size=6)


@given(versions)
def test_shares_lie_between_0_and_1(texts):
    for overlap in compare_all(texts).overlaps.values():
        for share in ("a_verbatim_share", "b_verbatim_share", "a_found_share", "b_found_share"):
            assert 0 <= getattr(overlap, share) <= 1, share
        assert overlap.a_verbatim_share <= overlap.a_found_share
        assert 0 <= overlap.longest_run <= overlap.verbatim


@given(versions)
def test_an_overlap_measured_the_other_way_round_is_its_reverse(texts):
    comparison = compare_all(texts)
    made = comparison.versions
    for (a, b), overlap in comparison.overlaps.items():
        directly = measure_overlap(made[b], made[a], pair_versions(comparison.collation, b, a))
        assert directly == overlap.reverse()
        assert directly.verbatim == overlap.verbatim


@given(versions)
def test_a_pairing_read_the_other_way_round_is_its_reverse(texts):
    comparison = compare_all(texts)
    for (a, b), pairing in comparison.pairings.items():
        directly, turned = pair_versions(comparison.collation, b, a), reverse(pairing)
        assert directly.relations == turned.relations
        kept = [
            {(s.kind, s.a, s.b) for found in p.stretches.values() for s in found if s.kind in ("same", "cosmetic")}
            for p in (directly, turned)
        ]
        assert kept[0] == kept[1]


@given(units, units)
def test_similarity_is_symmetric_and_a_unit_with_words_is_wholly_like_itself(a, b):
    columns = [[tokenise(text) for text in side] for side in (a, b)]
    flat = [tokens for side in columns for tokens in side]
    if not flat:
        return
    lexicon = make_lexicon(flat, texts=2)
    ids = [id_of[tokens.forms] for tokens, id_of in zip(flat, lexicon.ids, strict=True)]
    left, right = make_profiles([ids[: len(a)], ids[len(a) :]], lexicon.keys, lexicon.bits, lexicon.is_word)
    table = similarity(left, right)
    assert table.shape == (len(a), len(b))
    assert np.allclose(table, similarity(right, left).T)
    for values in (table, containment(left, right)):
        assert np.all((values >= 0) & (values <= 1 + 1e-9))
    with_words = left.total > 0
    assert np.allclose(np.diag(similarity(left, left))[with_words], 1)


@given(units, units)
def test_links_name_each_unit_at_most_once_and_have_a_similarity_of_0_to_1(a, b):
    links = align_units(a, b)
    for side, texts in (("a", a), ("b", b)):
        named = [index for link in links for index in getattr(link, side)]
        assert len(named) == len(set(named))
        assert all(0 <= index < len(texts) for index in named)
    assert all(0 <= link.similarity <= 1 and link.a and link.b for link in links)


@given(units, units)
def test_links_are_the_same_the_other_way_round(a, b):
    there = {(link.a, link.b) for link in align_units(a, b)}
    back = {(link.a, link.b) for link in align_units(b, a)}
    assert there == {(x, y) for y, x in back}
