"""Which units of two lists correspond."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twicetold.align.pair import align_units
from twicetold.align.pairing import shape_of
from twicetold.settings import DEFAULT

BRIDGE = "The mayor opened the new bridge on Monday morning after nine years of work."
FERRY = "The old ferry will be sold to the harbour company of Port Ellery."
LAMPS = "Nobody knows who will pay for the forgotten lamps."
BAND = "A brass band played until the rain drove everybody home."
GOATS = "Several farmers drove their goats across before noon."
LIST = [BRIDGE, FERRY, LAMPS, BAND, GOATS]

CASES = [
    pytest.param(LIST, LIST, [((i,), (i,), "identical", False) for i in range(5)], id="the same list twice"),
    pytest.param([BRIDGE], [BRIDGE.upper()], [((0,), (0,), "cosmetic", False)], id="capitals are cosmetic"),
    pytest.param(
        [BRIDGE, FERRY],
        [BRIDGE.replace("Monday", "Tuesday"), FERRY],
        [((0,), (0,), "edited", False), ((1,), (1,), "identical", False)],
        id="one word changed",
    ),
    pytest.param(
        [BRIDGE, LAMPS, BAND],
        [BRIDGE, BAND],
        [((0,), (0,), "identical", False), ((2,), (1,), "identical", False)],
        id="one unit absent",
    ),
    pytest.param(
        [f"{FERRY[:-1]}, and nobody knows who will pay for the forgotten lamps.", GOATS],
        [FERRY, LAMPS, GOATS],
        [((0,), (0, 1), "split", False), ((1,), (2,), "identical", False)],
        id="one unit split in two",
    ),
    pytest.param(
        [FERRY, LAMPS, GOATS],
        [f"{FERRY[:-1]}, and nobody knows who will pay for the forgotten lamps.", GOATS],
        [((0, 1), (0,), "joined", False), ((2,), (1,), "identical", False)],
        id="two units joined",
    ),
    pytest.param(
        LIST,
        [GOATS, BRIDGE, FERRY, LAMPS, BAND],
        [((i,), (i + 1,), "identical", False) for i in range(4)] + [((4,), (0,), "identical", True)],
        id="the last unit moved to the front",
    ),
    pytest.param(
        LIST,
        [GOATS.replace("noon", "dawn"), BRIDGE, FERRY, LAMPS, BAND],
        [((i,), (i + 1,), "identical", False) for i in range(4)] + [((4,), (0,), "edited", True)],
        id="moved and edited",
    ),
    pytest.param(
        [BRIDGE, FERRY, LAMPS],
        ["Wolves have returned to the northern valleys.", "Tickets cost less than a cup of coffee.", "He was 41."],
        [],
        id="unrelated texts have no links",
    ),
    pytest.param([], LIST, [], id="nothing against something"),
    pytest.param([], [], [], id="nothing against nothing"),
    pytest.param([BRIDGE, "…"], ["—", BRIDGE], [((0,), (1,), "identical", False)], id="marks alone are no evidence"),
    pytest.param(
        [BRIDGE, "* * *", GOATS],
        [BRIDGE, "* * *", GOATS],
        [((i,), (i,), "identical", False) for i in range(3)],
        id="a line of stars is itself",
    ),
]


@pytest.mark.parametrize(("a", "b", "expected"), CASES)
def test_links(a, b, expected):
    assert [(link.a, link.b, link.kind, link.moved) for link in align_units(a, b)] == expected


@pytest.mark.parametrize(("a", "b", "expected"), CASES)
def test_links_the_other_way_round(a, b, expected):
    turned = {"split": "joined", "joined": "split"}
    found = {(link.b, link.a, turned.get(link.kind, link.kind)) for link in align_units(b, a)}
    assert found == {(left, right, kind) for left, right, kind, _ in expected}


def test_a_paragraph_told_in_other_words_is_reworded():
    (link,) = align_units(
        [
            "The mayor opened the bridge on Monday; it took nine years and ten million pounds, she told reporters.",
            GOATS,
        ],
        [
            "Reporters heard from the mayor that ten million pounds had gone into a bridge nine years in the making.",
            BAND,
        ],
    )
    assert (link.a, link.b, link.kind) == ((0,), (0,), "reworded")
    assert 0 < link.similarity < 0.6


def test_identical_units_have_similarity_1():
    assert [link.similarity for link in align_units(LIST, LIST)] == pytest.approx([1.0] * 5)


def test_a_lone_common_word_links_nothing():
    assert (
        align_units(["The harbour is closed until further notice."], ["A harbour seal ate two of my sandwiches."]) == []
    )


def test_long_lists_are_cut_at_identical_units_and_still_aligned():
    many = [f"Stall number {i} sold {i * 7} baskets of fish in week {i % 50}." for i in range(60)]
    edited = [*many[:20], BRIDGE, *many[20:41], *many[42:]]
    links = align_units(many, edited, replace(DEFAULT, max_cells=500))
    expected = [(i, i if i < 20 else i + 1 if i < 41 else i) for i in range(60) if i != 41]
    assert [(link.a[0], link.b[0]) for link in links if link.kind == "identical"] == expected


@pytest.mark.parametrize(
    ("a", "b", "shape"),
    [
        pytest.param(1, 1, "one", id="one against one"),
        pytest.param(1, 2, "split", id="one against several"),
        pytest.param(3, 1, "joined", id="several against one"),
        pytest.param(2, 3, "regrouped", id="several against several"),
    ],
)
def test_shapes(a, b, shape):
    assert shape_of(a, b) == shape


def test_an_untouched_sentence_does_not_swallow_its_neighbour_that_was_left_out():
    a = [
        "The riders left the valley before dawn and counted their horses twice.",
        "They set out from Harrow, and stopped at Mosley.",
        "They set out from Mosley, and camped in Barnet.",
        "Every wagon was repaired by the smith of Barnet for nine crowns.",
    ]
    assert [(link.a, link.b) for link in align_units(a, [a[0], *a[2:]])] == [((0,), (0,)), ((2,), (1,)), ((3,), (2,))]
