"""Law 11: a measure of meaning proposes; passages, scores and omissions are the same with any measure and without."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.property.stories import compare_all, told_again, told_in_any_script, version_of
from twicetold.export.json import to_dict
from twicetold.pipeline import compare
from twicetold.settings import DEFAULT

EAGER = replace(DEFAULT, min_paraphrase_similarity=0.0, min_paraphrase_lead=1.0)


@dataclass(frozen=True)
class Chance:
    """As alike as a digest of the two texts says: a measure that is wrong about everything, but always the same."""

    seed: int
    name: str = "chance"
    digest: str = "00"

    def matrix(self, a, b):
        return np.array([[self._of(*sorted((x, y))) for y in b] for x in a]).reshape(len(a), len(b))

    def _of(self, x: str, y: str) -> float:
        data = f"{self.seed}\0{x}\0{y}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(data, digest_size=1).digest()[0] / 255


@given(st.one_of(told_again(), told_in_any_script()), st.integers(0, 9))
def test_nothing_else_depends_on_a_measure(texts, seed):
    versions = [version_of(text, "ABCDEFGH"[i]) for i, text in enumerate(texts)]
    plain, with_model = compare(versions, EAGER), compare(versions, EAGER, meaning=Chance(seed))
    assert with_model.overlaps == plain.overlaps
    assert with_model.omissions == plain.omissions
    assert with_model.moved == plain.moved
    assert with_model.receipts == plain.receipts
    without, told = to_dict(plain, 0), to_dict(with_model, 0)
    for data in (without, told):
        del data["proposals"], data["similarity"]
    assert told == without


@given(st.one_of(told_again(), told_in_any_script()), st.integers(0, 9))
def test_what_is_proposed_had_no_partner(texts, seed):
    versions = [version_of(text, "ABCDEFGH"[i]) for i, text in enumerate(texts)]
    collation = compare(versions, EAGER, meaning=Chance(seed)).collation
    for found in collation.proposals:
        assert found.a_version < found.b_version
        assert 0 < found.similarity <= 1
        a, b = collation.versions[found.a_version], collation.versions[found.b_version]
        if a.meta.language == b.meta.language:
            for v, u, other in (
                (found.a_version, found.a_unit, found.b_version),
                (found.b_version, found.b_unit, found.a_version),
            ):
                (home,) = [p for p in collation.passages if u in p.readings[v].units]
                assert not home.readings[other]


@given(told_again(least=3), st.integers(0, 9))
def test_the_order_of_the_versions_does_not_change_what_is_proposed(texts, seed):
    versions = [version_of(text, "ABCDEFGH"[i]) for i, text in enumerate(texts)]

    def pairs(given):
        made = compare(given, EAGER, meaning=Chance(seed)).collation
        ends = [((p.a_version, p.a_unit), (p.b_version, p.b_unit)) for p in made.proposals]
        return sorted(sorted((made.versions[v].label, u) for v, u in two) for two in ends)

    assert pairs(versions) == pairs(versions[::-1])


def test_the_measure_is_eager_enough_for_the_law_to_mean_something():
    stories = [(("Wolves have returned to the valleys.",),), (("A baker gave bread to every child.",),)]
    versions = [version_of(story, label) for story, label in zip(stories, "AB", strict=True)]
    assert len(compare(versions, EAGER, meaning=Chance(1)).collation.proposals) == 1
    assert compare_all(stories).collation.proposals == ()
