"""Corrections: what each kind does, what is set aside and said, and what happens when a text has changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from tests.unit.making import told, version
from twicetold.align.consistency import Demand, settle
from twicetold.align.corrections import Given, resolve
from twicetold.measure.order import moved_passages
from twicetold.model import Override, Overrides
from twicetold.pipeline import compare
from twicetold.settings import Settings
from twicetold.text.anchors import make_anchor, text_digest
from twicetold.text.place_names import named_anchor, place_name
from twicetold.text.version import relabel

A = version(
    "The mayor opened the bridge on Monday. He spoke for two hours.\n\nThe band played three marches. "
    "Nobody left early.",
    "A",
)
B = version(
    "The mayor opened the bridge on Monday. It was a long address.\n\nThree marches were played by the band. "
    "Nobody left early.",
    "B",
)
C = version("Nobody left early. The mayor opened the bridge on Monday.", "C")
TEXTS = {"A": A, "B": B, "C": C}


def fix(kind: str, *places: str, **more) -> Override:
    """A correction by places like “A 1.2”."""
    return Override(kind, tuple(named_anchor(TEXTS[place[0]], place[2:]) for place in places), **more)


def corrected(*items: Override, versions=(A, B), settings: Settings | None = None):
    return compare(versions, settings or Settings(), Overrides(items))


def passages(comparison) -> set[tuple[str, ...]]:
    """The passages as names of places, one per version, empty where absent."""
    return {
        tuple(place_name(made, reading.units) for made, reading in zip(comparison.versions, p.readings, strict=True))
        for p in comparison.collation.passages
    }


def notes(comparison) -> list[str]:
    return [note.text for note in comparison.collation.notes if note.kind == "correction"]


def test_without_corrections_the_long_address_is_nothing_like_the_two_hours():
    assert passages(compare((A, B))) == {("1.1", "1.1"), ("1.2", ""), ("", "1.2"), ("2.1", "2.1"), ("2.2", "2.2")}


CASES = [
    pytest.param(
        [fix("link", "A 1.2", "B 1.2")],
        {("1.1", "1.1"), ("1.2", "1.2"), ("2.1", "2.1"), ("2.2", "2.2")},
        id="link: two sentences that share no word",
    ),
    pytest.param(
        [fix("link", "A 1", "B 1.1")],
        {("1.1–1.2", "1.1"), ("", "1.2"), ("2.1", "2.1"), ("2.2", "2.2")},
        id="link: a whole paragraph with a sentence",
    ),
    pytest.param(
        [fix("unlink", "A 2.2", "B 2.2")],
        {("1.1", "1.1"), ("1.2", ""), ("", "1.2"), ("2.1", "2.1"), ("2.2", ""), ("", "2.2")},
        id="unlink: the same words, but not the same matter",
    ),
    pytest.param(
        [fix("join", "A 1.1", "A 1.2")],
        {("1.1–1.2", "1.1"), ("", "1.2"), ("2.1", "2.1"), ("2.2", "2.2")},
        id="join: two sentences of one version are one reading",
    ),
    pytest.param(
        [fix("join", "A 1.1-2.1")],
        {("1.1–2.1", "1.1"), ("", "1.2"), ("", "2.1"), ("2.2", "2.2")},
        id="join: one place over three sentences",
    ),
    pytest.param(
        [fix("link", "A 1.1", "B 1"), fix("split", "B 1.1", "B 1.2")],
        {("1.1", "1.1"), ("1.2", ""), ("", "1.2"), ("2.1", "2.1"), ("2.2", "2.2")},
        id="split: a later split wins over a link",
    ),
    pytest.param(
        [fix("link", "A 2.2", "B 1.2")],
        {("1.1", "1.1"), ("1.2", ""), ("2.2", "1.2"), ("2.1", "2.1"), ("", "2.2")},
        id="link: a unit that is linked elsewhere by hand is taken from its own partner",
    ),
]


@pytest.mark.parametrize(("items", "expected"), CASES)
def test_what_a_correction_does(items, expected):
    assert passages(corrected(*items)) == expected


@pytest.mark.parametrize(("items", "expected"), CASES)
def test_it_does_the_same_under_other_names(items, expected):
    assert passages(corrected(*items, versions=(relabel(A, "Post"), relabel(B, "Echo")))) == expected


def test_a_link_holds_under_settings_that_link_nothing():
    nothing = Settings(min_chance=1.1, min_part_odds=1e12, min_rare_bits=1e9)
    assert ("1.2", "1.2") not in passages(corrected(settings=nothing))
    assert ("1.2", "1.2") in passages(corrected(fix("link", "A 1.2", "B 1.2"), settings=nothing))


def test_a_split_takes_a_passage_apart():
    one = version("The old ferry will be sold to Port Ellery, and the captain, who is 61, will go fishing.", "A")
    two = version("The old ferry will be sold to Port Ellery. The captain, who is 61, will go fishing.", "B")
    assert passages(compare((one, two))) == {("1.1", "1.1–1.2")}
    cut = Override("split", (make_anchor(two, 0), make_anchor(two, 1)))
    assert passages(compare((one, two), overrides=Overrides((cut,)))) in (
        {("1.1", "1.1"), ("", "1.2")},
        {("1.1", "1.2"), ("", "1.1")},
    )


def test_neighbours_of_linked_pairs_find_each_other():
    one = version("Alpha beta gamma.\n\nThe clerk was sad about rain.\n\nDelta epsilon zeta.", "A")
    two = version("Eta theta iota.\n\nThe clerk felt grey.\n\nKappa lambda mu.", "B")
    assert ("2.1", "2.1") not in passages(compare((one, two)))
    items = tuple(Override("link", (make_anchor(one, k), make_anchor(two, k))) for k in (0, 2))
    assert ("2.1", "2.1") in passages(compare((one, two), overrides=Overrides(items)))


FIRE = version(
    "The fire started in the old harbour at dawn. Nobody was hurt in the town. "
    "Witnesses say the fire started in the old harbour.",
    "A",
)
RAIN = version("Rain is expected. The fire started in the old harbour at noon.", "B")


def test_the_rest_is_aligned_around_a_link():
    assert passages(compare((FIRE, RAIN))) == {("1.1", "1.2"), ("", "1.1"), ("1.2", ""), ("1.3", "")}
    by_hand = Override("link", (make_anchor(FIRE, 0), make_anchor(RAIN, 0)))
    # the sentence that lost its partner takes the next best
    made = compare((FIRE, RAIN), overrides=Overrides((by_hand,)))
    assert passages(made) == {("1.1", "1.1"), ("1.2", ""), ("1.3", "1.2")}


def test_what_is_unlinked_leaves_room_for_the_next_best():
    apart = Override("unlink", (make_anchor(FIRE, 0), make_anchor(RAIN, 1)))
    made = compare((FIRE, RAIN), overrides=Overrides((apart,)))
    assert passages(made) == {("1.1", ""), ("", "1.1"), ("1.2", ""), ("1.3", "1.2")}


def test_an_unlinked_pair_does_not_meet_through_a_third_version():
    again = version("Nobody left early.", "D")
    plain = compare((A, B, C, again))
    assert ("2.2", "2.2", "1.1", "1.1") in passages(plain)
    apart = corrected(fix("unlink", "A 2.2", "B 2.2"), versions=(A, B, C, again))
    for parts in passages(apart):
        assert parts[:2] != ("2.2", "2.2")


def test_no_corrections_are_the_same_as_none():
    assert told(compare((A, B, C))) == told(compare((A, B, C), overrides=Overrides()))
    assert compare((A, B)).collation.overrides == Overrides()


def test_corrections_are_part_of_the_collation():
    items = (fix("link", "A 1.2", "B 1.2", note="the speech"),)
    assert corrected(*items).collation.overrides == Overrides(items)


# --- moved ---------------------------------------------------------------------------------------


def moved_names(comparison, a=0, b=1) -> set[str]:
    made = comparison.versions[a]
    return {
        place_name(made, comparison.collation.passages[p].readings[a].units)
        for p in moved_passages(comparison.collation, a, b)
    }


def test_what_is_marked_is_called_moved():
    assert moved_names(corrected(versions=(A, B))) == set()
    marked = corrected(fix("move", "A 2.2", "B 2.2"))
    assert moved_names(marked) == {"2.2"}
    assert moved_names(marked, 1, 0) == {"2.2"}
    assert marked.moved[0, 1] == moved_passages(marked.collation, 0, 1)


def test_what_is_marked_as_steady_is_not_and_what_it_crosses_is():
    assert moved_names(corrected(versions=(A, C)), 0, 1) == {"2.2"}
    steady = corrected(fix("move", "A 2.2", "C 1.1", moved=False), versions=(A, C))
    assert moved_names(steady) == {"1.1"}
    both = [fix("move", "A 2.2", "C 1.1", moved=False), fix("move", "A 1.1", "C 1.2", moved=False)]
    assert moved_names(corrected(*both, versions=(A, C))) == set()


def test_a_mark_is_for_its_two_versions_only():
    marked = corrected(fix("move", "A 1.1", "B 1.1"), versions=(A, B, C))
    assert "1.1" in moved_names(marked, 0, 1)
    assert "1.1" not in moved_names(marked, 0, 2)


def test_the_later_mark_wins_and_the_earlier_is_named():
    marked = corrected(fix("move", "A 2.2", "B 2.2"), fix("move", "A 2.2", "B 2.2", moved=False))
    assert moved_names(marked) == set()
    (said,) = notes(marked)
    assert said.startswith("Correction 1 ")


def test_a_mark_without_a_correspondence_is_set_aside():
    (said,) = notes(corrected(fix("move", "A 1.1", "B 2.2")))
    assert "do not correspond" in said


# --- contradictions ------------------------------------------------------------------------------

LINK, UNLINK = fix("link", "A 1.2", "B 1.2"), fix("unlink", "A 1.2", "B 1.2")


@pytest.mark.parametrize(("items", "linked"), [((LINK, UNLINK), False), ((UNLINK, LINK), True)])
def test_the_later_of_two_that_contradict_each_other_holds(items, linked):
    made = corrected(*items)
    assert (("1.2", "1.2") in passages(made)) is linked
    (said,) = notes(made)
    assert said.startswith("Correction 1 ")
    assert "a later correction says otherwise" in said
    assert made.collation.overrides == Overrides(items)


def test_only_what_contradicts_is_set_aside():
    items = [
        fix("link", "B 1.2", "C 1.1"),
        fix("link", "A 1.2", "B 1.2"),
        fix("unlink", "A 1.2", "B 1.2"),
    ]
    made = resolve(Overrides(tuple(items)), (A, B, C))
    assert made.set_aside == {1}


def test_a_chain_of_links_is_cut_at_its_earliest():
    items = [fix("link", "A 1.1", "B 1.1"), fix("link", "B 1.1", "C 1.2"), fix("unlink", "A 1.1", "C 1.2")]
    assert resolve(Overrides(tuple(items)), (A, B, C)).set_aside == {0}


@pytest.mark.parametrize(
    ("item", "why"),
    [
        pytest.param(fix("join", "A 1.1", "A 2.2"), "do not stand beside each other", id="join of what is apart"),
        pytest.param(fix("join", "A 1.1", "A 1.1"), "the same sentence", id="join of one sentence"),
        pytest.param(fix("split", "A 1.1", "A 1.1"), "the same sentence", id="split inside a sentence"),
        pytest.param(fix("split", "A 1.1", "B 1.1"), "different texts", id="split over two texts"),
        pytest.param(fix("link", "A 1.1", "A 1.2"), "all in the same text", id="link in one text"),
        pytest.param(fix("link", "A 1.1", "C 1.1"), "too few of its places", id="a text that is not compared"),
    ],
)
def test_what_cannot_hold_is_set_aside_with_a_reason(item, why):
    made = corrected(item)
    assert any(why in said for said in notes(made))
    assert passages(made) == passages(compare((A, B)))


def test_a_link_with_an_absent_third_text_holds_for_the_rest():
    made = corrected(fix("link", "A 1.2", "B 1.2", "C 1.1"))
    assert ("1.2", "1.2") in passages(made)
    assert any("a text that is not compared (C)" in said for said in notes(made))


def test_furniture_cannot_be_corrected():
    odd = version("The mayor came to the harbour.\n\nAdvertisement\n\nHe was late and said so.", "A")
    furniture = next(u for u, unit in enumerate(odd.units) if unit.kind == "furniture")
    item = Override("link", (make_anchor(odd, furniture), make_anchor(B, 0)))
    assert any("no sentence of the story" in said for said in notes(compare((odd, B), overrides=Overrides((item,)))))


def test_a_join_reaches_over_furniture():
    odd = version("The mayor came to the harbour.\n\nAdvertisement\n\nHe was late and said so.", "A")
    item = Override("join", (make_anchor(odd, 0), make_anchor(odd, 2)))
    made = compare((odd, B), overrides=Overrides((item,)))
    assert not notes(made)
    assert (0, 2) in {passage.readings[0].units for passage in made.collation.passages}


# --- texts that have changed ---------------------------------------------------------------------


def test_half_a_sentence_names_the_sentence():
    whole = make_anchor(A, 1)
    half = replace(whole, start=whole.start + 3, end=whole.start + 8, quote=A.text[whole.start + 3 : whole.start + 8])
    item = Override("link", (half, make_anchor(B, 1)))
    assert ("1.2", "1.2") in passages(corrected(item))


def test_a_place_is_found_again_in_a_changed_text():
    changed = version("A new first line stands here.\n\n" + A.text, "A")
    made = corrected(LINK, versions=(changed, B))
    assert ("2.2", "1.2") in passages(made)
    (said,) = notes(made)
    assert "found again in A" in said


def test_a_place_is_found_again_in_a_text_with_other_line_breaks():
    changed = version(A.text.replace("He spoke", "He\nspoke"), "A")
    assert ("1.2", "1.2") in passages(corrected(LINK, versions=(changed, B)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param(A.text.replace("two hours", "three hours"), "no longer stands", id="the words are gone"),
        pytest.param(A.text + "\n\nHe spoke for two hours.", "more than once", id="the words stand twice"),
        pytest.param(A.text.replace("He spoke", "She and SheHe spoke"), "no longer stands", id="part of another word"),
    ],
)
def test_a_lost_place_sets_the_correction_aside(text, why):
    made = corrected(LINK, versions=(version(text, "A"), B))
    assert any(why in said for said in notes(made))
    assert any("set aside" in said for said in notes(made))
    assert made.collation.overrides == Overrides((LINK,))


def test_a_wrong_quote_is_looked_for_in_its_text():
    wrong = replace(LINK.places[0], start=0, end=24)
    made = corrected(Override("link", (wrong, LINK.places[1])))
    assert ("1.2", "1.2") in passages(made)


def test_versions_of_the_same_text_share_their_corrections():
    twice = relabel(A, "A again")
    made = corrected(LINK, versions=(A, B, twice))
    assert ("1.2", "1.2", "1.2") in passages(made)
    made = corrected(UNLINK, fix("join", "A 2"), versions=(A, B, twice))
    assert all(parts[0] == parts[2] for parts in passages(made) if parts[0] or parts[2])


def test_a_digest_knows_the_text_alone():
    assert text_digest(A.text) == text_digest(relabel(A, "other").text) != text_digest(B.text)
    assert A.id != relabel(A, "other").id


# --- demands among themselves --------------------------------------------------------------------


def group(number, *pieces):
    return Demand(number, groups=(frozenset(pieces),))


def cut(number, *sides):
    return Demand(number, cuts=(tuple(frozenset({side}) for side in sides),))


ORDINALS = [list(range(9))] * 3


@pytest.mark.parametrize(
    ("demands", "aside"),
    [
        pytest.param([group(0, (0, 0), (1, 0)), group(1, (0, 5), (1, 5))], {}, id="nothing in common"),
        pytest.param([group(0, (0, 0), (1, 0)), cut(1, (0, 0), (1, 0))], {0: "apart"}, id="the later cut"),
        pytest.param([cut(0, (0, 0), (1, 0)), group(1, (0, 0), (1, 0))], {0: "apart"}, id="the later group"),
        pytest.param([group(0, (0, 0), (1, 0)), group(1, (0, 0), (1, 2))], {0: "gap"}, id="two places of one version"),
        pytest.param(
            [group(0, (0, 0), (1, 0)), group(1, (0, 0), (1, 2)), group(2, (0, 0), (1, 1))],
            {},
            id="a gap that is filled",
        ),
        pytest.param(
            [
                group(0, (0, 0), (1, 0)),
                group(1, (0, 0), (1, 2)),
                group(2, (0, 0), (1, 1)),
                cut(3, (0, 0), (2, 0)),
                group(4, (0, 0), (2, 0)),
            ],
            {3: "apart"},
            id="a gap that is filled beside a contradiction",
        ),
        pytest.param(
            [cut(0, (0, 0), (0, 1)), group(1, (0, 0), (1, 0)), group(2, (0, 1), (1, 0))],
            {0: "apart"},
            id="a cut inside a version is closed through another",
        ),
    ],
)
def test_what_holds_together(demands, aside):
    assert settle(demands, ORDINALS)[1] == aside


def test_the_order_of_demands_that_agree_does_not_matter():
    demands = [group(0, (0, 0), (1, 0)), group(1, (0, 0), (1, 2)), group(2, (0, 0), (1, 1)), cut(3, (0, 0), (2, 1))]
    for order in permutations(range(4)):
        renumbered = [replace(demands[k], number=n) for n, k in enumerate(order)]
        agreement, aside = settle(renumbered, ORDINALS)
        assert not aside
        assert agreement.home[0, 0] == {(0, 0), (1, 0), (1, 1), (1, 2)}


def test_given_pairs_follow_the_units_that_are_picked():
    given = Given(fixed=((2, 5), (4, 1)), barred=(((2, 3), (5,)),))
    assert given.pick([2, 3], [4, 5, 6]) == Given(fixed=((0, 1),), barred=(((0, 1), (1,)),))
    # 4 is fixed with what is not among the picked: it finds no partner here
    assert given.pick([4], [5, 6]) == Given(barred=(((0,), (0, 1)), ((0,), (0,))))
