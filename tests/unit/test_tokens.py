"""What a token is, in every script. “|” stands between the tokens of the examples."""

from __future__ import annotations

import pytest

from twicetold.text.tokens import tokenise

CASES = [
    pytest.param("The mayor came.", "The|mayor|came|.", id="words and a point"),
    pytest.param("isn't she’s o'clock", "isn't|she’s|o'clock", id="apostrophes, straight and curly"),
    pytest.param("well-known tit‑for‑tat", "well-known|tit‑for‑tat", id="hyphenated words stay whole"),
    pytest.param("U.S. e.g. U.N.", "U.S.|e.g.|U.N.", id="abbreviations with points"),
    pytest.param("NATO's F-16s", "NATO's|F-16s", id="acronyms and designations"),
    pytest.param("1.4 10,000 9:40 19/5", "1.4|10,000|9:40|19/5", id="numbers keep points, commas, colons and strokes"),
    pytest.param("-5 −3.5 +2.1", "-5|−3.5|+2.1", id="numbers keep their sign"),
    pytest.param("5-3 2019–2021", "5-3|2019–2021", id="a dash between numbers is no sign"),
    pytest.param("93% $1.4", "93|%|$|1.4", id="per cent and currency signs are marks of their own"),
    pytest.param("12th 3rd A4", "12th|3rd|A4", id="numbers with letters"),
    pytest.param("went -- and ... or …", "went|--|and|...|or|…", id="dashes and ellipses of several characters"),
    pytest.param("“No,” <<no>> ''no''", "“|No|,|”|<<|no|>>|''|no|''", id="quotation marks of every kind"),
    pytest.param(
        "cafe\u0301 e\u0301te\u0301", "cafe\u0301|e\u0301te\u0301", id="combining accents belong to their letter"
    ),
    pytest.param("co\u00adopera\u00adtion", "co\u00adopera\u00adtion", id="soft hyphens do not cut a word"),
    pytest.param("👍🏽 👨‍👩‍👧 🇮🇸", "👍🏽|👨‍👩‍👧|🇮🇸", id="emoji with their skin, their family, and flags"),
    pytest.param("مرحبا بالعالم، نعم", "مرحبا|بالعالم|،|نعم", id="Arabic"),
    pytest.param("שלום לכולם.", "שלום|לכולם|.", id="Hebrew"),
    pytest.param("שָׁלוֹם", "שָׁלוֹם", id="Hebrew with its points"),
    pytest.param("בית־ספר צה״ל", "בית־ספר|צה|״|ל", id="Hebrew with its hyphen and its mark of abbreviations"),
    pytest.param("क्षत्रिय", "क्षत्रिय", id="Devanagari conjuncts stay whole"),
    pytest.param("ＡＢＣ　１２", "ＡＢＣ|１２", id="full-width letters and digits"),
    pytest.param("𐌰𐌱 𠀀𠀁", "𐌰𐌱|𠀀|𠀁", id="Gothic words, rare Chinese characters, beyond the first 65,536"),
    pytest.param("हिन्दी में", "हिन्दी|में", id="Hindi with its vowel signs"),
    pytest.param("市长来了。", "市|长|来|了|。", id="Chinese: a character a token"),
    pytest.param("「はい」", "「|は|い|」", id="Japanese with its quotation marks"),
    pytest.param("มาแล้ว", "ม|า|แ|ล้|ว", id="Thai: a character with its marks a token"),
    pytest.param("서울은 좋다", "서울은|좋다", id="Korean has spaces"),
    pytest.param("COVID在中国", "COVID|在|中|国", id="two scripts without a space between them"),
    pytest.param("a\u200bb \u200e c", "a|b|c", id="invisible characters are in no token"),
    pytest.param("", "", id="nothing"),
    pytest.param(" \n\t", "", id="white space"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_tokens(text, expected):
    tokens = tokenise(text)
    found = [text[start:end] for start, end in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)]
    assert found == [piece for piece in expected.split("|") if piece]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The mayor, aged 61, came.", 5, id="words and numbers count"),
        pytest.param("— … “ ” % $ 👍", 0, id="marks and emoji do not count"),
        pytest.param("市长来了。", 4, id="Chinese characters count one by one"),
    ],
)
def test_words_are_tokens_with_a_letter_or_a_digit(text, words):
    tokens = tokenise(text)
    assert tokens.word_count(0, len(tokens)) == words


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        pytest.param("a b", 1, id="a space"),
        pytest.param("a\nb", 1, id="a line break"),
        pytest.param("a \r\n b", 1, id="a line break among spaces"),
        pytest.param("a\u00a0b", 2, id="a no-break space"),
        pytest.param("a  b", 2, id="two spaces"),
        pytest.param("a\tb", 2, id="a tab"),
        pytest.param("a.", 0, id="nothing"),
    ],
)
def test_the_gap_before_a_token_is_nothing_ordinary_or_special(text, gap):
    assert tokenise(text).gaps.tolist()[-1] == gap


def test_the_columns_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        tokenise("The mayor came.").starts[0] = 3
