"""Units that only one side has left: parts of a neighbour's partner, or nothing; what hands have parted stays so."""

from __future__ import annotations

import numpy as np

from tests.unit.making import comparison
from twicetold.align import pairing
from twicetold.align.corrections import Given
from twicetold.align.lexicon import make_lexicon
from twicetold.align.parts import find_parts
from twicetold.align.reuse import Pairs, UnitTexts
from twicetold.align.texts import link_long
from twicetold.settings import DEFAULT
from twicetold.text.tokens import tokenise


def texts_of(*sides: list[str]):
    """Lists of units as key ids, and their lexicon."""
    flat = [tokenise(unit) for side in sides for unit in side]
    lexicon = make_lexicon(flat, texts=len(sides))
    ids = [own[tokens.forms] for own, tokens in zip(lexicon.ids, flat, strict=True)]
    made, start = [], 0
    for side in sides:
        own = ids[start : start + len(side)]
        start += len(side)
        made.append(UnitTexts(np.concatenate(own), np.concatenate(([0], np.cumsum([len(unit) for unit in own])))))
    return made, lexicon


def parts(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """What the second unit of ``a`` is a part of; the first is linked with the first of ``b``."""
    (left, right), lexicon = texts_of(a, b)
    chain = Pairs(np.array([0], np.int32), np.array([0], np.int32), np.ones(1))
    found = find_parts(left, right, np.array([1], np.int32), chain, lexicon.bits)
    return list(zip(found.a.tolist(), found.b.tolist(), strict=True))


WHOLE = ["The ferry sank near the old pier, and twelve fishermen were rescued by a tugboat."]


def test_a_half_of_the_neighbour_s_partner_is_a_part_of_it():
    assert parts(["The ferry sank near the old pier.", "Twelve fishermen were rescued by a tugboat."], WHOLE) == [
        (1, 0)
    ]


def test_what_the_neighbour_says_already_is_none():
    assert parts(["The ferry sank near the old pier.", "Near the old pier the ferry sank."], WHOLE) == []


def test_what_hands_have_parted_is_not_linked_however_far_it_moved():
    rest = [f"Clerk number {k} counted {k * 37} lanterns in the yard." for k in range(8)]
    moved = "Astronauts will repair the broken antenna tomorrow."
    (a, b), lexicon = texts_of([moved, *rest], [*rest, moved])
    free, _ = link_long(a, b, lexicon, DEFAULT)
    barred, _ = link_long(a, b, lexicon, DEFAULT, Given(barred=(((0,), (8,)),)))
    assert (0, 8) in zip(free.a.tolist(), free.b.tolist(), strict=True)
    assert (0, 8) not in zip(barred.a.tolist(), barred.b.tolist(), strict=True)


def test_of_three_versions_a_pair_keeps_only_runs_that_are_worth_their_marks(monkeypatch):
    monkeypatch.setattr(pairing, "worthwhile", lambda runs, gaps, bits, detail: runs[:0])
    text = "The mayor came to the harbour."
    kinds = {
        count: {s.kind for found in comparison(*[text] * count).pairings[0, 1].stretches.values() for s in found}
        for count in (2, 3)
    }
    assert kinds == {2: {"same"}, 3: {"replaced"}}
