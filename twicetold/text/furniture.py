"""Paragraphs → kinds: headline, byline, dateline, body, furniture, each with its reason in words.

    ugly    “adds 214 words”: a list of other stories, a cookie notice, “8 hours ago”
    wanted  those lines grey and counted nowhere, with the reason beside them; every line of the story kept as story

When in doubt a line is body: a wrongly grey line hides what the reader came for. The phrases stand in
``data/furniture.toml``, by language; they are all tried on every text, because pages mix languages.

Cost: linear. One cheap question a paragraph, does any phrase begin here, and columns for the rest; a book of 20,000
paragraphs takes 25 ms.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import regex
from numpy.typing import NDArray

from twicetold.model import KINDS, Kind
from twicetold.text.scan import ROUND, SEPARATOR, SPACE, IntColumn, Scan, scan
from twicetold.text.tokens import tokenise_scan


@dataclass(frozen=True, slots=True)
class Label:
    """What a paragraph is and why.

    ``dateline_chars`` is the length of the dateline that opens it (0: none); ``repeats`` marks a headline printed
    again.
    """

    kind: Kind
    reason: str = ""
    dateline_chars: int = 0
    repeats: bool = False


_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_SENTENCE_ENDS = ".!?…。！？؟"
_CLOSERS = "\"'”’»)]」』"
_STATEMENT_END = regex.compile(r"[^.][.。।][\"'”’»)\]」』]*$")
_CUT = regex.compile(r"\S ?(?:\.\.)$")
_SEPARATOR = regex.compile(r"\s[|•·›»/]\s|\s[-–]\s")
_BYLINE = regex.compile(
    r"(?i:by|von|par|por|автор:?) \p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’&,-]+){0,6}(?: \|.*)?"
    r"|.{0,60}\b(?i:\d+ (?:minutes?|hours?|days?) ago)\b.{0,60}"
    r"|(?i:author|written by|reporting by|published|updated|posted)(?::| on\b| by\b).{0,80}"
    r"|.{0,40}\b\d{4}\b.{0,12}\b\d\d?[:.]\d\d\b.{0,12}"
)
_CAPITAL = regex.compile(r"\p{Lu}")
_PLACE = r"\p{Lu}[\p{L}.'’\- ]{1,30}"
_DATE = r"(?:\p{L}+\.? \d{1,2}|\p{Lu}[\p{L}. ]{1,20})"
_DATELINE = regex.compile(
    # Reykjavik, (Outlet / Agency - 20th May, 2021) :
    rf"{_PLACE}(?:, [\p{{L}}\p{{N}}.,'’ ]{{1,40}})?,? ?\((?=[^()]*\p{{Lu}})[^()\n]{{2,80}}\) ?[:\-–—]{{1,3}} ?"
    # MOSCOW, May 20 —
    rf"|\p{{Lu}}{{2}}[\p{{Lu}} .'’\-]{{1,30}}(?:, {_DATE})?(?:,? \d{{4}})? ?[:\-–—]{{1,3}} "
)

_MAX_HEADLINE_WORDS = 30
_MIN_STORY_WORDS = 12
"""A line of this many words that ends a sentence is taken for story unless a phrase says otherwise."""
_STORY_TO_END = 3
"""The story is at least this many times as long as what stands after the line that begins the comments."""
_MAX_OUTLET_WORDS = 4
_HEAD_LINES = 6
"""The headline is looked for among this many first lines."""
_HEAD_CHARS = 120
"""What is looked at of a long line; no phrase, and no dateline, needs more."""
_DATELINE_CHARS = 80
"""A dateline with brackets opens them by then: see ``_DATELINE``."""
_BODY, _HEADLINE, _BYLINE_KIND, _FURNITURE = map(KINDS.index, ("body", "headline", "byline", "furniture"))


@dataclass(slots=True, eq=False)
class Labels:
    """What the paragraphs of a text are: ``kinds`` (index into ``KINDS``) per paragraph, and by paragraph index the
    reasons, the length of the dateline that opens it, and the headlines printed again."""

    kinds: NDArray[np.uint8]
    reasons: dict[int, str] = field(default_factory=dict)
    dateline_chars: dict[int, int] = field(default_factory=dict)
    repeats: set[int] = field(default_factory=set)

    def set(self, i: int, kind: int, reason: str) -> None:
        """Labels paragraph ``i``."""
        self.kinds[i] = kind
        self.reasons[i] = reason

    def is_body(self, i: int) -> bool:
        """Whether paragraph ``i`` is body so far."""
        return bool(self.kinds[i] == _BODY)


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The paragraphs of a text as columns: places (code points), words, and whether a sentence ends at the end."""

    scanned: Scan
    starts: IntColumn
    ends: IntColumn
    words: IntColumn
    ended: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, i: int) -> str:
        """Paragraph ``i``."""
        return self.scanned.text[self.starts[i] : self.ends[i]]

    def count(self, i: int) -> int:
        """Words of paragraph ``i``: its words between marks, or its tokens in scripts without spaces."""
        return max(_words(self.text(i)), int(self.words[i]))

    def reads_as_story(self, i: int) -> bool:
        """Whether paragraph ``i`` is long enough and ends as a sentence does."""
        return bool(self.ended[i]) and (self.words[i] >= _MIN_STORY_WORDS or self.count(i) >= _MIN_STORY_WORDS)


