"""A mail → the text or page in it, and the documents attached to it, each as a file of its own.

    ugly    “=E2=80=9CThe talks=E2=80=9D”, a page of base64, the same letter twice, once as text and once as a page
    wanted  the letter with its subject, sender and date; each attachment that can hold a text, read as what it is

The headers become what is known of the letter. Of a letter sent as text and as a page the text is taken, unless it only
says that there is a page. Pictures, sounds and signatures are no versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from pathlib import PurePath

from twicetold.errors import DamagedError, EmptyError, SizeError
from twicetold.ingest.dates import date_fields
from twicetold.ingest.format import Format
from twicetold.ingest.known import fill
from twicetold.ingest.mail_text import BODY, MAIL_TEXT
from twicetold.model import File, Handling, Meta
from twicetold.settings import Settings

__all__ = ["MAIL", "MAIL_TEXT"]

_HEAD = 16_384
"""Bytes at the top of a file in which headers are looked for; chains of servers write some thousands."""
_FIELD = re.compile(rb"(?:[!-9;-~]{1,100}:[ \t]|From [^\n]{1,200}\n)")
_NAMES = re.compile(
    rb"^(from|date|subject|message-id|mime-version|received|return-path|to|delivered-to):", re.IGNORECASE | re.MULTILINE
)
_BLANK = re.compile(rb"\r?\n\r?\n")
_SAVED_PAGE = re.compile(rb"^(?:snapshot-content-location:|from:\s*<?saved by)", re.IGNORECASE | re.MULTILINE)
_PAGE_SUFFIXES = (".mhtml", ".mht")
_MOST_PARTS = 200
"""Parts of one mail that are looked at; letters have two to ten."""
_NEVER_TEXT = ("image", "audio", "video", "font", "model")
_SIGNATURES = (
    "application/pgp-",
    "application/pkcs7-",
    "application/x-pkcs7-",
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
)
_REPLY = re.compile(
    r"(?:(?:re|fwd?|aw|wg|antw|tr|rv|sv|vs|odp|enc|ответ|пересл)\s?(?:\[\d{1,3}\])?:\s*){1,10}", re.IGNORECASE
)
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_TEXT_SHARE = 0.2
"""Share of a page's words that the text beside it must have to stand for it."""


def is_mail(file: File) -> bool:
    """Whether ``file`` begins with the headers of a mail: three of them, or by its name one."""
    name = file.name.lower()
    head = _BLANK.split(file.data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    if name.endswith(_PAGE_SUFFIXES) or not _FIELD.match(head) or _SAVED_PAGE.search(head):
        return False
    found = {field.lower() for field in _NAMES.findall(head)}
    return (len(found) > 2 and b"from" in found) or (name.endswith(".eml") and bool(found))


def unpack_mail(file: File, handling: Handling, settings: Settings) -> tuple[File, ...]:
    """The letter and what is attached to it. Raises EmptyError where neither is, DamagedError, or SizeError."""
    try:
        message = message_from_bytes(file.data.lstrip(b"\xef\xbb\xbf\r\n"))
        files = (*_letter(file, message), *_attachments(file, message))
    except SizeError:
        raise
    except Exception as error:  # the library stumbles over headers in many ways, and none of them is a bug of ours
        raise DamagedError(f"“{file.name}” is no mail that can be read. Copy its text and paste it instead.") from error
    if not files:
        raise EmptyError(f"“{file.name}” holds no text: it may be a picture, or empty. Paste its text instead.")
    return files


def _parts(file: File, message: Message) -> Iterator[Message]:
    """The parts that hold something, without those of mails in this mail."""
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise SizeError(f"“{file.name}” has more than {_MOST_PARTS:,} parts. Save what you need of it as files.")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed([one for one in part.get_payload() if isinstance(one, Message)])
        else:
            yield part


def _letter(file: File, message: Message) -> tuple[File, ...]:
    """The text of the mail, or the page, with what its headers say."""
    plain = page = None
    for part in _parts(file, message):
        kind = part.get_content_type()
        if _is_attached(part) or kind not in ("text/plain", "text/html"):
            continue
        if kind == "text/plain" and plain is None:
            plain = part
        elif kind == "text/html" and page is None:
            page = part
    text, letters = (_bytes(part) if part is not None else b"" for part in (plain, page))
    stem = PurePath(file.name).stem or "mail"
    meta = _meta(file.meta, message)
    words = len(_TAG.sub(b" ", letters).split()) if text.strip() and letters.strip() else 0
    if text.strip() and len(text.split()) >= _TEXT_SHARE * words:
        return (File(stem + BODY, text, meta, _charset(plain)),)
    return (File(stem + ".html", letters, meta, _charset(page)),) if letters.strip() else ()


def _attachments(file: File, message: Message) -> Iterator[File]:
    for part in _parts(file, message):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                yield File(_name(part) or "attached mail.eml", inner[0].as_bytes())
        elif _is_attached(part) and kind.split("/")[0] not in _NEVER_TEXT and not kind.startswith(_SIGNATURES):
            data = _bytes(part)
            if data.strip():
                yield File(_name(part) or f"attachment of {file.name}", data, encoding=_charset(part))


def _is_attached(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    return bool(part.get_filename()) or part.get_content_maintype() != "text"


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: Message | None) -> str:
    return (part.get_content_charset() or "") if part is not None else ""


def _name(part: Message) -> str:
    """The name of an attachment, without any path."""
    return PurePath(_decoded(part.get_filename() or "").replace("\\", "/")).name


def _meta(known: Meta, message: Message) -> Meta:
    """What ``known`` says, then the headers."""
    found: dict[str, tuple[str, str]] = {}
    subject = _REPLY.sub("", _decoded(message["Subject"]), count=1)
    if subject:
        found["title"] = (subject, "the subject of the mail")
    sender, address = parseaddr(_decoded(message["From"]))
    if sender or address:
        found["byline"] = (sender or address, "the sender of the mail")
    found |= {field: (value, "the mail") for field, value in date_fields(_decoded(message["Date"])).items()}
    return fill(known, found)


def _decoded(header: object) -> str:
    """A header as it is meant, on one line."""
    raw = str(header or "")
    with suppress(ValueError, LookupError):  # in an encoding that nobody knows the header stays as it stands
        raw = str(make_header(decode_header(raw)))
    return " ".join(raw.encode("utf-8", "replace").decode("utf-8").split())


MAIL = Format("eml", "a mail", (".eml",), is_mail, unpack=unpack_mail, guarded=False)
