"""The text stage the slow, plain way: one thing after the other, as one would explain it. The fast ways must agree.

Written before them; whoever changes a rule changes it here and there.
"""

from __future__ import annotations

import itertools

import regex

from twicetold.model import Span
from twicetold.text.scan import MARKS, WIDE_MARKS
from twicetold.text.tokens import TOKEN

Line = tuple[int, int]

LINE = regex.compile(r"[^\n\r\u2028\u2029]+")
ITEM = regex.compile(r"(?:[-*•–—]|\d{1,3}[.)])\s")
SENTENCE_END = regex.compile(rf"[{regex.escape(MARKS + WIDE_MARKS)}:][\"'”’»)\]」』]*$")


def tokens_of(text: str) -> list[tuple[int, int, str, int]]:
    """Start, end, form and kind of gap of every token, by the rule asked everywhere."""
    found = []
    before = 0
    for match in TOKEN.finditer(text):
        found.append((*match.span(), match.group(), _gap(text[before : match.start()])))
        before = match.end()
    return found


def _gap(between: str) -> int:
    if not between:
        return 0
    return 1 if between == " " or "\n" in between or "\r" in between else 2


def paragraphs_of(text: str) -> list[Span]:
    """Paragraphs, line by line."""
    blocks: list[list[Line]] = []
    before = 0
    for match in LINE.finditer(text):
        line = _trim(text, match.start(), match.end())
        if line[0] == line[1]:
            continue
        between = text[before : line[0]]
        if blocks and between.replace("\r\n", "\n").replace("\r", "\n").count("\n") <= 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
        before = line[1]
    edge = 0 if _is_verse(text, blocks) else _right_edge(text, blocks)
    edges = [edge or _edge_of_block(text, block) for block in blocks]
    return [
        Span(*line)
        for block, edge in zip(blocks, edges, strict=True)
        for line in (_unwrap(text, block, edge) if edge else block)
    ]


def _is_verse(text: str, blocks: list[list[Line]]) -> bool:
    follows = [text[start] for block in blocks for start, _ in block[1:]]
    return len(follows) >= 3 and all(map(str.isupper, follows))


def _edge_of_block(text: str, block: list[Line]) -> int:
    goes_on = any(text[start].islower() for start, _ in block[1:])
    return _right_edge(text, [block]) if len(block) >= 3 and goes_on else 0


def _trim(text: str, start: int, end: int) -> Line:
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _right_edge(text: str, blocks: list[list[Line]]) -> int:
    inner = [line for block in blocks for line in block[:-1]]
    edge = max((end - start for start, end in inner), default=0)
    if not 40 <= edge <= 130:
        return 0
    full = sum(end - start >= edge * 0.75 for start, end in inner)
    ended = sum(SENTENCE_END.search(text[start:end]) is not None for start, end in inner)
    return edge if full >= 0.7 * len(inner) and ended < 0.5 * len(inner) else 0


def _unwrap(text: str, lines: list[Line], edge: int) -> list[Line]:
    paragraphs = []
    begin = lines[0][0]
    for (start, end), (next_start, next_end) in itertools.pairwise(lines):
        ended = SENTENCE_END.search(text[start:end]) is not None
        first_word = text[next_start:next_end].split(maxsplit=1)[0]
        room = end - start + 1 + len(first_word) < 0.75 * edge
        item = ITEM.match(text, next_start, next_end) and ITEM.match(text, *lines[0])
        if item or (end - start < 0.75 * edge and (ended or room)):
            paragraphs.append((begin, end))
            begin = next_start
    return [*paragraphs, (begin, lines[-1][1])]
