"""Corrections on the command line: written, listed, taken out and applied."""

from __future__ import annotations

import json

import pytest

from tests.documents import docx_tracked
from twicetold.__main__ import DIFFERENT, SAME, TROUBLE, main

POST = "The mayor came to the harbour. He spoke for two hours.\n\nNobody left early.\n"
ECHO = "The mayor came to the harbour. It was a long address.\n\nAdvertisement\n\nNobody left early.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    (tmp_path / "echo.txt").write_text(ECHO, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def correct(*arguments: str) -> int:
    return main(["correct", "fixes.json", *arguments])


def readings(capsysbinary, *more: str) -> list[list[list[int] | None]]:
    """Per passage the units of each version, from the JSON of a comparison."""
    capsysbinary.readouterr()
    assert main(["compare", "post.txt", "echo.txt", "--format", "json", *more]) == DIFFERENT
    data = json.loads(capsysbinary.readouterr().out)
    return [[reading and reading["units"] for reading in passage["readings"]] for passage in data["passages"]]


def test_a_correction_is_written_and_applied(folder, capsysbinary):
    assert correct("link", "post.txt:1.2", "echo.txt:1.2") == SAME
    said = capsysbinary.readouterr().out.decode()
    assert said == "1. link “He spoke for two hours.” in post and “It was a long address.” in echo\n"
    assert [[1], [1]] not in readings(capsysbinary)
    assert [[1], [1]] in readings(capsysbinary, "--overrides", "fixes.json")
    assert [path.name for path in folder.glob("fixes*")] == ["fixes.json"]


def test_paragraphs_are_counted_without_furniture(folder, capsysbinary):
    assert correct("unlink", "post.txt:2.1", "echo.txt:2.1") == SAME
    assert b"Nobody left early." in capsysbinary.readouterr().out
    assert [[2], [3]] in readings(capsysbinary)
    assert [[2], [3]] not in readings(capsysbinary, "--overrides", "fixes.json")


def test_a_saved_comparison_keeps_them(folder, capsysbinary):
    correct("link", "post.txt:1.2", "echo.txt:1.2")
    save = ["--format", "json", "--overrides", "fixes.json", "--output", "saved.json"]
    assert main(["compare", "post.txt", "echo.txt", *save]) == DIFFERENT
    assert [[1], [1]] in readings(capsysbinary, "--overrides", "saved.json")
    assert main(["correct", "saved.json", "--list"]) == SAME
    assert capsysbinary.readouterr().out.startswith("1. link “He spoke".encode())


def test_a_saved_comparison_is_not_overwritten(folder, capsys):
    main(["compare", "post.txt", "echo.txt", "--format", "json", "--output", "saved.json"])
    before = (folder / "saved.json").read_bytes()
    assert main(["correct", "saved.json", "link", "post.txt:1.2", "echo.txt:1.2"]) == TROUBLE
    assert "saved comparison" in capsys.readouterr().err
    assert (folder / "saved.json").read_bytes() == before


def test_what_a_file_holds_is_listed_and_taken_out(folder, capsysbinary):
    correct("join", "post.txt:1", "--note", "one thought")
    correct("move", "post.txt:2.1", "echo.txt:2.1", "--not-moved")
    correct("split", "post.txt:1.1", "post.txt:1.2")
    capsysbinary.readouterr()
    assert correct("--list") == SAME
    assert capsysbinary.readouterr().out.decode().splitlines() == [
        "1. join “The mayor came to the harbour. He spoke…” in post (one thought)",
        "2. call “Nobody left early.” in post and “Nobody left early.” in echo not moved",
        "3. split between “The mayor came to the harbour.” in post and “He spoke for two hours.” in post",
    ]
    assert correct("--remove", "2") == SAME
    assert b"Removed: call" in capsysbinary.readouterr().out
    correct("--list")
    assert [line[:7] for line in capsysbinary.readouterr().out.decode().splitlines()] == ["1. join", "2. spli"]


