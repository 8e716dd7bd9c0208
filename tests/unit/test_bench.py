"""The bench: generated versions are the same everywhere, the stages exist, and the command prints them. No times."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys

import pytest

from bench.generate import make_versions
from bench.inputs import generated, parse_input
from bench.race import Contestant
from bench.stages import PAGE, STAGES, Clock, gone, timed


def run_bench(root, tmp_path, *arguments: str) -> str:
    """What ``python -m bench`` prints where no real printings lie beside the project."""
    environment = os.environ | {"TWICETOLD_SHARED": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "bench", *arguments]
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_the_same_seed_makes_the_same_texts_on_every_machine():
    texts = make_versions(3, 300)
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    assert digest.startswith("e1b1319934bec8c3")
    assert make_versions(3, 300) == texts
    assert make_versions(3, 300, seed=2) != texts


def test_fewer_versions_are_the_first_of_more():
    assert make_versions(5, 300)[:2] == make_versions(2, 300)


@pytest.mark.parametrize("words", [300, 1_000, 10_000])
def test_versions_have_about_the_words_that_were_asked_for(words):
    for text in make_versions(3, words):
        assert 0.9 * words < len(words_of(text)) < 1.1 * words + 50


def test_copies_are_near_but_differ_in_words_and_paragraphs():
    original, copy = make_versions(2, 10_000)
    kept = set(words_of(original)) & set(words_of(copy))
    assert original != copy
    assert len(kept) > 0.85 * len(set(words_of(original)))
    assert original.split("\n\n") != copy.split("\n\n")
    moved = [paragraph for paragraph in original.split("\n\n") if paragraph in copy.split("\n\n")]
    assert moved, "some short paragraphs are copied whole"


def test_a_size_is_read_as_versions_and_words():
    assert parse_input("2x300") == generated(2, 300)


@pytest.mark.parametrize("size", ["1x300", "2x0", "300", "two versions"])
def test_what_is_neither_a_size_nor_a_folder_is_refused(size):
    with pytest.raises(ValueError, match="neither a size"):
        parse_input(size)


def test_a_folder_of_texts_is_an_input(samples):
    assert len(parse_input(str(samples / "reykjavik")).texts) == 5


def test_work_is_limited_by_counting_pairs_of_words():
    given = generated(2, 300)
    assert Contestant("some tool").refuses(given) == ""
    assert Contestant("some tool", max_pair_cells=given.pair_cells).refuses(given) == ""
    assert "pairs of words" in Contestant("some tool", max_pair_cells=given.pair_cells - 1).refuses(given)
    assert Contestant("some tool", absent="not installed").refuses(given) == "not installed"


def test_every_function_that_a_stage_names_exists():
    assert gone() == []


def test_functions_are_as_they_were_after_being_timed():
    from twicetold import pipeline

    before = pipeline.find_omissions
    with timed(Clock()):
        assert pipeline.find_omissions is not before
    assert pipeline.find_omissions is before


def test_the_quick_bench_prints_every_stage_and_says_what_stood_in(root, tmp_path):
    printed = run_bench(root, tmp_path, "stages", "--quick", "--no-peers")
    head = next(line for line in printed.splitlines() if line.startswith("input"))
    assert head.split()[2 : 2 + len(STAGES)] == [stage.name for stage in STAGES]
    assert "data/samples/reykjavik" in printed
    assert "bundled 5 of 5" in printed
    assert "generated 5 × 1,000" in printed
    assert "which is gone" not in printed


def test_json_holds_seconds_by_stage_and_ratios(root, tmp_path):
    printed = json.loads(run_bench(root, tmp_path, "--only", "2x200", "--rounds", "1", "--no-peers", "--json"))
    results = printed["sections"]["stages"]["results"]
    engine = results[0]["contestants"]["engine"]
    assert engine["ratio"] == 1
    assert set(engine["stages"]) == {stage.name for stage in STAGES}
    assert set(PAGE) < set(engine["stages"])
    assert engine["cpu_seconds"] > 0


def test_a_profile_names_functions_and_no_machine(root, tmp_path):
    printed = run_bench(root, tmp_path, "--profile", "2x200")
    assert "twicetold/pipeline.py compare" in printed
    assert str(root) not in printed
