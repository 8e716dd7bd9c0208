"""What a comparison of two versions says, about each word of the bench's own text.

    ugly    a judge that walks through passages, stretches and tokens, once for every kind of edit
    wanted  per word: its unit, its passage, its paragraph, and whether it is said to be kept, changed or left out

Everything is taken from what ``twicetold.compare`` returns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.edits.words import Printed
from twicetold import Comparison, Version, compare, read
from twicetold.align.stretches import Stretch

KEPT, CHANGED, ABSENT, ASIDE = "kept", "changed", "absent", "aside"
"""What is said of a word: it stands in both; it is marked inside a shared passage; the other version lacks its
passage; it is taken for no part of the story."""


@dataclass(frozen=True, slots=True)
class Side:
    """One version: for each printed word its unit, the engine's paragraph, its passage, and what is said of it.

    ``tokens[k]`` is the range of tokens of word k that hold a letter or a digit; ``said[k]`` one of the four above.
    """

    version: Version
    printed: Printed
    units: tuple[int, ...]
    paragraphs: tuple[int, ...]
    passages: tuple[int, ...]
    tokens: tuple[tuple[int, ...], ...]
    said: tuple[str, ...]

    def of_paragraph(self, number: int) -> list[int]:
        """The words of a printed paragraph that have a letter or a digit."""
        return [k for k, p in enumerate(self.printed.paragraphs) if p == number and self.printed.words[k].core]

    def by_unit(self) -> dict[int, list[int]]:
        """Words with a letter or a digit, by unit."""
        found: dict[int, list[int]] = {}
        for k, unit in enumerate(self.units):
            if self.printed.words[k].core:
                found.setdefault(unit, []).append(k)
        return found


@dataclass(frozen=True, slots=True)
class Claims:
    """The comparison of ``a`` with ``b``, read as b against a."""

    comparison: Comparison
    a: Side
    b: Side

    @property
    def moved(self) -> frozenset[int]:
        """Passages that are said to have moved."""
        return frozenset(self.comparison.moved[0, 1])

    def carries(self, passage: int, version: int) -> bool:
        """Whether a version has a passage."""
        return bool(self.comparison.collation.passages[passage].readings[version].units)

    def changes(self) -> Iterator[tuple[int, Stretch]]:
        """Every mark inside a shared passage that is more than typography, with its passage."""
        pairing = self.comparison.pairings[0, 1]
        for passage, stretches in pairing.stretches.items():
            if pairing.relations[passage] != ABSENT:
                for stretch in stretches:
                    if stretch.kind not in ("same", "cosmetic"):
                        yield passage, stretch

    def uneven_rows(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Paragraphs that stand beside each other, one against several or the other way round."""
        for row in self.comparison.collation.rows:
            a, b = row.paragraphs
            if a and b and len(a) != len(b):
                yield tuple(a), tuple(b)


def make_claims(a: Printed, b: Printed) -> Claims:
    """Compares two printed texts."""
    comparison = compare([read(a.text, "A"), read(b.text, "B")])
    return Claims(comparison, _side(comparison, 0, a), _side(comparison, 1, b))


def _side(comparison: Comparison, v: int, printed: Printed) -> Side:
    version = comparison.versions[v]
    home = {
        unit: number
        for number, passage in enumerate(comparison.collation.passages)
        for unit in passage.readings[v].units
    }
    unit_of = [u for u, unit in enumerate(version.units) for _ in range(unit.tokens.start, unit.tokens.end)]
    first_token = dict(zip(version.tokens.starts.tolist(), range(len(version.tokens)), strict=True))
    state = _token_states(comparison, v)
    is_word, ends = version.tokens.is_word.tolist(), version.tokens.ends.tolist()
    units, tokens, said = [], [], []
    for start, end in zip(printed.starts, printed.ends, strict=True):
        first = first_token[start]
        last = first
        while last < len(ends) and ends[last] <= end:
            last += 1
        unit = unit_of[first]
        chosen = tuple(t for t in range(first, last) if is_word[t])
        units.append(unit)
        tokens.append(chosen)
        states = {state.get(t, ASIDE) for t in chosen} if version.units[unit].is_story else {ASIDE}
        said.append(next(s for s in (ASIDE, ABSENT, CHANGED, KEPT) if s in states or s == KEPT))
    return Side(
        version,
        printed,
        tuple(units),
        tuple(version.units[u].paragraph for u in units),
        tuple(home[u] for u in units),
        tuple(tokens),
        tuple(said),
    )


def _token_states(comparison: Comparison, v: int) -> dict[int, str]:
    pairing = comparison.pairings[0, 1]
    states: dict[int, str] = {}
    for passage, stretches in pairing.stretches.items():
        lacking = pairing.relations[passage] == ABSENT
        for stretch in stretches:
            span = stretch.b if v else stretch.a
            kind = ABSENT if lacking else KEPT if stretch.kind in ("same", "cosmetic") else CHANGED
            states.update(dict.fromkeys(range(span.start, span.end), kind))
    return states
