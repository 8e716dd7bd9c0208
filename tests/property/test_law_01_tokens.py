"""Law 1: tokens and the gaps between them rebuild the text exactly; what is typography and what is not."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from tests.property.stories import stories, text_of, unicode_stories, unicode_texts, version_of
from twicetold.text.normalise import key
from twicetold.text.tokens import tokenise


def pieces(text: str) -> tuple[list[str], list[str]]:
    """Tokens, and the gaps before, between and behind them."""
    tokens = tokenise(text)
    edges = [0, *(edge for pair in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True) for edge in pair)]
    parts = [text[low:high] for low, high in zip(edges, [*edges[1:], len(text)], strict=True)]
    return parts[1::2], parts[0::2]


@given(st.one_of(unicode_texts, stories.map(text_of)))
def test_tokens_and_gaps_rebuild_the_text(text):
    tokens, gaps = pieces(text)
    rebuilt = "".join(gap + token for gap, token in zip(gaps, [*tokens, ""], strict=True))
    assert rebuilt == text
    assert all(tokens), "a token is never empty"


@given(unicode_texts)
def test_nothing_visible_is_lost_between_tokens(text):
    _, gaps = pieces(text)
    lost = [mark for gap in gaps for mark in gap if not (mark.isspace() or unicodedata.category(mark) == "Cf")]
    assert lost == []


@given(unicode_texts)
def test_a_token_knows_its_form_and_its_key(text):
    tokens = tokenise(text)
    forms = [tokens.vocabulary[form] for form in tokens.forms.tolist()]
    assert forms == pieces(text)[0]
    assert list(tokens.keys) == [key(form) for form in tokens.vocabulary]
    assert all(tokens.keys), "a key is never empty"


@given(unicode_texts)
def test_a_key_keeps_every_digit(text):
    for token in pieces(text)[0]:
        digits = [mark for mark in token if mark.isdigit() or mark.isnumeric()]
        assert [mark for mark in key(token) if mark.isdigit() or mark.isnumeric()] == digits


@given(unicode_texts)
@example("「\ufe0f")
def test_the_key_of_a_key_is_the_key(text):
    for token in pieces(text)[0]:
        assert key(key(token)) == key(token)


@given(unicode_stories)
def test_every_token_stands_in_exactly_one_unit_and_every_unit_in_its_paragraph(text):
    version = version_of(text, "A")
    ranges = [unit.tokens for unit in version.units]
    covered = [index for span in ranges for index in range(span.start, span.end)]
    assert covered == list(range(len(version.tokens)))
    assert [u for p in version.paragraphs for u in range(p.units.start, p.units.end)] == list(range(len(version.units)))
    for number, paragraph in enumerate(version.paragraphs):
        for unit in version.units[paragraph.units.start : paragraph.units.end]:
            assert unit.paragraph == number
            assert paragraph.span.start <= unit.span.start < unit.span.end <= paragraph.span.end


@given(unicode_stories)
def test_a_version_never_alters_its_text(text):
    assert version_of(text, "A").text == text
