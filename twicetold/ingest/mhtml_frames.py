"""Saved pages that are made of others (frames, as around the year 2000) → one page.

    ugly    “is a page without text”, while its story lies in the next part of the same file
    wanted  the pages of its frames, one below the other, as the page shows them side by side

Only a page that has frames and nothing else is put together; an advertisement in a frame of a story (``iframe``) stays
out. Cost: linear in the frames that are taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_FRAMESET = re.compile(r"<frameset[\s>]", re.IGNORECASE)
_FRAME = re.compile(
    r"<frame\s[^>]{0,2000}?\bsrc\s*=\s*(?:\"([^\"]{1,2000})\"|'([^']{1,2000})'|([^\s>]{1,2000}))", re.IGNORECASE
)
_BODY = re.compile(r"<body\b[^>]{0,2000}>", re.IGNORECASE)
_END = re.compile(r"</body\s*>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,200}>[^<]{0,2000}</title\s*>", re.IGNORECASE)
_DEPTH = 4
"""Frames in frames: pages have two at most."""
_MOST = 50
"""Frames of one page; pages have two to five."""

Find = Callable[[str], str]
"""The page that an address in a page means, as text; empty where the file does not hold it."""


def has_frames(page: str) -> bool:
    """Whether ``page`` is made of frames."""
    return bool(_FRAMESET.search(page))


def with_frames(page: str, find: Find) -> str:
    """One page of all that the frames of ``page`` show, in their order, under its title; empty: they show nothing."""
    bodies = list(_bodies(page, find, _DEPTH, set()))
    title = _TITLE.search(page)
    shown = "".join(f"<div>{body}</div>" for body in bodies)
    return f"<html><head>{title[0] if title else ''}</head><body>{shown}</body></html>" if bodies else ""


def _bodies(page: str, find: Find, depth: int, seen: set[str]) -> Iterator[str]:
    for named in _FRAME.finditer(page):
        address = named[1] or named[2] or named[3]
        if address in seen or len(seen) >= _MOST:
            continue
        seen.add(address)
        inner = find(address)
        if has_frames(inner):
            if depth:
                yield from _bodies(inner, find, depth - 1, seen)
        elif inner.strip():
            start = _BODY.search(inner)
            end = _END.search(inner, start.end() if start else 0)
            yield inner[start.end() if start else 0 : end.start() if end else len(inner)]
