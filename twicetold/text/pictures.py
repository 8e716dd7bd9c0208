"""Short lines between the paragraphs of a story: captions, credits of pictures, subheads.

    ugly    “Photo: Jane Roe / Northern Wire” as something that the other version leaves out
    wanted  captions and subheads named as such and counted; a credit without a caption grey

Cost: one question for each short line.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import regex

from twicetold.text.labels import BODY, CAPTION, FURNITURE, SUBHEAD, Labels
from twicetold.text.lines import Lines
from twicetold.text.phrases import words_of

_MAX_CAPTION_CHARS = 400
_MAX_CREDIT_WORDS = 10
_MAX_SUBHEAD_WORDS = 10
_NAMES = r"\p{Lu}[\p{L}\p{M}.'’&-]*(?:[ /,|·-]+(?:and |und |et |y |e |и |/ ?)?\p{Lu}[\p{L}\p{M}.'’&-]*){0,6}"
_AGENCY = r"(?:AP|AFP|Reuters|dpa|EFE|EPA|Lusa|ANSA|TASS|ТАСС|РИА Новости|Getty(?: Images)?|iStock|Shutterstock|Alamy|Wikimedia(?: Commons)?)"
_SIGN = regex.compile(r"[:©(/|\]]")


@cache
def _credit() -> regex.Pattern[str]:
    return regex.compile(
        rf"[(\[]?(?:(?i:{words_of('credit')})(?i: by| von| de| par| por)? ?[:©/|] ?©? ?|© ?(?!\d)|\((?i:c)\) (?!\d)).{{2,80}}"
        rf"|{_NAMES} ?/ ?{_AGENCY}(?: ?/ ?.{{2,30}})?|{_AGENCY} ?/ ?{_NAMES}"
    )


@cache
def _caption() -> regex.Pattern[str]:
    credit = rf"(?i:{words_of('credit')})(?i: by| von| de| par| por)? ?[:©/|] ?©? ?[^:]{{2,60}}"
    return regex.compile(
        rf"(?i:{words_of('caption')}) ?: .+"
        rf"|.{{12,}}(?:[(\[](?:{credit}|© ?[^()]{{2,60}}|[^()]{{0,40}}{_AGENCY}[^()]{{0,30}})[)\]]\.?|[.|—–-]? ?{credit}"
        rf"|[.|] ?{_NAMES} ?/ ?{_AGENCY}|© ?[^©\d][^©]{{1,60}})",
        regex.DOTALL,
    )


def label_pictures(lines: Lines, labels: Labels) -> None:
    """Labels captions and credits among what is still body."""
    lengths = lines.ends - lines.starts
    signs = lines.scanned.text
    for i in np.flatnonzero((lengths <= _MAX_CAPTION_CHARS) & (labels.kinds == BODY)).tolist():
        start, end = int(lines.starts[i]), int(lines.ends[i])
        if _SIGN.search(signs, start, end) is None:
            continue
        text = lines.text(i)
        if not lines.ended[i] and lines.count(i) <= _MAX_CREDIT_WORDS and _credit().fullmatch(text):
            labels.set(i, FURNITURE, "says whose picture it is")
        elif _caption().fullmatch(text):
            labels.set(i, CAPTION, "says what a picture shows")


def label_subheads(lines: Lines, labels: Labels) -> None:
    """Labels short lines that stand alone between two paragraphs of story."""
    story = lines.story & (labels.kinds == BODY)
    before, after = np.roll(story, 1), np.roll(story, -1)
    if len(story):
        before[0] = after[-1] = False
    alone = before & after & ~lines.ended & (labels.kinds == BODY) & (lines.words <= _MAX_SUBHEAD_WORDS)
    for i in np.flatnonzero(alone).tolist():
        text = lines.text(i)
        if text[0].isupper() or text[0].isdigit() or not text[0].islower() and text[0].isalpha():
            labels.set(i, SUBHEAD, "stands alone between two paragraphs")
