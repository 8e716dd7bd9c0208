"""Editions in TEI XML: the text that the editor established, or what each witness reads.

    ugly    “kindekind” where two witnesses differ in a letter; the header's licence as the first paragraph
    wanted  one reading text, and a click that takes the witnesses apart: each is a version to compare

White space is that of the editor's program, so any amount of it is one space. Where the file gives the same place in
several ways (an apparatus, a slip and its correction), one is taken and the others are said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from twicetold.ingest.dates import date_fields, normalise_date
from twicetold.ingest.format import Format
from twicetold.ingest.known import fill_from
from twicetold.ingest.manuscript import Manuscript, Role, left_out, sources_of
from twicetold.ingest.markup import Finder, Language, Walk, local
from twicetold.ingest.pieces import count
from twicetold.ingest.xml import damaged, parse_xml, root_name, text_of
from twicetold.model import File, Handling, Meta, Note, Offer, Source
from twicetold.settings import Settings

_Element = etree._Element

_ROOTS = ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADER = "the file’s header"
_WITNESSES = "witnesses"
_SOURCE = "source"
_EDITED = ("corr", "reg", "expan", "lem")
_PRINTED = ("sic", "orig", "abbr", "lem")
_SKIPPED = frozenset(
    (
        "teiheader",
        "facsimile",
        "standoff",
        "sourcedoc",
        "fw",
        "del",
        "surplus",
        "rdggrp",
        "listwit",
        "desc",
        "certainty",
    )
)
_BLOCKS = (
    "text", "front", "body", "back", "group", "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7",
    "p", "ab", "lg", "sp", "speaker", "stage", "item", "list", "row", "cell", "table", "byline", "dateline",
    "opener", "closer", "salute", "signed", "trailer", "postscript", "titlepage", "doctitle", "titlepart",
    "docauthor", "docdate", "docimprint", "imprimatur", "epigraph", "argument", "castlist", "castitem", "figure",
    "listbibl", "biblfull", "floatingtext", "l",
)  # fmt: skip
_MARK_OF = {
    "byline": Role("byline", "a byline of the edition"),
    "dateline": Role("dateline", "a dateline of the edition"),
    "titlepart": Role("headline", "the title page of the edition"),
    "figdesc": Role("caption", "the description of a figure"),
}
_DEPTHS = 9


def _role_of(element: _Element, role: Role) -> Role:
    """A heading is as high as few divisions stand above it; that of a figure or a table is its caption."""
    if local(element) != "head":
        return role
    above = [local(one) for one in element.iterancestors()]
    if above and above[0] in ("figure", "table"):
        return Role("caption", f"the head of a {above[0]}")
    depth = sum(name.startswith("div") for name in above)
    return Role("subhead", "a head of the edition", min(max(depth, 1), _DEPTHS))


def _is_skipped(element: _Element) -> bool:
    return local(element) in _SKIPPED


def _is_space(element: _Element) -> bool:
    """Where a line or a page of the source ends; within a word the file says that nothing breaks."""
    return local(element) in ("lb", "pb", "cb", "gb", "milestone") and element.get("break") != "no"


def _language(choose: dict[str, Finder], skipped: frozenset[str] = _SKIPPED) -> Language:
    return Language(
        blocks=dict.fromkeys(_BLOCKS, Role()) | _MARK_OF | {"head": Role("subhead", "a head", 1)},
        spaces=_is_space,
        choose=choose,
        is_note=lambda element: local(element) == "note",
        is_skipped=lambda element: local(element) in skipped,
        role_of=_role_of,
    )


def _first_of(names: tuple[str, ...]) -> Finder:
    """The child that has the first of these names, else the first child that there is."""

    def choose(element: _Element) -> _Element | None:
        children = {local(child): child for child in reversed(element)}
        return next((children[name] for name in names if name in children), next(iter(element), None))

    return choose


def _lemma(element: _Element) -> _Element | None:
    """What the editor takes for the text; where nothing is marked so, the first reading."""
    return next((child for child in element if local(child) == "lem"), next(element.iter("{*}rdg"), None))


def _reading_of(witness: str) -> Finder:
    """What one witness reads at a place: where it is not named, the lemma; nothing where another reading is that."""

    def choose(element: _Element) -> _Element | None:
        lemma = None
        for reading in element.iter("{*}lem", "{*}rdg"):
            if next(reading.iterancestors("{*}app"), None) is not element:
                continue
            named = reading.get("wit", "").split()
            if f"#{witness}" in named or witness in named:
                return reading
            if local(reading) == "lem":
                lemma = reading
        return lemma

    return choose


def read_tei(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The text of an edition; with the layout “witnesses” one source for each witness that its apparatus
    names, as many as can be compared.

    Raises DamagedError or EmptyError.
    """
    root = parse_xml(file.data, file.name)
    if next(root.iter("{*}text"), None) is None:
        raise damaged(file.name)
    witnesses = _witnesses(root)
    if handling.layout == _WITNESSES and len(witnesses) > 1:
        back = Offer("The edited text alone", "layout", "")
        return tuple(
            replace(source, part=title)
            for key, title in islice(witnesses.items(), settings.max_versions)
            for source in _read(file, root, _first_of(_EDITED), _reading_of(key), (_said_of(title, back),))
        )
    printed = handling.layout == _SOURCE
    names = _PRINTED if printed else _EDITED
    return _read(file, root, _first_of(names), _lemma, _said(root, len(witnesses), printed, settings))


