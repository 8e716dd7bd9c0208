"""Letters inside one changed word, and that no letter is ever cut."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from twicetold import diff_letters

FAMILY = "👩\u200d👩\u200d👧"
OTHER_FAMILY = "👩\u200d👩\u200d👦"

CASES = [
    pytest.param("organise", "organize", [("s", "z")], id="one letter for another"),
    pytest.param("Antony", "Anthony", [(None, "h")], id="one letter more"),
    pytest.param("colour", "color", [("u", None)], id="one letter less"),
    pytest.param("well-known", "wellknown", [("-", None)], id="a hyphen"),
    pytest.param("late", "late,", [(None, ",")], id="a comma that stands on the word"),
    pytest.param("killer", "murderer", [("killer", "murderer")], id="two words that share an ending"),
    pytest.param("the", "their", [("the", "their")], id="a short word in a longer one"),
    pytest.param("1918", "1919", [("1918", "1919")], id="a number is never cut"),
    pytest.param("10th", "11th", [("10th", "11th")], id="nor is what holds a digit"),
    pytest.param("cafe\u0301s", "cafes", [("e\u0301", "e")], id="an accent stays with its letter"),
    pytest.param("cafe\u0301s", "cafés", [("e\u0301", "é")], id="an accent as a sign of its own"),
    pytest.param(f"abc{FAMILY}", f"abc{OTHER_FAMILY}", [(FAMILY, OTHER_FAMILY)], id="people joined to one sign"),
    pytest.param("𝒜ntony", "𝒜nthony", [(None, "h")], id="letters beyond the basic plane"),
    pytest.param("same", "same", [], id="the same"),
    pytest.param("", "", [], id="nothing"),
    pytest.param("", "new", [(None, "new")], id="nothing against a word"),
    pytest.param("gone", "", [("gone", None)], id="a word against nothing"),
    pytest.param("a" * 150, "a" * 149, [("a" * 150, "a" * 149)], id="too long for a word"),
]


def shown(a: str, b: str) -> list[tuple[str | None, str | None]]:
    return [(edit.a and a[slice(*edit.a)], edit.b and b[slice(*edit.b)]) for edit in diff_letters(a, b)]


@pytest.mark.parametrize(("a", "b", "expected"), CASES)
def test_letters_that_differ(a, b, expected):
    assert shown(a, b) == expected


words = st.text(st.sampled_from("abe\u0301\u0308é👩\u200d👧😀𝒜ñ-'\U000f0000\U000f0001") | st.characters(), max_size=9)


@st.composite
def word_pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the word with something else at one place."""
    a = draw(words)
    low, high = sorted((draw(st.integers(0, len(a))), draw(st.integers(0, len(a)))))
    return a, a[:low] + draw(st.text(st.sampled_from("abe\u0301é👧\u200d"), max_size=2)) + a[high:]


@given(word_pairs() | st.tuples(words, words))
def test_the_edits_turn_the_first_word_into_the_second(pair):
    a, b = pair
    made = ""
    i = j = 0
    for edit in diff_letters(a, b):
        # up to an edit both words are the same, so a missing side stands where the other one leads
        kept = (edit.a[0] - i) if edit.a else (edit.b[0] - j)
        assert kept >= 0
        assert a[i : i + kept] == b[j : j + kept]
        made += a[i : i + kept]
        i, j = i + kept, j + kept
        if edit.a:
            assert edit.a[0] == i < edit.a[1]
            i = edit.a[1]
        if edit.b:
            assert edit.b[0] == j < edit.b[1]
            made, j = made + b[slice(*edit.b)], edit.b[1]
    assert made + a[i:] == b


@given(word_pairs() | st.tuples(words, words))
def test_no_letter_is_cut(pair):
    edits = diff_letters(*pair)
    for side, spans in zip(pair, ([e.a for e in edits], [e.b for e in edits]), strict=True):
        edges = {0, *(match.end() for match in regex.finditer(r"\X", side))}
        assert {edge for span in spans if span for edge in span} <= edges
