"""What is told again elsewhere keeps its own place and gets a second link."""

from __future__ import annotations

from tests.unit.making import comparison

QUOTE = "“Nobody warned the villagers before the reservoir overflowed,” said engineer Wolstenholme"
BODY = "The council met on Tuesday behind closed doors.\n\nA new ferry will be bought next spring."


def echoed(*texts: str) -> set[frozenset[tuple[str, str]]]:
    """The echoes as pairs of (label, first words of the unit)."""
    result = comparison(*texts)
    return {
        frozenset(
            (result.versions[v].label, result.versions[v].slice(result.versions[v].units[u].span)[:9])
            for v, u in ((echo.a_version, echo.a), (echo.b_version, echo.b))
        )
        for echo in result.collation.echoes
    }


def test_a_quote_that_is_told_twice_is_an_echo_of_its_first_place():
    again = f"{QUOTE}.\n\n{BODY}\n\nLater {QUOTE[0].lower()}{QUOTE[1:]} once more."
    assert echoed(f"{QUOTE}.\n\n{BODY}", again) == {frozenset({("A", "“Nobody w"), ("B", "Later “No")})}


def test_what_is_told_once_has_no_echo():
    assert echoed(f"{QUOTE}.\n\n{BODY}", f"{QUOTE}.\n\n{BODY}") == set()


def test_small_words_in_common_are_no_echo():
    first = "He and she had not got to the top by one.\n\nThe ferry sank."
    second = "By two she and he had not got to it.\n\nThe ferry sank."
    assert echoed(first, second) == set()


def test_two_places_of_one_version_are_no_echo_of_each_other():
    again = f"{QUOTE}.\n\n{BODY}\n\nLater {QUOTE} once more."
    assert echoed(again, BODY) == set()
