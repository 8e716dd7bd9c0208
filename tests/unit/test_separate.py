"""Several versions in one paste: offered where it is likely, done where it is asked for, never else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tables import write_paste
from tests.unit.news import COURIER, ECHO, LANTERN, STORY
from twicetold.ingest import read_file
from twicetold.model import AS_FOUND, File, Handling, Note, Source
from twicetold.pipeline import read_all
from twicetold.settings import DEFAULT

LONG = (LANTERN, COURIER)
ARCHIVED = "https://web.archive.org/web/20240520083000/https://courier.example/b"


def sources(text: str, separate: str = "", **settings: int) -> tuple[Source, ...]:
    found = read_file(File("paste.txt", text.encode()), Handling(separate=separate), replace(DEFAULT, **settings))
    assert found.errors == ()
    return found.sources


def offered(text: str) -> list[str | bool]:
    (only,) = sources(text)
    assert only.text == text
    return [offer.value for note in only.notes for offer in note.offers]


@pytest.mark.parametrize("rule", ["---", "***", "_____", "=====", "* * *", "  - - - -  "])
def test_a_line_of_marks_is_offered_and_divides_where_that_is_taken(rule):
    paste = write_paste(LONG, rule).decode()
    assert offered(paste) == ["rule"]
    made = sources(paste, "rule")
    assert [one.text for one in made] == [told.text for told in LONG]
    assert [one.part for one in made] == ["text 1", "text 2"]
    assert [(offer.field, offer.value) for note in made[0].notes for offer in note.offers] == [("separate", "")]


def by_addresses(*, below: bool = False, first: str = LANTERN.address) -> str:
    pieces = zip((first, ARCHIVED), LONG, strict=True)
    return "\n\n".join(f"{told.text}\n{address}" if below else f"{address}\n{told.text}" for address, told in pieces)


@pytest.mark.parametrize("below", [False, True])
def test_lines_with_an_address_are_offered_and_become_the_address(below):
    paste = by_addresses(below=below)
    assert offered(paste) == ["address"]
    made = sources(paste, "address")
    assert [one.text for one in made] == [told.text for told in LONG]
    assert [one.meta.address for one in made] == [LANTERN.address, ARCHIVED]
    assert made[1].meta.date == "2024-05-20T08:30:00+00:00"


def test_what_stands_before_the_first_address_is_a_text_too():
    made = sources(f"{ECHO.text}\n\n{LANTERN.address}\n{LANTERN.text}\n", "address")
    assert [(one.text, one.meta.address) for one in made] == [(ECHO.text, ""), (LANTERN.text, LANTERN.address)]


def test_an_address_at_the_head_of_a_text_between_rules_is_its_address():
    paste = f"{LANTERN.address}\n\n{LANTERN.text}\n---\n<{COURIER.address}>\n{COURIER.text}"
    made = sources(paste, "rule")
    assert [(one.text.strip(), one.meta.address) for one in made] == [
        (LANTERN.text, LANTERN.address), (COURIER.text, COURIER.address),
    ]  # fmt: skip


def test_both_ways_are_offered_where_there_are_both():
    assert offered(f"{LANTERN.address}\n{LANTERN.text}\n---\n{COURIER.address}\n{COURIER.text}") == ["rule", "address"]


NONE = [
    pytest.param(LANTERN.text, id="a text"),
    pytest.param(f"{LANTERN.text}\n\n---\n\nAnn Lee, Harbour", id="a signature below a rule"),
    pytest.param(f"{LANTERN.text}\n--\n{COURIER.text}", id="two marks"),
    pytest.param(f"{LANTERN.text}\n--- and so on\n{COURIER.text}", id="marks before words"),
    pytest.param(f"{LANTERN.address}\n{LANTERN.text}", id="one address"),
    pytest.param(f"{LANTERN.text} See {LANTERN.address}\n\n{COURIER.text}", id="an address in a sentence"),
    pytest.param(f"Bridge closed\n=============\n{LANTERN.text}\n\nFerries\n-------\n{COURIER.text}", id="headings"),
    pytest.param("---\n---\n---\n", id="rules alone"),
]


@pytest.mark.parametrize("text", NONE)
def test_else_nothing_is_offered(text):
    assert offered(text) == []


def test_where_there_is_no_place_to_divide_the_text_stays_whole_and_that_is_said():
    (only,) = sources(LANTERN.text, "rule")
    assert only.text == LANTERN.text
    assert only.notes[0].text == "there is no line of marks to divide it at"


def test_a_rule_that_underlines_a_heading_divides_nothing():
    headed = f"Ferries run\n-----------\n{COURIER.text}"
    made = sources(f"{LANTERN.text}\n\n---\n\n{headed}", "rule")
    assert [one.text for one in made] == [LANTERN.text, headed]


def test_texts_beyond_the_limit_are_said():
    made = sources(write_paste(STORY * 3).decode(), "rule", max_texts=4)
    assert len(made) == 4
    assert any(note.kind == "limit" and "the first 4 of 9 texts" in note.text for note in made[0].notes)


def test_a_paste_is_divided_in_the_pipeline_as_a_file_is():
    made = read_all(write_paste(LONG).decode(), "Paste", handling=Handling(separate="rule"))
    assert [version.label for version in made] == ["Paste, text 1", "Paste, text 2"]
    (whole,) = read_all(write_paste(LONG).decode(), "Paste", handling=AS_FOUND)
    assert any(isinstance(note, Note) and note.kind == "separate" for note in whole.notes)
