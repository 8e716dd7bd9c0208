"""What lines of a text say of its title, outlet, author and date, and what they do not say."""

from __future__ import annotations

import pytest

from tests.unit.making import version
from twicetold.model import Handling, Meta, Source
from twicetold.text.bylines import date_in, is_date_line, name_in
from twicetold.text.version import make_version

STORY = (
    "The mayor opened the new bridge on Monday morning, and nobody fell into the river.\n\n"
    "“I am glad that it holds,” she said, and then she walked to the other side and back again."
)
GERMAN = (
    "Die Bürgermeisterin hat am Montag die neue Brücke eröffnet, und niemand ist in den Fluss gefallen.\n\n"
    "Die alte Fähre wird nun verkauft, und das Geld soll in die Lampen gehen, die noch nicht bezahlt sind."
)
TITLE = "Bridge opens after nine years"


def page(*head: str, story: str = STORY, tail: tuple[str, ...] = ()) -> Meta:
    return version("\n\n".join([*head, story, *tail])).meta


def origin(meta: Meta, field: str) -> str:
    return dict(meta.origins).get(field, "")


def test_the_headline_is_the_title():
    meta = page(TITLE)
    assert (meta.title, origin(meta, "title")) == (TITLE, "the headline")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("By Jane Roe", "Jane Roe", id="a name"),
        pytest.param("by Jane Roe and Ada Pell", "Jane Roe and Ada Pell", id="two names"),
        pytest.param("By Jane Roe, Northern Wire | 20 May 2021", "Jane Roe, Northern Wire", id="with agency and date"),
        pytest.param("By Jane Roe in Port Ellery", "Jane Roe", id="with a place"),
        pytest.param("Written by Jane O’Neil-Roe", "Jane O’Neil-Roe", id="written by"),
        pytest.param("Author: Maria de la Cruz", "Maria de la Cruz", id="with small words in the name"),
        pytest.param("By Monday", "", id="a day is no name"),
        pytest.param("By the Sea", "", id="a place is no name"),
        pytest.param("By December 2021", "", id="a month is no name"),
        pytest.param("Jane Roe", "", id="a name alone says nothing"),
        pytest.param("Author’s name", "", id="a label without a name"),
    ],
)
def test_names_behind_by(line, name):
    assert name_in(line, "en") == name


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [
        ("de", "Von Anna Lindner", "Anna Lindner"),
        ("fr", "Par Inès Callot", "Inès Callot"),
        ("es", "Por Inés Calleja", "Inés Calleja"),
        ("pt", "Por Inês Calado", "Inês Calado"),
        ("ru", "Автор: Инна Каллова", "Инна Каллова"),
        ("", "Von Anna Lindner", "Anna Lindner"),
    ],
)
def test_names_in_other_languages(language, line, name):
    assert name_in(line, language) == name


def test_the_word_for_by_is_that_of_the_language():
    assert name_in("Von Trapp Family", "en") == ""


def test_the_author_is_taken_from_a_byline_and_nowhere_else():
    meta = page(TITLE, "By Jane Roe")
    assert (meta.byline, origin(meta, "byline")) == ("Jane Roe", "the line “By Jane Roe”")
    assert page(TITLE, "Jane Roe").byline == ""
    assert version(f"{STORY}\n\nBy Jane Roe won the race.\n\n{STORY}").meta.byline == ""


DATES = [
    pytest.param("3 May 2021", "2021-05-03", id="a day"),
    pytest.param("Published May 3rd, 2021 at 8:10 am", "2021-05-03", id="published, with the hour"),
    pytest.param("Thu 20th May 2021 | 08:30 AM", "2021-05-20", id="with a weekday"),
    pytest.param("Updated: 2021-05-03 08:10", "2021-05-03", id="in the order of computers"),
]


@pytest.mark.parametrize(("line", "date"), DATES)
def test_dates_are_made_sortable_and_kept_as_printed(line, date):
    meta = page(TITLE, line)
    assert meta.date == date
    assert meta.date_printed in line
    assert origin(meta, "date") == f"the line “{line}”"


def test_a_date_that_is_left_open_is_kept_as_printed_and_orders_nothing():
    meta = page(TITLE, "5/6/2021")
    assert (meta.date, meta.date_printed) == ("", "5/6/2021")


@pytest.mark.parametrize(
    ("line", "date"),
    [("Stand: 03.05.2021, 08:10 Uhr", "2021-05-03"), ("Montag, 3. Mai 2021", "2021-05-03")],
)
def test_a_german_date(line, date):
    assert page("Brücke nach neun Jahren eröffnet", line, story=GERMAN).date == date


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("le 3 mai 2021 à 8h10", "3 mai 2021"),
        ("3 de mayo de 2021", "3 de mayo de 2021"),
        ("3 мая 2021 года, 08:10", "3 мая 2021 года"),
    ],
)
def test_dates_in_other_languages_are_seen(line, printed):
    assert date_in(line) == printed
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["In 2021 the bridge was opened", "Port Ellery, 3 May 2021", "May 2021 was cold"])
def test_what_is_more_than_a_date_is_no_date_line(line):
    assert not is_date_line(line)


def test_a_stamp_of_the_page_gives_date_and_outlet():
    meta = page("date 2021-05-20 dailylantern.example", TITLE)
    assert (meta.date, meta.outlet) == ("2021-05-20", "dailylantern.example")


def test_the_outlet_over_the_headline_is_taken_where_it_is_called_so_or_named_again():
    assert page("The Harbour Post", TITLE).outlet == "The Harbour Post"
    assert page("Lanternfish", TITLE, tail=("© 2021 Lanternfish Network",)).outlet == "Lanternfish"
    assert page("About bridges", TITLE, tail=("Share",)).outlet == ""


def test_the_outlet_of_a_copyright_line_and_of_a_reprint():
    assert page(TITLE, tail=("© 2019-2021, Daily Lantern. All rights reserved.",)).outlet == "Daily Lantern"
    opening = "Reykjavik, (Daily Lantern / Northern Wire - 20th May, 2021 ) :"
    meta = page(TITLE, story=opening + STORY)
    assert (meta.outlet, meta.date) == ("Daily Lantern", "2021-05-20")


def test_an_agency_in_a_dateline_is_no_outlet():
    assert page(TITLE, story=f"PORT ELLERY, May 3 (Northern Wire) - {STORY}").outlet == ""


def test_what_the_page_says_itself_stands():
    known = Meta(title="Own title", byline="Own Author", date="2020-01-01", origins=(("title", "the page’s own data"),))
    made = make_version(Source("a", f"{TITLE}\n\nBy Jane Roe | 3 May 2021\n\n{STORY}", known))
    assert (made.meta.title, made.meta.byline, made.meta.date) == ("Own title", "Own Author", "2020-01-01")
    assert origin(made.meta, "title") == "the page’s own data"


def test_what_a_person_left_empty_stays_empty():
    made = make_version(Source("a", f"{TITLE}\n\nBy Jane Roe\n\n{STORY}", handling=Handling(meta=(("byline", ""),))))
    assert made.meta.byline == ""


def test_a_found_outlet_renames_nothing():
    assert make_version(Source("file.txt", f"The Harbour Post\n\n{TITLE}\n\n{STORY}")).label == "file.txt"
