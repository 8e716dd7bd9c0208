"""Units ⇄ the names by which people speak of them: paragraph.sentence, both from 1.

    ugly    unit 17
    wanted  3.2, the second sentence of what the page calls ¶3

Paragraphs are counted as the page counts them, without furniture. Cost: one pass over the units.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twicetold.errors import OverridesError
from twicetold.model import Anchor, Version
from twicetold.text.anchors import make_anchor

_NAME = re.compile(r"([1-9]\d{0,8})(?:\.([1-9]\d{0,8}))?(?:[-–]([1-9]\d{0,8})(?:\.([1-9]\d{0,8}))?)?")


def story_units(version: Version) -> list[tuple[int, int, int]]:
    """(unit, paragraph, sentence) of every unit of the story, the last two as people count them, from 1."""
    named: list[tuple[int, int, int]] = []
    printed, number, sentence = -1, 0, 0
    for u, (paragraph, story) in enumerate(
        zip(version.units.paragraphs.tolist(), version.units.is_story.tolist(), strict=True)
    ):
        if not story:
            continue
        if paragraph != printed:
            printed, number, sentence = paragraph, number + 1, 0
        sentence += 1
        named.append((u, number, sentence))
    return named


def named_anchor(version: Version, name: str) -> Anchor:
    """The anchor of what people call “3.2” (a sentence), “3” (a paragraph), “3.2-3.4” or “3-4” (from, to).

    Raises OverridesError, which says what there is.
    """
    named = _NAME.fullmatch(name.strip())
    if named is None:
        raise OverridesError(f"“{name}” names no place. Write paragraph.sentence, as in 3.2, or 3.2-3.4, or 3.")
    low = int(named[1]), int(named[2] or 0)
    high = (int(named[3]) if named[3] else low[0]), int(named[4] or 0) if named[3] else low[1]
    units = story_units(version)
    found = [u for u, paragraph, sentence in units if low <= (paragraph, sentence) <= (high[0], high[1] or sentence)]
    ends = {(paragraph, sentence) for _, paragraph, sentence in units}
    missing = [end for end in (low, high) if (end[0], end[1] or 1) not in ends]
    if missing or not found:
        raise OverridesError(f"“{version.label}” has no {name}. {_what_there_is(units, (missing or [low])[0][0])}")
    return make_anchor(version, found[0], found[-1])


def _what_there_is(units: Sequence[tuple[int, int, int]], paragraph: int) -> str:
    sentences = max((sentence for _, p, sentence in units if p == paragraph), default=0)
    if sentences:
        return f"Its paragraph {paragraph} ends with {paragraph}.{sentences}."
    return f"It ends with {units[-1][1]}.{units[-1][2]}." if units else "Nothing in it belongs to the story."


def place_name(version: Version, units: Sequence[int]) -> str:
    """The name of some of a version's units: “3.2”, or “3.2–3.4”; empty if none is of the story."""
    names = {u: f"{paragraph}.{sentence}" for u, paragraph, sentence in story_units(version)}
    found = [names[u] for u in units if u in names]
    return found[0] if len(found) == 1 else f"{found[0]}–{found[-1]}" if found else ""
