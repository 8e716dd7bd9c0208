"""Text → paragraphs, for files that separate them by blank lines, print one a line, or wrap every line.

    ugly    a hard-wrapped file as forty paragraphs of one line; a page's menu, one entry a line, as one paragraph
    wanted  the paragraphs a reader sees

A block is what stands between blank lines. Lines of a block are one paragraph only where they look wrapped: their
lengths keep to a common right edge, and they rarely end a sentence there. Otherwise every line is a paragraph. Cost:
linear.
"""

from __future__ import annotations

import itertools

import regex

from twicetold.model import Span

_LINE = regex.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE_END = regex.compile(r"[.!?…:。！？؟][\"'”’»)\]」』]*$")

_MIN_WRAP_CHARS = 40
"""Lines of verse, lists and menus are shorter than any right edge in use."""
_MAX_WRAP_CHARS = 130
"""Beyond this nobody wraps by hand: such a line is a paragraph."""


def split_paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs of ``text``, trimmed of white space; a wrapped paragraph's span holds its line breaks."""
    blocks: list[list[Span]] = []
    previous_end = 0
    for match in _LINE.finditer(text):
        line = _trim(text, match.start(), match.end())
        if not len(line):
            continue
        between = text[previous_end : line.start]
        if blocks and between.replace("\r\n", "\n").count("\n") + between.count("\r") - between.count("\r\n") <= 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
        previous_end = line.end
    edge = _right_edge(text, blocks)
    paragraphs: list[Span] = []
    for block in blocks:
        paragraphs.extend(_unwrap(text, block, edge) if edge else block)
    return paragraphs


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _right_edge(text: str, blocks: list[list[Span]]) -> int:
    """The common right edge (characters) of wrapped lines, or 0 when the lines are not wrapped."""
    inner = [line for block in blocks for line in block[:-1]]
    edge = max(map(len, inner), default=0)
    if not _MIN_WRAP_CHARS <= edge <= _MAX_WRAP_CHARS:
        return 0
    full = sum(len(line) >= edge * 0.75 for line in inner)
    ended = sum(_SENTENCE_END.search(text[line.start : line.end]) is not None for line in inner)
    return edge if full >= 0.7 * len(inner) and ended < 0.5 * len(inner) else 0


def _unwrap(text: str, lines: list[Span], edge: int) -> list[Span]:
    """Joins wrapped lines; a line that ends a sentence well short of the right edge ends its paragraph."""
    paragraphs: list[Span] = []
    start = lines[0].start
    for line, following in itertools.pairwise(lines):
        short = len(line) < 0.75 * edge
        ended = _SENTENCE_END.search(text[line.start : line.end]) is not None
        first_word = text[following.start : following.end].split(maxsplit=1)[0]
        if short and (ended or len(line) + 1 + len(first_word) < 0.75 * edge):
            paragraphs.append(Span(start, line.end))
            start = following.start
    paragraphs.append(Span(start, lines[-1].end))
    return paragraphs
