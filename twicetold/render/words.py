"""Comparison → plain English: the answer at the top of the page, the list of what is missing.

    ugly    31 change runs, ratio 0.83
    wanted  UrduPoint prints 93 % of Expatica's words. It leaves out 1 passage (26 words) and adds 1 line.

Every number is exact, has one unit, and leads to its places. Texts are described, outlets are never judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twicetold.findings.omissions import words_in
from twicetold.model import Finding
from twicetold.pipeline import Comparison

_INDEPENDENT_SHARE = 0.4
"""Below this share both ways, in whatever words, a version is said to tell the story in its own words. Measured on five
printings of one story: independent accounts share up to .26 of the more shared side, one with re-translated quotes .33,
a reprint .96."""

_TIES = ',;:.–—-”’"» '
"""What ties a clause to the words before it, and is left away when it is quoted alone."""

_LONG_LIST = 3
"""With more versions than this, the longest list of names is “all the others”."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place on the page: index of the row in ``collation.rows`` and of the passage in ``collation.passages``.

    Without a passage (-1) it is the whole row.
    """

    row: int
    passage: int = -1


@dataclass(frozen=True, slots=True)
class Part:
    """A run of plain text; with targets it leads to those places."""

    text: str
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What is to be said of one version, read against the base."""

    version: int
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The statement without its links."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class MissingItem:
    """A line of the list *what is missing where*: the words, who keeps them, who leaves them out, and where."""

    kind: str
    words: int
    quote: str
    keepers: tuple[int, ...]
    lackers: tuple[int, ...]
    target: Target
    say: str


def answer(comparison: Comparison, base: int) -> tuple[Statement, ...]:
    """One statement per other version, in the order of the versions."""
    others = [v for v in range(len(comparison.versions)) if v != base]
    return tuple(Statement(v, tuple(_say(comparison, base, v))) for v in others)


def missing_list(comparison: Comparison, base: int) -> tuple[MissingItem, ...]:
    """Everything that some version carries and some version lacks, longest and most widely carried first.

    The place is the base's if the base is among the versions concerned, so that the reader lands where the gap shows.
    """
    items = []
    for finding in comparison.omissions:
        target = _target(comparison, finding, base)
        say = _who(comparison, finding)
        quote = _quote(finding)
        items.append(MissingItem(finding.kind, finding.words, quote, finding.keepers, finding.lackers, target, say))
    return tuple(items)


def percent(share: float) -> str:
    """A share (0–1) as a whole percentage, never rounded up to all and never down to none."""
    if 0 < share < 0.01:
        return "less than 1 %"
    return f"{min(round(share * 100), 99 if share < 1 else 100)} %"


