"""Collation + a measure of meaning → proposals beside it: pairs of units that may say the same in other words.

    ugly    the model says .80 for a sentence with and without its one damning clause, so the clause is “not left out”
    wanted  “possible paraphrase (.83)”, beside a result that is the same, to the last count, without the model

Only units are paired that found no partner by their words: of two versions, a unit that stands in a passage the other
lacks. Between versions in different languages words tell nothing, so there all units may be paired. A pair has to be
each other's best and reach ``min_paraphrase_similarity``; headlines go with headlines where both versions have one.
Passages, rows, scores and omissions are not touched. Cost: one encoding per unit, units × units numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from twicetold.align.meaning.protocol import Similarity
from twicetold.errors import ModelError
from twicetold.model import Collation, Note, Proposal, Version
from twicetold.settings import Settings


def with_proposals(collation: Collation, similarity: Similarity, settings: Settings) -> Collation:
    """The same collation with what the measure proposes, its name and digest, and a note where a limit bit."""
    candidates, limited = _candidates(collation, settings)
    return replace(
        collation,
        proposals=_propose(collation, similarity, settings, candidates),
        similarity=similarity.name,
        similarity_digest=similarity.digest,
        notes=(*collation.notes, _limit_note(settings)) if limited else collation.notes,
    )


def propose(collation: Collation, similarity: Similarity, settings: Settings) -> tuple[Proposal, ...]:
    """Possible paraphrases, sorted; ``a_version`` < ``b_version``."""
    return _propose(collation, similarity, settings, _candidates(collation, settings)[0])


def _limit_note(settings: Settings) -> Note:
    return Note(
        "limit",
        f"Of each version the {settings.max_meaning_units:,} longest sentences without a partner were looked at for "
        "possible paraphrases, the others not.",
    )


Candidates = dict[tuple[int, int], list[int]]
"""``[v, w]``: units of version v that may be paired with units of version w."""


def _propose(
    collation: Collation, similarity: Similarity, settings: Settings, candidates: Candidates
) -> tuple[Proposal, ...]:
    # as in the collation, pairs are worked on in the order of digests, so ties fall the same way for every input order
    canonical = sorted(range(len(collation.versions)), key=lambda v: (collation.versions[v].id, v))
    found = []
    for x, y in combinations(canonical, 2):
        for u, w, alike in _partners(collation, similarity, (x, candidates[x, y]), (y, candidates[y, x])):
            if alike >= settings.min_paraphrase_similarity:
                found.append(Proposal(x, u, y, w, alike) if x < y else Proposal(y, w, x, u, alike))
    return tuple(sorted(found))


def _candidates(collation: Collation, settings: Settings) -> tuple[Candidates, bool]:
    """Units without a partner, per ordered pair of versions, and whether a version had more than the limit."""
    versions = collation.versions
    echoed = {(echo.a_version, echo.a, echo.b_version) for echo in collation.echoes}
    echoed |= {(echo.b_version, echo.b, echo.a_version) for echo in collation.echoes}
    candidates: Candidates = {(v, w): [] for v in range(len(versions)) for w in range(len(versions)) if v != w}
    for passage in collation.passages:
        for v, w in candidates:
            if not passage.readings[w] or _foreign(versions[v], versions[w]):
                candidates[v, w] += [
                    u
                    for u in passage.readings[v].units
                    if _counts(versions[v], u, settings) and (v, u, w) not in echoed
                ]
    limited = False
    for v, version in enumerate(versions):
        wanted = {u for (of, _), units in candidates.items() if of == v for u in units}
        if len(wanted) > settings.max_meaning_units:
            limited = True
            longest = sorted(wanted, key=lambda u: (-version.units[u].words, u))
            wanted = set(longest[: settings.max_meaning_units])
        for (of, w), units in candidates.items():
            if of == v:
                candidates[v, w] = sorted(set(units) & wanted)
    return candidates, limited


def _foreign(a: Version, b: Version) -> bool:
    """Whether the two are known to be in different languages; “en-GB” and “en” are one."""
    left, right = (version.meta.language.lower().replace("_", "-").partition("-")[0] for version in (a, b))
    return bool(left) and bool(right) and left != right


def _counts(version: Version, u: int, settings: Settings) -> bool:
    """A unit of the story that is long enough to be missed: a dateline or “No.” is alike to everything short."""
    unit = version.units[u]
    return unit.kind in ("headline", "body") and unit.words >= settings.min_clause_words


def _partners(
    collation: Collation, similarity: Similarity, a: tuple[int, list[int]], b: tuple[int, list[int]]
) -> Iterator[tuple[int, int, float]]:
    """Units that are each other's best, with their similarity; of the versions and candidates ``a`` and ``b``."""
    (x, left), (y, right) = a, b
    if not left or not right:
        return
    alike = _matrix(collation, similarity, a, b)
    best_right, best_left = alike.argmax(axis=1), alike.argmax(axis=0)
    together = {
        (u, w) for passage in collation.passages for u in passage.readings[x].units for w in passage.readings[y].units
    }
    for i, j in enumerate(best_right.tolist()):
        if best_left[j] == i and alike[i, j] > 0 and (left[i], right[j]) not in together:
            yield left[i], right[j], float(alike[i, j])


def _matrix(
    collation: Collation, similarity: Similarity, a: tuple[int, list[int]], b: tuple[int, list[int]]
) -> NDArray[np.float64]:
    """The measure's matrix for the candidates, checked, with 0 where a headline meets what is none."""
    texts = []
    heads = []
    for v, units in (a, b):
        version = collation.versions[v]
        texts.append([version.slice(version.units[u].span) for u in units])
        head = np.array([version.units[u].kind == "headline" for u in units])
        heads.append((head, any(unit.kind == "headline" for unit in version.units)))
    alike = np.nan_to_num(np.array(similarity.matrix(*texts), dtype=np.float64), nan=0.0)
    if alike.shape != (len(texts[0]), len(texts[1])):
        raise ModelError(
            f"“{similarity.name}” gave a table of {alike.shape} for {len(texts[0])} and {len(texts[1])} sentences. "
            "Compare without it, or choose another model."
        )
    if heads[0][1] and heads[1][1]:
        alike[heads[0][0][:, None] != heads[1][0][None, :]] = 0.0
    return np.clip(alike, 0.0, 1.0)
