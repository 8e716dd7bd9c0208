"""Dates as they are printed: what is sure becomes ISO, what is not becomes nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twicetold.ingest.dates import date_fields, normalise_date

SURE = [
    ("2021-05-20", "2021-05-20"),
    ("20210520", "2021-05-20"),
    ("2021-05-20T08:30:00Z", "2021-05-20T08:30:00+00:00"),
    ("2021-05-20 08:30", "2021-05-20T08:30:00"),
    ("2021-05-20T08:30:00.123+0200", "2021-05-20T08:30:00+02:00"),
    ("Thu, 20 May 2021 08:30:00 +0200", "2021-05-20T08:30:00+02:00"),
    ("Thu, 20 May 2021 8:30:00 +0200 (CEST)", "2021-05-20T08:30:00+02:00"),
    ("20 May 21 08:30 GMT", "2021-05-20T08:30:00+00:00"),
    ("Thu, 20 May 2021 06:30:00 -0000", "2021-05-20T06:30:00+00:00"),
    ("20 May 2021 08:30", "2021-05-20T08:30:00"),
    ("Thu 20th May 2021 | 08:30 AM", "2021-05-20"),
    ("May 20, 2021", "2021-05-20"),
    ("By Ada Winter, 20 Sept. 2021", "2021-09-20"),
    ("1818", "1818"),
    ("2021-05", "2021-05"),
    ("20.05.2021", "2021-05-20"),
    ("2021/5/20", "2021-05-20"),
    ("2021年5月20日", "2021-05-20"),
    ("25/6/2021", "2021-06-25"),
    ("6/25/2021", "2021-06-25"),
    ("20 mai 2021 à 08h30", "2021-05-20"),
    ("Donnerstag, 20. Mai 2021", "2021-05-20"),
    ("20 de mayo de 2021", "2021-05-20"),
    ("20 мая 2021", "2021-05-20"),
    ("Dimanche 1er mars 2020", "2020-03-01"),
]


@pytest.mark.parametrize(("printed", "iso"), SURE)
def test_a_date_that_is_sure_is_read(printed, iso):
    assert normalise_date(printed) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8 hours ago",
        "yesterday",
        "Tuesday",
        "20 May",
        "2021-13-40",
        "2021-02-30",
        "99999999",
        "31 April 2021",
        "20 May 2021, updated 21 May 2021",
        "5/6/2021",
        "a sentence of 20 words " * 10 + "20 May 2021",
        "2021-05-20T25:00:00Z",
    ],
)
def test_what_is_no_date_or_may_be_two_is_none(text):
    assert normalise_date(text) == ""


@pytest.mark.parametrize(
    ("language", "iso"),
    [("fr", "2021-06-05"), ("de", "2021-06-05"), ("en-GB", "2021-06-05"), ("en-US", "2021-05-06"), ("en", "")],
)
def test_the_language_tells_which_number_is_the_month(language, iso):
    assert normalise_date("5/6/2021", language) == iso


def test_a_word_of_another_language_than_the_page_s_is_read_all_the_same():
    assert normalise_date("20 мая 2021", "en") == "2021-05-20"
    assert normalise_date("20 mai 2021", "xx") == "2021-05-20"


@pytest.mark.parametrize(
    ("printed", "fields"),
    [
        ("2021-05-20 08:30", {"date": "2021-05-20T08:30:00"}),
        ("20  May 2021", {"date": "2021-05-20", "date_printed": "20 May 2021"}),
        ("last spring", {"date_printed": "last spring"}),
        ("", {}),
    ],
)
def test_what_is_printed_is_kept_unless_it_says_no_more(printed, fields):
    assert date_fields(printed) == fields


@given(st.one_of(st.text(max_size=60), st.from_regex(r"\A[0-9]{1,4}[-/. ][0-9a-zа-я]{1,9}[-/. ][0-9]{1,6}.{0,5}\Z")))
def test_any_text_gives_iso_or_nothing(text):
    assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d([+-]\d\d:\d\d)?)?)?)?)?", normalise_date(text))


@given(st.dates())
def test_a_day_is_read_back_from_every_plain_way_to_print_it(day):
    if day.year < 1000:
        return
    month = day.strftime("%B")
    assert normalise_date(day.isoformat()) == day.isoformat()
    assert normalise_date(f"{day.day} {month} {day.year}") == day.isoformat()
    assert normalise_date(f"{month} {day.day}, {day.year}") == day.isoformat()
    assert normalise_date(f"{day.day}.{day.month}.{day.year}") == day.isoformat()
