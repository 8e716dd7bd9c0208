"""Small cases with everything that comes out of them, in lines that a person can judge.

A case is one file: a remark, the versions, perhaps corrections (``=== overrides``, a line each: a kind and its places,
``link A:1.2 B:1.2``), and behind ``=== expected`` the picture. When a change of the engine is
meant to change a picture, write it anew with ``pytest tests/golden --update`` and read the difference before keeping
it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.golden.picture import picture
from twicetold.model import Override, Overrides, Version
from twicetold.pipeline import compare, read
from twicetold.text.place_names import named_anchor

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
EXPECTED = "=== expected\n"
OVERRIDES = "=== overrides\n"
VERSION = re.compile(r"^=== version (\w+)\n", re.MULTILINE)


def take_apart(case: Path) -> tuple[str, list[Version], Overrides, str]:
    """Everything above the picture, the versions, their corrections, and the picture."""
    above, _, expected = case.read_text(encoding="utf-8").partition(EXPECTED)
    texts, _, corrections = above.partition(OVERRIDES)
    _, *parts = VERSION.split(texts)
    versions = [read(text.strip("\n") + "\n", name) for name, text in zip(parts[::2], parts[1::2], strict=True)]
    lines = filter(None, corrections.splitlines())
    return above, versions, Overrides(tuple(_correction(line, versions) for line in lines)), expected


def _correction(line: str, versions: list[Version]) -> Override:
    """One line of a case's corrections; ``not moved`` behind a move turns it round."""
    steady = line.endswith(" not moved")
    kind, *places = line.removesuffix(" not moved").split()
    named = {version.label: version for version in versions}
    anchors = (named_anchor(named[label], name) for label, _, name in (place.partition(":") for place in places))
    return Override(kind, tuple(anchors), moved=not steady)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_comes_out_as_expected(case, update):
    above, versions, overrides, expected = take_apart(case)
    found = picture(compare(versions, overrides=overrides))
    if update:
        case.write_text(above + EXPECTED + found, encoding="utf-8")
        return
    assert found == expected


def test_there_are_cases_and_each_is_explained():
    assert len(CASES) >= 12
    for case in CASES:
        above, versions, _, _ = take_apart(case)
        assert above.startswith("# "), f"{case.name} does not say what there is to see"
        assert len(versions) >= 2
