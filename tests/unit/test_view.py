"""The page: what stands beside what, and how it is labelled."""

from __future__ import annotations

import pytest

from tests.unit.making import comparison, version
from twicetold.pipeline import compare
from twicetold.view import Cell, Lens, Page, default_base, project

BRIDGE = "The mayor opened the new bridge on Monday."
FERRY = "The old ferry will be sold to Port Ellery."
BAND = "A brass band played until it rained."
GOATS = "Several farmers drove their goats across before noon."
WOLVES = "Wolves have returned to seven northern valleys."


def shown(cell: Cell) -> list[str]:
    """One string per paragraph: own words, [-left out-], {+added+}, and what another base has as [-old-]{+new+}."""
    lines = []
    for paragraph in cell.paragraphs:
        line = ""
        for block in paragraph.blocks:
            for segment in block.segments:
                match segment.op:
                    case "same" | "cosmetic":
                        line += segment.text
                    case _:
                        line += f"[-{segment.base.strip()}-]" if segment.base.strip() else ""
                        line += f"{{+{segment.text.strip()}+}}" if segment.text.strip() else ""
        lines.append(line)
    return lines


def page(*texts: str, base: int = 0) -> Page:
    return project(comparison(*texts), Lens(base))


def grid(made: Page) -> list[list[str]]:
    """State of every cell, with the kinds of its labels."""
    return [[" ".join([cell.state, *(label.kind for label in cell.labels)]) for cell in row.cells] for row in made.rows]


def test_the_base_is_the_first_column_and_the_others_follow_in_their_order():
    assert page(BRIDGE, BRIDGE, BRIDGE, base=1).columns == (1, 0, 2)


def test_one_row_per_paragraph():
    made = page(f"{BRIDGE}\n\n{FERRY}", f"{BRIDGE}\n\n{FERRY}")
    assert grid(made) == [["text", "text"], ["text", "text"]]
    assert [row.change for row in made.rows] == ["none", "none"]
    assert [shown(cell) for cell in made.rows[1].cells] == [[FERRY], [FERRY]]


def test_a_paragraph_that_the_version_lacks_is_absent_with_its_words():
    made = page(f"{BRIDGE}\n\n{FERRY}\n\n{BAND}", f"{BRIDGE}\n\n{BAND}")
    assert grid(made) == [["text", "text"], ["text", "absent"], ["text", "text"]]
    assert made.rows[1].cells[1].missing_words == 9
    assert made.rows[1].change == "substantive"


def test_a_paragraph_that_the_base_lacks_stands_behind_the_one_before_it():
    made = page(f"{BRIDGE}\n\n{BAND}", f"{BRIDGE}\n\n{FERRY}\n\n{BAND}")
    assert grid(made) == [["text", "text"], ["absent", "text"], ["text", "text"]]
    assert shown(made.rows[1].cells[1]) == [f"{{+{FERRY}+}}"]


def test_a_sentence_that_the_version_lacks_is_struck_in_its_paragraph():
    made = page(f"{BRIDGE} {FERRY} {BAND}", f"{BRIDGE} {BAND}")
    assert shown(made.rows[0].cells[1]) == [f"{BRIDGE}[-{FERRY}-] {BAND}"]


def test_a_word_replaced_is_marked_with_both_words():
    made = page(f"{BRIDGE} {FERRY}", f"{BRIDGE.replace('new', 'old')} {FERRY}")
    assert shown(made.rows[0].cells[1]) == [f"The mayor opened the[-new-]{{+old+}} bridge on Monday. {FERRY}"]


def test_typography_alone_makes_a_cosmetic_row():
    made = page(f"“{BRIDGE}” she said.\n\n{FERRY}", f'"{BRIDGE}" she said.\n\n{FERRY}')
    assert [row.change for row in made.rows] == ["cosmetic", "none"]


def test_a_paragraph_printed_as_two_is_a_split():
    made = page(f"{BRIDGE} {FERRY}\n\n{BAND}", f"{BRIDGE}\n\n{FERRY}\n\n{BAND}")
    assert grid(made) == [["text", "text split"], ["text", "text"]]
    (label,) = made.rows[0].cells[1].labels
    assert (label.there, label.here) == ((1,), (1, 2))
    assert shown(made.rows[0].cells[1]) == [BRIDGE, FERRY]


def test_two_paragraphs_printed_as_one_are_joined():
    made = page(f"{BRIDGE}\n\n{FERRY}\n\n{BAND}", f"{BRIDGE} {FERRY}\n\n{BAND}")
    assert grid(made) == [["text", "text joined"], ["text", "text"]]
    assert [(x.there, x.here) for x in made.rows[0].cells[1].labels] == [((1, 2), (1,))]


def test_two_paragraphs_divided_otherwise_are_regrouped():
    made = page(f"{BRIDGE} {FERRY}\n\n{BAND} {GOATS} {WOLVES}", f"{BRIDGE}\n\n{FERRY} {BAND}\n\n{GOATS} {WOLVES}")
    labels = {label.kind for row in made.rows for label in row.cells[1].labels}
    assert labels == {"regrouped"}


