"""Law 13: which text is called the first changes nothing: the links of b with a are those of a with b, turned round."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import UNLIKE_SENTENCES, WORDS
from twicetold.align.pair import align_units

SENTENCES = st.one_of(
    st.sampled_from(UNLIKE_SENTENCES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
)
"""Sentences that are unlike, of which one is put in twice now and then, and short ones full of ties."""

UNITS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), max_size=8)


def pairs(a: list[str], b: list[str]) -> set[tuple[int, int]]:
    """Linked pairs of texts."""
    return {(i, j) for link in align_units(a, b) for i in link.a for j in link.b}


@given(UNITS, UNITS)
def test_links_are_the_same_from_either_side(a, b):
    assert {(i, j) for j, i in pairs(b, a)} == pairs(a, b)


@given(UNITS, st.randoms(use_true_random=False))
def test_links_with_an_edited_copy_are_the_same_from_either_side(a, random):
    b = [text for text in a if random.random() < 0.8]
    b = [" ".join(word for word in text.split() if random.random() < 0.8) for text in b]
    random.shuffle(b)
    assert {(i, j) for j, i in pairs(b, a)} == pairs(a, b)
