"""The bench: generated versions are the same everywhere, the stages exist, and the command prints them. No times."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys

import pytest

from bench import reading
from bench.__main__ import SECTIONS
from bench.contestants.words import TOKEN, characters, tokens
from bench.corpora import editions
from bench.generate import make_editions, make_versions
from bench.inputs import Input, generated, parse_input
from bench.race import Contestant, Outcome, _better, race
from bench.sections import ingest
from bench.sections.growth import exponent, factors
from bench.sections.ingest import KINDS, WAYS
from bench.sections.report import Demand, Section, demand_table
from bench.sections.shapes import SHAPES
from bench.sections.words import PEERS
from bench.stages import PAGE, STAGES, Clock, Stage, gone, timed


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


def test_a_round_that_was_stopped_takes_nothing_from_the_one_before():
    once = _better(Outcome(), {"seconds": 2.0, "stages": {}, "peak_mb": 5.0})
    assert _better(once, {"error": "used more than 3 s of CPU time"}) == once
    assert _better(Outcome(), {"error": "used more than 3 s of CPU time"}).reason


def test_every_function_that_a_stage_names_exists():
    assert gone() == []


def test_a_function_or_a_module_that_is_gone_is_named(monkeypatch):
    names = ("twicetold.pipeline:no_such_function", "twicetold.no_such_module:compare", "twicetold.pipeline:compare")
    monkeypatch.setattr("bench.stages.STAGES", (Stage("find", "", names),))
    assert gone() == list(names[:2])
    with timed(Clock()):
        pass


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


# --- sections --------------------------------------------------------------------------------------


def test_every_section_runs_and_says_what_is_asked(root, tmp_path):
    asked = ("words", "long", "bibles", "versions", "shapes", "growth", "findings")
    printed = json.loads(run_bench(root, tmp_path, *asked, "--quick", "--rounds", "1", "--no-peers", "--json"))
    assert set(printed["sections"]) == set(asked) == set(SECTIONS) - {"stages", "ingest"}
    for name, section in printed["sections"].items():
        assert section["demands"], name
        assert section["results"], name
        assert not [value for value in section["results"] if "reason" in value], name
    assert len(printed["sections"]["shapes"]["demands"]) == len(SHAPES)
    assert any("stand in" in remark for remark in printed["sections"]["words"]["remarks"])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_files_of_every_kind_are_read_in_every_way(kind, way, monkeypatch):
    monkeypatch.setattr(reading, "WARMING_SECONDS", 0.0)
    monkeypatch.setattr(reading, "TIMES", 1)
    measured = reading.measure(kind, 100, way)
    assert set(measured) == {"first", "next", "cpu"}
    assert min(measured.values()) > 0


def test_what_is_asked_of_files_is_what_they_take_longer_than_here(monkeypatch):
    taken = {"here": (30.0, 4.0), "cold": (170.0, 5.0), "warm": (10.0, 5.5)}
    monkeypatch.setattr(
        ingest, "_run", lambda kind, words, way, limit: {"first": taken[way][0], "next": taken[way][1], "cpu": 4.0}
    )
    section = ingest.run(2, 10, 10)
    assert [demand.measured for demand in section.demands[:2]] == [0.0, 1.5]
    assert all(demand.kept for demand in section.demands)
    assert section.tables[0].splitlines()[1].split() == ["page", "250", "182", "30", "170", "10", "4.0", "5.5"]


def test_a_demand_is_kept_missed_or_not_measured():
    demands = [
        Demand("time", 2.0, 2.0, "s"),
        Demand("time", 2.0, 2.1, "s"),
        Demand("times faster", 8.0, 8.2, "×", at_least=True),
        Demand("times faster", 8.0, 7.9, "×", at_least=True),
        Demand("time", 2.0, None, "s"),
    ]
    assert [demand.kept for demand in demands] == [True, False, True, False, None]
    said = [line.split()[-1] for line in demand_table(demands).splitlines()[1:]]
    assert said == ["kept", "missed", "kept", "missed", "measured"]


def test_a_section_for_the_document_has_its_tables_fenced():
    section = Section("long", "long texts", tables=["a  b"], demands=[Demand("time", 1, 2, "s")], remarks=["Left out."])
    printed = section.text(fenced=True)
    assert printed.startswith("### long: long texts")
    assert printed.count("```") == 4
    assert "```" not in section.text()
    assert printed.endswith("Left out.")


@pytest.mark.parametrize(("power", "slope"), [(1, 1.0), (2, 2.0), (1.5, 1.5)])
def test_the_exponent_of_a_power_is_the_power(power, slope):
    points = [(words, 3e-6 * words**power) for words in (10_000, 20_000, 40_000, 80_000)]
    assert exponent(points) == pytest.approx(slope)
    assert factors([seconds for _, seconds in points]) == pytest.approx([2**power] * 3)


def test_one_size_has_no_growth():
    assert (exponent([(1_000, 1.0)]), factors([1.0])) == (0.0, [])


def test_editions_leave_out_and_insert_paragraphs_beyond_what_versions_do():
    digest = hashlib.sha256("\0".join(make_editions(3, 300)).encode()).hexdigest()
    assert digest.startswith("4474cb3c5b142545")
    original, edition = (text.split("\n\n") for text in make_editions(2, 20_000))
    assert original == make_versions(1, 20_000)[0].split("\n\n")
    for here, there in ((original, edition), (edition, original)):
        known = {gram for paragraph in there for gram in runs_of_four(paragraph)}
        alone = [paragraph for paragraph in here if not known & set(runs_of_four(paragraph))]
        assert 0.005 * len(here) < len(alone) < 0.06 * len(here)


def runs_of_four(text: str) -> list[tuple[str, ...]]:
    words = words_of(text)
    return [tuple(words[k : k + 4]) for k in range(len(words) - 3)]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_has_the_length_of_the_ordinary_pair(shape):
    words = 2_000
    texts = tuple(text.decode() for text in editions(2, words).texts)
    for made in shape.make((texts[0], texts[1]), words):
        assert 0.85 * words < len(words_of(made)) < 1.15 * words


def made_shape(name: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The near copies, and the shape that is made of them."""
    texts = tuple(text.decode() for text in editions(2, 2_000).texts)
    pair = (texts[0], texts[1])
    return pair, next(shape for shape in SHAPES if shape.name.startswith(name)).make(pair, 2_000)


