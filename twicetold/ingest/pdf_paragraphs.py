"""The lines of a document → its paragraphs, across columns and pages.

    ugly    a paragraph cut in two at the foot of a column; two paragraphs in one; “consti- tution”
    wanted  the paragraphs that the page shows by gaps, indents, short last lines and type, with words made whole

A line begins a paragraph where it stands further off than lines do, is set in as first lines are, is of another type,
or where the line before had room for its first word. Where none of these tells, it goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import regex

from twicetold.ingest.pdf_lines import Line
from twicetold.ingest.pdf_measures import Measures

_OTHER_SIZE = 1.08
"""Ratio of two sizes from which they are two."""
_GAP, _SLACK = 1.25, 0.5
"""Times the usual distance, and points, by which lines of one paragraph may stand apart."""
_LARGE = 1.15
"""Times the size of the text from which a line is a heading."""
_HEADLINE_LEADING = 1.5
"""Times the size by which lines of a headline stand apart at most."""
_SPACE = 0.25
"""Times the size: a space between words."""
_ALIGNED = 0.3
"""Times the size by which lines that begin at one place may differ."""
_SHORT = 0.3
"""Share of a column that must be free after a line that ends no sentence for it to end its paragraph."""
_HALF = 0.5
"""Share of a column that is free after no line that goes on in the next column."""
_NOTE_SIZE = 0.92
"""Share of the size of the text up to which a block at the foot of a column is a note."""

_ENDS = regex.compile(r"[.!?…:。！？]['\"’”»›)\]\p{No}]*$")
_BULLET = regex.compile(r"(?:[•◦▪■●‣–—*]|\(?\p{N}{1,2}[.)]|\(?[a-z]\))$")
_LOWER = regex.compile(r"[\"'“‘«(\[]*\p{Ll}")
_DIVIDED = regex.compile(r"(?<=\p{L})-$")
_WORD_AT_END = regex.compile(r"[\p{L}\p{M}]+-$")
_WORD_AT_START = regex.compile(r"^[\p{L}\p{M}]+")
_WORDS = regex.compile(r"[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*")
_NO_SPACE_AFTER = regex.compile(r"(?<=[\p{L}\p{N}])[—/]$|[\p{Han}\p{Hiragana}\p{Katakana}。、，！？：；「」『』（）]$")
_NO_SPACE_BEFORE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}。、，！？：；「」『』（）]")
_PARTS = frozenset(
    (
        *(
            "anti",
            "cross",
            "first",
            "former",
            "full",
            "half",
            "high",
            "long",
            "non",
            "right",
            "second",
            "self",
            "short",
        ),
        *("third", "top", "ultra", "vice", "well", "wide", "two", "three", "four", "five", "seven", "eight", "nine"),
    )
)
"""First parts of English words that keep their hyphen more often than not."""


@dataclass(slots=True)
class Block:
    """Lines of one paragraph. ``text`` is made of them last, when all words of the document are known."""

    lines: list[Line]
    text: str = ""

    @property
    def size(self) -> float:
        """The size that most of its lines have."""
        sizes = sorted(line.size for line in self.lines)
        return sizes[len(sizes) // 2]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


@dataclass(slots=True)
class Joined:
    """The paragraphs of a document; ``divided`` words at line ends were made whole."""

    blocks: list[Block] = field(default_factory=list)
    divided: int = 0


def make_paragraphs(lines: Sequence[Line], measures: Measures) -> Joined:
    """The paragraphs of ``lines``, which stand in reading order."""
    _count_set_in(lines, measures)
    blocks: list[Block] = []
    notes: list[Block] = []
    before: Line | None = None
    for line in lines:
        if before is not None and before.region == line.region and not _begins(blocks[-1].lines, line, measures):
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line]))
        before = line
    joined = Joined()
    for i, block in enumerate(blocks):
        if _is_note(i, blocks, measures):
            notes.append(block)
            continue
        last = joined.blocks[-1] if joined.blocks else None
        if last and last.lines[-1].region != block.lines[0].region and _goes_on(last, block, measures):
            last.lines.extend(block.lines)
            continue
        joined.blocks.extend(notes)
        notes.clear()
        joined.blocks.append(block)
    joined.blocks.extend(notes)
    known = _vocabulary(lines)
    for block in joined.blocks:
        block.text, count = _join([line.text for line in block.lines], known)
        joined.divided += count
    return joined


def _count_set_in(lines: Sequence[Line], measures: Measures) -> None:
    """Tells every line that is set in how many such lines stand together."""
    for _, run in groupby(lines, key=lambda line: (line.region, measures.is_set_in(line))):
        together = list(run)
        for line in together:
            line.set_in_run = len(together)


def _begins(above: Sequence[Line], line: Line, measures: Measures) -> bool:
    """Whether ``line`` begins a paragraph under the lines ``above`` of one, in the same column."""
    first, before = above[0], above[-1]
    if max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size):
        return True
    goes_on = not _ENDS.search(before.text) and measures.is_full(before)
    if before.bold != line.bold and not (goes_on and _LOWER.match(line.text)):
        return True
    leading = measures.leading_of(line)
    if not 0 < line.y - before.y <= _GAP * leading + _SLACK:
        return True
    if line.size > _LARGE * measures.size:
        return False
    if _is_item(line) and not goes_on:
        return True
    if _is_item(first) and abs(line.x0 - first.words[1].x0) <= _ALIGNED * line.size:
        return False  # under the first word of an item of a list
    set_in, before_set_in = measures.is_set_in(line), measures.is_set_in(before)
    if measures.indented and set_in and not before_set_in:
        return True
    # two paragraphs of which the first has one line; of three lines and more, a quotation that is set in
    if measures.indented and set_in and before_set_in and (not goes_on or line.set_in_run == 2):
        return True
    if measures.hanging:
        return not set_in and (before_set_in or not goes_on)
    return _had_room(before, line, measures)


def _is_item(line: Line) -> bool:
    """Whether ``line`` opens with a bullet or a number, as items of lists do."""
    return len(line.words) > 1 and bool(_BULLET.match(line.words[0].text))


def _had_room(before: Line, line: Line, measures: Measures) -> bool:
    """Whether the first word of ``line`` would have stood at the end of ``before``, had it belonged there."""
    word = line.words[0]
    room = measures.room(before) - (word.x1 - word.x0) - _SPACE * line.size
    if _ENDS.search(before.text):
        return room > 0.3 * line.size
    return room > _SHORT * measures.width(before) and not _LOWER.match(line.text)


def _goes_on(last: Block, block: Block, measures: Measures) -> bool:
    """Whether ``block``, the first of a column, goes on with ``last``, the last of the column before."""
    before, line = last.lines[-1], block.lines[0]
    if max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size) or before.bold != line.bold:
        return False
    if line.size > _LARGE * measures.size:  # a headline over several columns, its last line over one
        return line.page == before.page and 0 < line.y - before.y <= _HEADLINE_LEADING * line.size
    if measures.room(before) > _HALF * measures.width(before):
        return False
    if _LOWER.match(line.text):
        return True
    if measures.indented:
        return not measures.is_set_in(line)
    if not _ENDS.search(before.text):
        return measures.is_full(before) or not _had_room(before, line, measures)
    if not measures.is_full(before) or _had_room(before, line, measures):
        return False
    return measures.justified and measures.room(before) <= 0.1 * line.size


def _is_note(i: int, blocks: list[Block], measures: Measures) -> bool:
    """Whether a block is small type at the foot of a column, under text: it must not part a sentence."""
    block = blocks[i]
    region = block.lines[0].region
    if block.size > _NOTE_SIZE * measures.size:
        return False
    for later in blocks[i + 1 :]:
        if later.lines[0].region != region:
            break
        if later.size > _NOTE_SIZE * measures.size:
            return False
    before = blocks[i - 1] if i else None
    return before is not None and before.lines[-1].region == region


def _vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    """The words of the document that stand inside lines, as they are written there."""
    words: set[str] = set()
    for line in lines:
        text = _WORD_AT_END.sub("", line.text)
        words.update(_WORDS.findall(text.casefold()))
    return frozenset(words)


def _join(lines: list[str], known: frozenset[str]) -> tuple[str, int]:
    """The lines as one, and how many words were made whole."""
    text, count = lines[0], 0
    for line in lines[1:]:
        if _DIVIDED.search(text):
            whole = _is_whole(text, line, known)
            count += whole
            text = (text[:-1] if whole else text) + line
        elif _NO_SPACE_AFTER.search(text) and (text[-1] in "—/" or _NO_SPACE_BEFORE.match(line)):
            text += line
        else:
            text += " " + line
    return text, count


def _is_whole(text: str, line: str, known: frozenset[str]) -> bool:
    """Whether the hyphen at the end of ``text`` only divides a word that goes on in ``line``."""
    first, second = _WORD_AT_END.search(text), _WORD_AT_START.match(line)
    if not first or not second or not second[0][0].islower():
        return False
    begin, rest = first[0][:-1].casefold(), second[0].casefold()
    if begin + rest in known:
        return True
    if f"{begin}-{rest}" in known:
        return False
    # a word with a hyphen before (“state-of-the-”) goes on with hyphens
    return begin not in _PARTS and not regex.search(r"-[\p{L}\p{M}]+-$", text)
