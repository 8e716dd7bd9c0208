"""Books in EPUB: the chapters in the order in which they are read, as one text.

    ugly    a table of contents as the first chapter; “words1” where a note hangs on a word; chapter 10 before chapter 2
    wanted  the text of the book, its notes at the end, title and author from the book itself

The package (OPF) says which files there are and their order; nothing outside of the archive is looked at. Navigation
is passed over. A book whose text is locked by its shop cannot be read.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from lxml import etree

from twicetold.errors import DamagedError, LockedError
from twicetold.ingest.archive import SafeZip, is_zip, list_names, open_archive
from twicetold.ingest.dates import date_fields
from twicetold.ingest.format import Format
from twicetold.ingest.known import fill_from
from twicetold.ingest.manuscript import Manuscript, Role, left_out, sources_of
from twicetold.ingest.markup import Language, Walk, local
from twicetold.ingest.xml import damaged, parse_xml, text_of
from twicetold.model import File, Handling, Meta, Note, Source
from twicetold.settings import Settings

_Element = etree._Element

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_BOOK = "the book’s own data"
_ENCODING = re.compile(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_HEAD_BYTES = 200
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§]{1,3}|[a-z]|[ivxlc]{1,6})[\])]?\.?")
_BACK = re.compile("[↩↑^⏎\ufe0e\ufe0f\\s]*")
_SKIPPED = frozenset(
    ("script", "style", "nav", "head", "template", "rt", "rp", "svg", "math", "object", "audio", "video", "iframe")
)
_BLOCKS = (
    "html", "body", "p", "div", "section", "article", "aside", "header", "footer", "main", "blockquote", "ul", "ol",
    "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "pre", "figure", "address", "hr",
    "center", "hgroup", "details", "summary", "form", "fieldset",
)  # fmt: skip
_HEADINGS = {f"h{level}": Role("subhead", f"a heading of the book (h{level})", level) for level in range(1, 7)}
_CAPTIONS = {name: Role("caption", "a caption") for name in ("figcaption", "caption")}


def _types(element: _Element) -> set[str]:
    # a chapter that is no XML has its prefixes in its names
    return set(f"{element.get(_TYPE) or element.get('epub:type', '')} {element.get('role', '')}".split())


def _is_note(element: _Element) -> bool:
    return not _types(element).isdisjoint(("footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"))


def _is_skipped(element: _Element) -> bool:
    name = local(element)
    if name in _SKIPPED:
        return True
    if name != "a":
        return False
    types = _types(element)
    if not types.isdisjoint(("noteref", "doc-noteref", "backlink", "doc-backlink")):
        return True
    # the mark of a note in older books: a number that is raised and leads to another place in the book
    parent = element.getparent()
    raised = (parent is not None and local(parent) == "sup") or element.find("{*}sup") is not None
    leads = "#" in element.get("href", "")
    words = text_of(element)
    return leads and bool((raised and _NOTE_MARK.fullmatch(words)) or (words and _BACK.fullmatch(words)))


_XHTML = Language(
    blocks=dict.fromkeys(_BLOCKS, Role()) | _HEADINGS | _CAPTIONS,
    breaks=frozenset(("br",)),
    kept=frozenset(("pre",)),
    is_note=_is_note,
    is_skipped=_is_skipped,
)


def read_epub(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The text of a book, in the order of its spine. Raises DamagedError, LockedError, SizeError or EmptyError."""
    archive = open_archive(file, settings)
    path = _package_path(archive, file)
    package = parse_xml(archive.read(path), file.name)
    locked = _locked_members(archive, file)
    walk = Walk(Manuscript(), _XHTML)
    lost = 0
    for member in _spine(package, path):
        if member in locked:
            raise LockedError(
                f"“{file.name}” is locked by the shop that it comes from. Only a copy without that lock can be read."
            )
        if member not in archive.names:
            lost += 1
            continue
        walk.walk(_parse_chapter(archive.read(member), file.name))
        walk.manuscript.end()
    missing = f"{lost:,} {'part' if lost == 1 else 'parts'} of the book that it names {'is' if lost == 1 else 'are'}"
    said = (
        *((Note("loss", f"{missing} not in the file"),) if lost else ()),
        *left_out(walk.skipped.get("rt", 0), "reading aid (ruby)", "reading aids (ruby)"),
        *left_out(walk.skipped.get("math", 0), "formula", "formulas"),
    )
    return sources_of(file, walk.manuscript, _own_meta(file.meta, package), said, "note")


