"""What is only typography and what never is."""

from __future__ import annotations

import pytest

from twicetold.text.normalise import key, typographic_kind

COSMETIC = [
    pytest.param("“", '"', "quotation marks", id="a curly for a straight quotation mark"),
    pytest.param("„", "«", "quotation marks", id="German for French quotation marks"),
    pytest.param("''", "”", "quotation marks", id="two single marks for a double one"),
    pytest.param("‘", '"', "quotation marks", id="single for double quotation marks"),
    pytest.param("—", "--", "dashes", id="a long dash for two hyphens"),
    pytest.param("–", "-", "dashes", id="a short dash for a hyphen"),
    pytest.param("…", "...", "ellipses", id="an ellipsis for three points"),
    pytest.param("don’t", "don't", "apostrophes", id="a curly for a straight apostrophe"),
    pytest.param("well‑known", "well-known", "hyphens", id="a no-break hyphen"),
    pytest.param("Praises", "praises", "capitals", id="a capital"),
    pytest.param("ÉTÉ", "été", "capitals", id="capitals with accents"),
    pytest.param("U.S.", "US", "points in abbreviations", id="points in an abbreviation"),
    pytest.param("cafe\u0301", "café", "Unicode forms", id="an accent as a character of its own"),
    pytest.param("co\u00adoperate", "cooperate", "Unicode forms", id="a soft hyphen"),
    pytest.param("שָׁלוֹם", "שלום", "vowel marks", id="niqqud"),
    pytest.param("وَصَلَ", "وصل", "vowel marks", id="tashkil"),
    pytest.param("العمـــدة", "العمدة", "vowel marks", id="tatweel"),
    pytest.param("בית־ספר", "בית-ספר", "hyphens", id="a Hebrew hyphen"),
    pytest.param("ג׳ורג", "ג'ורג", "apostrophes", id="a Hebrew apostrophe"),
    pytest.param("״", '"', "quotation marks", id="a Hebrew quotation mark"),
    pytest.param("İzmir", "izmir", "capitals", id="a Turkish capital with its dot"),
    pytest.param("❤\ufe0f", "❤", "Unicode forms", id="a variation selector"),
]

SUBSTANTIVE = [
    pytest.param("12", "21", id="figures turned round"),
    pytest.param("1.4", "1,4", id="a comma for a point in a number"),
    pytest.param("10,000", "10000", id="a number without its comma"),
    pytest.param("-5", "5", id="a lost minus sign"),
    pytest.param("²", "2", id="a square is not a two"),
    pytest.param("½", "1", id="a half is not a one"),
    pytest.param("٣", "3", id="Arabic digits are not folded"),
    pytest.param("１", "1", id="wide digits are not folded"),
    pytest.param("isn't", "is", id="a negation"),
    pytest.param("can't", "can", id="a negation with an apostrophe"),
    pytest.param("unhappy", "happy", id="a negating syllable"),
    pytest.param("not", "now", id="a negation for another word"),
    pytest.param("resume", "résumé", id="accents tell words apart"),
    pytest.param("its", "it's", id="an apostrophe inside a word"),
    pytest.param("wellknown", "well-known", id="a hyphen inside a word"),
    pytest.param("ısı", "isi", id="a Turkish i without its dot"),
    pytest.param("آن", "ان", id="a madda makes another letter"),
    pytest.param("أن", "ان", id="a hamza makes another letter"),
    pytest.param("й", "и", id="a Russian short i is another letter"),
    pytest.param("が", "か", id="a Japanese voice mark makes another letter"),
    pytest.param("Bundes-Kanzler", "Bundeskanzler", id="a compound with a hyphen"),
    pytest.param("👍🏽", "👍🏿", id="another colour of skin"),
    pytest.param(".", ",", id="a point for a comma"),
    pytest.param("?", "!", id="a question mark for an exclamation mark"),
    pytest.param("-", ",", id="a dash for a comma"),
    pytest.param("%", "$", id="two signs"),
    pytest.param("...", ".", id="an ellipsis for a point"),
]


@pytest.mark.parametrize(("a", "b", "kind"), COSMETIC)
def test_typography_has_one_key_and_a_name(a, b, kind):
    assert key(a) == key(b)
    assert typographic_kind(a, b) == typographic_kind(b, a) == kind


@pytest.mark.parametrize(("a", "b"), SUBSTANTIVE)
def test_what_changes_the_sense_never_shares_a_key(a, b):
    assert key(a) != key(b)


def test_words_that_differ_in_sharp_s_alone_are_two_words():
    assert key("Maße") != key("Masse")


@pytest.mark.parametrize("form", ["\u00ad", "\u200d", "\u2060"])
def test_a_form_of_invisible_characters_keeps_a_key(form):
    assert key(form)


@pytest.mark.parametrize("form", ["\u0651", "\u05b8", "\u0640"])
def test_a_vowel_mark_alone_keeps_a_key(form):
    assert key(form)
