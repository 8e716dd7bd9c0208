"""Rich text (.rtf): two versions where changes were tracked.

    ugly    “Riched20 5.50” as the first sentence; deleted words among the others; é as ‚
    wanted  the text a reader sees, before and after the changes

One pass over the tokens with a stack of what holds in each group, so depth costs no recursion. Bytes are read in the
code page of their font or else of the document; a letter given by its number stands for as many bytes as the document
says. What is left out is said: annotations, hidden text, running heads.
"""

from __future__ import annotations

import re

from twicetold.errors import DamagedError
from twicetold.ingest.document_styles import role_of_style
from twicetold.ingest.format import Format
from twicetold.ingest.manuscript import (
    BOTH,
    HIDDEN,
    PLAIN_ROLE,
    RUNNING_HEADS,
    Manuscript,
    Role,
    left_out,
    sources_of,
)
from twicetold.ingest.office import with_own_data
from twicetold.ingest.rtf_group import Group
from twicetold.ingest.rtf_tokens import LETTERS, SIGNS, SKIPPED, SYMBOLS, codec_of_charset, codec_of_page, tokens
from twicetold.model import File, Handling, Note, Source
from twicetold.settings import Settings

_START = b"{\\rtf"
_MOST_GROUPS = 1_000
"""Groups in groups: programs write some dozens."""
_MOST_FALLBACK = 100
"""Bytes that one letter stands for: programs write one or two."""
_FULL = "x" * 1_000
"""What is longer is no title and no name of a style."""
_PARAGRAPH_ENDS = frozenset(("par", "sect"))
_CELL_ENDS = frozenset(("cell", "nestcell", "row", "nestrow"))
_BREAKS = frozenset(("line", "page", "column"))
_HEADS = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))
_PAGES = {"ansi": 1252, "mac": 10000, "pc": 437, "pca": 850}
_STARRED = frozenset(("footnote", "annotation", "shpinst", "shptxt", "ud"))
"""Destinations that are read though a reader may pass them over."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class _Reader:
    """The pass over the tokens of one file; what it finds stands in ``manuscript`` and ``fields``."""

    def __init__(self, manuscript: Manuscript, name: str) -> None:
        self.manuscript = manuscript
        self.fields: dict[str, str] = {"title": "", "author": "", "style": ""}
        self.annotations = self.symbols = 0
        self.hidden = self.heads = False
        self._name = name
        self._group = Group()
        self._outer: list[Group] = []
        self._codec = "cp1252"
        self._default_font = -1
        self._codecs: dict[int, str] = {}
        self._symbol_fonts: set[int] = set()
        self._roles: dict[int, Role] = {}
        self._style = 0
        self._bytes = bytearray()
        self._passed = 0
        self._half = 0

    def read(self, text: str) -> bool:
        """Reads all of it; whether it ended where it should."""
        for what, content, number in tokens(text):
            if what == "text":
                passed = min(self._passed, len(content))
                self._passed -= passed
                self._bytes += content[passed:].encode("latin-1")
            elif what == "byte":
                if self._passed:
                    self._passed -= 1
                else:
                    self._bytes.append(int(content, 16))
            else:
                self._flush()
                self._passed = 0
                if what == "word":
                    self._word(content, number)
                elif what == "sign":
                    self._sign(content)
                elif what == "{":
                    self._open()
                elif self._outer:
                    self._close()
        self._flush()
        complete = not self._outer
        while self._outer:
            self._close()
        return complete

    def _open(self) -> None:
        if len(self._outer) >= _MOST_GROUPS:
            raise DamagedError(
                f"“{self._name}” is nested more than {_MOST_GROUPS:,} groups deep, as no document is. "
                "Save it again and choose that file."
            )
        self._outer.append(self._group)
        self._group = self._group.inner()

    def _close(self) -> None:
        if self._group.into == "style":
            role = role_of_style(self.fields["style"].partition(";")[0].strip())
            if role is not None:
                self._roles[self._style] = role
            self.fields["style"], self._style = "", 0
        if self._group.open is not None:
            self._group.open.__exit__(None, None, None)
        self._group = self._outer.pop()

    def _flush(self) -> None:
        if not self._bytes:
            return
        group = self._group
        if group.font in self._symbol_fonts and group.into == "text":
            self.symbols += 1
        else:
            codec = self._codecs.get(group.font) or self._codec
            self._put(_CONTROLS.sub("", self._bytes.decode(codec, errors="replace")))
        self._bytes.clear()

    def _put(self, text: str) -> None:
        group = self._group
        group.begins = False
        if group.into == "text":
            if group.hidden:
                self.hidden = self.hidden or not text.isspace()
            else:
                self.manuscript.write(text, group.states)
        elif group.into == "head":
            self.heads = self.heads or any(map(str.isalpha, text))
        elif len(self.fields.get(group.into, _FULL)) < len(_FULL):
            self.fields[group.into] += text

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._group.starred = True
        elif sign in "\r\n":
            self._end(self._group.states)
        elif sign in SIGNS:
            self._put(SIGNS[sign])

    def _end(self, states: int) -> None:
        if self._group.into == "text":
            self.manuscript.end(self._group.role, states)

    def _word(self, word: str, number: int | None) -> None:
        group = self._group
        begins, group.begins = group.begins, False
        if begins and self._is_destination(word):
            return
        if word == "u":
            self._letter((number or 0) & 0xFFFF)
        elif word in LETTERS:
            self._put(LETTERS[word])
        elif word in _PARAGRAPH_ENDS:
            self._end(group.states)
        elif word in _CELL_ENDS:
            self._end(BOTH)
        elif word in _BREAKS:
            self._put("\n")
        elif word in _PAGES or word == "ansicpg":
            self._codec = codec_of_page(_PAGES.get(word, number))
        else:
            self._format(word, number)

    def _is_destination(self, word: str) -> bool:
        """Whether ``word``, the first of its group, says where the group's text goes; if so, it goes there."""
        group = self._group
        if word in ("title", "author"):
            if group.into == "info":
                group.into = word
        elif word in ("fonttbl", "stylesheet", "info"):
            group.into = {"fonttbl": "font", "stylesheet": "style", "info": "info"}[word]
        elif group.into == "style" and not group.starred:
            return False
        elif word in _HEADS:
            group.into = "head"
        elif word == "annotation":
            self.annotations += group.into == "text"
            group.into = ""
        elif word == "upr":
            group.instead, group.into = group.into, ""
        elif word == "ud":
            group.into = group.instead
        elif word in ("footnote", "shptxt"):
            if group.into == "text":
                group.open = self.manuscript.note() if word == "footnote" else self.manuscript.box()
                group.open.__enter__()
        elif word in SKIPPED or (group.starred and word not in _STARRED):
            group.into = ""
        else:
            return False
        return True

    def _format(self, word: str, number: int | None) -> None:
        group = self._group
        on = number != 0
        if word == "uc":
            group.fallback = min(max(0, number or 0), _MOST_FALLBACK)
        elif word == "f":
            group.font = number or 0
        elif word == "deff":
            self._default_font = group.font = number or 0
        elif word == "fcharset" and group.into == "font":
            if number == SYMBOLS:
                self._symbol_fonts.add(group.font)
            self._codecs[group.font] = codec_of_charset(number or 0)
        elif word == "cpg" and group.into == "font":
            self._codecs[group.font] = codec_of_page(number)
        elif word == "s":
            self._style = number or 0
            group.role = self._roles.get(self._style, PLAIN_ROLE)
        elif word == "pard":
            group.role = PLAIN_ROLE
        elif word in ("deleted", "mvf"):
            group.deleted = on
        elif word in ("revised", "mvt"):
            group.inserted = on
        elif word == "v":
            group.hidden = on
        elif word == "plain":
            group.deleted = group.inserted = group.hidden = False
            group.font = self._default_font

    def _letter(self, code: int) -> None:
        """A letter by its number, one half of it where it is beyond the first 65,536; what stands for it is passed."""
        self._passed = self._group.fallback
        if 0xD800 <= code < 0xDC00:
            self._half = code
        elif 0xDC00 <= code < 0xE000:
            whole = 0x10000 + ((self._half - 0xD800) << 10) + code - 0xDC00
            self._put(chr(whole) if self._half else "\ufffd")
            self._half = 0
        elif 0xE000 <= code < 0xF900:
            self.symbols += self._group.into == "text"
        else:
            self._put(_CONTROLS.sub("", chr(code)))


def read_rtf(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The text of a rich text document, twice if tracked changes make two of it: parts “original” and “final”.

    Raises DamagedError or EmptyError.
    """
    reader = _Reader(Manuscript(), file.name)
    complete = reader.read(file.data.decode("latin-1"))
    said = (
        *(() if complete else (Note("loss", "the file is cut off: its end is not there"),)),
        *left_out(reader.annotations, "annotation"),
        *((HIDDEN,) if reader.hidden else ()),
        *left_out(reader.symbols, "symbol of a font of pictures", "symbols of a font of pictures"),
        *((RUNNING_HEADS,) if reader.heads else ()),
    )
    meta = with_own_data(file.meta, reader.fields["title"], reader.fields["author"])
    return sources_of(file, reader.manuscript, meta, said)


RTF = Format(
    "rtf", "a rich text document", (".rtf",), lambda file: file.data[:32].lstrip().startswith(_START), read_rtf
)
