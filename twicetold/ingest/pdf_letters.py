"""A page of a PDF → its words, each with its place, size and weight.

    ugly    “Th e min i ster”, a stamp along the margin in the middle of a sentence, “Iceland.1” with a note’s number
    wanted  the words as they are printed, upright, “Iceland.¹”

A PDF holds letters and places, no words and no lines. PDFium finds the spaces; this module asks it for each letter's
code, place and text object, and nothing else. Cost: linear, about 8 µs a letter.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import pypdfium2.raw as pdfium

from twicetold.ingest.pdf_lines import Sheet, Word, find_rows

_HYPHENS = {2: "-", 0xAD: "-", 0x2010: "-"}
"""What stands where a word is divided; 2 is PDFium's own sign for it."""
_BREAKS = frozenset(map(ord, " \t\r\n\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\u200b\ufeff"))
_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_NOTE_SIGNS = frozenset("*†‡§¶⁎")
_SMALL = 0.88
"""A note's number has at most this share of the size of the word that it is set to."""
_WORD_GAP = 0.35
"""Of the size: what is further from the letter before begins a word even where no space is written."""
_SAME_LINE = 0.15
"""Of the size: what is further up or down from the letter before stands on another line, or is raised."""
_BOLD = 600
"""Weight of type from which it is bold, as fonts count it."""
_LONGEST_NAME = 256
_FAR = 1e6
"""Points from the page at which nothing is printed; the largest page has 14,400."""
_UNKNOWN = "�"

# the same function with its result as a number: a pointer object for each letter would cost more than all the rest
_text_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


@dataclass(frozen=True, slots=True)
class _Type:
    size: float
    bold: bool
    turn: int | None
    """Quarters of a turn, counted against the clock; None is any other angle."""


