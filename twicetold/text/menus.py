"""Short lines among the lines of a page: menus above the story, lists of other stories behind it.

    ugly    “Sport” and “Harbour” as the first words of the story, because no phrase knows the harbour’s own page
    wanted  a line that stands among five of a menu is taken for the sixth; a list of ingredients is left alone

A line is never taken for what it is by itself, only among others of which at least as many show that they are of the
page. Cost: one pass over the lines above and behind the story.
"""

from __future__ import annotations

import numpy as np

from twicetold.text.labels import BODY, FURNITURE, HEADLINE, Labels
from twicetold.text.lines import Lines
from twicetold.text.phrases import section_pattern, simple
from twicetold.text.scan import IntColumn

AMONG = "stands among lines of the page"
_MAX_MENU_WORDS, _MAX_TITLE_WORDS = 4, 18
"""Words of a menu’s entry above the story, and of another story’s title behind it."""
_MIN_EVIDENCE = 2
_LINES = 400
"""Lines above the story and behind it that are looked at; menus of encyclopedias have 300."""


def label_menus(lines: Lines, labels: Labels) -> None:
    """Labels what stands among lines of the page above the first and behind the last paragraph of story."""
    story = np.flatnonzero((labels.kinds == BODY) & lines.story)
    if not len(story):
        return
    above = range(max(0, int(story[0]) - _LINES), int(story[0]))
    behind = range(int(story[-1]) + 1, min(len(lines), int(story[-1]) + 1 + _LINES))
    titles = [i for i in above if labels.kinds[i] == HEADLINE]
    for run in _runs(lines, labels, above):
        _label_run(lines, labels, [i for i in run if not titles or i < titles[0]], _MAX_MENU_WORDS)
        _label_run(lines, labels, [i for i in run if titles and i > titles[0]], _MAX_MENU_WORDS)
    for run in _runs(lines, labels, behind):
        _label_run(lines, labels, run, _MAX_TITLE_WORDS)
    _label_buttons(lines, labels, np.diff(story), story)


def _label_buttons(lines: Lines, labels: Labels, gaps: IntColumn, story: IntColumn) -> None:
    """Labels words of buttons between two paragraphs of story, where nothing but such words stands there."""
    for at in np.flatnonzero((gaps > _MIN_EVIDENCE) & (gaps <= _LINES)).tolist():
        run = range(int(story[at]) + 1, int(story[at + 1]))
        sections = [i for i in run if _is_section(lines, labels, i)]
        if sections and all(i in sections or labels.kinds[i] == FURNITURE for i in run):
            for i in sections:
                labels.set(i, FURNITURE, AMONG)


def _runs(lines: Lines, labels: Labels, places: range) -> list[list[int]]:
    """The lines at these places in runs without anything between them that may be told: sentences, long lines."""
    runs: list[list[int]] = [[]]
    for i in places:
        if labels.is_body(i) and (lines.ended[i] or lines.count(i) > _MAX_TITLE_WORDS):
            runs.append([])
        else:
            runs[-1].append(i)
    return runs


def _label_run(lines: Lines, labels: Labels, run: list[int], most: int) -> None:
    evidence = [i for i in run if labels.kinds[i] == FURNITURE or _is_section(lines, labels, i)]
    told = [i for i in run if labels.is_body(i) and lines.count(i) <= most and i not in evidence]
    if len(evidence) < max(_MIN_EVIDENCE, len(told)):
        return
    for i in run:
        if labels.is_body(i) and (i in told or i in evidence):
            labels.set(i, FURNITURE, AMONG)


def _is_section(lines: Lines, labels: Labels, i: int) -> bool:
    return labels.is_body(i) and section_pattern().fullmatch(simple(lines.text(i))) is not None
