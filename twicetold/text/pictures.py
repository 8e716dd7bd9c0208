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
_ENDS = "\"'”’»)"
_NAMES = r"\p{Lu}[\p{L}\p{M}.'’&-]*(?:[ /,|·-]+(?:and |und |et |y |e |и |/ ?)?\p{Lu}[\p{L}\p{M}.'’&-]*){0,6}"
_AGENCIES = (
    "AP", "AFP", "Reuters", "dpa", "EFE", "EPA", "Lusa", "ANSA", "TASS", "ТАСС", "РИА Новости", "Getty", "Getty Images",
    "iStock", "Shutterstock", "Alamy", "Wikimedia", "Wikimedia Commons",
)  # fmt: skip
_AGENCY = rf"\b(?:{'|'.join(sorted(_AGENCIES, key=len, reverse=True))})\b"
_AGENCY_NAME = regex.compile(_AGENCY)


@cache
def _stems() -> tuple[str, ...]:
    """What stands in every line that may have a credit in it, in small letters."""
    words = {stem[:6] for stem in regex.findall(r"(?<!\p{L})\p{L}{4,}", words_of("credit"))}
    return (*sorted(words), "©", "(c)")


@cache
def _caption_opening() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{words_of('caption')}) ?:")


@cache
def _credit() -> regex.Pattern[str]:
    by = rf"(?i:{words_of('credit')})(?i: by| von| de| par| por)?"
    return regex.compile(
        rf"[(\[]?(?:{by} ?[:©/|] ?(?:© ?)?|© ?|\((?i:c)\) )"
        rf"(?:{_NAMES}|{_AGENCY})(?: ?[/,|·-] ?(?:{_NAMES}|{_AGENCY}))*[)\]]?"
        rf"|{_NAMES} ?/ ?{_AGENCY}(?: ?/ ?.{{2,30}})?|{_AGENCY} ?/ ?{_NAMES}"
    )


@cache
def _caption() -> regex.Pattern[str]:
    credit = rf"(?i:{words_of('credit')})(?i: by| von| de| par| por)? ?[:©/|] ?©? ?[^:]{{2,60}}"
    return regex.compile(
        rf"(?i:{words_of('caption')}) ?: .+"
        rf"|.{{12,}}(?:[(\[](?:{credit}|© ?[^()]{{2,60}}|[^()]{{0,40}}{_AGENCY}[^()]{{0,30}})[)\]]\.?"
        rf"|[.|—–-]? ?{credit}|[.|] ?{_NAMES} ?/ ?{_AGENCY}|© ?[^©\d][^©]{{1,60}})",
        regex.DOTALL,
    )


def label_pictures(lines: Lines, labels: Labels) -> None:
    """Labels captions and credits among what is still body."""
    lengths = lines.ends - lines.starts
    stems, opening = _stems(), _caption_opening()
    for i in np.flatnonzero((lengths <= _MAX_CAPTION_CHARS) & (labels.kinds == BODY)).tolist():
        text = lines.text(i)
        small = text.lower()
        agency = ("/" in text or "(" in text) and _AGENCY_NAME.search(text)
        if not agency and not opening.match(small) and not any(stem in small for stem in stems):
            continue
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
        # what ends with a comma, a colon or a dash goes on
        if text[0].isalnum() and not text[0].islower() and (text[-1].isalnum() or text[-1] in _ENDS):
            labels.set(i, SUBHEAD, "stands alone between two paragraphs")
