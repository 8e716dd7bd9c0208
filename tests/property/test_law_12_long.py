"""Law 12: long texts, whose units are not all compared, obey the other laws, and are linked as short ones are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.generate import make_versions
from tests.property.stories import told_again, told_in_any_script, versions_of
from twicetold.align.collate import collate
from twicetold.model import Collation
from twicetold.pipeline import read
from twicetold.settings import DEFAULT

LONG = replace(DEFAULT, max_cells=0)
"""With it every text is long, and every block is cut."""
CLOSE = replace(DEFAULT, max_cells=40_000)
"""With it texts of 200 sentences are long, and no block is cut."""


def linked_units(collation: Collation, a: int, b: int) -> set[tuple[int, int]]:
    """Pairs of units that stand in one passage."""
    return {
        (i, j) for passage in collation.passages for i in passage.readings[a].units for j in passage.readings[b].units
    }


@given(st.one_of(told_again(), told_in_any_script()))
def test_every_unit_is_in_one_passage_and_the_order_of_the_versions_changes_nothing(texts):
    versions = versions_of(texts)
    straight, turned = collate(versions, LONG), collate(versions[::-1], LONG)
    for v, version in enumerate(versions):
        found = sorted(unit for passage in straight.passages for unit in passage.readings[v].units)
        assert found == list(range(len(version.units)))
    assert [passage.readings for passage in straight.passages] == [
        passage.readings[::-1] for passage in turned.passages
    ]
    assert np.array_equal(straight.passages.columns, turned.passages.columns[:, ::-1])


@given(told_again(least=1, most=1))
def test_a_long_text_against_itself_lacks_nothing(texts):
    version = versions_of([texts[0], texts[0]])
    collation = collate(version, LONG)
    for passage in collation.passages:
        story = [v for v in (0, 1) if any(version[v].units[u].is_story for u in passage.readings[v].units)]
        assert story in ([], [0, 1])


@pytest.mark.parametrize("seed", range(4))
def test_near_copies_are_linked_as_if_all_units_were_compared_with_all(seed):
    versions = [read(text, label) for text, label in zip(make_versions(3, 4_000, seed), "ABC", strict=True)]
    short, long = collate(versions, DEFAULT), collate(versions, CLOSE)
    assert not long.notes
    for a, b in ((0, 1), (0, 2), (1, 2)):
        expected, found = linked_units(short, a, b), linked_units(long, a, b)
        assert len(expected & found) >= 0.98 * max(len(expected), len(found))


def test_what_was_compared_only_in_part_is_said():
    texts = [" ".join(f"W{i}{side} u{i}{side} v{i}{side} x{i * 7 % 13}." for i in range(60)) for side in "ab"]
    collation = collate(
        [read(text, label) for text, label in zip(texts, "AB", strict=True)], replace(LONG, max_cells=9)
    )
    assert [note.kind for note in collation.notes] == ["limit"]