def test_shuffled_paragraphs_are_the_same_in_another_order():
    (_, before), (_, after) = made_shape("all paragraphs shuffled")
    assert before != after
    assert sorted(before.strip().split("\n\n")) == sorted(after.strip().split("\n\n"))


def test_a_line_is_one_line_and_a_sentence_has_no_marks():
    (before, _), (line, _) = made_shape("one line")
    assert line.count("\n") == 1
    assert line.split() == before.split()
    _, (sentence, _) = made_shape("one sentence")
    assert not set(".,\n") & set(sentence[:-1])


def test_lines_of_one_word_hold_one_word():
    _, (lines, _) = made_shape("lines of one word")
    assert all(len(line.split()) == 1 for line in lines.splitlines())


def test_unrelated_texts_share_no_run_of_words():
    _, (a, b) = made_shape("unrelated")
    grams = [{tuple(found[k : k + 5]) for k in range(len(found) - 4)} for found in (words_of(a), words_of(b))]
    assert not grams[0] & grams[1]


def test_words_become_the_same_number_and_the_same_character_in_both_texts():
    sides = tokens((b"The sea, the sea.", "The sea again\u2026".encode()))
    assert sides[0][0] == sides[0][3] == sides[1][0]
    a, b = characters(sides)
    assert (len(a), len(b)) == (len(TOKEN.findall("The sea, the sea.")), 4)
    assert a[0] == a[3] == b[0]


def test_characters_for_words_leave_out_newlines_and_surrogates():
    (made,) = characters([list(range(70_000))])
    assert len(set(made)) == 70_000
    assert "\n" not in made
    made.encode("utf-8")


def test_what_is_under_the_gpl_is_measured_and_never_counted():
    assert {peer.package for peer in PEERS if not peer.may_be_shipped} == {"patiencediff", "levenshtein", "collatex"}


def test_a_run_that_uses_too_much_is_stopped_and_says_so():
    given = Input("two", (b"a b c", b"a b d"))
    outcome = race([Contestant("collation", module="collation:collation", memory_limit_mb=60)], given, 1)["collation"]
    assert outcome.reason
    outcome = race([Contestant("never", module="words:never")], given, 1)["never"]
    assert outcome.reason


def test_the_document_names_every_section_and_has_its_marks(root):
    text = (root / "docs" / "bench.md").read_text(encoding="utf-8")
    assert [name for name in [*SECTIONS, "edits"] if f"`python -m bench {name}`" not in text] == []
    assert text.count("<!-- bench: begin -->") == text.count("<!-- bench: end -->") == 1
