"""The straight line: read, compare, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.making import version
from twicetold.errors import BinaryError, CountError, EmptyError, ReadError
from twicetold.model import Meta, Source
from twicetold.pipeline import compare, name_sources, read
from twicetold.settings import DEFAULT

TEXT = "The mayor opened the new bridge on Monday."


def test_a_file_is_read_under_its_name(tmp_path):
    path = tmp_path / "the-post.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert (read(path).label, read(path).text, read(path, "The Post").label) == ("the-post", TEXT, "The Post")


def test_bytes_text_and_source_give_the_same_version():
    assert read(TEXT, "A").id == read(TEXT.encode(), "A").id == read(Source("A", TEXT), "A").id


@pytest.mark.parametrize("text", ["\ufeffThe mayor came.", "Größe — “ja” 👍", "市长来了。", "naïve\u0301"])
def test_a_text_is_read_as_it_is(text):
    assert read(text, "A").text == text.removeprefix("\ufeff")


def test_a_file_that_is_not_there_is_a_read_error_with_its_name(tmp_path):
    with pytest.raises(ReadError, match=r"nowhere\.txt"):
        read(tmp_path / "nowhere.txt")


def test_a_folder_is_a_read_error(tmp_path):
    with pytest.raises(ReadError):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "error"), [("", EmptyError), (" \n", EmptyError), ("…", EmptyError), ("a\x00b", BinaryError)]
)
def test_a_bad_text_is_refused_by_its_label(text, error):
    with pytest.raises(error, match="The Post"):
        read(text, "The Post")


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_versions_are_refused(count):
    with pytest.raises(CountError, match="at least two"):
        compare([version(TEXT)] * count)


def test_more_versions_than_the_settings_allow_are_refused_with_both_numbers():
    with pytest.raises(CountError, match=r"51.*50"):
        compare([version(TEXT, str(i)) for i in range(51)])


def test_as_many_versions_as_the_settings_allow_are_compared():
    result = compare([version(f"{TEXT} Boat {i} left.", str(i)) for i in range(50)])
    assert len(result.collation.passages[0].carriers) == 50
    assert len(result.overlaps) == 50 * 49


def test_two_versions_of_one_name_are_told_apart():
    result = compare([version(TEXT, "Text"), version(TEXT, "Text"), version(TEXT, "Text")])
    assert len({made.label for made in result.versions}) == 3
    assert result.versions[0].label == "Text"


def test_a_name_made_to_tell_apart_is_not_one_that_is_taken():
    result = compare([version(TEXT, "Text"), version(TEXT, "Text"), version(TEXT, "Text (2)")])
    assert len({made.label for made in result.versions}) == 3


def test_the_settings_of_a_collation_are_those_it_was_made_with():
    settings = replace(DEFAULT, min_clause_words=9)
    assert compare([version(TEXT), version(TEXT, "B")], settings).collation.settings is settings


def sources(*given: tuple[str, str, str, str]) -> list[Source]:
    """Sources by file, part, title and outlet."""
    return [Source(file, "", Meta(title=title, outlet=outlet), part=part) for file, part, title, outlet in given]


@pytest.mark.parametrize(
    ("given", "label", "names"),
    [
        ([("a.html", "", "Ferry sinks", "Post")], "", ["a"]),
        ([("a.html", "", "Ferry sinks", "Post")], "Mine", ["Mine"]),
        ([("a.docx", "original", "Ferry", ""), ("a.docx", "final", "Ferry", "")], "", ["a, original", "a, final"]),
        ([("a.docx", "original", "", ""), ("a.docx", "final", "", "")], "Mine", ["Mine, original", "Mine, final"]),
        ([("a.csv", "row 1", "Ferry", ""), ("a.csv", "row 2", "Boat", "")], "", ["Ferry", "Boat"]),
        ([("a.csv", "row 1", "X", "Post"), ("a.csv", "row 2", "Y", "Post")], "", ["Post, row 1", "Post, row 2"]),
        ([("in/one.txt", "", "", ""), ("in/two.html", "", "", "Post")], "", ["one", "Post"]),
    ],
)
def test_versions_of_one_file_are_called_by_what_tells_them_apart(given, label, names):
    assert name_sources(sources(*given), label, "a") == names
