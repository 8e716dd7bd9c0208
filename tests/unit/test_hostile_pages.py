"""Broken and hostile pages: a text or a plain refusal, for work that stays in proportion."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages import HARBOUR, LAYOUTS, article, mhtml, webarchive
from twicetold.errors import DamagedError, ReadError
from twicetold.ingest.html import is_page, read_page
from twicetold.ingest.page_blocks import find_blocks
from twicetold.ingest.page_scan import measure, walk_letters
from twicetold.ingest.page_tree import build_tree, walk_tree, without_pictures
from twicetold.ingest.reading import read_file
from twicetold.model import AS_FOUND, File, Source
from twicetold.settings import DEFAULT

STORY = "".join(f"<p>{text}</p>" for text in HARBOUR.paragraphs)


def read(page: str, settings=DEFAULT) -> Source:
    (source,) = read_page(File("saved.html", page.encode()), AS_FOUND, settings)
    return source


def noted(source: Source) -> set[str]:
    return {note.kind for note in source.notes}


# --- attacks -------------------------------------------------------------------------------------


def test_a_tag_of_many_attributes_costs_nothing_but_a_note():
    bomb = "<p " + " ".join(f'a{i}="x"' for i in range(200_000)) + ">"
    source = read(f"<html>{bomb}{STORY}")
    assert all(text in source.text for text in HARBOUR.paragraphs)
    assert "limit" in noted(source)


@pytest.mark.parametrize("written", ['a="<p>" b=">" ', "a='\">' ", "a/", "a=1/", "a\n"])
def test_attributes_are_counted_however_they_are_written(written):
    assert measure(f"<p {written * 2_000}>x").attributes >= 1_000


def test_a_picture_in_a_tag_is_not_counted_as_attributes():
    picture = f'<img src="data:image/png;base64,{"A/+=" * 50_000}" alt="The wall">'
    assert measure(picture).attributes < 5
    assert without_pictures(picture) == '<img src="" alt="The wall">'
    assert without_pictures('<p>She said: "data: none".</p>') == '<p>She said: "data: none".</p>'


def test_text_below_many_open_tags_is_not_lost():
    source = read(f"<html>{'<div>' * 100_000}Deep words{'</div>' * 100_000}{STORY}")
    assert all(text in source.text for text in HARBOUR.paragraphs)
    assert "limit" in noted(source)
    unclosed = read("<html>" + "".join(f"<font>In the street number {i} the baker has bread.<br>" for i in range(400)))
    assert unclosed.text.count("baker") == 400


def test_a_page_too_large_for_the_extractors_is_read_by_simple_rules():
    small = replace(DEFAULT, max_page_elements=20)
    source = read(article(HARBOUR), small)
    assert all(text in source.text for text in HARBOUR.paragraphs)
    assert "limit" in noted(source)
    assert "limit" not in noted(read(article(HARBOUR)))
    letters = replace(DEFAULT, max_page_letters=100)
    assert "limit" in noted(read(article(HARBOUR), letters))


def test_100_000_paragraphs_are_all_there():
    sentence = "The wall held through the storm on Monday night, and no house was flooded."
    source = read("<html>" + f"<p>{sentence}</p>" * 100_000)
    assert source.text.count(sentence) == 100_000


def test_entities_of_the_page_s_own_are_not_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the house")
    head = f'<!DOCTYPE html [<!ENTITY a "bomb"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "{secret.as_uri()}">]>'
    source = read(f"{head}<html><body>{STORY}<p>Then &b; and &c; came.</p></body></html>")
    assert "secret of the house" not in source.text
    assert "bombbomb" not in source.text


def test_parts_in_parts_without_end_are_refused():
    head = b'MIME-Version: 1.0\r\nFrom: <Saved by Blink>\r\nContent-Type: multipart/related; boundary="b0"\r\n\r\n'
    parts = (f'--b{i}\r\nContent-Type: multipart/mixed; boundary="b{i + 1}"\r\n\r\n'.encode() for i in range(200))
    page = b"--b200\r\nContent-Type: text/html\r\n\r\n" + b"<p>The wall held.\r\n" * 100
    found = read_file(File("saved.mhtml", head + b"".join(parts) + page))
    assert [type(error) for error in found.errors] == [DamagedError]


def test_comments_before_the_first_tag_are_passed_over_once():
    assert not is_page(File("notes", b"<!-- -->" * 500 + b"x"))
    assert is_page(File("notes", b"<!-- -->" * 100 + b"<html>"))


def test_control_characters_harm_neither_names_nor_words():
    source = read(f"<html \x01lang='en' \x0b\x1ca='b'><b\x02ody><p\x7f c\x03='d'>The wa\x04ll held.</p>{STORY}")
    assert "The wall held." in source.text
    assert all(text in source.text for text in HARBOUR.paragraphs)


def test_nothing_in_a_page_is_fetched(monkeypatch):
    import socket

    def refuse(*args, **kwargs):
        raise AssertionError("a page was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    links = (
        '<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">'
        '<img src="http://127.0.0.1:9/a.png"><iframe src="http://127.0.0.1:9/"></iframe><script src="//127.0.0.1/a.js">'
        '</script><meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/">'
    )
    assert HARBOUR.paragraphs[0] in read(f"<!DOCTYPE html SYSTEM 'http://127.0.0.1:9/a.dtd'><html>{links}{STORY}").text


@pytest.mark.parametrize(
    "data", ["[" * 100_000, '{"@type":"Article","headline":' * 10_000, "{", "null", '"x"', "[1,[2]]"]
)
def test_broken_json_ld_is_passed_over(data):
    source = read(f'<html><head><script type="application/ld+json">{data}</script></head>{STORY}')
    assert source.text == "\n\n".join(HARBOUR.paragraphs)


@pytest.mark.parametrize(
    "tail", ["<", "<p", "<!--", "<!-- x --", "</", "<script>", "<p a='", '<a href="', "&", "&#", "<?", "<!"]
)
def test_a_page_cut_off_anywhere_keeps_what_came_before(tail):
    assert read(f"<html><body>{STORY}{tail}").text.startswith("\n\n".join(HARBOUR.paragraphs))


# --- one pass over the letters -------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_letters_and_tree_give_the_same_blocks(layout):
    page = LAYOUTS[layout](HARBOUR)
    tree = build_tree(page)
    assert tree is not None
    by_tree = [block.text for block in find_blocks(walk_tree(tree)).blocks]
    assert [block.text for block in find_blocks(walk_letters(page, 200)).blocks] == by_tree


PIECES = (
    "<p>|</p>|<div>|</div>|<br>|<b>|</b|<!--|-->|<script>|</script>|x|<|>|\"|=| |<p a='|<q>|</q>|<pre>|\n\n|<p hidden>"
)
TAGS = st.sampled_from(PIECES.split("|"))
BREAKS = [
    b"",
    b"\x00",
    b"\x01",
    b"\x1c",
    b"<",
    b">",
    b"'",
    b'"',
    b"=\xff",
    b"\xff\xfe",
    b"]]>",
    b"<!--",
    b"&#0;",
    b"&#xd800;",
]
BREAKS += [b"<table><tr><td>", b"<a:b c:d=e>", b"<p \x0b='", b"<\x01p>", b" xml:lang=x ", b" xmlns=q "]


@given(st.lists(TAGS, max_size=40).map("".join))
def test_events_of_letters_are_well_nested(page):
    depth = 0
    for event in walk_letters(page, 10):
        depth += {"start": 1, "end": -1, "text": 0}[event.what]
        assert 0 <= depth <= 11
    assert depth == 0
    find_blocks(walk_letters(page, 10))


# --- any bytes at all ----------------------------------------------------------------------------

SEEDS = [write(HARBOUR).encode() for write in LAYOUTS.values()]
FILES = [
    *((f"{i}.html", data) for i, data in enumerate(SEEDS)),
    ("a.mhtml", mhtml(article(HARBOUR))),
    ("a.webarchive", webarchive(article(HARBOUR))),
]


@st.composite
def mutated(draw) -> File:
    """A real file with pieces cut out, doubled, swapped or overwritten."""
    name, data = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 400)))
        piece = draw(st.sampled_from([*BREAKS, data[start:end] * 2]) | st.binary(max_size=12))
        data = data[:start] + piece + data[end:]
    return File(name, data)


@settings(max_examples=60)
@given(mutated(), st.sampled_from(["", "other", "whole", "hidden"]))
def test_a_mutated_page_is_read_or_refused_in_words(file, layout):
    found = read_file(file, replace(AS_FOUND, layout=layout))
    assert bool(found.sources) != bool(found.errors)
    for error in found.errors:
        assert isinstance(error, ReadError)
        assert "“" in str(error)
    for source in found.sources:
        check_marks(source)


@settings(max_examples=60)
@given(st.lists(TAGS, max_size=60).map("".join))
def test_any_heap_of_tags_is_read_or_refused(page):
    file = File("a.html", f"<html>{page}".encode())
    assert is_page(file)
    for source in read_file(file).sources:
        check_marks(source)


def check_marks(source: Source) -> None:
    """Marks stand on whole paragraphs, in order, and no paragraph is empty."""
    place = 0
    spans = set()
    for text in source.text.split("\n\n"):
        assert not source.text or text.strip()
        spans.add((place, place + len(text)))
        place += len(text) + 2
    marks = [(mark.span.start, mark.span.end) for mark in source.marks]
    assert marks == sorted(set(marks))
    assert set(marks) <= spans or not file_is_of_blocks(source)


def file_is_of_blocks(source: Source) -> bool:
    """Whether the text was made of blocks of a page; a page that is mutated enough is plain text."""
    return bool(source.marks)
