"""What is written into a document of any kind comes back: its paragraphs, and both states of tracked changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import TRACKERS, WRITERS, members_of, zipped
from twicetold.errors import StoryError
from twicetold.ingest import read_file
from twicetold.ingest.registry import find_format
from twicetold.model import File

STORY = [
    "Ferry stays in harbour",
    "The “Anna & Elsa” stayed in harbour on Monday — for the third day, its captain said.",
    "“We wait for the wind to turn,” said Ole Brandt, 54. He {never} reads \\ the forecast.",
    "Паром стоит в порту третий день. 渡船停在港口。 🚢 Çok güzel bir gün.",
    "A ticket costs < £9 and > £5.",
]
EDITED = [
    "Ferry stays in harbour",
    "The “Anna & Elsa” stayed in harbour on Tuesday — for the fourth day.",
    "Nobody was on board.",
    "“We wait for the wind to turn,” said Ole Brandt, 54. He {never} reads \\ the forecast. "
    "Паром стоит в порту. 渡船停在港口。 🚢 Çok güzel bir gün.",
]

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=8)
paragraphs = st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5)


def texts(data: bytes, name: str = "story") -> dict[str, list[str]]:
    """The paragraphs of every source of a file, by its part."""
    found = read_file(File(name, data))
    assert not found.errors
    return {source.part: source.text.split("\n\n") for source in found.sources}


@pytest.mark.parametrize("kind", WRITERS)
def test_paragraphs_come_back_as_they_were_written(kind):
    assert texts(WRITERS[kind](STORY)) == {"": STORY}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_document_is_recognised_by_its_content_whatever_it_is_called(kind):
    assert find_format(File("story.txt", WRITERS[kind](STORY))).name == kind


@pytest.mark.parametrize("name", ["word/story.txt", "content.xml", "text/story.opf"])
def test_an_archive_that_a_person_made_is_no_document(name):
    assert find_format(File("stories.zip", zipped({name: "The ferry stays."}))).name not in {*WRITERS, "office"}


@pytest.mark.parametrize("kind", TRACKERS)
def test_tracked_changes_give_the_text_before_and_the_text_after_them(kind):
    assert texts(TRACKERS[kind](STORY, EDITED)) == {"original": STORY, "final": EDITED}
    assert texts(TRACKERS[kind](EDITED, STORY)) == {"original": EDITED, "final": STORY}


@pytest.mark.parametrize("kind", TRACKERS)
def test_a_document_without_changes_gives_one_version(kind):
    assert texts(TRACKERS[kind](STORY, STORY)) == {"": STORY}


@pytest.mark.parametrize("kind", TRACKERS)
def test_a_text_that_is_all_new_has_no_original(kind):
    assert texts(TRACKERS[kind]([], STORY)) == {"final": STORY}
    assert texts(TRACKERS[kind](STORY, [])) == {"original": STORY}


@pytest.mark.parametrize("kind", WRITERS)
@given(written=paragraphs)
@settings(max_examples=40)
def test_any_paragraphs_come_back(kind, written):
    assert texts(WRITERS[kind](written)) == {"": written}


@pytest.mark.parametrize("kind", TRACKERS)
@given(original=paragraphs, final=paragraphs)
@settings(max_examples=40)
def test_any_changes_can_be_taken_back_and_accepted(kind, original, final):
    found = texts(TRACKERS[kind](original, final))
    assert found == ({"": final} if original == final else {"original": original, "final": final})


def damage(draw, whole: bytes) -> bytes:
    """``whole`` with a few bytes changed, and perhaps a stretch left out or told twice."""
    damaged = bytearray(whole)
    places = st.integers(0, len(whole) - 1)
    for place in draw(st.lists(places, max_size=4)):
        damaged[place] = draw(st.integers(0, 255))
    start, end = sorted((draw(places), draw(places)))
    match draw(st.sampled_from(("as it is", "left out", "twice"))):
        case "left out":
            del damaged[start:end]
        case "twice":
            damaged[start:start] = damaged[start:end]
    return bytes(damaged)


def check(data: bytes) -> None:
    """That the file gives versions whose marks fit their texts, or errors that name it."""
    found = read_file(File("story.bin", data))
    assert found.sources or found.errors
    for error in found.errors:
        assert isinstance(error, StoryError)
        assert "story.bin" in str(error)
    for source in found.sources:
        ends = [0]
        for mark in source.marks:
            assert ends[-1] <= mark.span.start < mark.span.end <= len(source.text)
            ends.append(mark.span.end)


RICH = {
    **{kind: write(STORY) for kind, write in WRITERS.items()},
    **{f"{kind} tracked": write(STORY, EDITED) for kind, write in TRACKERS.items()},
}


@pytest.mark.parametrize("kind", RICH)
@given(data=st.data())
@settings(max_examples=40)
def test_a_damaged_document_is_a_version_or_an_error_that_names_it(kind, data):
    check(damage(data.draw, RICH[kind]))


@pytest.mark.parametrize("kind", [kind for kind in RICH if kind[:3] not in ("rtf", "tei")])
@given(data=st.data())
@settings(max_examples=40)
def test_damage_inside_of_an_archive_is_held_as_well(kind, data):
    members = members_of(RICH[kind])
    name = data.draw(st.sampled_from([name for name in members if members[name]]))
    check(zipped(members | {name: damage(data.draw, members[name])}))
