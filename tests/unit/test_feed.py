"""Feeds: an entry is a version, a summary is called one, and nobody is asked anything."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from tests.tables import write_atom, write_rss
from tests.unit.news import COURIER, LANTERN, STORY
from twicetold.errors import DamagedError, EmptyError, ReadError
from twicetold.ingest import read_file
from twicetold.ingest.registry import find_format
from twicetold.model import AS_FOUND, File, Source
from twicetold.settings import DEFAULT

RSS = write_rss(STORY)


def sources(data: bytes, name: str = "feed.xml", **settings: int) -> tuple[Source, ...]:
    found = read_file(File(name, data), AS_FOUND, replace(DEFAULT, **settings))
    assert found.errors == ()
    return found.sources


def error(data: bytes) -> ReadError:
    found = read_file(File("feed.xml", data))
    assert found.sources == ()
    return found.errors[0]


def kinds(source: Source) -> list[str]:
    return [note.kind for note in source.notes]


@pytest.mark.parametrize("write", [write_rss, write_atom])
def test_each_entry_is_a_version_with_what_the_feed_says_of_it(write):
    made = sources(write(STORY))
    assert [one.text for one in made] == [f"{told.title}\n\n{told.text}" for told in STORY]
    for one, told in zip(made, STORY, strict=True):
        assert (one.meta.title, one.meta.byline, one.meta.address) == (told.title, told.byline, told.address)
        assert one.meta.date == told.date
        assert one.text[one.marks[0].span.start : one.marks[0].span.end] == told.title
        assert kinds(one) == []
    assert [one.part for one in made] == ["entry 1", "entry 2", "entry 3"]


def test_the_outlet_is_the_feed_or_where_it_took_the_entry_from():
    assert {one.meta.outlet for one in sources(write_rss(STORY, outlet="All the news"))} == {"All the news"}
    assert [one.meta.outlet for one in sources(write_atom(STORY))] == [told.outlet for told in STORY]


def test_a_summary_is_called_one():
    (first, *_) = sources(write_rss(STORY, summary=True))
    assert first.text == f"{LANTERN.title}\n\n{LANTERN.paragraphs[0]}"
    assert kinds(first) == ["summary"]


def test_tags_in_a_summary_are_taken_out():
    told = replace(LANTERN, paragraphs=("<p>The bridge is <b>closed</b>.</p><p>Read more</p><script>go()</script>",))
    data = write_rss([told], summary=True).replace(b"&amp;", b"&")
    assert sources(data)[0].text == f"{LANTERN.title}\n\nThe bridge is closed.\n\nRead more"


def test_a_date_of_a_mail_is_sortable_and_kept_as_printed():
    data = RSS.replace(b"2024-05-20T08:30:00+00:00", b"Mon, 20 May 2024 10:30:00 +0200")
    meta = sources(data)[0].meta
    assert (meta.date, meta.date_printed) == ("2024-05-20T10:30:00+02:00", "Mon, 20 May 2024 10:30:00 +0200")


def test_more_entries_than_are_taken_are_said():
    made = sources(RSS, max_texts=2)
    assert len(made) == 2
    assert kinds(made[0]) == ["limit"]
    assert made[0].notes[0].text == "the first 2 of 3 entries of the feed were read"
    assert made[1].text.endswith(COURIER.text)


def test_a_feed_in_two_bytes_a_letter_is_read_whatever_it_says():
    assert sources(RSS.decode().encode("utf-16"))[1].text.endswith(COURIER.text)


def test_a_feed_in_another_encoding_is_read():
    data = write_rss([replace(LANTERN, title="Le pont fermé")]).decode().replace("UTF-8", "windows-1252")
    assert sources(data.encode("cp1252"))[0].meta.title == "Le pont fermé"


def test_a_feed_that_is_cut_off_gives_what_is_there_and_says_so():
    made = sources(RSS[: RSS.index(b"<item>", RSS.index(b"<item>") + 5)])
    assert [one.text for one in made] == [f"{LANTERN.title}\n\n{LANTERN.text}"]
    assert kinds(made[0]) == ["loss"]


def test_a_feed_without_entries_says_so():
    assert isinstance(error(write_rss([])), EmptyError)
    assert isinstance(error(b'<rss version="2.0"><channel><item><title>A</title></item></channel></rss>'), EmptyError)


ENTITIES = [
    b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY % a SYSTEM "http://127.0.0.1:9/b"> %a;]>',
]


@pytest.mark.parametrize("declared", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_declares_entities_is_refused(declared, encoding):
    data = declared.decode() + RSS.decode().partition("?>\n")[2].replace("Harbour", "&b;")
    assert isinstance(error(data.encode(encoding)), DamagedError)


def test_nobody_is_asked_anything(monkeypatch):
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("went on the network"))
    dtd = b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">'
    data = dtd + RSS.partition(b"?>\n")[2].replace(
        b"<channel>", b"<channel><image><url>http://127.0.0.1:9/a</url></image>"
    )
    assert len(sources(data)) == 3


def test_a_page_that_speaks_of_feeds_is_none():
    page = b'<html><head><link type="application/rss+xml" href="/feed"></head><body><rss></body></html>'
    assert find_format(File("a.html", page)).name != "feed"
    assert find_format(File("a.xml", b"<TEI><rss/></TEI>")).name != "feed"
