"""The app in a real browser: from picking versions to the place in the text, in both themes, wide and narrow."""

from __future__ import annotations

import re

import pytest

FULL = (
    "The mayor opened the bridge on Monday.\n\n"
    "She thanked the crew, who had worked through the winter. It cost nine million.\n\n"
    "Boats may pass again from Tuesday."
)
CUT = (
    "The mayor opened the bridge on Monday.\n\n"
    "She thanked the crew. It cost nine million.\n\n"
    "Boats may pass again from Tuesday."
)
CLAUSE = "even agreeing in a March interview"
ALL_FIVE = "&".join(
    f"version={name}"
    for name in ("harbour-post", "daily-lantern", "meridian-courier", "eastern-gazette", "global-beacon")
)


def paste(page, wait_idle, *texts: str) -> None:
    page.get_by_role("button", name="Change versions").click()
    page.get_by_role("tab", name="Paste texts").click()
    for i, text in enumerate(texts, 1):
        page.get_by_role("textbox", name=f"Text {i}", exact=True).fill(text)
    page.get_by_role("button", name="Compare these texts").click()
    page.locator("h1", has_text="Your own texts").wait_for()
    page.locator(".reader .row[data-row]").first.wait_for()
    wait_idle(page)


def focused(page) -> dict:
    """The element that has the focus, looked for inside the components: its classes, text, outline and place."""
    return page.evaluate(
        """() => {
            let one = document.activeElement;
            while (one.shadowRoot && one.shadowRoot.activeElement) one = one.shadowRoot.activeElement;
            const box = one.getBoundingClientRect();
            const style = getComputedStyle(one);
            return {name: one.className, text: one.textContent, top: box.top, bottom: box.bottom,
                    outline: style.outlineStyle, width: style.outlineWidth, height: window.innerHeight};
        }"""
    )


def wait_for_place(page) -> dict:
    page.locator(".reader .here").first.wait_for()
    place = focused(page)
    assert place["top"] >= 0
    assert place["bottom"] <= place["height"]
    assert (place["outline"], place["width"]) == ("solid", "2px")
    return place


@pytest.fixture
def open_app(open_page):
    """open_page, and the components have drawn what they were given."""

    def open_app(*arguments, **options):
        page = open_page(*arguments, **options)
        page.locator(".answer .say").first.wait_for()
        page.locator(".findings h2").wait_for()
        page.locator(".reader .row[data-row]").first.wait_for(state="attached")
        # the page's own style sheet is put in by a part that the browser loads late: until then margins are others
        page.locator("[data-testid=stHeader]").wait_for(state="hidden")
        return page

    return open_app


@pytest.fixture
def page(open_app):
    """The start page, wide and light."""
    return open_app(width=1440)


def columns(page) -> list[str]:
    return page.locator(".reader .names .outlet").all_inner_texts()


def test_it_opens_on_a_story_already_compared(page):
    assert page.locator("h1").inner_text() == "The Reykjavik talks, May 2021"
    assert page.locator(".answer .say").first.inner_text().startswith("Daily Lantern prints 9")
    assert f"It leaves out “{CLAUSE}" in page.locator(".answer .say").first.inner_text()
    assert CLAUSE in page.locator(".findings .lines li").first.inner_text()
    assert page.get_by_text("What is missing where").count() == 0
    assert columns(page) == ["The Harbour Post", "Daily Lantern"]
    assert page.locator(".reader del", has_text=CLAUSE).count() == 1
    charts = page.locator("[data-testid=stPlotlyChart]")
    # the charts are drawn by a library that the page fetches after everything else
    charts.nth(1).wait_for()
    assert charts.count() == 2


def test_another_story_can_be_picked(page, wait_idle):
    page.get_by_role("button", name="Change versions").click()
    page.locator(".st-key-open_stone-soup button").click()
    page.locator("h1", has_text="Stone soup").wait_for()
    wait_idle(page)
    assert columns(page)[0] == "Another ending"
    assert len(columns(page)) == 4
    assert "story=stone-soup" in page.url


def test_another_version_can_be_added(page, wait_idle):
    page.get_by_role("button", name="Global Beacon", exact=True).click()
    page.locator(".reader .names .outlet", has_text="Global Beacon").wait_for()
    wait_idle(page)
    assert columns(page) == ["The Harbour Post", "Daily Lantern", "Global Beacon"]
    assert page.url.count("version=") == 3


