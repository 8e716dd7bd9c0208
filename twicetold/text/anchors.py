"""Place in a text ⇄ anchor: how a correction names sentences so that it finds them again.

    ugly    characters 812 to 840, whatever stands there now
    wanted  “The mayor, who was late” in this very text; in a changed text where these words stand, if they stand once

Units are named by people as *paragraph.sentence*, both from 1; paragraphs are counted as the page counts them, without
furniture. Cost: one pass over the text for a digest, one search per anchor.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from twicetold.errors import OverridesError
from twicetold.model import Anchor, Override, Overrides, Span, Version

_QUOTE_CHARS = 80
"""Some twelve words: in the bundled and the real texts the first 40 characters of a sentence are already unique, but
for headlines that are printed twice."""
_COVERED_SHARE = 0.5
"""In a changed text the old length says only roughly how far a place reaches: it takes sentences it half covers."""

_NO_SENTENCE = "no sentence of the story stands there"


def text_digest(text: str) -> str:
    """The name of a text in anchors: 128 bits of BLAKE2b over its UTF-8, as 32 hexadecimal digits.

    Label, date and notes are left out, so a version keeps its corrections under another name.
    """
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def make_anchor(version: Version, first: int, last: int | None = None) -> Anchor:
    """The anchor of a version's units ``first`` to ``last`` (indexes, both included; default: one unit)."""
    units = version.units
    start, end = int(units.starts[first]), int(units.ends[first if last is None else last])
    return Anchor(text_digest(version.text), start, end, _quote(version.text[start:end]), version.label)


def _quote(text: str) -> str:
    """The first words, cut between words where that is possible; exactly as they stand in the text."""
    if len(text) <= _QUOTE_CHARS:
        return text
    cut = max(text.rfind(mark, 0, _QUOTE_CHARS + 1) for mark in " \n\t\u00a0\u3000")
    return text[: cut if cut > 0 else _QUOTE_CHARS].rstrip()


def _stands(version: Version, anchor: Anchor) -> bool:
    """Whether the anchor's words stand at its place in the version's text."""
    inside = anchor.end <= len(version.text)
    return inside and bool(anchor.quote) and version.text.startswith(anchor.quote, anchor.start)


def _find_quote(version: Version, anchor: Anchor) -> list[int]:
    """Where the anchor's words stand in the version's text: at most two places, for more than one is no answer."""
    found: list[int] = []
    at = version.text.find(anchor.quote) if anchor.quote else -1
    while at >= 0 and len(found) < 2:
        found.append(at)
        at = version.text.find(anchor.quote, at + 1)
    return found


def units_under(version: Version, span: Span) -> tuple[int, ...]:
    """The story's units that a span of code points touches, in order. Half a sentence names the sentence."""
    units = version.units
    first = int(np.searchsorted(units.ends, span.start, side="right"))
    last = int(np.searchsorted(units.starts, span.end, side="left"))
    return tuple(u for u in range(first, last) if units.is_story[u])


def _units_near(version: Version, at: int, anchor: Anchor) -> tuple[int, ...]:
    """The same for words found again at ``at`` in a changed text: the unit there, and others that are mostly
    covered."""
    end = min(len(version.text), at + anchor.end - anchor.start)
    touched = units_under(version, Span(at, max(end, at + len(anchor.quote))))
    starts, ends = version.units.starts, version.units.ends
    return tuple(
        u for k, u in enumerate(touched) if k == 0 or end - starts[u] >= _COVERED_SHARE * (ends[u] - starts[u])
    )


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
    found = [u for u, paragraph, sentence in units if _from(low) <= (paragraph, sentence) <= _to(high)]
    ends = {(paragraph, sentence) for _, paragraph, sentence in units}
    missing = [end for end in (low, high) if (end[0], end[1] or 1) not in ends]
    if missing or not found:
        raise OverridesError(f"“{version.label}” has no {name}. {_what_there_is(units, (missing or [low])[0][0])}")
    return make_anchor(version, found[0], found[-1])


_NAME = re.compile(r"([1-9]\d{0,8})(?:\.([1-9]\d{0,8}))?(?:[-–]([1-9]\d{0,8})(?:\.([1-9]\d{0,8}))?)?")


def _from(end: tuple[int, int]) -> tuple[int, int]:
    return end


def _to(end: tuple[int, int]) -> tuple[int, float]:
    return end[0], end[1] or float("inf")


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


class Finder:
    """Looks for the places of corrections in some versions."""

    def __init__(self, overrides: Overrides, versions: Sequence[Version]) -> None:
        self.versions = versions
        self.digests = [text_digest(version.text) for version in versions]
        self.named = {anchor.version for item in overrides.items for anchor in item.places}
        self.known: dict[Anchor, tuple[frozenset[tuple[int, int]], str]] = {}

    def find(self, anchor: Anchor) -> tuple[frozenset[tuple[int, int]], str]:
        """The (version, unit)s under a place, in every version of that text, and a remark if it was not simply there."""
        if anchor not in self.known:
            self.known[anchor] = self._find(anchor)
        return self.known[anchor]

    def _find(self, anchor: Anchor) -> tuple[frozenset[tuple[int, int]], str]:
        same = [v for v, digest in enumerate(self.digests) if digest == anchor.version]
        if same and _stands(self.versions[same[0]], anchor):
            units = units_under(self.versions[same[0]], Span(anchor.start, anchor.end))
            return self._pieces(same[0], units), "" if units else f"“{short(anchor.quote)}”: {_NO_SENTENCE}."
        candidates = (
            same
            or [v for v, version in enumerate(self.versions) if version.label == anchor.label]
            or [v for v, digest in enumerate(self.digests) if digest not in self.named]
        )
        distinct = {self.digests[v]: v for v in candidates}
        hits = [(v, at) for v in distinct.values() for at in _find_quote(self.versions[v], anchor)]
        name = anchor.label or "a text"
        if len(hits) != 1:
            how = "no longer stands" if not hits else "stands more than once now"
            return frozenset(), f"“{short(anchor.quote)}” {how} in the texts compared; it was in {name}."
        v, at = hits[0]
        units = _units_near(self.versions[v], at, anchor)
        where = self.versions[v].label
        return self._pieces(v, units), (
            f"“{short(anchor.quote)}” was found again in {where}, whose text has changed."
            if units
            else f"“{short(anchor.quote)}”: {_NO_SENTENCE}."
        )

    def _pieces(self, version: int, units: Sequence[int]) -> frozenset[tuple[int, int]]:
        copies = [v for v, digest in enumerate(self.digests) if digest == self.digests[version]]
        return frozenset((v, u) for v in copies for u in units)


def say_override(item: Override) -> str:
    """A correction in words, for a note or a list."""
    places = " and ".join(
        f"“{short(anchor.quote)}”" + (f" in {anchor.label}" if anchor.label else "") for anchor in item.places
    )
    match item.kind:
        case "link":
            return f"link {places}"
        case "unlink":
            return f"unlink {places}"
        case "split":
            return f"split between {places}"
        case "join":
            return f"join {places}"
        case "move":
            return f"call {places} {'moved' if item.moved else 'not moved'}"


def short(text: str, chars: int = 40) -> str:
    """The beginning of a text on one line, for a sentence about it."""
    flat = " ".join(text.split())
    return flat if len(flat) <= chars else flat[: chars - 1].rstrip() + "…"
