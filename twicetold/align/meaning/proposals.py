"""Collation + a measure of meaning → proposals beside it: pairs of units that may say the same in other words.

    ugly    the model says .80 for a sentence with and without its one damning clause, so the clause is “not left out”
    wanted  “possible paraphrase (.83)”, beside a result that is the same, to the last count, without the model

Only units are paired that found no partner by their words: of two versions, a unit that stands in a passage the other
lacks. Between versions in different languages words tell nothing, so there all units may be paired. All sentences of a
story are about one thing, and a model finds them all alike; so a pair has to be each other's best, reach
``min_paraphrase_similarity`` and stand out from the next best of both (``min_paraphrase_lead``), those included that
have their partner already. Headlines go with headlines where both versions have one. Passages, rows, scores and
omissions are not touched. Cost: one encoding per unit, units × units numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from twicetold.align.meaning.protocol import Similarity
from twicetold.errors import ModelError
from twicetold.model import Collation, Note, Proposal, Version
from twicetold.settings import Settings

Matrix = NDArray[np.float64]


def with_proposals(collation: Collation, similarity: Similarity, settings: Settings) -> Collation:
    """The same collation with what the measure proposes, its name and digest, and a note where a limit bit."""
    limited = any(len(_long_enough(v, settings)) > settings.max_meaning_units for v in collation.versions)
    return replace(
        collation,
        proposals=propose(collation, similarity, settings),
        similarity=similarity.name,
        similarity_digest=similarity.digest,
        notes=(*collation.notes, _limit_note(settings)) if limited else collation.notes,
    )


def propose(collation: Collation, similarity: Similarity, settings: Settings) -> tuple[Proposal, ...]:
    """Possible paraphrases, sorted; ``a_version`` < ``b_version``."""
    # as in the collation, pairs are worked on in the order of digests, so ties fall the same way for every input order
    canonical = sorted(range(len(collation.versions)), key=lambda v: (collation.versions[v].id, v))
    partners = _partners(collation)
    looked_at = [_looked_at(collation, v, partners[v], settings) for v in range(len(collation.versions))]
    found = []
    for x, y in combinations(canonical, 2):
        foreign = _foreign(collation.versions[x], collation.versions[y])
        sides = (
            _Side(x, looked_at[x], [foreign or y not in partners[x][u] for u in looked_at[x]]),
            _Side(y, looked_at[y], [foreign or x not in partners[y][u] for u in looked_at[y]]),
        )
        for u, w, alike in _pairs(collation, similarity, sides, settings):
            found.append(Proposal(x, u, y, w, alike) if x < y else Proposal(y, w, x, u, alike))
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class _Side:
    """Units of one version that are looked at, and which of them may be paired."""

    version: int
    units: list[int]
    free: list[bool]


def _limit_note(settings: Settings) -> Note:
    return Note(
        "limit",
        f"Of each version {settings.max_meaning_units:,} sentences were looked at for possible paraphrases, "
        "those without a partner first, the longest of them; the others were not.",
    )


def _partners(collation: Collation) -> list[list[set[int]]]:
    """``[v][u]``: the versions in which unit u of version v has something that stands for it, by passage or echo."""
    partners: list[list[set[int]]] = [[set() for _ in version.units] for version in collation.versions]
    for passage in collation.passages:
        carriers = set(passage.carriers)
        for v in carriers:
            for u in passage.readings[v].units:
                partners[v][u] |= carriers - {v}
    for echo in collation.echoes:
        partners[echo.a_version][echo.a].add(echo.b_version)
        partners[echo.b_version][echo.b].add(echo.a_version)
    return partners


def _long_enough(version: Version, settings: Settings) -> list[int]:
    """Units of the story that are long enough to be missed: a dateline or “No.” is alike to everything short."""
    return [
        u
        for u, unit in enumerate(version.units)
        if unit.kind in ("headline", "body") and unit.words >= settings.min_clause_words
    ]


def _looked_at(collation: Collation, v: int, partners: list[set[int]], settings: Settings) -> list[int]:
    """The units of a version that the measure is asked about: those that lack a partner somewhere, then the longest."""
    others = len(collation.versions) - 1
    units = collation.versions[v].units
    wanted = sorted(
        _long_enough(collation.versions[v], settings),
        key=lambda u: (len(partners[u]) == others, -units[u].words, u),
    )
    return sorted(wanted[: settings.max_meaning_units])


def _foreign(a: Version, b: Version) -> bool:
    """Whether the two are known to be in different languages; “en-GB” and “en” are one."""
    left, right = (version.meta.language.lower().replace("_", "-").partition("-")[0] for version in (a, b))
    return bool(left) and bool(right) and left != right


def _pairs(
    collation: Collation, similarity: Similarity, sides: tuple[_Side, _Side], settings: Settings
) -> Iterator[tuple[int, int, float]]:
    """Units of the two versions to propose, with their similarity."""
    a, b = sides
    if not any(a.free) or not any(b.free):
        return
    alike = _matrix(collation, similarity, a, b)
    # a headline may not be paired with a sentence, but it is a next best: it often says what the first sentence does
    free = np.where(np.array(a.free)[:, None] & np.array(b.free)[None, :] & _same_kind(collation, a, b), alike, -1.0)
    best_b, best_a = free.argmax(axis=1), free.argmax(axis=0)
    for i, j in enumerate(best_b.tolist()):
        value = float(alike[i, j])
        if best_a[j] != i or free[i, j] <= 0 or value < settings.min_paraphrase_similarity:
            continue
        next_best = (_next_best(alike[i], j) + _next_best(alike[:, j], i)) / 2
        if value >= settings.min_paraphrase_lead * next_best and not _together(collation, a, b, (i, j)):
            yield a.units[i], b.units[j], value


def _next_best(values: Matrix, index: int) -> float:
    """The best of the values beside the one at ``index``; 0 where there is no other."""
    return float(np.delete(values, index).max(initial=0.0))


def _together(collation: Collation, a: _Side, b: _Side, pair: tuple[int, int]) -> bool:
    """Whether the two units stand in one passage already."""
    u, w = a.units[pair[0]], b.units[pair[1]]
    return any(u in p.readings[a.version].units and w in p.readings[b.version].units for p in collation.passages)


def _matrix(collation: Collation, similarity: Similarity, a: _Side, b: _Side) -> Matrix:
    """The measure's matrix for the units looked at, checked."""
    versions = [collation.versions[side.version] for side in (a, b)]
    texts = [[v.slice(v.units[u].span) for u in side.units] for v, side in zip(versions, (a, b), strict=True)]
    alike = np.nan_to_num(np.array(similarity.matrix(*texts), dtype=np.float64), nan=0.0)
    if alike.shape != (len(texts[0]), len(texts[1])):
        raise ModelError(
            f"“{similarity.name}” gave a table of {alike.shape} for {len(texts[0])} and {len(texts[1])} sentences. "
            "Compare without it, or choose another model."
        )
    return np.clip(alike, 0.0, 1.0)


def _same_kind(collation: Collation, a: _Side, b: _Side) -> NDArray[np.bool_]:
    """Where units may be paired as to their kind: headlines with headlines, if both versions have one."""
    left, right = (
        np.array([collation.versions[side.version].units[u].kind == "headline" for u in side.units]) for side in (a, b)
    )
    if not left.any() or not right.any():
        return np.ones((len(left), len(right)), dtype=np.bool_)
    same: NDArray[np.bool_] = left[:, None] == right[None, :]
    return same