def test_two_pasted_texts_show_the_omission(page, wait_idle):
    paste(page, wait_idle, FULL, CUT)
    answer = page.locator(".answer .say").inner_text().replace("\u00a0", " ")
    assert "leaves out 1 passage (6 words)" in answer
    assert page.locator(".reader del").inner_text().endswith("who had worked through the winter")
    row = page.locator(".reader .row[data-row]", has_text="She thanked").locator(".cell.other")
    assert "crew left out: , who" not in row.inner_text()
    assert "who had worked through the winter. It cost" in re.sub(r"\s+", " ", row.inner_text())


def test_one_word_spelled_in_two_ways_shows_the_letters_that_differ(page, wait_idle):
    told = "The council will {} a fair in the old harbour, and Mr {} called it a wonder for everybody there."
    paste(page, wait_idle, told.format("organise", "killer"), told.format("organize", "murderer"))
    assert page.locator(".reader del .letter").all_inner_texts() == ["s"]
    assert page.locator(".reader ins .letter").all_inner_texts() == ["z"]
    assert page.locator(".reader del", has_text="organise").count() == 1
    assert page.locator(".reader ins", has_text="murderer").count() == 1


def test_a_script_in_a_text_is_shown_and_not_run(page, wait_idle):
    attack = "<script>window.bad = 1</script><img src=x onerror='window.bad = 2'> The bridge is open. "
    page.evaluate("window.bad = 0")
    paste(page, wait_idle, attack + "It cost nine million.", attack)
    assert "<script>window.bad = 1</script>" in page.locator(".reader").inner_text()
    assert page.locator(".reader img, .reader script, .answer img, .answer script").count() == 0
    assert page.evaluate("window.bad") == 0


def test_names_of_versions_are_shown_as_they_are(page, wait_idle):
    page.get_by_role("button", name="Change versions").click()
    page.get_by_role("tab", name="Paste texts").click()
    page.get_by_role("textbox", name="Name of text 1").fill("**A** <i>b</i> [c](http://d.example)")
    page.get_by_role("textbox", name="Text 1", exact=True).fill(FULL)
    page.get_by_role("textbox", name="Text 2", exact=True).fill(CUT)
    page.get_by_role("button", name="Compare these texts").click()
    page.locator("h1", has_text="Your own texts").wait_for()
    wait_idle(page)
    name = "**A** <i>b</i> [c](http://d.example)"
    assert columns(page)[0] == name
    shown = page.locator(".st-key-head").inner_text().replace("\u2060", "")
    assert name in shown
    assert page.locator("a[href*='d.example']").count() == 0


def test_right_to_left_text_runs_right_to_left(page, wait_idle):
    paste(
        page,
        wait_idle,
        "فُتح الجسر يوم الاثنين. كلّف تسعة ملايين.",
        "فُتح الجسر يوم الاثنين. كلّف تسعة ملايين. وستمر السفن.",
    )
    text = page.locator(".reader .text").first
    assert text.get_attribute("dir") == "auto"
    assert text.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_the_base_can_be_switched_from_a_column(page, wait_idle):
    page.get_by_role("button", name="Read against Daily Lantern").click()
    page.locator(".reader .names .cell.base", has_text="Daily Lantern").wait_for()
    wait_idle(page)
    assert columns(page) == ["Daily Lantern", "The Harbour Post"]
    assert page.locator(".reader ins", has_text=CLAUSE).count() == 1
    assert "base=daily-lantern" in page.url


def test_the_base_can_be_switched_from_the_list(page, wait_idle):
    page.get_by_role("combobox", name="Read against").click()
    page.get_by_role("option", name="Daily Lantern").click()
    page.locator(".reader .names .cell.base", has_text="Daily Lantern").wait_for()
    wait_idle(page)
    assert "Daily Lantern" in page.locator(".reader .names .cell.base").inner_text()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_link_from_the_list_leads_to_the_place(open_app, width):
    page = open_app(width=width, height=844)
    page.locator(".findings").get_by_role("link", name=f"“… {CLAUSE}").click()
    place = wait_for_place(page)
    assert CLAUSE in place["text"]
    assert "passage" in place["name"]


