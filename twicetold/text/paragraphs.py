"""Text → paragraphs, for files that separate them by blank lines, print one a line, or wrap every line.

    ugly    a hard-wrapped file as forty paragraphs of one line; a page's menu, one entry a line, as one paragraph
    wanted  the paragraphs a reader sees

A block is what stands between blank lines. Lines of a block are one paragraph only where they look wrapped: their
lengths keep to a common right edge, and they rarely end a sentence there. Otherwise every line is a paragraph. Cost:
linear, on whole columns of lines.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twicetold.model import Span
from twicetold.text.scan import IntColumn, Scan, scan

Bools = NDArray[np.bool_]

_SENTENCE_ENDS = ".!?…:。！？؟"
_CLOSERS = "\"'”’»)]」』"
_BYTE_ORDER_MARK = "\ufeff"

_MIN_WRAP_CHARS = 40
"""Lines of verse, lists and menus are shorter than any right edge in use."""
_MAX_WRAP_CHARS = 130
"""Beyond this nobody wraps by hand: such a line is a paragraph."""
_FULL = 0.75
"""Share of the right edge from which a line counts as full."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines with anything on them, without the white space at their edges; ``follows``: no blank line before."""

    starts: IntColumn
    ends: IntColumn
    follows: Bools


def split_paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs of ``text``, trimmed of white space; a wrapped paragraph's span holds its line breaks."""
    starts, ends = find_paragraphs(scan(text))
    return [Span(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def find_paragraphs(scanned: Scan) -> tuple[IntColumn, IntColumn]:
    """Starts and ends (code points) of the paragraphs, as ``split_paragraphs`` gives them."""
    if not len(scanned.starts):
        return scanned.starts, scanned.ends
    lines = _find_lines(scanned)
    inner = np.concatenate((lines.follows[1:], [False]))[: len(lines.starts)]
    lengths = lines.ends - lines.starts
    edge = int(lengths[inner].max(initial=0))
    if not _MIN_WRAP_CHARS <= edge <= _MAX_WRAP_CHARS:
        return lines.starts, lines.ends
    ended = inner & scanned.ends_with(lines.starts, np.where(inner, lines.ends, lines.starts), _SENTENCE_ENDS, _CLOSERS)
    full = np.count_nonzero(lengths[inner] >= edge * _FULL)
    count = np.count_nonzero(inner)
    if full < 0.7 * count or np.count_nonzero(ended) >= 0.5 * count:
        return lines.starts, lines.ends
    # a line that ends a sentence well short of the right edge ends its paragraph, and so does one that had room for
    # the next line's first word
    words = _first_words(scanned, lines)
    room = lengths[:-1] + 1 + words[1:] < _FULL * edge
    goes_on = lines.follows.copy()
    goes_on[1:] &= ~((lengths[:-1] < _FULL * edge) & (ended[:-1] | room))
    first = np.flatnonzero(~goes_on)
    return lines.starts[first], lines.ends[np.concatenate((first[1:], [len(goes_on)])) - 1]


def _find_lines(scanned: Scan) -> _Lines:
    breaks = scanned.breaks
    first = np.concatenate(([0], np.searchsorted(scanned.starts, breaks), [len(scanned.starts)]))
    first = first[:-1][first[1:] > first[:-1]]
    starts, ends = scanned.starts[first], scanned.ends[np.concatenate((first[1:], [len(scanned.ends)])) - 1]
    for i in np.flatnonzero(scanned.codes[starts] == ord(_BYTE_ORDER_MARK)).tolist():
        starts[i] = ends[i] - len(scanned.text[starts[i] : ends[i]].lstrip(_WHITE))
    kept = starts < ends
    starts, ends = starts[kept], ends[kept]
    before = np.concatenate(([0], np.cumsum(_line_feeds(scanned))))
    follows = np.zeros(len(starts), dtype=np.bool_)
    follows[1:] = before[np.searchsorted(breaks, starts[1:])] - before[np.searchsorted(breaks, ends[:-1])] <= 1
    return _Lines(starts, ends, follows)


def _line_feeds(scanned: Scan) -> Bools:
    """Which of the line ends go down a line: all but the first half of ``\\r\\n``, and Unicode's separators."""
    codes = scanned.codes[scanned.breaks]
    return_ = np.flatnonzero(codes == ord("\r"))
    following = scanned.codes[np.minimum(scanned.breaks[return_] + 1, len(scanned.codes) - 1)]
    counted: Bools = codes == ord("\n")
    counted[return_] = following != ord("\n")
    return counted


_WHITE = _BYTE_ORDER_MARK + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())


def _first_words(scanned: Scan, lines: _Lines) -> IntColumn:
    """Length (code points) of every line's first word."""
    text = scanned.text
    if scanned.spaced:
        return np.minimum(scanned.ends[np.searchsorted(scanned.ends, lines.starts, "right")], lines.ends) - lines.starts
    return np.fromiter(
        (len(text[start:end].split(maxsplit=1)[0]) for start, end in zip(lines.starts, lines.ends, strict=True)),
        np.int64,
        len(lines.starts),
    )
