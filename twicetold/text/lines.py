"""Paragraphs as columns, for those who tell the story from the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import regex
from numpy.typing import NDArray

from twicetold.text.scan import MARKS, WIDE_MARKS, IntColumn, Scan

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_CLOSERS = "\"'”’»)]」』"

MIN_STORY_WORDS = 12
"""A line of this many words that ends a sentence is taken for story unless a phrase says otherwise."""


@dataclass(frozen=True, eq=False)
class Lines:
    """The paragraphs of a text: places (code points), words, and whether a sentence ends at the end.

    ``tails``: the length of what the page puts behind the last sentence of a paragraph, where it puts something.
    """

    scanned: Scan
    starts: IntColumn
    ends: IntColumn
    words: IntColumn
    tails: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def ended(self) -> NDArray[np.bool_]:
        """Per paragraph: whether its last mark, closing quotation marks aside, ends a sentence."""
        return self.scanned.ends_with(self.starts, self.ends, MARKS + WIDE_MARKS, _CLOSERS)

    @cached_property
    def story(self) -> NDArray[np.bool_]:
        """Per paragraph: whether it reads as story, long enough and ended as a sentence is."""
        story = self.ended & (self.words >= MIN_STORY_WORDS)
        for i, chars in self.tails.items():
            story[i] = count_words(self.text(i)[:-chars]) >= MIN_STORY_WORDS
        return story

    def text(self, i: int) -> str:
        """Paragraph ``i``."""
        return self.scanned.text[self.starts[i] : self.ends[i]]

    def count(self, i: int) -> int:
        """Words of paragraph ``i``: its words between marks, or its tokens in scripts without spaces."""
        return max(count_words(self.text(i)), int(self.words[i]))


def count_words(text: str) -> int:
    """Words between marks: “it’s” counts as two."""
    return len(_WORD.findall(text))


def folded_words(text: str) -> list[str]:
    """The words of a text, whatever their capitals and the marks between them."""
    return [word.casefold() for word in _WORD.findall(text)]
