"""Running heads, feet and page numbers: found, named, and kept out of the sentences that they stand between.

    ugly    “the two countries The Daily Example – Page 3 agreed”
    wanted  “the two countries agreed”, and the head once, grey, with how often it stood there

An edge line is furniture where it stands at the same height of two pages or more with the same words (figures may
differ), or is a page number. Only lines at the very edge are, and those that follow them inwards.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from twicetold.ingest.pdf_lines import Word, find_rows, find_stretches

_EDGE_ROWS = 4
"""Rows at the top and at the foot of a page that are looked at."""
_SAME_HEIGHT = 4.0
"""Points by which the height of a running head differs from page to page."""
_WIDE = 1.5
"""Of the size: white space that parts what stands in a running head side by side."""
_APART = 1.6
"""Times the usual distance of lines from which a line stands apart from the text."""
_LONE = 2.0
"""Times the usual distance of lines from which a number on the only page may be its number."""
_FAR = 3.0
"""Times the usual distance of lines from which a small line is no kicker of the headline under it."""
_SMALL = 0.92
"""Share of the size of the text up to which a lone line at the edge is small."""
_NEAR = 1.2
"""Times the size of the text up to which a line is no headline."""
_MAX_WORDS = 15
_ROMAN = r"[ivxlc]{1,7}"
_NUMBER = re.compile(rf"[-–—·|\[(]?\s*(\d{{1,4}}|{_ROMAN})\s*[-–—·|\])]?", re.IGNORECASE)
_NAMED_NUMBER = re.compile(
    r"[-–—·|]?\s*(?:p(?:age|\.)?|pg\.?|s(?:eite|\.)|página|pagina|стр(?:аница|\.)?|стр|strona|side|sida|sayfa|hal(?:aman)?)"
    r"\s*(\d{1,4})(?:\s*(?:/|of|von|de|sur|di|из|z|av|van)\s*\d{1,4})?\s*[-–—·|]?"
    r"|(\d{1,4})\s*(?:/|of|von|sur|из)\s*\d{1,4}",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


@dataclass(slots=True)
class Edges:
    """What was found at the edges: ``heads`` and ``feet`` by their words, with the number of pages that have them;
    ``numbered`` pages have a page number. ``alone``: lines of one page that stand apart there, small."""

    heads: Counter[str] = field(default_factory=Counter)
    feet: Counter[str] = field(default_factory=Counter)
    alone: set[str] = field(default_factory=set)
    numbered: int = 0

    def __bool__(self) -> bool:
        return bool(self.heads or self.feet or self.numbered)


@dataclass(slots=True)
class _Row:
    page: int
    words: list[Word]
    parts: list[str]
    y: float
    gap: float
    """Points to the next row inwards."""


def take_edges(pages: Sequence[list[Word]], size: float, leading: float) -> tuple[list[list[Word]], Edges]:
    """The words of ``pages`` without what runs along their edges, and what that is.

    ``size`` and ``leading`` (points) are those of the text: a lone line is told by them.
    """
    edges = Edges()
    taken: set[int] = set()
    for top, found in ((True, edges.heads), (False, edges.feet)):
        rows = [_edge_rows(page, words, top) for page, words in enumerate(pages)]
        repeated = _repeated(rows)
        shown: dict[str, str] = {}
        for of_page in rows:
            for depth, row in enumerate(of_page):
                numbered = [
                    part for part in row.parts if _NAMED_NUMBER.fullmatch(part) or _is_number(row, part, rows, leading)
                ]
                rest = [part for part in row.parts if part not in numbered]
                alone = (numbered and not rest and row.gap >= _APART * leading) or (
                    not depth and _is_alone(row, bool(numbered), size, leading)
                )
                if not all(_known(part, row, repeated) for part in rest) and not alone:
                    break
                if not rest and row.gap < _APART * leading and not all(map(_NAMED_NUMBER.fullmatch, numbered)):
                    break
                edges.numbered += bool(numbered)
                for part in rest:
                    name = shown.setdefault(_key(part), part)
                    found[name] += 1
                    if not _known(part, row, repeated):
                        edges.alone.add(name)
                taken.update(id(word) for word in row.words)
    return [[word for word in words if id(word) not in taken] for words in pages], edges


def _edge_rows(page: int, words: list[Word], top: bool) -> list[_Row]:
    """The rows at the top or at the foot of a page, the outmost first; a page's last row never is one."""
    rows = find_rows(words)
    if not top:
        rows.reverse()
    found = []
    for row, inner in pairwise(rows[: _EDGE_ROWS + 1]):
        parts = [" ".join(word.text for word in part) for part in find_stretches(row, _WIDE)]
        found.append(_Row(page, row, parts, row[0].y, abs(inner[0].y - row[0].y)))
    return found


def _key(part: str) -> str:
    return re.sub(r"\d+", "#", part.casefold())


def _repeated(rows: list[list[_Row]]) -> dict[str, list[float]]:
    """Parts of rows that two pages or more have, with the heights at which they have them."""
    heights: dict[str, dict[int, float]] = defaultdict(dict)
    for of_page in rows:
        for row in of_page:
            for part in row.parts:
                heights[_key(part)].setdefault(row.page, row.y)
    return {key: list(by_page.values()) for key, by_page in heights.items() if len(by_page) > 1}


def _known(part: str, row: _Row, repeated: dict[str, list[float]]) -> bool:
    return sum(abs(y - row.y) <= _SAME_HEIGHT for y in repeated.get(_key(part), ())) > 1


def _is_number(row: _Row, part: str, rows: list[list[_Row]], leading: float) -> bool:
    """Whether ``part`` is a number that grows with the pages, or one on the only page."""
    found = _NUMBER.fullmatch(part)
    if not found:
        return False
    if len(rows) == 1:
        return len(row.parts) > 1 or (row.gap >= _LONE * leading and len(found[1]) <= 3)
    if not found[1].isdigit():
        return len(row.parts) == 1 and len(row.words) == 1
    first = int(found[1]) - row.page
    others = (other for of_page in rows for other in of_page if other.page != row.page)
    return any(str(first + other.page) == one.strip("-–—·|[]() ") for other in others for one in other.parts)


def _is_alone(row: _Row, numbered: bool, size: float, leading: float) -> bool:
    """Whether the outmost row stands apart from the text and is no sentence: one with a page number, a small one with
    figures (a date, an issue), or a small one far off."""
    text = " ".join(row.parts)
    if row.gap < 2 * leading or len(row.words) > _MAX_WORDS or _ENDS.search(text):
        return False
    largest = max(word.size for word in row.words)
    if largest <= _SMALL * size:
        return any(map(str.isdigit, text)) or row.gap >= _FAR * leading
    edge = (row.words[0].text, row.words[-1].text)
    return largest <= _NEAR * size and (numbered or any(one.isdecimal() and len(one) <= 3 for one in edge))
