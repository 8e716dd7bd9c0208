"""Small cases with everything that comes out of them, in lines that a person can judge.

A case is one file: a remark, the versions, and behind ``=== expected`` the picture. When a change of the engine is
meant to change a picture, write it anew with ``pytest tests/golden --update`` and read the difference before keeping
it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.golden.picture import picture
from twicetold.pipeline import compare, read

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
EXPECTED = "=== expected\n"
VERSION = re.compile(r"^=== version (\w+)\n", re.MULTILINE)


def take_apart(case: Path) -> tuple[str, list[tuple[str, str]], str]:
    """Everything above the picture, the versions by name, and the picture."""
    above, _, expected = case.read_text(encoding="utf-8").partition(EXPECTED)
    _, *parts = VERSION.split(above)
    return above, list(zip(parts[::2], (text.strip("\n") + "\n" for text in parts[1::2]), strict=True)), expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_comes_out_as_expected(case, update):
    above, versions, expected = take_apart(case)
    found = picture(compare([read(text, name) for name, text in versions]))
    if update:
        case.write_text(above + EXPECTED + found, encoding="utf-8")
        return
    assert found == expected


def test_there_are_cases_and_each_is_explained():
    assert len(CASES) >= 12
    for case in CASES:
        above, versions, _ = take_apart(case)
        assert above.startswith("# "), f"{case.name} does not say what there is to see"
        assert len(versions) >= 2
