"""What is claimed and was not done: left out, added, moved, divided or marked without having been touched."""

from __future__ import annotations

from collections.abc import Iterator

from bench.edits.claims import ABSENT
from bench.edits.trial import Trial, passage_of, text_of, unit_text


def false_claims(trial: Trial) -> Iterator[tuple[str, str]]:
    """(kind, words for a person) of everything that is claimed and was not done."""
    yield from _false_absences(trial)
    yield from _false_moves(trial)
    yield from _false_divisions(trial)
    if not trial.case.noise:
        yield from _false_marks(trial)


def _false_absences(trial: Trial) -> Iterator[tuple[str, str]]:
    for v, side in enumerate((trial.claims.a, trial.claims.b)):
        for unit, words in side.by_unit().items():
            if unit in trial.fair[v] and side.said[words[0]] == ABSENT:
                yield "absent", f"{'added' if v else 'left out'}: {unit_text(side, unit)}"


def _false_moves(trial: Trial) -> Iterator[tuple[str, str]]:
    side, edit = trial.claims.a, trial.case.edit
    own = trial.units(0, edit.a_paragraphs, fair=False) if trial.case.kind == "move" else set()
    for unit in sorted(trial.fair[0] - own):
        if passage_of(side, unit) in trial.claims.moved:
            yield "moved", f"moved: {unit_text(side, unit)}"


def _false_divisions(trial: Trial) -> Iterator[tuple[str, str]]:
    own: set[int] = set()
    sides, edit = (trial.claims.a, trial.claims.b), trial.case.edit
    if trial.case.kind in ("split", "join"):
        own = {sides[0].paragraphs[k] for p in edit.a_paragraphs for k in sides[0].of_paragraph(p)}
    known = [{side.version.units[u].paragraph for u in fair} for side, fair in zip(sides, trial.fair, strict=True)]
    for left, right in trial.claims.uneven_rows():
        # under noise a paragraph without a fair unit is nobody's to place
        even = trial.case.noise and len(known[0].intersection(left)) == len(known[1].intersection(right))
        if own.isdisjoint(left) and not even:
            yield "divided", f"divided: paragraphs {left} against {right}"


def _false_marks(trial: Trial) -> Iterator[tuple[str, str]]:
    """Marks in which no word of the edit stands, near copies only."""
    own = [
        {t for k in trial.cut_words(v) for t in side.tokens[k]}
        for v, side in enumerate((trial.claims.a, trial.claims.b))
    ]
    for _, stretch in trial.claims.changes():
        if own[0].isdisjoint(range(stretch.a.start, stretch.a.end)) and own[1].isdisjoint(
            range(stretch.b.start, stretch.b.end)
        ):
            yield "mark", f"{stretch.kind}: “{text_of(trial, 0, stretch.a)}” → “{text_of(trial, 1, stretch.b)}”"
