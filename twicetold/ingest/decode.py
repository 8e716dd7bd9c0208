"""Bytes → text, with a note of every guess.

    ugly    Ð¡ÐµÑ€Ð³ÐµÐ¹, or a traceback, or a text that silently lost half its letters
    wanted  the text, and “read as Cyrillic (cp1251), a guess” where nothing in the file says so

The order: a byte order mark; NUL bytes in a UTF-16 pattern; strict UTF-8; what is declared beside the bytes, where it
fits them; a guess by charset-normalizer; Windows-1252, which reads anything. Binary files are refused by their first
bytes and by NUL bytes.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from twicetold.errors import BinaryError, EmptyError, SizeError
from twicetold.ingest.encodings import encoding_name
from twicetold.model import AS_FOUND, Handling, Note, Offer, Source
from twicetold.settings import DEFAULT, Settings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SAVE_AS = "Save it as plain text (.txt) and choose that file."
_RECOGNISE = "If it shows a text, have the text recognised or type it, and choose that."
_CHOOSE = "Choose a file that holds the text of one version."
_NO_TEXT = "holds bytes that stand for no letter. If there is a text in it, save it as plain text (.txt) in UTF-8."

_BINARY = (
    (b"%PDF-", "a PDF document", _SAVE_AS),
    (b"PK\x03\x04", "a zip archive or an office document", _SAVE_AS),
    (b"\xd0\xcf\x11\xe0", "an old office document", _SAVE_AS),
    (b"{\\rtf", "a rich text document", _SAVE_AS),
    (b"\x89PNG\r\n", "a picture", _RECOGNISE),
    (b"\xff\xd8\xff", "a picture", _RECOGNISE),
    (b"GIF87a", "a picture", _RECOGNISE),
    (b"GIF89a", "a picture", _RECOGNISE),
    (b"\x1f\x8b", "a compressed file", "Unpack it and choose what it holds."),
    (b"\x7fELF", "a program", _CHOOSE),
    (b"MZ\x90", "a program", _CHOOSE),
)
"""First bytes, what they are of, and what to do instead."""

_WESTERN = bytes(range(0x80)) + (
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝŸ“”‘’„‚«»‹›–—…•·€£§°©®™¡¿ºª´½¼¾²³µ×±\u00a0\u00ad"
).encode("cp1252")

_OF_TEXTS = re.compile("cp[0-9]|iso8859|koi8|mac|gb|big5|euc|shift_jis|iso2022|johab|tis")
"""Codecs that may be declared: those of letters, by the beginning of their names. Python knows others, of escapes."""

_AS_GUESSED = Offer("Guess it instead", "encoding", "")

_GARBLED = re.compile("[ÂÃÄÅÐÑØÙâð][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122]|\ufffd")
"""The first byte of a character of UTF-8, and one of the bytes that follow it, as Latin letters show them."""

_UTF16_ZEROS = 0.2
"""Latin text in UTF-16 has a zero in nearly every second byte; text in other scripts in a fifth or more (its
spaces)."""


def decode(
    name: str, data: bytes, settings: Settings = DEFAULT, handling: Handling = AS_FOUND, *, declared: str = ""
) -> Source:
    """The text in ``data``; ``name`` stands in messages, ``declared`` is what a header says of its encoding.

    Raises EmptyError, BinaryError or SizeError, each naming the file and what to do.
    """
    if len(data) > settings.max_version_bytes:
        raise SizeError(
            f"“{name}” has {len(data) / 1e6:,.1f} MB; a version may have {settings.max_version_bytes / 1e6:,.0f} MB. "
            "Split it into parts and compare those."
        )
    text, notes = decode_text(name, data, handling, declared=declared)
    return Source(name, text, notes=notes)


def decode_text(
    name: str, data: bytes, handling: Handling = AS_FOUND, *, declared: str = ""
) -> tuple[str, tuple[Note, ...]]:
    """The text in ``data`` and what was guessed for it: by ``handling.encoding`` where that is given, then mended if
    ``handling.repair`` asks for it. ``declared`` is ``File.encoding``, a hint. Raises EmptyError or BinaryError."""
    if not data.strip():
        raise EmptyError(f"“{name}” is empty. {_CHOOSE}")
    for magic, what, remedy in _BINARY:
        if data.startswith(magic):
            raise BinaryError(f"“{name}” is {what}, not plain text. {remedy}")
    text, notes = _decode_as(name, data, handling.encoding) if handling.encoding else _decode(name, data, declared)
    if "\x00" in text:
        raise BinaryError(f"“{name}” {_NO_TEXT}")
    if not text.strip("\ufeff \t\r\n"):
        raise EmptyError(f"“{name}” is empty. {_CHOOSE}")
    text, mended = mend(text, handling.repair)
    return text, notes + mended


def _decode_as(name: str, data: bytes, encoding: str) -> tuple[str, tuple[Note, ...]]:
    try:
        text = data.decode(encoding, errors="replace")
    except LookupError as error:
        raise BinaryError(f"“{encoding}”, asked for to read “{name}”, is no encoding that is known here.") from error
    return text, (
        Note("encoding", f"read as {encoding_name(encoding)}, as you asked", (_AS_GUESSED,)),
        *_replaced(text),
    )


def _decode(name: str, data: bytes, declared: str) -> tuple[str, tuple[Note, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return text, _replaced(text) if encoding == "utf-8-sig" else (
                Note("encoding", f"read as {encoding_name(encoding)}"),
                *_replaced(text),
            )
    guess = _utf16_without_mark(data)
    if guess:
        return data.decode(guess, errors="replace"), (_guessed(guess),)
    hinted = _declared(data, declared)
    # letters beyond ASCII that happen to be UTF-8 are UTF-8, whatever a server says; but what shifts between tables by
    # escapes (Japanese mail) is ASCII to the byte
    if hinted and b"\x1b" in data and "2022" in declared:
        return hinted
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        # a file cut in the middle of its last character is still UTF-8
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), (Note("loss", "the last character is cut off in the file"),)
    if b"\x00" in data:
        raise BinaryError(f"“{name}” {_NO_TEXT}")
    damaged = _damaged_utf8(data)
    if damaged:
        return damaged, _replaced(damaged)
    if hinted:
        return hinted
    best = from_bytes(data).best()
    encoding = "cp1252" if best is None or _reads_as_western(data) else best.encoding
    text = data.decode(encoding, errors="replace")
    return text, (_guessed(encoding), *_replaced(text))


def _declared(data: bytes, declared: str) -> tuple[str, tuple[Note, ...]] | None:
    """The text in the declared encoding and a note of it, where it is one of texts and fits every byte."""
    try:
        encoding = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    if encoding in ("iso8859-1", "latin_1"):
        encoding = "cp1252"  # as every browser takes it
    if not _OF_TEXTS.match(encoding):
        return None
    # the usual default of servers, and it fits nearly anything
    if encoding == "cp1252" and not _reads_as_western(data):
        return None
    try:
        return data.decode(encoding), (_guessed(encoding, "as was declared with it"),)
    except UnicodeDecodeError:
        return None


def _guessed(encoding: str, why: str = "a guess") -> Note:
    others = (other for other in ("utf-8", "cp1252", "cp1251") if other != encoding)
    offers = tuple(Offer(f"Read as {encoding_name(other)}", "encoding", other) for other in others)
    return Note("encoding", f"read as {encoding_name(encoding)}, {why}", offers)


def mend(text: str, repair: bool) -> tuple[str, tuple[Note, ...]]:
    """The text, its garbled letters (Ã© for é) mended if ``repair`` asks for it; a note where there are such letters.

    Garbled is what was decoded with the wrong encoding and saved so, before the file came here.
    """
    if not _GARBLED.search(text):
        return text, ()
    from ftfy import fix_encoding

    lines = text.splitlines(keepends=True)
    mended = [fix_encoding(line) if _GARBLED.search(line) else line for line in lines]
    count = sum(old != new for old, new in zip(lines, mended, strict=True))
    if not count:
        return text, ()
    number = f"{count:,} {'line' if count == 1 else 'lines'}"
    if repair:
        return "".join(mended), (
            Note("repair", f"garbled letters were mended in {number}", (Offer("Leave them", "repair", False),)),
        )
    return text, (Note("repair", f"letters look garbled in {number}", (Offer("Mend them", "repair", True),)),)


def _damaged_utf8(data: bytes) -> str:
    """The text, if it is UTF-8 but for a few bytes: at most one in twenty of the characters beyond ASCII is lost."""
    text = data.decode("utf-8", errors="replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text if beyond and text.count("\ufffd") * 20 <= beyond else ""


def _reads_as_western(data: bytes) -> bool:
    """Whether Windows-1252 gives nothing but letters and marks in use in Western Europe.

    Its neighbours (1250, 1254, 8859-2 …) share most bytes with it, and a guess by frequency takes é for é, but
    à for ŕ; a Polish or Turkish text read as 1252 shows letters and signs that no Western text has.
    """
    return not data.translate(None, _WESTERN)


def _utf16_without_mark(data: bytes) -> str:
    if 0 not in data:
        return ""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = max(1, len(data) // 2)
    if len(data) % 2 or min(even, odd) or max(even, odd) <= _UTF16_ZEROS * half:
        return ""
    encoding = "utf-16-le" if odd else "utf-16-be"
    text = data.decode(encoding, errors="replace")
    return "" if any(character < " " and character not in "\t\n\r\f\v" for character in text) else encoding


def _replaced(text: str) -> tuple[Note, ...]:
    lost = text.count("\ufffd")
    return (
        (Note("loss", f"{lost:,} {'character' if lost == 1 else 'characters'} could not be read, shown as �"),)
        if lost
        else ()
    )
