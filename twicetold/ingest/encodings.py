"""Encodings as people know them, by the languages whose letters they hold.

ugly    read as cp1251, a guess
wanted  read as Cyrillic (cp1251), a guess
"""

from __future__ import annotations

import codecs

ENCODINGS = {
    "utf-8": "Unicode",
    "utf-16": "Unicode",
    "cp1252": "Western European",
    "iso8859-15": "Western European",
    "mac-roman": "Western European, old Macs",
    "cp1250": "Central European",
    "iso8859-2": "Central European",
    "cp1251": "Cyrillic",
    "koi8-r": "Russian",
    "koi8-u": "Ukrainian",
    "cp1253": "Greek",
    "cp1254": "Turkish",
    "cp1255": "Hebrew",
    "cp1256": "Arabic",
    "cp1257": "Baltic",
    "cp874": "Thai",
    "shift_jis": "Japanese",
    "euc_jp": "Japanese",
    "gb18030": "Chinese",
    "big5": "Chinese, traditional",
    "euc_kr": "Korean",
}
"""What a person may choose between, the usual first: Python's names, and words for them."""


def encoding_name(encoding: str) -> str:
    """“Cyrillic (cp1251)”; an encoding that has no words here as it is."""
    words = _WORDS.get(_python_name(encoding))
    return f"{words} ({encoding})" if words else encoding


def _python_name(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name.removesuffix("-le").removesuffix("-be")
    except (LookupError, ValueError):
        return encoding


_WORDS = {_python_name(encoding): words for encoding, words in ENCODINGS.items()}
