"""Text → tokens: whole words, numbers, single marks; in every script.

    ugly    U . S .  ·  isn ' t  ·  é cut into e and an accent  ·  a Chinese paragraph as one word
    wanted  U.S.     ·  isn't    ·  é                            ·  a token per character where words have no spaces

A number keeps its sign, its points and its commas. Hyphenated words stay whole. Where a script puts no spaces between
words, each character with its marks is a token. Everything visible is in exactly one token; what lies between is
white space or an invisible character. Cost: linear; a distinct form is folded once.
"""

from __future__ import annotations

import numpy as np
import regex

from twicetold.model import Tokens
from twicetold.text.normalise import key

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{N}}\p{{M}}_\u00AD\u200C\u200D\u2060]--[{_UNSPACED}]]"

TOKEN = regex.compile(
    rf"""
      [{_UNSPACED}][\p{{M}}\uFF70\u30FC]*                      # a character of a script without spaces
    | (?<![\p{{L}}\p{{N}})\]])[+\-−–]?\p{{N}}+(?:[.,:/]\p{{N}}+)+ # 1.4, 10,000, 9:40, -3.5
    | (?<![\p{{L}}\p{{N}})\]])[+\-−–](?=\p{{N}}){_LETTER}+       # -5
    | (?:\p{{L}}\.){{2,}}                                       # U.S.
    | {_LETTER}+(?:['’‘ʼ＇\-‐‑–]{_LETTER}+)*                      # word, it's, well-known
    | -{{2,}} | \.{{3,}} | '' | `` | << | >>
    | (?![\s\x1C-\x1F\p{{Cf}}])\X                               # any other visible mark
    """,
    regex.VERBOSE | regex.VERSION1,
)

_VISIBLE_FORMAT = regex.compile(r"[\p{L}\p{N}]")


def tokenise(text: str) -> Tokens:
    """All tokens of ``text``, in order, as columns."""
    spans = [match.span() for match in TOKEN.finditer(text)]
    bounds = np.array(spans, dtype=np.int32).reshape(-1, 2)
    index: dict[str, int] = {}
    forms = np.fromiter(
        (index.setdefault(text[start:end], len(index)) for start, end in spans), dtype=np.int32, count=len(spans)
    )
    vocabulary = tuple(index)
    word_form = np.fromiter(
        (_VISIBLE_FORMAT.search(form) is not None for form in vocabulary), dtype=np.bool_, count=len(vocabulary)
    )
    previous = 0
    gaps = np.zeros(len(spans), dtype=np.uint8)
    for i, (start, end) in enumerate(spans):
        if start > previous:
            gaps[i] = _gap(text[previous:start])
        previous = end
    columns = (bounds[:, 0].copy(), bounds[:, 1].copy(), forms, gaps, word_form[forms] if len(forms) else word_form[:0])
    for column in columns:
        column.setflags(write=False)
    return Tokens(*columns, vocabulary, tuple(map(key, vocabulary)))


def _gap(between: str) -> int:
    """Kind of the white space before a token: 1 a space or a line break, 2 anything else (no-break, double,
    invisible)."""
    return 1 if between == " " or "\n" in between or "\r" in between else 2
