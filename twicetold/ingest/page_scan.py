"""A page as letters: its tags one by one, before anything builds a tree of it.

    ugly    one tag with 200,000 attributes, over which a parser sits for a minute; 100,000 open tags, below which it
            drops the text and says nothing
    wanted  both seen in one pass over the letters, and the text had all the same

The rules of tags are those of HTML: a quotation mark after “=” hides “>”; a tag, comment or script that never ends
takes the rest of the page. Cost: linear, whatever the page, since nothing is looked for twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal, NamedTuple

Attributes = dict[str, str]


class Event(NamedTuple):
    """One step through a page: a tag that opens or closes (``name`` in small letters), or letters (``name`` is them).

    ``attributes`` are given only where a tree was built.
    """

    what: Literal["start", "end", "text"]
    name: str
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a page is, as work: tags that open, and the most attributes that one of them has."""

    elements: int
    attributes: int


NONE: Attributes = {}

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+)>""")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_GAPS = re.compile(r"[\s/\"']+")
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
"""What stands in these is letters, up to their own end."""
_SINGLE_NAMES = "area base br col embed hr img input link meta param source track wbr"
_SINGLE = frozenset(_SINGLE_NAMES.split())
_SUSPECT = 1_000
"""Letters of a tag from which its attributes are counted; a hundred of them do not fit into fewer."""
_LOOK_BACK = 40
"""How many open tags an end tag may close at once; what is open below them stays open."""


def measure(page: str) -> Extent:
    """The extent of ``page``."""
    elements = attributes = 0
    for _, tag in _tags(page):
        if tag is not None and not tag[1]:
            elements += 1
            inside = tag[3]
            if len(inside) > _SUSPECT:
                attributes = max(attributes, len(_GAPS.findall(_QUOTED.sub('"', inside))))
    return Extent(elements, attributes)


def walk_letters(page: str, depth: int) -> Iterator[Event]:
    """The events of ``page`` as its letters give them, well nested; beyond ``depth`` open tags no more are opened."""
    open_: list[str] = []
    for text, tag in _tags(page):
        if text:
            yield Event("text", unescape(text), NONE)
        if tag is None:
            continue
        name = tag[2].lower()
        if tag[1]:
            recent = open_[-_LOOK_BACK:]
            if name in recent:
                for _ in range(recent[::-1].index(name) + 1):
                    yield Event("end", open_.pop(), NONE)
        elif name in _SINGLE or len(open_) >= depth:
            yield Event("start", name, NONE)
            yield Event("end", name, NONE)
        else:
            if name == "p" and open_ and open_[-1] == "p":
                yield Event("end", open_.pop(), NONE)
            open_.append(name)
            yield Event("start", name, NONE)
    for name in reversed(open_):
        yield Event("end", name, NONE)


def _tags(page: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The letters before each tag, and the tag; the last letters with None. Comments and the like are left out."""
    place = 0
    while True:
        found = page.find("<", place)
        if found < 0:
            yield page[place:], None
            return
        following = page[found + 1 : found + 2]
        if following in ("!", "?"):
            comment = page.startswith("<!--", found)
            # “<!-->” is a whole comment, so the search begins inside the mark that opens it
            end = page.find("-->", found + 2) if comment else page.find(">", found + 2)
            yield page[place:found], None
            if end < 0:
                return
            place = end + (3 if comment else 1)
            continue
        tag = _TAG.match(page, found)
        if tag is None:
            if following == "/" or (following.isascii() and following.isalpha()):
                end = page.find(">", found) if following == "/" and not page[found + 2 : found + 3].isalpha() else -1
                yield page[place:found], None
                if end < 0:
                    return
                place = end + 1
            else:
                yield page[place : found + 1], None
                place = found + 1
            continue
        yield page[place:found], tag
        place = tag.end()
        name = tag[2].lower()
        if not tag[1] and name in _RAW:
            closing = re.compile(f"</{name}", re.IGNORECASE).search(page, place)
            if closing is None:
                return
            yield page[place : closing.start()], None
            place = closing.start()