def _read(file: File, root: _Element, choice: Finder, reading: Finder, notes: tuple[Note, ...]) -> tuple[Source, ...]:
    walk = Walk(Manuscript(), _language({"choice": choice, "app": reading}))
    for text in _texts(root):
        walk.walk(text)
    counts = walk.skipped
    said = (
        *left_out(counts.get("fw", 0), "running head or catchword", "running heads and catchwords"),
        *left_out(counts.get("del", 0), "deletion in the manuscript", "deletions in the manuscript"),
    )
    return sources_of(file, walk.manuscript, _own_meta(file.meta, root), notes + said, "note")


def _texts(root: _Element) -> Iterator[_Element]:
    """The texts that stand in no other."""
    return (text for text in root.iter("{*}text") if next(text.iterancestors("{*}text"), None) is None)


def _said(root: _Element, witnesses: int, printed: bool, settings: Settings) -> tuple[Note, ...]:
    notes = []
    places = sum(1 for _ in root.iter("{*}app"))
    if places:
        offers: tuple[Offer, ...] = ()
        if witnesses > 1:
            which = f"{witnesses:,} witnesses"
            if witnesses > settings.max_versions:
                which = f"the first {settings.max_versions:,} of {which}"
            offers = (Offer(f"One version for each of {which}", "layout", _WITNESSES),)
        places_said = f"{count(places, 'place')} {'has' if places == 1 else 'have'} several readings"
        notes.append(Note("readings", f"{places_said}; the editor’s is taken", offers))
    choices = sum(1 for _ in root.iter("{*}choice"))
    if choices:
        number = f"{count(choices, 'place')} {'is' if choices == 1 else 'are'} given as printed and as edited"
        notes.append(
            Note("readings", f"{number}; as printed is taken", (Offer("As edited", "layout", ""),))
            if printed
            else Note("readings", f"{number}; as edited is taken", (Offer("As printed", "layout", _SOURCE),))
        )
    return tuple(notes)


def _said_of(title: str, back: Offer) -> Note:
    return Note("readings", f"the readings of {title}, taken out of the apparatus", (back,))


def _witnesses(root: _Element) -> dict[str, str]:
    """The witnesses that the apparatus names, by their keys: what the list of witnesses calls them."""
    keys: dict[str, str] = {}
    for reading in root.iter("{*}lem", "{*}rdg"):
        for named in reading.get("wit", "").split():
            keys.setdefault(named.lstrip("#"), "")
    for witness in root.iter("{*}witness"):
        key = witness.get(_ID, "")
        if key in keys:
            keys[key] = text_of(witness)
    return {key: f"{key}, {title}" if title and title != key else key for key, title in sorted(keys.items()) if key}


def _own_meta(meta: Meta, root: _Element) -> Meta:
    header = next(root.iter("{*}teiHeader"), None)
    found = {}
    language = root.get(_LANG) or next((text.get(_LANG, "") for text in root.iter("{*}text")), "")
    if header is not None:
        statement = next(header.iter("{*}titleStmt"), None)
        title = next(statement.iter("{*}title"), None) if statement is not None else None
        authors = [text_of(one) for one in statement.iter("{*}author")] if statement is not None else []
        found = {"title": text_of(title), "byline": ", ".join(filter(None, authors))}
        found |= _dates(header, language or "")
    found["language"] = (language or "").partition("-")[0].lower()
    return fill_from(meta, found, _HEADER)


def _dates(header: _Element, language: str) -> dict[str, str]:
    """When the source was published, or else the file."""
    for place in ("{*}sourceDesc", "{*}publicationStmt"):
        for block in header.iter(place):
            for date in block.iter("{*}date"):
                when, printed = normalise_date(date.get("when") or ""), text_of(date)
                if when or printed:
                    return date_fields(printed, language) | ({"date": when} if when else {})
    return {}


def _is_tei(file: File) -> bool:
    return b"TEI" in file.data[:100_000].replace(b"\x00", b"").upper() and root_name(file.data) in _ROOTS


TEI = Format("tei", "an edition in TEI XML", (".xml", ".tei"), _is_tei, read_tei)
