"""Pages as people paste them: no word of a story is set aside, and what is of the page is found.

What counts is the story: a line of the page that is kept as story costs a look, a sentence that is set aside costs the
reader what they came for. Floors are what was measured; a rule may be made for a paste of ``dev``, never for one of
``held``.
"""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from tests.quality.pastes import Outcome, judge, pastes
from twicetold.model import KINDS
from twicetold.pipeline import read

GAPS = [pytest.param("\n\n", id="blank lines"), pytest.param("\n", id="one paragraph a line")]
FLOORS = {"dev": (169, 26), "held": (111, 25)}
"""Lines of the page, of 169 and 121, and headlines, of 26 and 28, that are found at least."""


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("folder", FLOORS)
def test_no_word_of_a_story_is_set_aside_and_most_of_the_page_is(folder, gap):
    outcome = sum((judge(paste, gap) for paste in pastes(folder)), Outcome())
    assert outcome.lost_words == 0, outcome.wrong
    lines, headlines = FLOORS[folder]
    assert outcome.found_lines >= lines, outcome.wrong
    assert outcome.found_headlines >= headlines, outcome.wrong


def test_every_language_has_pastes_in_both_folders_and_none_loses_much_of_its_page():
    outcomes: defaultdict[str, Outcome] = defaultdict(Outcome)
    for folder in FLOORS:
        for paste in pastes(folder):
            outcomes[f"{folder}/{paste.language}"] += judge(paste)
    assert set(outcomes) == {f"{f}/{language}" for f in FLOORS for language in ("en", "de", "fr", "es", "pt", "ru")}
    assert len(pastes("dev")) + len(pastes("held")) >= 40
    assert {name for name, outcome in outcomes.items() if outcome.found_lines < 0.7 * outcome.page_lines} == set()


@pytest.mark.parametrize("folder", FLOORS)
def test_the_language_of_a_paste_is_told(folder):
    told = [
        (paste.language, read("\n\n".join(text for _, text in paste.lines)).meta.language) for paste in pastes(folder)
    ]
    assert [pair for pair in told if pair[0] != pair[1]] == []


SETS = ["argrewrite_par", "argrewrite", "swipe_val", "porsimples", "bible_ylt_oeb"]


@pytest.mark.parametrize("name", SETS)
def test_of_texts_without_a_page_around_them_nothing_is_set_aside(shared, name):
    """Essays, encyclopedia articles, news and scripture as people wrote them, one paragraph a line: 720,000 words."""
    aside = []
    for line in (shared / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for paragraphs in filter(None, (record["a_paragraphs"], record["b_paragraphs"])):
            made = read("\n\n".join(paragraphs))
            aside += [made.slice(unit.span)[:60] for unit in made.units if not unit.is_story]
    assert aside == []


def test_the_labelled_samples_are_told_line_by_line(shared):
    labels = json.loads((shared / "gold" / "seeds_block_labels.json").read_text(encoding="utf-8"))
    found = lost = headlines = 0
    for story, path in zip(labels, sorted((shared / "seeds").glob("*.txt")), strict=True):
        made = read(path)
        kinds = {" ".join(made.slice(p.span).split()): made.units[p.units.start] for p in made.paragraphs}
        for text, label in story["blocks"]:
            unit = kinds[" ".join(text.split())]
            found += label == 0 and not unit.is_story
            lost += label == 1 and not unit.is_story
            headlines += label == -1 and unit.kind == "headline"
    assert (found, lost, headlines) == (48, 0, 6)


def test_the_bundled_stories_lose_nothing_to_any_kind_that_is_not_counted(samples):
    for path in samples.glob("stone-soup/*.txt"):
        made = read(path)
        assert {unit.kind for unit in made.units} <= set(KINDS[:5]), path.name
