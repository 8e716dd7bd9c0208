"""Paragraphs → kinds: headline, byline, dateline, body, furniture, each with its reason in words.

    ugly    “adds 214 words”: a list of other stories, a cookie notice, “8 hours ago”
    wanted  those lines grey and counted nowhere, with the reason beside them; every line of the story kept as story

When in doubt a line is body: a wrongly grey line hides what the reader came for. The phrases stand in
``data/furniture.toml``, by language; they are all tried on every text, because pages mix languages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from twicetold.model import Kind


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
_SENTENCE_END = regex.compile(r"[.!?…。！？؟][\"'”’»)\]」』]*$")
_STATEMENT_END = regex.compile(r"[^.][.。।][\"'”’»)\]」』]*$")
_CUT = regex.compile(r"\S ?(?:\.\.)$")
_SEPARATOR = regex.compile(r"\s[|•·›»/]\s|\s[-–]\s")
_BYLINE = regex.compile(
    r"(?i:by|von|par|por|автор:?) \p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’&,-]+){0,6}(?: \|.*)?"
    r"|.{0,60}\b(?i:\d+ (?:minutes?|hours?|days?) ago)\b.{0,60}"
    r"|(?i:author|written by|reporting by|published|updated|posted)(?::| on\b| by\b).{0,80}"
    r"|.{0,40}\b\d{4}\b.{0,12}\b\d\d?[:.]\d\d\b.{0,12}"
)
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


def label_paragraphs(paragraphs: Sequence[str]) -> list[Label]:
    """One label per paragraph. A text of one paragraph, and a text that would lose every line, is body throughout."""
    labels = [_phrase_label(text) for text in paragraphs]
    _label_boxes(paragraphs, labels)
    _label_end(paragraphs, labels)
    _label_head(paragraphs, labels)
    if all(label.kind in ("furniture", "byline") for label in labels) or len(paragraphs) == 1:
        labels = [Label("body")] * len(paragraphs)
    for i, (text, label) in enumerate(zip(paragraphs, labels, strict=True)):
        if label.kind == "body":
            match = _DATELINE.match(text)
            if match and _words(text[match.end() :]) >= 3:
                labels[i] = Label("body", dateline_chars=match.end())
    return labels


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _reads_as_story(text: str) -> bool:
    return _words(text) >= _MIN_STORY_WORDS and _SENTENCE_END.search(text) is not None


_Patterns = list[tuple[regex.Pattern[str], str]]


@cache
def _phrases() -> dict[str, _Patterns]:
    """Patterns with their reasons: ``line`` for whole lines of every sort, ``box`` and ``end`` for what they begin."""
    table = tomllib.loads((Path(__file__).parent / "data" / "furniture.toml").read_text(encoding="utf-8"))
    found: dict[str, _Patterns] = {"line": [], "box": [], "end": []}
    for language in table.values():
        for part in ("line", "box", "end"):
            patterns = [(_whole(pattern), reason) for pattern, reason in language[part]]
            found[part] += patterns
            if part != "line":
                found["line"] += patterns
        found["line"] += [(_whole(rf"(?:{pattern}).*"), reason) for pattern, reason in language["start"]]
    return found


def _whole(pattern: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{pattern})", regex.IGNORECASE)


def _phrase_label(text: str) -> Label:
    reason = _match("line", text)
    if reason:
        return Label("furniture", reason)
    if _CUT.search(text):
        return Label("furniture", "is a title that was cut off")
    pieces = _SEPARATOR.split(text)
    if len(pieces) >= 3 and not _SENTENCE_END.search(text) and _words(text) <= 4 * len(pieces):
        return Label("furniture", "is a list of links")
    return Label("body")


def _match(part: str, text: str) -> str:
    """The reason of the first phrase of ``part`` that the whole text matches, else nothing."""
    return next((reason for pattern, reason in _phrases()[part] if pattern.fullmatch(text)), "")


def _label_boxes(paragraphs: Sequence[str], labels: list[Label]) -> None:
    """What stands in a list of other stories, up to the next paragraph that reads as story."""
    reason = ""
    for i, text in enumerate(paragraphs):
        began = _match("box", text)
        if began:
            reason = f"stands after a line that {began}"
        elif _reads_as_story(text) and labels[i].kind == "body":
            reason = ""
        elif reason and labels[i].kind == "body":
            labels[i] = Label("furniture", reason)


def _label_end(paragraphs: Sequence[str], labels: list[Label]) -> None:
    """Everything after the first line that begins the comments, if that is short beside the story."""
    words = [_words(text) if label.kind == "body" else 0 for text, label in zip(paragraphs, labels, strict=True)]
    for i, text in enumerate(paragraphs):
        began = _match("end", text)
        if began and sum(words[:i]) >= _STORY_TO_END * sum(words[i:]):
            for j in range(i + 1, len(paragraphs)):
                if labels[j].kind == "body":
                    labels[j] = Label("furniture", f"stands after a line that {began}")
            return


def _label_head(paragraphs: Sequence[str], labels: list[Label]) -> None:
    """The headline among the first lines, what stands before it, and bylines between it and the story."""
    story = next((i for i, text in enumerate(paragraphs) if labels[i].kind == "body" and _reads_as_story(text)), None)
    if story is None:
        return
    head = [i for i in range(min(story, _HEAD_LINES)) if labels[i].kind == "body"]
    bylines = [i for i in head if _BYLINE.fullmatch(paragraphs[i]) and not _SENTENCE_END.search(paragraphs[i])]
    for i in bylines:
        labels[i] = Label("byline", "says who wrote it or when")
    titles = [
        i
        for i in head
        if i not in bylines
        and _words(paragraphs[i]) <= _MAX_HEADLINE_WORDS
        and not _STATEMENT_END.search(paragraphs[i])
    ]
    if not titles:
        return
    headline = max(titles, key=lambda i: (_words(paragraphs[i]), -i))
    labels[headline] = Label("headline", "stands first, without being a sentence of the story")
    for i in titles:
        if i < headline and _words(paragraphs[i]) <= _MAX_OUTLET_WORDS < _words(paragraphs[headline]):
            labels[i] = Label("furniture", "stands before the headline, as an outlet’s or a section’s name does")
        elif i != headline and _repeats(paragraphs[i], paragraphs[headline]):
            labels[i] = Label("headline", "repeats the headline", repeats=True)


def _repeats(a: str, b: str) -> bool:
    return [word.casefold() for word in _WORD.findall(a)] == [word.casefold() for word in _WORD.findall(b)]