def test_a_number_in_the_answer_leads_to_its_places(page):
    page.locator(".answer .say a", has_text="typography").click()
    first = wait_for_place(page)
    page.get_by_role("button", name="Next place").first.click()
    second = wait_for_place(page)
    assert first["text"] != second["text"]
    assert page.locator(".reader .bar .where").inner_text().startswith("2 of ")


def test_the_receipt_of_typography_opens_into_its_sorts_and_places(page):
    sorts = page.locator(".answer .sorts")
    assert sorts.is_hidden()
    button = page.get_by_role("button", name="only typography, by sort")
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    told = sorts.locator("li > a").all_inner_texts()
    assert told[0].endswith(" quotation marks")
    total = page.locator(".answer .say a", has_text="only typography").inner_text()
    assert sum(int(text.split()[0]) for text in told) == int(total.split()[0])
    marks = page.locator(".reader .type").first
    assert marks.evaluate("one => getComputedStyle(one).textDecorationLine") == "none"
    sorts.get_by_role("link", name=re.compile("Place 2 of")).first.click()
    wait_for_place(page)
    assert marks.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"
    button.click()
    assert sorts.is_hidden()


def test_the_keyboard_reaches_the_list_and_the_place(page):
    link = page.locator(".findings").get_by_role("link", name=f"“… {CLAUSE}")
    page.locator("[data-testid=stBaseButton-secondary]", has_text="Change versions").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if focused(page)["text"].startswith(f"“… {CLAUSE}"):
            break
    assert link.evaluate("one => one.matches(':focus-visible')")
    page.keyboard.press("Enter")
    assert CLAUSE in wait_for_place(page)["text"]
    page.keyboard.press("Shift+Tab")
    assert "here" not in focused(page)["name"]


def test_a_place_in_a_folded_row_is_unfolded(open_app):
    page = open_app("?only=changes")
    assert page.locator(".reader .fold").count() > 0
    page.locator(".answer .say a", has_text="typography").click()
    wait_for_place(page)


def test_all_findings_can_be_shown(open_app):
    page = open_app(f"?{ALL_FIVE}")
    assert page.locator(".findings .lines > li").count() == 6
    page.get_by_role("button", name=re.compile("Show all")).click()
    assert page.locator(".findings .lines > li").count() > 20
    seventh = page.locator(".findings .lines > li").nth(6)
    assert seventh.locator("a").first.evaluate("one => one.matches(':focus')")


def test_the_switches_do_what_they_say(page):
    reader = page.locator(".reader")
    lines = reader.locator(".row.quiet")
    assert lines.first.is_hidden()
    page.get_by_role("button", name="Hide page furniture").click()
    assert lines.first.is_visible()
    underlined = "one => getComputedStyle(one).textDecorationLine"
    kind = reader.locator(".type").first
    assert kind.evaluate(underlined) == "none"
    page.get_by_role("button", name="Hide typography").click()
    assert kind.evaluate(underlined) == "underline"
    page.get_by_role("button", name="Turn marks off").click()
    assert reader.locator("del", has_text=CLAUSE).is_hidden()
    page.get_by_role("button", name="Turn marks off").click()
    before = reader.locator(".row.story:visible").count()
    page.get_by_role("button", name="Hide typography").click()
    page.get_by_role("button", name="Show changes only").click()
    assert reader.locator(".row.story:visible").count() < before
    assert "unchanged paragraph" in reader.locator(".fold").all_inner_texts()[-1] + reader.inner_text()


def test_the_address_reopens_the_same_view(open_app, page, wait_idle):
    page.get_by_role("button", name="Show changes only").click()
    page.get_by_role("button", name="Hide typography").click()
    page.get_by_role("button", name="Meridian Courier").click()
    page.locator(".reader .names .outlet", has_text="Meridian Courier").wait_for()
    page.get_by_role("button", name="Global Beacon", exact=True).click()
    page.locator(".reader .names .outlet", has_text="Global Beacon").wait_for()
    page.get_by_role("button", name="Read against Global Beacon").click()
    page.locator(".reader .names .cell.base", has_text="Global Beacon").wait_for()
    wait_idle(page)
    again = open_app(page.url.partition("/?")[2] and "?" + page.url.partition("/?")[2])
    assert (
        columns(again)
        == columns(page)
        == ["Global Beacon", "The Harbour Post", "Daily Lantern", "The Meridian Courier"]
    )
    assert "only=changes" in page.url
    pressed = ".reader .switch[aria-pressed=true]"
    assert again.locator(pressed).all_inner_texts() == page.locator(pressed).all_inner_texts()
    assert again.locator(".reader .row:visible").count() == page.locator(".reader .row:visible").count()


