"""Web pages saved as one file by Chrome, Edge and old Explorers (MHTML): a mail that holds the page and its pictures.

ugly    “=E2=80=9CThe talks were useful=E2=80=9D”, or the text of an advertisement’s frame
wanted  the page itself, with the address that it was saved from, read like any other page
"""

from __future__ import annotations

import re
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from html import unescape
from urllib.parse import urljoin

from twicetold.errors import DamagedError, ReadError
from twicetold.ingest.decode import decode_text
from twicetold.ingest.format import Format
from twicetold.ingest.mhtml_frames import has_frames, with_frames
from twicetold.model import File, Handling, Meta
from twicetold.settings import Settings

_HEAD = 8_192
"""Bytes in which the fields at the top of such a file end; long titles are folded into several lines."""
_SAVED = re.compile(rb"^(?:Snapshot-Content-Location:|From:\s*\"?<?Saved by )", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(
    rb"^Content-Type:\s*(?:multipart/related|text/html|multipart/alternative)", re.IGNORECASE | re.MULTILINE
)
_NESTED = re.compile(rb"^Content-Type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_MOST_NESTED = 20
"""Parts that hold parts: a saved page has one or two, and with each that is open every line costs the parser more."""
_PAGES = ("text/html", "application/xhtml+xml")
_SUFFIXES = (".mhtml", ".mht")


def is_mhtml(file: File) -> bool:
    """Whether ``file`` is a saved page: what saved it says so, or, since mails look alike, its name does."""
    head = re.split(rb"\r?\n\r?\n", file.data[:_HEAD].lstrip(), maxsplit=1)[0]
    if not re.match(rb"[A-Za-z][A-Za-z0-9-]*:", head) or not _MAIL.search(head):
        return False
    return bool(_SAVED.search(head)) or (file.name.lower().endswith(_SUFFIXES) and bool(_RELATED.search(head)))


def unpack_mhtml(file: File, handling: Handling, settings: Settings) -> tuple[File, ...]:
    """The page in ``file``, put together where it is made of frames. Raises DamagedError where there is none."""
    if len(_NESTED.findall(file.data)) > _MOST_NESTED:
        raise _damaged(file.name)
    try:
        mail = BytesParser(policy=policy.compat32).parsebytes(file.data)
        page = _root(mail)
        data = page.get_payload(decode=True) if page is not None else None
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise _damaged(file.name) from error
    if page is None or not isinstance(data, bytes) or not data.strip():
        raise _damaged(file.name)
    address = _field(mail, "Snapshot-Content-Location") or _field(page, "Content-Location")
    if file.meta.address or not address.startswith(("http://", "https://")):
        meta = file.meta
    else:
        meta = _from(file.meta, address)
    if has_frames(data.decode("latin-1")):
        whole = with_frames(_letters(page), lambda named: _framed(mail, page, named))
        if whole:
            return (File(file.name, whole.encode("utf-8", "replace"), meta, "utf-8"),)
    return (File(file.name, data, meta, _charset(page)),)


def _framed(mail: Message, page: Message, address: str) -> str:
    """The page that a frame shows: named by its number in the file (cid:) or by its address."""
    address = unescape(address).strip()
    whole = urljoin(_field(page, "Content-Location"), address)
    for part in mail.walk():
        if part.get_content_type() in _PAGES and (
            (address.lower().startswith("cid:") and _field(part, "Content-ID").strip("<>") == address[4:])
            or _field(part, "Content-Location") in (address, whole)
        ):
            return _letters(part)
    return ""


def _letters(part: Message) -> str:
    data = part.get_payload(decode=True)
    try:
        return decode_text("page", data, declared=_charset(part))[0] if isinstance(data, bytes) else ""
    except ReadError:  # a frame without text, or of something else
        return ""


def _charset(part: Message) -> str:
    charset = part.get_param("charset")
    return charset if isinstance(charset, str) else ""


def _from(meta: Meta, address: str) -> Meta:
    return replace(meta, address=address, origins=(*meta.origins, ("address", "where the page was saved from")))


def _root(mail: Message) -> Message | None:
    """The page: the part that is named as the first to read, else the first page there is."""
    pages = [part for part in mail.walk() if part.get_content_type() in _PAGES]
    start = mail.get_param("start")
    location = _field(mail, "Snapshot-Content-Location")
    for part in pages:
        if isinstance(start, str) and _field(part, "Content-ID") == start:
            return part
    for part in pages:
        if location and _field(part, "Content-Location") == location:
            return part
    return pages[0] if pages else None


def _field(part: Message, name: str) -> str:
    return " ".join(str(part.get(name, "")).split())


def _damaged(name: str) -> DamagedError:
    return DamagedError(
        f"“{name}” should hold a saved page, but none is found in it: it may be cut off. Save the page again, or as "
        "“Web page, HTML only”, and choose that file."
    )


MHTML = Format("mhtml", "a saved web page (MHTML)", _SUFFIXES, is_mhtml, unpack=unpack_mhtml)
