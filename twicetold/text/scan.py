"""Text → columns of its characters: what each of them is, and the chunks between white space.

    ugly    a million words, and a regular expression asked about each of them
    wanted  one pass over the characters, and a rule asked once per *different* chunk (40,000 of a million)

Where chunks are cut is sure for every rule of this package: at white space, and before a character of a script without
spaces. So what is found in a chunk does not depend on what stands around it. Cost: linear; about 20 bytes a character
while the text is read, nothing afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import count

import numpy as np
import regex
from numpy.typing import NDArray

IntColumn = NDArray[np.int64]

SPACE, BREAK, MARK, WIDE_MARK, UNSPACED, SEPARATOR, ROUND, SEMICOLON = (1 << bit for bit in range(8))
"""What a character can be: white space; a line's end; a mark that can end a sentence before white space; one that can
anywhere; a letter of a script without spaces; a mark between links; an opening bracket; a semicolon (which asks in
Greek)."""

BREAKS = "\n\r\u2028\u2029"
MARKS = ".!?…؟۔।॥"
WIDE_MARKS = "。！？"
SEPARATORS = "|•·›»/-–"
UNSPACED_SCRIPTS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"

_SIMPLE_LETTERS = regex.compile(rf"[[{UNSPACED_SCRIPTS}]&&\p{{Lo}}&&\p{{GCB=Other}}]+", regex.VERSION1)
"""Letters that always begin a token: vowel signs and the like can belong to the mark before them."""
_CHUNKS_AT_ONCE = 1_000
"""A million strings at once lie all over the memory; a thousand at a time cost two thirds of that (118 ms, not 179)."""
_FIRST_UNUSED = 0x40000
"""Beyond this code point Unicode has no letters and no white space."""


@cache
def _classes() -> NDArray[np.uint8]:
    """The class of every code point, as a table of bits."""
    table = np.zeros(0x110000, dtype=np.uint8)
    low = 0xD800
    for first, last in ((0, low), (0xE000, _FIRST_UNUSED)):
        for match in _SIMPLE_LETTERS.finditer("".join(map(chr, range(first, last)))):
            table[first + match.start() : first + match.end()] |= UNSPACED
    for code in [*range(0x3001)]:
        if chr(code).isspace():
            table[code] |= SPACE
    for marks, bit in (
        (BREAKS, BREAK),
        (MARKS, MARK),
        (WIDE_MARKS, WIDE_MARK),
        (SEPARATORS, SEPARATOR),
        ("(", ROUND),
        (";", SEMICOLON),
    ):
        table[[ord(mark) for mark in marks]] |= bit
    return table


@cache
def _latin_classes() -> bytes:
    """The classes of the first 256 code points; no letter of a script without spaces is among them."""
    return bytes(
        SPACE * chr(code).isspace()
        | BREAK * (chr(code) in BREAKS)
        | MARK * (chr(code) in MARKS)
        | SEPARATOR * (chr(code) in SEPARATORS)
        | ROUND * (chr(code) == "(")
        | SEMICOLON * (chr(code) == ";")
        for code in range(256)
    )


@dataclass(frozen=True, eq=False)
class Scan:
    """A text and its characters.

    ``codes``: code points, in the smallest type that holds them. ``classes``: bits, see ``SPACE`` and the others.
    ``starts``/``ends``: code points of the chunks, the longest stretches without white space; in scripts without
    spaces a chunk begins at every letter.
    """

    text: str
    codes: NDArray[np.unsignedinteger]
    classes: NDArray[np.uint8]
    starts: IntColumn
    ends: IntColumn
    spaced: bool

    @cached_property
    def interned(self) -> tuple[NDArray[np.int32], list[str]]:
        """For every chunk the number of its text, and the texts in the order of first use."""
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        which = np.empty(len(self.starts), dtype=np.int32)
        text = self.text
        for first in range(0, len(which), _CHUNKS_AT_ONCE):
            starts, ends = (column[first : first + _CHUNKS_AT_ONCE] for column in (self.starts, self.ends))
            if self.spaced:
                chunks = text[starts[0] : ends[-1]].split()
            else:
                chunks = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
            which[first : first + len(starts)] = np.fromiter(map(numbers.__getitem__, chunks), np.int32, len(starts))
        return which, list(numbers)

    def by_character(self, places: IntColumn, ask: Callable[[str], bool]) -> NDArray[np.bool_]:
        """The answer for the character at each place (the last one for places behind it), asked once per different
        character."""
        different, back = np.unique(self.codes.take(places, mode="clip"), return_inverse=True)
        return np.array([ask(chr(code)) for code in different.tolist()], dtype=np.bool_)[back]

    def is_any(self, places: IntColumn, marks: str) -> NDArray[np.bool_]:
        """Whether the character at each place is one of the marks; behind the text none is."""
        codes = self.codes.take(places, mode="clip")
        if codes.itemsize > _TABLE_BYTES:
            codes = np.minimum(codes, _TABLE - 1)
        found: NDArray[np.bool_] = _table(marks)[codes] & (places < len(self.codes))
        return found

    def ends_with(self, starts: IntColumn, ends: IntColumn, marks: str, closers: str) -> NDArray[np.bool_]:
        """Whether each stretch ends with one of the marks, closing marks behind it aside."""
        last = ends - 1
        closing = np.flatnonzero(last >= starts)
        while len(closing):
            closing = closing[self.is_any(last[closing], closers)]
            last[closing] -= 1
            closing = closing[last[closing] >= starts[closing]]
        return (last >= starts) & self.is_any(last, marks)

    def places(self, bits: int) -> IntColumn:
        """Code points of the characters of any of these classes; not for ``SPACE`` and ``UNSPACED``."""
        found: IntColumn = self._marks[(self.classes[self._marks] & np.uint8(bits)) != 0]
        return found

    @cached_property
    def _marks(self) -> IntColumn:
        return np.flatnonzero((self.classes & np.uint8(0xFF ^ SPACE ^ UNSPACED)) != 0)

    @cached_property
    def breaks(self) -> IntColumn:
        """Code points of the line ends; ``\\r\\n`` counts as two characters."""
        return self.places(BREAK)


_TABLE = 0x10000
_TABLE_BYTES = 2


@cache
def _table(marks: str) -> NDArray[np.bool_]:
    """For every code point whether it is one of the marks; those beyond the table share its last place, which is no
    character."""
    table = np.zeros(_TABLE, dtype=np.bool_)
    table[[ord(mark) for mark in marks]] = True
    return table


def scan(text: str) -> Scan:
    """The characters of ``text``."""
    codes, classes = _characters(text)
    size = len(text)
    space = (classes & np.uint8(SPACE)).view(np.bool_)
    changes = np.flatnonzero(space[1:] != space[:-1]) + 1
    inside = np.concatenate(([0] if size and not space[0] else [], changes, [size] if size and not space[-1] else []))
    bounds = inside.astype(np.int64).reshape(-1, 2)
    starts, ends = bounds[:, 0].copy(), bounds[:, 1].copy()
    cuts = np.flatnonzero((classes & np.uint8(UNSPACED)) != 0) if codes.itemsize > 1 else starts[:0]
    if len(cuts):
        # behind a point the letter can still belong to an abbreviation
        cuts = cuts[(cuts > 0) & (codes[cuts - 1] != ord(".")) & ~space[cuts - 1]]
    if len(cuts):
        starts = np.sort(np.concatenate((starts, cuts)), kind="stable")
        ends = np.sort(np.concatenate((ends, cuts)), kind="stable")
    return Scan(text, codes, classes, starts, ends, not len(cuts))


def _characters(text: str) -> tuple[NDArray[np.unsignedinteger], NDArray[np.uint8]]:
    """Code points and classes, by the cheapest way for the text's characters."""
    try:
        latin = text.encode("latin-1")
    except UnicodeEncodeError:
        pass
    else:
        return np.frombuffer(latin, np.uint8), np.frombuffer(latin.translate(_latin_classes()), np.uint8)
    short = text.encode("utf-16-le", "surrogatepass")
    codes: NDArray[np.unsignedinteger]
    if len(short) == 2 * len(text):
        codes = np.frombuffer(short, "<u2")
    else:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return codes, _classes()[codes]
