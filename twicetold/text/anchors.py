"""Place in a text ⇄ anchor: how a correction names sentences so that it finds them again.

    ugly    characters 812 to 840, whatever stands there now
    wanted  “The mayor, who was late” in this very text; in a changed text where these words stand, if they stand once

Cost: one pass over the text for a digest, one search per anchor whose text has changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import islice

import numpy as np

from twicetold.model import Anchor, Override, Overrides, Span, Version

_QUOTE_CHARS = 80
"""Some twelve words. Of 431 sentences of bundled and real texts, all but one (a quote printed twice) are known from the
others of their text by the first 40 characters."""
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
    """Where the anchor's words stand in the version's text, whatever the spaces and line breaks between them: at most
    two places, for more than one is no answer."""
    words = [re.escape(word) for word in anchor.quote.split()]
    if not words:
        return []
    # “he left” does not stand in “She left”
    found = re.finditer((r"(?<!\w)" if anchor.quote.lstrip()[0].isalnum() else "") + r"\s+".join(words), version.text)
    return [match.start() for match in islice(found, 2)]


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


class Finder:
    """Looks for the places of corrections in some versions."""

    def __init__(self, overrides: Overrides, versions: Sequence[Version]) -> None:
        self.versions = versions
        self.digests = [text_digest(version.text) for version in versions]
        self.named = {anchor.version for item in overrides.items for anchor in item.places}
        self.known: dict[Anchor, tuple[frozenset[tuple[int, int]], str]] = {}

    def find(self, anchor: Anchor) -> tuple[frozenset[tuple[int, int]], str]:
        """The (version, unit)s under a place, in every version of that text, and a remark if it was not just there."""
        if anchor not in self.known:
            self.known[anchor] = self._find(anchor)
        return self.known[anchor]

    def _find(self, anchor: Anchor) -> tuple[frozenset[tuple[int, int]], str]:
        same = [v for v, digest in enumerate(self.digests) if digest == anchor.version]
        if same and _stands(self.versions[same[0]], anchor):
            units = units_under(self.versions[same[0]], Span(anchor.start, anchor.end))
            return self._pieces(same[0], units), "" if units else f"“{short(anchor.quote)}”: {_NO_SENTENCE}."
        candidates = same or [v for v, version in enumerate(self.versions) if version.label == anchor.label]
        if not candidates and not anchor.label:
            candidates = [v for v, digest in enumerate(self.digests) if digest not in self.named]
        distinct = {self.digests[v]: v for v in candidates}
        hits = [(v, at) for v in distinct.values() for at in _find_quote(self.versions[v], anchor)]
        if len(hits) != 1:
            how = "stands more than once now" if hits else "no longer stands"
            how = f"{how} in the text" if candidates else "stands in a text that is not compared"
            return frozenset(), f"“{short(anchor.quote)}” {how} ({anchor.label or 'without a name'})."
        v, at = hits[0]
        units = _units_near(self.versions[v], at, anchor)
        if not units:
            return frozenset(), f"“{short(anchor.quote)}”: {_NO_SENTENCE}."
        where = self.versions[v].label
        return self._pieces(v, units), f"“{short(anchor.quote)}” was found again in {where}, whose text has changed."

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
