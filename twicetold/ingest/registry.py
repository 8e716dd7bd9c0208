"""All formats, in the order in which they are tried: what has a signature first, plain text last."""

from __future__ import annotations

from twicetold.ingest.docx import DOCX
from twicetold.ingest.epub import EPUB
from twicetold.ingest.format import Format
from twicetold.ingest.odt import ODT
from twicetold.ingest.office import OTHER_OFFICE
from twicetold.ingest.plain import PLAIN
from twicetold.ingest.rtf import RTF
from twicetold.ingest.tei import TEI
from twicetold.model import File

FORMATS: tuple[Format, ...] = (
    DOCX,  # a zip archive, by what is in it
    ODT,  # the same
    EPUB,  # the same
    RTF,
    OTHER_OFFICE,  # named, to say how to save it
    TEI,  # by its first tag
    PLAIN,
)


def find_format(file: File) -> Format:
    """The format of ``file``, by its content and, where many formats share that, its name."""
    return next(format_ for format_ in FORMATS if format_.recognise(file))


def format_named(name: str) -> Format:
    """The format called ``name``. Raises KeyError."""
    return {format_.name: format_ for format_ in FORMATS}[name]
