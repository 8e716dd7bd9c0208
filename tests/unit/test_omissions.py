"""What is missing where: passages, clauses and lines, each once, with the places that prove it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.making import comparison
from twicetold.pipeline import Comparison
from twicetold.settings import DEFAULT

BRIDGE = "The mayor opened the new bridge on Monday, although nobody had paid for the lamps."
SHORT_BRIDGE = "The mayor opened the new bridge on Monday."
FERRY = "The old ferry will be sold to Port Ellery."
BAND = "A brass band played until it rained."
GOATS = "Several farmers drove their goats across before noon."


def found(result: Comparison) -> list[tuple[str, int, str, tuple[int, ...], tuple[int, ...]]]:
    return [(f.form, f.words, " ".join(f.quote.split()), f.keepers, f.lackers) for f in result.omissions]


def test_a_sentence_that_one_lacks_is_a_passage():
    assert found(comparison(f"{BRIDGE} {FERRY} {BAND}", f"{BRIDGE} {BAND}")) == [("passage", 9, FERRY, (0,), (1,))]


def test_the_list_is_the_same_whoever_lacks_it():
    assert found(comparison(f"{BRIDGE} {BAND}", f"{BRIDGE} {FERRY} {BAND}")) == [("passage", 9, FERRY, (1,), (0,))]


def test_sentences_of_one_paragraph_that_the_same_versions_lack_are_one_finding():
    result = comparison(f"{BRIDGE}\n\n{FERRY} {BAND}\n\n{GOATS}", f"{BRIDGE}\n\n{GOATS}")
    assert found(result) == [("passage", 16, f"{FERRY} {BAND}", (0,), (1,))]


def test_sentences_of_two_paragraphs_are_two_findings():
    result = comparison(f"{BRIDGE}\n\n{FERRY}\n\n{BAND}\n\n{GOATS}", f"{BRIDGE}\n\n{GOATS}")
    assert [quote for _, _, quote, _, _ in found(result)] == [FERRY, BAND]


def test_a_clause_cut_out_of_a_sentence_is_a_clause_with_its_comma():
    assert found(comparison(f"{BRIDGE} {FERRY}", f"{SHORT_BRIDGE} {FERRY}")) == [
        ("clause", 7, ", although nobody had paid for the lamps", (0,), (1,))
    ]


@pytest.mark.parametrize(
    ("least", "listed"),
    [
        pytest.param(4, 1, id="four words are listed"),
        pytest.param(5, 0, id="fewer words than the setting are only marked"),
    ],
)
def test_a_short_cut_is_listed_from_a_setting_on(least, listed):
    texts = (f"{SHORT_BRIDGE} {FERRY}", f"{SHORT_BRIDGE.replace(' on Monday', ' on a cold wet grey Monday')} {FERRY}")
    assert len(comparison(*texts, settings=replace(DEFAULT, min_clause_words=least)).omissions) == listed


def test_a_long_stretch_put_in_other_words_is_not_left_out():
    reworded = BRIDGE.replace(
        "although nobody had paid for the lamps", "with its lights still waiting for a generous friend"
    )
    assert found(comparison(f"{BRIDGE} {FERRY}", f"{reworded} {FERRY}")) == []


def test_a_long_stretch_replaced_by_one_word_is_left_out():
    stub = BRIDGE.replace("although nobody had paid for the lamps", "unlit")
    (finding,) = comparison(f"{BRIDGE} {FERRY}", f"{stub} {FERRY}").omissions
    assert (finding.form, finding.lackers) == ("clause", (1,))


def test_with_three_versions_one_finding_names_everybody():
    result = comparison(f"{BRIDGE} {FERRY}", BRIDGE, f"{BRIDGE} {FERRY}")
    assert found(result) == [("passage", 9, FERRY, (0, 2), (1,))]


def test_with_three_versions_one_clause_names_everybody():
    result = comparison(f"{BRIDGE} {FERRY}", f"{SHORT_BRIDGE} {FERRY}", f"{BRIDGE} {FERRY}")
    assert found(result) == [("clause", 7, ", although nobody had paid for the lamps", (0, 2), (1,))]


def test_the_widest_carried_and_longest_comes_first():
    result = comparison(f"{BRIDGE} {GOATS} {FERRY}", f"{BRIDGE} {GOATS}", f"{BRIDGE} {BAND}")
    weights = [finding.weight for finding in result.omissions]
    assert weights == sorted(weights, reverse=True)
    assert result.omissions[0].quote == GOATS


def test_a_headline_is_a_line():
    texts = [f"{head}{BRIDGE}\n\n{FERRY}" for head in ("Bridge opens at last\n\n", "")]
    assert found(comparison(*texts)) == [("line", 4, "Bridge opens at last", (0,), (1,))]


def test_saying_it_once_is_not_leaving_it_out_for_who_says_it_twice():
    assert found(comparison(f"{BAND}\n\n{BRIDGE}\n\n{BAND}", f"{BAND}\n\n{BRIDGE}")) == []


def test_furniture_is_never_missing():
    assert found(comparison(f"{BRIDGE} {FERRY}\n\nAdvertisement\n\n8 hours ago", f"{BRIDGE} {FERRY}")) == []


def test_typography_is_never_missing():
    assert found(comparison(f"“{BRIDGE}” {FERRY}", f'"{BRIDGE}" {FERRY}')) == []


def test_a_moved_sentence_is_not_missing():
    assert found(comparison(f"{BRIDGE}\n\n{FERRY}\n\n{BAND}", f"{BAND}\n\n{BRIDGE}\n\n{FERRY}")) == []


def test_every_place_of_a_finding_is_the_words_or_the_point_where_they_would_stand():
    result = comparison(f"{BRIDGE} {FERRY} {BAND}", f"{SHORT_BRIDGE} {BAND}")
    for finding in result.omissions:
        for place in finding.places:
            text = result.versions[place.version].slice(place.span)
            assert text in finding.quote if place.present else text == ""
    points = {
        result.versions[1].text[: place.span.start] for f in result.omissions for place in f.places if not place.present
    }
    assert points == {SHORT_BRIDGE[:-1], SHORT_BRIDGE}
