"""PDFs of a real story, one column and two, with running heads: every paragraph comes back. Read in place."""

from __future__ import annotations

import json

import pytest

from twicetold.ingest.pdf import read_pdf
from twicetold.model import AS_FOUND, File
from twicetold.settings import DEFAULT

FLOOR = 64
"""Paragraphs, headlines among them, of four files of sixteen each."""


@pytest.fixture(scope="module")
def wanted(shared) -> list[str]:
    gold = json.loads((shared / "ingest" / "html" / "gold.json").read_text(encoding="utf-8"))["000"]
    return [gold["title"], *gold["body"]]


@pytest.fixture(scope="module")
def sources(shared):
    names = ("one", "one_big", "two", "two_indent")
    files = [shared / "ingest" / "docs" / f"{name}.pdf" for name in names]
    return [read_pdf(File(file.name, file.read_bytes()), AS_FOUND, DEFAULT)[0] for file in files]


def test_every_paragraph_comes_back(sources, wanted):
    found = [source.text.split("\n\n") for source in sources]
    assert sum(text in paragraphs for paragraphs in found for text in wanted) >= FLOOR


def test_nothing_else_is_left_but_what_is_marked(sources, wanted):
    for source in sources:
        marked = {source.text[mark.span.start : mark.span.end]: mark.kind for mark in source.marks}
        others = [text for text in source.text.split("\n\n") if text not in wanted]
        assert {marked.get(text) for text in others} <= {"furniture"}
        assert marked[wanted[0]] == "headline"