def label_paragraphs(paragraphs: Sequence[str]) -> list[Label]:
    """One label per paragraph. A text of one paragraph, and a text that would lose every line, is body throughout."""
    scanned = scan("\n".join(paragraphs))
    lengths = np.array([len(text) for text in paragraphs], dtype=np.int64)
    starts = np.cumsum(lengths + 1) - lengths - 1
    tokens = tokenise_scan(scanned)
    words = np.concatenate(([0], np.cumsum(tokens.is_word)))
    first, last = (np.searchsorted(tokens.starts, bounds) for bounds in (starts, starts + lengths))
    labels = find_labels(scanned, starts, starts + lengths, words[last] - words[first])
    return [
        Label(KINDS[kind], labels.reasons.get(i, ""), labels.dateline_chars.get(i, 0), i in labels.repeats)
        for i, kind in enumerate(labels.kinds.tolist())
    ]


def find_labels(scanned: Scan, starts: IntColumn, ends: IntColumn, words: IntColumn) -> Labels:
    """The labels of the paragraphs at these code points, with so many words each; see ``label_paragraphs``."""
    lines = Lines(scanned, starts, ends, words, scanned.ends_with(starts, ends, _SENTENCE_ENDS, _CLOSERS))
    labels = Labels(np.full(len(lines), _BODY, dtype=np.uint8))
    _label_phrases(lines, labels)
    _label_boxes(lines, labels)
    _label_end(lines, labels)
    _label_head(lines, labels)
    if len(lines) == 1 or np.isin(labels.kinds, (_FURNITURE, _BYLINE_KIND)).all():
        labels = Labels(np.full(len(lines), _BODY, dtype=np.uint8))
    _find_datelines(lines, labels)
    return labels


