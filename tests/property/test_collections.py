"""Files that hold several versions: what is written is read back, and whatever is done to them ends in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import WRITERS, Told, write_paste, write_zip
from tests.unit.news import STORY
from twicetold.errors import ReadError
from twicetold.ingest import Found, read_file
from twicetold.ingest.rich import read_rich
from twicetold.model import AS_FOUND, File, Handling, Version
from twicetold.pipeline import read_all
from twicetold.settings import DEFAULT
from twicetold.text.paragraphs import split_paragraphs

# Letters of several scripts, and the signs that tables, pages and archives are made of.
_LETTERS = "abcdefgh éüß мост 橋樑 \"'“”’,;|&<>=-*#.:"
_WORDS = st.text(_LETTERS, min_size=1, max_size=12).map(lambda word: " ".join(word.split())).filter(bool)
_PARAGRAPHS = st.lists(_WORDS, min_size=4, max_size=12).map(lambda words: "The bridge " + " ".join(words) + " is shut.")


@st.composite
def stories(draw: st.DrawFn) -> list[Told]:
    texts = draw(st.lists(st.lists(_PARAGRAPHS, min_size=1, max_size=4), min_size=2, max_size=4))
    return [
        Told(
            tuple(text),
            f"News {number}",
            f"Outlet {number}",
            f"2024-05-{number + 10}",
            "Ann Lee",
            f"https://{number}.example/a",
        )
        for number, text in enumerate(texts)
    ]


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[span.start : span.end].split()) for span in split_paragraphs(text)]


@pytest.mark.parametrize("ending", sorted(WRITERS))
@given(story=stories())
@settings(max_examples=25)
def test_what_is_written_is_read_back(ending, story):
    found = read_file(File("story" + ending, WRITERS[ending](story)))
    assert found.errors == ()
    titled = ending not in (".zip", ".warc", ".warc.gz")
    wanted = [[told.title, *told.paragraphs] if titled else list(told.paragraphs) for told in story]
    # a cell that is written like a page is read like one, by whoever wrote it
    read_as_page = [any(note.kind == "tags" for note in one.notes) for one in found.sources]
    for one, want, page in zip(found.sources, wanted, read_as_page, strict=True):
        if not page:
            assert paragraphs(one.text) == want


@given(story=stories())
@settings(max_examples=25)
def test_a_paste_is_read_back(story):
    found = read_file(File("paste.txt", write_paste(story, "-" * 30)), Handling(separate="rule"))
    assert [paragraphs(one.text) for one in found.sources] == [list(told.paragraphs) for told in story]


REAL = {ending: write(STORY * 2) for ending, write in WRITERS.items()}
REAL[".paste"] = write_paste(STORY)
REAL[".html.warc"] = WRITERS[".warc"](
    [replace(told, date="2024-05-20T08:30:00Z", address="https://a.example/") for told in STORY]
)
REAL[".nested.zip"] = write_zip({"a" + ending: data for ending, data in REAL.items()})

_HANDLINGS = st.sampled_from(
    [
        AS_FOUND, Handling(layout="plain"), Handling(layout="across"), Handling(layout="column:title"),
        Handling(layout="tags"), Handling(columns=(("text", "title"), ("date", ""))), Handling(separate="rule"),
        Handling(separate="address"), Handling(encoding="utf-16"), Handling(columns=(("", "x"), ("text", "nowhere"))),
    ]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """``data`` after up to four things that happen to files: cut, overwritten, doubled, mixed."""
    for _ in range(draw(st.integers(1, 4))):
        if not data:
            break
        start = draw(st.integers(0, len(data) - 1))
        end = min(len(data), start + draw(st.integers(1, 200)))
        what = draw(st.sampled_from(["cut", "end", "noise", "twice", "bit"]))
        if what == "cut":
            data = data[:start] + data[end:]
        elif what == "end":
            data = data[:start]
        elif what == "noise":
            data = data[:start] + draw(st.binary(max_size=40)) + data[end:]
        elif what == "twice":
            data = data[:end] + data[start:]
        else:
            data = data[:start] + bytes([data[start] ^ (1 << draw(st.integers(0, 7)))]) + data[start + 1 :]
    return data


def is_well_formed(found: Found) -> bool:
    for one in found.sources:
        one.text.encode()
        ends = [0, *(place for mark in one.marks for place in (mark.span.start, mark.span.end)), len(one.text)]
        assert ends == sorted(ends)
    return all(isinstance(error, ReadError) and "“" in str(error) for error in found.errors)


@pytest.mark.parametrize("ending", sorted(REAL))
@given(data=st.data())
@settings(max_examples=60)
def test_a_damaged_file_gives_versions_or_reasons_and_nothing_else(ending, data):
    spoilt = data.draw(damaged(REAL[ending]))
    found = read_file(File("story" + ending, spoilt), data.draw(_HANDLINGS), replace(DEFAULT, max_texts=4))
    assert found.sources or found.errors
    assert is_well_formed(found)


@pytest.mark.parametrize(
    "start", [b"PAR1", b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"<rss>", b'[{"', b'{"a', b"text,title\n"]
)
@given(noise=st.binary(max_size=400))
@settings(max_examples=40)
def test_noise_behind_a_signature_gives_versions_or_reasons(start, noise):
    found = read_file(File("noise", start + noise + start))
    assert found.sources or found.errors
    assert is_well_formed(found)


@given(st.text(max_size=300))
@settings(max_examples=60)
def test_marked_up_letters_give_marks_inside_their_text(text):
    made, marks = read_rich(f"<p>{text}<h2>{text}")
    assert all(0 <= mark.span.start < mark.span.end <= len(made) for mark in marks)


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_every_file_of_several_versions_can_be_compared(ending):
    made = read_all(File("story" + ending, WRITERS[ending](STORY)))
    assert [type(one) for one in made] == [Version] * 3