def count(number: int, singular: str, plural: str = "") -> str:
    """“1 passage”, “2 passages”, “1,204 words”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def _say(comparison: Comparison, base: int, version: int) -> Iterable[Part]:
    overlap = comparison.overlaps[base, version]
    name, base_name = comparison.versions[version].label, comparison.versions[base].label
    relations = comparison.pairings[base, version].relations
    shared = [p for p, relation in relations.items() if relation != "absent"]
    if not shared:
        yield Part(f"{name} is a text of its own: no passage of it corresponds to one in {base_name}.")
        return
    if max(overlap.a_found_share, overlap.b_found_share) < _INDEPENDENT_SHARE:
        yield from _say_independent(comparison, base, version, shared)
        return
    verbatim = overlap.a_verbatim_share
    if verbatim == 1:
        yield Part(f"{name} prints every word of {base_name}.")
    else:
        yield Part(f"{name} prints {percent(verbatim)} of {_possessive(base_name)} words")
        if overlap.reworded:
            yield Part(f" and says {percent(overlap.a_found_share - verbatim)} in other words")
        yield Part(".")
    yield from _say_differences(comparison, base, version)


def _say_independent(comparison: Comparison, base: int, version: int, shared: Sequence[int]) -> Iterable[Part]:
    overlap = comparison.overlaps[base, version]
    name, base_name = comparison.versions[version].label, comparison.versions[base].label
    verbatim = percent(overlap.a_verbatim_share) if overlap.verbatim else "none"
    yield Part(f"{name} tells the story in its own words: {verbatim} of {_possessive(base_name)} words stand in it ")
    yield Part("word for word")
    if overlap.reworded:
        yield Part(f", {percent(overlap.a_found_share - overlap.a_verbatim_share)} in other words")
    targets = tuple(_passage_target(comparison, p, (base, version)) for p in shared)
    yield Part(". The two share ")
    yield Part(count(len(shared), "passage"), targets)
    yield Part(".")


def _say_differences(comparison: Comparison, base: int, version: int) -> Iterable[Part]:
    left_out = [f for f in comparison.omissions if base in f.keepers and version in f.lackers]
    added = [f for f in comparison.omissions if version in f.keepers and base in f.lackers]
    if left_out or added:
        yield Part(" It")
        if left_out:
            yield Part(" leaves out ")
            yield from _say_findings(comparison, left_out, base, base)
        if added:
            yield Part(" and adds " if left_out else " adds ")
            yield from _say_findings(comparison, added, version, base)
        yield Part(".")
    wordings = _wordings(comparison, base, version, [*left_out, *added])
    if wordings:
        verb = "place is" if len(wordings) == 1 else "places are"
        yield Part(" ")
        yield Part(f"{len(wordings):,} {verb} worded differently", tuple(wordings))
        yield Part(".")
    moved = comparison.moved[base, version]
    if moved:
        yield Part(" ")
        targets = tuple(_passage_target(comparison, p, (base, version)) for p in sorted(moved))
        yield Part(count(len(moved), "sentence stands", "sentences stand") + " in another place", targets)
        yield Part(".")
    receipt = comparison.receipts[base, version]
    if receipt.total:
        places = tuple(_passage_target(comparison, place.passage, (base, version)) for _, place in receipt.places)
        yield Part(" ")
        yield Part(
            count(receipt.total, "difference is", "differences are") + " only typography", tuple(dict.fromkeys(places))
        )
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


def _say_findings(comparison: Comparison, found: list[Finding], carrier: int, base: int) -> Iterable[Part]:
    """“2 passages (71 words) and 1 line”: the words counted in the version that carries them."""
    passages = [f for f in found if f.kind != "line"]
    lines = [f for f in found if f.kind == "line"]
    if passages:
        words = sum(_carried_words(comparison, f, carrier) for f in passages)
        targets = tuple(_target(comparison, f, base) for f in passages)
        yield Part(f"{count(len(passages), 'passage')} ({count(words, 'word')})", targets)
    if lines:
        yield Part(" and " if passages else "")
        yield Part(count(len(lines), "line"), tuple(_target(comparison, f, base) for f in lines))


def _carried_words(comparison: Comparison, finding: Finding, carrier: int) -> int:
    version = comparison.versions[carrier]
    return sum(words_in(version, place.span) for place in finding.places if place.present and place.version == carrier)


def _wordings(comparison: Comparison, base: int, version: int, told: Sequence[Finding]) -> list[Target]:
    """One target per changed place inside shared passages that no finding has counted already."""
    pairing = comparison.pairings[base, version]
    minimum = comparison.collation.settings.min_clause_words
    clauses = {place.passage for finding in told if finding.kind == "clause" for place in finding.places}
    targets = []
    for passage, stretches in sorted(pairing.stretches.items()):
        if pairing.relations[passage] == "absent":
            continue
        places = [s for s in stretches if s.kind in ("replaced", "omitted", "added")]
        if passage in clauses:
            places = [s for s in places if max(len(s.a), len(s.b)) < minimum]
        targets += [_passage_target(comparison, passage, (base, version))] * len(places)
    return targets


def _target(comparison: Comparison, finding: Finding, base: int) -> Target:
    """Where a finding is looked at: in the base's row if the base carries it, else in that of its first carrier."""
    carrier = base if base in finding.keepers else finding.keepers[0]
    passage = next(p.passage for p in finding.places if p.present and p.version == carrier)
    return _passage_target(comparison, passage, (carrier,))


def _passage_target(comparison: Comparison, passage: int, versions: Iterable[int]) -> Target:
    readings = comparison.collation.passages[passage].readings
    version = next(v for v in versions if readings[v])
    paragraph = comparison.versions[version].units[readings[version].units[0]].paragraph
    return Target(comparison.row_of[version][paragraph], passage)


def _quote(finding: Finding) -> str:
    """The words on one line; a clause without the comma or dash that tied it to its sentence, and dots in its place."""
    quote = " ".join(finding.quote.split())
    return f"… {quote.lstrip(_TIES)}" if finding.kind == "clause" else quote


def _who(comparison: Comparison, finding: Finding) -> str:
    """Who keeps it, who says it differently and who leaves it out; the longest of long lists is “all the others”."""
    keepers = tuple(v for v in finding.keepers if v not in finding.differently)
    groups = [("Kept by", keepers), ("said differently by", finding.differently), ("left out by", finding.lackers)]
    if len(finding.keepers) == 1 and len(finding.lackers) == len(comparison.versions) - 1 > 1:
        return f"Only in {_names(comparison, keepers)}"
    told = sum(len(group) for _, group in groups) == len(comparison.versions)
    longest = max(groups, key=lambda group: len(group[1])) if told and len(comparison.versions) > _LONG_LIST else None
    parts = [f"{verb} {_names(comparison, group)}" for verb, group in groups if group and (verb, group) != longest]
    if longest:
        parts.append(f"{longest[0]} all the others")
    text = "; ".join(parts)
    return text[0].upper() + text[1:].replace("; Kept", "; kept")


def _names(comparison: Comparison, versions: Sequence[int]) -> str:
    labels = [comparison.versions[v].label for v in versions]
    return labels[0] if len(labels) == 1 else ", ".join(labels[:-1]) + " and " + labels[-1]


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def summary_lines(comparison: Comparison, base: int) -> list[str]:
    """The answer as plain lines, for the command line and for reports."""
    return [statement.text for statement in answer(comparison, base)]
