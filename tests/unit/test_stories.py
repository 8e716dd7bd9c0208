"""Story folders: what a manifest may hold, and what is said when it is wrong."""

from __future__ import annotations

import pytest

from twicetold.errors import StoryError, StoryFileError
from twicetold.ingest.stories import list_stories, read_story

HEAD = 'title = "A bridge"\nlanguage = "en"\nsee = "One clause is cut."\n'
VERSION = '[[versions]]\nfile = "post.txt"\nlabel = "The Post"\ndate = 2021-05-03\nlicence = "CC0-1.0"\n'


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "bridge"
    made.mkdir()
    (made / "post.txt").write_text("The mayor came.", encoding="utf-8")
    return made


def test_a_story_is_read(folder):
    (folder / "manifest.toml").write_text(HEAD + VERSION, encoding="utf-8")
    story = read_story(folder)
    assert (story.name, story.title, story.language, story.see) == ("bridge", "A bridge", "en", "One clause is cut.")
    (source,) = story.sources
    assert source.text == "The mayor came."
    assert source.meta.outlet == "The Post"
    assert source.meta.date == "2021-05-03"
    assert source.meta.licence == "CC0-1.0"
    assert source.meta.language == "en"


WRONG = [
    pytest.param("title = ", id="a manifest that is not TOML"),
    pytest.param(VERSION, id="a manifest without a title"),
    pytest.param(HEAD, id="a manifest without versions"),
    pytest.param(HEAD + VERSION.replace('label = "The Post"\n', ""), id="a version without a label"),
    pytest.param(HEAD + VERSION.replace('file = "post.txt"\n', ""), id="a version without a file"),
    pytest.param(HEAD + VERSION.replace("post.txt", "mail.txt"), id="a file that is not there"),
    pytest.param(HEAD + VERSION.replace("post.txt", "../secret.txt"), id="a file outside the folder"),
    pytest.param(HEAD + 'versions = "post.txt"\n', id="versions that are no tables"),
    pytest.param(HEAD + VERSION.replace('"post.txt"', "7"), id="a file name that is no text"),
]


@pytest.mark.parametrize("manifest", WRONG)
def test_a_wrong_manifest_is_named_in_a_story_file_error(folder, manifest):
    (folder.parent / "secret.txt").write_text("Not for you.", encoding="utf-8")
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    with pytest.raises(StoryFileError) as caught:
        read_story(folder)
    assert "bridge" in str(caught.value)


def test_a_missing_manifest_is_a_story_file_error(folder):
    with pytest.raises(StoryFileError, match=r"manifest\.toml"):
        read_story(folder)


def test_an_empty_text_of_a_story_is_an_error_for_people(folder):
    (folder / "post.txt").write_text(" \n", encoding="utf-8")
    (folder / "manifest.toml").write_text(HEAD + VERSION, encoding="utf-8")
    with pytest.raises(StoryError, match=r"post\.txt"):
        read_story(folder)


def test_stories_are_listed_in_alphabetical_order(folder):
    for name in ("zebra", "apple"):
        (folder.parent / name).mkdir()
        (folder.parent / name / "manifest.toml").write_text(HEAD + VERSION, encoding="utf-8")
    assert list_stories(folder.parent) == ["apple", "zebra"]
