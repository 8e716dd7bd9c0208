"""A text as paragraphs of words that know where they come from; printing it says where each of them stands.

    ugly    the edited text as a string, and a second diff to find out what was edited
    wanted  words with an origin: the same origin in both texts is the same word, whatever stands around it

A word is what stands between spaces, with its marks: ``“crust.`` has the core ``crust``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*$")
_ABBREVIATION = re.compile(r"^[^\w]*(?:\w{1,3}|\w+\.\w+|[A-Z]\w*)\.$")
"""Short words, initials and capitalised words with a point may be abbreviations: no sentence is taken to end there."""

_fresh = count(1)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed. ``origin`` is shared by a word and its copies; a word put in has one of its own."""

    text: str
    origin: int

    @property
    def core(self) -> str:
        """The word without the marks around it; empty for a dash or a dot that stands alone."""
        match = _CORE.search(self.text)
        return match[0] if match else ""

    def say(self, core: str) -> Word:
        """Another word in this place, between the same marks."""
        return Word(self.text.replace(self.core, core, 1), -next(_fresh))

    @property
    def is_bare(self) -> bool:
        """No marks around it, so that it can go or get a neighbour without a trace."""
        return bool(self.text) and self.core == self.text


Paragraph = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs in order. ``name`` says which text it is and from where."""

    name: str
    paragraphs: tuple[Paragraph, ...]

    def words(self) -> Iterator[Word]:
        """All words in order."""
        for paragraph in self.paragraphs:
            yield from paragraph

    def change(self, paragraphs: tuple[Paragraph, ...] | list[Paragraph]) -> Text:
        """The same text with other paragraphs."""
        return replace(self, paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph))

    def put(self, at: int, paragraph: Paragraph) -> Text:
        """The same text with another paragraph number ``at``."""
        return self.change([*self.paragraphs[:at], paragraph, *self.paragraphs[at + 1 :]])


def read_text(name: str, paragraphs: list[str]) -> Text:
    """A text of which every word has an origin of its own."""
    numbers = count()
    made = [tuple(Word(word, next(numbers)) for word in paragraph.split()) for paragraph in paragraphs]
    return Text(name, tuple(paragraph for paragraph in made if paragraph))


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words ``start ≤ i < end`` of paragraph ``paragraph``."""

    paragraph: int
    start: int
    end: int


def sentences(text: Text, paragraph: int) -> list[Sentence]:
    """Sentences of a paragraph, cut only where there is no doubt: neither at an abbreviation nor before a small
    letter."""
    words = text.paragraphs[paragraph]
    edges = [0]
    for i in range(1, len(words)):
        before, after = words[i - 1].text, words[i].core
        ends = _SENTENCE_END.search(before) and not _ABBREVIATION.match(before)
        if ends and after[:1].isupper():
            edges.append(i)
    return [Sentence(paragraph, start, end) for start, end in zip(edges, [*edges[1:], len(words)], strict=True)]


@dataclass(frozen=True, slots=True)
class Printed:
    """A text as the engine gets it, and where everything stands in it.

    ``words[k]`` begins at code point ``starts[k]``, ends before ``ends[k]`` and belongs to ``paragraphs[k]``.
    """

    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    paragraphs: tuple[int, ...]


def print_text(text: Text) -> Printed:
    """A blank line between paragraphs, a space between words."""
    pieces: list[str] = []
    words: list[Word] = []
    starts: list[int] = []
    ends: list[int] = []
    homes: list[int] = []
    at = 0
    for number, paragraph in enumerate(text.paragraphs):
        for k, word in enumerate(paragraph):
            gap = "" if not at else "\n\n" if not k else " "
            pieces += [gap, word.text]
            at += len(gap)
            words.append(word)
            starts.append(at)
            at += len(word.text)
            ends.append(at)
            homes.append(number)
    return Printed("".join(pieces) + "\n", tuple(words), tuple(starts), tuple(ends), tuple(homes))
