"""Figures: what is read, in what form, and what is a conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.making import comparison, version
from twicetold.findings.figures import Figure, find_figures, same_value
from twicetold.findings.grammar import read_grammar
from twicetold.model import Span
from twicetold.pipeline import compare


def figures(text: str, language: str = "en", date: str = "") -> list[tuple[str, str]]:
    made = version(f"It was here: {text} and so on.", language=language, date=date)
    return [(found.sort, found.value) for found in find_figures(made, read_grammar(language))]


@pytest.mark.parametrize(
    ("text", "sort", "value"),
    [
        ("$11bn", "money", "11000000000 $"),
        ("$ 11 billion", "money", "11000000000 $"),
        ("11 billion dollars", "money", "11000000000 $"),
        ("€1,500", "money", "1500 €"),
        ("$1.1 million", "money", "1100000 $"),
        ("5%", "share", "5 %"),
        ("5 per cent", "share", "5 %"),
        ("twelve percent", "share", "12 %"),
        ("one hour and 45 minutes", "duration", "105 min"),
        ("one hour and three quarters", "duration", "105 min"),
        ("an hour and a half", "duration", "90 min"),
        ("half an hour", "duration", "30 min"),
        ("nearly two hours", "duration", "120 min"),
        ("three weeks", "duration", "21 d"),
        ("two years", "duration", "24 mo"),
        ("9.40 pm", "time", "21:40"),
        ("9:40", "time", "09:40"),
        ("12 am", "time", "00:00"),
        ("19 May 2021", "date", "2021-05-19"),
        ("May 19", "date", "--05-19"),
        ("20th May, 2021", "date", "2021-05-20"),
        ("December 2016", "date", "2016-12"),
        ("2019", "date", "2019"),
        ("21 people", "count", "21"),
        ("twenty-one people", "count", "21"),
        ("10,000 people", "count", "10000"),
        ("two dozen boats", "count", "24"),
        ("about 30 km", "measure", "30 km"),
    ],
)
def test_a_figure_is_read_as(text, sort, value):
    assert figures(text) == [(sort, value)]


@pytest.mark.parametrize("text", ["one of them", "Nord Stream 2", "a million thanks", "the first boat"])
def test_is_no_figure(text):
    assert [found for found in figures(text) if found[0] != "count" or found[1] == "2"] == []


def test_german_figures_have_points_for_groups_and_commas_for_parts():
    assert figures("1.500 Menschen", "de") == [("count", "1500")]
    assert figures("1,5 Millionen Euro", "de") == [("money", "1500000 €")]
    assert figures("am 19. Mai 2021", "de") == [("date", "2021-05-19")]


def test_a_weekday_is_the_last_one_before_the_version_or_the_next_after_a_will():
    assert figures("on Monday", date="2023-03-08") == [("date", "2023-03-06")]
    assert figures("they will meet on Thursday", date="2023-03-08") == [("date", "2023-03-09")]
    assert figures("on Monday") == [("date", "weekday 1")]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2021-05-19", "--05-19", True),
        ("2021-05-19", "2021", True),
        ("2021-05-19", "weekday 3", True),
        ("2021-05-19", "weekday 4", False),
        ("2017", "2021", False),
        ("2021-05-19", "2021-05-20", False),
    ],
)
def test_dates_agree_as_far_as_both_say(a, b, same):
    one, other = (Figure(Span(0, 1), "date", value, 0.0, "", "") for value in (a, b))
    assert same_value(one, other) is same
    assert same_value(other, one) is same


STORY = "A fire at the harbour drove {} people from their homes. It began at {} in a net store. The damage is {}."


def conflicts(*texts: str) -> list[list[str]]:
    found = comparison(*texts).findings.by_kind["figure"]
    return [[value for value, _ in finding.sides] for finding in found if finding.form == "conflict"]


def test_figures_at_the_same_place_conflict():
    texts = STORY.format(12, "9.40 pm", "$1.1 million"), STORY.format(21, "10.40 pm", "$1.4 million")
    assert sorted(conflicts(*texts)) == [["1100000 $", "1400000 $"], ["12", "21"], ["21:40", "22:40"]]


def test_the_same_figure_in_other_words_is_no_conflict():
    texts = STORY.format(12, "9.40 pm", "$11bn"), STORY.format("twelve", "21:40", "$ 11 billion")
    assert conflicts(*texts) == []


def test_durations_elsewhere_may_mean_the_same():
    texts = (
        "The ministers met in Reykjavik. “It was good,” said one after nearly two hours of talks. They ate fish.",
        "Their dinner was fish. The talks in Reykjavik, watched by many, lasted one hour and 45 minutes in the end.",
    )
    found = comparison(*texts).findings.by_kind["figure"]
    assert [(f.form, sorted(value for value, _ in f.sides)) for f in found] in ([], [("maybe", ["105 min", "120 min"])])


@given(st.text(alphabet="0123456789.,:% $€-aphourndmiteslf ", max_size=60))
def test_any_text_gives_figures_that_stand_where_they_say(text):
    made = version(f"In all {text}.", language="en")
    for found in find_figures(made, read_grammar("en")):
        assert 0 <= found.span.start < found.span.end <= len(made.text)
        assert found.value


def rows(*texts: str, dates: tuple[str, ...] = ("", "")) -> list[tuple[str, str, list[str]]]:
    made = [
        version(text, "ABC"[v], language="en", date=date)
        for v, (text, date) in enumerate(zip(texts, dates, strict=True))
    ]
    ledger = compare(made).findings.ledgers["figure"]
    return [(row.form, row.label, [entry.text for entry in row.entries]) for row in ledger.rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The talks between the two countries went on.", []),
        ("These two had met before, and their two sons were there.", []),
        ("Two of them stayed behind.", []),
        ("Two firefighters were treated for smoke.", ["Two"]),
        ("The 2 countries met.", ["2"]),
        ("The twelve boats burned.", ["twelve"]),
        ("It took two hours and cost 5%.", ["two hours", "5%"]),
    ],
)
def test_a_small_number_word_that_points_back_has_no_row(text, found):
    ledger = comparison(f"It was here. {text}", "It was here. Nothing came of it.").findings.ledgers["figure"]
    assert [entry.text for row in ledger.rows for entry in row.entries] == found


def test_a_small_number_that_differs_has_a_row():
    found = rows("The two boats of the harbour were lost.", "The three boats of the harbour were lost.")
    assert found == [("conflict", "2", ["two", "three"])]


def test_a_weekday_stands_with_the_date_that_another_version_gives():
    told = ("They met on Wednesday in the town hall.", "The meeting of 19 May 2021 was held there.")
    assert rows(*told) == [("all", "2021-05-19", ["Wednesday", "19 May 2021"])]
    assert rows(told[0], "It was on Wednesday that they met.", dates=("2021-05-20", "")) == [
        ("all", "2021-05-19", ["Wednesday", "Wednesday"])
    ]


def test_a_weekday_that_may_be_two_dates_stands_alone():
    found = rows("They met on Wednesday.", "They met on 12 May 2021 and again on 19 May 2021.")
    assert ("only", "weekday 3", ["Wednesday"]) in found
