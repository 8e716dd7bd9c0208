"""Word diff: two texts as interned tokens, ours beside every engine that can be installed.

Only engines that may be shipped count towards what is asked; those under the GPL are measured beside them and named.
"""

from __future__ import annotations

from dataclasses import dataclass

from bench.corpora import bibles, novel
from bench.environment import peer_python
from bench.inputs import Input
from bench.race import Contestant, Outcome, race
from bench.sections.report import Demand, Section, value_of
from bench.table import figures, print_table

MAX_TIMES_FASTEST, MIN_TIMES_FAST_DMP = 1.3, 8.0
_NOVEL = 0
"""The input for which something is asked."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A rival: its variant in ``bench.contestants.words``, its package (none: Python's own), its licence.

    ``max_cells`` is the most it is given, in words × words.
    """

    name: str
    variant: str
    package: str
    licence: str
    max_cells: int = 0

    @property
    def may_be_shipped(self) -> bool:
        """Whether its licence lets a project under the MIT licence ship it."""
        return "GPL" not in self.licence


PEERS = (
    Peer("rapidfuzz LCSseq", "rapidfuzz", "rapidfuzz", "MIT", 12_000_000_000),
    Peer("similar-rs patience", "similar", "similar-rs", "Apache-2.0"),
    Peer("fast-diff-match-patch", "fast_dmp", "fast-diff-match-patch", "Apache-2.0"),
    Peer("cydifflib, autojunk", "cydifflib", "cydifflib", "MIT"),
    Peer("difflib, autojunk", "difflib", "", "PSF"),
    Peer("difflib, exact", "difflib_exact", "", "PSF", 1_000_000_000),
    Peer("diff-match-patch", "dmp", "diff-match-patch", "Apache-2.0", 1_000_000_000),
    Peer("patiencediff", "patiencediff", "patiencediff", "GPL-2+"),
    Peer("python-Levenshtein", "levenshtein", "levenshtein", "GPL-2+", 12_000_000_000),
    Peer("CollateX", "collatex", "collatex", "GPL-3", 1_000_000),
)
OURS, OURS_RUNS = "ours: runs and clean-up", "ours: runs alone"


def run(rounds: int, limit_seconds: int, memory_mb: int, *, peers: bool = True, quick: bool = False) -> Section:
    """The section ``words``."""
    section = Section("words", "word diff on ready tokens, CPU ms (times ours); peak MB")
    sizes = [novel(6_000)] if quick else [novel(), bibles(60_000), novel(6_000)]
    results: list[tuple[Input, dict[str, Outcome]]] = []
    contestants = _contestants(limit_seconds, memory_mb, peers=peers)
    for given, remark in sizes:
        results.append((given, race(contestants, given, rounds)))
        section.remarks += [remark] if remark else []
    section.tables.append(_table(results))
    section.remarks += _reasons(results)
    section.demands += _demands(results[_NOVEL][1])
    section.values = [value_of(n, o, input=given.name) for given, found in results for n, o in found.items()]
    return section


def _contestants(limit_seconds: int, memory_mb: int, *, peers: bool) -> list[Contestant]:
    limits = {"cpu_limit_seconds": limit_seconds, "memory_limit_mb": memory_mb}
    made = [
        Contestant(OURS, module="words:engine", **limits),
        Contestant(OURS_RUNS, module="words:engine_runs", **limits),
    ]
    for peer in PEERS if peers else ():
        module = f"words:{peer.variant}"
        name = peer.name if peer.may_be_shipped else f"{peer.name} ({peer.licence}, never shipped)"
        if not peer.package:
            made.append(Contestant(name, max_pair_cells=peer.max_cells, module=module, **limits))
            continue
        python, absent = peer_python(peer.package)
        made.append(
            Contestant(name, python, peer.max_cells, module=module, **limits)
            if python
            else Contestant(name, absent=absent)
        )
    return made


def _table(results: list[tuple[Input, dict[str, Outcome]]]) -> str:
    head = ["engine", *(f"{given.name}" for given, _ in results), *(f"MB {k}" for k in range(1, len(results) + 1))]
    lines = []
    for name in results[0][1]:
        line = [name]
        for _, outcomes in results:
            outcome, ours = outcomes[name], outcomes[OURS]
            if outcome.reason:
                line.append("–")
            elif ours.reason:
                line.append(f"{figures(1000 * outcome.seconds)}")
            else:
                line.append(f"{figures(1000 * outcome.seconds)} ({figures(outcome.seconds / ours.seconds)} ×)")
        lines.append([*line, *(_mb(outcomes[name]) for _, outcomes in results)])
    return print_table(head, lines)


def _mb(outcome: Outcome) -> str:
    return "–" if outcome.reason or outcome.peak_mb is None else f"{outcome.peak_mb:,.0f}"


def _demands(outcomes: dict[str, Outcome]) -> list[Demand]:
    ours = outcomes[OURS]
    free = {peer.name for peer in PEERS if peer.may_be_shipped}
    times = [o.seconds for name, o in outcomes.items() if name in free and not o.reason]
    fast = outcomes.get("fast-diff-match-patch")
    ran = not ours.reason and ours.seconds > 0
    return [
        Demand(
            "times the fastest engine that may be shipped",
            MAX_TIMES_FASTEST,
            ours.seconds / min(times) if times and ran else None,
            "×",
        ),
        Demand(
            "times faster than fast-diff-match-patch",
            MIN_TIMES_FAST_DMP,
            fast.seconds / ours.seconds if fast and not fast.reason and ran else None,
            "×",
            at_least=True,
        ),
    ]


def _reasons(results: list[tuple[Input, dict[str, Outcome]]]) -> list[str]:
    return [
        f"{name} did not run on {given.name}: {outcome.reason}."
        for given, outcomes in results
        for name, outcome in outcomes.items()
        if outcome.reason
    ]
