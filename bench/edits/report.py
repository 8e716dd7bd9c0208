"""Verdicts → the table kind × noise, and one case as a picture.

ugly    “97.3 %”, and nobody can look at the rest
wanted  the share beside what is asked, and the numbers of the cases that failed, each of which can be printed
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import repeat

from bench.edits.claims import Claims, Side, make_claims
from bench.edits.judge import Verdict, judge, judge_claims
from bench.edits.kinds import Case, make_case
from bench.edits.texts import AbsentError
from bench.edits.words import print_text
from bench.table import print_table

ASKED = {0: 0.99, 20: 0.95}
"""The share of cases that must be right, by percent of noise."""
SHOWN = 12
"""Numbers of failing cases in the table."""


@dataclass(slots=True)
class Tally:
    """What became of the cases of one kind at one level of noise. ``wrong`` and ``false`` are numbers of cases."""

    kind: str
    noise: int
    cases: int = 0
    found: int = 0
    right: int = 0
    false: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    absent: dict[str, int] = field(default_factory=dict)

    def add(self, number: int, verdict: Verdict | str) -> None:
        """Counts a verdict, or the reason why there is none."""
        if isinstance(verdict, str):
            self.absent[verdict] = self.absent.get(verdict, 0) + 1
            return
        self.cases += 1
        self.found += verdict.found
        self.right += verdict.right
        if verdict.false:
            self.false.append(number)
        if not verdict.right:
            self.wrong.append(number)

    @property
    def share(self) -> float:
        """Share of the cases that are right, 0–1."""
        return self.right / max(1, self.cases)

    def to_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        return {
            "kind": self.kind,
            "noise_percent": self.noise,
            "cases": self.cases,
            "found": self.found,
            "right": self.right,
            "required_share": ASKED.get(self.noise),
            "wrong": self.wrong,
            "false_claims": self.false,
            "not_run": self.absent,
        }


def judge_number(kind: str, number: int, noise: int) -> Verdict | str:
    """The verdict on a case by its number; a text where the case cannot be made here."""
    try:
        return judge(make_case(kind, number, noise))
    except AbsentError as error:
        return str(error)


def tally(kind: str, noise: int, numbers: Iterable[int], jobs: int = 1) -> Tally:
    """Runs the cases of one kind at one level of noise, in ``jobs`` processes."""
    chosen = list(numbers)
    made = Tally(kind, noise)
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            verdicts = list(pool.map(judge_number, repeat(kind), chosen, repeat(noise), chunksize=25))
    else:
        verdicts = [judge_number(kind, number, noise) for number in chosen]
    for number, verdict in zip(chosen, verdicts, strict=True):
        made.add(number, verdict)
    return made


def table(tallies: list[Tally]) -> str:
    """One line per kind and noise, then why cases did not run."""
    head = [
        "edit",
        "noise",
        "cases",
        "found",
        "named right",
        "asked",
        "with false claims",
        "  numbers of those not right",
    ]
    lines = [
        [
            one.kind,
            f"{one.noise} %",
            f"{one.cases:,}",
            _share(one.found, one.cases),
            _share(one.right, one.cases),
            f"{100 * ASKED[one.noise]:.0f} %" if one.noise in ASKED else "",
            _share(len(one.false), one.cases),
            "  " + " ".join(map(str, one.wrong[:SHOWN])) + (" …" if len(one.wrong) > SHOWN else ""),
        ]
        for one in tallies
    ]
    reasons: dict[str, int] = {}
    for one in tallies:
        for reason, count in one.absent.items():
            reasons[reason] = reasons.get(reason, 0) + count
    return "\n".join([print_table(head, lines), *(f"{count:,} cases not run: {why}" for why, count in reasons.items())])


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


# --- one case --------------------------------------------------------------------------------------


def picture(kind: str, number: int, noise: int) -> str:
    """What was done, what is said of it passage by passage where it was done, and the verdict."""
    case = make_case(kind, number, noise)
    claims = make_claims(print_text(case.a), print_text(case.b))
    verdict = judge_claims(case, claims)
    return "\n".join(
        [
            f"{kind} {number}, {noise} % noise: {case.a.name}",
            f"done: {case.edit.what}",
            "",
            "here [-words of a alone-], {+words of b alone+}:",
            *_passages(case, claims),
            "",
            *_rows(case, claims),
            *(f"finding: {f.form}, {f.words} words, lacked by b: {_short(f.quote)}" for f in _findings(case, claims)),
            f"verdict: {'right' if verdict.right else 'not right'}",
            *([f"  missed: {verdict.missed}"] if verdict.missed else []),
            *([f"  misnamed: {verdict.misnamed}"] if verdict.misnamed else []),
            *(f"  claimed: {text}" for text in verdict.false),
        ]
    )


def _near(case: Case, claims: Claims) -> list[int]:
    """Passages of the paragraphs that were edited, in the order of a, then of b."""
    found = [claims.a.passages[k] for p in case.edit.a_paragraphs for k in claims.a.of_paragraph(p)]
    found += [claims.b.passages[k] for p in case.edit.b_paragraphs for k in claims.b.of_paragraph(p)]
    return list(dict.fromkeys(found))


def _passages(case: Case, claims: Claims) -> Iterator[str]:
    pairing = claims.comparison.pairings[0, 1]
    for number in _near(case, claims):
        if number not in pairing.relations:
            continue
        pieces = []
        for stretch in pairing.stretches[number]:
            left, right = _words(claims.a, stretch.a), _words(claims.b, stretch.b)
            if stretch.kind in ("same", "cosmetic"):
                pieces.append(right)
            else:
                pieces.append("".join([f"[-{left}-]" if left else "", f"{{+{right}+}}" if right else ""]))
        units = [len(reading.units) for reading in claims.comparison.collation.passages[number].readings]
        moved = ", moved" if number in claims.moved else ""
        yield f"  {pairing.relations[number]}{moved}, {units[0]}:{units[1]}  {' '.join(pieces)}"


def _rows(case: Case, claims: Claims) -> Iterator[str]:
    near = {claims.a.paragraphs[k] for p in case.edit.a_paragraphs for k in claims.a.of_paragraph(p)}
    for row in claims.comparison.collation.rows:
        if near.intersection(row.paragraphs[0]):
            a, b = ([p + 1 for p in run] for run in row.paragraphs)
            yield f"row: paragraphs {a} of a beside {b} of b"


def _findings(case: Case, claims: Claims) -> list:
    near = set(_near(case, claims))
    return [
        finding
        for finding in claims.comparison.omissions
        if finding.lackers == (1,) and near.intersection(place.passage for place in finding.places if place.present)
    ]


def _words(side: Side, tokens) -> str:
    if tokens.end <= tokens.start:
        return ""
    made = side.version.tokens
    return " ".join(side.version.text[int(made.starts[tokens.start]) : int(made.ends[tokens.end - 1])].split())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) < 90 else text[:89] + "…"
