"""The five real versions of one story: what a person who reads them finds, found by the engine.

Their text is no part of the project; it is read where it lies, and a few words of it are named here.
"""

from __future__ import annotations

import json

import pytest

from twicetold.pipeline import Comparison, compare, read
from twicetold.view import Lens, project

AGENCY, REPRINT, OWN_ACCOUNT = 0, 1, 2


@pytest.fixture(scope="module")
def versions(shared):
    paths = sorted((shared / "seeds").glob("*.txt"))
    assert [path.name[:3] for path in paths] == ["000", "001", "002", "003", "004"]
    return [read(path) for path in paths]


@pytest.fixture(scope="module")
def pair(versions) -> Comparison:
    return compare(versions[:2])


@pytest.fixture(scope="module")
def five(versions) -> Comparison:
    return compare(versions)


def test_the_reprint_leaves_out_one_clause_of_26_words(pair):
    left_out = [finding for finding in pair.omissions if finding.lackers == (REPRINT,)]
    (clause,) = left_out
    assert (clause.form, clause.words, clause.keepers) == ("clause", 26, (AGENCY,))
    assert clause.quote.startswith(", going as far")
    assert clause.quote.endswith("towards the Russian president")


def test_the_reprint_adds_one_dateline_and_nothing_else(pair):
    added = [finding for finding in pair.omissions if finding.lackers == (AGENCY,)]
    (line,) = added
    assert (line.form, line.quote.startswith("Reykjavik, (")) == ("line", True)
    unit = pair.versions[REPRINT].units[pair.collation.passages[line.places[0].passage].readings[REPRINT].units[0]]
    assert unit.kind == "dateline"


def test_everything_else_is_typography(pair):
    relations = {
        number: relation
        for number, relation in pair.pairings[AGENCY, REPRINT].relations.items()
        if relation != "absent"
    }
    assert sorted(relations.values()).count("edited") == 1
    assert set(relations.values()) <= {"identical", "cosmetic", "edited"}
    changed = [
        stretch.kind
        for number in relations
        for stretch in pair.pairings[AGENCY, REPRINT].stretches[number]
        if stretch.kind in ("replaced", "added", "omitted")
    ]
    assert changed == ["omitted"]
    assert not pair.moved[AGENCY, REPRINT]


def test_one_paragraph_is_printed_as_two(pair):
    page = project(pair, Lens(AGENCY))
    labels = [label for row in page.rows for label in row.cells[1].labels]
    assert [(label.kind, len(label.there), len(label.here)) for label in labels] == [("split", 1, 2)]
    assert labels[0].here[1] == labels[0].here[0] + 1
    row = next(row for row in page.rows if row.cells[1].labels)
    first = "".join(segment.text for block in row.cells[1].paragraphs[0].blocks for segment in block.segments)
    assert first.endswith("team to do it.")


def test_the_page_around_the_reprint_counts_as_nothing(pair):
    made = pair.versions[REPRINT]
    page = made.text.index("Related Topics")
    assert {unit.kind for unit in made.units if unit.span.start >= page} == {"furniture"}
    assert pair.overlaps[AGENCY, REPRINT].b_verbatim_share > 0.95


def test_the_own_account_is_told_to_be_one(versions):
    overlap = compare([versions[AGENCY], versions[OWN_ACCOUNT]]).overlaps[0, 1]
    assert overlap.a_found_share < 0.25
    assert overlap.b_found_share < 0.25


def test_among_five_versions_the_own_account_still_is_one(five):
    for other in (AGENCY, REPRINT):
        overlap = five.overlaps[other, OWN_ACCOUNT]
        assert max(overlap.a_found_share, overlap.b_found_share) < 0.25


def test_among_five_versions_the_clause_is_still_found_whole(five):
    clauses = [f for f in five.omissions if f.form == "clause" and f.words == 26 and f.lackers == (REPRINT,)]
    assert [clause.quote.startswith(", going as far") for clause in clauses] == [True]


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (2, 0, 4, 1, 3)])
def test_the_order_of_the_five_changes_nothing(versions, five, order):
    turned = compare([versions[v] for v in order])
    for one, other in zip(five.collation.passages, turned.collation.passages, strict=True):
        assert tuple(one.readings[v] for v in order) == other.readings
    for (a, b), overlap in turned.overlaps.items():
        old = five.overlaps[order[a], order[b]]
        assert (overlap.verbatim, overlap.reworded, overlap.longest_run) == (
            old.verbatim,
            old.reworded,
            old.longest_run,
        )
    found = [
        {
            (f.form, f.words, frozenset(f.lackers if r is five else (order[v] for v in f.lackers)), f.quote)
            for f in r.omissions
        }
        for r in (five, turned)
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("number", range(5))
def test_no_line_of_the_story_is_taken_for_furniture_or_the_other_way_round(shared, versions, number):
    labels = json.loads((shared / "gold" / "seeds_block_labels.json").read_text(encoding="utf-8"))[number]
    made = versions[number]
    kinds = {}
    for paragraph in made.paragraphs:
        unit = made.units[paragraph.units.start]
        kinds[" ".join(made.slice(paragraph.span).split())] = "story" if unit.is_story else "page"
    wrong = [
        text[:40]
        for text, label in labels["blocks"]
        if kinds.get(" ".join(text.split())) != ("page" if label == 0 else "story")
    ]
    assert wrong == []
