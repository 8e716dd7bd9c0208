"""A page as a tree, where one can be built safely, and as the events that blocks are made from.

Nothing is fetched, no entity beyond HTML's own is known, and the tree is refused where the parser would lose text.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from lxml import etree, html

from twicetold.ingest.page_scan import NONE, Event

_HEAVY = ("script", "style", "svg", "template", "iframe", "object", "embed")
_LONG_VALUE = 1_000
"""Letters of an attribute beyond which it is a picture or a program, and goes."""
_MANY = 12
"""Attributes of one element beyond which only those are kept that tell what it is; of 85 pages none has so many."""
_TELLING_NAMES = "class id role rel itemprop style hidden open href src datetime pubdate name property content lang"
_TELLING = tuple(_TELLING_NAMES.split())
_CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1b\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]+")
_SEPARATORS = re.compile("[\\v\\x1c-\\x1e]")
_PICTURE = re.compile(r"(=\s*)(?:\"data:[\w/+.-]*[;,][^\"]*+\"|'data:[\w/+.-]*[;,][^']*+')", re.IGNORECASE)


def without_pictures(page: str) -> str:
    """``page`` without the pictures that stand in its tags; they are most of the letters of many saved pages."""
    return _PICTURE.sub(r'\1""', page) if "data:" in page else page


def without_controls(page: str) -> str:
    """``page`` without the characters that no browser shows and that a tree refuses in names."""
    return _CONTROLS.sub("", _SEPARATORS.sub(" ", page))


def build_tree(page: str) -> html.HtmlElement | None:
    """The tree of ``page``, or None where none can be had without loss: nothing in it, or nested too deeply."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True
    )
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    # beyond a depth of 256 the parser stops, and what follows is lost without a word
    lost = any(entry.level_name == "FATAL" for entry in parser.error_log)
    return None if lost else tree


def slim(tree: html.HtmlElement) -> None:
    """Takes programs, styles and drawings out of ``tree``, and attributes that are pictures or too many."""
    etree.strip_elements(tree, *_HEAVY, with_tail=False)
    for element in tree.iter():
        attributes = element.attrib
        values = attributes.values()
        if len(values) > _MANY or any(len(value) > _LONG_VALUE for value in values):
            # by names that are known: a page may have some that nothing can be looked up by
            few = {
                name: value
                for name in _TELLING
                if (value := attributes.get(name)) is not None and len(value) <= _LONG_VALUE
            }
            attributes.clear()
            attributes.update(few)


def quieten(*names: str) -> None:
    """What these packages say of a page goes to no log: it helps nobody who runs this, and it may hold the page."""
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def walk_tree(tree: html.HtmlElement) -> Iterator[Event]:
    """The events of ``tree``."""
    for what, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag
        if not isinstance(name, str):
            continue
        if what == "start":
            yield Event("start", name, dict(element.items()) or NONE)
            if element.text:
                yield Event("text", element.text, NONE)
        else:
            yield Event("end", name, NONE)
            if element.tail:
                yield Event("text", element.tail, NONE)
