"""What a server sent → a file with a name: of a kind that can be read, or the reason why not.

    ugly    a film of 2 GB that was fetched to the end, or a file called “index.php?id=7&print=1”
    wanted  “https://news.example/clip” is a film or a recording (video/mp4), not a text.

The name ends as files of the kind do, because some formats are told apart by that. Cost: nothing.
"""

from __future__ import annotations

import re
from datetime import UTC
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

from twicetold.errors import AddressError
from twicetold.ingest.address import Address, shorten
from twicetold.model import Meta

_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "application/tei+xml": ".xml",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/epub+zip": ".epub",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/warc": ".warc",
    "multipart/related": ".mhtml",
    "message/rfc822": ".eml",
    "application/zip": ".zip",
}

_UNTOLD = ("", "text/plain", "text/xml", "application/xml", "application/zip", "application/gzip", "application/x-gzip",
           "application/octet-stream", "binary/octet-stream")  # fmt: skip
"""What servers say of anything that they know no better word for: there the ending of the address counts."""

_ENDINGS = frozenset(_KINDS.values()) | {".htm", ".xhtml", ".srt", ".rss", ".atom", ".text", ".mht", ".gz"}

_OTHER = {
    "image/": "a picture",
    "audio/": "a film or a recording",
    "video/": "a film or a recording",
    "font/": "a font",
}

_PROGRAMS = frozenset({"php", "asp", "aspx", "cgi", "jsp", "pl"})
"""Endings of pages that a program makes, one for all of them."""

_STEM_CHARS = 80
"""Of a name that is shown beside others; addresses of the news hold the whole headline."""


def find_ending(address: Address, fields: Message) -> str:
    """How the file is to end, with its point; empty where neither server nor address says. Raises AddressError."""
    kind = fields.get_content_type().lower() if fields.get("Content-Type") else ""
    path = unquote(address.target.partition("?")[0]).lower()
    ending = "." + path.rsplit("/", 1)[-1].rpartition(".")[2] if "." in path.rsplit("/", 1)[-1] else ""
    if kind in _UNTOLD and ending in _ENDINGS:
        return ".warc.gz" if path.endswith(".warc.gz") else ending
    if kind in _KINDS:
        return _KINDS[kind]
    if not kind:
        return ""
    what = next((what for start, what in _OTHER.items() if kind.startswith(start)), "of a kind that is not read here")
    raise AddressError(
        f"“{shorten(str(address))}” is {what} ({kind[:60]}), not a text. "
        "Give the address of the page that holds the story."
    )


def make_name(address: Address, ending: str) -> str:
    """A file name: the host and the last part of the path, so that two sites’ “index.html” are told apart; and the
    question behind it, where it is that which tells pages of one site apart."""
    path, _, question = unquote(address.target).partition("?")
    last = next((part for part in reversed(path.split("/")) if part), "")
    begin, _, end = last.rpartition(".")
    made = end.lower() in _PROGRAMS
    stem = begin if made or "." + end.lower() in _ENDINGS else last
    if made or not stem:
        stem += "-" + question
    stem = _plain(stem.removesuffix(".warc"))
    name = address.host.removeprefix("www.") + (f"-{stem}" if stem else "")
    return _plain(_plain(name)[:_STEM_CHARS]) + ending


def _plain(name: str) -> str:
    """``name`` without what is neither letter, digit nor a plain sign: it could turn the line around or lead to another
    folder."""
    return re.sub(r"[^\w.~-]+", "-", name).strip("-.")


def find_meta(address: Address, fields: Message) -> Meta:
    """What the server tells beside the text: where it is and, of an archive, when the page was captured."""
    captured = _captured(fields.get("Memento-Datetime", ""))
    dated = (("date", "when an archive captured it"),) if captured else ()
    return Meta(address=str(address), date=captured, origins=(("address", "where it was opened"), *dated))


def _captured(field: str) -> str:
    """An ISO time for one as HTTP writes it; empty for what is none."""
    if not field:
        return ""
    try:
        time = parsedate_to_datetime(field)
    except (ValueError, OverflowError):
        return ""
    return (time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)).isoformat()
