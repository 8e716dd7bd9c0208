"""A case on trial: what was done beside what is said of it, and the questions that every rule asks."""

from __future__ import annotations

from dataclasses import dataclass

from bench.edits.claims import Claims, Side
from bench.edits.kinds import Case
from twicetold import Span

_FAIR_SHARE, _FAIR_WORDS = 0.5, 4
"""Under noise a unit is fair if this share of its words, and this many, still stand in the other text."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A case with what is said of it. ``fair[side]`` are units that the other text must be found to have."""

    case: Case
    claims: Claims
    both: frozenset[int]
    fair: tuple[frozenset[int], frozenset[int]]

    def cut_words(self, side: int) -> list[int]:
        """The words of a side that it has by the edit alone."""
        origins = self.case.edit.b_words if side else self.case.edit.a_words
        words = (self.claims.b if side else self.claims.a).printed.words
        return [k for k, word in enumerate(words) if word.origin in origins and word.core]

    def units(self, side: int, paragraphs: tuple[int, ...], *, fair: bool) -> set[int]:
        """The units of printed paragraphs; on demand the fair ones only."""
        made = self.claims.b if side else self.claims.a
        found = {made.units[k] for p in paragraphs for k in made.of_paragraph(p)}
        return found & self.fair[side] if fair else found


def make_trial(case: Case, claims: Claims) -> Trial:
    """The case with its fair units; on near copies those of which any word stands in the other text."""
    here = {word.origin: word.core for word in claims.a.printed.words if word.core}
    both = frozenset(w.origin for w in claims.b.printed.words if w.core and here.get(w.origin) == w.core)
    fair = tuple(_fair_units(side, both, case.noise) for side in (claims.a, claims.b))
    return Trial(case, claims, both, (fair[0], fair[1]))


def _fair_units(side: Side, both: frozenset[int], noise: int) -> frozenset[int]:
    found = set()
    for unit, words in side.by_unit().items():
        stays = sum(side.printed.words[k].origin in both for k in words)
        enough = stays >= max(_FAIR_WORDS, _FAIR_SHARE * len(words)) if noise else stays > 0
        if enough and side.version.units[unit].is_story:
            found.add(unit)
    return frozenset(found)


def passage_of(side: Side, unit: int) -> int:
    """The passage of a unit."""
    return side.passages[side.units.index(unit)]


def unit_text(side: Side, unit: int) -> str:
    """The beginning of a unit, for a person."""
    text = " ".join(side.version.slice(side.version.units[unit].span).split())
    return text if len(text) < 70 else text[:69] + "…"


def text_of(trial: Trial, v: int, tokens: Span) -> str:
    """The text under a range of tokens of version ``v``."""
    version = (trial.claims.b if v else trial.claims.a).version
    if tokens.end <= tokens.start:
        return ""
    return version.text[int(version.tokens.starts[tokens.start]) : int(version.tokens.ends[tokens.end - 1])]


def says(trial: Trial, v: int, tokens: Span, words: list[int]) -> bool:
    """Whether a range of tokens holds the words of these printed words and no others, in this order or turned."""
    side = trial.claims.b if v else trial.claims.a
    keys, forms, is_word = side.version.tokens.keys, side.version.tokens.forms, side.version.tokens.is_word
    said = sorted(keys[forms[t]] for t in range(tokens.start, tokens.end) if is_word[t])
    return said == sorted(keys[forms[t]] for k in words for t in side.tokens[k])
