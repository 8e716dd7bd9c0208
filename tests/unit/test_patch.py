"""Patches for other tools: applied to the first text they give the second, to the last character."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess

import pytest
from diff_match_patch import diff_match_patch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from twicetold import EmptyError, Source, compare, read, to_patch, to_unified
from twicetold.pipeline import Comparison

PIECES = [
    *("the ", "mayor ", "of ", "a ", "town. ", "“", "”", "—", "% ", "%0A", "+", "-", " ", "@@ -1,2 +1,2 @@", "~"),
    *("\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u00a0", "\u200b"),
    *("é", "e\u0301", "\u0301", "👩\u200d👩\u200d👧 ", "😀", "𝒜 ", "日本 ", "اسم ", "\\ No newline at end of file"),
    "word " * 30,
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join)


@st.composite
def text_pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A text and another one, or the text with another put into it or after it."""
    a, b = draw(texts), draw(texts)
    cut = draw(st.integers(0, len(a)))
    return a, draw(st.sampled_from([b, a[:cut] + b + a[cut:], a + b, a[cut:] or b]))


def compared(a: str, b: str) -> Comparison:
    try:
        return compare([read(Source("A", a), "A"), read(Source("B", b), "B")])
    except EmptyError:
        assume(False)
        raise


def apply_unified(patch: str, text: str) -> str:
    """What ``patch`` makes of a text, in a few plain lines."""
    old = re.findall(r"[^\n]*\n|[^\n]+", text)
    new: list[str] = []
    place = 0
    lines = re.findall(r"[^\n]*\n", patch)[2:]
    for line, following in itertools.pairwise([*lines, ""]):
        body = line[1:-1] if following.startswith("\\") else line[1:]
        if line.startswith("@@"):
            start, count = re.match(r"@@ -(\d+)(?:,(\d+))? ", line).groups()
            begin = int(start) - (count != "0")
            new += old[place:begin]
            place = begin
        elif line.startswith("+"):
            new.append(body)
        elif line.startswith((" ", "-")):
            assert old[place] == body
            new += [body] if line.startswith(" ") else []
            place += 1
    return "".join(new + old[place:])


@settings(deadline=None)
@given(text_pairs())
def test_a_patch_gives_the_second_text(pair):
    comparison = compared(*pair)
    first, second = (version.text for version in comparison.versions)
    engine = diff_match_patch()
    made, applied = engine.patch_apply(engine.patch_fromText(to_patch(comparison, 0, 1)), first)
    assert made == second
    assert all(applied)


@settings(deadline=None)
@given(text_pairs())
def test_a_unified_diff_gives_the_second_text(pair):
    comparison = compared(*pair)
    first, second = (version.text for version in comparison.versions)
    assert apply_unified(to_unified(comparison, 0, 1), first) == second


HOSTILE = "The mayor 😀 came.\r\n\r\n\r\nNobody e\u0301 asked\x85 him.\n-- why?\n+++ so\n" + "word " * 40
CHANGED = "The mayor 👩\u200d👧 came.\r\n\r\nNobody é asked\x85 him.\n-- why not?\n+++ so\n" + "word " * 41 + "\n"


@pytest.mark.skipif(shutil.which("patch") is None, reason="no patch command here")
@pytest.mark.parametrize(("a", "b"), [(HOSTILE, CHANGED), (CHANGED, HOSTILE)], ids=["there", "and back"])
def test_the_patch_command_gives_the_second_text(tmp_path, a, b):
    comparison = compared(a, b)
    file = tmp_path / "text"
    file.write_bytes(comparison.versions[0].text.encode())
    patch = to_unified(comparison, 0, 1).encode()
    subprocess.run(["patch", "--binary", "--quiet", str(file)], input=patch, check=True)
    assert file.read_bytes() == comparison.versions[1].text.encode()


def test_the_same_text_needs_no_patch():
    comparison = compared("The mayor came.\n", "The mayor came.\n")
    assert (to_patch(comparison, 0, 1), to_unified(comparison, 0, 1)) == ("", "")
