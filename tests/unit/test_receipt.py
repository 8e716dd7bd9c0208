"""The count of differences that are only typography."""

from __future__ import annotations

import pytest

from tests.unit.making import comparison
from twicetold.render.language import language_codes, read_language
from twicetold.render.receipts import receipt_lines
from twicetold.render.terminal import findings_text
from twicetold.text.normalise import _KINDS

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


def test_every_difference_stands_in_both_versions_under_its_kind():
    result = comparison("“No,” she said — late." + END, '"No," she said -- late.' + END)
    receipt = result.receipts[0, 1]
    found = {
        kind: [(result.versions[0].slice(one.base.span), result.versions[1].slice(one.place.span)) for one in of_kind]
        for kind, of_kind in receipt.by_kind.items()
    }
    assert found == {"quotation marks": [("“", '"'), ("”", '"')], "dashes": [("—", "--")]}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The fire cost 12 people their homes.", "The fire cost 21 people their homes."),
        ("The fire cost $12.", "The fire cost €12."),
        ("The fire cost £12.", "The fire cost 12."),
        ("The town lost 5% of its boats.", "The town lost 5 of its boats."),
        ("The town lost 5% of its boats.", "The town lost 5‰ of its boats."),
        ("The town lost 1.5 boats.", "The town lost 15 boats."),
        ("It fell to -5 that night.", "It fell to 5 that night."),
        ("The mayor did not come.", "The mayor did come."),
        ("The mayor didn’t come.", "The mayor did come."),
        ("The mayor can come.", "The mayor cannot come."),
        ("There is no doubt.", "There is now doubt."),
    ],
)
def test_figures_signs_and_a_not_are_never_noise(a, b):
    result = comparison(a + END, b + END)
    receipt = result.receipts[0, 1]
    assert receipt.total == 0
    assert any(kind == 2 for kind in result.collation.passages.states.tolist())


def test_the_lines_of_a_receipt_say_which_kinds_and_in_which_paragraphs():
    texts = ("“No,” she said.\n\n“Yes,” he said — late.\n\n", '"No," she said.\n\n"Yes," he said -- late.\n\n')
    result = comparison(texts[0] + END, texts[1] + END)
    said = "5 differences between A and B are only typography: 4 quotation marks and 1 dash"
    assert list(receipt_lines(result)) == [
        (said, ("quotation marks: paragraphs 1 (2) and 2 (2)", "dashes: paragraph 2"))
    ]
    assert said in findings_text(result)
    ((german, _),) = receipt_lines(result, language="de")
    assert german == "5 Unterschiede zwischen A und B sind nur Typografie: 4 Anführungszeichen und 1 Gedankenstrich"


def test_every_kind_of_typography_has_a_name_in_every_language():
    names = {kind for case in CASES for kind in case.values[2]} | {name for name, _ in _KINDS}
    for code in language_codes():
        words = read_language(code)
        assert all(words.parts[f"sort.{name}"] and words.parts[f"one.{name}"] for name in names | {"capitals"})
