"""A small BERT, run forward in numpy: the common kind of sentence model, without half a gigabyte of torch.

    ugly    the model is 90 MB of plain tensors, and reading them drags in 2 GB of packages
    wanted  embeddings, some layers of attention, the mean: sixty lines

Covers ``model_type`` bert with exact GELU and absolute places, pooled by mean or first token; MiniLM, BGE, E5 and GTE
of the small sizes are such. Others are refused by name. The vectors are those of sentence-transformers
to six decimal places (measured on 155 sentences). Cost: a sentence of thirty tokens takes 15 ms in a model of six
layers of 384.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twicetold.align.meaning.folder import ModelFolder
from twicetold.align.meaning.tokens import MAX_TOKENS, Tensors, Tokeniser, check_vocabulary, need, take
from twicetold.align.meaning.vectors import Encode, Vector

Floats = NDArray[np.float32]

_OTHER = "Export the model as ONNX (model.onnx beside tokenizer.json) and give that folder."


@dataclass(frozen=True, slots=True)
class _Plan:
    """The sizes of a model, from its configuration."""

    width: int
    layers: int
    heads: int
    inner: int
    places: int
    epsilon: float


class _Reader:
    """Tensors by short names, each checked for its shape."""

    def __init__(self, tensors: Tensors, where: tuple[ModelFolder, str]) -> None:
        ending = "embeddings.word_embeddings.weight"
        self._prefix = next((key.removesuffix(ending) for key in tensors if key.endswith(ending)), "")
        self._tensors = tensors
        self._where = where

    def take(self, key: str, *shape: int) -> Floats:
        return take(self._tensors, self._prefix + key, shape, self._where)

    def pair(self, key: str, *shape: int) -> tuple[Floats, Floats]:
        return self.take(f"{key}.weight", *shape), self.take(f"{key}.bias", shape[0])


@dataclass(frozen=True, slots=True)
class _Layer:
    query: tuple[Floats, Floats]
    key: tuple[Floats, Floats]
    value: tuple[Floats, Floats]
    output: tuple[Floats, Floats]
    output_norm: tuple[Floats, Floats]
    grow: tuple[Floats, Floats]
    shrink: tuple[Floats, Floats]
    shrink_norm: tuple[Floats, Floats]


def bert_encoder(folder: ModelFolder, name: str, tensors: Tensors) -> Encode:
    """The encoder of a BERT whose tensors came from the file ``name``."""
    config = folder.config("config.json")
    plan = _read_plan(folder, config)
    pooling = read_pooling(folder)
    limits = folder.config("sentence_bert_config.json")
    longest = min(plan.places, MAX_TOKENS, int(limits.get("max_seq_length") or MAX_TOKENS))
    tokeniser = Tokeniser(folder, max_tokens=longest)
    read = _Reader(tensors, (folder, name))
    words = read.take("embeddings.word_embeddings.weight", -1, plan.width)
    check_vocabulary(tokeniser, len(words), (folder, name))
    places = read.take("embeddings.position_embeddings.weight", plan.places, plan.width)
    kinds = read.take("embeddings.token_type_embeddings.weight", -1, plan.width)
    first_norm = read.pair("embeddings.LayerNorm", plan.width)
    layers = [_read_layer(read, f"encoder.layer.{number}", plan) for number in range(plan.layers)]
    threads = need("threadpoolctl").ThreadpoolController()
    lower = bool(limits.get("do_lower_case"))

    def encode(text: str) -> Vector:
        ids = tokeniser.ids(text.lower() if lower else text)
        if not len(ids):
            return np.zeros(plan.width, dtype=np.float32)
        # matrices of thirty rows: on a busy machine a second thread makes them thirty times dearer (measured)
        with threads.limit(limits=1, user_api="blas"):
            state = _norm(words[ids] + places[: len(ids)] + kinds[0], first_norm, plan)
            for layer in layers:
                state = _run(layer, state, plan)
        made: Vector = state[0] if pooling == "first" else state.mean(axis=0)
        return made

    return encode


def _read_plan(folder: ModelFolder, config: dict[str, Any]) -> _Plan:
    if config.get("hidden_act", "gelu") != "gelu" or config.get("position_embedding_type", "absolute") != "absolute":
        raise folder.refusal("config.json", "describes a kind of BERT that is not read here", _OTHER)
    try:
        plan = _Plan(
            width=int(config["hidden_size"]),
            layers=int(config["num_hidden_layers"]),
            heads=int(config["num_attention_heads"]),
            inner=int(config["intermediate_size"]),
            places=int(config["max_position_embeddings"]),
            epsilon=float(config.get("layer_norm_eps", 1e-12)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise folder.refusal("config.json", f"lacks a size ({error})", "Copy the folder of the model again.") from error
    if min(plan.width, plan.heads, plan.inner, plan.places) < 1 or plan.width % plan.heads:
        raise folder.refusal("config.json", "has sizes that do not fit together", "Copy the folder of the model again.")
    return plan


def read_pooling(folder: ModelFolder) -> str:
    """How token vectors become one: “mean”, or “first” (token). Raises ModelError for any other way."""
    config = folder.config("1_Pooling/config.json")
    modes = {key for key, value in config.items() if key.startswith("pooling_mode") and value}
    if modes <= {"pooling_mode_mean_tokens"} or config.get("pooling_mode") == "mean":
        return "mean"
    if modes == {"pooling_mode_cls_token"} or config.get("pooling_mode") == "cls":
        return "first"
    raise folder.refusal("1_Pooling/config.json", "asks for a pooling other than mean or first token", _OTHER)


def _read_layer(read: _Reader, name: str, plan: _Plan) -> _Layer:
    square = (plan.width, plan.width)
    return _Layer(
        query=read.pair(f"{name}.attention.self.query", *square),
        key=read.pair(f"{name}.attention.self.key", *square),
        value=read.pair(f"{name}.attention.self.value", *square),
        output=read.pair(f"{name}.attention.output.dense", *square),
        output_norm=read.pair(f"{name}.attention.output.LayerNorm", plan.width),
        grow=read.pair(f"{name}.intermediate.dense", plan.inner, plan.width),
        shrink=read.pair(f"{name}.output.dense", plan.width, plan.inner),
        shrink_norm=read.pair(f"{name}.output.LayerNorm", plan.width),
    )


def _run(layer: _Layer, state: Floats, plan: _Plan) -> Floats:
    attended = _linear(_attend(layer, state, plan), layer.output)
    state = _norm(state + attended, layer.output_norm, plan)
    grown = _linear(state, layer.grow)
    return _norm(state + _linear(_gelu(grown), layer.shrink), layer.shrink_norm, plan)


def _gelu(values: Floats) -> Floats:
    from scipy.special import erf  # a tenth of a second that only a model needs

    made: Floats = values * np.float32(0.5) * (1 + erf(values / np.float32(np.sqrt(2))))
    return made


def _attend(layer: _Layer, state: Floats, plan: _Plan) -> Floats:
    """Every token's mean of all tokens' values, weighted by how its query meets their keys; per head."""
    shape = (len(state), plan.heads, plan.width // plan.heads)
    query, key, value = (
        _linear(state, pair).reshape(shape).transpose(1, 0, 2) for pair in (layer.query, layer.key, layer.value)
    )
    scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(shape[2]))
    weights = np.exp(scores - scores.max(axis=2, keepdims=True))
    weights /= weights.sum(axis=2, keepdims=True)
    mixed: Floats = (weights @ value).transpose(1, 0, 2).reshape(state.shape)
    return mixed


def _linear(state: Floats, pair: tuple[Floats, Floats]) -> Floats:
    made: Floats = state @ pair[0].T + pair[1]
    return made


def _norm(state: Floats, pair: tuple[Floats, Floats], plan: _Plan) -> Floats:
    centred = state - state.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(plan.epsilon))
    made: Floats = centred / spread * pair[0] + pair[1]
    return made
