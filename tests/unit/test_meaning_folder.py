"""A model's folder: what is never opened, what is refused and why, and a digest that is the same everywhere."""

from __future__ import annotations

import json
import pickle
import sys

import pytest

from tests.unit.tiny_models import static_files, write
from twicetold.align.meaning.folder import ModelFolder
from twicetold.align.meaning.opening import open_model
from twicetold.errors import ModelError

PICKLE = pickle.dumps({"embeddings": [1.0]})

MODULES = [{"idx": 0, "path": "", "type": "custom_st.Transformer"}]

HOSTILE = [
    pytest.param({"pytorch_model.bin": PICKLE}, "pytorch_model.bin", "safetensors or .onnx", id="nothing but a pickle"),
    pytest.param({"vectors.npz": PICKLE}, "vectors.npz", "safetensors or .onnx", id="an archive that may hold pickles"),
    pytest.param({"README.md": "a model"}, "model.safetensors is missing", "tokenizer.json", id="no model at all"),
    pytest.param({}, "model.safetensors is missing", "tokenizer.json", id="an empty folder"),
    pytest.param(
        static_files() | {"config.json": json.dumps({"auto_map": {"AutoModel": "modeling.Own"}})},
        "config.json asks for code (auto_map)",
        "needs no code",
        id="a configuration that asks for code",
    ),
    pytest.param(
        static_files() | {"tokenizer_config.json": json.dumps({"deep": [{"trust_remote_code": True}]})},
        "tokenizer_config.json asks for code (trust_remote_code)",
        "needs no code",
        id="the same, hidden deep",
    ),
    pytest.param(
        static_files() | {"modeling.py": "import os"}, "modeling.py is program code", "data only", id="Python"
    ),
    pytest.param(
        static_files() | {"ops/fast.so": b"\x7fELF"}, "ops/fast.so is program code", "data only", id="a library"
    ),
    pytest.param(
        static_files() | {"modules.json": json.dumps(MODULES)},
        "modules.json names modules",
        "no code",
        id="own modules",
    ),
    pytest.param(static_files() | {"modules.json": "{}"}, "modules.json is not a list", "own file", id="odd modules"),
    pytest.param(static_files() | {"config.json": "{"}, "config.json is not valid JSON", "damaged", id="broken JSON"),
    pytest.param(
        static_files() | {"config.json": "[" * 100_000}, "config.json is not valid JSON", "damaged", id="very deep JSON"
    ),
    pytest.param(
        static_files() | {"config.json": " " * 1_000_001}, "more than 1,000,000 bytes", "smaller", id="huge JSON"
    ),
]


@pytest.mark.parametrize(("files", "what", "remedy"), HOSTILE)
def test_a_folder_is_refused_with_the_file_and_a_remedy(tmp_path, files, what, remedy):
    with pytest.raises(ModelError) as caught:
        open_model(write(tmp_path, files))
    said = str(caught.value)
    assert str(tmp_path) in said
    assert what in said
    assert remedy in said
    assert "\n" not in said


def test_a_pickle_is_not_even_opened(tmp_path, monkeypatch):
    folder = ModelFolder(write(tmp_path, {"model.bin": PICKLE, "config.json": "{}"}))
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda path: pytest.fail(f"{path} was opened"))
    with pytest.raises(ModelError, match=r"model\.bin may run code"):
        folder.read("model.bin")
    assert folder.pickles() == ["model.bin"]


def test_pickles_beside_plain_tensors_are_passed_over(tmp_path):
    folder = ModelFolder(write(tmp_path, static_files() | {"pytorch_model.bin": PICKLE}))
    folder.read_all()
    without = ModelFolder(write(tmp_path / "other", static_files()))
    without.read_all()
    assert folder.digest == without.digest


def test_what_is_switched_off_is_not_asked_for(tmp_path):
    plain = {"config.json": json.dumps({"trust_remote_code": False, "auto_map": {}})}
    assert ModelFolder(write(tmp_path, plain)).config("config.json")["trust_remote_code"] is False


def test_a_link_that_leads_out_is_refused(tmp_path):
    (tmp_path / "secret.json").write_text("{}")
    folder = write(tmp_path / "model", static_files())
    (folder / "extra.json").symlink_to(tmp_path / "secret.json")
    with pytest.raises(ModelError, match=r"extra\.json is a link that leads out of the folder.*cp -rL"):
        ModelFolder(folder)


def test_a_folder_that_links_out_is_refused_too(tmp_path):
    write(tmp_path / "elsewhere", static_files())
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "inner").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ModelError, match="leads out of the folder"):
        ModelFolder(tmp_path / "model")


def test_a_link_inside_the_folder_is_fine_and_a_link_to_the_folder_too(tmp_path):
    folder = write(tmp_path / "model", static_files())
    (folder / "same.json").symlink_to("config.json")
    (tmp_path / "link").symlink_to(folder)
    assert ModelFolder(tmp_path / "link").name == "model"


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"")
    with pytest.raises(ModelError, match="is no folder"):
        open_model(tmp_path / "model.onnx")


def test_a_home_folder_is_no_model(tmp_path):
    for k in range(2_001):
        (tmp_path / f"{k}.txt").touch()
    with pytest.raises(ModelError, match="more than 2,000 files"):
        ModelFolder(tmp_path)


def read_in(path, names):
    folder = ModelFolder(path)
    for name in names:
        folder.read(name)
    return folder.digest


def test_the_digest_is_of_names_and_bytes_not_of_place_or_order(tmp_path):
    one, two = write(tmp_path / "a", static_files()), write(tmp_path / "b" / "c", static_files())
    names = ["model.safetensors", "tokenizer.json"]
    assert read_in(one, names) == read_in(two, names[::-1])
    assert read_in(one, names) != read_in(one, names[:1])
    (two / "tokenizer.json").write_text("{}")
    assert read_in(one, names) != read_in(two, names)
    write(one, {"x": b"1", "y": b"2"})
    write(two, {"x": b"2", "y": b"1"})
    assert read_in(one, ["x", "y"]) != read_in(two, ["x", "y"])


def test_without_the_extra_the_command_to_install_it_is_said(tmp_path, monkeypatch):
    for package in ("tokenizers", "safetensors", "safetensors.numpy", "onnxruntime"):
        monkeypatch.setitem(sys.modules, package, None)
    for name, files in (("static", static_files()), ("onnx", {"model.onnx": b"", "tokenizer.json": b"{}"})):
        path = write(tmp_path / name, files)
        with pytest.raises(ModelError, match=r'pip install "\.\[semantic\]"'):
            open_model(path)
