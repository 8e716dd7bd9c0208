"""Feeds (RSS, Atom) → a version for each entry.

    ugly    “Read more …” compared with a whole article, and nothing said
    wanted  each entry with its title, date, byline and address, and a note where the feed has only a summary

feedparser is given bytes and asks nobody anything; of what it finds the longest text of an entry is taken, and its tags
are turned into paragraphs. Cost: linear; feedparser takes a millisecond for an entry of 600 words.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from twicetold.errors import DamagedError, EmptyError
from twicetold.ingest.dates import date_fields
from twicetold.ingest.format import Format
from twicetold.ingest.rich import looks_marked_up, read_rich, with_headline
from twicetold.model import File, Handling, Mark, Meta, Note, Source
from twicetold.settings import Settings

_START = re.compile(
    rb"(?:\s|<\?.{0,2000}?\?>|<!--.{0,2000}?-->|<!DOCTYPE\s[^>\[]{0,300}(?:\[[^\]]{0,4000}\]\s*)?>)*<(?:rss|(?:\w+:)?feed|rdf:RDF|RDF)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_OF_FEEDS = (b"http://www.w3.org/2005/Atom", b"http://purl.org/rss/1.0/", b"http://purl.org/atom/ns#", b"<rss")
_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s{0,10}>", re.IGNORECASE)
_DECLARES = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_START_BYTES = 8_000
_NAME_CHARS = 200
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_ITS_OWN = "the feed’s own data"


def read_feed(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """A version for each entry with a text, the first ``settings.max_texts``.

    Raises EmptyError where no entry has one, DamagedError where the feed cannot be read.
    """
    import feedparser

    data = _in_utf8(file.data)
    if _DECLARES.search(data):
        raise DamagedError(
            f"“{file.name}” is a feed that declares words of its own, as no feed needs to; it was not read. "
            "Save the articles as pages and choose those."
        )
    data, count = _first_entries(data, settings.max_texts)
    headers = {"content-type": f"application/xml; charset={file.encoding}"} if file.encoding else {}
    try:
        found = feedparser.parse(io.BytesIO(data), response_headers=headers, resolve_relative_uris=False)
    except Exception as error:  # the parser has many ways to fail on what is none, some of them its own faults
        raise _broken(file) from error
    entries = found.get("entries") or []
    notes: tuple[Note, ...] = ()
    if found.get("bozo") and count <= settings.max_texts:
        notes = (Note("loss", "the feed is not quite regular; check that nothing is missing"),)
    if not entries:
        raise _broken(file) if notes else EmptyError(f"“{file.name}” is a feed without an entry. Choose another file.")
    if count > settings.max_texts:
        notes += (Note("limit", f"the first {settings.max_texts:,} of {count:,} entries of the feed were read"),)
    made = (
        # plain dictionaries: those of the library look elsewhere for what is missing, and warn of it
        _make_source(file, dict(found.get("feed") or {}), dict(entry), f"entry {number}", notes)
        for number, entry in enumerate(entries[: settings.max_texts], 1)
    )
    sources = tuple(source for source in made if source is not None)
    if not sources:
        raise EmptyError(f"“{file.name}” is a feed whose entries have no text. Open their addresses instead.")
    return sources


def _make_source(
    file: File, feed: Mapping[str, Any], entry: Mapping[str, Any], part: str, notes: tuple[Note, ...]
) -> Source | None:
    contents = [one.get("value") or "" for one in entry.get("content") or [] if isinstance(one, Mapping)]
    summary = str(entry.get("summary") or "")
    content = max(contents, key=len, default="")
    text = content if len(content) >= len(summary) else summary
    title, _ = read_rich(str(entry.get("title") or ""))
    marks: tuple[Mark, ...] = ()
    if looks_marked_up(text):
        text, marks = read_rich(text)
    if not text.strip():
        return None
    if not content.strip():
        notes = (*notes, Note("summary", "only a summary stands in the feed; the whole text may be at its address"))
    meta = _meta(feed, entry, " ".join(title.split()))
    text, marks = with_headline(meta.title, text, marks, "the title of the entry")
    return Source(file.name, text, meta, notes, part, marks)


def _meta(feed: Mapping[str, Any], entry: Mapping[str, Any], title: str) -> Meta:
    printed = " ".join(str(entry.get("published") or entry.get("updated") or "").split())
    source = entry.get("source")
    outlet, _ = read_rich(str((source.get("title") if isinstance(source, Mapping) else "") or feed.get("title") or ""))
    language = str(entry.get("language") or feed.get("language") or "")
    code = _LANGUAGE.match(language)
    dated = date_fields(printed, language)
    address = str(entry.get("link") or "")
    found = {
        "title": title,
        "outlet": " ".join(outlet.split()),
        "byline": " ".join(_byline(entry).split()),
        "language": code[0].lower() if code else "",
        "date": dated.get("date") or _moment(entry),
        "date_printed": dated.get("date_printed", ""),
        "address": address if address.startswith(("http://", "https://")) else "",
    }
    found = {name: value for name, value in found.items() if value and (name == "address" or len(value) < _NAME_CHARS)}
    return Meta(**found, origins=tuple((name, _ITS_OWN) for name in sorted(found)))


def _byline(entry: Mapping[str, Any]) -> str:
    names = [str(one.get("name") or "") for one in entry.get("authors") or [] if isinstance(one, Mapping)]
    return ", ".join(dict.fromkeys(name for name in names if name)) or str(entry.get("author") or "")


def _moment(entry: Mapping[str, Any]) -> str:
    """The time that feedparser reads where the feed writes it in a way of its own; in UTC."""
    for name in ("published_parsed", "updated_parsed"):
        time = entry.get(name)
        if time:
            year, month, day, hour, minute, second = time[:6]
            return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00"
    return ""


def _in_utf8(data: bytes) -> bytes:
    """Letters of two bytes as UTF-8: what the feed itself says of its letters is often left from before."""
    if data[:2] not in _MARKS:
        return data
    return re.sub("""encoding=["'][^"']*["']""", "", data.decode("utf-16", "replace"), count=1).encode()


def _first_entries(data: bytes, limit: int) -> tuple[bytes, int]:
    """``data`` up to the end of its entry number ``limit``, and how many there are; the parser takes 0.2 ms for one."""
    ends = [found.end() for found in _END.finditer(data)]
    return (data if len(ends) <= limit else data[: ends[limit - 1]]), len(ends)


def _broken(file: File) -> DamagedError:
    return DamagedError(
        f"“{file.name}” is a feed that is cut off or broken. Get it again, or save its articles as pages."
    )


def _is_feed(file: File) -> bool:
    start = file.data[:_START_BYTES]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    start = start.replace(b"\x00", b"")
    return bool(_START.match(start)) and any(name in start for name in _OF_FEEDS)


FEED = Format("feed", "a feed", (".rss", ".atom", ".xml", ".rdf"), _is_feed, read_feed)
