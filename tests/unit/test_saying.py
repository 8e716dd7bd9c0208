"""The words of findings: every form has its sentence in every language, and texts are never read as templates."""

from __future__ import annotations

import string

import pytest

from tests.unit.making import comparison
from twicetold import say_findings
from twicetold.findings.registry import FINDING_KINDS
from twicetold.ingest.stories import list_stories, read_story
from twicetold.pipeline import compare, read_versions
from twicetold.render.language import language_codes, read_language
from twicetold.render.saying import shorten
from twicetold.render.terminal import findings_text


def test_german_is_one_file_beside_english():
    assert set(language_codes()) >= {"en", "de"}
    with pytest.raises(KeyError):
        read_language("xx")


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", [code for code in language_codes() if code != "en"])
def test_a_language_says_all_that_english_says(code):
    english, other = read_language("en"), read_language(code)
    for table in ("kinds", "about", "weighs", "say", "against", "parts"):
        ours, theirs = getattr(english, table), getattr(other, table)
        assert set(ours) == set(theirs)
        for key in ours:
            assert places(ours[key]) == places(theirs[key]), key
            assert ours[key] != theirs[key] or table == "parts" or ours[key].startswith("{"), key


def test_every_kind_has_a_name_and_says_what_it_is_about():
    english = read_language("en")
    assert set(english.kinds) == set(FINDING_KINDS)
    assert set(FINDING_KINDS) < set(english.about)


@pytest.mark.parametrize("code", language_codes())
def test_every_finding_of_the_samples_can_be_said(samples, code):
    forms = set()
    for name in list_stories(samples):
        result = compare(read_versions(read_story(samples / name)))
        lines = say_findings(result, code)
        assert len(lines) == len(result.findings) > 0
        assert not [line for line in lines if "{" in line or "  " in line]
        forms |= {(finding.kind, finding.form) for finding in result.findings}
    assert {kind for kind, _ in forms} >= set(FINDING_KINDS) - {"attribution"}


def test_a_sentence_names_who_has_it_and_who_has_not():
    result = comparison(
        "A fire drove 12 people from their homes. It rained.", "A fire drove 21 people from their homes."
    )
    said = say_findings(result)
    assert "Different figures or dates at the same place: “12” in A; “21” in B" in said
    assert "“It rained.” (2 words): kept by A; left out by B" in said
    german = say_findings(result, "de")
    assert "Verschiedene Zahlen oder Daten an derselben Stelle: „12“ in A; „21“ in B" in german


def test_braces_in_a_text_stay_braces():
    result = comparison("The {quote} of {0} was {sides}. It rained on the quay.", "It rained on the quay.")
    assert any("{quote} of {0} was {sides}" in line for line in say_findings(result))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("“It is late,” he said.", "‘It is late,’ he said."),
        ('"It is late', "It is late"),
        (", going as far", "going as far"),
        ("one\ntwo", "one two"),
    ],
)
def test_words_are_set_on_one_line_with_single_marks_inside(text, short):
    assert shorten(text) == short


def test_long_words_keep_their_beginning_and_their_end():
    short = shorten(" ".join(map(str, range(100))))
    assert short.startswith("0 1 2")
    assert short.endswith("98 99")
    assert " … " in short


def test_a_single_passage_is_not_the_longest_of_several():
    lone = say_findings(comparison("It rained. The ferry left at nine.", "It rained."))
    assert any("has 1 passage (5 words): “The ferry left at nine.”" in line for line in lone)
    two = say_findings(comparison("Elephants sleep standing. It rained. The ferry left at nine.", "It rained."))
    assert any("has 2 passages (8 words), among them “" in line for line in two)


def test_equal_texts_are_called_so_first():
    text = "The mayor came on Monday. “He left,” said Ruth Amory."
    assert findings_text(comparison(text, text.replace("“", '"').replace("”", '"'))).startswith(
        "All versions print the same words"
    )
    assert "the same words" not in findings_text(comparison(text, text.replace("Monday", "Friday")))


def test_on_the_terminal_every_line_begins_with_its_kind():
    text = findings_text(
        comparison("It rained. The ferry left at nine.", "The ferry left at nine. \x1b[31mRed it was.")
    )
    assert text.startswith(("Left out: ", "Credit: "))
    assert "\x1b" not in text
    assert findings_text(comparison("It rained.", "Elephants sleep standing."), "de")
