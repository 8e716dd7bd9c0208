"""What all kinds of findings look up in one comparison, each thing once and only when it is first asked for.

    ugly    every kind finds the quotations, the names and the aligned words anew
    wanted  one memo beside the collation, and kinds that are short

Coordinates: code points in spans, token indexes where a name says so. Cost: linear in the words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from twicetold.align.pairing import Pairing
from twicetold.findings.figures import Figure, find_figures
from twicetold.findings.grammar import Grammar, read_grammar
from twicetold.findings.names import Mention, Names
from twicetold.findings.quotation import Quotation, find_quotations
from twicetold.findings.speech import Speakers, Speech
from twicetold.findings.word_lists import read_word_lists
from twicetold.measure.overlap import Overlap
from twicetold.model import Collation, Place, Span, Unit, Version
from twicetold.settings import Settings

Numbers = NDArray[np.int64]


class Evidence:
    """Everything that is read off a collation for its findings."""

    def __init__(
        self,
        collation: Collation,
        pairings: Mapping[tuple[int, int], Pairing],
        overlaps: Mapping[tuple[int, int], Overlap],
    ) -> None:
        self.collation, self.pairings, self.overlaps = collation, pairings, overlaps

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions in the order in which they were given."""
        return self.collation.versions

    @property
    def settings(self) -> Settings:
        """The settings of the comparison."""
        return self.collation.settings

    @cached_property
    def grammars(self) -> tuple[Grammar, ...]:
        """Per version what the rules ask of its language."""
        return tuple(read_grammar(version.meta.language) for version in self.versions)

    @cached_property
    def word_lists(self) -> tuple[Mapping[str, frozenset[str]], ...]:
        """Per version its lists of telling words."""
        return tuple(read_word_lists(v.meta.language, self.settings.word_list) for v in self.versions)

    @cached_property
    def names(self) -> Names:
        """People, places and organisations of all versions."""
        reporting = frozenset[str]().union(*(lists["reporting"] for lists in self.word_lists))
        return Names(self.versions, self.grammars, reporting)

    @cached_property
    def quotations(self) -> tuple[tuple[Quotation, ...], ...]:
        """Per version its quotations in order."""
        return tuple(find_quotations(version) for version in self.versions)

    @cached_property
    def speakers(self) -> tuple[Speakers, ...]:
        """Per version the reader of its speech."""
        return tuple(
            Speakers(version, v, self.quotations[v], self.names, self.settings.word_list)
            for v, version in enumerate(self.versions)
        )

    @cached_property
    def speeches(self) -> tuple[tuple[Speech, ...], ...]:
        """Per version who says each of its quotations."""
        return tuple(speakers.all() for speakers in self.speakers)

    @cached_property
    def _quotation_ends(self) -> tuple[list[int], ...]:
        return tuple([quotation.outer.end for quotation in own] for own in self.quotations)

    def speaker_in(self, v: int, span: Span) -> str:
        """Who says the first quotation in a span of code points of which a speaker is known."""
        quotations = self.quotations[v]
        for number in range(bisect_right(self._quotation_ends[v], span.start), len(quotations)):
            if quotations[number].outer.start >= span.end:
                break
            if self.speeches[v][number].speaker:
                return self.speeches[v][number].person or self.speeches[v][number].speaker
        return ""

    @cached_property
    def figures(self) -> tuple[tuple[Figure, ...], ...]:
        """Per version its figures in order."""
        return tuple(
            find_figures(version, grammar) for version, grammar in zip(self.versions, self.grammars, strict=True)
        )

    # --- where things stand

    def unit_at(self, v: int, place: int) -> int:
        """The unit that holds a code point of a version, else the one before it."""
        return max(0, int(np.searchsorted(self.versions[v].units.starts, place, side="right")) - 1)

    def unit(self, v: int, place: int) -> Unit:
        """The same as an object."""
        return self.versions[v].units[self.unit_at(v, place)]

    def passage_at(self, v: int, place: int) -> int:
        """The passage that holds a code point of a version."""
        return int(self.collation.passages.grouping.homes[v][self.unit_at(v, place)])

    def place(self, v: int, span: Span, value: str = "", *, present: bool = True) -> Place:
        """A place of a version, in its passage."""
        return Place(v, self.passage_at(v, span.start), span, present, value)

    def tokens(self, v: int, span: Span) -> Span:
        """The tokens that begin inside a span of code points."""
        low, high = np.searchsorted(self.versions[v].tokens.starts, (span.start, span.end)).tolist()
        return Span(low, high)

    def words(self, v: int, tokens: Span) -> tuple[int, ...]:
        """The key ids of the words (no marks) among some tokens."""
        is_word = self.versions[v].tokens.is_word[tokens.start : tokens.end]
        return tuple(self.collation.key_ids[v][tokens.start : tokens.end][is_word].tolist())

    @cached_property
    def words_before(self) -> tuple[Numbers, ...]:
        """Per version and token how many words stand before it; one more for the end."""
        return tuple(np.concatenate(([0], np.cumsum(version.tokens.is_word))) for version in self.versions)

    def bits(self, ids: Sequence[int]) -> float:
        """The information in some words, in bits."""
        return float(self.collation.information[list(ids)].sum()) if ids else 0.0

    @cached_property
    def _mention_starts(self) -> tuple[list[int], ...]:
        return tuple([mention.span.start for mention in mentions] for mentions in self.names.of)

    def mentions(self, v: int, span: Span) -> tuple[Mention, ...]:
        """The names that begin inside a span of code points."""
        starts = self._mention_starts[v]
        return self.names.of[v][bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def outlet(self, v: int) -> str:
        """Whose version it is, in small letters: what stands before a comma, “port ellery mail” of a morning
        edition; empty if not known."""
        return self.versions[v].meta.outlet.partition(",")[0].strip().lower()

    # --- how versions stand to each other

    @cached_property
    def carried(self) -> NDArray[np.bool_]:
        """Passages × versions: whether the version’s story has the passage."""
        table = np.zeros((len(self.collation.passages), len(self.versions)), dtype=np.bool_)
        for v, home in enumerate(self.collation.passages.grouping.homes):
            table[home[self.versions[v].units.is_story], v] = True
        return table

    @cached_property
    def changed(self) -> NDArray[np.bool_]:
        """Per passage whether its readings differ anywhere in more than typography."""
        passages = self.collation.passages
        before = np.concatenate(([0], np.cumsum(passages.states == 2)))
        found: NDArray[np.bool_] = before[passages.edges[1:]] > before[passages.edges[:-1]]
        return found

    @cached_property
    def related(self) -> NDArray[np.bool_]:
        """Versions × versions: whether the two share a passage, so that they tell of the same things at all."""
        table = self.carried.astype(np.int64)
        return (table.T @ table) > 0

    @cached_property
    def column_of(self) -> tuple[Numbers, ...]:
        """Per version the column of each token in ``passages.columns``, or -1."""
        found = []
        for v, version in enumerate(self.versions):
            column = np.full(len(version.tokens), -1, dtype=np.int64)
            held = self.collation.passages.columns[:, v]
            filled = np.flatnonzero(held >= 0)
            column[held[filled]] = filled
            found.append(column)
        return tuple(found)

    @cached_property
    def run_of(self) -> Numbers:
        """Per column the changed place that it belongs to: a run of columns in one passage whose readings differ; -1
        where they agree."""
        passages = self.collation.passages
        changed = passages.states == 2
        begins = changed.copy()
        begins[1:] &= ~changed[:-1]
        edges = passages.edges[:-1]
        edges = edges[edges < len(changed)]
        begins[edges] = changed[edges]
        return np.where(changed, np.cumsum(begins) - 1, -1)

    @cached_property
    def run_lengths(self) -> list[int]:
        """How many columns each changed place has."""
        held = self.run_of[self.run_of >= 0]
        counted: list[int] = np.bincount(held).tolist()
        return counted

    def aligned(self, v: int, tokens: Span, other: int) -> list[int]:
        """The tokens of ``other`` that stand beside some tokens of ``v`` and say the same; -1 where none does."""
        columns = self.column_of[v][tokens.start : tokens.end]
        beside = np.where(columns >= 0, self.collation.passages.columns[columns, other], -1)
        own = self.collation.key_ids[v][tokens.start : tokens.end]
        same = self.collation.key_ids[other][np.maximum(beside, 0)] == own
        found: list[int] = np.where((beside >= 0) & same, beside, -1).tolist()
        return found

    # --- words without a break

    @cached_property
    def _running(self) -> tuple[str, ...]:
        """Per version the key ids of its words, in one string."""
        return tuple(
            " " + " ".join(map(str, self.words(v, Span(0, len(version.tokens))))) + " "
            for v, version in enumerate(self.versions)
        )

    @cached_property
    def _printed(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(version.tokens.keys) for version in self.versions)

    def prints(self, v: int, word: str) -> bool:
        """Whether a word, in small letters, stands anywhere in a version, with a possessive or without."""
        keys = self._printed[v]
        return word in keys or f"{word}'s" in keys or f"{word}'" in keys

    def says(self, v: int, words: Sequence[int]) -> bool:
        """Whether a version says some words without a break, punctuation apart."""
        return " " + " ".join(map(str, words)) + " " in self._running[v]
