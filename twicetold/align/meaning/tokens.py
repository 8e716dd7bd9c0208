"""tokenizer.json → token ids of a text, and tensors out of a .safetensors file: what all readers of models need."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twicetold.align.meaning.folder import ModelFolder
from twicetold.errors import ModelError

Tensors = dict[str, NDArray[Any]]

MAX_TOKENS = 512
"""Tokens of a text that are read, where the model does not say less; a sentence has some thirty."""

_DAMAGED = "Copy the folder of the model again; the file is damaged or of another kind."


def need(package: str) -> ModuleType:
    """A package of the extra. Raises ModelError, with the command to install it, where it is missing."""
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise ModelError(
            f"Reading a model needs the package {package}, which is not installed here. "
            'Install the extra: pip install ".[semantic]"'
        ) from error


class Tokeniser:
    """Texts → token ids, at most ``max_tokens`` (tokens) of each, by the tokenizer.json at ``name`` in the folder."""

    def __init__(self, folder: ModelFolder, name: str = "tokenizer.json", max_tokens: int = MAX_TOKENS) -> None:
        tokenizers = need("tokenizers")
        self._folder, self._name = folder, name
        data = folder.read(name)
        try:
            self._made = tokenizers.Tokenizer.from_buffer(data)
            # a padded or shortened text would get another vector than the text itself
            self._made.no_padding()
            self._made.enable_truncation(max_tokens)
            vocabulary = self._made.get_vocab()
        except Exception as error:
            raise folder.refusal(name, "is not a tokenizer that can be read", _DAMAGED) from error
        self.size = 1 + max(vocabulary.values(), default=-1)
        self._vocabulary: dict[str, int] = vocabulary

    def id_of(self, *names: str) -> int:
        """The id of the first of these tokens that there is, or -1."""
        return next((self._vocabulary[name] for name in names if name in self._vocabulary), -1)

    def ids(self, text: str, *, special: bool = True) -> NDArray[np.int64]:
        """Token ids of a text; ``special`` adds the marks of beginning and end."""
        # a lone surrogate cannot be handed over
        plain = text.encode("utf-8", "replace").decode("utf-8")
        try:
            return np.asarray(self._made.encode(plain, add_special_tokens=special).ids, dtype=np.int64)
        except Exception as error:
            raise self._folder.refusal(self._name, "cannot read every text", _DAMAGED) from error


def read_tensors(folder: ModelFolder, name: str) -> Tensors:
    """The tensors of a .safetensors file, by name. Raises ModelError when it is not a whole one."""
    loader = need("safetensors.numpy")
    data = folder.read(name)
    try:
        made: Tensors = loader.load(data)
    except Exception as error:
        raise folder.refusal(name, "is not a whole safetensors file of ordinary numbers", _DAMAGED) from error
    return made


def take(tensors: Tensors, key: str, shape: tuple[int, ...], where: tuple[ModelFolder, str]) -> NDArray[np.float32]:
    """One tensor as 32-bit numbers; -1 in ``shape`` is any size. Raises ModelError when missing or of another shape."""
    folder, name = where
    if key not in tensors:
        raise folder.refusal(name, f"lacks the tensor {key}", _DAMAGED)
    found = tensors[key]
    if len(found.shape) != len(shape) or any(w not in (-1, size) for w, size in zip(shape, found.shape, strict=True)):
        wanted = " × ".join("any" if size == -1 else str(size) for size in shape)
        got = " × ".join(map(str, found.shape))
        raise folder.refusal(name, f"has the tensor {key} as {got} where {wanted} fits", _DAMAGED)
    if not np.issubdtype(found.dtype, np.number):
        raise folder.refusal(name, f"has no numbers in {key}", _DAMAGED)
    return found.astype(np.float32, copy=False)


def check_vocabulary(tokeniser: Tokeniser, rows: int, where: tuple[ModelFolder, str]) -> None:
    """Raises ModelError when the tokenizer knows tokens that the model has no row for."""
    folder, name = where
    if tokeniser.size > rows:
        what = f"has {rows:,} rows for the {tokeniser.size:,} tokens of tokenizer.json"
        raise folder.refusal(name, what, "The two files are of different models; copy the folder again.")
