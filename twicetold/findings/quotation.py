"""A version → its quotations: what stands between quotation marks, however they are set.

    ugly    an odd number of marks turns all quotations after it inside out; “the players’ union” ends at its apostrophe
    wanted  each quotation with its words, whatever the style, also one that runs over paragraphs or is never closed

Styles: “ ” and ‘ ’ (English, Chinese), „ “ and ‚ ‘ (German), « » (French, Russian, Spanish), » « (German, Danish),
” ” (Swedish, Finnish), 「 」 and 『 』 (Japanese), straight marks. Marks inside a quotation of another style are part
of its words. A quotation goes on in the next paragraph if that begins with its mark again, or if its first mark is a
closing one. One that is not closed there ends with its paragraph if it began the paragraph or follows a colon; else a
stray mark is taken for a stray mark. Only the story is read, no furniture.

Cost: one pass over the marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from twicetold.model import Span, Version


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: ``outer`` with the marks, ``pieces`` without, one for each paragraph it is in."""

    outer: Span
    pieces: tuple[Span, ...]

    @property
    def inner(self) -> Span:
        """From the first word to the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


_MARK = regex.compile(r"""["“”„‟«»＂「」『』〝〞〟]|''|``|(?<!\w)['‘‚‹]|['’›‹](?!\w)|‘""")
_CLOSERS = {
    "“": '”"“',
    "„": '“”"',
    "‟": '”"',
    "«": "»",
    "»": "«",
    "”": "”",
    '"': '"”“',
    "＂": "＂",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "``": "''",
    "‘": "’'",
    "‚": "‘’",
    "‹": "›",
    "'": "'’",
}
_SINGLE = "‘'‚‹"
_BRACKETS = "「『"
_BEFORE_OPENING = "([{—–-/:|“„«‘"
_NO_WORD = ",.;:!?)]}…”»’"
_SENTENCE_MARKS = ",.!?…"
_ELISIONS = regex.compile(r"['’](?:tis|twas|em|til|cause|cos|n|s|t|d|re|ve|ll|\d0s)\b", regex.IGNORECASE)
_WORD = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark: its form, its place, and which way its surroundings let it turn."""

    form: str
    start: int
    end: int
    opens: bool
    closes: bool


def find_quotations(version: Version) -> tuple[Quotation, ...]:
    """The outermost quotations of a version's story, in order."""
    return tuple(_find(version.text, _story_paragraphs(version)))


def _story_paragraphs(version: Version) -> list[Span]:
    units, paragraphs = version.units, version.paragraphs
    story = units.is_story[paragraphs.unit_ends - 1].tolist()
    bounds = zip(paragraphs.starts.tolist(), paragraphs.ends.tolist(), story, strict=True)
    return [Span(start, end) for start, end, is_story in bounds if is_story]


@dataclass(slots=True)
class _Open:
    """A quotation that the paragraphs so far have not closed: its mark, where it began, and its words up to here."""

    form: str
    begin: int
    pieces: list[Span]


def _find(text: str, paragraphs: list[Span]) -> Iterator[Quotation]:
    pending: _Open | None = None
    for number, paragraph in enumerate(paragraphs):
        marks = _marks(text, paragraph)
        at = 0
        if pending:
            # the words go on here; a mark that only says so is not part of them
            at = int(bool(marks) and marks[0].start == paragraph.start and _says_on(marks[0].form, pending.form))
            low = marks[0].end if at else paragraph.start
            closing = _closing(text, marks, at, pending.form)
            end = marks[closing].start if closing >= 0 else paragraph.end
            pending.pieces.append(Span(low, end))
            if closing < 0 and _goes_on(text, paragraphs, number, pending.form):
                continue
            outer_end = marks[closing].end if closing >= 0 else end
            yield from _made(text, Span(pending.begin, outer_end), pending.pieces)
            pending = None
            if closing < 0:
                continue
            at = closing + 1
        quotations, pending = _within(text, paragraphs, number, marks[at:])
        yield from quotations


def _within(text: str, paragraphs: list[Span], number: int, marks: list[_Mark]) -> tuple[list[Quotation], _Open | None]:
    """The quotations that begin in a paragraph, and the last of them if it goes on in the next."""
    paragraph = paragraphs[number]
    found: list[Quotation] = []
    no_single_closing = False
    at = 0
    while at < len(marks):
        mark = marks[at]
        at += 1
        if not mark.opens or (no_single_closing and mark.form in _SINGLE):
            continue
        closing = _closing(text, marks, at, mark.form)
        if closing >= 0:
            end = marks[closing]
            found += _made(text, Span(mark.start, end.end), [Span(mark.end, end.start)])
            at = closing + 1
        elif mark.form in _SINGLE:
            no_single_closing = True
        elif not any(later.opens and later.form == mark.form for later in marks[at:]):
            if _goes_on(text, paragraphs, number, mark.form):
                return found, _Open(mark.form, mark.start, [Span(mark.end, paragraph.end)])
            ahead = text[paragraph.start : mark.start].rstrip()
            if not ahead or ahead.endswith((":", "：")):
                found += _made(text, Span(mark.start, paragraph.end), [Span(mark.end, paragraph.end)])
                break
    return found, None


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    found = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        found.append(_turn(text, match[0], start, end, (before, after)))
    return found


