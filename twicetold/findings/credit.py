"""How much of a version stands in another, beside the news agencies that it names.

    ugly    “plagiarism 94 %”
    wanted  94 % of B’s words stand in A word for word; no agency is named.

The share is: words of the version that stand in the other word for word, in the same order inside aligned passages, ÷
words of the version. As in the METER corpus a text is wholly derived, partly derived or not derived; the two bars stand
in the settings. Who took from whom a share does not tell; with dates, only what is not older is held against the other.
Names of agencies are in ``data/agencies.toml``. Cost: linear in the words.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import numpy as np
import regex

from twicetold.findings.evidence import Evidence
from twicetold.findings.weight import CREDITED, UNCREDITED, weigh
from twicetold.model import KINDS, Finding, Place, Span

_DATA = Path(__file__).parent / "data" / "agencies.toml"


@cache
def _agencies() -> regex.Pattern[str]:
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    named = "|".join(map(regex.escape, sorted(table["names"], key=len, reverse=True)))
    unnamed = "|".join(map(regex.escape, sorted(table["unnamed"], key=len, reverse=True)))
    return regex.compile(rf"(?<![\p{{L}}.])(?:(?P<name>{named})|(?P<unnamed>(?i:{unnamed})))(?!\p{{L}})")


def find_agencies(evidence: Evidence, v: int) -> tuple[tuple[str, Span], ...]:
    """The agencies that a version’s page names, furniture and byline too, and where; “” for one that it does not
    name."""
    text = evidence.versions[v].text
    return tuple((match["name"] or "", Span(*match.span())) for match in _agencies().finditer(text))


def find_credit(evidence: Evidence) -> tuple[Finding, ...]:
    """Findings of kind ``credit``, forms ``wholly`` and ``partly``: a version, and the other that has most of it."""
    best: dict[int, tuple[float, int]] = {}
    for v in range(len(evidence.versions)):
        shares = [
            (evidence.overlaps[v, w].a_verbatim_share, evidence.versions[w].id, w)
            for w in range(len(evidence.versions))
            if w != v and evidence.related[v, w] and _may_be_from(evidence, v, w)
        ]
        share, _, other = max(shares, default=(0.0, "", -1))
        if share >= evidence.settings.partly_derived_share:
            best[v] = share, other
    # of two that hold each other’s words and have no dates, the one of which more is found
    mutual = {
        v for v, (share, other) in best.items() if best.get(other, (0.0, -1))[1] == v and _yields(evidence, v, best)
    }
    return tuple(_finding(evidence, v, other, share) for v, (share, other) in best.items() if v not in mutual)


def _yields(evidence: Evidence, v: int, best: dict[int, tuple[float, int]]) -> bool:
    share, other = best[v]
    return (share, evidence.versions[v].id) < (best[other][0], evidence.versions[other].id)


def _may_be_from(evidence: Evidence, v: int, w: int) -> bool:
    """Whether version v can have words from w: it is not older, not another edition of the same outlet, and no edition
    of its own outlet has as many of its words and was printed before w."""
    if _is_older(evidence, v, w):
        return False
    own = [u for u in range(len(evidence.versions)) if u != v and evidence.outlet(u) == evidence.outlet(v) != ""]
    share = evidence.overlaps[v, w].a_verbatim_share
    return w not in own and not any(
        _is_older(evidence, u, v)
        and evidence.versions[w].meta.date >= evidence.versions[u].meta.date
        and evidence.overlaps[v, u].a_verbatim_share >= share
        for u in own
    )


def _is_older(evidence: Evidence, v: int, w: int) -> bool:
    """Whether version v is known to have been printed before w, and so cannot have its words from it."""
    dates = [evidence.versions[k].meta.date for k in (v, w)]
    return all(dates) and dates[0] < dates[1]


def _finding(evidence: Evidence, v: int, other: int, share: float) -> Finding:
    agencies = find_agencies(evidence, v)
    named = sorted({name for name, _ in agencies if name})
    places = [_first(evidence, v, "derived"), _first(evidence, other, "other")]
    places += [evidence.place(v, span, name or "unnamed") for name, span in agencies]
    form = "wholly" if share >= evidence.settings.wholly_derived_share else "partly"
    base = (CREDITED if named else UNCREDITED) * share
    values = (("share", round(share, 6)), ("other", other), ("agencies", ", ".join(named)))
    return Finding(
        "credit", form, weigh(base, 2), evidence.overlaps[v, other].verbatim, "", tuple(places), v, (), values
    )


def _first(evidence: Evidence, v: int, value: str) -> Place:
    """The first sentence of a version’s body, which stands for its text."""
    units = evidence.versions[v].units
    body = np.flatnonzero(units.kinds == KINDS.index("body"))
    story = np.flatnonzero(units.is_story)
    at = int(body[0]) if len(body) else int(story[0]) if len(story) else 0
    return evidence.place(v, units[at].span, value)
