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
    return [json.loads(json.loads(one.proto.json)["json"]) for one in at.get("bidi_component")]


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
    assert answer["missing"]
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
    assert "“scan.pdf” is a PDF document, not plain text." in shown
    assert [column["label"] for column in payloads(at)[1]["columns"]] == ["full", "cut"]


def test_what_was_uploaded_outlives_the_panel(app):
    at = upload(app.run(), ("full.txt", FULL.encode()), ("cut.txt", CUT.encode()), ("bad.txt", b"\x00\x01\x02"))
    at.button(key="change").click().run()
    assert len(payloads(at)[1]["columns"]) == 2
    assert "holds NUL bytes" in words_on_screen(at)
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
    assert payloads(at)[0]["missing"] == []


def test_the_same_file_twice_has_two_names(app):
    at = upload(app.run(), ("one.txt", FULL.encode()), ("one.txt", FULL.encode()))
    assert [column["label"] for column in payloads(at)[1]["columns"]] == ["one", "one (2)"]


def test_twenty_one_versions_are_too_many_and_all_are_kept(app):
    files = [(f"paper-{i}.txt", f"{FULL} Edition {i}.".encode()) for i in range(21)]
    at = upload(app.run(), *files)
    assert "21 versions are more than can stand beside each other. Choose at most 20." in words_on_screen(at)
    chips = at.get("button_group")[0]
    assert len(chips.options) == 21
    chips.set_value(chips.value[:20]).run()
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
