"""Bringing files in, in a real browser: many at once, pasted pages, lines decided by hand, and what is refused."""

from __future__ import annotations

import json

import pytest

PAGE = (
    "Skip to content\n\nThe bridge is open\n\nThe mayor opened the bridge on Monday.\n\n"
    "She thanked the crew, who had worked through the winter. It cost nine million.\n\nShare this story\n"
)
CUT = "The bridge is open\n\nThe mayor opened the bridge on Monday.\n\nShe thanked the crew. Publié à Genève.\n"
FILES = [
    ("bay-herald.txt", PAGE.encode()),
    ("harbour-post.txt", CUT.encode("cp1252")),
    ("empty.txt", b"  \n"),
]


@pytest.fixture
def bring(open_page, wait_idle):
    """bring(files, **options): the page with the panel open and these files uploaded."""

    def bring(files=FILES, **options):
        page = open_page(**{"width": 1440, **options})
        # the page's own style sheet is put in by a part that the browser loads late
        page.locator("[data-testid=stHeader]").wait_for(state="hidden")
        page.get_by_role("button", name="Change versions").click()
        wait_idle(page)
        page.get_by_role("tab", name="Upload files").click()
        if files:
            given = [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files]
            page.locator(".st-key-upload input[type=file]").set_input_files(given)
            page.locator(".st-key-files").wait_for()
            wait_idle(page)
        return page

    return bring


def open_lines(page, wait_idle, name: str = "file-3") -> None:
    page.locator(f".st-key-lines_{name} button").click()
    page.locator(".lines .row.line").first.wait_for()
    wait_idle(page)


def test_every_file_shows_its_result_or_its_error_in_its_place(bring):
    page = bring()
    results = page.locator("[class*=st-key-result_]")
    assert results.count() == 3
    assert "25 words, 2 lines set aside. English" in results.nth(0).inner_text()
    assert "Read as Western European (cp1252), a guess." in results.nth(1).inner_text()
    assert "“empty.txt” is empty." in results.nth(2).inner_text()
    assert page.locator(".reader .names .outlet").all_inner_texts() == ["bay-herald", "harbour-post"]


def test_a_line_is_taken_back_with_one_choice_and_the_view_stays(bring, wait_idle):
    page = bring()
    open_lines(page, wait_idle)
    kinds = page.locator(".lines select")
    assert [kinds.nth(i).input_value() for i in range(kinds.count())] == [
        "furniture",
        "headline",
        "body",
        "body",
        "furniture",
    ]
    kinds.nth(4).focus()
    kinds.nth(4).select_option("body")
    page.locator(".lines .row.decided").wait_for()
    wait_idle(page)
    assert page.locator(".lines .row.line").nth(4).locator(".why").inner_text() == "you said so"
    assert "28 words, 1 line set aside" in page.locator(".st-key-version_file-3").inner_text()
    active = page.evaluate("document.activeElement.shadowRoot?.activeElement?.tagName")
    assert active == "SELECT", "who works through the lines by keyboard keeps the place"
    page.get_by_role("button", name="Take back: “Share this story” is story").click()
    page.locator(".lines .row.decided").wait_for(state="detached")
    assert kinds.nth(4).input_value() == "furniture"


def test_what_was_decided_is_saved(bring, wait_idle):
    page = bring()
    open_lines(page, wait_idle)
    page.locator(".lines select").nth(4).select_option("caption")
    page.get_by_role("button", name="Save your decisions").wait_for()
    wait_idle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save your decisions").click()
    with open(download.value.path(), encoding="utf-8") as file:
        (entry,) = json.load(file)["files"]
    assert entry["file"] == "bay-herald.txt"
    assert entry["handling"]["decisions"] == [{"quote": "Share this story", "nth": 0, "kind": "caption"}]
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the comparison").click()
    with open(download.value.path(), encoding="utf-8") as file:
        assert json.load(file)["versions"][0]["handling"] == entry["handling"]


