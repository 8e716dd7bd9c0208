"""Above and behind the story: the headline, what stands over it, bylines and dates.

    ugly    the outlet’s name as the first sentence; the day of a diary’s first entry taken for the page’s date
    wanted  “Arctic Council” over the headline, the headline, “By Jane Roe”, each called what it is

Cost: a few lines a text.
"""

from __future__ import annotations

import numpy as np

from twicetold.text.bylines import byline_reason, is_date_line
from twicetold.text.labels import BODY, BYLINE, FURNITURE, HEADLINE, KICKER, SUBHEAD, Labels
from twicetold.text.lines import Lines, folded_words
from twicetold.text.phrases import is_outlet, section_pattern, simple

_MAX_HEADLINE_WORDS = 30
_MAX_OUTLET_WORDS = 4
"""Words of what stands over a headline: an outlet’s name, a section’s, a topic."""
_HEAD_LINES = 10
"""The headline is looked for among this many lines above the story."""
_TAIL_LINES = 6
"""Bylines are looked for among this many lines behind it."""
_CHRONICLE = 2
"""Dates that stand alone among the paragraphs of a story that is told by date: a diary, a live report."""

ABOVE_OUTLET = "stands before the headline, as an outlet’s or a section’s name does"
ABOVE_TOPIC = "stands before the headline, as a topic does"
FIRST = "stands first, without being a sentence of the story"
REPEATS = "repeats the headline"


def label_head(lines: Lines, labels: Labels, language: str) -> None:
    """Labels headline, kicker, outlet and bylines above the story, and bylines behind it."""
    story = np.flatnonzero((labels.kinds == BODY) & lines.story)
    if not len(story):
        return
    first, last = int(story[0]), int(story[-1])
    above = [i for i in range(first) if labels.is_body(i)][-_HEAD_LINES:]
    behind = [i for i in range(last + 1, min(last + 1 + _TAIL_LINES, len(lines))) if labels.is_body(i)]
    by_date = _told_by_date(lines, first, last)
    for i in [*above, *behind]:
        if not lines.ended[i] or i in above:
            _label_byline(lines, labels, i, language, by_date=by_date)
    _label_headline(lines, labels, [i for i in above if labels.is_body(i)])


def _label_byline(lines: Lines, labels: Labels, i: int, language: str, *, by_date: bool) -> None:
    text = lines.text(i)
    if lines.ended[i] and not is_date_line(text):
        return
    reason = byline_reason(text, language)
    if reason and by_date and is_date_line(text):
        labels.set(i, SUBHEAD, "is a date of a story that is told by date")
    elif reason:
        labels.set(i, BYLINE, reason)


def _told_by_date(lines: Lines, first: int, last: int) -> bool:
    """Whether dates stand alone between paragraphs of the story, as in a diary."""
    short = np.flatnonzero((lines.ends - lines.starts)[first:last] <= _MAX_DATE) + first
    dates = 0
    for i in short.tolist():
        dates += is_date_line(lines.text(i))
        if dates >= _CHRONICLE:
            return True
    return False


_MAX_DATE = 40
"""Characters of a date that stands alone as a heading."""


def _label_headline(lines: Lines, labels: Labels, above: list[int]) -> None:
    titles = [i for i in above if lines.count(i) <= _MAX_HEADLINE_WORDS and not _is_statement(lines, i)]
    headline = _choose(lines, titles)
    if headline is None:
        return
    labels.set(headline, HEADLINE, FIRST)
    words = folded_words(lines.text(headline))
    # a short title with a longer one below it stands over many a story; over a page’s, an outlet’s name does
    page = bool((labels.kinds == FURNITURE).any())
    short = lines.count(headline) <= _MAX_OUTLET_WORDS
    topics = [i for i in titles if i < headline and _is_topic(lines.text(i))]
    for i in titles:
        if i != headline and folded_words(lines.text(i)) == words:
            labels.set(i, HEADLINE, REPEATS)
            labels.repeats.add(i)
        elif topics == [i]:
            labels.set(i, KICKER, ABOVE_TOPIC)
        elif i in topics:
            continue  # several are a menu
        elif i < headline and not short and lines.count(i) <= _MAX_OUTLET_WORDS and (page or is_outlet(lines.text(i))):
            labels.set(i, FURNITURE, ABOVE_OUTLET)


def _is_topic(text: str) -> bool:
    return section_pattern().fullmatch(simple(text)) is not None


def _choose(lines: Lines, titles: list[int]) -> int | None:
    """The headline among lines that may be one: what is printed twice, else the first that is longer than a name."""
    printed: dict[tuple[str, ...], int] = {}
    for i in titles:
        words = tuple(folded_words(lines.text(i)))
        if words in printed and len(words) > 1:
            return printed[words]
        printed.setdefault(words, i)
    titles = [i for i in titles if not _is_topic(lines.text(i))] or titles
    longer = next((i for i in titles if lines.count(i) > _MAX_OUTLET_WORDS), None)
    return longer if longer is not None else max(titles, key=lambda i: (lines.count(i), -i), default=None)


def _is_statement(lines: Lines, i: int) -> bool:
    """Whether a line ends with a full stop; “?”, “!” and “…” end headlines as well."""
    end = lines.text(i).rstrip("\"'”’»)]」』")
    return end.endswith((".", "。", "।", "۔")) and not end.endswith("..")
