"""The weightiest findings, told of a version against the base: with the words of both, each with its place."""

from __future__ import annotations

import pytest

from tests.unit.making import comparison
from twicetold.render.html import to_html
from twicetold.render.telling import tell
from twicetold.render.words import answer

BRIDGE = "The mayor opened the new bridge on Monday, although nobody had paid for the lamps or for the paint."
FERRY = "The old ferry, which had carried the town for ninety years, will be sold to Port Ellery in the spring."
COST = "The work cost nine million crowns, and twelve people were hurt while it went on through two winters."
BAND = "A brass band played on the quay until it rained, and the children went home with flags."
WHOLE = f"{BRIDGE}\n\n{FERRY}\n\n{COST}\n\n{BAND}"


def told(a: str, b: str, base: int = 0) -> str:
    """What is told of the one version that is not the base."""
    return "".join(part.text for parts in tell(comparison(a, b), base).values() for part in parts)


def test_what_is_left_out_against_one_base_is_added_against_the_other():
    short = WHOLE.replace(f"{FERRY}\n\n", "")
    quote = "The old ferry, which had carried the town … be sold to Port Ellery in the spring."
    assert told(WHOLE, short) == f" It leaves out “{quote}”."
    assert told(WHOLE, short, base=1) == f" It adds “{quote}”."


@pytest.mark.parametrize(
    ("other", "said"),
    [
        pytest.param(COST.replace("twelve", "twenty-one"), "twenty-one", id="a figure"),
        pytest.param(COST.replace("were hurt", "were not hurt"), "not", id="a negation"),
    ],
)
def test_what_contradicts_is_told_with_both_sides(other, said):
    text = told(WHOLE, WHOLE.replace(COST, other))
    assert text.startswith(" It has ")
    assert f"{said}" in text
    assert "A" in text


def test_a_swap_of_plain_words_and_equal_texts_are_not_told():
    assert tell(comparison(WHOLE, WHOLE), 0) == {}
    assert tell(comparison(WHOLE, WHOLE.replace("old ferry", "worn ferry")), 0) == {}


def test_of_many_cuts_the_three_weightiest_are_told_and_the_rest_is_counted():
    extra = [
        f"Paragraph {word} tells of a walk to the {word} hill and of nothing else." for word in ("red", "green", "blue")
    ]
    long = "\n\n".join([WHOLE, *extra])
    result = comparison(long, BRIDGE)
    (statement,) = answer(result, 0, tell(result, 0))
    assert statement.text.count("leaves out “") == 3
    assert "In all, it leaves out 6 passages" in statement.text


def test_every_quotation_that_is_told_leads_to_its_place():
    result = comparison(WHOLE, WHOLE.replace(f"{FERRY}\n\n", ""))
    (part,) = [part for part in tell(result, 0)[1] if part.targets]
    (target,) = part.targets
    assert part.text.startswith("“The old ferry")
    assert result.collation.passages[target.passage].carriers == (0,)


def test_independent_accounts_are_not_said_to_leave_anything_out(samples):
    from twicetold.ingest.stories import read_story
    from twicetold.pipeline import compare, read_versions

    result = compare(read_versions(read_story(samples / "reykjavik")))
    beacon = next(v for v, version in enumerate(result.versions) if version.label == "Global Beacon")
    assert "leaves out" not in "".join(part.text for part in tell(result, 0)[beacon])


def test_typography_is_counted_sort_by_sort_with_every_place():
    result = comparison(f"“{BRIDGE}”\n\nThe ‘new’ quay.", f"\"{BRIDGE}\"\n\nThe 'new' quay.")
    (statement,) = answer(result, 0)
    (part,) = [part for part in statement.parts if part.sorts]
    assert sum(number for number, _, _ in part.sorts) == result.receipts[0, 1].total
    assert {target for _, _, targets in part.sorts for target in targets} == set(part.targets)


def test_the_report_has_one_list_of_findings():
    page = to_html(comparison(WHOLE, f"<b>{WHOLE}</b>".replace(FERRY, "")))
    assert "<h2>Findings</h2>" in page
    assert "What is missing where" not in page
    assert "<b>" not in page
