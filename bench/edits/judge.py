"""Is the edit found, and does it get its right name; and what is claimed that was not done?

    found   what was edited is linked, or left out, or marked, as it should be
    named   the comparison calls it what it is: split, joined, moved, left out, a clause left out, an edited place
    false   what is claimed beside it: left out, added, moved, divided or marked without having been touched

On near copies (no noise) everything counts: a mark anywhere else, however small, is a false claim, and a case with a
false claim is not right. The rules, kind by kind:

    split, join  the row holds one paragraph against two, or two against one; no other row is uneven
    move         all units of the paragraph are linked with their own words and marked as moved; no other unit is
    cut          all units of the paragraph are absent in b and told in one finding; no other unit is absent
    clause       one mark: left out, exactly the words cut; a finding of kind clause, which b lacks
    negation     one mark: the word added, or left out; the passage is called edited
    figure       one mark: the figure, whole and alone, replaced by the other; the passage is called edited

Under noise (a share of the words of b edited) only what is fair is asked. A unit is *fair* if half of its words, four
at least, still stand in the other text; of units that are not, any claim is allowed. Asked are: the same rows; the
fair units of the moved paragraph linked and moved, no fair unit else moved; the units of the paragraph that was cut
absent and in one finding, no fair unit else absent; of the clause's words at most a fifth kept (a noise word may be the
same by chance), its passage not absent, and a finding of kind clause, unless the noise beside it put more than a
quarter of its words in its place, when it counts as said differently; the negation or the figure within a changed
mark. Marks elsewhere are the noise's own. False claims of another kind than the edit's are counted, but a case may be
right with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.edits.claims import ABSENT, CHANGED, KEPT, Claims, Side, make_claims
from bench.edits.kinds import Case
from bench.edits.words import print_text

_FAIR_SHARE, _FAIR_WORDS = 0.5, 4
_CHANCE_SHARE = 0.2
_STUB_SHARE = 0.25


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


@dataclass(frozen=True, slots=True)
class _Trial:
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


def judge(case: Case) -> Verdict:
    """Compares the texts of a case and judges what is said."""
    claims = make_claims(print_text(case.a), print_text(case.b))
    return judge_claims(case, claims)


def judge_claims(case: Case, claims: Claims) -> Verdict:
    """The verdict on a comparison that has been made."""
    here = {word.origin: word.core for word in claims.a.printed.words if word.core}
    both = frozenset(w.origin for w in claims.b.printed.words if w.core and here.get(w.origin) == w.core)
    fair = tuple(_fair_units(side, both, case.noise) for side in (claims.a, claims.b))
    trial = _Trial(case, claims, both, (fair[0], fair[1]))
    missed, misnamed = _RULES[case.kind](trial)
    false = list(_false_claims(trial))
    counted = [text for kind, text in false if not case.noise or kind == _OWN_KIND.get(case.kind)]
    return Verdict(missed, misnamed, tuple(text for _, text in false), bool(counted))


def _fair_units(side: Side, both: frozenset[int], noise: int) -> frozenset[int]:
    found = set()
    for unit, words in side.by_unit().items():
        stays = sum(side.printed.words[k].origin in both for k in words)
        enough = stays >= max(_FAIR_WORDS, _FAIR_SHARE * len(words)) if noise else stays > 0
        if enough and side.version.units[unit].is_story:
            found.add(unit)
    return frozenset(found)


# --- the rules: why it is missed, why it is named wrong --------------------------------------------


def _divided(trial: _Trial) -> tuple[str, str]:
    a, b = trial.claims.a, trial.claims.b
    edit = trial.case.edit
    left = tuple(sorted({a.paragraphs[k] for p in edit.a_paragraphs for k in a.of_paragraph(p)}))
    right = tuple(sorted({b.paragraphs[k] for p in edit.b_paragraphs for k in b.of_paragraph(p)}))
    units = trial.units(0, edit.a_paragraphs, fair=True)
    lost = [u for u in units if not trial.claims.carries(_passage_of(a, u), 1)]
    missed = f"{len(lost)} of its units absent" if lost else ""
    rows = list(trial.claims.uneven_rows())
    misnamed = "" if (left, right) in rows else f"no row {left} against {right}; uneven are {rows}"
    return missed, misnamed


def _moved(trial: _Trial) -> tuple[str, str]:
    a, b = trial.claims.a, trial.claims.b
    edit = trial.case.edit
    there = {b.units[k] for k in b.of_paragraph(edit.b_paragraphs[0])}
    passages = {_passage_of(a, u) for u in trial.units(0, edit.a_paragraphs, fair=True)}
    readings = [trial.claims.comparison.collation.passages[p].readings[1].units for p in sorted(passages)]
    stray = sum(not units or not there.issuperset(units) for units in readings)
    missed = f"{stray} of {len(readings)} of its passages not linked with its own words" if stray else ""
    still = len(passages - trial.claims.moved)
    return missed, f"{still} of {len(passages)} of its passages not said to have moved" if still else ""


def _cut(trial: _Trial) -> tuple[str, str]:
    a = trial.claims.a
    words = trial.cut_words(0)
    linked = {a.units[k] for k in words if trial.claims.carries(a.passages[k], 1)}
    missed = f"{len(linked)} of its units linked with something" if linked else ""
    told = [f for f in _findings(trial, ("passage", "line")) if any(_covers(f, a, k) for k in words)]
    if len(told) != 1:
        return missed, f"told in {len(told)} findings, not one"
    untold = [k for k in words if not _covers(told[0], a, k)]
    return missed, f"{len(untold)} of its words in no finding" if untold else ""


def _clause(trial: _Trial) -> tuple[str, str]:
    a, words = trial.claims.a, trial.cut_words(0)
    passages = {a.passages[k] for k in words}
    if not all(trial.claims.carries(p, 1) for p in passages):
        return "its whole passage absent", ""
    kept = sum(a.said[k] == KEPT for k in words)
    missed = f"{kept} of its {len(words)} words said to be kept" if kept > _CHANCE_SHARE * len(words) else ""
    if not trial.case.noise:
        marks = list(trial.claims.changes())
        exact = [s for p, s in marks if p in passages and s.kind == "omitted" and _says(trial, 0, s.a, words)]
        # where the same word stands at both ends of the clause, the words that go may be taken one place later
        missed = "" if len(exact) == 1 else missed or f"not left out exactly: {_marks(trial)}"
    told = [f for f in _findings(trial, ("clause",)) if 2 * sum(_covers(f, a, k) for k in words) > len(words)]
    if told or (trial.case.noise and _is_said_differently(trial, words)):
        return missed, ""
    return missed, "in no finding of kind clause"


def _place(trial: _Trial) -> tuple[str, str]:
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
        if s.kind == kind and _says(trial, 0, s.a, sides[0][1]) and _says(trial, 1, s.b, sides[1][1])
    ]
    if len(good) != 1:
        return "", f"no mark “{kind}” of that word alone: {_marks(trial)}"
    relation = trial.claims.comparison.pairings[0, 1].relations[good[0][0]]
    return "", "" if relation == "edited" else f"the passage is called {relation}"


_RULES: dict[str, Callable[[_Trial], tuple[str, str]]] = {
    "split": _divided,
    "join": _divided,
    "move": _moved,
    "cut": _cut,
    "clause": _clause,
    "negation": _place,
    "figure": _place,
}
_OWN_KIND = {"split": "divided", "join": "divided", "move": "moved", "cut": "absent"}

# --- false claims ----------------------------------------------------------------------------------


def _false_claims(trial: _Trial) -> Iterator[tuple[str, str]]:
    """(kind, words for a person) of everything that is claimed and was not done."""
    yield from _false_absences(trial)
    yield from _false_moves(trial)
    yield from _false_divisions(trial)
    if not trial.case.noise:
        yield from _false_marks(trial)


def _false_absences(trial: _Trial) -> Iterator[tuple[str, str]]:
    for v, side in enumerate((trial.claims.a, trial.claims.b)):
        for unit, words in side.by_unit().items():
            if unit in trial.fair[v] and side.said[words[0]] == ABSENT:
                yield "absent", f"{'added' if v else 'left out'}: {_unit_text(side, unit)}"


def _false_moves(trial: _Trial) -> Iterator[tuple[str, str]]:
    side, edit = trial.claims.a, trial.case.edit
    own = trial.units(0, edit.a_paragraphs, fair=False) if trial.case.kind == "move" else set()
    for unit in sorted(trial.fair[0] - own):
        if _passage_of(side, unit) in trial.claims.moved:
            yield "moved", f"moved: {_unit_text(side, unit)}"


def _false_divisions(trial: _Trial) -> Iterator[tuple[str, str]]:
    own: set[int] = set()
    side, edit = trial.claims.a, trial.case.edit
    if trial.case.kind in ("split", "join"):
        own = {side.paragraphs[k] for p in edit.a_paragraphs for k in side.of_paragraph(p)}
    for left, right in trial.claims.uneven_rows():
        if own.isdisjoint(left):
            yield "divided", f"divided: paragraphs {left} against {right}"


def _false_marks(trial: _Trial) -> Iterator[tuple[str, str]]:
    """Marks in which no word of the edit stands, near copies only."""
    own = [{t for k in trial.cut_words(v) for t in side.tokens[k]} for v, side in _sides(trial)]
    for _, stretch in trial.claims.changes():
        if own[0].isdisjoint(range(stretch.a.start, stretch.a.end)) and own[1].isdisjoint(
            range(stretch.b.start, stretch.b.end)
        ):
            yield "mark", f"{stretch.kind}: “{_text(trial, 0, stretch.a)}” → “{_text(trial, 1, stretch.b)}”"


# --- small questions -------------------------------------------------------------------------------


def _sides(trial: _Trial) -> tuple[tuple[int, Side], tuple[int, Side]]:
    return (0, trial.claims.a), (1, trial.claims.b)


def _passage_of(side: Side, unit: int) -> int:
    return side.passages[side.units.index(unit)]


def _unit_text(side: Side, unit: int) -> str:
    text = " ".join(side.version.slice(side.version.units[unit].span).split())
    return text if len(text) < 70 else text[:69] + "…"


def _text(trial: _Trial, v: int, tokens) -> str:
    version = (trial.claims.b if v else trial.claims.a).version
    if tokens.end <= tokens.start:
        return ""
    return version.text[int(version.tokens.starts[tokens.start]) : int(version.tokens.ends[tokens.end - 1])]


def _says(trial: _Trial, v: int, tokens, words: list[int]) -> bool:
    """Whether a range of tokens holds the words of these printed words and no others, in this order or turned."""
    side = trial.claims.b if v else trial.claims.a
    keys, forms, is_word = side.version.tokens.keys, side.version.tokens.forms, side.version.tokens.is_word
    said = sorted(keys[forms[t]] for t in range(tokens.start, tokens.end) if is_word[t])
    return said == sorted(keys[forms[t]] for k in words for t in side.tokens[k])


def _marks(trial: _Trial) -> str:
    marks = [f"{s.kind} “{_text(trial, 0, s.a)}” → “{_text(trial, 1, s.b)}”" for _, s in trial.claims.changes()]
    return "; ".join(marks[:4]) + (" …" if len(marks) > 4 else "") or "no marks"


def _findings(trial: _Trial, kinds: tuple[str, ...]) -> list:
    return [f for f in trial.claims.comparison.omissions if f.kind in kinds and f.lackers == (1,)]


def _covers(finding, side: Side, k: int) -> bool:
    start, end = side.printed.starts[k], side.printed.ends[k]
    core = side.printed.words[k].core
    start += side.printed.words[k].text.index(core)
    end = start + len(core)
    return any(p.present and p.version == 0 and p.span.start <= start and end <= p.span.end for p in finding.places)


def _is_said_differently(trial: _Trial, words: list[int]) -> bool:
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


def _reach(trial: _Trial, k: int, step: int) -> int:
    words, end = trial.claims.a.printed.words, k
    islands = 0
    while 0 <= k + step < len(words) and islands <= 3:
        k += step
        islands = islands + 1 if words[k].origin in trial.both else 0
        if not islands:
            end = k
    return end
