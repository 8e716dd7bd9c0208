"""The rules of linking one by one: order, parts that bring news, what may be linked, what is fixed."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from twicetold.align.linking import Block, link_blocks
from twicetold.align.manner import find_manner
from twicetold.align.pair import align_units
from twicetold.align.partners import Odds, find_chances
from twicetold.align.similarity import Scores
from twicetold.settings import DEFAULT


def bits(rows) -> sparse.csr_array:
    """The words of units, one row each."""
    return sparse.csr_array(np.array(rows, dtype=np.float64))


def scores(alike, a_bits=None, b_bits=None) -> Scores:
    """Scores from a list: as contained as ``alike``, no rare words, and units of one text share nothing."""
    table = np.array(alike, dtype=np.float64)
    words = np.eye(max(table.shape))
    return Scores(
        table,
        table,
        table,
        np.full(table.shape, 6.0),
        bits(words[: len(table)]) if a_bits is None else bits(a_bits),
        bits(words[: table.shape[1]]) if b_bits is None else bits(b_bits),
    )


def linked(made: Scores, **options) -> list[tuple[int, int]]:
    return [(pair.a, pair.b) for pair in link_blocks([Block(made, **options)])[0]]


WEAK = 0.2
IN_ITS_PLACE = [[0.6, 0, 0, 0], [0, WEAK, 0, 0], [0, 0, 0.6, 0], [0, 0, 0, 0.6]]
OUT_OF_PLACE = [[0.6, 0, 0, 0], [0, 0.6, 0, 0], [0, 0, 0.6, 0], [0, 0, 0, 0], [WEAK, 0, 0, 0]]


def test_a_weak_pair_between_sure_ones_is_linked():
    assert linked(scores(IN_ITS_PLACE)) == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_a_pair_as_weak_out_of_its_place_is_not():
    assert linked(scores(OUT_OF_PLACE)) == [(0, 0), (1, 1), (2, 2)]


def test_a_pair_that_is_alike_is_linked_wherever_it_stands():
    moved = np.eye(5)[[4, 0, 1, 2, 3]] * 0.9
    assert linked(scores(moved)) == [(0, 4), (1, 0), (2, 1), (3, 2), (4, 3)]


PARTS = [[0.6, 0, 0], [0.5, 0, 0], [0, 0.9, 0], [0, 0, 0.9]]


WHOLES = [[1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
TWO_HALVES = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
THE_SAME_HALF = [[1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]


def test_a_part_that_brings_news_joins_the_whole():
    assert linked(scores(PARTS, TWO_HALVES, WHOLES)) == [(0, 0), (1, 0), (2, 1), (3, 2)]


def test_a_part_that_says_again_what_its_sibling_says_does_not():
    assert linked(scores(PARTS, THE_SAME_HALF, WHOLES)) == [(0, 0), (2, 1), (3, 2)]


def test_what_is_not_allowed_is_not_linked():
    allowed = np.ones((4, 4), dtype=bool)
    allowed[2, 2] = False
    assert (2, 2) not in linked(scores(IN_ITS_PLACE), allowed=allowed)


def test_what_is_fixed_is_linked_whatever_it_is_like():
    assert (0, 3) in linked(scores(np.zeros((4, 4))), fixed=((0, 3),))


def test_what_stands_beside_a_fixed_pair_follows_it():
    weak = np.zeros((5, 5))
    weak[0, 3] = weak[1, 4] = WEAK
    weak[0, 0] = weak[1, 1] = WEAK
    found = linked(scores(weak), fixed=((2, 2),))
    assert {(0, 0), (1, 1), (2, 2)} <= set(found)


def test_nothing_is_linked_with_nothing():
    assert linked(scores(np.zeros((0, 3)), b_bits=np.eye(3))) == []


@pytest.mark.parametrize("seed", range(5))
def test_linking_the_other_way_round_is_the_transpose(seed):
    random = np.random.default_rng(seed)
    table = random.random((9, 7)) ** 3
    words = [bits(random.random((n, 12)) * (random.random((n, 12)) < 0.5)) for n in (9, 7)]
    made = Scores(table, random.random((9, 7)), random.random((9, 7)), random.random((9, 7)) * 20, *words)
    turned = Scores(made.alike.T, made.b_in_a.T, made.a_in_b.T, made.rare.T, made.b_bits, made.a_bits)
    assert sorted((j, i) for i, j in linked(turned)) == linked(made)


@pytest.mark.parametrize("seed", range(3))
def test_chances_are_those_of_all_paths_counted_one_by_one(seed):
    """Against a slow oracle: every way to read three units of a along two of b, weighed and summed."""
    random = np.random.default_rng(seed)
    odds = random.random((3, 2)) * 3
    manner = find_manner(odds / 3)
    (chances,) = find_chances([Odds(odds, odds, manner, DEFAULT.lone_weight)], DEFAULT)
    found = chances.of_a
    jump = (DEFAULT.jump_weight + DEFAULT.disorder_weight * (1 - manner.a_order) ** 2) / 2
    total, wanted = 0.0, np.zeros((3, 2))
    for path in np.ndindex(3, 3, 3):
        place, weight = -1, 1.0
        for unit, target in enumerate(path):
            if target == 2:
                weight *= DEFAULT.lone_weight
                continue
            step = target - place
            if step == 0:
                kept = DEFAULT.stay_weight
            elif step > 0:
                kept = DEFAULT.next_weight * DEFAULT.skip_factor ** (step - 1)
            else:
                kept = DEFAULT.back_weight * DEFAULT.skip_factor ** (-step - 1)
            weight *= (kept * manner.a_order + jump) * odds[unit, target]
            place = target
        total += weight
        for unit, target in enumerate(path):
            if target < 2:
                wanted[unit, target] += weight
    np.testing.assert_allclose(found, wanted / total, rtol=1e-9)


def test_order_is_read_off_the_sure_pairs():
    kept, turned = np.eye(6) * 0.8, np.eye(6)[::-1] * 0.8
    assert find_manner(kept).a_order == 1.0
    assert find_manner(turned).a_order < 0.2
    assert find_manner(kept).closeness == pytest.approx(0.8)


def test_two_paragraphs_that_share_one_sentence_of_several_are_linked():
    shared = "The toll on the old stone bridge rises to nine crowns in March."
    a = [f"Grain prices fell. Nobody in the valley had seen such rain. {shared}", "Cows were sold."]
    b = [
        "The choir sang twice.",
        f"Snow closed the pass for a week. {shared} A new mayor was sworn in by candle light.",
    ]
    assert [(link.a, link.b) for link in align_units(a, b)] == [((0,), (1,))]


def test_a_refrain_goes_with_the_refrain_at_its_place():
    verses = ["First the miller lost his horse.", "Oh, the wind.", "Then the priest lost his hat.", "Oh, the wind."]
    assert [(link.a, link.b) for link in align_units(verses, verses)] == [((i,), (i,)) for i in range(4)]


def test_many_blocks_are_linked_as_each_of_them_alone():
    random = np.random.default_rng(7)
    made = []
    for rows, columns in ((3, 4), (4, 3), (12, 2), (1, 1), (0, 2), (9, 9), (2, 30)):
        words = [bits(random.random((n, 12)) * (random.random((n, 12)) < 0.5)) for n in (rows, columns)]
        tables = [random.random((rows, columns)) ** 2 for _ in range(3)]
        made.append(Scores(*tables, random.random((rows, columns)) * 20, *words))
    together = link_blocks([Block(one) for one in made])
    assert [[(pair.a, pair.b) for pair in pairs] for pairs in together] == [linked(one) for one in made]


def test_chances_of_many_texts_are_those_of_each_alone():
    random = np.random.default_rng(3)
    many = []
    for rows, columns in ((3, 4), (4, 4), (4, 3), (5, 4)):
        odds = random.random((rows, columns)) * 3
        many.append(Odds(odds, odds * 2, find_manner(odds / 3), 0.5))
    for together, one in zip(find_chances(many, DEFAULT), many, strict=True):
        (alone,) = find_chances([one], DEFAULT)
        assert np.allclose(together.of_a, alone.of_a, atol=1e-12)
        assert np.allclose(together.of_b, alone.of_b, atol=1e-12)


def test_a_single_unit_that_moved_far_is_linked_though_it_has_no_rare_words():
    table = np.zeros((12, 12))
    table[np.arange(11), np.arange(1, 12)] = 0.95
    table[11, 0] = 0.6
    made = Scores(table, table, table, np.zeros_like(table), bits(np.eye(12)), bits(np.eye(12)))
    assert (11, 0) in linked(made)
