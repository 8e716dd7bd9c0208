"""A tree of marked-up text → a manuscript: which elements are paragraphs, which are notes, which are not read.

What a language says about its elements is a ``Language``; the walk is the same for all. White space between words is
one space, as in a browser; only where a language keeps it is it kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from twicetold.ingest.manuscript import PLAIN_ROLE, Manuscript, Role

Finder = Callable[[etree._Element], etree._Element | None]


@dataclass(frozen=True, slots=True)
class Language:
    """What elements mean, by their names without namespace.

    ``blocks`` begin and end paragraphs, with the role of those inside. ``choose`` gives, for an element that holds the
    same in several ways, the one to read (None: none of them). ``is_note`` tells what goes to the end of the text,
    ``is_skipped`` what is not read. ``breaks`` end a line, ``spaces`` stand for a space, ``kept`` keep white space.
    """

    blocks: Mapping[str, Role]
    breaks: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    spaces: Callable[[etree._Element], bool] = lambda _: False
    choose: Mapping[str, Finder] = field(default_factory=dict)
    is_note: Callable[[etree._Element], bool] = lambda _: False
    is_skipped: Callable[[etree._Element], bool] = lambda _: False
    role_of: Callable[[etree._Element, Role], Role] = lambda _, role: role


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, in small letters."""
    return str(element.tag).rpartition("}")[2].lower()


class Walk:
    """One walk through a tree; what it finds stands in ``manuscript``, what was not read in ``skipped`` by name."""

    def __init__(self, manuscript: Manuscript, language: Language) -> None:
        self.manuscript = manuscript
        self.language = language
        self.skipped: dict[str, int] = {}
        self._role = PLAIN_ROLE
        self._keeps = False

    def walk(self, element: etree._Element) -> None:
        """Everything in ``element``, without what follows it."""
        language, name = self.language, local(element)
        if language.is_skipped(element):
            self.skipped[name] = self.skipped.get(name, 0) + 1
        elif name in language.breaks:
            self.manuscript.write("\n")
        elif language.spaces(element):
            self.manuscript.write_markup(" ")
        elif name in language.choose:
            chosen = language.choose[name](element)
            if chosen is not None:
                self._inside(chosen)
        elif language.is_note(element):
            with self.manuscript.note():
                outer, self._role = self._role, PLAIN_ROLE
                self._inside(element)
                self._role = outer
        elif name in language.blocks:
            self.manuscript.end(self._role)
            outer, self._role = self._role, self._role_of(element, name)
            self._inside(element)
            self.manuscript.end(self._role)
            self._role = outer
        else:
            self._inside(element)

    def _role_of(self, element: etree._Element, name: str) -> Role:
        role = self.language.role_of(element, self.language.blocks[name])
        # a paragraph in a caption or in a heading is one too
        return role if role.kind else self._role

    def _inside(self, element: etree._Element) -> None:
        keeps, self._keeps = self._keeps, self._keeps or local(element) in self.language.kept
        self._write(element.text)
        for child in element:
            self.walk(child)
            self._write(child.tail)
        self._keeps = keeps

    def _write(self, text: str | None) -> None:
        if text:
            (self.manuscript.write if self._keeps else self.manuscript.write_markup)(text)
