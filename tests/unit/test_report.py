"""The report: its findings and its receipt of typography stand in it, escaped."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from tests.unit.making import comparison
from twicetold.pipeline import Comparison
from twicetold.render.html import to_html
from twicetold.render.saying import finding_lines
from twicetold.settings import DEFAULT, Settings

FERRY = "The ferry to Gull Island sails at nine from the south quay."


def fire(settings: Settings = DEFAULT) -> Comparison:
    return comparison(
        f"The fire took 12 sheds — “all of <b>mine</b>”. {FERRY} It did not reach the market.",
        f'The fire took 21 sheds — "all of <b>mine</b>". {FERRY} It did reach the market.',
        settings=settings,
    )


def test_the_report_says_every_finding_once():
    result = fire()
    page = to_html(result)
    lines = [line for line in finding_lines(result) if line.kind != "omission"]
    assert {line.kind for line in lines} >= {"figure", "wording"}
    assert [page.count(escape(line.text)) for line in lines] == [1] * len(lines)
    assert "<b>mine" not in page


def test_the_report_has_the_receipt_of_typography():
    page = to_html(fire())
    assert "2 differences between A and B are only typography: 2 quotation marks" in page
    assert "quotation marks: paragraph 1 (2)" in page


def test_two_equal_texts_have_neither():
    page = to_html(comparison(FERRY, FERRY))
    assert "Only typography" not in page
    assert "Different" not in page


def test_what_is_hidden_is_counted():
    page = to_html(fire(replace(DEFAULT, hidden_findings=("wording",))))
    assert "1 more, hidden by the settings: Wording." in page
