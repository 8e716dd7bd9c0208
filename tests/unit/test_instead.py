"""What one version prints in place of a quotation of another: found by its place, and only with proof."""

from __future__ import annotations

import pytest

from tests.unit.making import comparison
from twicetold import say_findings
from twicetold.pipeline import Comparison

FERRY = "The ferry to Gull Island sails at nine from the south quay."
NETS = "The crews lost most of their nets in the fire on the north quay."
SENSED = "But I sensed that Ruth Amory and her crew were determined to rebuild the quay."
FELT = "But I felt that Ruth Amory and her crew were determined to rebuild the quay."
PROMISE = "Nobody shall call us slow."
OTHER = "The town is willing to bear its share"


def instead(result: Comparison) -> list[list[tuple[int, str, str]]]:
    return [
        [(p.version, p.value, result.versions[p.version].slice(p.span).strip(".,”")) for p in finding.places]
        for finding in result.findings.by_kind["quote"]
        if finding.form == "instead"
    ]


QUOTED = f"{FERRY}\n\n“{SENSED} {PROMISE}” said Joan Pell.\n\n{NETS}"
FOUND = [[(0, "quoted", "Nobody shall call us slow"), (1, "instead", OTHER)]]


def test_another_sentence_inside_the_same_quotation():
    other = f"{FERRY}\n\n“{FELT} {OTHER},” said Joan Pell.\n\n{NETS}"
    result = comparison(QUOTED, other)
    # both are quotations of one row, and that row is said to be reworded
    assert instead(result) == []
    assert "reworded" in [finding.form for finding in result.findings.by_kind["quote"]]


def test_a_quotation_set_off_without_marks_speaks_in_the_first_person():
    ours = "We are willing to bear our share"
    result = comparison(QUOTED, f"{FERRY}\n\n{FELT} {ours}\n\n{NETS}")
    assert instead(result) == [[(0, "quoted", "Nobody shall call us slow"), (1, "instead", ours)]]
    assert (
        "A quotation, and the statement that stands in its place: "
        "“Nobody shall call us slow.” in A; “We are willing to bear our share” in B"
    ) in say_findings(result)


def test_indirect_speech_of_the_same_person_between_two_matched_sentences():
    plain = "Ruth Amory noted that the town was willing to bear a fair share of it all"
    result = comparison(f"{FERRY} “{PROMISE}” said Ruth Amory. {NETS}", f"{FERRY} {plain}. {NETS}")
    assert instead(result) == [[(0, "quoted", "Nobody shall call us slow"), (1, "instead", plain)]]


def test_a_quotation_that_is_retold_as_indirect_speech():
    retold = "Joan Pell noted that she could see how Ruth Amory and her crew were determined to rebuild"
    result = comparison(f"{FERRY}\n\n“{SENSED}” said Joan Pell.\n\n{NETS}", f"{FERRY}\n\n{retold}.\n\n{NETS}")
    (finding,) = [f for f in result.findings.by_kind["quote"] if f.form == "indirect"]
    assert [(p.version, p.value) for p in finding.places] == [(0, "quoted"), (1, "indirect")]
    assert result.versions[1].slice(finding.places[1].span) == retold + "."


def test_the_words_of_the_quotation_without_marks_are_no_indirect_speech():
    copied = f"Joan Pell said that {SENSED[0].lower()}{SENSED[1:]}"
    result = comparison(f"{FERRY}\n\n“{SENSED}” said Joan Pell.\n\n{NETS}", f"{FERRY}\n\n{copied}\n\n{NETS}")
    assert "indirect" not in [f.form for f in result.findings.by_kind["quote"]]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            "Joan Pell said, Surely I sensed how Ruth Amory was determined to rebuild", id="speech without marks"
        ),
        pytest.param("Joan Pell noted that she could see ‘Ruth Amory and her crew determined to rebuild", id="a mark"),
    ],
)
def test_direct_speech_whose_marks_are_missing_or_odd_is_no_indirect_speech(told):
    result = comparison(f"{FERRY}\n\n“{SENSED}” said Joan Pell.\n\n{NETS}", f"{FERRY}\n\n{told}.\n\n{NETS}")
    assert "indirect" not in [f.form for f in result.findings.by_kind["quote"]]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(f"{FERRY} {NETS}", id="nothing stands there"),
        pytest.param(f"{FERRY} The gulls were loud over the market that night. {NETS}", id="no statement"),
        pytest.param(f"{FERRY} “The town is willing to bear its share,” said Ruth Amory. {NETS}", id="another speaker"),
        pytest.param(f"{FERRY} Ruth Amory said the town was willing to bear its share. {NETS}", id="another source"),
        pytest.param(f"{FERRY} We are willing to bear our share. {NETS}", id="nobody is known to say it"),
        pytest.param(f"{FERRY} Joan Pell said: nobody shall call us slow. {NETS}", id="the same words"),
        pytest.param(f"Joan Pell said the town was willing to bear its share. {NETS} {FERRY}", id="no neighbours"),
    ],
)
def test_what_proves_nothing_is_not_said(other):
    assert instead(comparison(f"{FERRY} “{PROMISE}” said Joan Pell. {NETS}", other)) == []


def test_a_statement_that_the_other_version_has_elsewhere_is_no_substitute():
    moved = "Joan Pell said the town was willing to bear its share."
    result = comparison(f"{moved} {FERRY} “{PROMISE}” said Joan Pell. {NETS}", f"{FERRY} {moved} {NETS}")
    assert instead(result) == []


def test_words_that_the_other_version_prints_elsewhere_are_not_replaced():
    plain = "Ruth Amory noted that the town was willing to bear a fair share of it all."
    banner = (
        "Over the door of the sailing club, where volunteers had brought blankets and soup for all who came in from "
        "the cold that night, hung the old painted board with the words nobody shall call us slow in red and gold."
    )
    result = comparison(f"{FERRY} “{PROMISE}” said Ruth Amory. {NETS}", f"{FERRY} {plain} {NETS} {banner}")
    assert instead(result) == []
