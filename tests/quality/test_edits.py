"""Synthetic edits: found and named right. A fixed sample of the cases that ``python -m bench edits`` runs in full.

The floors are for the sum over a level of noise and for each kind; a case that fails is printed by
``python -m bench edits --case KIND NUMBER``.
"""

from __future__ import annotations

import pytest

from bench.edits.judge import judge
from bench.edits.kinds import KINDS, make_case
from bench.edits.report import Tally, tally
from bench.edits.texts import ALWAYS_THERE, AbsentError, kind_of_text

PER_KIND = 20
ALWAYS = [number for number in range(200) if kind_of_text(number) in ALWAYS_THERE][:PER_KIND]
BESIDE = [number for number in range(200) if kind_of_text(number) not in ALWAYS_THERE][:PER_KIND]

FLOORS = [pytest.param(0, 0.99, id="near copies"), pytest.param(20, 0.95, id="a word in five edited")]
"""Share of all cases of the sample, as asked of the full run."""
MAX_WRONG = {0: 1, 20: 3}
"""Of twenty cases of one kind: what the share that is asked leaves to chance."""


def run(numbers: list[int], noise: int) -> list[Tally]:
    return [tally(kind, noise, numbers) for kind in KINDS]


def check(tallies: list[Tally], floor: float) -> None:
    wrong = {one.kind: one.wrong for one in tallies if one.wrong}
    cases = sum(one.cases for one in tallies)
    assert cases == PER_KIND * len(KINDS)
    assert sum(one.right for one in tallies) >= floor * cases, wrong
    assert all(len(numbers) <= MAX_WRONG[tallies[0].noise] for numbers in wrong.values()), wrong


@pytest.mark.parametrize(("noise", "floor"), FLOORS)
def test_edits_of_bundled_and_generated_texts_are_found_and_named(noise, floor):
    check(run(ALWAYS, noise), floor)


@pytest.mark.parametrize(("noise", "floor"), FLOORS)
def test_edits_of_long_and_real_texts_are_found_and_named(shared, noise, floor):
    try:
        tallies = run(BESIDE, noise)
    except AbsentError as error:
        pytest.skip(str(error))
    if not all(one.cases for one in tallies):
        pytest.skip("; ".join({reason for one in tallies for reason in one.absent}))
    check(tallies, floor)


@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_that_was_not_made_is_not_found(kind):
    """The judge can say no: the same case, with the text as it was in place of the edited one."""
    case = make_case(kind, ALWAYS[0])
    unmade = type(case)(kind, case.number, 0, case.edit, case.a, case.a)
    assert not judge_unmade(unmade)


def judge_unmade(case) -> bool:
    try:
        return judge(case).right
    except (IndexError, KeyError):
        return False  # the edited text has a paragraph that this one lacks
