"""The findings panel in a browser: its lines lead to their places, its filters work, its ledgers open."""

from __future__ import annotations

import re

import pytest

FIRE = "?story=harbour-fire"


@pytest.fixture
def open_app(open_page):
    """open_page, and the findings have been drawn."""

    def open_app(*arguments, **options):
        page = open_page(*arguments, **options)
        page.locator(".reader .row[data-row]").first.wait_for(state="attached")
        page.locator(".findings .lines > li").first.wait_for()
        # the page's own style sheet is put in by a part that the browser loads late
        page.locator("[data-testid=stHeader]").wait_for(state="hidden")
        return page

    return open_app


def lines(page):
    return page.locator(".findings .lines > li")


def top(locator) -> float:
    return locator.bounding_box()["y"]


def test_one_list_stands_between_the_answer_and_the_reader(open_app):
    page = open_app(FIRE)
    assert lines(page).count() == 6
    assert page.get_by_role("heading", name="Findings").count() == 1
    assert top(page.locator(".answer")) < top(page.locator(".findings")) < top(page.locator(".reader"))
    assert top(page.locator(".reader")) < top(page.locator(".st-key-ledger_quote"))


def test_a_kind_is_switched_off_and_the_list_says_what_it_holds_back(open_app):
    page = open_app(FIRE)
    button = page.locator(".findings .switch", has_text="Figures")
    count = button.locator(".many").inner_text()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(".findings .size", has_text="Figures").count()
    button.click()
    assert page.locator(".findings .size", has_text="Figures").count() == 0
    assert page.locator(".findings .held").inner_text() == f"{count} not shown: Figures switched off."
    button.click()
    assert page.locator(".findings .size", has_text="Figures").count()
    assert page.locator(".findings .held").is_hidden()


def test_what_is_switched_off_stays_off_when_the_base_changes(open_app, wait_idle):
    page = open_app(FIRE)
    page.locator(".findings .switch", has_text="Left out").click()
    page.locator(".findings select").select_option(label="The Bay Herald")
    page.get_by_role("button", name="Read against The Bay Herald").click()
    page.locator(".reader .names .cell.base", has_text="The Bay Herald").wait_for()
    wait_idle(page)
    assert page.locator(".findings .switch", has_text="Left out").get_attribute("aria-pressed") == "false"
    assert page.locator(".findings select").input_value() == "The Bay Herald"


def test_a_version_can_be_asked_for(open_app):
    page = open_app(FIRE)
    page.locator(".findings select").select_option(label="The Bay Herald")
    page.locator(".findings .more").click()
    assert all("Bay Herald" in text or "All versions" in text for text in lines(page).all_inner_texts())
    assert "not about The Bay Herald" in page.locator(".findings .held").inner_text()


def test_a_line_leads_to_its_place_and_both_are_marked(open_app):
    page = open_app(FIRE)
    line = page.locator(".findings .lines a.go", has_text="Different figures or dates").first
    line.wait_for()
    line.click()
    page.locator(".reader .here").first.wait_for()
    assert (
        page.locator(".reader .here", has_text="pm").count() or page.locator(".reader .here", has_text="people").count()
    )
    marked = page.locator(".findings li[aria-current=true]")
    assert marked.count() == 1
    assert "Different figures" in marked.inner_text()


def test_each_of_several_places_has_a_link_of_its_own(open_app):
    page = open_app(FIRE)
    item = page.locator(".findings .lines > li", has=page.locator(".numbers")).first
    links = item.locator(".numbers a")
    assert links.count() > 1
    rows = []
    for i in (0, 1):
        links.nth(i).click()
        here = page.locator(".reader .here").first
        here.wait_for()
        rows.append(here.inner_text())
    assert rows[0] != rows[1]


def test_the_order_of_the_list_is_explained_kind_by_kind(open_app):
    page = open_app(FIRE)
    page.get_by_text("How the list is ordered").click()
    about = page.locator(".findings .about")
    assert about.locator("dt").count() == page.locator(".findings .switch").count()
    assert "40 for a conflict at one place" in about.inner_text()


def test_a_ledger_opens_as_a_table_and_can_be_saved(open_app, wait_idle):
    page = open_app(FIRE)
    page.get_by_text(re.compile(r"^Every figure \(\d+\)$")).click()
    wait_idle(page)
    page.locator(".st-key-ledger_figure [data-testid=stDataFrame]").wait_for()
    with page.expect_download() as saved:
        page.locator(".st-key-csv_figure button").click()
    assert saved.value.suggested_filename == "figures.csv"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_panel_is_open_to_everybody(open_app, axe, wait_idle, width, scheme):
    page = open_app(FIRE, width=width, height=844, scheme=scheme)
    wait_idle(page)
    assert axe(page) == []
