"""The app as a script, without a browser: what it shows for good and for bad input, and that nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FULL = (
    "The mayor opened the bridge on Monday. She thanked the crew, who had worked through the winter. "
    "It cost nine million."
)
CUT = "The mayor opened the bridge on Monday. It cost nine million."


@pytest.fixture
def app():
    from streamlit.testing.v1 import AppTest

    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def payloads(at) -> list[dict]:
    """What the components in the browser were given: the answer, the reader, the findings."""
    sent = sent_to_browser(at)
    return [one for sign in ("answer", "columns", "hidden") for one in sent if sign in one]


def sent_to_browser(at) -> list[dict]:
    data = (json.loads(one.proto.json) for one in at.get("bidi_component"))
    return [json.loads(one["json"]) for one in data if "json" in one]


def words_on_screen(at) -> str:
    return "\n".join(str(one.value) for kind in (at.markdown, at.caption, at.title) for one in kind).replace("\\", "")


def answer_of(at) -> str:
    answer, *_ = payloads(at)
    return " ".join("".join(part["t"] for part in statement["parts"]) for statement in answer["answer"])


def upload(at, *files: tuple[str, bytes]):
    at.button(key="change").click().run()
    at.file_uploader(key="upload").set_value([(name, data, "text/plain") for name, data in files]).run()
    assert not at.exception
    return at


def test_it_opens_on_a_compared_story(app):
    at = app.run()
    assert not at.exception
    assert at.title[0].value.replace("\\", "") == "The Reykjavik talks, May 2021"
    answer, reader, findings = payloads(at)
    assert answer["answer"]
    assert [sorts for one in answer["answer"] for part in one["parts"] for sorts in part.get("sorts", [])]
    assert len(reader["columns"]) >= 2
    assert findings["lines"]
    assert {line["kind"] for line in findings["lines"]} == {kind["key"] for kind in findings["kinds"]}
    rows = {row["r"] for row in reader["rows"]}
    assert all(target[0] in rows for line in findings["lines"] for target in line["to"])
    assert at.selectbox(key="base").value == "harbour-post"
    assert "the earliest" in at.selectbox(key="base").options[0]


def test_every_version_of_the_story_can_be_chosen(app):
    at = app.run()
    chips = at.get("button_group")[0]
    assert len(chips.options) == 5
    chips.set_value(["harbour-post", "daily-lantern", "meridian-courier", "eastern-gazette", "global-beacon"]).run()
    assert len(payloads(at)[1]["columns"]) == 5


def test_with_one_version_it_says_what_to_do(app):
    at = app.run()
    at.get("button_group")[0].set_value(["harbour-post"]).run()
    assert not at.exception
    assert "A comparison needs at least two versions. Add another text." in words_on_screen(at)
    assert at.get("bidi_component") == []
    at.get("button_group")[0].set_value(["harbour-post", "global-beacon"]).run()
    assert len(payloads(at)[1]["columns"]) == 2


def test_two_uploads_are_compared(app):
    at = upload(app.run(), ("full.txt", FULL.encode()), ("cut.txt", CUT.encode()))
    assert "cut prints" in answer_of(at)
    assert "leaves out 1 passage (10 words)" in answer_of(at)
    assert "21 words" in words_on_screen(at)
    assert at.title[0].value == "Your own texts"


def test_a_file_that_cannot_be_read_keeps_the_others(app):
    files = [
        ("full.txt", FULL.encode()),
        ("empty.txt", b"  \n"),
        ("scan.pdf", b"%PDF-1.7 ..."),
        ("cut.md", CUT.encode()),
    ]
    at = upload(app.run(), *files)
    shown = words_on_screen(at)
    assert "“empty.txt” is empty." in shown
    assert "“scan.pdf” is cut off" in shown
    assert [column["label"] for column in payloads(at)[1]["columns"]] == ["full", "cut"]


def test_what_was_uploaded_outlives_the_panel(app):
    at = upload(app.run(), ("full.txt", FULL.encode()), ("cut.txt", CUT.encode()), ("bad.txt", b"\x00\x01\x02"))
    at.button(key="change").click().run()
    assert len(payloads(at)[1]["columns"]) == 2
    assert "holds bytes that stand for no letter" in words_on_screen(at)
    at.button(key="change").click().run()
    assert "21 words" in words_on_screen(at)


def test_a_version_can_be_named_and_removed(app):
    files = [("full.txt", FULL.encode()), ("cut.txt", CUT.encode()), ("more.txt", (CUT + " Nobody fell in.").encode())]
    at = upload(app.run(), *files)
    at.text_input(key="name_file-4").set_value("The cut one").run()
    assert "The cut one" in [column["label"] for column in payloads(at)[1]["columns"]]
    at.button(key="remove_file-5").click().run()
    assert [column["label"] for column in payloads(at)[1]["columns"]] == ["full", "The cut one"]


def test_the_same_text_twice_is_said_to_be_the_same(app):
    at = upload(app.run(), ("one.txt", FULL.encode()), ("two.txt", FULL.encode()))
    assert "prints every word of" in answer_of(at)
    assert "Nothing differs." in answer_of(at)
    assert {line["kind"] for line in payloads(at)[2]["lines"]} <= {"share", "credit"}


def test_the_same_file_twice_has_two_names(app):
    at = upload(app.run(), ("one.txt", FULL.encode()), ("one.txt", FULL.encode()))
    assert [column["label"] for column in payloads(at)[1]["columns"]] == ["one", "one (2)"]


def test_of_twenty_one_versions_twenty_are_compared_and_all_are_kept(app):
    files = [(f"paper-{i}.txt", f"{FULL} Edition {i}.".encode()) for i in range(21)]
    at = upload(app.run(), *files)
    assert "Here are 21 versions; 20 can be compared at once." in words_on_screen(at)
    assert len(payloads(at)[1]["columns"]) == 20
    chips = at.get("button_group")[0]
    assert len(chips.options) == 21
    kept = chips.value
    chips.set_value([*kept, "file-23"]).run()
    assert "21 versions are more than can stand beside each other. Choose at most 20." in words_on_screen(at)
    at.get("button_group")[0].set_value(kept).run()
    assert not at.exception
    assert len(payloads(at)[1]["columns"]) == 20


def test_half_a_million_words_are_refused_in_place(app):
    at = upload(app.run(), ("full.txt", FULL.encode()), ("long.txt", b"word " * 500_000), ("cut.txt", CUT.encode()))
    assert "“long.txt” has 500,000 words; a version may have 400,000." in words_on_screen(at)
    assert len(payloads(at)[1]["columns"]) == 2


def paste(at, *texts: str):
    at.button(key="change").click().run()
    for area, text in zip(at.text_area, texts, strict=False):
        area.set_value(text)
    at.button(key="compare_own").click().run()
    assert not at.exception
    return at


def test_pasted_texts_are_compared_and_the_panel_closes(app):
    at = paste(app.run(), FULL, CUT)
    assert "leaves out 1 passage (10 words)" in answer_of(at)
    assert len(at.text_area) == 0
    at.button(key="change").click().run()
    assert [area.value for area in at.text_area] == [FULL, CUT]


def test_one_pasted_text_is_not_enough_and_is_kept(app):
    at = paste(app.run(), FULL)
    assert "A comparison needs at least two versions." in words_on_screen(at)
    assert [area.value for area in at.text_area] == [FULL, ""]


def test_boxes_can_be_added_and_removed(app):
    at = app.run()
    at.button(key="change").click().run()
    at.button(key="add_box").click().run()
    assert len(at.text_area) == 3
    at.button(key="remove_text-3").click().run()
    assert len(at.text_area) == 2


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> The bridge is open, said <b>nobody</b>.",
        "فُتح الجسر يوم الاثنين. قالت العمدة إنها ممتنة.",
        "The bridge is open 🎉👩‍👩‍👧 at last. ![x](http://a.example/b) **bold** $x$ :red[no]",
    ],
    ids=["markup", "right to left", "emoji and Markdown"],
)
def test_any_text_is_text(app, text):
    at = paste(app.run(), text, f"{text} And it cost nine million.")
    row = payloads(at)[1]["rows"][0]
    first = "".join(s[1] for p in row["cells"][0]["p"] for b in p["b"] for s in b["s"])
    assert first.startswith(text.split(".")[0])


def test_names_from_files_are_shown_as_they_are(app):
    name = "**a** [b](javascript:c) <i>.txt"
    at = upload(app.run(), (name, FULL.encode()), ("cut.txt", CUT.encode()))
    assert payloads(at)[1]["columns"][0]["label"] == "**a** [b](javascript:c) <i>"
    assert "[b](" not in at.get("button_group")[0].options[0]


@pytest.mark.parametrize(
    ("address", "note"),
    [
        ({"story": "no-such"}, "There is no story “no-such” here."),
        ({"story": "own-texts"}, "Your own texts are kept only while their page is open."),
        ({"version": ["harbour-post", "gone", "global-beacon"]}, "This story has no version “gone”"),
        ({"base": "<b>"}, "This story has no version “<b>”"),
    ],
    ids=["story", "own texts", "version", "base"],
)
def test_an_address_that_names_what_is_not_there_falls_back(app, address, note):
    for key, value in address.items():
        app.query_params[key] = value
    at = app.run()
    assert not at.exception
    assert note in words_on_screen(at)
    assert len(payloads(at)[1]["columns"]) >= 2


def test_the_address_chooses_story_versions_and_base(app):
    app.query_params["version"] = ["daily-lantern", "global-beacon", "harbour-post"]
    app.query_params["base"] = "global-beacon"
    at = app.run()
    names = [column["name"] for column in payloads(at)[1]["columns"]]
    assert names == ["global-beacon", "harbour-post", "daily-lantern"]


def marked(at) -> int:
    """Segments of the reader that are marked."""
    text = json.dumps(payloads(at)[1])
    return sum(text.count(f'"{kind}"') for kind in ("replaced", "omitted", "added"))


def test_word_marks_are_made_broader_and_finer_and_the_address_keeps_it(app):
    app.query_params["version"] = ["global-beacon", "meridian-courier", "harbour-post"]
    at = app.run()
    counts = {}
    for marks in ("broadest", "middle", "finest"):
        at.select_slider(key="marks").set_value(marks).run()
        assert not at.exception
        counts[marks] = marked(at)
    assert counts["broadest"] < counts["middle"] < counts["finest"]
    assert at.query_params["marks"] == "finest"
    at.select_slider(key="marks").set_value("middle").run()
    assert "marks" not in at.query_params


def test_an_address_opens_with_its_word_marks_and_passes_over_unknown_ones(app):
    app.query_params["marks"] = "fine"
    assert app.run().select_slider(key="marks").value == "fine"
    app.query_params["marks"] = "<b>"
    assert app.run().select_slider(key="marks").value == "middle"


@pytest.mark.parametrize("story", ["harbour-fire", "reykjavik", "stone-soup"])
def test_every_bundled_story_opens(app, story):
    app.query_params["story"] = story
    at = app.run()
    assert not at.exception
    assert len(payloads(at)[1]["columns"]) >= 2
    assert len(at.table) == 2


# --- bringing files in -----------------------------------------------------------------------------------------------

PAGE = f"The bridge is open\n\n{FULL}\n\nShare this story\n"


def lines_of(at) -> dict:
    """What the component “Original and cleaned” was given."""
    (sent,) = [one for one in sent_to_browser(at) if "lines" in one and "size" in one]
    return sent


def reads(monkeypatch) -> list[str]:
    """The names of the files that are read from now on, as they are read."""
    from components import cache

    read, names = cache.read_file, []

    def noted(file, *arguments):
        names.append(file.name)
        return read(file, *arguments)

    monkeypatch.setattr(cache, "read_file", noted)
    cache._open_file.clear()
    return names


def test_a_guess_is_undone_with_one_click_and_taken_back_with_another(app, monkeypatch):
    names = reads(monkeypatch)
    files = [("accents.txt", f"{FULL} Publié à Genève.".encode("cp1252")), ("cut.txt", CUT.encode())]
    at = upload(app.run(), *files)
    assert "Read as Western European (cp1252), a guess." in words_on_screen(at)
    assert names == ["accents.txt", "cut.txt"]
    (button,) = [one for one in at.button if one.label.replace("\\", "") == "Read as Cyrillic (cp1251)"]
    button.click().run()
    assert "Read as Cyrillic (cp1251), as you asked." in words_on_screen(at)
    assert names == ["accents.txt", "cut.txt", "accents.txt"], "only the file that was changed is read again"
    at.button(key="back_file-3").click().run()
    assert "Read as Western European (cp1252), a guess." in words_on_screen(at)
    assert names == ["accents.txt", "cut.txt", "accents.txt"], "what was read once is not read again"
    assert not at.exception


def test_details_are_edited_and_name_the_version(app, monkeypatch):
    names = reads(monkeypatch)
    at = upload(app.run(), ("full.txt", FULL.encode()), ("cut.txt", CUT.encode()))
    at.button(key="details_file-3").click().run()
    at.text_input(key="detail_outlet_file-3").set_value("Bridge Gazette").run()
    at.text_input(key="detail_date_file-3").set_value("2021-05-19").run()
    assert payloads(at)[1]["columns"][0]["label"] == "Bridge Gazette"
    assert at.text_input(key="detail_outlet_file-3").label == "Outlet – you said so"
    assert "Bridge Gazette, 19 May 2021, English" in words_on_screen(at)
    at.button(key="back_file-3").click().run()
    assert at.text_input(key="detail_date_file-3").value == ""
    assert at.text_input(key="detail_outlet_file-3").value == "Bridge Gazette"
    assert names == ["full.txt", "cut.txt"]
    assert not at.exception


def test_letters_can_be_read_otherwise(app):
    at = upload(app.run(), ("full.txt", "Сергей вышел на мост, и все его видели.".encode("koi8-r")))
    at.button(key="details_file-3").click().run()
    at.selectbox(key="encoding_file-3").set_value("koi8-r").run()
    assert "Read as Russian (koi8-r), as you asked." in words_on_screen(at)
    at.button(key="lines_file-3").click().run()
    assert lines_of(at)["lines"][0]["text"] == "Сергей вышел на мост, и все его видели."


def test_original_and_cleaned_shows_every_line_with_its_reason(app):
    at = upload(app.run(), ("page.txt", PAGE.encode()), ("cut.txt", CUT.encode()))
    at.button(key="lines_file-3").click().run()
    lines = lines_of(at)["lines"]
    assert [(line["kind"], line["story"]) for line in lines] == [
        ("headline", True),
        ("body", True),
        ("furniture", False),
    ]
    assert lines[2]["reason"] == "matches a button"
    assert "25 words, 1 line set aside" in words_on_screen(at)


def decide(at, text: int, quote: str, kind: str):
    """What the browser would send when a person chooses a kind; AppTest runs no scripts of components."""
    from components.cleaned import decide as take

    held = at.session_state["own_texts"].texts[text]
    from components.texts import read_own

    take(held, read_own(held).versions[0], {"quote": quote, "nth": 0, "kind": kind})
    return at.run()


def test_a_decision_about_a_line_counts_is_saved_and_holds_again(app, root):
    at = upload(app.run(), ("page.txt", PAGE.encode()), ("cut.txt", CUT.encode()))
    at.button(key="lines_file-3").click().run()
    decide(at, 2, "Share this story", "body")
    assert "28 words." in words_on_screen(at)
    assert [line["decided"] for line in lines_of(at)["lines"]] == [False, False, True]
    from twicetold.export.handling import handlings_to_json

    saved = handlings_to_json(at.session_state["own_texts"].texts[2].handlings).encode()
    assert at.get("download_button")
    from streamlit.testing.v1 import AppTest

    other = AppTest.from_file(str(root / "app.py"), default_timeout=60).run()
    upload(other, ("page.txt", PAGE.encode()), ("handling.json", saved), ("cut.txt", CUT.encode()))
    assert "28 words." in words_on_screen(other)
    assert "Files named in “handling.json” are read as it says." in words_on_screen(other)
    assert len(payloads(other)[1]["columns"]) == 2


def test_a_damaged_file_of_decisions_says_so_and_leaves_the_files(app):
    bad = b'{"format": "twicetold-handling", "format_version": 1, "files": [{}]}'
    at = upload(app.run(), ("full.txt", FULL.encode()), ("handling.json", bad), ("cut.txt", CUT.encode()))
    assert "“handling.json”, entry 1: “file” is no text." in words_on_screen(at)
    assert len(payloads(at)[1]["columns"]) == 2


@pytest.mark.parametrize("said", [None, "x", {}, {"quote": 1}, {"quote": "a", "nth": "0", "kind": "body"}])
def test_nonsense_from_the_browser_decides_nothing(app, said):
    at = upload(app.run(), ("full.txt", FULL.encode()))
    from components.cleaned import decide as take
    from components.texts import read_own

    held = at.session_state["own_texts"].texts[2]
    take(held, read_own(held).versions[0], said)
    assert held.past == []


def test_addresses_are_offered_only_where_they_are_allowed(app):
    at = app.run()
    at.button(key="change").click().run()
    assert [tab.label for tab in at.tabs] == ["A bundled story", "Paste texts", "Upload files"]


def test_addresses_are_opened_and_each_failure_stands_in_its_place(app, monkeypatch):
    from dataclasses import replace

    from components import addresses as opening
    from components import picker
    from twicetold.errors import AddressError
    from twicetold.model import File

    def fetch_all(addresses, settings, progress):
        assert settings.open_addresses
        progress("open", 0, len(addresses))
        return [
            AddressError(f"“{one}” does not exist.") if "gone" in one else File("story.txt", FULL.encode())
            for one in addresses
        ]

    allowed = replace(picker.SCREEN, open_addresses=True)
    for module in (picker, opening):
        monkeypatch.setattr(module, "SCREEN", allowed)
    monkeypatch.setattr(opening, "fetch_all", fetch_all)
    at = app.run()
    at.button(key="change").click().run()
    assert "This goes on the network" in words_on_screen(at)
    at.button(key="open_addresses").click().run()
    assert "Write an address first" in words_on_screen(at)
    at.text_area(key="addresses").set_value("https://a.example/1\n\nhttps://a.example/gone\n")
    at.button(key="open_addresses").click().run()
    assert not at.exception
    # a word joiner keeps an address from becoming a link
    assert "“https://a.example/gone” does not exist." in words_on_screen(at).replace("\u2060", "")
    assert "21 words. English" in words_on_screen(at)


def test_a_pasted_page_is_a_file_of_its_own():
    from components.paste import pasted_file

    page = pasted_file({"html": "<p>Dvořák</p>", "text": "Dvořák"}, 4)
    assert (page.name, page.data.decode("utf-8-sig")) == ("Pasted page 4.html", "<p>Dvořák</p>")
    assert pasted_file({"html": " ", "text": "Dvořák"}, 4).name == "Pasted text 4.txt"
    assert [pasted_file(said, 1) for said in (None, {}, {"html": 1}, {"html": "", "text": " "})] == [None] * 4


def test_two_files_of_one_outlet_are_both_compared(app):
    at = upload(app.run(), ("full.txt", FULL.encode()), ("cut.txt", CUT.encode()))
    for name in ("file-3", "file-4"):
        at.button(key=f"details_{name}").click().run()
        at.text_input(key=f"detail_outlet_{name}").set_value("Bridge Gazette").run()
    assert at.get("button_group")[0].options == ["Bridge Gazette", r"Bridge Gazette \(2\)"]
    assert [column["label"] for column in payloads(at)[1]["columns"]] == ["Bridge Gazette", "Bridge Gazette (2)"]


def test_every_line_counts_with_one_click(app, monkeypatch):
    names = reads(monkeypatch)
    at = upload(app.run(), ("page.txt", PAGE.encode()), ("cut.txt", CUT.encode()))
    (button,) = [one for one in at.button if one.label == "Count every line as story"]
    button.click().run()
    assert "28 words. English" in words_on_screen(at)
    (button,) = [one for one in at.button if one.label == "Tell the story from the page"]
    button.click().run()
    assert "25 words, 1 line set aside" in words_on_screen(at)
    assert names == ["page.txt", "cut.txt"]


def test_of_two_equal_lines_the_one_is_decided_that_was_meant(app):
    twice = f"{PAGE}\nShare this story\n"
    at = upload(app.run(), ("page.txt", twice.encode()), ("cut.txt", CUT.encode()))
    at.button(key="lines_file-3").click().run()
    assert [line["nth"] for line in lines_of(at)["lines"]] == [0, 0, 0, 1]
    from components.cleaned import decide as take
    from components.texts import read_own

    held = at.session_state["own_texts"].texts[2]
    take(held, read_own(held).versions[0], {"quote": "Share this story", "nth": 1, "kind": "body"})
    at.run()
    assert [line["kind"] for line in lines_of(at)["lines"]] == ["headline", "body", "furniture", "body"]


def table(monkeypatch, rows: int) -> list:
    """A reader of tables that gives ``rows`` versions of one file; the handlings with which it was asked."""
    from components import cache
    from twicetold.ingest.reading import Found
    from twicetold.model import Meta, Note, Source

    asked, read = [], cache.read_file

    def read_table(file, handlings, settings):
        if not file.name.endswith(".rows"):
            return read(file, handlings, settings)
        asked.append(handlings.of(file.name))
        note = Note("table", "text from the column “Body”, outlet from “Paper”; left out: “Lead”")
        return Found(
            tuple(
                Source(
                    file.name,
                    f"{FULL} Edition {i}.",
                    Meta(outlet=f"Paper {i}", origins=(("outlet", "the column “Paper”"),)),
                    (note,),
                    f"row {i}",
                )
                for i in range(1, rows + 1)
            )
        )

    monkeypatch.setattr(cache, "read_file", read_table)
    cache._open_file.clear()
    cache._make_version.clear()
    return asked


def test_versions_of_one_file_share_its_notes_and_its_columns_can_be_chosen(app, monkeypatch):
    asked = table(monkeypatch, 3)
    at = upload(app.run(), ("stories.rows", b"..."))
    assert [column["label"] for column in payloads(at)[1]["columns"]] == ["Paper 1", "Paper 2", "Paper 3"]
    assert words_on_screen(at).count("Text from the column “Body”") == 1
    at.button(key="details_file-3-2").click().run()
    box = at.selectbox(key="column_text_file-3-2")
    assert box.options == ["Body", "Lead", "Paper"]
    box.set_value("Lead").run()
    assert [dict(handling.columns) for handling in asked] == [{}, {"text": "Lead"}]
    at.text_input(key="detail_title_file-3-2").set_value("The second").run()
    assert len(asked) == 2
    assert words_on_screen(at).count("The second") == 1
    assert not at.exception


def test_a_file_of_many_versions_is_folded_and_fills_the_room_there_is(app, monkeypatch):
    table(monkeypatch, 30)
    at = upload(app.run(), ("cut.txt", CUT.encode()), ("stories.rows", b"..."))
    assert len(payloads(at)[1]["columns"]) == 20
    chips = at.get("button_group")[0]
    assert (len(chips.options), len(chips.value)) == (31, 20)
    assert at.expander[0].label == "30 versions"
    assert "Here are 31 versions; 20 can be compared at once." in words_on_screen(at)
    assert not [one for one in at.button if one.key == "details_file-4-30"]
    assert not at.exception


def test_what_is_saved_names_each_file_that_was_decided_about_once(app):
    at = upload(app.run(), ("page.txt", PAGE.encode()), ("cut.txt", CUT.encode()))
    from components.texts import decided
    from twicetold.model import Decision, Handling, Handlings, Wanted

    texts = at.session_state["own_texts"].texts
    kept = Handling(decisions=(Decision("Share this story", 0, "body"),))
    given = (Wanted("page.txt", "", kept), Wanted("inside.zip/one.txt", "", kept))
    for text in texts:
        text.handlings = Handlings(given)
    assert [item.file for item in decided(texts).items] == ["page.txt", "inside.zip/one.txt"]


def test_what_gives_no_version_has_no_name_to_be_given(app):
    at = upload(app.run(), ("full.txt", FULL.encode()), ("empty.txt", b" "), ("cut.txt", CUT.encode()))
    assert [one.key for one in at.text_input if one.key.startswith("name_file")] == ["name_file-3", "name_file-5"]
    assert at.button(key="remove_file-4").click().run().exception == []
    assert "empty" not in words_on_screen(at)


def test_a_folder_leaves_out_what_lies_beside_texts_and_says_so(app):
    at = app.run()
    at.button(key="change").click().run()
    names = ("news/full.txt", "news/.DS_Store", "news/cut_files/logo.png", "news/cut.txt")
    at.file_uploader(key="upload_folder").set_value([(name, FULL.encode(), "text/plain") for name in names]).run()
    assert not at.exception
    assert "Passed over in the folder: 2 files of no text (.DS_Store, logo.png)." in words_on_screen(at)
    assert [column["label"] for column in payloads(at)[1]["columns"]] == ["full", "cut"]


def test_a_date_with_a_time_is_said_as_a_day(app):
    page = (
        "<html><head><meta property='article:published_time' content='2021-05-20T08:30:00+00:00'></head><body><article>"
        f"<h1>The bridge is open</h1><p>{FULL}</p></article></body></html>"
    )
    at = upload(app.run(), ("page.html", page.encode()), ("cut.txt", CUT.encode()))
    assert [column["date"] for column in payloads(at)[1]["columns"]] == ["20 May 2021", ""]


def test_files_of_one_name_are_called_by_their_folders_too(app):
    at = app.run()
    at.button(key="change").click().run()
    files = [
        ("news/monday/story.txt", FULL.encode(), "text/plain"),
        ("news/friday/story.txt", CUT.encode(), "text/plain"),
    ]
    at.file_uploader(key="upload_folder").set_value(files).run()
    assert [column["label"] for column in payloads(at)[1]["columns"]] == ["monday/story", "friday/story"]
    at.button(key="remove_file-4").click().run()
    assert at.text_input(key="name_file-3").placeholder == "story"
