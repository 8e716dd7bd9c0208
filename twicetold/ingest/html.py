"""Web pages: how they are known, and that their readers are loaded only when one comes."""

from __future__ import annotations

import re

from twicetold.ingest.format import Format
from twicetold.model import File, Handling, Source
from twicetold.settings import Settings

_HEAD = 4_096
"""Bytes at the top of a file that are looked at; comments of browsers and editors fit before the first tag."""
_OPENING = re.compile(
    rb"\s*(?:(?><\?[^>]*+>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FRAGMENT = re.compile(
    rb"\s*(?:(?><!--.*?-->)\s*+)*+<(?:meta|title|link|article|main|section|header|nav|div|p|span|h[1-6]|ul|ol|table|center|font"
    rb"|blockquote|figure|a|b|i|em|strong|script|style)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")


def is_page(file: File) -> bool:
    """Whether ``file`` is a page: by its first tag, and for parts of a page by its name, or for want of one."""
    # a page in UTF-16 has a zero beside every letter of a tag
    head = file.data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _OPENING.match(head):
        return True
    _, dot, suffix = file.name.rpartition(".")
    return (not dot or f".{suffix.lower()}" in _SUFFIXES) and bool(_FRAGMENT.match(head))


def read_page(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The story of a saved page; see ``page_read``."""
    from twicetold.ingest import page_read

    return page_read.read_page(file, handling, settings)


HTML = Format("html", "a web page", _SUFFIXES, is_page, read_page)
