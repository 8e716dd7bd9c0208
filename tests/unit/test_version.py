"""Source to version: units, names, identity, limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.making import said, version
from twicetold.errors import EmptyError, SizeError
from twicetold.model import Meta, Note, Source
from twicetold.settings import DEFAULT
from twicetold.text.version import make_version

TEXT = (
    "Bridge opens\n\nThe mayor opened the bridge on Monday. She walked across it twice, and nobody fell into the river."
)


def test_a_headline_stays_whole_and_a_paragraph_is_cut_into_sentences():
    assert said(version(TEXT)) == [
        ("headline", "Bridge opens"),
        ("body", "The mayor opened the bridge on Monday."),
        ("body", "She walked across it twice, and nobody fell into the river."),
    ]


def test_words_are_counted_by_unit_and_in_all():
    made = version(TEXT)
    assert [unit.words for unit in made.units] == [2, 7, 11]
    assert made.words == 20


def test_the_name_is_the_label_or_else_the_outlet_the_title_the_file():
    full = Source("file.txt", TEXT, Meta(outlet="The Post", title="Bridge opens"))
    assert make_version(full, "Mine").label == "Mine"
    assert make_version(full).label == "The Post"
    assert make_version(Source("file.txt", TEXT, Meta(title="Bridge opens"))).label == "Bridge opens"
    assert make_version(Source("file.txt", TEXT)).label == "file.txt"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Source("a", TEXT + "!", Meta(outlet="Post")), id="the text"),
        pytest.param(Source("a", TEXT, Meta(outlet="Mail")), id="the name"),
        pytest.param(Source("a", TEXT, Meta(outlet="Post", date="2021-05-03")), id="the date"),
        pytest.param(Source("a", TEXT, Meta(outlet="Post"), (Note("encoding", "read as cp1251"),)), id="a note"),
    ],
)
def test_the_id_changes_with_everything_that_is_shown(other):
    assert make_version(Source("a", TEXT, Meta(outlet="Post"))).id != make_version(other).id


def test_the_id_is_the_same_for_the_same_source():
    assert version(TEXT).id == version(TEXT).id


def test_the_language_is_taken_from_the_source_or_else_guessed():
    assert version(TEXT, language="fr").meta.language == "fr"
    assert version(TEXT).meta.language == "en"


@pytest.mark.parametrize("text", ["", " \n", "— … !", "\u00a0\u2003\n\u3000", "👍"])
def test_a_text_without_words_is_refused_by_name(text):
    with pytest.raises(EmptyError, match="minutes"):
        make_version(Source("minutes.txt", text))


def test_too_many_words_are_refused_by_name_with_both_numbers_and_a_remedy():
    with pytest.raises(SizeError) as caught:
        make_version(Source("novel.txt", "word " * 1200), settings=replace(DEFAULT, max_version_words=1000))
    for part in ("novel.txt", "1,200", "1,000", "Split"):
        assert part in str(caught.value)


def test_lines_without_visible_characters_make_no_paragraph():
    made = version("The mayor came.\n\n\u200b\n\nShe left.")
    assert [text for _, text in said(made)] == ["The mayor came.", "She left."]
