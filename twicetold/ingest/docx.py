"""Word documents (.docx): two versions where changes were tracked.

    ugly    moved and inserted text that is not there; a text box told twice; “Error! Bookmark not defined.”
    wanted  the text a reader sees, before and after the changes

One walk over the tree (ISO 29500, and its strict form). What is left out is said: comments, running heads and feet,
hidden text. What has no text of its own (numbers of lists, pictures) is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from twicetold.ingest.archive import is_zip, list_names, open_archive
from twicetold.ingest.document_styles import role_of_style
from twicetold.ingest.docx_names import attribute, find_roles, is_on, names_of, tag_names
from twicetold.ingest.docx_parts import Parts
from twicetold.ingest.format import Format
from twicetold.ingest.manuscript import (
    BOTH,
    FINAL,
    HIDDEN,
    ORIGINAL,
    PLAIN_ROLE,
    RUNNING_HEADS,
    Manuscript,
    Role,
    left_out,
    sources_of,
)
from twicetold.ingest.office import with_own_data
from twicetold.ingest.xml import has_text
from twicetold.model import File, Handling, Source
from twicetold.settings import Settings

_Element = etree._Element

_SKIPPED = (
    "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:tblPrEx", "w:sectPr", "w:rubyPr", "w:rt",
    "w:instrText", "w:delInstrText", "w:fldData", "w:smartTagPr", "w:customXmlPr", "w:footnoteRef", "w:endnoteRef",
    "w:annotationRef", "w:lastRenderedPageBreak",
)  # fmt: skip
_TYPES = "[Content_Types].xml"
_HEAD_BYTES = 200
_LETTERS = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad",
}  # fmt: skip


class _Walk:
    """One walk through a document; what it finds stands in ``manuscript``."""

    def __init__(self, manuscript: Manuscript, roles: dict[str, Role], notes: dict[tuple[str, str], _Element]) -> None:
        self.manuscript = manuscript
        self.comments = self.embedded = self.symbols = 0
        self.hidden = False
        self._roles = roles
        self._notes = notes
        self._actions: dict[str, Callable[[_Element], None]] = {}
        for names, action in (
            (_SKIPPED, self._skip),
            (_LETTERS, self._letter),
            (
                (
                    "w:t",
                    "w:delText",
                    "m:t",
                ),
                self._text,
            ),
            (("w:p",), self._paragraph),
            (("w:r",), self._run),
            (
                (
                    "w:ins",
                    "w:moveTo",
                ),
                self._inserted,
            ),
            (
                (
                    "w:del",
                    "w:moveFrom",
                ),
                self._deleted,
            ),
            (
                (
                    "w:tr",
                    "w:tc",
                ),
                self._cells,
            ),
            (("w:sdt",), self._control),
            (("w:txbxContent",), self._box),
            (("mc:AlternateContent",), self._alternatives),
            (
                (
                    "w:footnoteReference",
                    "w:endnoteReference",
                ),
                self._note,
            ),
            (("w:commentReference",), self._comment),
            (("w:altChunk",), self._embedded),
            (("w:sym",), self._symbol),
        ):
            for name in names:
                for tag in tag_names(name):
                    self._actions[tag] = action

    def walk(self, element: Iterable[_Element]) -> None:
        actions = self._actions
        for child in element:
            action = actions.get(str(child.tag))
            if action is None:
                self.walk(child)
            else:
                action(child)

    def _skip(self, element: _Element) -> None:
        pass

    def _letter(self, element: _Element) -> None:
        self.manuscript.write(_LETTERS["w:" + etree.QName(element).localname])

    def _text(self, element: _Element) -> None:
        text = element.text
        if text:
            self.manuscript.write(text.replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text)

    def _run(self, element: _Element) -> None:
        properties = next(element.iterchildren("{*}rPr"), None)
        if properties is not None and is_on(properties, "vanish"):
            self.hidden = self.hidden or has_text(element)
            return
        self.walk(element)

    def _paragraph(self, element: _Element) -> None:
        role, ends = PLAIN_ROLE, BOTH
        properties = next(element.iterchildren("{*}pPr"), None)
        if properties is not None:
            style = properties.find("{*}pStyle")
            if style is not None:
                name = attribute(style, "val")
                role = self._roles.get(name) or role_of_style(name) or PLAIN_ROLE
            mark = properties.find("{*}rPr")
            if mark is not None:
                names = names_of(mark)
                ends = (0 if names & {"ins", "moveTo"} else ORIGINAL) | (0 if names & {"del", "moveFrom"} else FINAL)
        for child in element:
            if child is not properties:
                action = self._actions.get(str(child.tag), self.walk)
                action(child)
        self.manuscript.end(role, ends)

    def _inserted(self, element: _Element) -> None:
        with self.manuscript.only(FINAL):
            self.walk(element)

    def _deleted(self, element: _Element) -> None:
        with self.manuscript.only(ORIGINAL):
            self.walk(element)

    def _cells(self, element: _Element) -> None:
        """A row or a cell of a table: each may be inserted or deleted as a whole, and no paragraph goes beyond it."""
        states = BOTH
        for properties in element.iterchildren("{*}trPr", "{*}tcPr"):
            names = names_of(properties)
            states &= FINAL if names & {"ins", "cellIns"} else BOTH
            states &= ORIGINAL if names & {"del", "cellDel"} else BOTH
        with self.manuscript.only(states):
            for child in element:
                if not str(child.tag).endswith(("}trPr", "}tcPr")):
                    self._actions.get(str(child.tag), self.walk)(child)
            self.manuscript.end()

    def _control(self, element: _Element) -> None:
        properties = element.find("{*}sdtPr")
        if properties is None or not is_on(properties, "showingPlcHdr"):
            self.walk(element)

    def _box(self, element: _Element) -> None:
        with self.manuscript.box():
            self.walk(element)

    def _alternatives(self, element: _Element) -> None:
        """The same thing twice, for newer and for older programs: one of them."""
        for choice in element:
            if has_text(choice):
                self.walk(choice)
                return

    def _note(self, element: _Element) -> None:
        kind = "endnote" if str(element.tag).endswith("}endnoteReference") else "footnote"
        body = self._notes.pop((kind, attribute(element, "id")), None)
        if body is not None:
            with self.manuscript.note():
                self.walk(body)

    def _comment(self, element: _Element) -> None:
        self.comments += 1

    def _embedded(self, element: _Element) -> None:
        self.embedded += 1

    def _symbol(self, element: _Element) -> None:
        """A letter by its number in a font; those of fonts of pictures have numbers that are no letters."""
        code = attribute(element, "char")
        try:
            letter = chr(int(code, 16) & 0xFFFF)
        except ValueError:
            letter = ""
        if letter and letter.isprintable() and not "\ue000" <= letter <= "\uf8ff":
            self.manuscript.write(letter)
        else:
            self.symbols += 1


def read_docx(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The text of a Word document, twice if tracked changes make two of it: parts “original” and “final”.

    Raises DamagedError, LockedError, SizeError or EmptyError.
    """
    parts = Parts(open_archive(file, settings), file.name)
    main = parts.main
    notes = {}
    for kind in ("footnote", "endnote"):
        part = parts.related(main, f"{kind}s")
        for note in part.iterchildren(f"{{*}}{kind}") if part is not None else ():
            if attribute(note, "type") in ("", "normal"):
                notes[kind, attribute(note, "id")] = note
    noun = "note" if len({kind for kind, _ in notes}) > 1 else "footnote"
    walk = _Walk(Manuscript(), find_roles(parts.related(main, "styles")), notes)
    walk.walk(parts.blocks())
    said = (
        *left_out(walk.comments, "comment"),
        *((HIDDEN,) if walk.hidden else ()),
        *left_out(walk.embedded, "embedded document"),
        *left_out(walk.symbols, "symbol of a font of pictures", "symbols of a font of pictures"),
        *((RUNNING_HEADS,) if parts.has_running_heads() else ()),
    )
    return sources_of(file, walk.manuscript, with_own_data(file.meta, *parts.own_data()), said, noun)


def _is_docx(file: File) -> bool:
    if not is_zip(file):
        return False
    names = list_names(file)
    if not names:
        # of an archive that is cut off the list is lost, but not how it begins
        return _TYPES.encode() in file.data[:_HEAD_BYTES]
    return _TYPES in names and any(name.startswith("word/") for name in names)


DOCX = Format("docx", "a Word document", (".docx", ".docm", ".dotx"), _is_docx, read_docx)