def test_what_is_set_aside_is_said_beside_the_output(folder, capsys):
    correct("link", "post.txt:1.2", "echo.txt:1.2")
    (folder / "post.txt").write_text(POST.replace("two hours", "three hours"), encoding="utf-8")
    assert main(["compare", "post.txt", "echo.txt", "--overrides", "fixes.json"]) == DIFFERENT
    said = capsys.readouterr().err.splitlines()
    assert any("no longer stands" in line for line in said)
    assert all(line.startswith("twicetold: Correction 1 ") for line in said)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["link", "post.txt:1.3", "echo.txt:1.1"], "Its paragraph 1 ends with 1.2.", id="no such sentence"),
        pytest.param(["link", "post.txt:7", "echo.txt:1.1"], "It ends with 2.1.", id="no such paragraph"),
        pytest.param(["link", "post.txt:1.2-1.1", "echo.txt:1.1"], "has no 1.2-1.1", id="backwards"),
        pytest.param(["link", "post.txt:x", "echo.txt:1.1"], "names no place", id="no number"),
        pytest.param(["link", "post.txt:0.1", "echo.txt:1.1"], "names no place", id="from 1, not from 0"),
        pytest.param(["link", "post.txt", "echo.txt:1.1"], "names no place", id="no colon"),
        pytest.param(["link", "gone.txt:1.1", "echo.txt:1.1"], "gone.txt” cannot be read", id="no such text"),
        pytest.param(["link", "post.txt:1.1"], "2 or more places", id="one place"),
        pytest.param(["link", "post.txt:1.1", "post.txt:1.2"], "different texts", id="a link in one text"),
        pytest.param(["join", "post.txt:1.1", "echo.txt:1.2"], "places of one text", id="a join of two texts"),
        pytest.param(["link", "post.txt:1.1", "echo.txt:1.1", "--not-moved"], "goes with move", id="not moved"),
        pytest.param(["--list"], "fixes.json” cannot be read", id="a list of nothing"),
        pytest.param(["--remove", "1"], "fixes.json” cannot be read", id="nothing to remove"),
        pytest.param([], "one thing to do", id="nothing to do"),
        pytest.param(["--list", "--remove", "1"], "one thing to do", id="two things to do"),
    ],
)
def test_trouble_is_said_in_one_line_and_writes_nothing(arguments, words, folder, capsys):
    assert correct(*arguments) == TROUBLE
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert said.err.count("\n") == 1
    assert not (folder / "fixes.json").exists()


def test_a_number_that_is_not_there_is_not_removed(folder, capsys):
    correct("join", "post.txt:1")
    assert correct("--remove", "2") == TROUBLE
    assert "holds 1 correction; there is no number 2" in capsys.readouterr().err


def test_a_broken_file_is_not_overwritten(folder, capsys):
    (folder / "fixes.json").write_text("{", encoding="utf-8")
    assert correct("join", "post.txt:1") == TROUBLE
    assert "no valid JSON" in capsys.readouterr().err
    assert (folder / "fixes.json").read_text(encoding="utf-8") == "{"


def test_a_missing_file_of_corrections_is_trouble(folder, capsys):
    assert main(["compare", "post.txt", "echo.txt", "--overrides", "gone.json"]) == TROUBLE
    assert "“gone.json” cannot be read" in capsys.readouterr().err


def test_a_place_is_counted_in_the_file_as_it_is_wanted_read(folder, capsysbinary):
    entry = {"file": "echo.txt", "handling": {"keep_all": True}}
    wanted = {"format": "twicetold-handling", "format_version": 1, "files": [entry]}
    (folder / "handling.json").write_text(json.dumps(wanted), encoding="utf-8")
    assert correct("unlink", "post.txt:2.1", "echo.txt:2.1") == SAME
    assert "“Nobody left early.” in echo" in capsysbinary.readouterr().out.decode()
    assert correct("unlink", "post.txt:2.1", "echo.txt:2.1", "--handling", "handling.json") == SAME
    assert "“Advertisement” in echo" in capsysbinary.readouterr().out.decode()


def test_of_a_file_of_several_versions_one_is_named(folder, capsysbinary):
    sentences = ("The mayor came to the harbour.", "He spoke for two hours.", "Nobody left early.")
    (folder / "letter.docx").write_bytes(docx_tracked(sentences, sentences[1:]))
    assert correct("link", "post.txt:1.1", "letter.docx, final:1.1") == SAME
    assert "“He spoke for two hours.” in letter, final" in capsysbinary.readouterr().out.decode()
    for named in ("letter.docx:1.1", "letter.docx, last:1.1"):
        assert correct("link", "post.txt:1.1", named) == TROUBLE
    assert correct("link", "post.txt:1.1", "nowhere, final:1.1") == TROUBLE


def test_what_a_file_holds_is_named_where_none_is_chosen(folder, capsys):
    (folder / "letter.docx").write_bytes(docx_tracked(("One came.", "Two left."), ("One came.",)))
    assert correct("link", "post.txt:1.1", "letter.docx:1.1") == TROUBLE
    assert "“original”, “final”" in capsys.readouterr().err
