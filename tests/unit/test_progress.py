"""How far a comparison has come is told in order, and whoever is told can end it."""

from __future__ import annotations

import io

import pytest

from tests.unit.making import version
from twicetold.__main__ import TROUBLE, main
from twicetold.cli.progress import progress_on
from twicetold.errors import Cancelled
from twicetold.model import silent
from twicetold.pipeline import compare

TEXTS = ["The ferry sank. Twelve were saved.", "The ferry sank. Ten were saved.", "Twelve were saved."]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def made():
    return [version(text, label) for text, label in zip(TEXTS, "ABC", strict=True)]


def test_every_stage_is_told_from_its_beginning_to_its_end():
    told: list[tuple[str, int, int]] = []
    compare(made(), progress=lambda *step: told.append(step))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["link", "order", "thread", "find"]
    for name in stages:
        done = [step for stage, step, _ in told if stage == name]
        totals = {total for stage, _, total in told if stage == name}
        assert done == sorted(done)
        assert totals == {done[-1]}
    assert ("link", 3, 3) in told


def test_who_is_told_can_end_the_comparison():
    def enough(stage, done, total):
        if stage == "thread":
            raise Cancelled("The comparison was stopped.")

    with pytest.raises(Cancelled, match="stopped"):
        compare(made(), progress=enough)


def test_a_terminal_gets_one_line_that_is_wiped_and_a_pipe_nothing():
    terminal = Terminal()
    compare(made(), progress=progress_on(terminal))
    written = terminal.getvalue()
    assert "comparing pair 2 of 3" in written
    assert "\n" not in written
    assert not written.rsplit("\r", 1)[1]
    assert progress_on(io.StringIO()) is silent


def test_an_interrupted_command_says_that_nothing_was_written(tmp_path, monkeypatch, capsys):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("twicetold.__main__.compare", interrupted)
    files = []
    for label, text in zip("ab", TEXTS, strict=False):
        files.append(str(tmp_path / f"{label}.txt"))
        (tmp_path / f"{label}.txt").write_text(text, encoding="utf-8")
    assert main(["compare", *files]) == TROUBLE
    assert "nothing was written" in capsys.readouterr().err
