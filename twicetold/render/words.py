"""Comparison → plain English: the answer at the top of the page, the list of what is missing.

    ugly    31 change runs, ratio 0.83
    wanted  UrduPoint prints 93 % of Expatica's words. It leaves out 1 passage (26 words) and adds 1 line.

Every number is exact, has one unit, and leads to its places. Texts are described, outlets are never judged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from twicetold.findings.omissions import words_in
from twicetold.findings.receipt import Receipt
from twicetold.model import Finding
from twicetold.pipeline import Comparison

_INDEPENDENT_SHARE = 0.4
"""Below this share both ways, in whatever words, a version is said to tell the story in its own words. Measured on five
printings of one story: independent accounts share up to .26 of the more shared side, one with re-translated quotes .33,
a reprint .96."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Target:
    """A place on the page: index of the row in ``collation.rows`` and of the passage in ``collation.passages``.

    Without a passage (-1) it is the whole row.
    """

    row: int
    passage: int = -1


@dataclass(frozen=True, slots=True)
class Part:
    """A run of plain text; with targets it leads to those places. ``sorts`` are the same places sort by sort, each
    with its count and its name."""

    text: str
    targets: tuple[Target, ...] = ()
    sorts: tuple[tuple[int, str, tuple[Target, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What is to be said of one version, read against the base."""

    version: int
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The statement without its links."""
        return "".join(part.text for part in self.parts)


Told = Mapping[int, tuple[Part, ...]]


def answer(comparison: Comparison, base: int, told: Told = MappingProxyType({})) -> tuple[Statement, ...]:
    """One statement per other version, in their order: the share that is measured, then what is ``told`` of the
    version (``telling.tell``), then what can be counted."""
    others = [v for v in range(len(comparison.versions)) if v != base]
    return tuple(Statement(v, tuple(_say(comparison, base, v, told.get(v, ())))) for v in others)


def percent(share: float) -> str:
    """A share (0–1) as a whole percentage, never rounded up to all and never down to none."""
    if 0 < share < 0.01:
        return "less than 1 %"
    return f"{min(round(share * 100), 99 if share < 1 else 100)} %"


def spoken_date(date: str) -> str:
    """“19 May 2021” for 2021-05-19, with or without a time of day; anything else as it is."""
    try:
        day = dt.datetime.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def count(number: int, singular: str, plural: str = "") -> str:
    """“1 passage”, “2 passages”, “1,204 words”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def _say(comparison: Comparison, base: int, version: int, told: tuple[Part, ...]) -> Iterable[Part]:
    overlap = comparison.overlaps[base, version]
    name, base_name = comparison.versions[version].label, comparison.versions[base].label
    relations = comparison.pairings[base, version].relations
    shared = [p for p, relation in relations.items() if relation != "absent"]
    if not shared:
        yield Part(f"{name} is a text of its own: no passage of it was matched with one in {base_name}.")
        return
    if is_independent(comparison, base, version):
        yield from _say_independent(comparison, base, version, shared)
        yield from told
        return
    verbatim = overlap.a_verbatim_share
    if verbatim == 1:
        yield Part(f"{name} prints every word of {base_name}.")
    else:
        yield Part(f"{name} prints {percent(verbatim)} of {_possessive(base_name)} words")
        if overlap.reworded:
            yield Part(f" and says {percent(overlap.a_found_share - verbatim)} in other words")
        yield Part(".")
    yield from told
    yield from _say_differences(comparison, base, version, " In all, it" if told else " It")


def _say_independent(comparison: Comparison, base: int, version: int, shared: Sequence[int]) -> Iterable[Part]:
    overlap = comparison.overlaps[base, version]
    name, base_name = comparison.versions[version].label, comparison.versions[base].label
    verbatim = percent(overlap.a_verbatim_share) if overlap.verbatim else "none"
    yield Part(f"{name} tells the story in its own words: {verbatim} of {_possessive(base_name)} words stand in it ")
    yield Part("word for word")
    if overlap.reworded:
        yield Part(f", {percent(overlap.a_found_share - overlap.a_verbatim_share)} in other words")
    targets = tuple(passage_target(comparison, p, (base, version)) for p in shared)
    yield Part(". The two share ")
    yield Part(count(len(shared), "passage"), targets)
    yield Part(".")


def _say_differences(comparison: Comparison, base: int, version: int, opening: str) -> Iterable[Part]:
    left_out = [f for f in comparison.omissions if base in f.keepers and version in f.lackers]
    added = [f for f in comparison.omissions if version in f.keepers and base in f.lackers]
    if left_out or added:
        yield Part(opening)
        if left_out:
            yield Part(" leaves out ")
            yield from _say_findings(comparison, left_out, base, base)
        if added:
            yield Part(" and adds " if left_out else " adds ")
            yield from _say_findings(comparison, added, version, base)
        yield Part(".")
    yield from _say_told(comparison, base, version)
    wordings = _wordings(comparison, base, version, [*left_out, *added])
    if wordings:
        verb = "place is" if len(wordings) == 1 else "places are"
        yield Part(" ")
        yield Part(f"{len(wordings):,} {verb} worded differently", tuple(wordings))
        yield Part(".")
    moved = comparison.moved[base, version]
    if moved:
        yield Part(" ")
        targets = tuple(passage_target(comparison, p, (base, version)) for p in sorted(moved))
        yield Part(count(len(moved), "sentence stands", "sentences stand") + " in another place", targets)
        yield Part(".")
    receipt = comparison.receipts[base, version]
    if receipt.total:
        yield Part(" ")
        yield _say_receipt(comparison, base, version, receipt)
        yield Part(".")
    divided = comparison.divided[base, version]
    if divided:
        yield Part(" ")
        targets = tuple(Target(row) for row in divided)
        yield Part(count(len(divided), "paragraph is", "paragraphs are") + " divided differently", targets)
        yield Part(".")
    overlap = comparison.overlaps[base, version]
    same = overlap.verbatim == overlap.a_words == overlap.b_words
    if same and not (left_out or added or wordings or moved or receipt.total or divided):
        yield Part(" Nothing differs.")


def _say_receipt(comparison: Comparison, base: int, version: int, receipt: Receipt) -> Part:
    """“28 differences are only typography”, with the places of every sort of them, the most frequent first."""
    of_sort: dict[str, dict[Target, None]] = {name: {} for name, _ in receipt.counts}
    for name, place in receipt.places:
        of_sort[name][passage_target(comparison, place.passage, (base, version))] = None
    every = tuple(dict.fromkeys(target for targets in of_sort.values() for target in targets))
    sorts = tuple((number, name, tuple(of_sort[name])) for name, number in receipt.counts)
    said = count(receipt.total, "difference is", "differences are") + " only typography"
    return Part(said, tuple(sorted(every, key=lambda target: (target.row, target.passage))), sorts)


_TOLD = (
    ("figure", "conflict", "figure or date differs", "figures or dates differ"),
    ("wording", "negation", "negation stands in one of them only", "negations stand in one of them only"),
    ("quote", "speaker", "quotation is given to somebody else", "quotations are given to somebody else"),
    (
        "quote",
        "unquoted",
        "quotation stands without its marks in one of them",
        "quotations stand without their marks in one of them",
    ),
)
"""Findings of two versions that are told before everything that is only worded differently."""


def _say_told(comparison: Comparison, base: int, version: int) -> Iterable[Part]:
    """“3 figures or dates differ”: what two versions do not agree on, each with its places."""
    for kind, form, one, several in _TOLD:
        found = [
            finding
            for finding in comparison.findings.by_kind[kind]
            if finding.form == form and stand_apart(finding, base, version)
        ]
        if found:
            targets = [
                passage_target(comparison, place.passage, (place.version,))
                for finding in found
                for place in finding.places
                if place.version == base
            ]
            yield Part(" ")
            yield Part(count(len(found), one, several), tuple(dict.fromkeys(targets)))
            yield Part(".")


def stand_apart(finding: Finding, a: int, b: int) -> bool:
    """Whether two versions stand on different sides of a finding."""
    sides = [{(p.present, p.value) for p in finding.places if p.version == v} for v in (a, b)]
    return bool(sides[0]) and bool(sides[1]) and sides[0].isdisjoint(sides[1])


def _say_findings(comparison: Comparison, found: list[Finding], carrier: int, base: int) -> Iterable[Part]:
    """“2 passages (71 words) and 1 line”: the words counted in the version that carries them."""
    passages = [f for f in found if f.form != "line"]
    lines = [f for f in found if f.form == "line"]
    if passages:
        words = sum(_carried_words(comparison, f, carrier) for f in passages)
        targets = tuple(finding_target(comparison, f, base) for f in passages)
        yield Part(f"{count(len(passages), 'passage')} ({count(words, 'word')})", targets)
    if lines:
        yield Part(" and " if passages else "")
        yield Part(count(len(lines), "line"), tuple(finding_target(comparison, f, base) for f in lines))


def _carried_words(comparison: Comparison, finding: Finding, carrier: int) -> int:
    version = comparison.versions[carrier]
    return sum(words_in(version, place.span) for place in finding.places if place.present and place.version == carrier)


def _wordings(comparison: Comparison, base: int, version: int, told: Sequence[Finding]) -> list[Target]:
    """One target per changed place inside shared passages that no finding has counted already."""
    pairing = comparison.pairings[base, version]
    minimum = comparison.collation.settings.min_clause_words
    clauses = {place.passage for finding in told if finding.form == "clause" for place in finding.places}
    targets = []
    for passage, stretches in sorted(pairing.stretches.items()):
        if pairing.relations[passage] == "absent":
            continue
        places = [s for s in stretches if s.kind in ("replaced", "omitted", "added")]
        if passage in clauses:
            places = [s for s in places if max(len(s.a), len(s.b)) < minimum]
        targets += [passage_target(comparison, passage, (base, version))] * len(places)
    return targets


def finding_target(comparison: Comparison, finding: Finding, base: int) -> Target:
    """Where a finding is looked at: in the base's row if the base carries it, else in that of its first carrier."""
    carrier = base if base in finding.keepers else finding.keepers[0]
    passage = next(p.passage for p in finding.places if p.present and p.version == carrier)
    return passage_target(comparison, passage, (carrier,))


def passage_target(comparison: Comparison, passage: int, versions: Iterable[int]) -> Target:
    """A passage in the row of the first of these versions that has it."""
    readings = comparison.collation.passages[passage].readings
    version = next(v for v in versions if readings[v])
    paragraph = comparison.versions[version].units[readings[version].units[0]].paragraph
    return Target(comparison.row_of[version][paragraph], passage)


def is_independent(comparison: Comparison, a: int, b: int) -> bool:
    """Whether two versions share so little, either way round, that each tells in its own words."""
    overlap = comparison.overlaps[a, b]
    return max(overlap.a_found_share, overlap.b_found_share) < _INDEPENDENT_SHARE


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def summary_lines(comparison: Comparison, base: int) -> list[str]:
    """The answer as plain lines, for the command line and for reports."""
    return [statement.text for statement in answer(comparison, base)]
