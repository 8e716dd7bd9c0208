"""Paragraphs → kinds: headline, byline, dateline, body, furniture and the others, each with its reason in words.

    ugly    “adds 214 words”: a list of other stories, a cookie notice, “8 hours ago”
    wanted  those lines grey and counted nowhere, with the reason beside them; every line of the story kept as story

When in doubt a line is body: a wrongly grey line hides what the reader came for. The order in which lines are told:

    phrases   what stands in ``data/furniture``, by language, and what such lines begin (boxes of stories, comments)
    shapes    lists of links, rows of buttons, titles cut off
    head      headline, what stands over it, bylines
    menus     short lines among lines of the page
    pictures  captions, credits; subheads

Then a format and a person have their say (``marks.py``), and body is looked into (``inside.py``).

Cost: linear. One cheap question a paragraph, does any phrase begin here, and columns for the rest; a book of 20,000
paragraphs takes 60 ms.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twicetold.text.bylines import SAYS_WHO, name_in
from twicetold.text.head import label_head
from twicetold.text.inside import find_inside, find_tails
from twicetold.text.labels import BODY, BYLINE, FURNITURE, KICKER, Label, Labels, all_body
from twicetold.text.lines import Lines
from twicetold.text.menus import label_menus
from twicetold.text.phrases import phrases_by_part
from twicetold.text.pictures import label_pictures, label_subheads
from twicetold.text.scan import scan
from twicetold.text.shapes import label_shapes
from twicetold.text.tokens import tokenise_scan

POINTS = "points to another article"
_MIN_SENTENCE_WORDS = 3
_POINTER_CHARS = 40
"""Characters in which a pointer to another article has its colon; without one, a line that ends with a full stop is a
sentence that begins so."""
_STORY_TO_END = 3
"""The story is at least this many times as long as what stands after the line that begins the comments."""


def label_paragraphs(paragraphs: Sequence[str], language: str = "") -> list[Label]:
    """One label per paragraph. A text of one paragraph, and a text that would lose every line, is body throughout."""
    scanned = scan("\n".join(paragraphs))
    lengths = np.array([len(text) for text in paragraphs], dtype=np.int64)
    starts = np.cumsum(lengths + 1) - lengths - 1
    tokens = tokenise_scan(scanned)
    words = np.concatenate(([0], np.cumsum(tokens.is_word)))
    first, last = (np.searchsorted(tokens.starts, bounds) for bounds in (starts, starts + lengths))
    lines = Lines(scanned, starts, starts + lengths, words[last] - words[first])
    labels = find_labels(lines, language)
    find_inside(lines, labels)
    return [labels.label(i) for i in range(len(paragraphs))]


def find_labels(lines: Lines, language: str = "") -> Labels:
    """What each paragraph is as a whole; see ``label_paragraphs``. ``language`` is an ISO 639-1 code, or unknown."""
    labels = all_body(len(lines))
    lines.tails.update(find_tails(lines))
    _label_phrases(lines, labels)
    label_shapes(lines, labels)
    _label_boxes(lines, labels)
    _label_end(lines, labels, language)
    label_head(lines, labels, language)
    label_menus(lines, labels)
    label_pictures(lines, labels)
    label_subheads(lines, labels)
    if len(lines) == 1 or np.isin(labels.kinds, (FURNITURE, BYLINE, KICKER)).all():
        return all_body(len(lines))
    return labels


def _label_phrases(lines: Lines, labels: Labels) -> None:
    """Lines that a phrase matches."""
    phrases = phrases_by_part()["line"]
    for i in range(len(lines)):
        text = lines.text(i)
        reason = phrases.reason(text)
        if reason and not (reason == POINTS and text.endswith(".") and ":" not in text[:_POINTER_CHARS]):
            labels.set(i, FURNITURE, reason)


def _label_boxes(lines: Lines, labels: Labels) -> None:
    """What stands in a list of other stories, up to the next paragraph that reads as story."""
    boxes = phrases_by_part()["box"]
    found = {i: boxes.reason(lines.text(i)) for i in labels.reasons}
    reason = ""
    last = int(np.flatnonzero(lines.story & (labels.kinds == BODY)).max(initial=-1))
    for i in range(min((i for i, began in found.items() if began), default=len(lines)), len(lines)):
        if found.get(i):
            reason = f"stands after a line that {found[i]}"
        elif reason and labels.is_body(i):
            # between paragraphs of story, a short sentence is one of them
            if lines.story[i] or (i < last and lines.ended[i] and lines.count(i) >= _MIN_SENTENCE_WORDS):
                reason = ""
            else:
                labels.set(i, FURNITURE, reason)


def _label_end(lines: Lines, labels: Labels, language: str) -> None:
    """Everything after the first line that begins the comments, if that is short beside the story."""
    begins = [(i, phrases_by_part()["end"].reason(lines.text(i))) for i in sorted(labels.reasons)]
    if not any(began for _, began in begins):
        return
    words = [lines.count(i) if labels.is_body(i) else 0 for i in range(len(lines))]
    before = np.concatenate(([0], np.cumsum(words)))
    for first, began in begins:
        if began and before[first] >= _STORY_TO_END * (before[-1] - before[first]):
            for i in range(first + 1, len(lines)):
                if not labels.is_body(i):
                    continue
                if ":" in lines.text(i) and name_in(lines.text(i), language):
                    labels.set(i, BYLINE, SAYS_WHO)
                else:
                    labels.set(i, FURNITURE, f"stands after a line that {began}")
            return
