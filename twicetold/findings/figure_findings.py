"""Figures of all versions → conflicts at the same place, figures that may mean the same, and a ledger.

    ugly    “12 → 21” hidden as noise; “two” of the men against “two” of the ships
    wanted  12 people in A and D, 21 in B and C; “nearly two hours” in A, “one hour and 45 minutes” in B

Two figures conflict when they are of one sort and unit, are not equal as far as both say, and stand in one passage:
at the same place of it, or each as the only one of its sort there. A plain count must count the same noun, unless only
its place differs. Figures of passages that were not matched may mean the same when they are of one sort, differ by no
more than half, their sentences share a telling word, and no other figure fits either. Cost: linear in the figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import regex

from twicetold.findings.evidence import Evidence
from twicetold.findings.figures import Figure, same_value
from twicetold.findings.weight import CONFLICT, MAYBE_CONFLICT, weigh
from twicetold.model import Entry, Finding, Ledger, LedgerRow

_NEAR_RATIO = 1.5
_SHARED_BITS = 5.0
"""Information in words that two sentences must share for their figures to be compared."""
_SHORT_RUN = 4
"""Columns of a changed place up to which counts are compared whatever they count."""
_MEASURED = ("money", "share", "duration", "time", "measure")
_MAX_FIGURES = 50
"""Figures of one sort and version that are looked at for ones that may mean the same; a table has more."""

_SMALL_NUMBER = 10
_DIGIT = regex.compile(r"\p{Nd}")
_WHOLE_DATE = regex.compile(r"\d{4}-\d\d-\d\d")

Located = tuple[int, Figure]
"""Version and figure."""


class FigureBook:
    """The figures of a comparison by place, with what they contradict."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.conflicts = tuple(self._conflicts())
        self.maybe = tuple(self._maybe())

    def find(self) -> tuple[Finding, ...]:
        """Findings of kind ``figure``, forms ``conflict`` and ``maybe``."""
        made = [self._finding("conflict", CONFLICT, group) for group in self.conflicts]
        return (*made, *(self._finding("maybe", MAYBE_CONFLICT, group) for group in self.maybe))

    def _finding(self, form: str, base: float, group: tuple[Located, ...]) -> Finding:
        evidence = self.evidence
        lead, figure = max(group, key=lambda item: (len(item[1].span), evidence.versions[item[0]].id))
        places = tuple(
            evidence.place(v, one.span, one.value) for v, one in sorted(group, key=lambda item: (item[0], item[1].span))
        )
        quote = " ".join(evidence.versions[lead].slice(figure.span).split())
        return Finding(
            "figure", form, weigh(base, len({v for v, _ in group})), len(quote.split()), quote, places, lead,
            values=(("sort", figure.sort), ("noun", figure.noun)),
        )  # fmt: skip

    # --- at the same place

    def _conflicts(self) -> Iterator[tuple[Located, ...]]:
        by_passage: defaultdict[int, list[Located]] = defaultdict(list)
        for v, figures in enumerate(self.evidence.figures):
            for figure in figures:
                by_passage[self.evidence.passage_at(v, figure.span.start)].append((v, figure))
        for passage in sorted(by_passage):
            held = by_passage[passage]
            if len({v for v, _ in held}) < 2:
                continue
            used: set[Located] = set()
            for group in (*self._by_run(held), *self._by_sort(held)):
                if used.isdisjoint(group) and _disagree(group):
                    used.update(group)
                    yield group

    def _by_run(self, held: list[Located]) -> Iterator[tuple[Located, ...]]:
        """Figures that fill the same changed place, one of each version."""
        runs: defaultdict[tuple[int, str], list[Located]] = defaultdict(list)
        lengths: dict[int, int] = {}
        for v, figure in held:
            tokens = self.evidence.tokens(v, figure.span)
            columns = self.evidence.column_of[v][tokens.start : tokens.end]
            for run in sorted(set(self.evidence.run_of[columns[columns >= 0]].tolist()) - {-1}):
                runs[run, _unit(figure)].append((v, figure))
                lengths[run] = self.evidence.run_lengths[run]
        for (run, unit), found in sorted(runs.items()):
            if unit == "count" and lengths[run] > _SHORT_RUN:
                continue
            yield from _one_each(found)

    def _by_sort(self, held: list[Located]) -> Iterator[tuple[Located, ...]]:
        """Figures of one sort in one passage, if each version has one only; of counts those of one noun."""
        sorts: defaultdict[str, list[Located]] = defaultdict(list)
        for v, figure in held:
            noun = f" {figure.noun}" if figure.sort == "count" else ""
            if figure.sort != "count" or figure.noun:
                sorts[_unit(figure) + noun].append((v, figure))
        for _, found in sorted(sorts.items()):
            yield from _one_each(found)

    # --- elsewhere

    def _maybe(self) -> Iterator[tuple[Located, ...]]:
        evidence = self.evidence
        settled = {item for group in self.conflicts for item in group}
        pools: defaultdict[str, defaultdict[int, list[Figure]]] = defaultdict(lambda: defaultdict(list))
        for v, figures in enumerate(evidence.figures):
            for figure in figures:
                if figure.sort in _MEASURED and (v, figure) not in settled:
                    pools[_unit(figure)][v].append(figure)
        for _, pool in sorted(pools.items()):
            values = {v: {figure.value for figure in figures} for v, figures in pool.items()}
            groups: dict[tuple[str, str], set[Located]] = {}
            for a in pool:
                for b in pool:
                    if a < b and evidence.related[a, b]:
                        for x, y in self._near(a, b, pool, values):
                            first, second = sorted((x.value, y.value))
                            groups.setdefault((first, second), set()).update(((a, x), (b, y)))
            for _, group in sorted(groups.items()):
                yield tuple(sorted(group, key=lambda item: (item[0], item[1].span)))

    def _near(
        self, a: int, b: int, pool: dict[int, list[Figure]], values: dict[int, set[str]]
    ) -> Iterator[tuple[Figure, Figure]]:
        """Pairs of two versions, each the only one that fits the other."""
        mine = [x for x in pool[a] if x.value not in values[b]][:_MAX_FIGURES]
        theirs = [y for y in pool[b] if y.value not in values[a]][:_MAX_FIGURES]
        fits = [(x, y) for x in mine for y in theirs if _is_near(x, y) and self._shares_words((a, x), (b, y))]
        for x, y in fits:
            if sum(x is one for one, _ in fits) == 1 and sum(y is other for _, other in fits) == 1:
                yield x, y

    def _shares_words(self, a: Located, b: Located) -> bool:
        shared = self._sentence(a) & self._sentence(b)
        bits = self.evidence.collation.information[sorted(shared)]
        return bool(np.max(bits, initial=0.0) >= _SHARED_BITS)

    def _sentence(self, item: Located) -> set[int]:
        v, figure = item
        unit = self.evidence.unit(v, figure.span.start)
        own = self.evidence.tokens(v, figure.span)
        first = self.evidence.words(v, type(own)(unit.tokens.start, own.start))
        return {*first, *self.evidence.words(v, type(own)(own.end, unit.tokens.end))}

    # --- all of them

    def ledger(self) -> Ledger:
        """Conflicts first, then every other value with the versions that give it; “the two countries” tells none."""
        groups = [("conflict", group) for group in self.conflicts] + [("maybe", group) for group in self.maybe]
        told = {item for _, group in groups for item in group}
        rest: defaultdict[tuple[str, str], list[Located]] = defaultdict(list)
        full = self._full_dates()
        for v, figures in enumerate(self.evidence.figures):
            for figure in figures:
                if (v, figure) not in told and self._tells(v, figure):
                    noun = _bare(figure.noun) if figure.sort == "count" else ""
                    rest[f"{figure.sort} {noun}", full.get(figure.value, figure.value)].append((v, figure))
        count = len(self.evidence.versions)
        for group in rest.values():
            versions = len({v for v, _ in group})
            groups.append(("all" if versions == count else "some" if versions > 1 else "only", tuple(group)))
        return Ledger("figure", tuple(self._row(form, group) for form, group in groups))

    def _tells(self, v: int, figure: Figure) -> bool:
        """Whether a figure is worth a row: not a small number word that counts nothing, or only points back at what
        everybody knows (“the two”, “the two countries”)."""
        evidence, version = self.evidence, self.evidence.versions[v]
        if figure.sort != "count" or figure.amount >= _SMALL_NUMBER or _DIGIT.search(version.slice(figure.span)):
            return True
        grammar = evidence.grammars[v]
        at = evidence.tokens(v, figure.span).start
        before = version.tokens.keys[int(version.tokens.forms[at - 1])] if at else ""
        return bool(figure.noun) and not grammar.has("small", figure.noun) and not grammar.has("definite", before)

    def _full_dates(self) -> dict[str, str]:
        """Dates that leave something open (“Wednesday”, “May 19”) by value, with the one full date that they can mean
        if all versions name only one such."""
        dates = {
            figure.value: figure for figures in self.evidence.figures for figure in figures if figure.sort == "date"
        }
        whole = [figure for value, figure in dates.items() if _WHOLE_DATE.fullmatch(value)]
        found = {}
        for value, figure in dates.items():
            if value.startswith(("weekday", "--")):
                fits = [one.value for one in whole if same_value(figure, one)]
                if len(fits) == 1:
                    found[value] = fits[0]
        return found

    def _row(self, form: str, group: tuple[Located, ...]) -> LedgerRow:
        entries = tuple(
            Entry(
                self.evidence.place(v, figure.span, figure.value),
                " ".join(self.evidence.versions[v].slice(figure.span).split()),
                (("sort", figure.sort), ("value", figure.value), ("hedge", figure.hedge), ("noun", figure.noun)),
            )
            for v, figure in group
        )
        # the fullest value names the row: 2021-05-19 rather than “weekday 3”
        label = (
            group[0][1].value if form in ("conflict", "maybe") else max((one.value for _, one in group), key=_fullness)
        )
        return LedgerRow(form, label, entries)


def _fullness(value: str) -> bool:
    return not value.startswith(("weekday", "--"))


def _bare(noun: str) -> str:
    """A noun without its possessive."""
    return noun[:-2] if noun.endswith(("’s", "'s")) else noun.rstrip("’'")


def _unit(figure: Figure) -> str:
    """Sort and unit: what can be compared at all."""
    _, _, unit = (
        figure.value.partition(" ") if figure.sort in ("money", "measure", "duration", "share") else ("", "", "")
    )
    return f"{figure.sort} {unit}".strip()


def _one_each(found: list[Located]) -> Iterator[tuple[Located, ...]]:
    different = list(dict.fromkeys(found))
    versions = {v for v, _ in different}
    if len(versions) > 1 and len(versions) == len(different):
        yield tuple(different)


def _disagree(group: tuple[Located, ...]) -> bool:
    return any(not same_value(a, b) for _, a in group for _, b in group)


def _is_near(x: Figure, y: Figure) -> bool:
    if not x.amount or not y.amount:
        return False
    ratio = max(x.amount, y.amount) / min(x.amount, y.amount)
    return 1 < ratio <= _NEAR_RATIO
