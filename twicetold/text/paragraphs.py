"""Text → paragraphs, for files that separate them by blank lines, print one a line, or wrap every line.

    ugly    a hard-wrapped file as forty paragraphs of one line; a page's menu, one entry a line, as one paragraph
    wanted  the paragraphs a reader sees

A block is what stands between blank lines. Lines of a block are one paragraph only where they look wrapped: their
lengths keep to a common right edge, and they rarely end a sentence there: those of the whole text, or, where a list or
a poem stands in it, those of the block. Otherwise every line is a paragraph; an item of a list always begins one, and a
text of which every line begins with a capital is verse. Cost: linear, on whole columns of lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twicetold.model import Span
from twicetold.text.scan import MARKS, WIDE_MARKS, IntColumn, Scan, scan

Bools = NDArray[np.bool_]

_SENTENCE_ENDS = MARKS + WIDE_MARKS + ":"
_CLOSERS = "\"'”’»)]」』"
_BYTE_ORDER_MARK = "\ufeff"

_MIN_WRAP_CHARS = 40
"""Lines of verse, lists and menus are shorter than any right edge in use."""
_MAX_WRAP_CHARS = 130
"""Beyond this nobody wraps by hand: such a line is a paragraph."""
_ITEM = re.compile(r"(?:[-*•–—]|\d{1,3}[.)])\s")
_ITEM_MARKS = "-*•–—0123456789"
_MIN_VERSES = 3
"""Lines that must all begin with a capital for a text to be taken for verse."""
_MIN_INNER = 2
"""Lines of a block that keep to an edge, for it to be taken for wrapped by itself; one of them must go on with a small
letter."""
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
    if not inner.any():
        return lines.starts, lines.ends
    lengths = lines.ends - lines.starts
    ended = inner & scanned.ends_with(lines.starts, np.where(inner, lines.ends, lines.starts), _SENTENCE_ENDS, _CLOSERS)
    edges = _right_edges(scanned, lines, inner, ended)
    # a line that ends a sentence well short of the right edge ends its paragraph, and so does one that had room for
    # the next line's first word
    words = _first_words(scanned, lines)
    full = _FULL * edges[:-1]
    goes_on = lines.follows & (edges > 0)
    goes_on[1:] &= ~((lengths[:-1] < full) & (ended[:-1] | (lengths[:-1] + 1 + words[1:] < full)))
    goes_on[_items(scanned, lines)] = False
    first = np.flatnonzero(~goes_on)
    return lines.starts[first], lines.ends[np.concatenate((first[1:], [len(goes_on)])) - 1]


def _right_edges(scanned: Scan, lines: _Lines, inner: Bools, ended: Bools) -> IntColumn:
    """For every line the right edge (characters) to which its text is wrapped, or 0.

    ``inner``: lines with another one below them in their block. If the text as a whole is not wrapped, blocks of three
    lines or more may be.
    """
    lengths = lines.ends - lines.starts
    small = lines.follows & scanned.by_character(lines.starts, str.islower)
    capital = lines.follows & scanned.by_character(lines.starts, str.isupper)
    first = np.flatnonzero(~lines.follows)
    block = np.cumsum(~lines.follows) - 1
    whole = np.zeros(1, np.int64)
    edge = int(_wrapped(whole, whole[np.zeros(len(block), np.int64)], lengths, inner, ended)[0])
    # a text of which every line begins with a capital is verse
    follows = int(np.count_nonzero(lines.follows))
    if edge and not (follows >= _MIN_VERSES and np.count_nonzero(capital) == follows):
        return np.full(len(block), edge)
    edges = _wrapped(first, block, lengths, inner, ended)
    sure: Bools = (np.add.reduceat(inner.astype(np.int64), first) >= _MIN_INNER) & np.logical_or.reduceat(small, first)
    edges[~sure] = 0
    spread: IntColumn = edges[block]
    return spread


def _wrapped(first: IntColumn, block: IntColumn, lengths: IntColumn, inner: Bools, ended: Bools) -> IntColumn:
    """The right edge of each block, 0 where it does not look wrapped; blocks begin with the lines ``first``."""
    edges: IntColumn = np.maximum.reduceat(np.where(inner, lengths, 0), first)
    count = np.add.reduceat(inner.astype(np.int64), first)
    full = np.add.reduceat((inner & (lengths >= _FULL * edges[block])).astype(np.int64), first)
    ends = np.add.reduceat((inner & ended).astype(np.int64), first)
    looks: Bools = (
        (edges >= _MIN_WRAP_CHARS) & (edges <= _MAX_WRAP_CHARS) & (full >= 0.7 * count) & (ends < 0.5 * count)
    )
    edges[~looks] = 0
    return edges


def _items(scanned: Scan, lines: _Lines) -> IntColumn:
    """The lines that begin an item of a list in a block that begins with one."""
    marked = np.flatnonzero(scanned.by_character(lines.starts, lambda mark: mark in _ITEM_MARKS)).tolist()
    text = scanned.text
    items = [i for i in marked if _ITEM.match(text, int(lines.starts[i]), int(lines.ends[i]))]
    block = np.cumsum(~lines.follows) - 1
    lists = {int(block[i]) for i in items if not lines.follows[i]}
    return np.array([i for i in items if int(block[i]) in lists], dtype=np.int64)


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
