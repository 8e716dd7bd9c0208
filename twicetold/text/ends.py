"""Paragraphs → sentences for a whole text at once: the answers of ``sentences.py`` without its questions.

    ugly    fifty thousand marks in a book, and five regular expressions asked about each of them: half a second
    wanted  the plain ones told from columns of characters, and the rules asked about the others

Plain is: a mark, perhaps closing quotation marks, white space, perhaps an opening mark, then a character that says
whether a sentence goes on; and before a lone point no word that may own it. Whatever else there is, footnote signs,
lists, spaced guillemets, quotes in Chinese, goes to the rules. Cost: linear, 30 ms a million words of prose.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import regex
from numpy.typing import NDArray

from twicetold.text.scan import MARK, SEMICOLON, SPACE, WIDE_MARK, IntColumn, Scan
from twicetold.text.sentences import (
    CLOSERS,
    OPENERS,
    SENTENCE_END,
    WIDE_CLOSERS,
    Rules,
    ends_sentence,
    has_own_point,
    last_word,
)

Bools = NDArray[np.bool_]

_GREEK = regex.compile(r"\p{Greek}")
_RARE_SPACES = "\x1c\x1d\x1e\x1f"
"""White space to Python, not to Unicode; a text with any of them is left to the rules."""
_STEPS = 4
"""Closing or opening marks in a row that are stepped over here; what has more goes to the rules."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Parts of a text that are divided into sentences each, in order, not touching: code points."""

    starts: IntColumn
    ends: IntColumn


def find_sentences(scanned: Scan, parts: Stretches, rules: Rules) -> tuple[Stretches, IntColumn]:
    """The sentences of all ``parts``, without the white space between them, and the index of each one's part.

    The same as ``split_sentences`` part by part.
    """
    if not len(parts.starts):
        return parts, parts.starts
    ends = _sentence_ends(scanned, parts, rules)
    lows = np.sort(np.concatenate((parts.starts, ends)), kind="stable")
    home = np.searchsorted(parts.starts, lows, "right") - 1
    highs = np.minimum(np.concatenate((lows[1:], parts.ends[-1:])), parts.ends[home])
    starts = np.maximum(lows, scanned.starts[np.searchsorted(scanned.ends, lows, "right")])
    stops = np.minimum(highs, scanned.ends[np.searchsorted(scanned.starts, highs) - 1])
    kept = starts < stops
    return Stretches(starts[kept], stops[kept]), home[kept]


def _sentence_ends(scanned: Scan, parts: Stretches, rules: Rules) -> IntColumn:
    """Code points where sentences end inside the parts, in order."""
    sure, asked = [], []
    marks = _Marks(scanned, parts, rules)
    for found, open_ in (marks.spaced(), marks.wide()):
        sure.append(found)
        asked.append(open_)
    known = np.sort(np.concatenate(sure), kind="stable")
    return np.sort(np.concatenate((known, _ask(scanned.text, np.sort(np.concatenate(asked)), known, parts, rules))))


def _ask(text: str, places: IntColumn, known: IntColumn, parts: Stretches, rules: Rules) -> IntColumn:
    """Ends that the rules find for the marks at ``places``; a sentence begins behind the last end before it."""
    home = np.searchsorted(parts.starts, places, "right") - 1
    before = np.concatenate(([0], known))[np.searchsorted(known, places, "right")]
    begins = np.maximum(before, parts.starts[home])
    found = []
    last = 0
    for place, begin, limit in zip(places.tolist(), begins.tolist(), parts.ends[home].tolist(), strict=True):
        match = SENTENCE_END.match(text, place, limit)
        if match and match.end() < limit and ends_sentence(text, max(begin, last), match, limit, rules):
            last = match.end()
            found.append(last)
    return np.array(found, dtype=np.int64)


