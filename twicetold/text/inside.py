"""Inside a paragraph: the dateline that opens it, and what the page puts behind its last sentence.

    ugly    “MOSCOW, May 20 (Reuters) –” and “Read also: Five bridges that fell” as words that only one version tells
    wanted  a dateline of its own, the sentences, and behind them a grey line

Cost: some questions a paragraph that opens with capitals, one for each sentence that begins like such a line.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import regex

from twicetold.text.labels import BODY, Labels
from twicetold.text.lines import Lines, count_words
from twicetold.text.marks import BY_HAND
from twicetold.text.phrases import words_of
from twicetold.text.scan import MARK, ROUND, IntColumn

_CAPITAL = regex.compile(r"\p{Lu}")
_PLACE = r"\p{Lu}[\p{L}\p{M}.'’\-/ ]{1,30}"
_AGENCY = r"(?=[^()]*\p{Lu}|dpa|epd|kna|sid|sda|apa|ots|afp|efe|ansa|lusa)"
_DAY = r"(?:\p{L}+\.? \d{1,2}|\d{1,2}(?:\.|er)?(?: de)? \p{L}+\.?|\p{Lu}[\p{L}. ]{1,20})"
_DATELINE = regex.compile(
    # Reykjavik, (Outlet / Agency - 20th May, 2021) :    Berlin (dpa) –
    rf"{_PLACE}(?:, [\p{{L}}\p{{N}}.,'’ ]{{1,40}})?,? ?\({_AGENCY}[^()\n]{{2,80}}\) ?"
    r"[:\-–—]{1,3} ?"
    # MOSCOW, May 20 —
    rf"|\p{{Lu}}{{2}}[\p{{Lu}} .'’\-/]{{1,30}}(?:, {_DAY})?(?:,? \d{{4}})?\.? ?[:\-–—]{{1,3}} "
    # МОСКВА, 20 мая. /ТАСС/.   МОСКВА, 20 мая - РИА Новости.
    rf"|\p{{Lu}}{{2}}[\p{{Lu}} .'’\-]{{1,30}}, {_DAY}\.? (?:/[^/\n]{{2,30}}/\.|[-–—] \p{{Lu}}[\p{{L}} ]{{1,20}}\.) "
)
_DATELINE_CHARS = 80
"""A dateline with brackets opens them by then: see ``_DATELINE``."""
_MIN_WORDS = 3
"""Words that a paragraph has besides its dateline, and besides what the page puts behind it."""
_POINTER_CHARS = 40
"""Characters in which a pointer has its colon; one without, ended by a full stop, is a sentence."""
_MAX_TAIL_CHARS = 240
"""What stands behind the last sentence is a title or a request; more is a paragraph."""


POINTS = "points to something else, behind the last sentence"


def find_inside(lines: Lines, labels: Labels, *, tails: bool = True) -> None:
    """Datelines and, where ``tails`` are wanted, pointers in paragraphs of body."""
    _find_datelines(lines, labels)
    for i, chars in lines.tails.items() if tails else ():
        # what a person called body is body to its end
        if labels.is_body(i) and labels.reasons.get(i) != BY_HAND:
            labels.tails[i] = (chars, POINTS)


def _find_datelines(lines: Lines, labels: Labels) -> None:
    scanned = lines.scanned
    brackets = scanned.places(ROUND)
    before = np.minimum(lines.starts + _DATELINE_CHARS, lines.ends)
    bracket = np.searchsorted(brackets, before) > np.searchsorted(brackets, lines.starts)
    capitals = scanned.by_character(lines.starts, _is_capital)
    capitals &= bracket | scanned.by_character(lines.starts + 1, _is_capital)
    for i in np.flatnonzero(capitals & (labels.kinds == BODY)).tolist():
        text = lines.text(i)
        match = _DATELINE.match(text)
        if match and count_words(text[match.end() :]) >= _MIN_WORDS:
            labels.dateline_chars[i] = match.end()


def _is_capital(mark: str) -> bool:
    return _CAPITAL.match(mark) is not None


@cache
def _tail() -> tuple[regex.Pattern[str], str]:
    """What a line of the page behind a sentence looks like, and the letters with which one begins."""
    phrases = words_of("tail")
    initials = {letter.upper() for letter in regex.findall(r"\p{L}", phrases)}
    return regex.compile(rf"(?:{phrases}).*", regex.IGNORECASE | regex.DOTALL), "".join(sorted(initials))


def find_tails(lines: Lines) -> dict[int, int]:
    """How many characters the page puts behind the last sentence of a paragraph, by paragraph."""
    pattern, initials = _tail()
    scanned = lines.scanned
    begins = _after_marks(lines)
    begins = begins[scanned.is_any(begins, initials)]
    home = np.searchsorted(lines.starts, begins, "right") - 1
    near = (home >= 0) & (lines.ends[home] - begins <= _MAX_TAIL_CHARS) & (begins < lines.ends[home])
    tails: dict[int, int] = {}
    for begin, i in zip(begins[near].tolist(), home[near].tolist(), strict=True):
        start, end = int(lines.starts[i]), int(lines.ends[i])
        said = scanned.text[begin:end]
        if i in tails or (said.endswith(".") and ":" not in said[:_POINTER_CHARS]):
            continue
        if pattern.fullmatch(said) and count_words(scanned.text[start:begin]) >= _MIN_WORDS:
            tails[i] = end - begin
    return tails


def _after_marks(lines: Lines) -> IntColumn:
    """The first character behind the white space behind every mark that may end a sentence."""
    scanned = lines.scanned
    marks = scanned.places(MARK)
    chunk = np.searchsorted(scanned.ends, marks, "right")
    following = chunk + 1
    kept = following < len(scanned.starts)
    return np.unique(scanned.starts[following[kept]])
