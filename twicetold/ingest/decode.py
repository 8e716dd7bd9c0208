"""Bytes → text, with a note of every guess.

    ugly    Ð¡ÐµÑ€Ð³ÐµÐ¹, or a traceback, or a text that silently lost half its letters
    wanted  the text, and “read as cp1251, a guess” where nothing in the file says so

The order: a byte order mark; NUL bytes in a UTF-16 pattern; strict UTF-8; a guess by charset-normalizer;
Windows-1252, which reads anything. Binary files are refused by their first bytes and by NUL bytes.
"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from twicetold.errors import BinaryError, EmptyError, SizeError
from twicetold.model import Note, Source
from twicetold.settings import DEFAULT, Settings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_BINARY = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF87a", "a picture"),
    (b"GIF89a", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)

_UTF16_ZEROS = 0.2
"""Latin text in UTF-16 has a zero in nearly every second byte; text in other scripts in a fifth or more (its
spaces)."""


def decode(name: str, data: bytes, settings: Settings = DEFAULT) -> Source:
    """The text in ``data``; ``name`` stands in messages.

    Raises EmptyError, BinaryError or SizeError, each naming the file and what to do.
    """
    if len(data) > settings.max_version_bytes:
        raise SizeError(
            f"“{name}” has {len(data) / 1e6:,.1f} MB; a version may have {settings.max_version_bytes / 1e6:,.0f} MB. "
            "Split it into parts and compare those."
        )
    if not data.strip():
        raise EmptyError(f"“{name}” is empty. Choose a file that holds the text of one version.")
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise BinaryError(f"“{name}” is {what}, not plain text. Save it as plain text (.txt) and choose that file.")
    text, notes = _decode(name, data)
    if "\x00" in text:
        raise BinaryError(f"“{name}” holds NUL bytes, so it is not plain text. Save it as plain text (.txt) in UTF-8.")
    if not text.strip("\ufeff \t\r\n"):
        raise EmptyError(f"“{name}” is empty. Choose a file that holds the text of one version.")
    return Source(name, text, notes=notes)


def _decode(name: str, data: bytes) -> tuple[str, tuple[Note, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return text, _replaced(text) if encoding == "utf-8-sig" else (
                Note("encoding", f"read as {encoding}"),
                *_replaced(text),
            )
    guess = _utf16_without_mark(data)
    if guess:
        return data.decode(guess, errors="replace"), (Note("encoding", f"read as {guess}, a guess"),)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        # a file cut in the middle of its last character is still UTF-8
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), (Note("loss", "the last character is cut off in the file"),)
    if b"\x00" in data:
        raise BinaryError(f"“{name}” holds NUL bytes, so it is not plain text. Save it as plain text (.txt) in UTF-8.")
    best = from_bytes(data).best()
    encoding = best.encoding if best is not None else "cp1252"
    text = data.decode(encoding, errors="replace")
    return text, (Note("encoding", f"read as {encoding}, a guess"), *_replaced(text))


def _utf16_without_mark(data: bytes) -> str:
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = max(1, len(data) // 2)
    if len(data) % 2 == 0 and odd > _UTF16_ZEROS * half and even == 0:
        return "utf-16-le"
    if len(data) % 2 == 0 and even > _UTF16_ZEROS * half and odd == 0:
        return "utf-16-be"
    return ""


def _replaced(text: str) -> tuple[Note, ...]:
    lost = text.count("\ufffd")
    return (Note("loss", f"{lost} characters could not be read and stand as �"),) if lost else ()