def test_an_address_that_names_nothing_falls_back(open_app):
    page = open_app("?story=none-such")
    assert page.get_by_text("There is no story “none-such” here").count() == 1
    assert page.locator(".reader .row[data-row]").count() > 0


def test_each_chart_has_its_table_and_its_formula(page):
    for name in ("matrix", "origins"):
        chart = page.locator(f".st-key-chart_{name}")
        chart.get_by_text("The same as a table").click()
        chart.locator("table").wait_for()
        assert chart.locator("td", has_text="Daily Lantern").count() >= 1
        chart.get_by_role("button", name="i", exact=True).click()
        page.get_by_text("Counted are the words of the story").locator("visible=true").first.wait_for()
        page.keyboard.press("Escape")


def test_many_versions_scroll_in_their_own_frame(open_app):
    page = open_app(f"?{ALL_FIVE}", width=1024)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    scroller = page.locator(".reader .scroller")
    assert scroller.evaluate("one => one.scrollWidth > one.clientWidth")
    scroller.evaluate("one => { one.scrollLeft = 400; }")
    # both places at one moment: two questions may be answered before and after something moved the page
    apart = scroller.evaluate(
        "one => one.querySelector('.names .cell.base').getBoundingClientRect().x - one.getBoundingClientRect().x"
    )
    assert abs(apart) < 2


def test_a_narrow_screen_shows_one_version_at_a_time(open_app):
    page = open_app(f"?{ALL_FIVE}", width=390, height=844)
    assert page.locator("[data-testid=stMain]").evaluate("one => one.scrollWidth <= one.clientWidth")
    names = page.locator(".reader .names .cell")
    assert [i for i in range(names.count()) if names.nth(i).is_visible()] == [1]
    page.locator(".reader .thumb").get_by_role("button", name="Global Beacon").click()
    assert [i for i in range(names.count()) if names.nth(i).is_visible()] == [4]
    chip = page.locator(".reader .thumb .chip[aria-pressed=true]")
    assert chip.inner_text() == "Global Beacon"
    left_out = page.locator(".reader .cell.shown.is-absent del")
    assert left_out.count() > 0
    assert left_out.first.is_visible()


def test_names_stay_in_sight_while_reading(page):
    page.locator(".findings").get_by_role("link", name=f"“… {CLAUSE}").click()
    wait_for_place(page)
    box = page.locator(".reader .names").bounding_box()
    assert 0 <= box["y"] < 120


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_in_the_way_of_anybody(open_app, axe, width, scheme):
    page = open_app(width=width, height=900, scheme=scheme)
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_and_five_versions_are_open_to_everybody(open_app, axe, wait_idle, scheme):
    page = open_app(f"?{ALL_FIVE}&typography=show&furniture=show", width=1440, scheme=scheme)
    page.get_by_role("button", name="Change versions").click()
    wait_idle(page)
    assert axe(page) == []
    page.get_by_role("tab", name="Paste texts").click()
    assert axe(page, ".st-key-pick") == []


def test_a_link_shows_the_version_it_speaks_of_on_a_narrow_screen(open_app):
    page = open_app("?story=harbour-fire", width=390, height=844)
    page.locator(".answer .say", has_text="corrected prints").get_by_role("link").first.click()
    assert page.locator(".reader .thumb .chip[aria-pressed=true]").inner_text() == "Port Ellery Mail, corrected"


def test_after_the_last_place_of_a_link_next_goes_on_through_the_page(page):
    page.locator(".findings .lines a.go").first.click()
    first = page.locator(".reader .here").first.evaluate("one => one.closest('.row').dataset.row")
    page.locator(".reader .bar .steps").get_by_role("button", name="Next place").click()
    second = page.locator(".reader .here").first.evaluate("one => one.closest('.row').dataset.row")
    assert second != first


def test_independent_accounts_are_said_to_lack_nothing_but_what_was_not_found(open_app):
    page = open_app(f"?{ALL_FIVE}", width=1440)
    slots = [text.lower() for text in page.locator(".reader .slot").all_inner_texts()]
    assert any("not found in" in text for text in slots)
    assert "counts as not found" in page.locator(".findings .note").inner_text()
