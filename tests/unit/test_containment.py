"""A quote in the middle of another version's paragraph is found, and a brief inside a long piece."""

from __future__ import annotations

from tests.unit.making import comparison, told

QUOTE = "“Nobody warned the villagers before the reservoir overflowed,” engineer Marta Wolstenholme said."
LONG = (
    "The council met on Tuesday behind closed doors, and it took six hours.\n\n"
    "Most members left without a word to the reporters in the yard. In the end “nobody warned the villagers before the "
    "reservoir overflowed,” engineer Marta Wolstenholme said on the steps of the town hall, where a crowd had gathered "
    "with lanterns and umbrellas. A dog barked at the mayor.\n\n"
    "A new ferry will be bought next spring from a yard in Port Ellery.\n\n"
    "Tickets will cost eleven crowns, two more than today.\n\n"
    "The old ferry goes to a museum, where children may ring its bell."
)


def partners(result, first: str) -> str:
    """What the second version has where the first begins with these words."""
    return next(texts[1] for texts in told(result) if texts[0].startswith(first))


def test_a_quote_is_found_in_the_middle_of_a_longer_paragraph():
    assert "Marta Wolstenholme" in partners(comparison(f"A dam broke.\n\n{QUOTE}", LONG), "“Nobody")


def test_a_brief_is_found_inside_a_long_piece():
    brief = "A new ferry will be bought next spring.\n\nTickets will cost eleven crowns."
    result = comparison(brief, LONG)
    assert partners(result, "A new ferry").startswith("A new ferry will be bought")
    assert partners(result, "Tickets").startswith("Tickets will cost eleven")
    assert not [finding for finding in result.omissions if 1 in finding.lackers]
