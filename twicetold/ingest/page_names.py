"""What a page says of its own parts: by their elements, and by the names that its makers gave them.

ugly    “Share this story Facebook Twitter WhatsApp” in the middle of a story
wanted  that line set aside, because the page itself calls it “share-buttons”
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Part(NamedTuple):
    """What a part of a page is said to be. ``sure``: it is no story even where it reads like one."""

    reason: str
    sure: bool


_ELEMENTS = {
    "nav": Part("the page’s menu", True),
    "footer": Part("the foot of the page", False),
    "aside": Part("what the page sets beside its story", False),
    "dialog": Part("a window over the page", True),
    "form": Part("a form", False),
}
_ROLES = {
    "navigation": Part("the page’s menu", True),
    "contentinfo": Part("the foot of the page", False),
    "complementary": Part("what the page sets beside its story", False),
    "dialog": Part("a window over the page", True),
    "alertdialog": Part("a window over the page", True),
    "search": Part("a form to search", True),
}
_NAMES = (
    (re.compile(r"\b(?:share|sharing|sharedaddy|social|addtoany)\b"), "buttons to share", True),
    (re.compile(r"\b(?:cookies?|consent|gdpr)\b"), "a notice about cookies", True),
    (re.compile(r"\b(?:newsletters?|subscribe|signup|sign up|mailchimp)\b"), "an offer to subscribe", True),
    (re.compile(r"\b(?:comments?|disqus|respond|reader comments)\b"), "comments of readers", True),
    (re.compile(r"\b(?:breadcrumbs?|menu|navbar|pagination)\b"), "the page’s menu", True),
    (
        re.compile(r"\b(?:related|recommended|recirc\w*|read more|more stories|also on|see also)\b"),
        "other stories",
        False,
    ),
    (re.compile(r"\b(?:advert\w*|sponsored|promo)\b"), "an advertisement", False),
    (re.compile(r"\b(?:author box|author bio|about author)\b"), "about the author", False),
    (re.compile(r"\b(?:sidebar|widget)\b"), "what the page sets beside its story", False),
)
_BYLINE = re.compile(r"^(?:.* )?(?:byline|author|post author|entry author|article author)(?: name)?$")
_UNSEEN_NAMES = "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only"
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
"""Classes of what is only read aloud. A class “hidden” is none of them: on a wide screen such parts are often shown."""
_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARTS = re.compile(r"[^a-z0-9 ]+")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST = 200
"""Letters of a name that are looked at; names of many classes are longer, but they begin with what the part is."""


def part_of(tag: str, attributes: dict[str, str]) -> Part | None:
    """What an element says of itself besides its text, or None."""
    role = _ROLES.get(attributes.get("role", ""))
    name = attributes.get("class")
    if name and (part := _named(name[:_LONGEST])):
        return part
    name = attributes.get("id")
    # the id of a heading or section is often made of its own words: a chapter on cookies is called so, too
    if name and tag not in _HEADINGS and (part := _named(name[:_LONGEST])):
        return part._replace(sure=False)
    return role or _ELEMENTS.get(tag)


def is_byline(attributes: dict[str, str]) -> bool:
    """Whether an element is said to name who wrote the story."""
    if attributes.get("rel") == "author" or attributes.get("itemprop") == "author":
        return True
    return any(_BYLINE.match(words) for words in _plain(attributes.get("class", "")[:_LONGEST]).split("  ") if words)


def is_unseen(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element says that it is not to be seen, as far as the page alone tells."""
    if tag in ("noscript", "template") or "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    style = attributes.get("style")
    if style and _STYLE.search(style):
        return True
    return not _UNSEEN.isdisjoint(attributes.get("class", "").split())


@lru_cache(maxsize=4096)
def _named(name: str) -> Part | None:
    plain = _plain(name)
    for pattern, reason, sure in _NAMES:
        if pattern.search(plain):
            return Part(f"{reason}: the page calls it “{' '.join(name.split())[:60]}”", sure)
    return None


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """A name in small words: one space inside a name, two between the names of one element."""
    return "  ".join(_PARTS.sub(" ", word.lower()) for word in re.sub(r"([a-z])([A-Z])", r"\1-\2", name).split())