class _Marks:
    """The runs of marks in the parts: which end a sentence for sure, and which are for the rules."""

    def __init__(self, scanned: Scan, parts: Stretches, rules: Rules) -> None:
        self._scan = scanned
        self._parts = parts
        self._rules = rules

    def wide(self) -> tuple[IntColumn, IntColumn]:
        """Runs that need no white space behind them: ends of sentences, and places of marks for the rules."""
        starts, ends, _ = self._runs(self._scan.places(WIDE_MARK))
        closed = self._scan.is_any(ends, WIDE_CLOSERS)
        return ends[~closed], starts[closed]

    def spaced(self) -> tuple[IntColumn, IntColumn]:
        """Runs that end a sentence before white space: ends of sentences, and places of marks for the rules."""
        asking = self._greek_questions()
        starts, ends, limits = self._runs(np.sort(np.concatenate((self._scan.places(MARK), asking)), kind="stable"))
        if any(space in self._scan.text for space in _RARE_SPACES):
            return starts[:0], starts
        odd = np.searchsorted(asking, ends) > np.searchsorted(asking, starts)
        close = self._step_over(ends, CLOSERS)
        space = self._is_space(close)
        odd |= self._scan.is_any(close, CLOSERS + "[") | (space & self._scan.is_any(close + 1, "»["))
        kept = (close < limits) & (space | odd)
        starts, ends, limits, close = (column[kept] for column in (starts, ends, limits, close))
        odd = odd[kept]
        begin = self._next_ink(close)
        odd |= self._scan.is_any(begin + 1, ")")
        begin = self._step_over(begin, OPENERS)
        odd |= (begin >= limits) | self._scan.is_any(begin, OPENERS) | self._is_space(begin)
        ending = ~odd & ~self._is_lower(begin)
        lone = np.flatnonzero(ending & (ends == starts + 1) & (close == ends) & self._scan.is_any(starts, "."))
        odd[lone] = self._own_points(starts[lone])
        return close[ending & ~odd], starts[odd]

    def _runs(self, places: IntColumn) -> tuple[IntColumn, IntColumn, IntColumn]:
        """Starts and ends of the runs of neighbouring places inside parts, and their parts' ends; a run that ends its
        part needs no answer and is left out."""
        first = np.flatnonzero(np.diff(places, prepend=-2) > 1)
        starts, ends = places[first], places[np.concatenate((first[1:], [len(places)]))[: len(first)] - 1] + 1
        home = np.searchsorted(self._parts.starts, starts, "right") - 1
        limits = self._parts.ends[home]
        kept = (home >= 0) & (ends < limits)
        return starts[kept], ends[kept], limits[kept]

    def _greek_questions(self) -> IntColumn:
        """Places of the semicolons that are Greek question marks: right behind a Greek letter."""
        places = self._scan.places(SEMICOLON) if self._scan.codes.itemsize > 1 else np.zeros(0, np.int64)
        places = places[places > 0]
        return places[self._scan.by_character(places - 1, lambda mark: _GREEK.match(mark) is not None)]

    def _own_points(self, places: IntColumn) -> Bools:
        """Which of the points, each the last of its chunk, can be their word's own."""
        which, texts = self._scan.interned
        chunks = which[np.searchsorted(self._scan.starts, places, "right") - 1]
        different, back = np.unique(chunks, return_inverse=True)
        words = (texts[chunk][:-1] for chunk in different.tolist())
        own = [has_own_point(word.casefold() if word.isalpha() else last_word(word), self._rules) for word in words]
        return np.array(own, dtype=np.bool_)[back]

    def _next_ink(self, places: IntColumn) -> IntColumn:
        """The first character at or behind each place that is no white space; every place has one behind it."""
        return self._scan.starts.take(np.searchsorted(self._scan.starts, places), mode="clip")

    def _step_over(self, places: IntColumn, marks: str) -> IntColumn:
        for _ in range(_STEPS):
            places = places + self._scan.is_any(places, marks)
        return places

    def _is_space(self, places: IntColumn) -> Bools:
        return (self._scan.classes.take(places, mode="clip") & np.uint8(SPACE)).astype(np.bool_)

    def _is_lower(self, places: IntColumn) -> Bools:
        return self._scan.by_character(places, str.islower)
