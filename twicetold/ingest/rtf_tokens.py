"""Rich text as a row of tokens, and the tables that give its numbers and words a meaning."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

Token = tuple[str, str, int | None]
"""What it is, its text, and a control word's number. What it is: ``{`` ``}`` ``word`` ``sign`` ``byte`` ``text``."""

_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)",
    re.DOTALL,
)

LETTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "zwbo": "\u200b",
}  # fmt: skip
"""Control words that are a letter."""

SIGNS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
"""Control symbols that are a letter."""

SKIPPED = frozenset((
    "colortbl", "filetbl", "rsidtbl", "pict", "object", "objdata", "nonshppict", "header", "headerl", "headerr",
    "headerf", "footer", "footerl", "footerr", "footerf", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc",
    "aftncn", "xe", "tc", "tcn", "rxe", "bkmkstart", "bkmkend", "atnid", "atnauthor", "atndate", "atnref",
    "atrfstart", "atrfend", "atntime", "atnicn", "atnparent", "private", "listtext", "pntext", "pntxta", "pntxtb",
    "sp", "sn", "sv", "fldinst", "datafield", "template", "revtbl", "themedata", "colorschememapping",
    "latentstyles", "datastore", "xmlnstbl", "listtable", "listoverridetable", "pgptbl", "generator", "userprops",
    "xmlopen", "mmathPr", "background", "shppict",
))  # fmt: skip
"""Destinations with nothing that a reader of the page reads; of those after ``\\*`` all that are not known here."""

_CHARSETS = {
    77: "mac_roman", 78: "shift_jis", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
SYMBOLS = 2
"""The character set of fonts whose letters are pictures."""


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text``, which holds a byte in each character. What follows ``\\bin`` is passed over."""
    position, length = 0, len(text)
    match = _TOKEN.match
    while position < length:
        found = match(text, position)
        if found is None:
            # a backslash at the very end
            return
        position = found.end()
        word, number, byte, sign, brace, plain = found.groups()
        if plain is not None:
            yield "text", plain, None
        elif word is not None:
            value = int(number) if number else None
            if word == "bin":
                position += max(0, value or 0)
            else:
                yield "word", word, value
        elif byte is not None:
            yield "byte", byte, None
        elif brace is not None:
            yield brace, "", None
        elif sign is not None:
            yield "sign", sign, None


def codec_of_page(number: int | None) -> str:
    """The codec of a code page by its number; that of Western Europe for one that is not known."""
    names = {10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf-8", 936: "gb18030"}
    name = names.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def codec_of_charset(number: int) -> str:
    """The codec of a font's character set; empty where that is the document's (0 and 1, and what is not known)."""
    return _CHARSETS.get(number, "")
