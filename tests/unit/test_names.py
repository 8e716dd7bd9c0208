"""Names: what is one, what it names, and how versions agree."""

from __future__ import annotations

import pytest

from tests.unit.making import version
from twicetold.findings.grammar import languages, read_grammar
from twicetold.findings.names import Names
from twicetold.findings.word_lists import read_word_lists


def kinds(*texts: str, language: str = "en") -> dict[str, str]:
    """What each name of some versions names."""
    made = [version(text, language=language) for text in texts]
    grammar = read_grammar(language)
    names = Names(made, [grammar] * len(made), read_word_lists(language)["reporting"])
    return {entity.name: entity.kind for entity in names.entities}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They waited for Mayor Pell at noon.", "Pell", "person"),
        ("They waited, and then Pell said that it was late.", "Pell", "person"),
        ("They waited for Joan Pell, who came late.", "Joan Pell", "person"),
        ("They saw the harbour master, Joan Pell, at noon.", "Joan Pell", "person"),
        ("They spoke of Pell at noon.", "Pell", "name"),
        ("They met in Ellery at noon.", "Ellery", "place"),
        ("They came to Gull Island at noon.", "Gull Island", "place"),
        ("They asked the Harbour Council at noon.", "Harbour Council", "organisation"),
        ("They asked TASS at noon.", "TASS", "organisation"),
        ("They left Russia at noon.", "Russia", "place"),
        ("They spoke of Nord Stream 2 at noon.", "Nord Stream", "organisation"),
    ],
)
def test_a_name_names(text, name, kind):
    assert kinds(text)[name] == kind


@pytest.mark.parametrize(
    "text",
    [
        "The boats were late. Nobody came on Monday, and in May it rained.",
        "He said that I was late. We’ve seen it.",
        "They had a Russian boat.",
        "Boats from the bay were there.",
    ],
)
def test_is_no_name(text):
    assert kinds(text) == {}


def test_a_possessive_and_a_title_are_no_part_of_a_name():
    found = kinds("They read Foreign Minister Sergei Lavrov’s letter, and then Lavrov said no.")
    assert found == {"Sergei Lavrov": "person"}


def test_another_version_says_what_a_name_is():
    assert kinds("They spoke of Pell at noon.")["Pell"] == "name"
    assert kinds("They spoke of Pell at noon.", "They waited for Mayor Pell at noon.")["Pell"] == "person"


def test_a_headline_in_capitals_gives_only_names_that_the_text_knows():
    text = (
        "Pell Opens Bridge After Long Wait\n\nIn the end Mayor Joan Pell opened the bridge.\n\nIt had rained all day."
    )
    assert set(kinds(text)) == {"Joan Pell"}


def test_german_nouns_are_no_names():
    assert kinds("Am Abend kam die Bürgermeisterin Ruth Amory in den Hafen der Stadt.", language="de") == {
        "Ruth Amory": "person"
    }


def test_every_language_has_the_lists_that_the_rules_ask_for():
    english = read_grammar("en")
    for code in languages():
        grammar = read_grammar(code)
        assert set(english.lists) - set(grammar.lists) <= {"demonyms", "known_places"}
        assert grammar.numbers
        assert grammar.units
