"""What is said in plain words, exactly."""

from __future__ import annotations

import pytest

from tests.unit.making import comparison
from twicetold.render.labels import label_text
from twicetold.render.missing import missing_list
from twicetold.render.words import answer, count, percent, summary_lines
from twicetold.view import Label

BRIDGE = "The mayor opened the new bridge on Monday, although nobody had paid for the lamps."
SHORT_BRIDGE = "The mayor opened the new bridge on Monday."
FERRY = "The old ferry will be sold to Port Ellery."
BAND = "A brass band played until it rained."
GOATS = "Several farmers drove their goats across before noon."
WHOLE = f"{BRIDGE}\n\n{FERRY}\n\n{BAND}"
"""15 + 9 + 7 = 31 words."""

SENTENCES = [
    pytest.param(WHOLE, WHOLE, "B prints every word of A. Nothing differs.", id="the same"),
    pytest.param(
        WHOLE,
        f"{BRIDGE}\n\n{BAND}",
        "B prints 71 % of A’s words. It leaves out 1 passage (9 words).",
        id="one passage of 9 words left out of 31",
    ),
    pytest.param(
        f"{BRIDGE}\n\n{BAND}",
        WHOLE,
        "B prints every word of A. It adds 1 passage (9 words).",
        id="one passage added",
    ),
    pytest.param(
        WHOLE,
        f"{SHORT_BRIDGE}\n\n{GOATS}\n\n{FERRY}\n\n{BAND}",
        "B prints 77 % of A’s words. It leaves out 1 passage (7 words) and adds 1 passage (8 words).",
        id="a clause left out and a passage added",
    ),
    pytest.param(
        WHOLE,
        WHOLE.replace("old ferry", "worn ferry"),
        "B prints 97 % of A’s words and says 3 % in other words. 1 place is worded differently.",
        id="a word replaced",
    ),
    pytest.param(
        WHOLE,
        f"{BAND}\n\n{BRIDGE}\n\n{FERRY}",
        "B prints every word of A. 1 sentence stands in another place.",
        id="a sentence moved",
    ),
    pytest.param(
        f"“{WHOLE}”",
        f'"{WHOLE}"',
        "B prints every word of A. 2 differences are only typography.",
        id="typography",
    ),
    pytest.param(
        BRIDGE,
        "Wolves have returned to seven northern valleys.",
        "B is a text of its own: no passage of it was matched with one in A.",
        id="nothing in common",
    ),
]


@pytest.mark.parametrize(("a", "b", "said"), SENTENCES)
def test_the_answer_in_words(a, b, said):
    assert summary_lines(comparison(a, b), 0) == [said]


def test_one_statement_per_other_version_in_their_order():
    result = comparison(WHOLE, BRIDGE, FERRY, BAND)
    assert [statement.version for statement in answer(result, 2)] == [0, 1, 3]


def test_numbers_lead_to_their_places():
    result = comparison(WHOLE, f"{BRIDGE}\n\n{BAND}")
    (statement,) = answer(result, 0)
    (target,) = next(part.targets for part in statement.parts if "1 passage" in part.text)
    row = result.collation.rows[target.row]
    assert row.paragraphs == ((1,), ())
    assert result.collation.passages[target.passage].carriers == (0,)


def test_the_missing_list_says_who_keeps_and_who_leaves_out():
    items = missing_list(comparison(WHOLE, f"{BRIDGE}\n\n{BAND}", WHOLE), 0)
    assert [(item.kind, item.words, item.quote, item.keepers, item.lackers) for item in items] == [
        ("passage", 9, FERRY, (0, 2), (1,))
    ]
    assert items[0].say.startswith("Kept by A and C; left out by B")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        pytest.param(0.0, "0 %", id="nothing"),
        pytest.param(0.0004, "less than 1 %", id="next to nothing is not nothing"),
        pytest.param(0.01, "1 %", id="one per cent"),
        pytest.param(0.29, "29 %", id="no rounding error downwards"),
        pytest.param(0.999, "99 %", id="nearly all is not all"),
        pytest.param(1.0, "100 %", id="all"),
    ],
)
def test_percentages(share, said):
    assert percent(share) == said