def test_a_moved_paragraph_says_where_it_comes_from_and_where_it_stands():
    made = page(f"{BRIDGE}\n\n{FERRY}\n\n{BAND}", f"{BAND}\n\n{BRIDGE}\n\n{FERRY}")
    assert grid(made) == [["text", "text"], ["text", "text"], ["text", "text moved"]]
    (label,) = made.rows[2].cells[1].labels
    assert (label.there, label.here) == ((3,), (1,))


def test_a_sentence_moved_into_another_paragraph_is_labelled_there():
    made = page(
        f"{BRIDGE} {FERRY} {WOLVES}\n\n{BAND} {GOATS}",
        f"{BRIDGE} {FERRY}\n\n{BAND} {WOLVES} {GOATS}",
    )
    blocks = [block for row in made.rows for p in row.cells[1].paragraphs for block in p.blocks if block.label]
    moved = [block for block in blocks if block.label.kind == "moved"]
    assert [block.label.there for block in moved] == [(1,)]
    assert "".join(segment.text for segment in moved[0].segments).strip() == WOLVES


def test_furniture_is_shown_unnumbered_and_its_row_is_no_story():
    made = page(f"{BRIDGE}\n\n{FERRY}\n\nAdvertisement", f"{BRIDGE}\n\n{FERRY}")
    assert grid(made)[2] == ["text", "empty"]
    assert not made.rows[2].story
    assert made.rows[2].change == "none"
    (paragraph,) = made.rows[2].cells[0].paragraphs
    assert paragraph.number == 0
    assert paragraph.reason


def test_story_paragraphs_are_numbered_from_1_without_furniture():
    made = page(f"{BRIDGE}\n\nAdvertisement\n\n{FERRY}", f"{BRIDGE}\n\n{FERRY}")
    assert [cell.number for row in made.rows for cell in row.cells[0].paragraphs] == [1, 0, 2]


def test_the_heat_of_the_base_is_the_number_of_versions_that_differ():
    made = page(f"{BRIDGE} {FERRY}", f"{BRIDGE} {FERRY}", BRIDGE, BRIDGE)
    segments = [s for block in made.rows[0].cells[0].paragraphs[0].blocks for s in block.segments]
    assert [(segment.text.strip(), segment.heat) for segment in segments] == [(BRIDGE, 0), (FERRY, 2)]


def test_every_base_gives_a_page_of_the_same_rows():
    result = comparison(f"{BRIDGE}\n\n{FERRY}", f"{FERRY}\n\n{BAND}", BRIDGE)
    pages = [project(result, Lens(base)) for base in range(3)]
    assert len({frozenset(row.row for row in made.rows) for made in pages}) == 1


DATES = [
    pytest.param(["2021-05-20", "2021-05-19"], 1, "the earliest", id="the earliest, when dates differ"),
    pytest.param(
        ["2021-05-19", "2021-05-19", "2021-05-20"], 0, "the longest of the earliest", id="longest of the earliest"
    ),
    pytest.param(["2021-05-19", "2021-05-19"], 0, "the longest", id="the longest, when the dates are the same"),
    pytest.param(["2021-05-20", ""], 0, "the longest", id="the longest, when a date is not known"),
]


@pytest.mark.parametrize(("dates", "base", "why"), DATES)
def test_the_default_base_and_its_reason(dates, base, why):
    texts = [f"{BRIDGE} {FERRY}", BRIDGE, BAND]
    made = [version(texts[i], "ABC"[i], date=date) for i, date in enumerate(dates)]
    assert default_base(compare(made).versions) == (base, why)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"\u200b{BRIDGE}", id="at the beginning"),
        pytest.param(f"{BRIDGE}\u200b", id="at the end"),
        pytest.param(f"{BRIDGE}\u200b {FERRY}", id="between sentences"),
        pytest.param(f"\u200f{BRIDGE}\u200f", id="marks of direction around it"),
    ],
)
def test_invisible_characters_of_a_paragraph_are_not_lost(text):
    result = comparison(text, text)
    for base in (0, 1):
        for cell in project(result, Lens(base)).rows[0].cells:
            made = result.versions[cell.version]
            assert shown(cell) == [made.slice(made.paragraphs[0].span)]


def test_a_sentence_in_another_place_of_its_paragraph_is_labelled():
    lions, zebras = "The lions slept under the old oak.", "Seven zebras crossed the river by night, unseen by anybody."
    result = comparison(f"{lions} {zebras}", f"{zebras} {lions}")
    (row,) = project(result, Lens(0)).rows
    labels = [block.label.kind for paragraph in row.cells[1].paragraphs for block in paragraph.blocks if block.label]
    assert (row.change, labels) == ("substantive", ["shifted"])


def test_words_struck_out_do_not_touch_their_neighbours():
    result = comparison("Nobody left early. The mayor came to the harbour.", "The mayor came to the harbour.")
    (row,) = project(result, Lens(0)).rows
    said = [segment.base for block in row.cells[1].paragraphs[0].blocks for segment in block.segments]
    assert "".join(said).split() == ["Nobody", "left", "early.", "The", "mayor", "came", "to", "the", "harbour."]
