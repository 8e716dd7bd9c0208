"""What office documents have in common: what they say of themselves, and which of them cannot be read.

    ugly    “file is not a zip file” for a document with a password; the version dated by when it was last saved
    wanted  title and author where the document says them, and a sentence that says how to save it otherwise

The date of a file is left alone: it is when somebody saved it, not when the story was told.
"""

from __future__ import annotations

import re

from twicetold.errors import BinaryError, DamagedError, LockedError
from twicetold.ingest.archive import is_zip, list_names
from twicetold.ingest.format import Format
from twicetold.ingest.known import fill_from
from twicetold.model import File, Handling, Meta, Source
from twicetold.settings import Settings

OWN_DATA = "the document’s own data"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_NO_TITLE = re.compile(
    r"(?i)(?:microsoft word\s*-.*|(?:document|dokument|documento|untitled|unbenannt|sans titre|title)[\s\d]*"
    r"|.*\.(?:docx?|odt|rtf))"
)
_NO_AUTHOR = re.compile(
    r"(?i)(?:microsoft(?: office)?(?: user)?|office user|user|admin(?:istrator)?|owner|author|unknown|anonymous|none"
    r"|windows user|python-docx|pc|hp|dell|lenovo|[\s.\-_?]*)"
)
_MOST_CHARS = 500
"""No title, and no list of authors that is shown, is longer."""
_OTHER_KINDS = (("xl/", "a spreadsheet", "as CSV"), ("ppt/", "a presentation", "as PDF"))
_OTHER_TYPES = (
    ("spreadsheet", "a spreadsheet", "as CSV"),
    ("presentation", "a presentation", "as PDF"),
    ("graphics", "a drawing", "as PDF"),
)


def with_own_data(meta: Meta, title: str, author: str, origin: str = OWN_DATA) -> Meta:
    """``meta`` with what the document says of itself, where nothing better is known and it is no empty form."""
    title, author = _clean(title), _clean(author)
    found = {}
    if title and not meta.title and not _NO_TITLE.fullmatch(title):
        found["title"] = title
    if author and not meta.byline and not _NO_AUTHOR.fullmatch(author):
        found["byline"] = author
    return fill_from(meta, found, origin)


def _clean(text: str) -> str:
    return " ".join(text[: 2 * _MOST_CHARS].split())


def _is_other(file: File) -> bool:
    return file.data.startswith(_OLE) or bool(is_zip(file) and _kind_of_zip(file))


def _kind_of_zip(file: File) -> tuple[str, str] | None:
    """What an archive is that is an office document of a kind that holds no story, and how to save it."""
    names = list_names(file)
    if "[Content_Types].xml" in names:
        for folder, what, how in _OTHER_KINDS:
            if any(name.startswith(folder) for name in names):
                return what, how
        return "an office document of a kind that is not read here", "as .docx or as plain text"
    if "mimetype" in names and "content.xml" in names:
        # stored first and unpacked, so that it can be seen from outside
        head = file.data[:200].decode("latin-1")
        for word, what, how in _OTHER_TYPES:
            if f"opendocument.{word}" in head:
                return what, how
        return "an office document of a kind that is not read here", "as .odt or as plain text"
    return None


def refuse(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """Raises LockedError for a document with a password, BinaryError for any other that is not read here."""
    if file.data.startswith(_OLE):
        if _ENCRYPTED in file.data:
            raise LockedError(f"“{file.name}” is locked with a password. Save it without one and choose that file.")
        if _WORD in file.data or file.name.lower().endswith((".doc", ".dot")):
            raise BinaryError(
                f"“{file.name}” is a Word document of the old kind (.doc). Save it as .docx and choose that file."
            )
        raise BinaryError(
            f"“{file.name}” is an office document of an old kind. "
            "Save it as .docx or as plain text and choose that file."
        )
    kind = _kind_of_zip(file)
    if kind is None:
        raise DamagedError(f"“{file.name}” is no document that can be read. Save it again and choose that file.")
    what, how = kind
    raise BinaryError(f"“{file.name}” is {what}. Save it {how} and choose that file.")


OTHER_OFFICE = Format(
    "office", "an office document that is not read", (".doc", ".xls", ".xlsx", ".ppt", ".pptx", ".ods", ".odp"),
    _is_other, refuse, guarded=False,
)  # fmt: skip
