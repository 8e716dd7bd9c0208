"""What is read on whole columns is what is read one thing after the other."""

from __future__ import annotations

import re
import textwrap

import numpy as np
import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from tests.property.plain import paragraphs_of, tokens_of
from tests.property.stories import unicode_texts
from twicetold.model import Span
from twicetold.text.ends import Stretches, find_sentences
from twicetold.text.paragraphs import split_paragraphs
from twicetold.text.phrases import phrases_by_part, simple
from twicetold.text.scan import scan
from twicetold.text.sentences import rules_of, split_sentences
from twicetold.text.tokens import tokenise

LETTER_OR_DIGIT = regex.compile(r"[\p{L}\p{N}]")


def _apart(pieces: str) -> list[str]:
    return pieces.split(" ")


PIECES = _apart(
    "the he He U.S. U.N. Mr. Dr. No. p.m. J. 3. 12. z. B. г. vs. Word. well? ...” …» . ! ? ?! ... « » “ ” ‘ ’ \" ' ( "
    ") [3] [ ] - — » 。 」 。」 ：「 ！ 中文 日本 ของ ำ ﾞ ー 𠀀 𐌰 α; Ω; ; ، ؟ ۔ مرحبا שלום־ר ׳ ״ । हिन्दी क्ष a) ⓐ ª § "
    "👍🏽 e.U.S. X-Dr. \ufeff \ufeffq \u0d4e -5 +2.1 5-3 1.4 A.中.文. É. e\u0301 \u0301 \u00ad \u200d \u200b \ufe0f "
    "🇮🇸 ། ။ ។ ։ ። \ufffd"
)
SPACES = [" ", " ", " ", "\n", "\n\n", "\r\n", "\r", "\u2028", "\u00a0", "\u202f", "\u3000", "", ""]

soups = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(SPACES)), max_size=25).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)
rare = st.lists(st.sampled_from([*PIECES, *SPACES, "\x1c", "\x1f", "\x85", "\ud800"]), max_size=25).map("".join)
texts = st.one_of(soups, rare, unicode_texts)
wrapped = st.builds(
    lambda words, width, end: textwrap.fill(" ".join(words), width).replace("\n", end),
    st.lists(st.sampled_from(["harbour", "fire.", "a", "中文字。", "“end!”", "\n\n", "x)"]), min_size=40, max_size=120),
    st.sampled_from([45, 60, 100]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


@given(texts)
@example('"ำ')
@example("A.中.文")
def test_tokens_by_vocabulary_are_the_tokens_of_the_rule(text):
    tokens = tokenise(text)
    forms = [tokens.vocabulary[form] for form in tokens.forms.tolist()]
    found = list(zip(tokens.starts.tolist(), tokens.ends.tolist(), forms, tokens.gaps.tolist(), strict=True))
    assert found == tokens_of(text)
    assert tokens.is_word.tolist() == [any(map(_is_letter_or_digit, form)) for form in forms]


def _is_letter_or_digit(mark: str) -> bool:
    # combining marks are neither, though Python counts some of them as letters
    return LETTER_OR_DIGIT.match(mark) is not None


@given(st.one_of(texts, wrapped))
def test_paragraphs_on_columns_are_the_paragraphs_line_by_line(text):
    assert split_paragraphs(text) == paragraphs_of(text)


@given(st.one_of(soups, rare, wrapped), st.sampled_from(["en", "de", "fr", "ru", "zh", ""]))
@example("He came. \x1cyes", "en")
def test_sentences_of_a_whole_text_are_the_sentences_of_its_paragraphs(text, language):
    paragraphs = split_paragraphs(text)
    starts, ends = (np.array([getattr(p, side) for p in paragraphs], dtype=np.int64) for side in ("start", "end"))
    found, home = find_sentences(scan(text), Stretches(starts, ends), rules_of(language))
    expected = [(k, s) for k, p in enumerate(paragraphs) for s in split_sentences(text, p, language)]
    spans = map(Span, found.starts.tolist(), found.ends.tolist())
    assert list(zip(home.tolist(), spans, strict=True)) == expected


@pytest.mark.parametrize("part", ["line", "box", "end"])
def test_phrases_by_their_first_letter_are_the_phrases_one_after_the_other(part):
    phrases = phrases_by_part()[part]
    for line in (
        "Share",
        "share this on Facebook",
        "3 comments",
        "© 2021",
        "Читайте также: мост",
        "Stop",
        "",
        "…",
        "(c) 2020 A",
    ):
        expected = next((reason for one, reason in phrases.entries if re.fullmatch(one, simple(line), re.DOTALL)), "")
        assert bool(phrases.reason(line)) == bool(expected)
