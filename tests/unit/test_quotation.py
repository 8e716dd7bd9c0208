"""Quotations: every style, over paragraphs, with odd marks and apostrophes; and who says them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.making import version
from twicetold.errors import StoryError
from twicetold.findings.grammar import read_grammar
from twicetold.findings.names import Names
from twicetold.findings.quotation import find_quotations
from twicetold.findings.speech import Speakers, Speech
from twicetold.findings.word_lists import read_word_lists
from twicetold.model import Meta, Source
from twicetold.text.version import make_version


def quoted(text: str) -> list[str]:
    made = version(text)
    return ["|".join(made.slice(piece) for piece in found.pieces) for found in find_quotations(made)]


def speech(text: str, language: str = "en") -> list[tuple[str, str]]:
    """(speaker, likely) of every quotation."""
    made = version(text, language=language)
    quotations = find_quotations(made)
    names = Names([made], [read_grammar(language)], read_word_lists(language)["reporting"])
    return [(said.speaker, said.likely) for said in Speakers(made, 0, quotations, names, "").all()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("“It is late,” he said.", ["It is late,"], id="English"),
        pytest.param("‘It is late,’ he said.", ["It is late,"], id="English, single"),
        pytest.param('"It is late," he said.', ["It is late,"], id="straight"),
        pytest.param("'It is late,' he said.", ["It is late,"], id="straight, single"),
        pytest.param("„Es ist spät“, sagte er.", ["Es ist spät"], id="German"),
        pytest.param("‚Es ist spät‘, sagte er.", ["Es ist spät"], id="German, single"),
        pytest.param("»Es ist spät«, sagte er.", ["Es ist spät"], id="German, turned guillemets"),
        pytest.param("« Il est tard », dit-il.", ["Il est tard"], id="French, with spaces"),
        pytest.param("«\u00a0Il est tard\u00a0», dit-il.", ["Il est tard"], id="French, with no-break spaces"),
        pytest.param("«Уже поздно», — сказал он.", ["Уже поздно"], id="Russian"),
        pytest.param("«Es tarde», dijo.", ["Es tarde"], id="Spanish"),
        pytest.param("”Det är sent”, sade hon.", ["Det är sent"], id="Swedish"),
        pytest.param("»Det er sent,« sagde hun.", ["Det er sent,"], id="Danish"),
        pytest.param("他说：“很晚了。”", ["很晚了。"], id="Chinese"),
        pytest.param("彼は「もう『遅い』」と言った。", ["もう『遅い』"], id="Japanese, one inside another"),
        pytest.param("“He said ‘yes’ to me,” she said.", ["He said ‘yes’ to me,"], id="another style inside"),
    ],
)
def test_a_quotation_is_found_in_the_style_of(text, words):
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "“The first.\n\n“The second,” he said.", ["The first.|The second,"], id="opened again in the next paragraph"
        ),
        pytest.param('"The first.\n\nThe second," he said.', ["The first.|The second,"], id="closed in the next only"),
        pytest.param("« Un.\n\n» Deux », dit-il.", ["Un.|Deux"], id="French, with the closing mark in front"),
        pytest.param(
            "“Never closed and long.\n\nThe sun rose over the hill.", ["Never closed and long."], id="never closed"
        ),
        pytest.param("The “odd mark and the “good” one.", ["good"], id="an odd mark"),
        pytest.param("``It is late,'' he said.", ["It is late,"], id="two ticks and two apostrophes"),
        pytest.param("““''0 and more", [], id="marks without sense"),
        pytest.param('A 6" nail and a "good" one.', ["good"], id="inches"),
    ],
)
def test_marks_over_paragraphs_and_odd_ones(text, words):
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("It's the dogs' dinner, isn't it?", [], id="apostrophes are no marks"),
        pytest.param(
            "He called ‘the players’ union good,’ she said.", ["the players’ union good,"], id="a plural owner"
        ),
        pytest.param("He said 'it's fine' and left.", ["it's fine"], id="an apostrophe inside"),
        pytest.param("In the '90s they sang 'em all.", [], id="letters left out"),
        pytest.param("journalists ‘ questions about it", [], id="a mark between spaces"),
    ],
)
def test_an_apostrophe_is_told_from_a_mark(text, words):
    assert quoted(text) == words


def test_what_holds_no_word_is_no_quotation():
    assert quoted("He wrote “…” and “?!” on the wall.") == []


def test_furniture_is_not_read():
    assert (
        quoted("The ferry sails at nine.\n\nShare this story: “great”\n\n© 2021 “The Post”. All rights reserved.") == []
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param("“It is late,” said Ruth Amory.", "Ruth Amory", id="verb and name"),
        pytest.param("“It is late,” Ruth Amory said on Monday.", "Ruth Amory", id="name and verb"),
        pytest.param("“It is late,” said Ruth Amory, who speaks for the bay.", "Ruth Amory", id="with a clause behind"),
        pytest.param("Ruth Amory said: “It is late.”", "Ruth Amory", id="in front"),
        pytest.param("Ruth Amory said that it was “far too late” for nets.", "Ruth Amory", id="part of a sentence"),
        pytest.param("According to Ruth Amory, it was “far too late” for nets.", "Ruth Amory", id="according to"),
        pytest.param("“It is late,” the agency reported, quoting Ruth Amory.", "Ruth Amory", id="quoting"),
        pytest.param("Ruth Amory praised her talks with Joan Pell as “useful”.", "Ruth Amory", id="not the last name"),
        pytest.param("“It is late,” Mayor Ruth Amory said.", "Ruth Amory", id="without the title"),
        pytest.param("“It is late,” said the miller.", "the miller", id="a person without a name"),
        pytest.param("The nets were “gone” by the morning.", "", id="nobody"),
        pytest.param("The statement voiced “deep concern” over the nets.", "", id="a paper is no person"),
    ],
)
def test_a_speaker_is_named_where_the_text_says_so(text, speaker):
    assert [said[0] for said in speech(text)] == [speaker]


def test_a_second_quotation_takes_over_the_speaker():
    text = "“It is late,” said Ruth Amory. “We must go.”"
    assert speech(text) == [("Ruth Amory", ""), ("Ruth Amory", "")]


def test_a_pronoun_stays_one_and_has_a_likely_person():
    text = "Ruth Amory has fished for thirty years.\n\n“It is late,” she said."
    assert speech(text) == [("she", "Ruth Amory")]


def test_a_pronoun_looks_past_somebody_whom_the_text_calls_a_man():
    text = "Ruth Amory has fished for years. The boy Tom Pell was with her.\n\n“It is late,” she said."
    assert speech(text) == [("she", "Ruth Amory")]


def test_an_it_is_nobody():
    assert speech("Ruth Amory spoke of a report. It claimed that nets were “gone” by then.") == [("it", "")]


def test_german_is_read_by_its_own_file():
    assert speech("„Es ist spät“, sagte Ruth Amory.", "de") == [("Ruth Amory", "")]
    assert speech("Laut Ruth Amory ist es „viel zu spät“ dafür.", "de") == [("Ruth Amory", "")]


def test_a_language_without_a_file_names_nobody():
    assert speech("«Es tarde», dijo Ruth Amory.", "es") == [("", "")]


_PIECES = st.sampled_from(
    [
        "“",
        "”",
        "‘",
        "’",
        '"',
        "'",
        "„",
        "«",
        "»",
        "「",
        "」",
        "\n\n",
        " ",
        ", ",
        ". ",
        ":",
        "he said",
        "Ruth Amory",
        "dogs’",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=6), max_size=40).map("".join))
def test_quotations_are_apart_in_order_and_inside_the_text(text):
    try:
        made = make_version(Source("a", text, Meta(language="en")))
    except StoryError:
        return
    at = 0
    found = find_quotations(made)
    for quotation in found:
        assert at <= quotation.outer.start <= quotation.pieces[0].start
        assert quotation.pieces[-1].end <= quotation.outer.end <= len(made.text)
        assert all(len(piece) for piece in quotation.pieces)
        at = quotation.outer.end
    names = Names([made], [read_grammar("en")], read_word_lists("en")["reporting"])
    assert all(isinstance(said, Speech) for said in Speakers(made, 0, found, names, "").all())
