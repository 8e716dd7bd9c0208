"""Is the edit found, and does it get its right name; and what is claimed that was not done?

    found   what was edited is linked, or left out, or marked, as it should be
    named   the comparison calls it what it is: split, joined, moved, left out, a clause left out, an edited place
    false   what is claimed beside it: left out, added, moved, divided or marked without having been touched

On near copies (no noise) everything counts: a mark anywhere else, however small, is a false claim, and a case with a
false claim is not right. The rules, kind by kind:

    split, join  the row holds one paragraph against two, or two against one; no other row is uneven
    move         all units of the paragraph are linked with their own words and marked as moved; no other unit is
    cut          all units of the paragraph are absent in b and told in one finding, a dateline in one of its own; no
                 other unit is absent
    clause       one mark: left out, exactly the words cut; a finding of form clause, which b lacks
    negation     one mark: the word added, or left out; the passage is called edited
    figure       one mark: the figure, whole and alone, replaced by the other; the passage is called edited

Under noise (a share of the words of b edited) only what is fair is asked. A unit is *fair* if half of its words, four
at least, still stand in the other text; of units that are not, any claim is allowed. Asked are: the same rows; the
fair units of the moved paragraph linked and moved, no fair unit else moved; the units of the paragraph that was cut
absent and in one finding, no fair unit else absent; of the clause's words at most a fifth kept, or one (a noise word
may be the same by chance), its passage not absent, and a finding of form clause, unless the noise beside it put more
than a quarter of its words in its place, when it counts as said differently; the negation or the figure within a
changed mark. Marks elsewhere are the noise's own. False claims of another kind than the edit's are counted, but a case
may be right with them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.edits.claims import CHANGED, KEPT, Claims, Side, make_claims
from bench.edits.false_claims import false_claims
from bench.edits.kinds import Case
from bench.edits.trial import Trial, make_trial, passage_of, says, text_of
from bench.edits.words import print_text

_CHANCE_SHARE = 0.2
"""Of the words of a clause that was cut so many may be kept under noise, and one in any case: a noise word, or a word
that stands at its edge and in it, may be the same by chance."""
_STUB_SHARE = 0.25
"""A clause in whose place noise put more than this share of its words counts as said differently."""
_MAX_ISLAND_WORDS = 3
"""Words kept between two places of noise that are too few to keep the places apart."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``missed``: why it is not found; ``misnamed``: why not named right; ``false``: what is claimed and was not
    done; ``same_kind``: those of them that are of the edit's kind."""

    missed: str = ""
    misnamed: str = ""
    false: tuple[str, ...] = ()
    same_kind: bool = False

    @property
    def found(self) -> bool:
        """Found, under whatever name."""
        return not self.missed

    @property
    def right(self) -> bool:
        """Found, named right, and nothing claimed beside it that speaks against it."""
        return not self.missed and not self.misnamed and not self.same_kind


def judge(case: Case) -> Verdict:
    """Compares the texts of a case and judges what is said."""
    claims = make_claims(print_text(case.a), print_text(case.b))
    return judge_claims(case, claims)


def judge_claims(case: Case, claims: Claims) -> Verdict:
    """The verdict on a comparison that has been made."""
    trial = make_trial(case, claims)
    missed, misnamed = _RULES[case.kind](trial)
    false = list(false_claims(trial))
    counted = [text for kind, text in false if not case.noise or kind == _OWN_KIND.get(case.kind)]
    return Verdict(missed, misnamed, tuple(text for _, text in false), bool(counted))


# --- the rules: why it is missed, why it is named wrong --------------------------------------------


def _divided(trial: Trial) -> tuple[str, str]:
    a, b = trial.claims.a, trial.claims.b
    edit = trial.case.edit
    left = tuple(sorted({a.paragraphs[k] for p in edit.a_paragraphs for k in a.of_paragraph(p)}))
    right = tuple(sorted({b.paragraphs[k] for p in edit.b_paragraphs for k in b.of_paragraph(p)}))
    units = trial.units(0, edit.a_paragraphs, fair=True)
    lost = [u for u in units if not trial.claims.carries(passage_of(a, u), 1)]
    missed = f"{len(lost)} of its units absent" if lost else ""
    rows = list(trial.claims.uneven_rows())
    misnamed = "" if (left, right) in rows else f"no row {left} against {right}; uneven are {rows}"
    return missed, misnamed


def _moved(trial: Trial) -> tuple[str, str]:
    a, b = trial.claims.a, trial.claims.b
    edit = trial.case.edit
    there = {b.units[k] for k in b.of_paragraph(edit.b_paragraphs[0])}
    passages = {passage_of(a, u) for u in trial.units(0, edit.a_paragraphs, fair=True)}
    if not passages and not trial.case.noise:
        return "nothing of it stands in b", ""
    readings = [trial.claims.comparison.collation.passages[p].readings[1].units for p in sorted(passages)]
    stray = sum(not units or not there.issuperset(units) for units in readings)
    missed = f"{stray} of {len(readings)} of its passages not linked with its own words" if stray else ""
    still = len(passages - trial.claims.moved)
    return missed, f"{still} of {len(passages)} of its passages not said to have moved" if still else ""


