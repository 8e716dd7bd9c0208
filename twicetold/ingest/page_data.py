"""What a page says of itself to machines: its meta tags, its JSON-LD, its links.

    ugly    a title with the name of the outlet at its end, an author that a program thought likely
    wanted  each fact as the page gives it, and where in the page it stands

Nothing here is a guess; what disagrees is kept in the order of trust, and who asks takes the first.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import html


class Fact(NamedTuple):
    """A value, and where it comes from, in words."""

    value: str
    origin: str


NOTHING = Fact("", "")

Facts = dict[str, list[Fact]]
"""By field of ``Meta`` and, for what only helps, by names of its own (“heading”, “text”); the most trusted first."""

_FROM_DATA = "the page’s own data (JSON-LD)"
_FROM_TAGS = "the page’s own data (meta tags)"
_TAGS: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title"),
    "outlet": ("og:site_name", "dc.publisher", "citation_journal_title", "application-name"),
    "byline": ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author",
               "sailthru.author", "byl"),
    "date": ("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
             "dcterms.issued", "dcterms.created", "dcterms.date", "citation_publication_date", "citation_date",
             "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date"),
    "language": ("og:locale", "content-language", "dc.language", "language"),
    "licence": ("dcterms.license", "dcterms.rights", "dc.rights", "copyright"),
    "address": ("og:url",),
}  # fmt: skip
_ARTICLE = re.compile(r"article|posting|report|story|review|analysis|opinion", re.IGNORECASE)
_MAX_DATA = 500_000
"""Letters of one block of JSON-LD; whole archives have been seen in some, and none of that is about the page."""
_MAX_OBJECTS = 5_000
"""Objects of JSON-LD that are looked at; a page describes itself in some dozens."""
_LONGEST = 500
"""Letters of a value; what is longer is no name or title."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_HEAD = 5_000
"""Letters from the top among which a browser writes where it saved a page from."""


def read_facts(page: str, tree: html.HtmlElement | None) -> Facts:
    """The facts that ``page`` gives of itself; ``tree`` None: only those that its letters give."""
    facts: defaultdict[str, list[Fact]] = defaultdict(list)

    def add(field: str, value: object, origin: str) -> None:
        if isinstance(value, str) and field == "text" and value.strip():
            facts[field].append(Fact(value, origin))
        elif isinstance(value, str) and (plain := " ".join(value.split())) and len(plain) <= _LONGEST:
            facts[field].append(Fact(plain, origin))

    saved = _SAVED_FROM.search(page, 0, _HEAD)
    if tree is not None:
        for element in tree.iter("link"):
            if "canonical" in (element.get("rel") or "").lower().split():
                add("address", element.get("href"), "the page’s own data (canonical link)")
        _read_data(tree, add)
        _read_tags(tree, add)
        for element in tree.iter("a", "link"):
            if "license" in (element.get("rel") or "").lower().split():
                add("licence", element.get("href"), "a link of the page")
                break
        heading = next(tree.iter("title"), None)
        if heading is not None:
            add("heading", heading.text_content(), "the page’s title")
        add("printed language", tree.get("lang") or tree.get("xml:lang"), "the page’s own data (lang)")
    if saved:
        add("address", saved[1], "a note of the browser that saved the page")
    return facts


def _read_tags(tree: html.HtmlElement, add: Any) -> None:
    values: defaultdict[str, list[str]] = defaultdict(list)
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := element.get(key):
                values[name.lower()].append(element.get("content") or "")
    for field, names in _TAGS.items():
        for name in names:
            found = [value for value in values.get(name, ()) if value.strip()]
            if field == "byline" and found:
                add(field, ", ".join(dict.fromkeys(found)), _FROM_TAGS)
            else:
                for value in found:
                    add(field, value, _FROM_TAGS)


def _read_data(tree: html.HtmlElement, add: Any) -> None:
    """Adds the facts of the first story that is described; of those in one block, of the outermost."""
    seen = 0
    for script in tree.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) > _MAX_DATA:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _objects(data):
            seen += 1
            if seen > _MAX_OBJECTS:
                return
            kinds = one.get("@type")
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in _list(kinds)):
                # the others are other stories, or parts of this one: their authors are not this one’s
                return _read_article(one, add)


def _read_article(one: dict[str, Any], add: Any) -> None:
    add("title", one.get("headline") or one.get("name"), _FROM_DATA)
    add("byline", ", ".join(dict.fromkeys(_names(one.get("author")) or _names(one.get("creator")))), _FROM_DATA)
    for name in _names(one.get("publisher")):
        add("outlet", name, _FROM_DATA)
    add("date", one.get("datePublished"), _FROM_DATA)
    add("language", one.get("inLanguage"), _FROM_DATA)
    add("licence", one.get("license"), _FROM_DATA)
    add("text", one.get("articleBody"), _FROM_DATA)
    for address in (one.get("url"), one.get("mainEntityOfPage")):
        add("address", address.get("@id") if isinstance(address, dict) else address, _FROM_DATA)


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """All objects of ``data``, those further out first."""
    level = [data]
    for _ in range(8):
        following: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                yield one
                following.extend(one.values())
            elif isinstance(one, list):
                following.extend(one)
        level = following


def _names(value: Any) -> list[str]:
    found = (one.get("name") if isinstance(one, dict) else one for one in _list(value))
    return [" ".join(name.split()) for one in found for name in _list(one) if isinstance(name, str) and name.strip()]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
