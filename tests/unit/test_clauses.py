"""A clause that was cut is named with the bounds that grammar gives it, where the words alone leave them open."""

from __future__ import annotations

import pytest

from tests.unit.making import comparison

FERRY = " The ferry to Gull Island sails at nine from the south quay."


def clauses(longer: str, shorter: str) -> list[str]:
    for texts in ((longer, shorter), (shorter, longer)):
        found = [f.quote for f in comparison(*(text + FERRY for text in texts)).omissions if f.form == "clause"]
    return found


@pytest.mark.parametrize(
    ("longer", "shorter", "clause"),
    [
        pytest.param(
            "The crews lost their nets and the families lost their homes and the town lost its harbour.",
            "The crews lost their nets and the town lost its harbour.",
            "and the families lost their homes",
            id="the first “and the” goes with the clause",
        ),
        pytest.param(
            "They said that the net store had burned and that the boats had burned in the night.",
            "They said that the boats had burned in the night.",
            "that the net store had burned and",
            id="no article is left hanging",
        ),
        pytest.param(
            "The mayor, who had come by train, opened the bridge.",
            "The mayor opened the bridge.",
            ", who had come by train,",
            id="between commas",
        ),
        pytest.param(
            "The bridge (it had been closed since March) was opened by the mayor.",
            "The bridge was opened by the mayor.",
            "(it had been closed since March)",
            id="in brackets",
        ),
        pytest.param(
            "He said the talks had failed and that the ministers would meet again in June, and he left.",
            "He said the talks had failed, and he left.",
            "and that the ministers would meet again in June",
            id="up to the comma",
        ),
    ],
)
def test_a_clause_is_named_whole(longer, shorter, clause):
    assert clauses(longer, shorter) == [clause]


def test_the_place_of_the_gap_slides_with_the_clause():
    longer = "The crews lost their nets and the families lost their homes and the town lost its harbour."
    shorter = "The crews lost their nets and the town lost its harbour."
    result = comparison(longer + FERRY, shorter + FERRY)
    (gap,) = (place for finding in result.omissions for place in finding.places if not place.present)
    assert result.versions[1].text[: gap.span.start] == "The crews lost their nets"


def test_a_stub_in_the_place_of_a_clause_does_not_slide():
    longer = "The crews lost all of their nets and the families lost all of their homes in the night."
    shorter = "The crews lost all of their nets overnight."
    assert all(finding.quote for finding in comparison(longer + FERRY, shorter + FERRY).omissions)