def _package_path(archive: SafeZip, file: File) -> str:
    if _CONTAINER in archive.names:
        for root in parse_xml(archive.read(_CONTAINER), file.name).iter("{*}rootfile"):
            path = root.get("full-path", "")
            if path in archive.names:
                return path
    for name in archive.names:
        if name.endswith(".opf"):
            return name
    raise damaged(file.name)


def _spine(package: _Element, path: str) -> list[str]:
    """The members of the archive that are read in order; each one time, navigation left out."""
    items = {item.get("id", ""): item for item in package.iter("{*}item")}
    folder = posixpath.dirname(path)
    found: dict[str, None] = {}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        if "html" in item.get("media-type", "") or item.get("href", "").lower().endswith((".xhtml", ".html", ".htm")):
            href = unquote(item.get("href", "").partition("#")[0])
            found[posixpath.normpath(posixpath.join("/", folder, href)).lstrip("/")] = None
    return list(found)


def _locked_members(archive: SafeZip, file: File) -> set[str]:
    """Members that are encrypted; fonts often are, to protect them, and no text is lost by that."""
    if _LOCKS not in archive.names:
        return set()
    references = parse_xml(archive.read(_LOCKS), file.name).iter("{*}CipherReference")
    return {unquote(one.get("URI", "")).lstrip("/") for one in references}


def _parse_chapter(data: bytes, name: str) -> _Element:
    """The tree of a chapter: as XML, or as browsers read it where it is none."""
    try:
        return parse_xml(data, name)
    except DamagedError:
        from lxml import html  # the slower half of lxml, only where a chapter needs it

        try:
            said = _ENCODING.match(data[:_HEAD_BYTES])
            encoding = said[1].decode("ascii") if said else "utf-8"
            parser = html.HTMLParser(
                encoding=encoding, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
            )
            root = html.document_fromstring(data, parser=parser)
        except (LookupError, etree.LxmlError, ValueError, AssertionError) as error:
            raise damaged(name) from error
        # that parser drops what is nested too deeply, where it should refuse
        if any("depth" in entry.message for entry in parser.error_log):
            raise damaged(name) from None
        return root


def _own_meta(meta: Meta, package: _Element) -> Meta:
    said = package.find("{*}metadata")
    if said is None:
        return meta
    language = _LANGUAGE.match(text_of(next(said.iter("{*}language"), None)))
    authors = [text_of(one) for one in said.iter("{*}creator") if _attribute(one, "role") in ("", "aut")]
    dated = date_fields(_date(said), language[0] if language else "")
    found = {
        "title": text_of(next(said.iter("{*}title"), None)),
        "byline": ", ".join(author for author in authors if author),
        "language": language[0].lower() if language else "",
        "date": dated.get("date", "")[:10],  # a book has a day; its hour is filled in by programs
        "date_printed": dated.get("date_printed", ""),
    }
    return fill_from(meta, found, _BOOK)


def _date(said: _Element) -> str:
    """When the book was published; when its file was changed is no date of the text."""
    dates = {_attribute(one, "event"): text_of(one) for one in said.iter("{*}date") if text_of(one)}
    events = ("original-publication", "publication", "")
    return next((dates[event] for event in events if event in dates), "")


def _attribute(element: _Element, name: str) -> str:
    """An attribute of the package, of whatever namespace."""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


def _is_epub(file: File) -> bool:
    if not is_zip(file):
        return False
    names = list_names(file)
    return b"application/epub+zip" in file.data[:200] or (
        _CONTAINER in names and any(name.endswith(".opf") for name in names)
    )


EPUB = Format("epub", "a book (EPUB)", (".epub",), _is_epub, read_epub)
