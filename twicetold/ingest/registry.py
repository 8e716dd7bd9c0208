"""All formats, in the order in which they are tried: what has a signature first, plain text last."""

from __future__ import annotations

from twicetold.ingest.docx import DOCX
from twicetold.ingest.epub import EPUB
from twicetold.ingest.feed import FEED
from twicetold.ingest.format import Format
from twicetold.ingest.html import HTML
from twicetold.ingest.mail import MAIL, MAIL_TEXT
from twicetold.ingest.markdown import MARKDOWN
from twicetold.ingest.mhtml import MHTML
from twicetold.ingest.odt import ODT
from twicetold.ingest.office import OTHER_OFFICE
from twicetold.ingest.pdf import PDF
from twicetold.ingest.plain import PLAIN
from twicetold.ingest.rtf import RTF
from twicetold.ingest.subtitles import SUBTITLES
from twicetold.ingest.tables import CSV, JSON, PARQUET
from twicetold.ingest.tei import TEI
from twicetold.ingest.warc import WARC
from twicetold.ingest.webarchive import WEBARCHIVE
from twicetold.ingest.zips import GZIP, ZIP
from twicetold.model import File

FORMATS: tuple[Format, ...] = (
    PDF,  # by its signature, as the next
    PARQUET,
    DOCX,  # a zip archive, by what is in it
    ODT,  # the same
    EPUB,  # the same
    ZIP,  # all others
    RTF,
    OTHER_OFFICE,  # named, to say how to save it
    WARC,  # compressed ones too, so before what is only compressed
    GZIP,
    FEED,  # by its first tag
    TEI,  # the same
    MHTML,  # a mail, so before mails
    MAIL_TEXT,
    MAIL,
    SUBTITLES,  # by their first lines
    WEBARCHIVE,  # a property list
    HTML,  # by its first tag
    JSON,  # without a signature, as the next: by how they begin
    CSV,
    MARKDOWN,  # by its name, or by signs that no other text has
    PLAIN,
)


def find_format(file: File) -> Format:
    """The format of ``file``, by its content and, where many formats share that, its name."""
    return next(format_ for format_ in FORMATS if format_.recognise(file))


def format_named(name: str) -> Format:
    """The format called ``name``. Raises KeyError."""
    return {format_.name: format_ for format_ in FORMATS}[name]
