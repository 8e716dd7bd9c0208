"""Five saved pages with labels: what of their stories is found, and what else counts as story."""

from __future__ import annotations

import json

import pytest

from twicetold.ingest.reading import read_file
from twicetold.model import File
from twicetold.text.version import make_version

PAGES = ("000", "001", "002", "003", "004")


@pytest.fixture(scope="module")
def labels(shared):
    return json.loads((shared / "ingest" / "html" / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def versions(shared):
    files = (shared / "ingest" / "html" / f"{number}.html" for number in PAGES)
    return [make_version(read_file(File(file.name, file.read_bytes())).sources[0]) for file in files]


def paragraphs(version, kinds=("body", "dateline")) -> list[str]:
    """The paragraphs of a version whose units are of these kinds."""
    return [
        version.text[paragraph.span.start : paragraph.span.end]
        for paragraph in version.paragraphs
        if version.units[paragraph.units.start].kind in kinds
    ]


def test_every_paragraph_is_found_word_for_word(versions, labels):
    found = {number: paragraphs(version) for number, version in zip(PAGES, versions, strict=True)}
    lost = [text for number in PAGES for text in labels[number]["body"] if text not in found[number]]
    assert lost == []


def test_nothing_else_counts_as_story(versions, labels):
    leaks = [
        text
        for number, version in zip(PAGES, versions, strict=True)
        for text in paragraphs(version)
        if text not in labels[number]["body"]
    ]
    assert leaks == []


@pytest.mark.parametrize(("field", "label"), [("title", "title"), ("outlet", "site"), ("byline", "author")])
def test_what_the_page_says_of_itself_is_read(versions, labels, field, label):
    assert [getattr(version.meta, field) for version in versions] == [labels[number][label] for number in PAGES]


def test_dates_are_read(versions, labels):
    assert [version.meta.date[:10] for version in versions] == [labels[number]["date"] for number in PAGES]


def test_no_page_is_called_uncertain(versions):
    assert [note for version in versions for note in version.notes if note.kind in ("uncertain", "limit")] == []
