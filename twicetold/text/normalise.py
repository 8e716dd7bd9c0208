"""What counts as the same word: the key of a form, and the name of a difference that is only typography.

    ugly    31 of 62 places differ between an agency's text and its reprint; 27 are “ ” against " and — against --
    wanted  the four places where the words differ, and a count of the others by kind

A key folds quotation marks, dashes, case, Unicode form, points in abbreviations and invisible characters; nothing
else. Digits are never folded into each other (no compatibility forms: ² is not 2), and a negation is a word like any
other, so neither can ever be taken for typography. Primes are no quotation marks: 5′ is not 5″.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import regex

_DOUBLE_QUOTES = '"“”„‟«»〝〞＂「」『』《》'
_SINGLE_QUOTES = "'‘’‚‛‹›`´ʼ＇"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_APOSTROPHES = dict.fromkeys(map(ord, _SINGLE_QUOTES), "'")
_HYPHENS = dict.fromkeys(map(ord, _DASHES), "-")
_LIGATURES = {ord(a): b for a, b in zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)}
_WORD_FOLDS = {**_APOSTROPHES, **_HYPHENS, **_LIGATURES}

_INVISIBLE = regex.compile(r"[\p{Cf}\uFE0E\uFE0F]+")
_ABBREVIATION = regex.compile(r"(?:\p{L}\.){2,}")
_QUOTE_TOKEN = regex.compile(rf"(?:[{regex.escape(_DOUBLE_QUOTES)}]|[{regex.escape(_SINGLE_QUOTES)}]{{1,2}}|<<|>>)")
_DASH_TOKEN = regex.compile(rf"[{regex.escape(_DASHES)}]+")
_ELLIPSIS_TOKEN = regex.compile(r"…|\.{3,}")


def key(form: str) -> str:
    """The key under which a token's form is compared; two forms with one key differ at most in typography."""
    if form.isascii() and form.isalnum():
        return form.lower()
    plain = _visible(form)
    if _QUOTE_TOKEN.fullmatch(plain):
        return '"'
    if _DASH_TOKEN.fullmatch(plain):
        return "-"
    if _ELLIPSIS_TOKEN.fullmatch(plain):
        return "..."
    folded = plain.translate(_WORD_FOLDS)
    if _ABBREVIATION.fullmatch(folded):
        folded = folded.replace(".", "")
    # lower, not casefold: that would make “Maße” (measures) and “Masse” (mass) one word
    return unicodedata.normalize("NFC", folded.lower()) or form


def _visible(form: str) -> str:
    """The form composed, without invisible characters and variation selectors."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", form))


def typographic_kind(a: str, b: str) -> str:
    """The name of the difference between two forms that share a key, in the plural, as it stands on the screen."""
    if _visible(a) == _visible(b):
        return "Unicode forms"
    a, b = _visible(a), _visible(b)
    if _QUOTE_TOKEN.fullmatch(a) or _QUOTE_TOKEN.fullmatch(b):
        return "quotation marks"
    if _DASH_TOKEN.fullmatch(a) or _DASH_TOKEN.fullmatch(b):
        return "dashes"
    if _ELLIPSIS_TOKEN.fullmatch(a) or _ELLIPSIS_TOKEN.fullmatch(b):
        return "ellipses"
    for name, fold in _KINDS:
        a, b = fold(a), fold(b)
        if a == b:
            return name
    return "capitals"


_KINDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("Unicode forms", lambda form: form.translate(_LIGATURES)),
    ("apostrophes", lambda form: form.translate(_APOSTROPHES)),
    ("hyphens", lambda form: form.translate(_HYPHENS)),
    ("points in abbreviations", lambda form: form.replace(".", "") if _ABBREVIATION.fullmatch(form) else form),
)
