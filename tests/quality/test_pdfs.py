"""PDFs of a real story, read in place, and of the bundled ones in many layouts: their paragraphs come back."""

from __future__ import annotations

import json
from random import Random

import pytest

from tests.pdfs import Layout, make_pdf
from twicetold.ingest.pdf import read_pdf
from twicetold.model import AS_FOUND, File
from twicetold.settings import DEFAULT
from twicetold.text.paragraphs import split_paragraphs

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


# --- the bundled stories, set in many layouts -----------------------------------------------------

LAYOUTS = 45
SHARE = 0.99
"""Of the paragraphs of the bundled stories, those that come back to the letter; measured .997 and better."""


def told(folder) -> list[list[str]]:
    """The stories as paragraphs, those that the type of the tests has all letters of."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.txt"))]
    stories = [[" ".join(text[span.start : span.end].split()) for span in split_paragraphs(text)] for text in texts]
    return [
        story for story in stories if " ".join(story).encode("cp1252", "ignore").decode("cp1252") == " ".join(story)
    ]


def any_layout(random: Random, columns: int) -> Layout:
    indented = random.random() < 0.5
    return Layout(
        width=random.choice([420, 595, 612]),
        height=random.choice([420, 595, 842]),
        size=random.choice([8, 9, 10, 11, 12]) if columns < 3 else 7,
        leading=random.choice([1.1, 1.2, 1.4]),
        columns=columns,
        gutter=random.choice([12, 16, 24]),
        gap=0 if indented else random.choice([0.5, 0.8, 1.2]),
        indent=random.choice([1, 1.5, 2]) if indented else 0,
        first_indent=random.random() < 0.3,
        justified=random.random() < 0.5,
        divides=random.random() < 0.5,
        head=random.choice(["", "The Daily Example", "{} The Daily Example"]),
        foot=random.choice(["", "Printed in May"]),
        numbers=random.choice(["", "{}", "Page {}", "– {} –"]),
        drop=random.choice([0, 3, 5]),
    )


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_stories_come_back_from_many_layouts(samples, columns):
    random = Random(columns)
    stories = told(samples)
    found = wanted = 0
    for _ in range(LAYOUTS // columns):
        headline, *story = random.choice(stories)
        data = make_pdf(story, any_layout(random, columns), headline)
        paragraphs = read_pdf(File("story.pdf", data), AS_FOUND, DEFAULT)[0].text.split("\n\n")
        found += sum(text in paragraphs for text in (headline, *story))
        wanted += 1 + len(story)
    assert found >= SHARE * wanted
