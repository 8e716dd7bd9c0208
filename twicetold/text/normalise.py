"""What counts as the same word: the key of a form, and the name of a difference that is only typography.

    ugly    31 of 62 places differ between an agency's text and its reprint; 27 are “ ” against " and — against --
    wanted  the four places where the words differ, and a count of the others by kind

A key folds quotation marks, dashes, case, Unicode form, points in abbreviations, invisible characters, and the vowel
marks that Hebrew and Arabic print or leave out as they like (niqqud, tashkil, and the tatweel that only stretches a
line); nothing else. Digits are never folded into each other (no compatibility forms: ² is not 2), and a negation is a
word like any other, so neither can ever be taken for typography. Primes are no quotation marks: 5′ is not 5″.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import regex

_DOUBLE_QUOTES = '"“”„‟«»〝〞＂「」『』《》״'
_SINGLE_QUOTES = "'‘’‚‛‹›`´ʼ＇׳"
_DASHES = "-‐‑‒–—―−﹘﹣－־"
_APOSTROPHES = dict.fromkeys(map(ord, _SINGLE_QUOTES), "'")
_HYPHENS = dict.fromkeys(map(ord, _DASHES), "-")
_LIGATURES = {ord(a): b for a, b in zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)}
_WORD_FOLDS = {**_APOSTROPHES, **_HYPHENS, **_LIGATURES}

_INVISIBLE = regex.compile(r"[\p{Cf}\uFE0E\uFE0F]+")
_VOWEL_MARKS = regex.compile(
    r"[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u0652\u0670\u06D6-\u06DC]+"
)
"""Not the hamza and the madda (0653–0655): those make another letter, as an accent does."""
_FOLDED_LETTER = regex.compile(r"[ʼ\u0640ﬀ-ﬆİ]")
_ABBREVIATION = regex.compile(r"(?:\p{L}\.){2,}")
_QUOTE_TOKEN = regex.compile(rf"(?:[{regex.escape(_DOUBLE_QUOTES)}]|[{regex.escape(_SINGLE_QUOTES)}]{{1,2}}|<<|>>)")
_DASH_TOKEN = regex.compile(rf"[{regex.escape(_DASHES)}]+")
_ELLIPSIS_TOKEN = regex.compile(r"…|\.{3,}")


def key(form: str) -> str:
    """The key under which a token's form is compared; two forms with one key differ at most in typography."""
    if form.isascii() and form.isalnum():
        return form.lower()
    if form.isalpha() and not _FOLDED_LETTER.search(form):
        return unicodedata.normalize("NFC", unicodedata.normalize("NFC", form).lower())
    plain = _visible(form)
    if _QUOTE_TOKEN.fullmatch(plain):
        return '"'
    if _DASH_TOKEN.fullmatch(plain):
        return "-"
    if _ELLIPSIS_TOKEN.fullmatch(plain):
        return "..."
    folded = _VOWEL_MARKS.sub("", plain).translate(_WORD_FOLDS)
    if _ABBREVIATION.fullmatch(folded):
        folded = folded.replace(".", "")
    # lower, not casefold: that would make “Maße” (measures) and “Masse” (mass) one word
    # a capital İ is written small without a second dot; I and ı stay two letters, as the language is not known here
    return unicodedata.normalize("NFC", folded.lower().replace("i\u0307", "i")) or form


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
    ("vowel marks", lambda form: _VOWEL_MARKS.sub("", form)),
    ("apostrophes", lambda form: form.translate(_APOSTROPHES)),
    ("hyphens", lambda form: form.translate(_HYPHENS)),
    ("points in abbreviations", lambda form: form.replace(".", "") if _ABBREVIATION.fullmatch(form) else form),
)
