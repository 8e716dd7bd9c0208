"""Texts without full stops are cut into bearable units, an edited copy at the same places."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from twicetold.model import Source, Version
from twicetold.settings import DEFAULT
from twicetold.text.version import make_version

MOST = 40
SETTINGS = replace(DEFAULT, max_unit_words=MOST)
DICE = Random(7)
WORDS = ["".join(DICE.choice("aeioubdfgklmnprst") for _ in range(6)) for _ in range(2_000)]


def cut(text: str) -> Version:
    return make_version(Source("long", text), settings=SETTINGS)


def units(text: str) -> list[str]:
    return [text[unit.span.start : unit.span.end] for unit in cut(text).units]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" ".join(WORDS), id="words and nothing else"),
        pytest.param("เรือ" * 500, id="Thai without a space"),
        pytest.param(", " * 500 + "and", id="commas"),
        pytest.param("word " * 1_000, id="one word again and again"),
    ],
)
def test_no_unit_is_longer_than_the_setting_and_every_token_is_in_one(text):
    made = cut(text)
    sizes = made.units.token_ends - made.units.token_starts
    assert sizes.max() <= MOST
    assert sizes.min() >= 1
    assert made.units.token_starts[0] == 0
    assert made.units.token_ends[-1] == len(made.tokens)
    assert (made.units.token_starts[1:] == made.units.token_ends[:-1]).all()


def test_a_word_put_in_at_the_beginning_moves_few_cuts():
    before, after = units(" ".join(WORDS)), units(" ".join([*WORDS[:10], "harbour", *WORDS[10:]]))
    assert len(set(before) - set(after)) <= 3


def test_cuts_fall_behind_marks_where_there_are_any():
    text = " ".join(" ".join(WORDS[i : i + 15]) + ";" for i in range(0, 1_500, 15))
    assert all(unit.endswith(";") for unit in units(text))


def test_thai_is_cut_at_its_spaces():
    text = " ".join("เรือข้ามฟาก" for _ in range(50))
    assert {unit.split(" ")[0] for unit in units(text)} == {"เรือข้ามฟาก"}


def test_a_sentence_of_ordinary_length_is_never_cut():
    text = " ".join(WORDS[:MOST])
    assert units(text) == [text]
