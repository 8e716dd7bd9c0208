"""The public interface: every name importable and documented, every setting explained, every example true."""

from __future__ import annotations

import ast
import dataclasses
import doctest
import importlib
import inspect
import json
import re
from pathlib import Path

import jsonschema
import pytest

import twicetold
from twicetold.align.words import diff_words
from twicetold.errors import StoryError
from twicetold.export.json import to_json
from twicetold.export.overrides import overrides_to_json
from twicetold.ingest.stories import list_stories, read_story
from twicetold.model import OVERRIDE_KINDS, Override, Overrides
from twicetold.pipeline import compare, read, read_versions
from twicetold.settings import DEFAULT, Settings
from twicetold.text.anchors import make_anchor

ROOT = Path(__file__).resolve().parents[2]
API = ROOT / "docs" / "api.md"
SCHEMA = ROOT / "docs" / "comparison.schema.json"
OVERRIDES_SCHEMA = ROOT / "docs" / "overrides.schema.json"

EXPECTED = {
    "read",
    "compare",
    "align_units",
    "diff_words",
    "match_tokens",
    "project",
    "Lens",
    "Settings",
    "Comparison",
    "Version",
    "Collation",
    "Link",
    "Edit",
    "StoryError",
    "Overrides",
    "read_overrides",
}

RANGE = re.compile(r"0–1|\boff or on\b|\d[\d,]* or more|\d+ to (about )?\d+|between \d+ and \d+")
UNIT = re.compile(
    r"\b(words?|versions?|bytes?|bits?|share|similarity|units?|processes|pages|seconds?|tokens?|cells|characters|paragraphs?)\b",
    re.IGNORECASE,
)


def setting_docs() -> dict[str, str]:
    """The string that stands below each field of Settings."""
    (cls,) = ast.parse(inspect.getsource(Settings)).body
    documented = {}
    for field, below in zip(cls.body, [*cls.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign):
            text = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else ""
            documented[field.target.id] = " ".join(str(text).split())
    return documented


# --- names ---------------------------------------------------------------------------------------


def test_all_names_what_is_promised():
    assert set(twicetold.__all__) >= EXPECTED


def test_all_is_sorted_without_doubles():
    assert len(twicetold.__all__) == len(set(twicetold.__all__))


@pytest.mark.parametrize("name", sorted(twicetold.__all__))
def test_a_public_name_can_be_imported(name):
    assert getattr(importlib.import_module("twicetold"), name) is not None


@pytest.mark.parametrize("name", sorted(twicetold.__all__))
def test_a_public_name_is_documented(name):
    assert re.search(rf"\b{re.escape(name)}\b", API.read_text(encoding="utf-8")), f"docs/api.md does not name {name}"


@pytest.mark.parametrize("name", sorted(name for name in twicetold.__all__ if callable(getattr(twicetold, name))))
def test_what_is_public_says_what_it_is(name):
    assert (inspect.getdoc(getattr(twicetold, name)) or "").strip(), f"{name} has no docstring"


def test_every_error_is_a_story_error():
    errors = [
        made
        for name in twicetold.__all__
        if isinstance(made := getattr(twicetold, name), type) and issubclass(made, Exception)
    ]
    assert StoryError in errors
    assert all(issubclass(made, StoryError) for made in errors)


def test_every_error_stands_in_the_tree_of_the_docstring():
    module = importlib.import_module("twicetold.errors")
    for name, made in vars(module).items():
        if isinstance(made, type) and issubclass(made, StoryError):
            assert name in module.__doc__


# --- settings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Settings)])
def test_a_setting_is_in_the_documents(name):
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
    assert any(f"`{name}`" in text for text in texts.values()), f"no document explains {name}"


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Settings)])
def test_a_setting_says_its_unit_and_its_range(name):
    text = setting_docs()[name]
    assert UNIT.search(text), f"{name} does not say in what unit it is: {text}"
    assert RANGE.search(text), f"{name} does not say its range: {text}"


def test_settings_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        DEFAULT.max_versions = 3  # type: ignore[misc]


# --- JSON ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    cls = jsonschema.validators.validator_for(schema)
    cls.check_schema(schema)
    return cls(schema)


