"""What a person says about a version stands in the version, in its name, and in everything that is saved of it."""

from __future__ import annotations

import pytest

from twicetold.model import File, Handling, Meta
from twicetold.pipeline import read_all
from twicetold.text.details import with_details

FOUND = Meta(title="Fery sinks", byline="Jane Roe", date="2021-05-19", origins=(("title", "the page’s own data"),))


def test_what_is_given_holds_and_says_so():
    made = with_details(FOUND, (("title", "Ferry  sinks"),))
    assert (made.title, dict(made.origins)["title"]) == ("Ferry sinks", "you said so")
    assert made.byline == "Jane Roe"


def test_a_field_that_is_emptied_is_not_known():
    made = with_details(FOUND, (("title", ""),))
    assert made.title == ""
    assert "title" not in dict(made.origins)


@pytest.mark.parametrize(
    ("given", "date", "printed"),
    [
        ("2021-05-20", "2021-05-20", ""),
        ("2021-05-20T08:00:00+00:00", "2021-05-20T08:00:00+00:00", ""),
        ("2021", "2021", ""),
        ("20 May 2021", "2021-05-20", "20 May 2021"),
        ("Thu 20th May 2021 | 08:30 AM", "2021-05-20", "Thu 20th May 2021 | 08:30 AM"),
        ("20. Mai 2021", "2021-05-20", "20. Mai 2021"),
        ("5/6/2021", "", "5/6/2021"),
        ("last spring", "", "last spring"),
        ("", "", ""),
    ],
)
def test_a_date_orders_only_where_it_is_one(given, date, printed):
    made = with_details(FOUND, (("date", given),))
    assert (made.date, made.date_printed) == (date, printed)


def test_a_date_is_read_in_the_language_of_the_version():
    assert with_details(FOUND, (("date", "5/6/2021"), ("language", "fr"))).date == "2021-06-05"
    assert with_details(Meta(language="de"), (("date", "5/6/2021"),)).date == "2021-06-05"


def test_a_date_that_is_given_is_not_joined_by_one_of_the_text():
    letter = "Ferry sinks\n\nBy Ada Winter, 19 May 2021\n\nThe ferry sank off the cape on Monday, and nobody was hurt."
    (found,) = read_all(File("a.txt", letter.encode()))
    (said,) = read_all(File("a.txt", letter.encode()), handling=Handling(meta=(("date", "2021-05-20"),)))
    assert (found.meta.date, said.meta.date, said.meta.date_printed) == ("2021-05-19", "2021-05-20", "")


def test_other_fields_are_passed_over():
    assert with_details(FOUND, (("words", "9"), ("origins", "x"))) == FOUND


def test_an_outlet_that_is_given_is_the_version_s_name():
    handling = Handling(meta=(("outlet", "Harbour Post"), ("language", "fr")))
    (version,) = read_all(File("a.txt", "Le ferry a coulé lundi.".encode()), handling=handling)
    assert version.label == "Harbour Post"
    assert version.meta.language == "fr"
    assert (version.file, version.part) == ("a.txt", "")


def test_a_detail_changes_the_digest_of_a_version_and_not_that_of_its_text():
    one, two = (
        read_all(File("a.txt", b"The ferry sank."), handling=Handling(meta=(("title", title),)))[0]
        for title in ("One", "Two")
    )
    assert one.id != two.id
    assert one.id[:16] == two.id[:16]


def test_what_is_printed_can_be_given_beside_the_date():
    made = with_details(FOUND, (("date", "2021-05-20"), ("date_printed", "Thursday")))
    assert (made.date, made.date_printed) == ("2021-05-20", "Thursday")