@pytest.mark.parametrize(
    ("number", "nouns", "said"),
    [
        pytest.param(1, ["passage"], "1 passage", id="one"),
        pytest.param(2, ["passage"], "2 passages", id="two"),
        pytest.param(0, ["word"], "0 words", id="none"),
        pytest.param(1204, ["word"], "1,204 words", id="thousands"),
        pytest.param(2, ["difference is", "differences are"], "2 differences are", id="an irregular plural"),
    ],
)
def test_counts(number, nouns, said):
    assert count(number, *nouns) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        pytest.param(Label("moved", (3,), (1,)), "printed elsewhere: paragraph 3 in A, paragraph 1 here", id="moved"),
        pytest.param(Label("moved", (3, 4), ()), "printed elsewhere: paragraphs 3–4 in A", id="moved, a block"),
        pytest.param(Label("elsewhere", here=(5,)), "stands in paragraph 5 here", id="elsewhere"),
        pytest.param(Label("split", (2,), (2, 3)), "one paragraph in A, 2 here", id="split"),
        pytest.param(Label("joined", (2, 3), (2,)), "2 paragraphs in A, one here", id="joined"),
        pytest.param(Label("regrouped", (1, 2), (1, 2, 3)), "2 paragraphs in A, 3 here", id="regrouped"),
    ],
)
def test_labels_in_words(label, said):
    assert label_text(comparison(BRIDGE, BRIDGE), 0, 1, label) == said


def test_who_says_it_differently_is_not_said_to_keep_the_words():
    with_not = "The net store had not been inspected by anybody since the spring of 2019."
    result = comparison(f"{BRIDGE}\n\n{with_not}", f"{BRIDGE}\n\n{with_not.replace(' not', '')}", BRIDGE)
    said = {item.quote: item.say for item in missing_list(result, 0)}
    assert said[with_not] == "Kept by A; kept in part by B; left out by C"
    other = with_not.replace("the spring of 2019", "2021")
    result = comparison(f"{BRIDGE}\n\n{with_not}", f"{BRIDGE}\n\n{other}", BRIDGE)
    said = {item.quote: item.say for item in missing_list(result, 0)}
    assert said[with_not] == "Kept by A; said differently by B; left out by C"


def test_what_an_independent_account_lacks_is_not_found_in_it():
    result = comparison(f"{BRIDGE}\n\n{FERRY}", f"{BRIDGE}\n\n{FERRY}\n\n{BAND}", GOATS)
    said = {item.quote: item.say for item in missing_list(result, 0)}
    assert said[FERRY] == "Kept by A and B; not found in C"
    assert said[BAND] == "Only in B"


def test_a_clause_that_only_moved_inside_its_sentence_is_not_left_out():
    result = comparison(
        "“We will rebuild the bridge this year,” Mayor Anna Berg said on Monday.",
        "Mayor Anna Berg said on Monday: “We will rebuild the bridge this year.”",
    )
    assert missing_list(result, 0) == ()


def test_a_paragraph_printed_as_two_is_said():
    result = comparison(f"{BRIDGE} {FERRY}\n\n{BAND}", f"{BRIDGE}\n\n{FERRY}\n\n{BAND}")
    assert summary_lines(result, 0) == ["B prints every word of A. 1 paragraph is divided differently."]


def test_unrelated_texts_share_no_passage_though_they_share_small_words():
    result = comparison(
        "The bank raised rates on Monday. Analysts had expected less. Shares fell in the afternoon.",
        "The team won on Sunday. Fans had expected more. The coach left in the evening.",
    )
    assert summary_lines(result, 0) == ["B is a text of its own: no passage of it was matched with one in A."]
