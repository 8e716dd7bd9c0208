"""All formats, in the order in which they are tried: what has a signature first, plain text last."""

from __future__ import annotations

from twicetold.ingest.format import Format
from twicetold.ingest.mail import MAIL, MAIL_TEXT
from twicetold.ingest.markdown import MARKDOWN
from twicetold.ingest.pdf import PDF
from twicetold.ingest.plain import PLAIN
from twicetold.ingest.subtitles import SUBTITLES
from twicetold.model import File

FORMATS: tuple[Format, ...] = (
    PDF,  # by its signature
    # by their first lines
    SUBTITLES,
    MAIL_TEXT,
    MAIL,
    # by its name, or by signs that no other text has
    MARKDOWN,
    PLAIN,
)


def find_format(file: File) -> Format:
    """The format of ``file``, by its content and, where many formats share that, its name."""
    return next(format_ for format_ in FORMATS if format_.recognise(file))


def format_named(name: str) -> Format:
    """The format called ``name``. Raises KeyError."""
    return {format_.name: format_ for format_ in FORMATS}[name]