class _Letter(NamedTuple):
    """Its box, its origin on the baseline, and whether white space stands before it."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    x: float
    y: float
    type: _Type
    breaks: bool


def read_sheet(text_page: ctypes.c_void_p, count: int) -> Sheet:
    """The ``count`` letters of a page that PDFium has opened for its text, as words."""
    letters, unknown = _letters(text_page, count)
    sheet = Sheet(unknown=unknown)
    turns = Counter(letter.type.turn for letter in letters)
    turn = max(turns, key=lambda one: (turns[one], one == 0)) if turns else 0
    upright = [letter for letter in letters if letter.type.turn == turn and turn is not None]
    sheet.words = _raise(_words(upright, turn or 0))
    # a stamp along the margin, or a watermark across the page
    aside = "".join((" " if one.breaks else "") + one.text for one in letters if one.type.turn != turn or turn is None)
    if aside.strip():
        sheet.sideways.append(_without_ligatures(aside.strip()))
    _mirror(sheet)
    return sheet


def _letters(text_page: ctypes.c_void_p, count: int) -> tuple[list[_Letter], int]:
    types: dict[int | None, _Type] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    letters: list[_Letter] = []
    breaks = True
    unknown = 0
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, i)
        if code in _BREAKS:
            breaks = True
            continue
        text = chr(code) if 32 < code < 127 else _read_code(code)
        if not text or not pdfium.FPDFText_GetCharOrigin(text_page, i, at_x, at_y):
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, i, at_box)
        key = _text_object(text_page, i)
        type_ = types.get(key)
        if type_ is None:
            type_ = types[key] = _type(text_page, i)
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        # what is no number is in no range
        inside = -_FAR < left < _FAR and -_FAR < right < _FAR and -_FAR < bottom < _FAR and -_FAR < top < _FAR
        if type_.size > 0 and inside and -_FAR < x.value < _FAR and -_FAR < y.value < _FAR:
            letters.append(_Letter(text, left, right, bottom, top, x.value, y.value, type_, breaks))
            unknown += text == _UNKNOWN
            breaks = False
    return letters, unknown


def _read_code(code: int) -> str:
    """The letter of a code that is not ASCII; “” for signs that are not seen, � for codes without a meaning."""
    if code in _HYPHENS:
        return _HYPHENS[code]
    if code == 0 or 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return _UNKNOWN
    text = chr(code)
    return "" if unicodedata.category(text) in ("Cc", "Cf", "Cn") else text


def _type(text_page: ctypes.c_void_p, i: int) -> _Type:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, i, matrix)
    size = abs(pdfium.FPDFText_GetFontSize(text_page, i)) * math.hypot(matrix.c, matrix.d)
    turn = math.atan2(matrix.b, matrix.a) / (math.pi / 2) if math.isfinite(matrix.a + matrix.b) else 0.0
    quarter = round(turn)
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, i, name, _LONGEST_NAME, flags)
    called = name.value.lower()
    bold = any(word in called for word in (b"bold", b"black", b"heavy", b"-semi", b"demi"))
    return _Type(
        round(size, 2) if math.isfinite(size) else 0.0,
        bold or pdfium.FPDFText_GetFontWeight(text_page, i) >= _BOLD,
        quarter % 4 if abs(turn - quarter) < 0.05 else None,
    )


def _words(letters: list[_Letter], turn: int) -> list[Word]:
    words: list[Word] = []
    for letter in letters:
        left, right, y = _upright(letter, turn)
        size = letter.type.size
        last = words[-1] if words else None
        if (
            last is None
            or letter.breaks
            or abs(y - last.y) > _SAME_LINE * max(size, last.size)
            # the letters of a ligature have one box together, so they lie over each other
            or max(left - last.x1, last.x0 - right) > _WORD_GAP * size
            or size < _SMALL * last.size
        ):
            words.append(Word(letter.text, left, right, y, size, letter.type.bold, len(words)))
            continue
        last.text += letter.text
        last.x0, last.x1 = min(last.x0, left), max(last.x1, right)
        last.size = max(last.size, size)
        last.bold = last.bold and letter.type.bold
    for word in words:
        word.text = _without_ligatures(word.text)
    return words


def _without_ligatures(text: str) -> str:
    """The letters that a ligature of print stands for."""
    if not any("\ufb00" <= letter <= "\ufb06" for letter in text):
        return text
    return "".join(unicodedata.normalize("NFKC", one) if "\ufb00" <= one <= "\ufb06" else one for one in text)


def _upright(letter: _Letter, turn: int) -> tuple[float, float, float]:
    """Left, right and baseline of a letter on a page turned so that it stands upright, downwards."""
    if turn == 1:
        return letter.bottom, letter.top, letter.x
    if turn == 2:
        return -letter.right, -letter.left, letter.y
    if turn == 3:
        return -letter.top, -letter.bottom, -letter.x
    return letter.left, letter.right, -letter.y


def _raise(words: list[Word]) -> list[Word]:
    """The words with the small signs of notes set to the words that they stand at."""
    made: list[Word] = []
    for word in words:
        host = made[-1] if made else None
        if (
            host is not None
            and word.size <= _SMALL * host.size
            and abs(word.x0 - host.x1) <= 0.4 * host.size
            and -0.7 * host.size <= word.y - host.y <= -_SAME_LINE * host.size
            and all(letter.isdigit() or letter in _NOTE_SIGNS or letter in ",+-()" for letter in word.text)
        ):
            host.text += word.text.translate(_RAISED)
            host.x1 = max(host.x1, word.x1)
        else:
            made.append(word)
    return made


def _mirror(sheet: Sheet) -> None:
    """Turns a page that is written from right to left, so that everything after may read from left to right."""
    letters = Counter(unicodedata.bidirectional(letter) for word in sheet.words for letter in word.text)
    sheet.mirrored = letters["R"] + letters["AL"] > letters["L"]
    if not sheet.mirrored:
        return
    for word in sheet.words:
        word.x0, word.x1 = -word.x1, -word.x0
    # a name in Latin letters still runs from left to right
    for row in find_rows(sheet.words):
        for latin, run in groupby(row, key=_is_latin):
            words = list(run)
            if latin and len(words) > 1:
                edges = words[0].x0 + words[-1].x1
                for word in words:
                    word.x0, word.x1 = edges - word.x1, edges - word.x0


def _is_latin(word: Word) -> bool:
    return any(unicodedata.bidirectional(letter) == "L" for letter in word.text)
