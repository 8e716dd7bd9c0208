"""The count of differences that are only typography."""

from __future__ import annotations

import pytest

from tests.unit.making import comparison

END = " The old ferry will be sold to Port Ellery."

CASES = [
    pytest.param("The mayor came.", "The mayor came.", {}, id="nothing differs"),
    pytest.param("“No,” she said.", '"No," she said.', {"quotation marks": 2}, id="two quotation marks"),
    pytest.param("She came — late.", "She came -- late.", {"dashes": 1}, id="a dash"),
    pytest.param("She waited… and left.", "She waited... and left.", {"ellipses": 1}, id="an ellipsis"),
    pytest.param("It’s the mayor’s.", "It's the mayor's.", {"apostrophes": 2}, id="apostrophes"),
    pytest.param("The Mayor came.", "The mayor came.", {"capitals": 1}, id="a capital"),
    pytest.param("The U.S. side came.", "The US side came.", {"points in abbreviations": 1}, id="an abbreviation"),
    pytest.param("The mayor  came.", "The mayor came.", {"spaces": 1}, id="a doubled space"),
    pytest.param("At 9\u00a0am she came.", "At 9 am she came.", {"spaces": 1}, id="a no-break space"),
    pytest.param("She wrapped\na line.", "She wrapped a line.", {}, id="a line break is a space"),
    pytest.param("The cafe\u0301 is open.", "The café is open.", {"Unicode forms": 1}, id="a Unicode form"),
    pytest.param(
        "“No” — “no” — the mayor’s word.",
        '"No" -- "no" -- the mayor\'s word.',
        {"quotation marks": 4, "dashes": 2, "apostrophes": 1},
        id="several kinds, the most frequent first",
    ),
    pytest.param("She counted 12 boats.", "She counted 21 boats.", {}, id="figures are no typography"),
]


@pytest.mark.parametrize(("a", "b", "expected"), CASES)
def test_typography_is_counted_by_kind(a, b, expected):
    receipt = comparison(a + END, b + END).receipts[0, 1]
    assert dict(receipt.counts) == expected
    assert [count for _, count in receipt.counts] == sorted(expected.values(), reverse=True)
    assert receipt.total == sum(expected.values()) == len(receipt.places)


def test_a_place_shows_the_second_version_s_form():
    result = comparison("“No,” she said." + END, '"No," she said.' + END)
    assert [result.versions[1].slice(place.span) for _, place in result.receipts[0, 1].places] == ['"', '"']
    assert [result.versions[0].slice(place.span) for _, place in result.receipts[1, 0].places] == ["“", "”"]
