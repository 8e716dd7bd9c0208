"""What some versions carry and others lack: whole passages, and clauses cut out of a passage that is kept.

    ugly    “<del>, going as far as … president</del>” somewhere among 31 marks
    wanted  first in a short list: 26 words, kept by A, left out by B, with the place in both

Base-free: the same list says *left out* and *adds*, depending on whom one reads against. Sentences of one paragraph
that the same versions lack are one finding. A version that says the thing twice lacks nothing by saying it once. The
weight of a finding is its words times the number of versions that carry it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twicetold.align.pairing import Pairing
from twicetold.align.reuse import UnitTexts, signatures
from twicetold.align.stretches import KINDS
from twicetold.findings.clauses import settle
from twicetold.model import Collation, Finding, Place, Span, Version

Pairings = Mapping[tuple[int, int], Pairing]

_STUB_SHARE = 0.25
"""A stretch replaced by at most this share of its words counts as left out, not as said differently."""


def find_omissions(collation: Collation, pairings: Pairings) -> tuple[Finding, ...]:
    """Findings of form ``passage``, ``clause`` or ``line`` (headlines and datelines), heaviest first."""
    found = _missing_passages(collation) + _missing_clauses(collation, pairings)
    return tuple(sorted(found, key=lambda finding: (-finding.weight, finding.places[0].passage, finding.quote)))


def _missing_passages(collation: Collation) -> list[Finding]:
    everybody = range(len(collation.versions))
    home = [own.tolist() for own in collation.passages.grouping.homes]
    before = [_last_before(collation, v) for v in everybody]
    repeated = [_repeated_units(collation, v) for v in everybody]
    seen: set[int] = set()
    findings: list[Finding] = []
    for number, passage in enumerate(collation.passages):
        carriers = passage.carriers
        lackers = tuple(v for v in everybody if v not in carriers)
        if number in seen or not lackers:
            continue
        lead = max(carriers, key=lambda v: (_words(collation, number, v), collation.versions[v].id))
        version = collation.versions[lead]
        first = version.units[passage.readings[lead].units[0]]
        if not first.is_story or repeated[lead].issuperset(passage.readings[lead].units):
            continue
        members = _following(collation, home[lead], lead, number, seen)
        seen.update(members)
        places = [
            Place(v, m, _span(collation.versions[v], collation.passages[m].readings[v].units), present=True)
            for m in members
            for v in carriers
        ]
        places += [_gap(collation, members[0], v, before[v][members[0]]) for v in lackers]
        words = sum(_words(collation, m, lead) for m in members)
        if not words:
            continue
        quote = version.slice(_join([place.span for place in places if place.version == lead]))
        kind = "line" if first.kind in ("headline", "dateline") else "passage"
        differently = _wording_differs(collation, places, lead)
        findings.append(
            Finding("omission", kind, float(words * len(carriers)), words, quote, tuple(places), lead, differently)
        )
    return findings


def _following(collation: Collation, home: Sequence[int], lead: int, number: int, seen: set[int]) -> list[int]:
    """``number`` and the passages behind it in the leading version's paragraph that the same versions carry."""
    passages, units = collation.passages, collation.versions[lead].units
    members = [number]
    last = passages[number].readings[lead].units[-1]
    while last + 1 < len(units):
        following = home[last + 1]
        same = (
            following not in seen
            and passages[following].carriers == passages[number].carriers
            and passages[following].readings[lead].units[0] == last + 1
            and units[last + 1].paragraph == units[last].paragraph
            and units[last + 1].kind == units[last].kind
        )
        if not same:
            break
        members.append(following)
        last = passages[following].readings[lead].units[-1]
    return members


@dataclass(slots=True)
class _Cut:
    """A clause that some versions of a passage carry and some lack: a range of columns, and where it is lacking."""

    low: int
    high: int
    keepers: set[int]
    lackers: dict[int, Span]


def _missing_clauses(collation: Collation, pairings: Pairings) -> list[Finding]:
    findings: list[Finding] = []
    for number, found in sorted(_cuts(collation, pairings).items()):
        cuts: list[_Cut] = []
        # in the order of the columns, which is nobody's: the first version given has no say in what is merged
        for cut in sorted(found, key=lambda cut: (cut.low, cut.high, _ids(collation, cut))):
            if not any(_merge(old, cut) for old in cuts):
                cuts.append(cut)
        findings.extend(_clause(collation, number, cut) for cut in cuts)
    return findings


def _wording_differs(collation: Collation, places: Sequence[Place], lead: int) -> tuple[int, ...]:
    """The carriers whose words at the places differ from the leading version's; typography does not count."""
    said: dict[int, list[int]] = {}
    for place in places:
        if place.present:
            tokens = collation.versions[place.version].tokens
            low, high = np.searchsorted(tokens.starts, (place.span.start, place.span.end)).tolist()
            said.setdefault(place.version, []).extend(collation.key_ids[place.version][low:high].tolist())
    return tuple(v for v in sorted(said) if said[v] != said[lead])


class _Wordings:
    """Asks whether a version says the words of a stretch anywhere else: then they have moved and are not lacking."""

    def __init__(self, collation: Collation) -> None:
        self._collation = collation
        self._texts: dict[int, str] = {}

    def has(self, version: int, keeper: int, tokens: Span) -> bool:
        """Whether ``version`` says the words under ``tokens`` of ``keeper`` without a break, punctuation apart."""
        if version not in self._texts:
            self._texts[version] = self._words(version, 0, len(self._collation.versions[version].tokens))
        return self._words(keeper, tokens.start, tokens.end) in self._texts[version]

    def _words(self, version: int, first: int, last: int) -> str:
        is_word = self._collation.versions[version].tokens.is_word[first:last]
        return " " + " ".join(map(str, self._collation.key_ids[version][first:last][is_word].tolist())) + " "


