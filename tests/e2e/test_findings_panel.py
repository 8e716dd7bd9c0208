"""The findings panel in a browser: its lines lead to their places, its filters work, its ledgers open."""

from __future__ import annotations

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


def test_the_list_stands_below_the_reader_and_says_what_is_filtered(open_app):
    page = open_app(FIRE)
    count = lines(page).count()
    assert 0 < count <= 12
    button = page.locator(".findings .kind", has_text="Figures")
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(".findings .size", has_text="Figures").count()
    button.click()
    assert page.locator(".findings .size", has_text="Figures").count() == 0
    assert "filtered out above" in page.locator(".findings .held").inner_text()
    button.click()
    assert page.locator(".findings .size", has_text="Figures").count()


def test_a_version_can_be_asked_for(open_app):
    page = open_app(FIRE)
    page.locator(".findings select").select_option(label="The Bay Herald")
    page.locator(".findings .more").click()
    assert all("Bay Herald" in text or "All versions" in text for text in lines(page).all_inner_texts())


def test_a_line_leads_to_its_place_and_marks_it(open_app):
    page = open_app(FIRE)
    line = page.locator(".findings .lines a", has_text="Different figures or dates").first
    line.wait_for()
    line.click()
    page.locator(".reader .here").first.wait_for()
    assert (
        page.locator(".reader .here", has_text="pm").count() or page.locator(".reader .here", has_text="people").count()
    )


def test_a_ledger_opens_as_a_table_and_can_be_saved(open_app, wait_idle):
    page = open_app(FIRE)
    page.get_by_text("Every figure", exact=True).click()
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
