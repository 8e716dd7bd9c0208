"""What an outlet changed after publication, what was deleted first, and whether the text says so.

    ugly    a corrected figure among eighty changed words; a cut sentence that nobody is told of
    wanted  “21” became “12” between the editions of 8 and 9 March; the later one says so in its correction

Compared are versions of one outlet (the name before a comma: “Port Ellery Mail, morning edition”) with different dates,
each with the next. A change is owned up to if the correction of the later version prints both figures, or the word
that was put right. Cost: linear in what the other kinds found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from twicetold.findings.evidence import Evidence
from twicetold.findings.weight import OPEN_CORRECTION, SILENT_CORRECTION, weigh
from twicetold.model import Finding, Place, Span


def find_corrected(evidence: Evidence, others: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings of kind ``correction`` from those of the other kinds; forms ``deleted``, ``silent`` and ``open``."""
    found: list[Finding] = []
    for earlier, later in _editions(evidence):
        note = _note(evidence, later)
        found += _deleted(evidence, others, earlier, later)
        changed: dict[tuple[str, frozenset[str]], Finding] = {}
        for finding in others:
            if (finding.kind, finding.form) in _CHANGES:
                for one in _changed(evidence, finding, (earlier, later), note):
                    # what a headline and a sentence both had wrong is one change
                    key = finding.kind, frozenset(place.value for place in one.places)
                    old = changed.get(key)
                    both = dict.fromkeys((*old.places, *one.places)) if old else one.places
                    changed[key] = replace(one, places=tuple(both))
        found += _gathered(evidence, list(changed.values()), (earlier, later), note)
    return tuple(found)


def _gathered(
    evidence: Evidence, changes: Sequence[Finding], pair: tuple[int, int], note: tuple[Span, ...]
) -> Iterator[Finding]:
    """One finding for all that the later edition owns up to, one for all that it does not. The value of a place is the
    number of its change."""
    earlier, later = pair
    for form, base in (("silent", SILENT_CORRECTION), ("open", OPEN_CORRECTION)):
        of_form = sorted((c for c in changes if c.form == form), key=lambda c: (-c.weight, c.kind, c.quote))
        places = [replace(p, value=str(n)) for n, change in enumerate(of_form, 1) for p in change.places]
        if form == "open" and places:
            places += [evidence.place(later, span, "note") for span in note]
        if places:
            words = sum(change.words for change in of_form)
            values = (("earlier", earlier), ("later", later), ("changes", len(of_form)))
            yield Finding(
                "correction", form, weigh(base, 2), words, of_form[0].quote, tuple(places), earlier, (), values
            )


_CHANGES = {("figure", "conflict"), ("wording", "negation"), ("name", "spelling"), ("name", "inside")}


def _editions(evidence: Evidence) -> Iterator[tuple[int, int]]:
    """Pairs of neighbouring dates of one outlet, the earlier first."""
    outlets: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for v, version in enumerate(evidence.versions):
        outlet = evidence.outlet(v)
        if outlet and version.meta.date:
            outlets[outlet].append((version.meta.date, version.id, v))
    for _, editions in sorted(outlets.items()):
        ordered = sorted(editions)
        for (before, _, earlier), (after, _, later) in pairwise(ordered):
            if before != after:
                yield earlier, later


def _note(evidence: Evidence, v: int) -> tuple[Span, ...]:
    """The paragraphs of a version that speak of a correction."""
    version, phrases = evidence.versions[v], evidence.grammars[v].lists.get("corrections", ())
    found = []
    for paragraph in version.paragraphs:
        text = version.slice(paragraph.span).lower().replace("'", "’")
        if any(phrase.replace("'", "’") in text for phrase in phrases):
            found.append(paragraph.span)
    return tuple(found)


def _deleted(evidence: Evidence, others: Sequence[Finding], earlier: int, later: int) -> Iterator[Finding]:
    for finding in others:
        # another headline is no deletion
        if (
            finding.kind == "omission"
            and finding.form != "line"
            and earlier in finding.keepers
            and later in finding.lackers
        ):
            places = tuple(place for place in finding.places if place.version in (earlier, later))
            values = (("earlier", earlier), ("later", later))
            quote = " ".join(evidence.versions[earlier].slice(_reach(places, earlier)).split())
            yield Finding(
                "correction",
                "deleted",
                weigh(SILENT_CORRECTION + finding.words, 2),
                finding.words,
                quote,
                places,
                earlier,
                (),
                values,
            )


def _reach(places: Sequence[Place], v: int) -> Span:
    own = [place.span for place in places if place.version == v and place.present]
    return Span(min(span.start for span in own), max(span.end for span in own))


def _changed(evidence: Evidence, finding: Finding, pair: tuple[int, int], note: tuple[Span, ...]) -> Iterator[Finding]:
    earlier, later = pair
    # what the note itself repeats is no place of the change
    places = tuple(
        place
        for place in finding.places
        if place.version in pair
        and not (place.version == later and any(s.start <= place.span.start < s.end for s in note))
    )
    said = {v: {place.value if place.present else "" for place in places if place.version == v} for v in pair}
    if not said[earlier] or not said[later] or said[earlier] & said[later]:
        return
    version = evidence.versions[later]
    words = " ".join(" ".join(version.slice(span).split()) for span in note).lower()
    told = [_printed(evidence, place) for place in places if place.present]
    is_told = bool(words) and (
        all(text in words for text in told) if finding.kind == "figure" else finding.kind == "name" and any(
            text in words for text in told
        )
    )  # fmt: skip
    yield replace(finding, form="open" if is_told else "silent", places=places)


def _printed(evidence: Evidence, place: Place) -> str:
    """The words of a place as a correction would repeat them: without “about” and the like."""
    text = " ".join(evidence.versions[place.version].slice(place.span).lower().split())
    for hedge in evidence.grammars[place.version].hedges:
        text = text.removeprefix(f"{hedge} ")
    return text