PAIRS = [
    pytest.param("The mayor came. He left.", "The mayor came.", id="a sentence left out"),
    pytest.param("The mayor came.", "Wolves sleep in seven valleys.", id="nothing in common"),
    pytest.param("“No,” said the mayor.", '"No," said the mayor.', id="typography"),
    pytest.param("市长来了。", "مرحبا بالعالم", id="two scripts"),
    pytest.param("One.\n\nAdvertisement\n\nTwo.", "Two.\n\nOne.", id="furniture and a move"),
]


@pytest.mark.parametrize(("a", "b"), PAIRS)
@pytest.mark.parametrize("base", [None, 0, 1])
def test_json_follows_its_schema(validator, a, b, base):
    validator.validate(json.loads(to_json(compare([read(a, "A"), read(b, "B")]), base)))


def test_the_json_of_every_bundled_story_follows_the_schema(validator, samples):
    for name in list_stories(samples):
        validator.validate(json.loads(to_json(compare(read_versions(read_story(samples / name))), 0)))


def test_the_json_of_corrections_follows_its_schema(validator):
    a, b = read("The mayor came. He left.", "A"), read("The mayor came.", "B")
    places = (make_anchor(a, 0), make_anchor(b, 0))
    kinds = [Override(kind, places, "why", moved=kind != "move") for kind in OVERRIDE_KINDS]
    schema = json.loads(OVERRIDES_SCHEMA.read_text(encoding="utf-8"))
    held = jsonschema.validators.validator_for(schema)(schema)
    held.check_schema(schema)
    data = json.loads(overrides_to_json(Overrides(tuple(kinds))))
    held.validate(data)
    made = json.loads(to_json(compare([a, b], overrides=Overrides(tuple(kinds)))))
    validator.validate(made)
    assert made["overrides"] == data["overrides"]
    data["overrides"][0]["kind"] = "merge"
    assert not held.is_valid(data)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(lambda data: data.pop("versions"), id="without versions"),
        pytest.param(lambda data: data.pop("passages"), id="without passages"),
        pytest.param(lambda data: data.pop("scores"), id="without scores"),
        pytest.param(lambda data: data.pop("notes"), id="without notes"),
        pytest.param(lambda data: data.pop("overrides"), id="without corrections"),
        pytest.param(lambda data: data["passages"][0].update(kind="nonsense"), id="an unknown kind of passage"),
        pytest.param(lambda data: data["versions"][0]["units"][0].update(span=[0]), id="a span with one end"),
        pytest.param(lambda data: data["versions"][0]["paragraphs"][0].pop("kind"), id="a paragraph without its kind"),
        pytest.param(lambda data: data["scores"][0].update(found_share=1.5), id="a share over 1"),
    ],
)
def test_the_schema_refuses_what_is_wrong(validator, broken):
    data = json.loads(to_json(compare([read("The mayor came.", "A"), read("The mayor left.", "B")])))
    validator.validate(data)
    broken(data)
    assert not validator.is_valid(data)


def test_spans_in_the_json_are_places_in_its_text():
    data = json.loads(to_json(compare([read("The mayor came. He left 👍.", "A"), read("The mayor came.", "B")])))
    for version in data["versions"]:
        for paragraph in version["paragraphs"]:
            start, end = paragraph["span"]
            assert version["text"][start:end] == paragraph["text"]
    for passage in data["passages"]:
        for version, reading in zip(data["versions"], passage["readings"], strict=True):
            if reading:
                assert [version["units"][unit]["span"] for unit in reading["units"]] == reading["spans"]


# --- examples ------------------------------------------------------------------------------------

DOCUMENTS = sorted(path for path in (ROOT / "docs").glob("*.md") if ">>> " in path.read_text(encoding="utf-8"))


def test_the_interface_has_examples():
    assert API in DOCUMENTS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_examples_of_a_document_run(document, monkeypatch):
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(document), module_relative=False, encoding="utf-8")
    assert tried
    assert failed == 0


def test_the_example_of_the_package_runs():
    failed, tried = doctest.testmod(twicetold)
    assert tried
    assert failed == 0


def test_edits_are_spans_of_characters_or_none():
    a, b = "The mayor came late.", "The mayor came."
    assert [(edit.a, edit.b) for edit in diff_words(a, b)] == [((15, 19), None)]