def _turn(text: str, form: str, start: int, end: int, around: tuple[str, str]) -> _Mark:
    before, after = around
    free_before = before.isspace() or before in _BEFORE_OPENING or before in "\"'"
    word_after = not after.isspace() and after not in _NO_WORD
    shut_after = after.isspace() or not after.isalnum()
    if form in ("「", "『", "„", "〝", "``"):
        return _Mark(form, start, end, opens=True, closes=False)
    if form in ("」", "』", "〞", "〟", "''"):
        return _Mark(form, start, end, opens=False, closes=True)
    if form == "«":
        # French sets a space inside the marks
        return _Mark(form, start, end, opens=free_before or word_after, closes=not before.isspace() or shut_after)
    if form == "»":
        return _Mark(form, start, end, opens=free_before and word_after, closes=True)
    if form == "“":
        return _Mark(form, start, end, opens=free_before or word_after, closes=not before.isspace() and shut_after)
    if form in ("'", "‘"):
        opens = free_before and word_after and not _ELISIONS.match(text, start)
        return _Mark(form, start, end, opens=opens, closes=not before.isspace() and shut_after)
    if form in ("’", "›"):
        return _Mark(form, start, end, opens=False, closes=not before.isspace() and shut_after)
    opens = free_before and word_after
    return _Mark(form, start, end, opens=opens, closes=not before.isspace() or (shut_after and not opens))


def _closing(text: str, marks: list[_Mark], at: int, opener: str) -> int:
    """The number of the mark that closes ``opener``, whose words begin before mark ``at``; -1 if none does."""
    closers = _CLOSERS[opener]
    single = opener in _SINGLE
    depth = 0
    weak = -1
    for number in range(at, len(marks)):
        mark = marks[number]
        if opener in _BRACKETS and mark.form == opener:
            depth += 1
        elif mark.form in closers and mark.closes and not (mark.form == opener and mark.opens):
            if depth:
                depth -= 1
            elif single and _is_possessive(text, mark):
                weak = number if weak < 0 else weak
            elif single and weak >= 0 and text[mark.start - 1] not in _SENTENCE_MARKS:
                return weak
            else:
                return number
        elif mark.form == opener and mark.opens:
            # opened again: the first was a stray mark, or is closed by the end of a paragraph only
            return weak
    return weak


def _is_possessive(text: str, mark: _Mark) -> bool:
    """Whether an apostrophe may stand behind a plural: “the players’ union”."""
    following = text[mark.end : mark.end + 2]
    return text[mark.start - 1] in "sxz" and following[:1] == " " and following[1:].islower()


def _goes_on(text: str, paragraphs: list[Span], number: int, opener: str) -> bool:
    """Whether the next paragraph belongs to a quotation that this one does not close."""
    if number + 1 >= len(paragraphs) or opener in _SINGLE:
        return False
    following = paragraphs[number + 1]
    match = _MARK.search(text, following.start, following.end)
    while match and match[0] not in _CLOSERS[opener] and match[0] != opener:
        match = _MARK.search(text, match.end(), following.end)
    if not match:
        return False
    if match.start() == following.start and _says_on(match[0], opener):
        return True
    start, end = match.span()
    around = (text[start - 1], text[end] if end < following.end else " ")
    mark = _turn(text, match[0], start, end, around)
    return mark.closes and not mark.opens


def _says_on(form: str, opener: str) -> bool:
    """Whether a mark at the start of a paragraph says that a quotation goes on: the same again, in French the other."""
    return form == opener or (opener == "«" and form == "»")


def _made(text: str, outer: Span, pieces: list[Span]) -> Iterator[Quotation]:
    trimmed = []
    for piece in pieces:
        words = text[piece.start : piece.end]
        low = piece.start + len(words) - len(words.lstrip())
        high = piece.end - len(words) + len(words.rstrip())
        if low < high:
            trimmed.append(Span(low, high))
    if trimmed and _WORD.search(text, trimmed[0].start, trimmed[-1].end):
        yield Quotation(outer, tuple(trimmed))
