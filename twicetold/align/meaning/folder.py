"""A folder that a person points at → what may be read of it, and a digest of what was.

    ugly    a model is fetched, unpickled or run as code because a file in the folder says so
    wanted  plain data only: tensors (.safetensors), a graph (.onnx), JSON; anything else is refused with a remedy

Pickles (.bin, .pt, .pkl …) are never opened; with safetensors beside them they are passed over. A folder that holds
Python, asks for code of its own, or links out of itself is refused as a whole. Files are read once, and the digest is
taken over the very bytes that are used. Cost: one pass over the model's bytes.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path
from typing import Any

from twicetold.errors import ModelError

PICKLES = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib", ".npy", ".npz")
"""Endings of files that are pickles or may hold some."""

_MAX_FILES = 2_000
"""A model has some ten files; a home folder, given by mistake, has many more."""
_MAX_CONFIG_BYTES = 1_000_000
"""The largest configuration seen has 40 thousand."""
_MAX_FILE_BYTES = 4_000_000_000
"""A small multilingual model has half a billion; the numbers have to fit into memory twice."""
_CODE_KEYS = ("auto_map", "trust_remote_code", "custom_pipelines")
"""Keys by which a configuration asks for code that comes with the model."""
_OWN_MODULES = "sentence_transformers."
"""Modules of any other package would be imported and run."""


class ModelFolder:
    """A model's folder that was looked over; ``read`` gives its files, ``digest`` stands for those that were read."""

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise ModelError(f"“{path}” is no folder. Give the folder of a model that lies on this machine.")
        self.path = path
        self._files = _list_files(path)
        self._used: dict[str, bytes] = {}
        for name in self._files:
            self._refuse_code(name)

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.path.resolve().name

    @property
    def digest(self) -> str:
        """BLAKE2b over names and bytes of the files read so far; no matter in which order, or where they lie."""
        total = blake2b(digest_size=16)
        for name in sorted(self._used):
            total.update(blake2b(name.encode("utf-8", "surrogatepass")).digest() + self._used[name])
        return total.hexdigest()

    def has(self, name: str) -> bool:
        """Whether there is a file of that name (with / below the folder)."""
        return name in self._files

    def pickles(self) -> list[str]:
        """Files that are passed over because opening them could run code."""
        return [name for name in self._files if name.lower().endswith(PICKLES)]

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises ModelError when it is missing, a pickle, too large or cannot be read."""
        data = self._bytes(name, _MAX_FILE_BYTES)
        self._used[name] = blake2b(data).digest()
        return data

    def config(self, name: str) -> dict[str, Any]:
        """A configuration, empty where there is none. Raises ModelError when it is not a JSON object."""
        if not self.has(name):
            return {}
        self.read(name)
        made = self._json(name)
        if not isinstance(made, dict):
            raise self.refusal(name, "is not a configuration (a JSON object)", "Take the model's own file.")
        return made

    def steps(self) -> set[str]:
        """The steps from text to vector that the folder names (“Transformer”, “Pooling” …); empty where it does not."""
        return {kind.rpartition(".")[2] for kind in self._types("modules.json")} if self.has("modules.json") else set()

    def refusal(self, name: str, what: str, remedy: str) -> ModelError:
        """The error that says which file of which folder is wrong, how, and what to do."""
        return ModelError(f"The model in “{self.path}” is not used: {name} {what}. {remedy}")

    def read_all(self) -> None:
        """Takes every file but pickles into the digest: for a reader that goes to the folder by itself."""
        for name in self._files:
            if not name.lower().endswith(PICKLES):
                self.read(name)

    def _bytes(self, name: str, limit: int) -> bytes:
        if not self.has(name):
            raise self.refusal(name, "is missing", "Copy the whole folder of the model.")
        if name.lower().endswith(PICKLES):
            raise self.refusal(name, "may run code when it is opened", "Save the model as .safetensors or .onnx.")
        file = self.path / name
        try:
            if file.stat().st_size > limit:
                raise self.refusal(name, f"has more than {limit:,} bytes", "Choose a smaller model.")
            return file.read_bytes()
        except OSError as error:
            raise self.refusal(name, f"cannot be read ({error.strerror})", "Check its permissions.") from error

    def _json(self, name: str) -> Any:
        try:
            return json.loads(self._bytes(name, _MAX_CONFIG_BYTES))
        except (ValueError, RecursionError) as error:
            raise self.refusal(name, "is not valid JSON", "Copy the folder again; the file is damaged.") from error

    def _types(self, name: str) -> list[str]:
        modules = self._json(name)
        if not isinstance(modules, list) or not all(isinstance(entry, dict) for entry in modules):
            raise self.refusal(name, "is not a list of modules", "Take the model's own file.")
        return [str(entry.get("type", "")) for entry in modules]

    def _refuse_code(self, name: str) -> None:
        if name.lower().endswith((".py", ".pyc", ".so", ".dll", ".dylib")):
            raise self.refusal(name, "is program code, which is never run", "Choose a model that is data only.")
        last = name.rpartition("/")[2]
        if last == "modules.json":
            if not all(kind.startswith(_OWN_MODULES) for kind in self._types(name)):
                raise self.refusal(name, "names modules of its own", "Choose a model that needs no code of its own.")
        elif last.endswith("config.json"):
            asked = sorted(_keys(self._json(name)) & set(_CODE_KEYS))
            if asked:
                raise self.refusal(name, f"asks for code ({asked[0]})", "Choose a model that needs no code of its own.")


def _list_files(folder: Path) -> list[str]:
    """Names of all files below the folder, sorted; refuses links that lead out of it, and folders that are no model."""
    home = folder.resolve()
    names = []
    for place in folder.rglob("*"):
        if place.is_symlink() and not place.resolve().is_relative_to(home):
            raise ModelError(
                f"The model in “{folder}” is not used: {place.relative_to(folder)} is a link that leads out of the "
                "folder. Copy the folder with its links followed (cp -rL) and give the copy."
            )
        if place.is_file():
            names.append(place.relative_to(folder).as_posix())
        if len(names) > _MAX_FILES:
            raise ModelError(f"“{folder}” holds more than {_MAX_FILES:,} files. Give the folder of one model.")
    return sorted(names)


def _keys(value: Any) -> set[str]:
    """All keys with a value, at any depth."""
    if isinstance(value, dict):
        return {key for key, inner in value.items() if inner}.union(*map(_keys, value.values()))
    if isinstance(value, list):
        return set().union(*map(_keys, value))
    return set()
