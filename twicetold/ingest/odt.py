"""OpenDocument texts (.odt, and .fodt in one file of XML): two versions where changes were tracked.

    ugly    deleted paragraphs at the top of the text; a remark of the editor in the middle of a sentence
    wanted  the text a reader sees, before and after the changes

What was deleted lies apart and a point in the text names it; what was inserted stands between two points. What is left
out is said: annotations, hidden text.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from lxml import etree

from twicetold.errors import DamagedError, LockedError
from twicetold.ingest.archive import SafeZip, is_zip, list_names, open_archive
from twicetold.ingest.document_styles import inherited, role_of_style
from twicetold.ingest.format import Format
from twicetold.ingest.manuscript import (
    BOTH,
    FINAL,
    HIDDEN,
    ORIGINAL,
    PLAIN_ROLE,
    Manuscript,
    Role,
    left_out,
    sources_of,
)
from twicetold.ingest.office import with_own_data
from twicetold.ingest.xml import damaged, parse_xml, root_name, text_of
from twicetold.model import File, Handling, Meta, Source
from twicetold.settings import Settings

_Element = etree._Element

_SPACES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_SKIPPED = (
    "text:tracked-changes", "text:note-citation", "text:number", "text:script", "text:ruby-text",
    "text:bibliography-configuration", "text:sequence-decls", "text:variable-decls", "text:user-field-decls",
    "office:forms", "office:binary-data", "office:event-listeners", "office:annotation-end", "svg:title",
    "svg:desc", "draw:object", "draw:object-ole", "text:index-title-template", "text:table-of-content-source",
    "text:alphabetical-index-source", "text:illustration-index-source",
)  # fmt: skip
_BLOCKS = ("text:p", "text:h")
_MOST_SPACES = 100
"""Spaces in a row are written as a number; nobody sees how many a longer row has."""
_APART_NAMES = ("text:note", "draw:frame", "office:annotation", "office:change-info")
"""In these stand paragraphs that are none of the text around them."""
_HEAD_BYTES = 200
_CONTENTS = Role("furniture", "in the table of contents")


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


_APART = frozenset(map(_tag, _APART_NAMES))


def _of(element: _Element, name: str) -> str:
    return element.get(_tag(name), "")


class _Walk:
    """One walk through a document; what it finds stands in ``manuscript``."""

    def __init__(self, manuscript: Manuscript, roles: dict[str, Role], changes: _Element | None) -> None:
        self.manuscript = manuscript
        self.annotations = 0
        self.hidden = False
        self._roles = roles
        self._in_contents = False
        self._deletions: dict[str, _Element] = {}
        self._insertions: set[str] = set()
        self._open: set[str] = set()
        for region in changes if changes is not None else ():
            key = _of(region, "text:id") or region.get("{http://www.w3.org/XML/1998/namespace}id", "")
            for change in region:
                if change.tag == _tag("text:deletion"):
                    self._deletions[key] = change
                elif change.tag == _tag("text:insertion"):
                    self._insertions.add(key)
        self._actions: dict[str, Callable[[_Element], None]] = {_tag(name): self._skip for name in _SKIPPED} | {
            _tag("text:p"): self._paragraph,
            _tag("text:h"): self._paragraph,
            _tag("text:s"): self._spaces,
            _tag("text:tab"): lambda _: self.manuscript.write("\t"),
            _tag("text:line-break"): lambda _: self.manuscript.write("\n"),
            _tag("text:note"): self._note,
            _tag("office:annotation"): self._annotation,
            _tag("text:hidden-text"): self._hidden,
            _tag("text:hidden-paragraph"): self._hidden,
            _tag("text:section"): self._section,
            _tag("draw:text-box"): self._box,
            _tag("draw:custom-shape"): self._box,
            _tag("text:table-of-content"): self._contents,
            _tag("table:table-cell"): self._cell,
            _tag("text:change"): self._deleted,
            _tag("text:change-start"): self._change_start,
            _tag("text:change-end"): self._change_end,
        }

    def walk(self, element: _Element) -> None:
        """What stands in ``element`` outside of paragraphs: white space there is none of the text."""
        for child in element:
            self._actions.get(str(child.tag), self.walk)(child)

    def inline(self, element: _Element) -> None:
        """What stands in a paragraph or in a part of one."""
        write = self.manuscript.write_markup
        if element.text:
            write(element.text)
        for child in element:
            self._actions.get(str(child.tag), self.inline)(child)
            if child.tail:
                write(child.tail)

    def _skip(self, element: _Element) -> None:
        pass

    def _paragraph(self, element: _Element) -> None:
        self.inline(element)
        self.manuscript.end(self._role(element))

    def _role(self, element: _Element) -> Role:
        if self._in_contents:
            return _CONTENTS
        style = _of(element, "text:style-name")
        role = self._roles.get(style) or role_of_style(style)
        if role is None and element.tag == _tag("text:h"):
            level = _of(element, "text:outline-level")
            return Role("subhead", "a heading", int(level) if level in set("123456789") else 9)
        return role or PLAIN_ROLE

    def _spaces(self, element: _Element) -> None:
        count = _of(element, "text:c")
        many = min(int(count), _MOST_SPACES) if count.isascii() and count.isdigit() and len(count) < 9 else 1
        self.manuscript.write(" " * many)

    def _note(self, element: _Element) -> None:
        with self.manuscript.note():
            for body in element.iterchildren(_tag("text:note-body")):
                self.walk(body)

    def _annotation(self, element: _Element) -> None:
        self.annotations += 1

    def _hidden(self, element: _Element) -> None:
        self.hidden = True

    def _section(self, element: _Element) -> None:
        if _of(element, "text:display") == "none":
            self.hidden = True
        else:
            self.walk(element)

    def _box(self, element: _Element) -> None:
        with self.manuscript.box():
            self.walk(element)

    def _cell(self, element: _Element) -> None:
        """No paragraph goes beyond a cell of a table, whatever was inserted or deleted at its end."""
        self.walk(element)
        self.manuscript.end()

    def _contents(self, element: _Element) -> None:
        self._in_contents = True
        self.walk(element)
        self._in_contents = False

    def _deleted(self, element: _Element) -> None:
        """What was deleted here: between its paragraphs were ends of paragraphs, and none after the last."""
        # each deletion stands in one place
        deletion = self._deletions.pop(_of(element, "text:change-id"), None)
        if deletion is None:
            return
        with self.manuscript.only(ORIGINAL):
            before = None
            for block in deletion.iter(*map(_tag, _BLOCKS)):
                if any(above.tag in _APART for above in block.iterancestors()):
                    continue
                if before is not None:
                    self.manuscript.end(before)
                self.inline(block)
                before = self._role(block)

    def _change_start(self, element: _Element) -> None:
        key = _of(element, "text:change-id")
        if key in self._insertions:
            self._open.add(key)
            self.manuscript.states = FINAL

    def _change_end(self, element: _Element) -> None:
        self._open.discard(_of(element, "text:change-id"))
        if not self._open:
            self.manuscript.states = BOTH


def read_odt(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The text of an OpenDocument text, twice if tracked changes make two of it: parts “original” and “final”.

    Raises DamagedError, LockedError, SizeError or EmptyError.
    """
    if is_zip(file):
        archive = open_archive(file, settings)
        _refuse_locked(archive, file)
        content = parse_xml(archive.read("content.xml"), file.name)
        styles, meta = _part(archive, file, "styles.xml"), _part(archive, file, "meta.xml")
    else:
        content = styles = meta = parse_xml(file.data, file.name)
    body = content.find(f"{_tag('office:body')}/{_tag('office:text')}")
    if body is None:
        raise damaged(file.name)
    walk = _Walk(Manuscript(), _find_roles(content, styles), body.find(_tag("text:tracked-changes")))
    walk.walk(body)
    said = left_out(walk.annotations, "annotation") + ((HIDDEN,) if walk.hidden else ())
    noun = "footnote" if body.find(f".//{_tag('text:note')}[@{_tag('text:note-class')}='endnote']") is None else "note"
    return sources_of(file, walk.manuscript, _own_meta(file, meta), said, noun)


