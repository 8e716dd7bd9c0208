"""All kinds of findings, and the one list that they make.

Adding a kind is a module and a line in ``FINDING_KINDS``. A kind is looked for when it is first asked for, so that a
comparison whose findings nobody reads costs nothing. A kind that the settings hide is counted, not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import overload

from twicetold.findings.attribution import find_attribution, source_ledger
from twicetold.findings.corrected import find_corrected
from twicetold.findings.credit import find_credit
from twicetold.findings.evidence import Evidence
from twicetold.findings.figure_findings import FigureBook
from twicetold.findings.name_findings import find_name_findings, name_ledger
from twicetold.findings.order import find_order, opening_ledger
from twicetold.findings.quote_findings import find_quote_findings
from twicetold.findings.quotes import Quotes
from twicetold.findings.shares import find_shares
from twicetold.findings.weight import NEVER_HAD, REPRINT_SHARE
from twicetold.findings.wording import find_wording
from twicetold.model import Finding, Ledger

Find = Callable[["Findings"], tuple[Finding, ...]]


class Findings(Sequence[Finding]):
    """The findings of a comparison, heaviest first, without the kinds that the settings hide.

    ``omissions`` are those that the comparison has already. ``hidden`` counts what is held back, by kind.
    """

    def __init__(self, evidence: Evidence, omissions: tuple[Finding, ...]) -> None:
        self.evidence = evidence
        self.omissions = omissions
        self._found: dict[str, tuple[Finding, ...]] = {}

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Finding, ...]]:
        """All findings of every kind, also of those that are hidden, heaviest first."""
        return {kind: self._of(kind) for kind in FINDING_KINDS}

    def without(self, kind: str) -> tuple[Finding, ...]:
        """The findings of all other kinds."""
        return tuple(finding for other in FINDING_KINDS if other != kind for finding in self._of(other))

    def _of(self, kind: str) -> tuple[Finding, ...]:
        if kind not in self._found:
            self._found[kind] = tuple(sorted(FINDING_KINDS[kind](self), key=_rank))
        return self._found[kind]

    @cached_property
    def _shown(self) -> tuple[Finding, ...]:
        hidden = self.evidence.settings.hidden_findings
        shown = (f for kind, found in self.by_kind.items() if kind not in hidden for f in found)
        return tuple(sorted(shown, key=_rank))

    @property
    def hidden(self) -> Mapping[str, int]:
        """How many findings are held back, by kind."""
        kinds = self.evidence.settings.hidden_findings
        return {kind: len(self.by_kind[kind]) for kind in FINDING_KINDS if kind in kinds}

    @cached_property
    def quotes(self) -> Quotes:
        """All quotations, and which belong together."""
        return Quotes(self.evidence)

    @cached_property
    def figures(self) -> FigureBook:
        """All figures, and what they contradict."""
        return FigureBook(self.evidence)

    @cached_property
    def ledgers(self) -> Mapping[str, Ledger]:
        """The ledgers by kind."""
        return {
            "quote": self.quotes.ledger(),
            "figure": self.figures.ledger(),
            "name": name_ledger(self.evidence),
            "source": source_ledger(self.evidence),
            "opening": opening_ledger(self.evidence),
        }

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        return self._shown[index]

    def __len__(self) -> int:
        return len(self._shown)


def _weighed(evidence: Evidence, omission: Finding) -> Finding:
    """An omission with its weight among all findings: what a version lacks that else prints the same text was cut;
    what an account of its own lacks it may never have had."""
    pairs = [evidence.overlaps[omission.lead, v] for v in omission.lackers]
    cut = any(max(pair.a_verbatim_share, pair.b_verbatim_share) >= REPRINT_SHARE for pair in pairs)
    return omission if cut else replace(omission, weight=omission.weight * NEVER_HAD)


def _rank(finding: Finding) -> tuple[float, str, str, str, int]:
    """Heaviest first; what weighs the same by kind and words, so that the order of the versions has no say."""
    return -finding.weight, finding.kind, finding.form, finding.quote, len(finding.places)


FINDING_KINDS: dict[str, Find] = {
    # what some versions carry and others lack
    "omission": lambda findings: tuple(_weighed(findings.evidence, one) for one in findings.omissions),
    # who is quoted with which words
    "quote": lambda findings: find_quote_findings(findings.quotes),
    # numbers, money, dates, times and durations that differ
    "figure": lambda findings: findings.figures.find(),
    # names spelt in two ways, and people whom one version alone names
    "name": lambda findings: find_name_findings(findings.evidence),
    # what stands in place of a telling word, or a “not”
    "wording": lambda findings: find_wording(findings.evidence),
    # who is given as the source, and who gives none
    "attribution": lambda findings: find_attribution(findings.evidence),
    # what stands early here and late there
    "order": lambda findings: find_order(findings.evidence),
    # how much is also in another version, and which agency is named
    "credit": lambda findings: find_credit(findings.evidence),
    # what all versions tell, and what one alone does
    "share": lambda findings: find_shares(findings.evidence),
    # what an outlet changed after publication
    "correction": lambda findings: find_corrected(findings.evidence, findings.without("correction")),
}
