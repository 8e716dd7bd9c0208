"""Files of corrections: what is written is read, and what is wrong is named with its place and its remedy."""

from __future__ import annotations

import json

import pytest

from tests.unit.making import comparison, version
from twicetold.errors import OverridesError
from twicetold.export.json import to_json
from twicetold.export.overrides import overrides_to_json
from twicetold.ingest.overrides import is_comparison, read_overrides
from twicetold.model import Override, Overrides
from twicetold.pipeline import compare
from twicetold.settings import Settings
from twicetold.text.anchors import make_anchor

A, B = version("The mayor came. “No,” he said.", "A"), version("The mayor left. 市长来了。", "B")
LINK = Override("link", (make_anchor(A, 0), make_anchor(B, 0)), note="the “same”")
MOVE = Override("move", (make_anchor(A, 1), make_anchor(B, 1)), moved=False)
GOOD = {
    "kind": "link",
    "places": [
        {"version": "aa", "label": "A", "start": 0, "end": 5, "quote": "The m"},
        {"version": "bb", "start": 0, "end": 5, "quote": "The m"},
    ],
}


def file(*items, **more) -> bytes:
    data = {"format": "twicetold-overrides", "format_version": 1, "overrides": list(items)} | more
    return json.dumps(data).encode()


def wrong(**more) -> dict:
    return {**GOOD, **more}


def wrong_place(**more) -> dict:
    return {**GOOD, "places": [{**GOOD["places"][0], **more}, GOOD["places"][1]]}


def test_what_is_written_is_read():
    held = Overrides((LINK, MOVE))
    assert read_overrides(overrides_to_json(held).encode()) == held
    assert read_overrides(b"\xef\xbb\xbf" + overrides_to_json(held, None).encode()) == held
    assert read_overrides(overrides_to_json(Overrides()).encode()) == Overrides()


def test_a_saved_comparison_is_a_file_of_corrections():
    held = Overrides((LINK, MOVE))
    saved = to_json(compare([A, B], overrides=held), 0).encode()
    assert read_overrides(saved) == held
    assert is_comparison(saved)
    assert not is_comparison(overrides_to_json(held).encode())


def test_a_comparison_saved_before_there_were_corrections_holds_none():
    data = json.loads(to_json(comparison("The mayor came.", "The mayor left.")))
    del data["overrides"]
    assert read_overrides(json.dumps(data).encode()) == Overrides()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "no valid JSON", id="nothing"),
        pytest.param(b"{", "line 1", id="cut off"),
        pytest.param(b"\xff\xfe{", "UTF-8", id="not UTF-8"),
        pytest.param(b"[]", "no JSON object", id="a list"),
        pytest.param(b"null", "no JSON object", id="null"),
        pytest.param(b"[" * 200_000, "no valid JSON|nested too deeply", id="deep nesting, never closed"),
        pytest.param(b"[" * 200_000 + b"]" * 200_000, "nested too deeply|no JSON object", id="deep nesting"),
        pytest.param(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply|no corrections", id="deep objects"),
        pytest.param(b'{"format": NaN}', "no valid JSON", id="NaN"),
        pytest.param(b"1" * 10_000, "no valid JSON", id="a number of ten thousand digits"),
        pytest.param(b"{}", "holds no corrections", id="no format"),
        pytest.param(file(format="other"), "holds no corrections", id="another format"),
        pytest.param(file(format=["twicetold-overrides"]), "holds no corrections", id="a list for the format"),
        pytest.param(file(format_version=2), "another format version", id="a later version"),
        pytest.param(file(format_version=True), "another format version", id="true for 1"),
        pytest.param(file(overrides={}), "no list “overrides”", id="an object for the list"),
        pytest.param(file(overrides=None), "no list “overrides”", id="null for the list"),
        pytest.param(file(GOOD, 7), "correction 2 is no JSON object", id="a number for a correction"),
        pytest.param(file(wrong(kind="merge")), "the kind “merge” is not known", id="an unknown kind"),
        pytest.param(file(wrong(kind=["link"])), "the kind “list” is not known", id="a list for the kind"),
        pytest.param(file(wrong(kind="x" * 9_999)), "the kind “xxx", id="a long kind"),
        pytest.param(file(wrong(color=1)), "the field “color” is not known", id="an unknown field"),
        pytest.param(file(wrong(places=GOOD["places"][0])), "“places” is no list", id="one place for the list"),
        pytest.param(file(wrong(places=GOOD["places"][:1])), "needs 2 or more places", id="one place"),
        pytest.param(file(wrong(kind="join", places=[])), "needs 1 or more places", id="no place"),
        pytest.param(file(wrong(moved=False)), "“moved” is true or false", id="moved with a link"),
        pytest.param(file(wrong(kind="move", moved="no")), "“moved” is true or false", id="a text for moved"),
        pytest.param(file(wrong(note=None)), "“note” is no text", id="null for the note"),
        pytest.param(file(wrong(note="\ud800")), "“note” is no text", id="half a surrogate pair"),
        pytest.param(file(wrong_place(start=-1)), "place 1: “start” is no place", id="before the beginning"),
        pytest.param(file(wrong_place(end=10**30)), "place 1: “end” is no place", id="a huge number"),
        pytest.param(file(wrong_place(start=0.0)), "“start” is no place", id="a fraction"),
        pytest.param(file(wrong_place(start=False)), "“start” is no place", id="false for 0"),
        pytest.param(file(wrong_place(start=5)), "not before “end”", id="an empty place"),
        pytest.param(file(wrong_place(version=7)), "“version” is no text", id="a number for the version"),
        pytest.param(file(wrong_place(qoute="x")), "the field “qoute” is not known", id="a misspelt field"),
        pytest.param(file(*[GOOD] * 10_001), "10,001 corrections", id="too many"),
        pytest.param(file(*[GOOD] * 100_000), "100,000 corrections", id="a hundred thousand"),
    ],
)
def test_what_is_wrong_is_named(data, words):
    with pytest.raises(OverridesError, match=words) as caught:
        read_overrides(data, "fixes.json")
    said = str(caught.value)
    assert said.startswith("“fixes.json”")
    assert "\n" not in said
    assert len(said) < 300


def test_a_place_without_a_quote_is_refused():
    place = {key: value for key, value in GOOD["places"][0].items() if key != "quote"}
    with pytest.raises(OverridesError, match="“quote” is no text"):
        read_overrides(file(wrong(places=[place, place])))


def test_the_limit_is_a_setting():
    assert len(read_overrides(file(GOOD, GOOD), settings=Settings(max_overrides=2))) == 2
    with pytest.raises(OverridesError):
        read_overrides(file(GOOD, GOOD), settings=Settings(max_overrides=1))


def test_ten_thousand_corrections_of_other_texts_are_all_set_aside():
    held = read_overrides(file(*[GOOD] * 10_000))
    made = compare([A, B], overrides=held).collation
    assert sum("set aside" in note.text for note in made.notes) == 10_000


def test_ten_thousand_contradictions_are_settled():
    items = tuple(Override(kind, LINK.places) for kind in ("link", "unlink") * 5_000)
    made = compare([A, B], overrides=Overrides(items)).collation
    assert sum("set aside" in note.text for note in made.notes) == 5_000
