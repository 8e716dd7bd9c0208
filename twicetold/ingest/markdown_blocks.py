"""The lines of Markdown → its paragraphs: headings, items of lists, quotes, code, rows of tables.

    ugly    a wrapped paragraph as five; “---” as a sentence; “> ” in front of every line of a quote
    wanted  the paragraphs that a page made of it would show

One pass over the lines; a line is looked at once, and no pattern can look at more of it than all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from twicetold.ingest.markdown_words import is_picture, read_words
from twicetold.ingest.pieces import Piece

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)$")
_CLOSING = re.compile(r"[ \t]#{1,6}$")
_NAME = re.compile(r"[ \t]\{#[\w-]{1,100}\}$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,50}|(?:-[ \t]*){3,50}|(?:_[ \t]*){3,50})$")
_FENCE = re.compile(r" {0,3}(`{3,20}(?=[^`]*$)|~{3,20})")
_QUOTE = re.compile(r"(?: {0,3}> ?){1,20}")
_BULLET = re.compile(r"[ \t]{0,12}[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_NUMBERED = re.compile(r"[ \t]{0,12}\d{1,9}[.)][ \t]+(?=\S)")
_SET_IN = re.compile(r" {4}|\t")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_ROW_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}[-:| \t]*$")
_TARGET = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:[ \t]{1,10}<?(\S{1,2000}?)>?(?:[ \t]+[\"'(].{0,500})?$")
_NOTE = re.compile(r" {0,3}\[\^([^\[\]\s]{1,50})\]:[ \t]+")


@dataclass(slots=True)
class Blocks:
    """The pieces of a text in their order, and how many addresses of links were left out."""

    targets: dict[str, str]
    pieces: list[Piece] = field(default_factory=list)
    addresses: int = 0
    _open: list[str] = field(default_factory=list)
    _headed: bool = False

    def close(self) -> None:
        """Ends the paragraph that is open."""
        if not self._open:
            return
        text = "".join(_with_break(line) for line in self._open)
        self._open = []
        words = self._words(text)
        if words:
            self.pieces.append(Piece(words, "caption", "describes a picture") if is_picture(text) else Piece(words))

    def go_on(self, line: str) -> None:
        """One more line of the paragraph that is open."""
        self._open.append(line)

    def head(self, level: int, text: str) -> None:
        """A heading; the first is the headline unless text stands before it."""
        self.close()
        words = self._words(text).replace("\n", " ")
        if not words:
            return
        first = not self._headed and (level == 1 or not self.pieces)
        self._headed = True
        reason = "is the first heading" if first else "is a heading"
        self.pieces.append(Piece(words, "headline" if first else "subhead", reason))

    def underline(self, level: int) -> bool:
        """Makes the paragraph that is open a heading. False where none is."""
        if not self._open:
            return False
        text, self._open = "".join(_with_break(line) for line in self._open), []
        self.head(level, text)
        return True

    def add_code(self, lines: Sequence[str]) -> None:
        """Lines that stay as they are."""
        self.close()
        kept = [line.rstrip() for line in lines if line.strip()]
        if kept:
            self.pieces.append(Piece("\n".join(kept)))

    @property
    def is_open(self) -> bool:
        """Whether a paragraph is open."""
        return bool(self._open)

    def _words(self, text: str) -> str:
        words, addresses = read_words(text, self.targets)
        self.addresses += addresses
        return words


def read_blocks(lines: Sequence[str]) -> Blocks:
    """The paragraphs of ``lines``, which have no line ends."""
    targets = {found[1].casefold(): found[2] for line in lines if (found := _TARGET.match(line))}
    blocks = Blocks(targets)
    quoted = 0
    in_list = False
    i = 0
    while i < len(lines):
        line = lines[i]
        i += 1
        if not line.strip():
            blocks.close()
            quoted = 0
            continue
        if targets and not blocks.is_open and _TARGET.match(line):
            blocks.addresses += 1
            continue
        depth, line = _unquote(line)
        if depth != quoted and (depth or blocks.is_open) and not (quoted and not depth):
            blocks.close()
        quoted = depth or quoted
        if not line.strip():
            blocks.close()
        elif fence := _FENCE.match(line):
            i = _read_fence(lines, i, fence[1], blocks)
        elif not in_list and not blocks.is_open and _SET_IN.match(line):
            i = _read_set_in(lines, i, blocks)
        else:
            in_list = _read_line(line, blocks, in_list)
    blocks.close()
    return blocks


def _read_line(line: str, blocks: Blocks, in_list: bool) -> bool:
    """Reads a line that opens or goes on with something; whether it stands in a list."""
    if found := _HEADING.match(line):
        text = _NAME.sub("", _CLOSING.sub("", found[2].rstrip()))
        blocks.head(len(found[1]), text)
        return False
    if (found := _UNDERLINE.match(line)) and blocks.underline(1 if found[1][0] == "=" else 2):
        return False
    if _RULE.match(line):
        blocks.close()
        return False
    if _ROW.match(line):
        blocks.close()
        if not _ROW_RULE.match(line):
            blocks.go_on(" | ".join(cell.strip() for cell in line.strip().strip("|").split("|")))
            blocks.close()
        return in_list
    if found := _BULLET.match(line):
        blocks.close()
        blocks.go_on(line[found.end() :])
        return True
    if _NUMBERED.match(line):
        blocks.close()
    elif found := _NOTE.match(line):
        blocks.close()
        line = f"[^{found[1]}] {line[found.end() :]}"
    numbered = bool(_NUMBERED.match(line))
    set_in = line[:1] in (" ", "\t")
    was_open = blocks.is_open
    blocks.go_on(line)
    return numbered or (in_list and (set_in or was_open))


def _unquote(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and what is quoted."""
    found = _QUOTE.match(line)
    return (found[0].count(">"), line[found.end() :]) if found else (0, line)


def _read_fence(lines: Sequence[str], i: int, fence: str, blocks: Blocks) -> int:
    """Reads code up to the fence that ends it, or to the end; where the text goes on."""
    end = next((k for k in range(i, len(lines)) if _closes(_unquote(lines[k])[1], fence)), len(lines))
    blocks.add_code([_unquote(line)[1] for line in lines[i:end]])
    return end + 1


def _closes(line: str, fence: str) -> bool:
    line = line.strip()
    return len(line) >= len(fence) and not line.strip(fence[0])


def _read_set_in(lines: Sequence[str], i: int, blocks: Blocks) -> int:
    """Reads code that is set in by four spaces; where the text goes on."""
    end = next((k for k in range(i, len(lines)) if lines[k].strip() and not _SET_IN.match(lines[k])), len(lines))
    blocks.add_code([_SET_IN.sub("", line, count=1) for line in lines[i - 1 : end]])
    return end


def _with_break(line: str) -> str:
    """A line of a paragraph with what parts it from the next one: a space, or a line end where one is asked for."""
    if line.endswith("  ") or line.endswith("\\"):
        return line.rstrip("\\").strip() + "\n"
    return line.strip() + " "
