"""Floors under the quality that was measured on labelled alignments; one default setting serves every set.

Lowering a floor needs a written reason beside it: what got worse, on which set, and what was gained for it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import re
from contextlib import redirect_stdout
from types import ModuleType

import pytest

from twicetold.align.pair import align_units
from twicetold.align.words import diff_words, match_tokens

# the script that scores leaves its files to the garbage collector
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

DIGESTS = {
    "gold/argrewrite_par.jsonl": "939edc993ab3f513134fdba529772c1f5cad62cc27b323583311cf624b3c98cc",
    "gold/argrewrite.jsonl": "49537cb2219ecae8c3bc6ce7fbc109b3417a73be04dcc59d266b2f3648309e46",
    "gold/bible_ylt_oeb.jsonl": "7d0b741fe537ec67ead4891ac85283747c069ba8c4180b67aede03311141fa8f",
    "gold/swipe_val.jsonl": "aa29be9a44309eed27fa94ec7955f1a697df13d76ffb425fe62b9f632fdbec7c",
    "gold/porsimples.jsonl": "e9f3100bda6f3b83555df1ee163087a06cd6ba2cead8f2528430cec8173a9fd4",
    "gold/argrewrite_edits.jsonl": "61c8196c844c40144efcd67dd9c22b0ac0597c25028996688c58e9b1b07d7a4a",
    "bench/frankenstein_1818.words.tsv.gz": "9e3a82992d326881bc574428a6ea707f3145a1d7a34858311175702d89c4e3ee",
    "bench/frankenstein_1831.words.tsv.gz": "f605fb1cda8b83d849ac47767660be49fcd418e3bbc645a6818a56d2bb33dcd6",
}
"""SHA-256 of the data: a floor says something only about the file it was measured on."""

UNIT_FLOORS = [
    pytest.param("argrewrite_par.jsonl", 0.975, id="paragraphs of essays, draft to draft"),
    pytest.param("argrewrite.jsonl", 0.973, id="sentences of essays, draft to draft"),
    pytest.param("bible_ylt_oeb.jsonl", 0.970, id="verses in two translations"),
    pytest.param("swipe_val.jsonl", 0.924, id="encyclopedia articles and their simple versions"),
    pytest.param("porsimples.jsonl", 0.989, id="news and its simplification, in Portuguese"),
]
"""F1 over links."""

SEEDS_FLOOR = 0.70
"""F1 over linked paragraphs of the five real versions, all ten pairs together."""

WORD_FLOOR, ALL_RIGHT_FLOOR = 0.955, 0.70
"""F1 of “is this word changed?” on human edits of sentences, and the share of sentences with all words right."""

WRONG_PAIRS, EDITIONS_RECALL = 215, 0.9992
"""Two editions of a novel: matched pairs that contradict the scholarly collation, and recall of its pairs."""


@pytest.fixture(scope="module")
def score(shared) -> ModuleType:
    """The script that scores, as a module."""
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def f1(score: ModuleType, monkeypatch: pytest.MonkeyPatch, run) -> float:
    """What ``run`` reports, as F1; nothing is printed."""
    seen: list[tuple[int, int, int]] = []
    monkeypatch.setattr(score, "report", lambda name, tp, fp, fn, tail, seconds: seen.append((tp, fp, fn)))
    run()
    ((tp, fp, fn),) = seen
    return 2 * tp / (2 * tp + fp + fn)


@pytest.mark.parametrize(("name", "digest"), DIGESTS.items(), ids=lambda value: value.rpartition("/")[2])
def test_the_data_is_what_the_floors_were_measured_on(shared, name, digest):
    assert hashlib.sha256((shared / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(("name", "floor"), UNIT_FLOORS)
def test_links_of_units_do_not_get_worse(score, monkeypatch, name, floor):
    assert f1(score, monkeypatch, lambda: score.score_align(align_units, [name])) >= floor


def test_links_of_the_five_real_versions_do_not_get_worse(score, monkeypatch):
    seen: dict[str, tuple[int, int, int]] = {}
    monkeypatch.setattr(score, "report", lambda name, tp, fp, fn, tail, seconds: seen.update({name: (tp, fp, fn)}))
    score.score_seeds(align_units)
    tp, fp, fn = seen["all ten pairs"]
    assert 2 * tp / (2 * tp + fp + fn) >= SEEDS_FLOOR


def test_marks_on_words_do_not_get_worse(score, monkeypatch):
    seen: list[tuple[float, float]] = []

    def note(name: str, tp: int, fp: int, fn: int, tail: str, seconds: float) -> None:
        seen.append((2 * tp / (2 * tp + fp + fn), float(tail.rpartition(" ")[2])))

    monkeypatch.setattr(score, "report", note)
    score.score_words(diff_words, ["argrewrite_edits.jsonl"])
    ((found, all_right),) = seen
    assert found >= WORD_FLOOR
    assert all_right >= ALL_RIGHT_FLOOR


def test_two_editions_of_a_novel_do_not_get_worse(score):
    printed = io.StringIO()
    with redirect_stdout(printed):
        score.score_editions(match_tokens, ["1818", "1831"])
    wrong = int(re.search(r"wrong (\d+)", printed.getvalue())[1])
    recall = float(re.search(r"recall ([\d.]+)", printed.getvalue())[1])
    assert wrong <= WRONG_PAIRS
    assert recall >= EDITIONS_RECALL
