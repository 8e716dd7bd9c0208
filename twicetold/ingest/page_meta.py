"""The facts of a page → ``Meta``: title, outlet, author, date, language, address, each with where it comes from.

    ugly    “By Jane Roe” for a page whose author a program made up; “Title | Outlet – News”
    wanted  the name where the page names one, else nothing; the title as the headline has it

What is known from where the file was found (its address, when it was captured) holds against what the page says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import html

from twicetold.ingest.dates import normalise_date
from twicetold.ingest.page_blocks import Page
from twicetold.ingest.page_data import NOTHING, Fact, Facts
from twicetold.ingest.page_tree import quieten
from twicetold.model import Meta

_NO_NAME = re.compile(r"https?:|www\.|@|[<>{}]|^\W*$")
_BY = re.compile(r"^(?:by|von|par|por|di|door|af|av|автор:?)\s+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'&-]+){1,6}$")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)
_OUTLET_END = re.compile(r"\s+[|·•–—»-]\s+")
_MAX_NAME = 150
"""Letters of the names of authors; three with their titles fit."""
_GUESSED = "guessed from the whole page"


def make_meta(facts: Facts, page: Page, tree: html.HtmlElement | None, headline: str, known: Meta) -> Meta:
    """What is known of the page. ``headline`` is that which it shows; ``tree`` None: no guess of its date."""
    shown = [Fact(headline, "the headline on the page")] if headline else []
    address = _first([fact for fact in facts.get("address", []) if _leads(fact.value)])
    outlets = (
        _first(facts.get("outlet", [])),
        _outlet_of_title(facts, shown),
        _host(known.address or address.value),
    )
    outlet = next((fact for fact in outlets if fact.value), NOTHING)
    titles = [*facts.get("title", []), *shown, *facts.get("heading", [])]
    titles = [_without_outlet(fact, outlet.value) for fact in titles if fact.value != outlet.value] or titles
    language = _language(facts)
    printed, date = _date(facts, page, tree, language.value)
    found = {
        "title": _first(titles),
        "outlet": outlet,
        "byline": _byline(facts, page),
        "date": date,
        "date_printed": printed,
        "language": _told(language, language.value[:3].partition("-")[0].lower()),
        "licence": _first(facts.get("licence", [])),
        "address": address,
    }
    if known.date:
        found["date"] = found["date_printed"] = NOTHING
    given = {name for name in found if getattr(known, name)}
    values = {name: fact.value for name, fact in found.items() if name not in given and fact.value}
    origins = tuple((name, found[name].origin) for name in values if name != "date_printed")
    return replace(known, **values, origins=known.origins + origins)


def possible_titles(facts: Facts) -> list[str]:
    """What the headline of the page may say: its titles, as they are and without what follows a bar."""
    titles = [fact.value for name in ("title", "heading") for fact in facts.get(name, [])]
    bars = [[found.start() for found in _OUTLET_END.finditer(title)][-3:] for title in titles]
    return titles + [title[:place] for title, places in zip(titles, bars, strict=True) for place in places]


def _without_outlet(fact: Fact, outlet: str) -> Fact:
    """A title without the outlet’s name at its end."""
    parts = _OUTLET_END.split(fact.value)
    if outlet and len(parts) > 1 and parts[-1].casefold() == outlet.casefold():
        end = len(fact.value) - len(parts[-1])
        return _told(fact, _OUTLET_END.sub("", fact.value[:end] + " ").strip() if len(parts) == 2
                             else fact.value[:end].rstrip(" |·•–—»-"))  # fmt: skip
    return fact


def _told(fact: Fact, value: str) -> Fact:
    """The same fact, told otherwise."""
    return Fact(value, fact.origin)


def _first(facts: Sequence[Fact]) -> Fact:
    return next(iter(facts), NOTHING)


def _leads(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _host(address: str) -> Fact:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return Fact(host.removeprefix("www."), "its address")


def _outlet_of_title(facts: Facts, shown: list[Fact]) -> Fact:
    """What follows the headline in the title of the page, behind a bar: “Title | Outlet”."""
    titles = [fact.value for fact in [*facts.get("title", []), *shown]]
    for heading in facts.get("heading", []):
        for title in titles:
            rest = heading.value[len(title) :] if heading.value.startswith(title) else ""
            if _OUTLET_END.match(rest):
                return Fact(_OUTLET_END.split(rest)[-1], "the end of the page’s title")
    return NOTHING


def _byline(facts: Facts, page: Page) -> Fact:
    for fact in facts.get("byline", []):
        if len(fact.value) <= _MAX_NAME and not _NO_NAME.search(fact.value):
            return _told(fact, _BY.sub("", fact.value))
    for block in page.blocks:
        if block.byline and not block.unseen and len(block.text) <= _MAX_NAME:
            name = re.split(r"[,|·•]| - | – ", _BY.sub("", block.text))[0].strip()
            if _NAME.match(name):
                return Fact(name, "the line that the page marks as its author’s")
    return NOTHING


def _language(facts: Facts) -> Fact:
    for fact in [*facts.get("printed language", []), *facts.get("language", [])]:
        if _LANGUAGE.match(fact.value):
            return fact
    return NOTHING


def _printed(fact: Fact, date: str, page: Page, language: str) -> Fact:
    """The day of ``fact`` as the page shows it, where it does; else as its data have it."""
    for block in page.blocks:
        if block.byline and not block.unseen and normalise_date(block.text, language)[:10] == date[:10]:
            return _told(fact, _shortest(block.text, date[:10], language))
    return fact


def _shortest(text: str, day: str, language: str) -> str:
    """The end of ``text`` that still means ``day``: without the author who stands before it."""
    words = text.split()
    for first in range(1, len(words)):
        rest = " ".join(words[first:])
        if normalise_date(rest, language)[:10] != day:
            break
        text = rest
    return text


def _date(facts: Facts, page: Page, tree: html.HtmlElement | None, language: str) -> tuple[Fact, Fact]:
    """The date as it is printed, and as ISO."""
    for fact in facts.get("date", []):
        if date := normalise_date(fact.value, language):
            return _printed(fact, date, page, language), _told(fact, date)
    if tree is None:
        return NOTHING, NOTHING
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            printed = " ".join(element.text_content().split())
            if date := normalise_date(element.get("datetime") or printed, language):
                origin = "the time that the page marks as that of publication"
                return Fact(printed or date, origin), Fact(date, origin)
    for block in page.blocks:
        if block.byline and not block.unseen and (date := normalise_date(block.text, language)):
            return Fact(block.text, "its line of author and date"), Fact(date, "its line of author and date")
    return _guess_date(tree)


def _guess_date(tree: html.HtmlElement) -> tuple[Fact, Fact]:
    from htmldate import find_date

    quieten("htmldate")
    try:
        date = find_date(deepcopy(tree), extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    except Exception:  # whatever a page does to it: then no date was found
        date = None
    return NOTHING, Fact(normalise_date(date or ""), _GUESSED)