def _cut(trial: Trial) -> tuple[str, str]:
    a = trial.claims.a
    words = trial.cut_words(0)
    linked = {a.units[k] for k in words if trial.claims.carries(a.passages[k], 1)}
    missed = f"{len(linked)} of its units linked with something" if linked else ""
    told = [f for f in _findings(trial, ("passage", "line")) if any(_covers(f, a, k) for k in words)]
    kinds = [finding.form for finding in told]
    if kinds.count("passage") > 1 or kinds.count("line") > 1 or not told:
        return missed, f"told in {len(told)} findings, not one"
    untold = [k for k in words if not any(_covers(finding, a, k) for finding in told)]
    return missed, f"{len(untold)} of its words in no finding" if untold else ""


def _clause(trial: Trial) -> tuple[str, str]:
    a, words = trial.claims.a, trial.cut_words(0)
    passages = {a.passages[k] for k in words}
    if not all(trial.claims.carries(p, 1) for p in passages):
        return "its whole passage absent", ""
    kept = sum(a.said[k] == KEPT for k in words)
    missed = f"{kept} of its {len(words)} words said to be kept" if kept > max(1, _CHANCE_SHARE * len(words)) else ""
    if not trial.case.noise:
        marks = list(trial.claims.changes())
        exact = [s for p, s in marks if p in passages and s.kind == "omitted" and says(trial, 0, s.a, words)]
        # where the same word stands at both ends of the clause, the words that go may be taken one place later
        missed = "" if len(exact) == 1 else missed or f"not left out exactly: {_marks(trial)}"
    told = [f for f in _findings(trial, ("clause",)) if 2 * sum(_covers(f, a, k) for k in words) > len(words)]
    if told or (trial.case.noise and _is_said_differently(trial, words)):
        return missed, ""
    return missed, "in no finding of form clause"


def _place(trial: Trial) -> tuple[str, str]:
    """A negation or a figure."""
    sides = [(trial.claims.a, trial.cut_words(0), 0), (trial.claims.b, trial.cut_words(1), 1)]
    for side, words, v in sides:
        for k in words:
            if not trial.claims.carries(side.passages[k], 1 - v):
                return "its whole passage absent", ""
            if side.said[k] != CHANGED:
                return f"“{side.printed.words[k].text}” is said to be {side.said[k]}", ""
    if trial.case.noise:
        return "", ""
    marks = list(trial.claims.changes())
    kind = "replaced" if sides[0][1] and sides[1][1] else "omitted" if sides[0][1] else "added"
    good = [
        (p, s)
        for p, s in marks
        if s.kind == kind and says(trial, 0, s.a, sides[0][1]) and says(trial, 1, s.b, sides[1][1])
    ]
    if len(good) != 1:
        return "", f"no mark “{kind}” of that word alone: {_marks(trial)}"
    relation = trial.claims.comparison.pairings[0, 1].relations[good[0][0]]
    return "", "" if relation == "edited" else f"the passage is called {relation}"


_RULES: dict[str, Callable[[Trial], tuple[str, str]]] = {
    "split": _divided,
    "join": _divided,
    "move": _moved,
    "cut": _cut,
    "clause": _clause,
    "negation": _place,
    "figure": _place,
}
_OWN_KIND = {"split": "divided", "join": "divided", "move": "moved", "cut": "absent"}


def _marks(trial: Trial) -> str:
    marks = [f"{s.kind} “{text_of(trial, 0, s.a)}” → “{text_of(trial, 1, s.b)}”" for _, s in trial.claims.changes()]
    return "; ".join(marks[:4]) + (" …" if len(marks) > 4 else "") or "no marks"


def _findings(trial: Trial, kinds: tuple[str, ...]) -> list:
    return [f for f in trial.claims.comparison.omissions if f.form in kinds and f.lackers == (1,)]


def _covers(finding, side: Side, k: int) -> bool:
    start, end = side.printed.starts[k], side.printed.ends[k]
    core = side.printed.words[k].core
    start += side.printed.words[k].text.index(core)
    end = start + len(core)
    return any(p.present and p.version == 0 and p.span.start <= start and end <= p.span.end for p in finding.places)


def _is_said_differently(trial: Trial, words: list[int]) -> bool:
    """Whether noise right beside the clause puts more words in its place than an omission may have.

    The place reaches from the clause over words that are not in b, and over up to three words in a row that are.
    """
    a, b = trial.claims.a.printed.words, trial.claims.b.printed.words
    low, high = words[0], words[-1]
    low, high = _reach(trial, low, -1), _reach(trial, high, 1)
    place = {k.origin: n for n, k in enumerate(b)}
    before = next((place[a[k].origin] for k in range(low - 1, -1, -1) if a[k].origin in place), -1)
    after = next((place[a[k].origin] for k in range(high + 1, len(a)) if a[k].origin in place), len(b))
    return after - before - 1 > _STUB_SHARE * (high - low + 1)


def _reach(trial: Trial, k: int, step: int) -> int:
    words, end = trial.claims.a.printed.words, k
    islands = 0
    while 0 <= k + step < len(words) and islands <= _MAX_ISLAND_WORDS:
        k += step
        islands = islands + 1 if words[k].origin in trial.both else 0
        if not islands:
            end = k
    return end