def test_a_folder_is_brought_in_whole(bring, wait_idle, tmp_path):
    for name, data in FILES:
        (tmp_path / "editions" / "monday").mkdir(parents=True, exist_ok=True)
        (tmp_path / "editions" / "monday" / name).write_bytes(data)
    page = bring(())
    page.locator(".st-key-upload_folder input[type=file]").set_input_files(tmp_path / "editions")
    page.locator(".st-key-files").wait_for()
    wait_idle(page)
    said = page.locator(".st-key-files").inner_text()
    assert all(name in said for name, _ in FILES)
    assert len(page.locator(".reader .names .outlet").all_inner_texts()) == 2


PASTE = """([html, text]) => {
    const host = [...document.querySelectorAll('*')].find(one => one.shadowRoot?.querySelector('.sheet'));
    const sheet = host.shadowRoot.querySelector('.sheet');
    sheet.focus();
    const data = new DataTransfer();
    if (html) data.setData('text/html', html);
    data.setData('text/plain', text);
    sheet.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""
HOSTILE = (
    "<h1>The bridge is open</h1><p>The mayor opened the bridge on Monday, and everybody came to see it.</p>"
    "<img src='https://elsewhere.example/x.png' onerror='window.hurt = 1'><script>window.hurt = 2</script>"
)


def test_a_pasted_page_becomes_a_file_and_nothing_of_it_runs_or_is_fetched(bring, wait_idle, traffic):
    page = bring(())
    page.get_by_role("tab", name="Paste texts").click()
    page.locator(".paste .sheet").wait_for()
    page.evaluate(PASTE, [HOSTILE, "The bridge is open"])
    page.locator(".st-key-files").wait_for()
    wait_idle(page)
    assert "Pasted page" in page.locator(".st-key-files").inner_text()
    assert page.locator(".paste .sheet").inner_text() == "Click here, then paste"
    assert page.evaluate("window.hurt") is None
    assert traffic.foreign == []


def test_pasted_plain_text_is_a_file_too_and_typing_puts_nothing_in(bring, wait_idle):
    page = bring(())
    page.get_by_role("tab", name="Paste texts").click()
    sheet = page.locator(".paste .sheet")
    sheet.click()
    page.keyboard.type("typed")
    assert sheet.inner_text() == "Click here, then paste"
    page.evaluate(PASTE, ["", "The mayor opened the bridge on Monday."])
    page.locator("[class*=st-key-result_]").wait_for()
    wait_idle(page)
    assert "7 words. English" in page.locator(".st-key-files").inner_text()


def test_a_file_over_the_limit_is_refused_in_words_and_the_others_are_read(bring):
    page = bring([("big.txt", b"a ferry sank. " * 3_000_000), ("full.txt", PAGE.encode())])
    chip = page.locator("[data-testid=stFileChip][aria-invalid=true]")
    assert "File must be 40.0MB or smaller." in chip.inner_text()
    assert "25 words" in page.locator(".st-key-files").inner_text()


def test_text_of_a_file_is_text(bring, wait_idle):
    hostile = "<img src=x onerror='window.hurt = 1'> **bold** said <b>nobody</b> on Monday at the bridge.\n\nShare this"
    page = bring([("<b>a.txt", hostile.encode()), ("cut.txt", CUT.encode())])
    open_lines(page, wait_idle)
    assert "<b>nobody</b>" in page.locator(".lines .row.line").first.inner_text()
    assert page.evaluate("window.hurt") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_what_was_brought_in_is_open_to_everybody(bring, axe, wait_idle, width, scheme):
    page = bring(width=width, scheme=scheme)
    open_lines(page, wait_idle)
    assert axe(page, ".st-key-pick") == []
    assert page.locator("[data-testid=stMain]").evaluate("one => one.scrollWidth <= one.clientWidth")
    page.locator(".st-key-details_file-4 button").click()
    page.locator(".st-key-fields_file-4").wait_for()
    wait_idle(page)
    assert axe(page, ".st-key-pick") == []
    page.get_by_role("tab", name="Paste texts").click()
    assert axe(page, ".st-key-pick") == []
