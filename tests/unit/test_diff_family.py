"""Three differs on the same words: ours, diff-match-patch and difflib, on what they should agree on."""

from __future__ import annotations

from difflib import SequenceMatcher

import numpy as np
import pytest
from diff_match_patch import diff_match_patch
from hypothesis import given
from hypothesis import strategies as st

from twicetold.align.runs import common_runs
from twicetold.align.words import diff_words, match_gaps, match_ids, match_tokens

words = st.lists(
    st.sampled_from(["the", "mayor", "of", "a", "town", "met", "his", "brother", "on", "Monday"]), max_size=25
)
FIRST_PRIVATE = 0xE000


def by_ours(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    index = {word: i for i, word in enumerate(sorted({*a, *b}))}
    sides = [np.array([index[word] for word in side], dtype=np.int32) for side in (a, b)]
    return [(i, j, length) for i, j, length in common_runs(*sides).tolist()]


def by_difflib(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def by_diff_match_patch(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """Words interned to characters, no time limit, no clean-up."""
    index = {word: chr(FIRST_PRIVATE + i) for i, word in enumerate(sorted({*a, *b}))}
    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    runs = []
    i = j = 0
    for op, text in differ.diff_main("".join(index[w] for w in a), "".join(index[w] for w in b), False):
        if op == 0:
            runs.append((i, j, len(text)))
        i += len(text) if op <= 0 else 0
        j += len(text) if op >= 0 else 0
    return runs


DIFFERS = [
    pytest.param(by_ours, id="ours"),
    pytest.param(by_difflib, id="difflib"),
    pytest.param(by_diff_match_patch, id="diff-match-patch"),
]


def total(runs: list[tuple[int, int, int]]) -> int:
    return sum(length for _, _, length in runs)


def rebuilt(runs: list[tuple[int, int, int]], a: list[str], b: list[str]) -> tuple[list[str], list[str]]:
    """Both sides, put together from the changed places and, for what is kept, from the other side."""
    left: list[str] = []
    right: list[str] = []
    i = j = 0
    for i_run, j_run, length in [*runs, (len(a), len(b), 0)]:
        left += a[i:i_run] + b[j_run : j_run + length]
        right += b[j:j_run] + a[i_run : i_run + length]
        i, j = i_run + length, j_run + length
    return left, right


@pytest.mark.parametrize("differ", DIFFERS)
@given(a=words, b=words)
def test_every_differ_rebuilds_both_sides(differ, a, b):
    assert rebuilt(differ(a, b), a, b) == (a, b)


@given(words, words)
def test_ours_keeps_as_much_as_diff_match_patch_and_at_least_as_much_as_difflib(a, b):
    assert total(by_ours(a, b)) == total(by_diff_match_patch(a, b))
    assert total(by_ours(a, b)) >= total(by_difflib(a, b))


@given(words)
def test_all_three_see_that_a_text_is_itself(a):
    whole = [(0, 0, len(a))] if a else []
    assert by_ours(a, a) == by_difflib(a, a) == by_diff_match_patch(a, a) == whole == match_tokens(a, a)


@given(words, words)
def test_what_is_matched_for_a_reader_rebuilds_both_sides_too(a, b):
    runs = match_tokens(a, b)
    assert rebuilt(runs, a, b) == (a, b)
    assert total(runs) <= total(by_ours(a, b))


@given(a=words, b=words, random=st.randoms(use_true_random=False))
def test_one_pair_of_sentences_comes_out_as_many_at_once_would(a, b, random):
    index = {word: i for i, word in enumerate(sorted({*a, *b}))}
    sides = [np.array([index[word] for word in side], dtype=np.int32) for side in (a, b)]
    bits = np.array([random.uniform(1.0, 14.0) for _ in index])
    assert match_ids(*sides, bits) == [tuple(run) for run in match_gaps(*sides, None, bits).tolist()]


WORD_CASES = [
    pytest.param("The mayor came.", "The mayor came.", [], id="the same"),
    pytest.param(
        "They called the old man a killer on Monday.",
        "They called the old man a murderer on Monday.",
        [("killer", "murderer", "replaced")],
        id="a word replaced, whole",
    ),
    pytest.param(
        "The bridge had not been inspected since 2019.",
        "The bridge had been inspected since 2019.",
        [("not", None, "omitted")],
        id="a negation left out",
    ),
    pytest.param(
        "The bridge had been inspected.",
        "The bridge had never been inspected.",
        [(None, "never", "added")],
        id="a word added",
    ),
    pytest.param("It cost $1.4 million.", "It cost $1.1 million.", [("1.4", "1.1", "replaced")], id="a figure changed"),
    pytest.param(
        "“No” — she said.",
        '"No" -- she said.',
        [("“", '"', "cosmetic"), ("”", '"', "cosmetic"), ("—", "--", "cosmetic")],
        id="typography, one edit a place",
    ),
    pytest.param(
        "He was late, and wet.",
        "He was late and wet.",
        [("late,", "late", "replaced")],
        id="a comma taken away, with the word that it stood on",
    ),
    pytest.param(
        "He came late.",
        "He came.",
        [("late", None, "omitted")],
        id="a full stop that moved with the end of its sentence",
    ),
    pytest.param(
        "They met (twice) at noon.",
        "They met twice at noon.",
        [("(twice)", "twice", "replaced")],
        id="brackets taken away, with the word between them",
    ),
    pytest.param(
        "Il dit : oui.", "Il dit: oui.", [(" ", "", "cosmetic")], id="a space before a colon is only typography"
    ),
    pytest.param("She came  late.", "She came late.", [("  ", " ", "cosmetic")], id="a doubled space"),
    pytest.param("", "She came.", [(None, "She came.", "added")], id="nothing against something"),
    pytest.param("", "", [], id="nothing against nothing"),
]


@pytest.mark.parametrize(("a", "b", "expected"), WORD_CASES)
def test_words_that_differ(a, b, expected):
    edits = diff_words(a, b)
    assert [(e.a and a[slice(*e.a)], e.b and b[slice(*e.b)], e.kind) for e in edits] == expected
