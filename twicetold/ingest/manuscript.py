"""What readers of documents write into: pieces of text and ends of paragraphs, in one state of the document or in both.

    ugly    “They said noyes.” from a file in which somebody changed no into yes
    wanted  two versions, “They said no.” and “They said yes.”, and one where nobody changed anything

A document with tracked changes is in two states at once. A reader walks through it one time and says of every piece in
which state it stands; a paragraph's end that was deleted ends nothing in the final text. Text boxes wait for the end of
the paragraph that they hang on, notes for the end of the document. Cost: linear in the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from twicetold.errors import EmptyError
from twicetold.ingest.pieces import count
from twicetold.ingest.xml import collapse
from twicetold.model import File, Kind, Mark, Meta, Note, Source, Span

ORIGINAL, FINAL, BOTH = 1, 2, 3
"""The states of a document, as bits."""

_SHORT_CHARS = 80
"""A paragraph before the headline is no longer: a kicker, a name, a date."""
_LIST_SIGN = re.compile(r"\A\s*[•◦▪‣·]\t")
"""What a program puts before the entries of a list; other formats do not have it in their text."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a format says a paragraph is, and how it says it, in words; no ``kind`` where it says nothing.

    ``level`` is that of a heading, 1 for the highest. Which of them is the headline shows in the whole text only.
    """

    kind: Kind | None = None
    reason: str = ""
    level: int = 0


PLAIN_ROLE = Role()

_NOTE_ROLE = Role("body", "a note at the end of the document")

HIDDEN = Note("loss", "hidden text is left out")
RUNNING_HEADS = Note("loss", "the running heads and feet of the pages are left out")

_Piece = tuple[int, str, Role | None]
"""States, text, and a role if the piece is the end of a paragraph."""

_START: _Piece = (BOTH, "", PLAIN_ROLE)


class Manuscript:
    """Pieces of text as a reader finds them. ``states`` holds for all that is written until it is changed."""

    def __init__(self) -> None:
        self.states = BOTH
        self._pieces: list[_Piece] = []
        self._boxes: list[list[_Piece]] = []
        self._notes: list[list[_Piece]] = []

    def write(self, text: str, states: int = BOTH) -> None:
        """Adds ``text`` to the paragraph that is open. A line break in it is one that a reader sees."""
        if states & self.states:
            self._pieces.append((states & self.states, text, None))

    def write_markup(self, text: str, states: int = BOTH) -> None:
        """As ``write``, of markup: white space is one space, and none after another or at the beginning."""
        text, states = collapse(text), states & self.states
        if text.startswith(" "):
            before, said, role = self._pieces[-1] if self._pieces else _START
            # only what stands before it in each of its states makes it one too many
            if not states & ~before and (role is not None or said.endswith((" ", "\n"))):
                text = text[1:]
        if text:
            self.write(text, states)

    def end(self, role: Role = PLAIN_ROLE, states: int = BOTH) -> None:
        """Ends the paragraph, in some states only where its end was inserted or deleted."""
        states &= self.states
        if states:
            self._pieces.append((states, "", role))
        if states == BOTH and self._boxes:
            self._pieces.extend(chain.from_iterable(self._boxes))
            self._boxes = []

    @contextmanager
    def only(self, states: int) -> Iterator[None]:
        """What is written inside stands in these states only."""
        before = self.states
        self.states &= states
        try:
            yield
        finally:
            self.states = before

    @contextmanager
    def box(self) -> Iterator[None]:
        """What is written inside are paragraphs of their own, after the one that is open."""
        with self._apart(self._boxes):
            yield

    @contextmanager
    def note(self) -> Iterator[None]:
        """What is written inside is a note, for the end of the document."""
        with self._apart(self._notes):
            yield

    @contextmanager
    def _apart(self, place: list[list[_Piece]]) -> Iterator[None]:
        outer, self._pieces = self._pieces, []
        held, self._boxes = self._boxes, []
        try:
            yield
        finally:
            self.end()
            place.append(self._pieces)
            self._pieces, self._boxes = outer, held

    @property
    def is_tracked(self) -> bool:
        """Whether anything stands in one state only."""
        return any(states != BOTH for states, _, _ in self._all())

    def note_count(self, state: int) -> int:
        """How many notes there are in one state."""
        return sum(any(states & state and text.strip() for states, text, _ in note) for note in self._notes)

    def paragraphs(self, state: int) -> list[tuple[str, Role]]:
        """The paragraphs of one state that are not empty; line breaks in them are single."""
        # the text may end without the end of a paragraph
        text = chain(self._pieces, *self._boxes, [_START])
        notes = ((states, said, role and _NOTE_ROLE) for states, said, role in chain.from_iterable(self._notes))
        return [*_gather(text, state), *_gather(notes, state)]

    def _all(self) -> Iterator[_Piece]:
        return chain(self._pieces, *self._boxes, *self._notes)


def sources_of(
    file: File, manuscript: Manuscript, meta: Meta, notes: tuple[Note, ...] = (), noun: str = "footnote"
) -> tuple[Source, ...]:
    """One source, or two where tracked changes give two texts. Raises EmptyError where there is no text."""
    final = _compose(file, manuscript.paragraphs(FINAL), meta, notes, manuscript.note_count(FINAL), noun)
    if not manuscript.is_tracked:
        if final.text:
            return (final,)
        raise _empty(file)
    original = _compose(file, manuscript.paragraphs(ORIGINAL), meta, notes, manuscript.note_count(ORIGINAL), noun)
    if original.text == final.text and final.text:
        return (final,)
    found = tuple(
        replace(source, part=part, notes=(Note("changes", says), *source.notes))
        for part, source, says in (
            ("original", original, "as it was before the tracked changes"),
            ("final", final, "with all tracked changes accepted"),
        )
        if source.text
    )
    if not found:
        raise _empty(file)
    return found


def left_out(number: int, one: str, many: str = "") -> tuple[Note, ...]:
    """A note that so many of these are not in the text; none where there are none."""
    if not number:
        return ()
    return (Note("loss", f"{count(number, one, many)} {'is' if number == 1 else 'are'} left out"),)


def _empty(file: File) -> EmptyError:
    return EmptyError(f"“{file.name}” has no text in it. Choose a file that holds the text of one version.")


def _gather(pieces: Iterable[_Piece], state: int) -> Iterator[tuple[str, Role]]:
    parts: list[str] = []
    for states, text, role in pieces:
        if not states & state:
            continue
        if role is None:
            parts.append(text)
        elif parts:
            yield from _divide("".join(parts), role)
            parts = []


def _divide(text: str, role: Role) -> Iterator[tuple[str, Role]]:
    """Paragraphs in what stands up to one end: an empty line in it divides as well as an end."""
    joint = " " if role.level or role.kind == "headline" else "\n"
    lines: list[str] = []
    for line in (*_LIST_SIGN.sub("", text).split("\n"), ""):
        if stripped := line.strip():
            lines.append(stripped)
        elif lines:
            yield joint.join(lines), role
            lines = []


def _compose(
    file: File, paragraphs: list[tuple[str, Role]], meta: Meta, notes: tuple[Note, ...], note_count: int, noun: str
) -> Source:
    marks: list[Mark] = []
    start = 0
    headline = ""
    early = True
    for text, role in paragraphs:
        kind = role.kind
        if kind == "headline" or role.level:
            if headline or (role.level and not early):
                # a headline that is printed again is for the text to tell
                kind = None if text == headline else "subhead"
            else:
                headline, kind = text, "headline"
        if kind:
            marks.append(Mark(Span(start, start + len(text)), kind, role.reason))
        elif len(text) > _SHORT_CHARS:
            early = False
        start += len(text) + 2
    if headline and not meta.title:
        meta = replace(meta, title=headline, origins=(*meta.origins, ("title", "the document’s headline")))
    if note_count:
        verb = "stands" if note_count == 1 else "stand"
        notes = (Note("notes", f"{count(note_count, noun)} {verb} at the end"), *notes)
    return Source(file.name, "\n\n".join(text for text, _ in paragraphs), meta, notes, marks=tuple(marks))