def _cuts(collation: Collation, pairings: Pairings) -> dict[int, list[_Cut]]:
    """Per passage every stretch that one version of it carries and another lacks."""
    wordings = _Wordings(collation)
    before = [np.concatenate(([0], np.cumsum(version.tokens.is_word))) for version in collation.versions]
    found: dict[int, list[_Cut]] = {}
    for keeper, lacker in pairings:
        stretches = pairings[keeper, lacker].stretches
        kept = before[keeper][stretches.a_ends] - before[keeper][stretches.a_starts]
        instead = before[lacker][stretches.b_ends] - before[lacker][stretches.b_starts]
        is_cut = ((stretches.kinds == _OMITTED) | (stretches.kinds == _REPLACED)) & (
            kept >= collation.settings.min_clause_words
        )
        for k in np.flatnonzero(is_cut & (instead <= _STUB_SHARE * kept)).tolist():
            number = int(stretches.passages[k])
            passage = collation.passages[number]
            tokens = Span(int(stretches.a_starts[k]), int(stretches.a_ends[k]))
            if passage.readings[lacker] and not wordings.has(lacker, keeper, tokens):
                column = passage.columns[:, keeper]
                places = np.flatnonzero((column >= tokens.start) & (column < tokens.end))
                point = Span(int(stretches.b_starts[k]), int(stretches.b_ends[k]))
                cut = _Cut(int(places[0]), int(places[-1]) + 1, {keeper}, {lacker: point})
                found.setdefault(number, []).append(cut)
    return found


_OMITTED, _REPLACED = KINDS.index("omitted"), KINDS.index("replaced")


def _ids(collation: Collation, cut: _Cut) -> list[str]:
    return [collation.versions[v].id for v in (*cut.keepers, *cut.lackers)]


def _merge(old: _Cut, new: _Cut) -> bool:
    """Joins ``new`` to ``old`` if they are mostly the same clause and nobody both has and lacks it; False if not."""
    overlap = min(old.high, new.high) - max(old.low, new.low)
    agrees = old.keepers.isdisjoint(new.lackers) and new.keepers.isdisjoint(old.lackers)
    if not agrees or 2 * overlap < max(old.high - old.low, new.high - new.low):
        return False
    old.low, old.high = min(old.low, new.low), max(old.high, new.high)
    old.keepers |= new.keepers
    old.lackers = {**new.lackers, **old.lackers}
    return True


def _clause(collation: Collation, number: int, cut: _Cut) -> Finding:
    versions = collation.versions
    columns = collation.passages[number].columns[cut.low : cut.high]
    held = {v: columns[:, v][columns[:, v] >= 0] for v in sorted(cut.keepers)}
    spans = {v: Span(int(tokens[0]), int(tokens[-1]) + 1) for v, tokens in held.items()}
    spans, points = settle(collation, spans, cut.lackers)
    places = [Place(v, number, token_span(versions[v], span), present=True) for v, span in spans.items()]
    places += [Place(v, number, token_span(versions[v], span), present=False) for v, span in sorted(points.items())]
    words = {v: versions[v].tokens.word_count(span.start, span.end) for v, span in spans.items()}
    lead = max(words, key=lambda v: (words[v], versions[v].id))
    quote = versions[lead].slice(token_span(versions[lead], spans[lead]))
    differently = _wording_differs(collation, places, lead)
    return Finding(
        "omission", "clause", float(words[lead] * len(words)), words[lead], quote, tuple(places), lead, differently
    )


def _words(collation: Collation, number: int, version: int) -> int:
    return sum(collation.versions[version].units[u].words for u in collation.passages[number].readings[version].units)


def _span(version: Version, units: Sequence[int]) -> Span:
    return Span(version.units[units[0]].span.start, version.units[units[-1]].span.end)


def _join(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def token_span(version: Version, tokens: Span) -> Span:
    """The code points of a token range; for an empty one the point behind the token before it."""
    if len(tokens):
        return Span(int(version.tokens.starts[tokens.start]), int(version.tokens.ends[tokens.end - 1]))
    point = int(version.tokens.ends[tokens.start - 1]) if tokens.start else 0
    return Span(point, point)


def _last_before(collation: Collation, version: int) -> list[int]:
    """For each passage the one before it that the version's story has, or -1."""
    home, units = collation.passages.grouping.homes[version], collation.versions[version].units
    told = np.full(len(collation.passages), -1, dtype=np.int64)
    told[home[units.is_story]] = home[units.is_story]
    return [-1, *np.maximum.accumulate(told).tolist()[:-1]]


def _gap(collation: Collation, number: int, version: int, earlier: int) -> Place:
    """Where a passage would stand in a version that lacks it: behind the passage ``earlier`` that the version has."""
    if earlier < 0:
        return Place(version, number, Span(0, 0), present=False)
    end = collation.versions[version].units[collation.passages[earlier].readings[version].units[-1]].span.end
    return Place(version, earlier, Span(end, end), present=False)


def _repeated_units(collation: Collation, version: int) -> frozenset[int]:
    """Units that are said elsewhere in the same version in the same words."""
    units = collation.versions[version].units
    edges = np.append(units.token_starts, units.token_ends[-1:]).astype(np.int64)
    signs = signatures(UnitTexts(collation.key_ids[version], edges))
    _, where, counts = np.unique(signs, return_inverse=True, return_counts=True)
    return frozenset(np.flatnonzero(counts[where] > 1).tolist())


def words_in(version: Version, span: Span) -> int:
    """Words of a version whose tokens begin inside a span of code points."""
    low, high = np.searchsorted(version.tokens.starts, (span.start, span.end)).tolist()
    return version.tokens.word_count(low, high)
