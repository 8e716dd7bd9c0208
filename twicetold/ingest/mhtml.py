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

from twicetold.errors import DamagedError
from twicetold.ingest.format import Format
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
    """The page in ``file``. Raises DamagedError where there is none."""
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
    charset = page.get_param("charset")
    return (File(file.name, data, meta, charset if isinstance(charset, str) else ""),)


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