def _words(text: str) -> int:
    return len(_WORD.findall(text))


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases as one pattern: the group that matched is the number, from 1, of the first phrase that does."""

    pattern: re.Pattern[str]
    reasons: tuple[str, ...]

    def reason(self, text: str) -> str:
        """The reason of the first phrase that the whole text matches, else nothing."""
        match = self.pattern.fullmatch(text.lower())
        return self.reasons[match.lastindex - 1] if match and match.lastindex else ""


@cache
def _phrases() -> dict[str, _Phrases]:
    """``line`` for whole lines of every sort, ``box`` and ``end`` for what they begin."""
    table = tomllib.loads((Path(__file__).parent / "data" / "furniture.toml").read_text(encoding="utf-8"))
    found: dict[str, list[tuple[str, str]]] = {"line": [], "box": [], "end": []}
    for language in table.values():
        for part in ("line", "box", "end"):
            found[part] += language[part]
            if part != "line":
                found["line"] += language[part]
        found["line"] += [(rf"(?:{pattern}).*", reason) for pattern, reason in language["start"]]
    return {
        part: _Phrases(
            re.compile("|".join(f"({pattern})" for pattern, _ in entries)), tuple(reason for _, reason in entries)
        )
        for part, entries in found.items()
    }


def _label_phrases(lines: Lines, labels: Labels) -> None:
    """Lines that a phrase matches, titles that were cut off, and lists of links."""
    phrases = _phrases()["line"]
    text, begins = lines.scanned.text, phrases.pattern.match
    heads = np.minimum(lines.starts + _HEAD_CHARS, lines.ends)
    for i, (start, end) in enumerate(zip(lines.starts.tolist(), heads.tolist(), strict=True)):
        if begins(text[start:end].lower()):
            reason = phrases.reason(lines.text(i))
            if reason:
                labels.set(i, _FURNITURE, reason)
    codes = lines.scanned.codes
    cut = (codes.take(lines.ends - 1) == ord(".")) & (codes.take(lines.ends - 2, mode="clip") == ord("."))
    for i in np.flatnonzero(cut & (labels.kinds == _BODY)).tolist():
        if _CUT.search(lines.text(i)[-4:]):
            labels.set(i, _FURNITURE, "is a title that was cut off")
    for i in np.flatnonzero((_separators(lines) >= 2) & ~lines.ended & (labels.kinds == _BODY)).tolist():
        pieces = len(_SEPARATOR.split(lines.text(i)))
        if pieces >= 3 and lines.count(i) <= 4 * pieces:
            labels.set(i, _FURNITURE, "is a list of links")


def _separators(lines: Lines) -> IntColumn:
    """How many marks between links, with white space on both sides, each line has."""
    classes = lines.scanned.classes
    places = lines.scanned.places(SEPARATOR)
    around = classes.take(places - 1, mode="clip") & classes.take(places + 1, mode="clip") & np.uint8(SPACE)
    places = places[around.astype(np.bool_)]
    return np.searchsorted(places, lines.ends) - np.searchsorted(places, lines.starts)


def _label_boxes(lines: Lines, labels: Labels) -> None:
    """What stands in a list of other stories, up to the next paragraph that reads as story."""
    boxes = _phrases()["box"]
    for first in sorted(labels.reasons):
        began = boxes.reason(lines.text(first))
        if not began:
            continue
        reason = f"stands after a line that {began}"
        for i in range(first + 1, len(lines)):
            if labels.is_body(i) and lines.reads_as_story(i):
                break
            if labels.is_body(i):
                labels.set(i, _FURNITURE, reason)


def _label_end(lines: Lines, labels: Labels) -> None:
    """Everything after the first line that begins the comments, if that is short beside the story."""
    begins = [(i, _phrases()["end"].reason(lines.text(i))) for i in sorted(labels.reasons)]
    if not any(began for _, began in begins):
        return
    words = [lines.count(i) if labels.is_body(i) else 0 for i in range(len(lines))]
    before = np.concatenate(([0], np.cumsum(words)))
    for first, began in begins:
        if began and before[first] >= _STORY_TO_END * (before[-1] - before[first]):
            for i in range(first + 1, len(lines)):
                if labels.is_body(i):
                    labels.set(i, _FURNITURE, f"stands after a line that {began}")
            return


def _label_head(lines: Lines, labels: Labels) -> None:
    """The headline among the first lines, what stands before it, and bylines between it and the story."""
    ended = np.flatnonzero((labels.kinds == _BODY) & lines.ended)
    story = next((i for i in ended.tolist() if lines.reads_as_story(i)), None)
    if story is None:
        return
    head = [i for i in range(min(story, _HEAD_LINES)) if labels.is_body(i)]
    bylines = [i for i in head if not lines.ended[i] and _BYLINE.fullmatch(lines.text(i))]
    for i in bylines:
        labels.set(i, _BYLINE_KIND, "says who wrote it or when")
    titles = [
        i
        for i in head
        if i not in bylines and lines.count(i) <= _MAX_HEADLINE_WORDS and not _STATEMENT_END.search(lines.text(i))
    ]
    if not titles:
        return
    headline = max(titles, key=lambda i: (lines.count(i), -i))
    labels.set(headline, _HEADLINE, "stands first, without being a sentence of the story")
    for i in titles:
        if i < headline and lines.count(i) <= _MAX_OUTLET_WORDS < lines.count(headline):
            labels.set(i, _FURNITURE, "stands before the headline, as an outlet’s or a section’s name does")
        elif i != headline and _repeats(lines.text(i), lines.text(headline)):
            labels.set(i, _HEADLINE, "repeats the headline")
            labels.repeats.add(i)


def _repeats(a: str, b: str) -> bool:
    return [word.casefold() for word in _WORD.findall(a)] == [word.casefold() for word in _WORD.findall(b)]


def _find_datelines(lines: Lines, labels: Labels) -> None:
    """Datelines that open a paragraph of body with three words or more behind them."""
    scanned = lines.scanned
    brackets = scanned.places(ROUND)
    before = np.minimum(lines.starts + _DATELINE_CHARS, lines.ends)
    bracket = np.searchsorted(brackets, before) > np.searchsorted(brackets, lines.starts)
    capitals = scanned.by_character(lines.starts, _is_capital)
    capitals &= bracket | scanned.by_character(lines.starts + 1, _is_capital)
    for i in np.flatnonzero(capitals & (labels.kinds == _BODY)).tolist():
        text = lines.text(i)
        match = _DATELINE.match(text)
        if match and _words(text[match.end() :]) >= 3:
            labels.dateline_chars[i] = match.end()


def _is_capital(mark: str) -> bool:
    return _CAPITAL.match(mark) is not None
