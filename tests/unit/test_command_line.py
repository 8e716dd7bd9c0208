"""The command line: formats, exit codes, standard input, colours, and errors that say what to do."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest
from diff_match_patch import diff_match_patch

from twicetold.__main__ import DIFFERENT, SAME, TROUBLE, main

FIRST = "The mayor came to the harbour.\n\nHe spoke for “nearly two hours”, and nobody left early.\n"
CUT = 'The mayor came to the harbour.\n\nHe spoke for "nearly two hours".\n'


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, text in (("post.txt", FIRST), ("echo.txt", CUT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        paths.append(str(tmp_path / name))
    return paths


def test_the_text_says_what_is_left_out_and_marks_it(files, capsysbinary):
    assert main(["compare", *files]) == DIFFERENT
    said = capsysbinary.readouterr().out.decode()
    assert "leaves out 1 passage (4 words)" in said
    assert "[-, and nobody left early-]" in said
    assert "\x1b[" not in said


def test_the_base_is_chosen_by_name_by_file_name_or_by_number(files, capsysbinary):
    for name in ("echo", "echo.txt", "2"):
        assert main(["compare", *files, "--base", name]) == DIFFERENT
        assert "{+, and nobody left early+}" in capsysbinary.readouterr().out.decode()


def test_an_unknown_base_is_refused_with_the_names_there_are(files, capsys):
    assert main(["compare", *files, "--base", "gazette"]) == TROUBLE
    assert "“gazette”" in (said := capsys.readouterr().err)
    assert "post, echo" in said


def test_the_same_words_end_with_zero_whatever_the_typography(tmp_path, files, capsysbinary):
    straight = tmp_path / "straight.txt"
    straight.write_text(FIRST.replace("“", '"').replace("”", '"'), encoding="utf-8")
    assert main(["compare", files[0], str(straight)]) == SAME
    assert b"2 differences are only typography" in capsysbinary.readouterr().out


def test_json_goes_to_a_file(files, tmp_path):
    target = tmp_path / "out.json"
    assert main(["compare", *files, "--format", "json", "--output", str(target)]) == DIFFERENT
    data = json.loads(target.read_text(encoding="utf-8"))
    assert [version["label"] for version in data["versions"]] == ["post", "echo"]
    assert data["answer"]["base"] == 0


def test_html_is_one_document_and_escapes_the_text(tmp_path, files, capsysbinary):
    hostile = tmp_path / "hostile.txt"
    hostile.write_text(FIRST + "\n<script>alert(1)</script> said <b>nobody</b> at all today.\n", encoding="utf-8")
    assert main(["compare", files[0], str(hostile), "--format", "html"]) == DIFFERENT
    page = capsysbinary.readouterr().out.decode()
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page


def test_a_patch_turns_the_first_text_into_the_second(files, capsysbinary):
    assert main(["compare", *files, "--format", "patch"]) == DIFFERENT
    engine = diff_match_patch()
    text, applied = engine.patch_apply(engine.patch_fromText(capsysbinary.readouterr().out.decode()), FIRST)
    assert (text, all(applied)) == (CUT, True)


def test_a_unified_diff_has_a_line_per_paragraph(files, capsysbinary):
    assert main(["compare", *files, "--format", "unified"]) == DIFFERENT
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert lines[:2] == ["--- post", "+++ echo"]
    assert lines[-1] == '+He spoke for "nearly two hours".'


def test_patches_are_for_two_versions(files, capsys):
    assert main(["compare", *files, files[0], "--format", "patch"]) == TROUBLE
    assert "for two versions" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["post.txt"], "at least two versions", id="one version"),
        pytest.param(["post.txt", "missing.txt"], "missing.txt” cannot be read", id="a file that is not there"),
        pytest.param(["post.txt", "-", "-"], "only once", id="standard input twice"),
        pytest.param(["post.txt"] * 51, "at most 50", id="fifty-one versions"),
        pytest.param(["post.txt", "empty.txt"], "“empty.txt” is empty", id="an empty file"),
        pytest.param(
            ["post.txt", "echo.txt", "--output", "no/such/place"], "cannot be written", id="no place to write"
        ),
    ],
)
def test_trouble_is_said_in_one_line_on_the_error_stream(arguments, words, files, tmp_path, monkeypatch, capsys):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["compare", *arguments]) == TROUBLE
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert said.err.count("\n") == 1


def test_standard_input_is_a_version(files, monkeypatch, capsysbinary):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CUT.encode())))
    assert main(["compare", files[0], "-"]) == DIFFERENT
    assert b"standard input prints" in capsysbinary.readouterr().out


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("variable", "coloured"), [(None, True), ("1", False)])
def test_colours_stand_only_on_a_terminal_that_wants_them(files, monkeypatch, variable, coloured):
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(screen, encoding="utf-8"))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable:
        monkeypatch.setenv("NO_COLOR", variable)
    main(["compare", *files])
    assert (b"\x1b[" in screen.getvalue()) is coloured
    assert b"[-, and nobody left early-]" in screen.getvalue()


def test_control_characters_of_a_text_do_not_reach_the_terminal(tmp_path, files, capsysbinary):
    hostile = tmp_path / "hostile.txt"
    hostile.write_text(FIRST + "\n\x1b[31mRed\x07 words stand at the very end here.\n", encoding="utf-8")
    main(["compare", files[0], str(hostile)])
    said = capsysbinary.readouterr().out
    assert b"\x1b" not in said
    assert b"\x07" not in said


def test_the_module_runs_as_a_command(files, root):
    done = subprocess.run(
        [sys.executable, "-m", "twicetold", "compare", *files],
        capture_output=True,
        check=False,
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == DIFFERENT
    assert "“nearly two hours”" in done.stdout.decode("utf-8")
