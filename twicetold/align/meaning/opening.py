"""A folder on this machine → the measure of similarity that its model makes.

    ugly    the person has to say which library made the model; the wrong answer is a stack of errors
    wanted  the folder says it: an ONNX graph, a static table, a BERT, or else something for torch

What is in the folder decides, never what is installed, so one folder is read the same way on every machine. Nothing is
fetched: the hub's own switch is set to offline before any library is loaded. Cost: reading the model once.
"""

from __future__ import annotations

import os
from pathlib import Path

from twicetold.align.meaning.bert import bert_encoder
from twicetold.align.meaning.folder import ModelFolder
from twicetold.align.meaning.onnx import PLACES, onnx_encoder
from twicetold.align.meaning.protocol import Similarity
from twicetold.align.meaning.static import is_static, static_encoder
from twicetold.align.meaning.tokens import read_tensors
from twicetold.align.meaning.torch import torch_encoder
from twicetold.align.meaning.vectors import Encode, VectorSimilarity
from twicetold.errors import ModelError
from twicetold.text.version import clean_label

_TENSORS = ("model.safetensors", "0_StaticEmbedding/model.safetensors", "0_Transformer/model.safetensors")
"""Where tensors are looked for, in this order."""

_BERT_MODULES = ("Transformer", "Pooling", "Normalize")
"""The steps of a sentence model that the reader of BERT takes; any other needs torch."""


def open_model(path: Path) -> Similarity:
    """The similarity that the model in a local folder makes.

    Reads ONNX with tokenizer.json, static tables and small BERTs as safetensors; others where sentence-transformers is
    installed. Raises ModelError, whose message names folder, file and remedy.
    """
    for switch in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE"):
        os.environ[switch] = "1"
    folder = ModelFolder(path)
    kind, encode = _choose(folder)
    return VectorSimilarity(f"{clean_label(folder.name)} ({kind})", folder.digest, encode)


def _choose(folder: ModelFolder) -> tuple[str, Encode]:
    graph = next((name for name in PLACES if folder.has(name)), None)
    if graph:
        return "ONNX", onnx_encoder(folder, graph)
    name = next((name for name in _TENSORS if folder.has(name)), None)
    if name is None:
        raise _nothing(folder)
    tensors = read_tensors(folder, name)
    if is_static(tensors):
        return "static", static_encoder(folder, name, tensors)
    if folder.config("config.json").get("model_type") == "bert" and folder.steps() <= set(_BERT_MODULES):
        return "BERT", bert_encoder(folder, name, tensors)
    return "sentence-transformers", torch_encoder(folder)


def _nothing(folder: ModelFolder) -> ModelError:
    pickles = folder.pickles()
    if pickles:
        what = "may run code when it is opened, and there is no other file of the model"
        return folder.refusal(pickles[0], what, "Save the model as .safetensors or .onnx.")
    what = "is missing, and model.onnx too"
    return folder.refusal("model.safetensors", what, "Give the folder that holds one of them and tokenizer.json.")