def _own_meta(file: File, meta: _Element | None) -> Meta:
    said = meta.find(_tag("office:meta")) if meta is not None else None
    if said is None:
        return file.meta
    # who wrote it first, rather than who saved it last
    author = text_of(said.find(_tag("meta:initial-creator"))) or text_of(said.find(_tag("dc:creator")))
    return with_own_data(file.meta, text_of(said.find(_tag("dc:title"))), author)


def _find_roles(*trees: _Element | None) -> dict[str, Role]:
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for tree in trees:
        for style in tree.iter(_tag("style:style")) if tree is not None else ():
            if _of(style, "style:family") == "paragraph":
                key = _of(style, "style:name")
                names.setdefault(key, _of(style, "style:display-name") or key)
                parents.setdefault(key, _of(style, "style:parent-style-name"))
    return inherited(names, parents)


def _part(archive: SafeZip, file: File, name: str) -> _Element | None:
    """A part that says something of the text: without it the text is read all the same."""
    if name in archive.names:
        with contextlib.suppress(DamagedError):
            return parse_xml(archive.read(name), file.name)
    return None


def _refuse_locked(archive: SafeZip, file: File) -> None:
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.names else b""
    if "encrypted-package" in archive.names or b"encryption-data" in manifest:
        raise LockedError(f"“{file.name}” is locked with a password. Save it without one and choose that file.")
    if "content.xml" not in archive.names:
        raise damaged(file.name)


def _is_odt(file: File) -> bool:
    if is_zip(file):
        head = file.data[:_HEAD_BYTES]
        names = list_names(file)
        # the type is stored first and unpacked; where it is not, the names have to do
        nameless = b"opendocument." not in head and {"content.xml", "META-INF/manifest.xml"} <= names
        return b"opendocument.text" in head or "encrypted-package" in names or nameless
    return b"office:document" in file.data[:1_000] and root_name(file.data) == "document"


ODT = Format("odt", "an OpenDocument text", (".odt", ".ott", ".fodt"), _is_odt, read_odt)
