"""All kinds of findings, and the one list that they make.

Adding a kind is a module and a line in ``FINDING_KINDS``. A kind is looked for when it is first asked for, so that a
comparison whose findings nobody reads costs nothing. A kind that the settings hide is counted, not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import overload

from twicetold.findings.evidence import Evidence
from twicetold.findings.figure_findings import FigureBook
from twicetold.findings.name_findings import find_name_findings, name_ledger
from twicetold.findings.quote_findings import find_quote_findings
from twicetold.findings.quotes import Quotes
from twicetold.model import Finding, Ledger

Find = Callable[["Findings"], tuple[Finding, ...]]


class Findings(Sequence[Finding]):
    """The findings of a comparison, heaviest first, without the kinds that the settings hide.

    ``omissions`` are those that the comparison has already. ``hidden`` counts what is held back, by kind.
    """

    def __init__(self, evidence: Evidence, omissions: tuple[Finding, ...]) -> None:
        self.evidence = evidence
        self.omissions = omissions

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Finding, ...]]:
        """All findings of every kind, also of those that are hidden, heaviest first."""
        return {kind: tuple(sorted(find(self), key=_rank)) for kind, find in FINDING_KINDS.items()}

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
        }

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        return self._shown[index]

    def __len__(self) -> int:
        return len(self._shown)


def _rank(finding: Finding) -> tuple[float, str, str, str, int]:
    """Heaviest first; what weighs the same by kind and words, so that the order of the versions has no say."""
    return -finding.weight, finding.kind, finding.form, finding.quote, len(finding.places)


FINDING_KINDS: dict[str, Find] = {
    # what some versions carry and others lack
    "omission": lambda findings: findings.omissions,
    # who is quoted with which words
    "quote": lambda findings: find_quote_findings(findings.quotes),
    # numbers, money, dates, times and durations that differ
    "figure": lambda findings: findings.figures.find(),
    # names spelt in two ways, and people whom one version alone names
    "name": lambda findings: find_name_findings(findings.evidence),
}
