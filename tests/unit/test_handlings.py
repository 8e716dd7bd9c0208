"""How files are wanted read: which handling holds for which part, and files of it that are read back or refused."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twicetold.errors import HandlingError
from twicetold.export.handling import handlings_to_json
from twicetold.export.json import to_json
from twicetold.export.reading import reading_to_json
from twicetold.ingest.handling import read_handlings
from twicetold.model import AS_FOUND, KINDS, Decision, File, Handling, Handlings, Wanted
from twicetold.pipeline import compare, read_all
from twicetold.settings import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs"
CYRILLIC = Handling(encoding="cp1251")
LINE = "Share this story"
PAGE = f"The ferry ran aground.\n\nNobody was hurt, said the harbour master on Monday.\n\n{LINE}\n\n{LINE}\n"


def test_a_part_has_its_own_handling_else_its_file_s_else_the_rest():
    handlings = Handlings((Wanted("a.csv", "", CYRILLIC), Wanted("a.csv", "row 2", Handling(repair=True))), AS_FOUND)
    assert handlings.of("a.csv", "row 2") == Handling(repair=True)
    assert handlings.of("a.csv", "row 1") == handlings.of("a.csv") == CYRILLIC
    assert handlings.of("b.csv") == AS_FOUND


def test_of_two_entries_the_later_holds():
    handlings = Handlings((Wanted("a.txt", "", CYRILLIC), Wanted("a.txt", "", Handling(encoding="koi8-r"))))
    assert handlings.of("a.txt").encoding == "koi8-r"


def test_what_takes_a_file_apart_is_changed_for_all_its_parts():
    titled = Handlings().change("a.csv", "row 2", meta=(("title", "Two"),))
    changed = titled.change("a.csv", "row 1", encoding="cp1251")
    assert {changed.of("a.csv", part).encoding for part in ("", "row 1", "row 2", "row 3")} == {"cp1251"}
    assert [bool(changed.of("a.csv", part).meta) for part in ("", "row 1", "row 2", "row 3")] == [
        False,
        False,
        True,
        False,
    ]


def test_what_is_said_of_one_version_does_not_take_the_file_apart_anew():
    handlings = Handlings().change("a.txt", "", encoding="cp1251")
    decided = handlings.change("a.txt", "", decisions=(Decision("x", 0, "body"),), keep_all=True)
    assert decided.for_reading() == handlings.for_reading()
    assert decided.change("a.txt", "", encoding="").for_reading() != handlings.for_reading()


def test_a_decision_about_one_of_two_equal_lines_holds_for_that_one():
    handling = Handling(decisions=(Decision(LINE, 1, "body"),))
    (version,) = read_all(File("page.txt", PAGE.encode()), handling=handling)
    lines = [unit for unit in version.units if version.slice(unit.span) == LINE]
    assert [(line.kind, line.reason) for line in lines][1] == ("body", "you said so")
    assert lines[0].kind == "furniture"
    assert version.handling == handling


def test_every_saved_form_gives_the_handling_back():
    wanted = Handlings().change("page.txt", "", decisions=(Decision(LINE, 1, "caption"),), meta=(("outlet", "Post"),))
    wanted = wanted.change("page.txt", "", encoding="utf-8", repair=True, columns=(("text", "Body"),))
    (version,) = read_all(File("page.txt", PAGE.encode()), handling=wanted)
    (other,) = read_all(File("other.txt", b"The ferry ran aground."))
    for saved in (
        handlings_to_json(wanted),
        to_json(compare([version, other])),
        reading_to_json([("page.txt", [version])]),
    ):
        assert read_handlings(saved.encode()).of("page.txt") == wanted.of("page.txt")


def test_what_is_saved_follows_its_schema():
    schema = json.loads((DOCS / "handling.schema.json").read_text(encoding="utf-8"))
    wanted = Handlings().change(
        "a.txt", "row 2", decisions=(Decision("x", 0, "kicker"),), keep_all=True, layout="other"
    )
    jsonschema.validate(json.loads(handlings_to_json(wanted)), schema)


def saved(**entry: object) -> bytes:
    return json.dumps({"format": "twicetold-handling", "format_version": 1, "files": [entry]}).encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe", "no JSON in UTF-8"),
        (b"{", "no valid JSON"),
        (b"[" * 100_000, "how.json"),
        (b"[]", "no JSON object"),
        (b'{"format": "other"}', "does not say how files are to be read"),
        (b'{"format": "twicetold-handling", "format_version": 2}', "another format version"),
        (b'{"format": "twicetold-handling", "format_version": 1}', "“files” is no list"),
        (b'{"format": "twicetold-comparison", "format_version": 1}', "“versions” is no list"),
        (saved(), "“file” is no text"),
        (saved(file="a", handling={"encodings": "x"}), "the field “encodings” is not known"),
        (saved(file="a", handling={"repair": 1}), "neither true nor false"),
        (saved(file="a", handling={"meta": {"author": "x"}}), "the detail “author” is not known"),
        (saved(file="a", handling={"decisions": [{"quote": "x", "kind": "advert"}]}), "decision 1: the kind “advert”"),
        (saved(file="a", handling={"decisions": [{"quote": "x", "nth": -1, "kind": "body"}]}), "“nth”"),
        (saved(file="a", handling={"columns": {"text": 3}}), "“text” is no text"),
        (saved(file="a", extra=1), "the field “extra” is not known"),
    ],
)
def test_a_malformed_file_is_refused_with_the_place_and_the_remedy(data, words):
    with pytest.raises(HandlingError, match=r"how\.json") as caught:
        read_handlings(data, "how.json")
    assert words in str(caught.value)


def test_too_many_decisions_are_refused():
    decisions = [{"quote": "x", "nth": i, "kind": "body"} for i in range(3)]
    with pytest.raises(HandlingError, match="3 decisions"):
        read_handlings(saved(file="a", handling={"decisions": decisions}), "how.json", Settings(max_overrides=2))


names = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
pairs = st.lists(st.tuples(names, names), max_size=3, unique_by=lambda pair: pair[0]).map(tuple)
handling = st.builds(
    Handling,
    encoding=names,
    repair=st.booleans(),
    layout=names,
    separate=names,
    columns=pairs,
    keep_all=st.booleans(),
    decisions=st.lists(st.builds(Decision, names, st.integers(0, 9), st.sampled_from(KINDS)), max_size=3).map(tuple),
    meta=st.lists(st.tuples(st.sampled_from(["title", "date"]), names), max_size=2, unique_by=lambda p: p[0]).map(
        tuple
    ),
)
wanted = st.lists(st.builds(Wanted, names, names, handling), max_size=4).map(lambda items: Handlings(tuple(items)))


@given(wanted)
@settings(max_examples=60)
def test_handlings_come_back_from_their_file_as_they_were(handlings):
    told = Handlings(tuple(item for item in handlings.items if item.handling != AS_FOUND))
    assert read_handlings(handlings_to_json(handlings).encode("utf-8")) == told


@given(st.data())
@settings(max_examples=60)
def test_a_damaged_file_of_handling_is_read_or_refused_and_nothing_else(data):
    made = bytearray(handlings_to_json(data.draw(wanted)).encode("utf-8"))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(made) - 1))
        made[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        if not made:
            break
    try:
        read_handlings(bytes(made))
    except HandlingError as error:
        refused = str(error)
    else:
        return
    assert refused.startswith("“the file”")
