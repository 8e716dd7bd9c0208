"""Stretches of tokens → segments of text, with every space in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twicetold.align.pairing import Pairing
from twicetold.align.stretches import Stretch
from twicetold.model import Span, Version
from twicetold.view.page import Segment


def pair_segments(base: Version, made: Version, stretches: Sequence[Stretch], end: int) -> tuple[list[Segment], int]:
    """Segments of ``made`` read against ``base``, and where the last one ends.

    ``end`` is where the text shown so far ends, so that the space between two passages goes to the second.
    """
    segments: list[Segment] = []
    for stretch in stretches:
        stop = int(made.tokens.ends[stretch.b.end - 1]) if len(stretch.b) else end
        segments.append(Segment(stretch.kind, made.text[end:stop], _with_gap(base, stretch.a)))
        end = stop
    return _settle_gaps(segments), end


def heat_segments(
    version: Version, tokens: Span, against: Sequence[Sequence[Stretch]], end: int
) -> tuple[list[Segment], int]:
    """Segments of the base's own tokens by how many of the other versions differ there; ``against`` has one pairing
    each."""
    heat = [0] * len(tokens)
    for stretches in against:
        for stretch in stretches:
            if stretch.kind in ("omitted", "replaced"):
                for k in range(max(stretch.a.start, tokens.start), min(stretch.a.end, tokens.end)):
                    heat[k - tokens.start] += 1
    segments: list[Segment] = []
    k = 0
    while k < len(heat):
        start = k
        while k < len(heat) and heat[k] == heat[start]:
            k += 1
        stop = int(version.tokens.ends[tokens.start + k - 1])
        text = version.text[end:stop]
        segments.append(Segment("same", text, text, heat[start]))
        end = stop
    return segments, end


def cut_stretches(pairing: Pairing, passage: int, tokens: Span, *, first: bool, last: bool) -> Iterator[Stretch]:
    """The stretches of a reading that fall into ``tokens`` of the second version: a reading may run over a
    paragraph's end.

    What the base has and the version has not goes to the part it stands in; at either end, to the first and last part.
    """
    for s in pairing.stretches[passage]:
        if not len(s.b):
            inside = tokens.start < s.b.start <= tokens.end
            if inside or (first and s.b.start <= tokens.start) or (last and s.b.start > tokens.end):
                yield s
            continue
        low, high = max(s.b.start, tokens.start), min(s.b.end, tokens.end)
        if low >= high:
            continue
        if s.kind in ("same", "cosmetic"):
            shift = s.a.start - s.b.start
            yield Stretch(s.kind, Span(low + shift, high + shift), Span(low, high))
        elif s.kind == "replaced" and low > s.b.start:
            yield Stretch("added", Span(s.a.end, s.a.end), Span(low, high))
        else:
            yield Stretch(s.kind, s.a, Span(low, high))


def _with_gap(base: Version, tokens: Span) -> str:
    """The base's text of a token range with the white space before it; a paragraph's break counts as a space."""
    if not len(tokens):
        return ""
    start = int(base.tokens.starts[tokens.start])
    previous = int(base.tokens.ends[tokens.start - 1]) if tokens.start else start
    gap = base.text[previous:start]
    return (" " if "\n" in gap else gap) + base.text[start : int(base.tokens.ends[tokens.end - 1])]


def _settle_gaps(segments: list[Segment]) -> list[Segment]:
    """A space that only the base has, behind words that only the base has, goes with those words.

    ugly    [-Harbour-]Fire, because the version's “Fire” opens its paragraph; wanted  [-Harbour -]Fire
    """
    for k in range(len(segments) - 1):
        here, following = segments[k], segments[k + 1]
        gap = following.base[: len(following.base) - len(following.base.lstrip())]
        if here.op == "omitted" and gap and following.text and not following.text[0].isspace():
            segments[k] = Segment(here.op, here.text, here.base + gap, here.heat)
            segments[k + 1] = Segment(following.op, following.text, following.base[len(gap) :], following.heat)
    return segments
