"""``read`` on the command line, and how ``compare`` brings in files, handling and addresses."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

import twicetold.cli.bring as bringing
from twicetold.__main__ import DIFFERENT, SAME, TROUBLE, main
from twicetold.errors import AddressError
from twicetold.ingest.reading import Found
from twicetold.model import File, Meta, Source

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "reading.schema.json"
PAGE = "The ferry ran aground\n\nNobody was hurt, said the harbour master on Monday.\n\nShare this story\n"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "post.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def read_json(capsysbinary, *arguments: str) -> dict:
    main(["read", *arguments, "--format", "json"])
    data = json.loads(capsysbinary.readouterr().out)
    jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))
    return data


def test_the_text_says_what_every_line_is_taken_for(page, capsysbinary):
    assert main(["read", page]) == 0
    said = capsysbinary.readouterr().out.decode()
    assert "post: 13 words, 1 line set aside" in said
    assert "Language: English" in said
    assert "page furniture  Share this story [matches a button]" in said
    assert "story           Nobody was hurt" in said


def test_the_json_follows_its_schema(page, capsysbinary):
    (file,) = read_json(capsysbinary, page)["files"]
    assert (file["file"], file["errors"]) == ("post.txt", [])
    (version,) = file["versions"]
    assert version["text"] == PAGE
    assert version["paragraphs"][-1]["kind"] == "furniture"
    assert version["handling"] == {}


def test_a_file_that_cannot_be_read_leaves_the_others(page, tmp_path, capsysbinary):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["read", page, str(tmp_path / "empty.txt"), str(tmp_path / "gone.txt")]) == 1
    said = capsysbinary.readouterr().out.decode()
    assert "not read: “empty.txt” is empty." in said
    assert "gone.txt” cannot be read" in " ".join(said.split())
    data = read_json(capsysbinary, page, str(tmp_path / "empty.txt"))
    assert [error["kind"] for error in data["files"][1]["errors"]] == ["EmptyError"]


def test_where_nothing_can_be_read_the_exit_code_says_so(tmp_path, capsys):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["read", str(tmp_path / "empty.txt")]) == TROUBLE
    assert main(["read"]) == TROUBLE
    assert "There is nothing to read." in capsys.readouterr().err


def test_control_signs_of_a_text_do_not_reach_the_terminal(tmp_path, capsysbinary):
    (tmp_path / "a.txt").write_bytes(b"The \x1b[31mferry\x07 sank.")
    main(["read", str(tmp_path / "a.txt")])
    assert b"\x1b" not in capsysbinary.readouterr().out


def test_decisions_are_kept_from_one_reading_to_the_next(page, tmp_path, capsysbinary):
    how = tmp_path / "how.json"
    entry = {"decisions": [{"quote": "Share this story", "nth": 0, "kind": "body"}], "meta": {"outlet": "Post"}}
    how.write_text(
        json.dumps(
            {"format": "twicetold-handling", "format_version": 1, "files": [{"file": "post.txt", "handling": entry}]}
        )
    )
    first = read_json(capsysbinary, page, "--handling", str(how))
    (version,) = first["files"][0]["versions"]
    assert version["paragraphs"][-1]["kind"] == "body"
    assert (version["outlet"], version["origins"]["outlet"]) == ("Post", "you said so")
    saved = tmp_path / "reading.json"
    saved.write_text(json.dumps(first))
    again = read_json(capsysbinary, page, "--handling", str(saved))
    assert again == first


def test_a_comparison_obeys_the_handling_and_saves_it(page, tmp_path, capsysbinary):
    other = tmp_path / "echo.txt"
    other.write_text(PAGE.replace("Share this story\n", ""), encoding="utf-8")
    assert main(["compare", page, str(other)]) == SAME
    how = tmp_path / "how.json"
    entry = {"file": "post.txt", "handling": {"keep_all": True}}
    how.write_text(json.dumps({"format": "twicetold-handling", "format_version": 1, "files": [entry]}))
    capsysbinary.readouterr()
    assert main(["compare", page, str(other), "--handling", str(how), "--format", "json"]) == DIFFERENT
    versions = json.loads(capsysbinary.readouterr().out)["versions"]
    assert [version["handling"] for version in versions] == [{"keep_all": True}, {}]
    assert [version["file"] for version in versions] == ["post.txt", "echo.txt"]


def test_a_file_of_handling_that_is_none_is_refused_in_one_line(page, tmp_path, capsys):
    (tmp_path / "how.json").write_text("{}")
    for name, words in (("how.json", "does not say how files are to be read"), ("none.json", "cannot be read")):
        assert main(["read", page, "--handling", str(tmp_path / name)]) == TROUBLE
        said = capsys.readouterr().err
        assert words in said
        assert said.count("\n") == 1


def several(file, handlings, settings):
    del handlings, settings
    sources = tuple(Source(file.name, f"The ferry sank. Part {part}.", part=part) for part in ("original", "final"))
    return Found(sources, (AddressError("“part 3” was not read."),))


def test_several_versions_of_one_file_are_several_versions(monkeypatch, page, capsysbinary):
    monkeypatch.setattr("twicetold.pipeline.read_file", several)
    assert main(["compare", page]) == DIFFERENT
    said = capsysbinary.readouterr()
    assert b"post, final prints" in said.out
    assert "passed over in “post.txt”: “part 3” was not read." in said.err.decode()


def test_addresses_are_opened_only_after_their_option(monkeypatch, page, capsysbinary):
    asked = []

    def fetch_all(addresses, settings, progress):
        del progress
        asked.append((list(addresses), settings.open_addresses))
        page = File("story.txt", PAGE.encode(), Meta(address=addresses[0], outlet="news.example"))
        return [page, AddressError(f"“{addresses[1]}” does not exist.")]

    monkeypatch.setattr(bringing, "fetch_all", fetch_all)
    main(["read", page])
    assert asked == []
    capsysbinary.readouterr()
    assert main(["read", page, "--open-addresses", "https://news.example/a", "https://news.example/b"]) == 1
    assert asked == [(["https://news.example/a", "https://news.example/b"], True)]
    said = capsysbinary.readouterr().out.decode()
    assert "Address:  https://news.example/a" in said
    assert "not read: “https://news.example/b” does not exist." in said


def test_a_file_may_list_the_addresses(monkeypatch, tmp_path, capsysbinary):
    asked = []

    def fetch_all(addresses, settings, progress):
        del settings, progress
        asked.extend(addresses)
        return [File("story.txt", PAGE.encode()) for _ in addresses]

    monkeypatch.setattr(bringing, "fetch_all", fetch_all)
    names = tmp_path / "list.txt"
    names.write_text("https://news.example/a\nhttps://news.example/b\n", encoding="utf-8")
    assert main(["read", "--open-addresses", str(names)]) == 0
    assert asked == ["https://news.example/a", "https://news.example/b"]
    capsysbinary.readouterr()


def test_an_address_in_place_of_a_file_is_not_opened(page, capsys):
    assert main(["compare", page, "https://news.example/a"]) == TROUBLE
    assert "opened only after --open-addresses" in capsys.readouterr().err


def test_standard_input_is_read(monkeypatch, capsysbinary):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert main(["read", "-"]) == 0
    assert b"standard input" in capsysbinary.readouterr().out


def test_a_folder_is_read_whole_but_for_what_lies_beside_texts(tmp_path, capsysbinary):
    for name in ("monday/a.txt", "b.txt", ".DS_Store", "b_files/logo.png", "~$b.docx"):
        (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "news" / name).write_text(PAGE, encoding="utf-8")
    data = read_json(capsysbinary, str(tmp_path / "news"))
    assert [one["file"] for one in data["files"]] == ["b.txt", "monday/a.txt"]


def test_a_folder_without_a_text_says_so(tmp_path, capsys):
    assert main(["compare", str(tmp_path)]) == TROUBLE
    assert "holds no file with a text. Name a folder of texts, or files." in capsys.readouterr().err
