"""Documents that other programs wrote, around one real text: every paragraph of it comes out exactly.

The files are no part of the project; they are read where they lie.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from twicetold.ingest import read_file
from twicetold.model import File, Source
from twicetold.text.paragraphs import split_paragraphs

ASIDE = ["list one", "list two", "a", "b", "c1", "c2", "a block quote."]
NOTE = "A footnote text."


@pytest.fixture(scope="module")
def gold(shared) -> dict[str, Any]:
    return json.loads((shared / "ingest" / "html" / "gold.json").read_text(encoding="utf-8"))["000"]


@pytest.fixture(scope="module")
def told(gold) -> list[str]:
    return gold["body"]


def sources(shared, name: str) -> tuple[Source, ...]:
    found = read_file(File(name, (shared / "ingest" / "docs" / name).read_bytes()))
    assert found.errors == ()
    return found.sources


def paragraphs(source: Source) -> list[str]:
    return [source.text[span.start : span.end] for span in split_paragraphs(source.text)]


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.rtf", "a.epub", "a.xml"])
def test_every_paragraph_comes_out_exactly_in_order_and_nothing_beside_them(shared, told, name):
    (source,) = sources(shared, name)
    found = paragraphs(source)
    assert len(told) == 15
    story = [one for one in found if one in told]
    assert story == told
    rest = [one for one in found if one not in told]
    top = rest[: rest.index("Italic and bold words with a link.")]
    assert rest[len(top) :] == ["Italic and bold words with a link.", *ASIDE, NOTE]
    # title, author and date, where the format prints them
    assert set(top) <= {source.meta.title, top[0] if top else "", "AFP", "2021-05-19"}


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub", "a.xml"])
def test_title_and_author_come_from_the_document(shared, gold, name):
    (source,) = sources(shared, name)
    assert source.meta.title == gold["title"]
    assert source.meta.byline == "AFP"
    assert dict(source.meta.origins).keys() >= {"title", "byline"}


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_the_day_on_which_a_file_was_saved_is_no_date_of_the_text(shared, name):
    (source,) = sources(shared, name)
    assert source.meta.date == ""


@pytest.mark.parametrize("name", ["a.epub", "a.xml"])
def test_the_day_of_publication_is(shared, name):
    (source,) = sources(shared, name)
    assert source.meta.date == "2021-05-19"


def test_both_states_of_tracked_changes_are_right_to_the_letter(shared, told):
    original, final = sources(shared, "track.docx")
    assert (original.part, final.part) == ("original", "final")
    tails = [paragraphs(source)[paragraphs(source).index(told[-1]) + 1 :] for source in (original, final)]
    whole = next(paragraph for paragraph in told if "a strong line" in paragraph)
    opening, clause, _ = re.split("(, going.*?)(?= —)", whole[whole.index("Biden") :])
    assert tails == [
        [
            f"{opening}{clause}. MOVEDFROM LINKTEXT SMARTTAG SDT",
            "Para mark deleted so joined",
            "to this one.",
            "TEXTBOX",
            NOTE,
        ],
        [
            f"{opening} (INSERTED). MOVEDTO LINKTEXT SMARTTAG SDT",
            "Para mark deleted so joined to this one.",
            "TEXTBOX",
            NOTE,
        ],
    ]
    for source in (original, final):
        assert [one for one in paragraphs(source) if one in told] == told
