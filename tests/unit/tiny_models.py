"""Models of a few words, written byte by byte: enough to be read, small enough to be checked by hand.

``VECTORS`` puts words that mean the same beside each other, so what a model makes of a sentence can be foretold.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

VECTORS = {
    "[UNK]": (9.0, 9.0, 9.0, 9.0),
    "mayor": (1.0, 0.0, 0.0, 0.0),
    "burgomaster": (1.0, 0.1, 0.0, 0.0),
    "silent": (0.0, 1.0, 0.0, 0.0),
    "mute": (0.1, 1.0, 0.0, 0.0),
    "rain": (0.0, 0.0, 1.0, 0.0),
    "ferry": (0.0, 0.0, 0.0, 1.0),
    "[CLS]": (0.0, 0.0, 0.0, 0.5),
}
WORDS = list(VECTORS)
TABLE = np.array(list(VECTORS.values()), dtype=np.float32)


def tokenizer_json(words: list[str] = WORDS) -> bytes:
    made = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": {word: k for k, word in enumerate(words)}, "unk_token": "[UNK]"},
    }
    return json.dumps(made).encode()


def safetensors(tensors: dict[str, np.ndarray]) -> bytes:
    """The format: length of the header (8 bytes), header (JSON), numbers."""
    names = {"float32": "F32", "float16": "F16", "int64": "I64", "int32": "I32"}
    header, data = {}, b""
    for key, tensor in tensors.items():
        raw = np.ascontiguousarray(tensor).tobytes()
        header[key] = {
            "dtype": names[str(tensor.dtype)],
            "shape": list(tensor.shape),
            "data_offsets": [len(data), len(data) + len(raw)],
        }
        data += raw
    head = json.dumps(header).encode()
    return len(head).to_bytes(8, "little") + head + data


def write(folder: Path, files: dict[str, bytes | str]) -> Path:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def static_files(**tensors: np.ndarray) -> dict[str, bytes | str]:
    return {
        "model.safetensors": safetensors({"embeddings": TABLE} | tensors),
        "tokenizer.json": tokenizer_json(),
        "config.json": json.dumps({"model_type": "model2vec", "normalize": True}),
    }


# --- BERT ----------------------------------------------------------------------------------------

WIDTH, LAYERS, HEADS, INNER, PLACES = 4, 2, 2, 6, 16


def bert_tensors(seed: int = 7) -> dict[str, np.ndarray]:
    """The tensors of a BERT of two layers with chance numbers."""
    chance = np.random.default_rng(seed)

    def numbers(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.5, shape).astype(np.float32)

    tensors = {
        "embeddings.word_embeddings.weight": TABLE,
        "embeddings.position_embeddings.weight": numbers(PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": numbers(2, WIDTH),
    }
    pairs = {"embeddings.LayerNorm": (WIDTH,)}
    for k in range(LAYERS):
        at = f"encoder.layer.{k}"
        pairs |= {f"{at}.attention.self.{name}": (WIDTH, WIDTH) for name in ("query", "key", "value")}
        pairs |= {f"{at}.attention.output.dense": (WIDTH, WIDTH), f"{at}.attention.output.LayerNorm": (WIDTH,)}
        pairs |= {f"{at}.intermediate.dense": (INNER, WIDTH)}
        pairs |= {f"{at}.output.dense": (WIDTH, INNER), f"{at}.output.LayerNorm": (WIDTH,)}
    for name, shape in pairs.items():
        tensors |= {f"{name}.weight": numbers(*shape), f"{name}.bias": numbers(shape[0])}
    return tensors


BERT_CONFIG = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "hidden_size": WIDTH,
    "num_hidden_layers": LAYERS,
    "num_attention_heads": HEADS,
    "intermediate_size": INNER,
    "max_position_embeddings": PLACES,
    "layer_norm_eps": 1e-12,
}


def bert_files(**config: object) -> dict[str, bytes | str]:
    return {
        "model.safetensors": safetensors(bert_tensors()),
        "tokenizer.json": tokenizer_json(),
        "config.json": json.dumps(BERT_CONFIG | config),
    }


# --- ONNX: protobuf by hand ----------------------------------------------------------------------


def _varint(value: int) -> bytes:
    made = b""
    while value > 127:
        made += bytes([value & 127 | 128])
        value >>= 7
    return made + bytes([value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    raw = value if isinstance(value, bytes) else value.encode()
    return _varint(field << 3 | 2) + _varint(len(raw)) + raw


def _value_info(name: str, kind: int, dims: list[str | int]) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, dim) if isinstance(dim, str) else _number(1, dim)) for dim in dims)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))


def onnx_graph(table: np.ndarray = TABLE, given: str = "input_ids", external: str = "") -> bytes:
    """A graph that looks each token up in a table: the smallest that has the form of a language model."""
    tensor = b"".join(_number(1, size) for size in table.shape) + _number(2, 1) + _bytes(8, "table")
    if external:
        tensor += _bytes(13, _bytes(1, "location") + _bytes(2, external)) + _number(14, 1)
    else:
        tensor += _bytes(9, table.astype(np.float32).tobytes())
    node = _bytes(1, "table") + _bytes(1, given) + _bytes(2, "last_hidden_state") + _bytes(4, "Gather")
    graph = (
        _bytes(1, node)
        + _bytes(2, "tiny")
        + _bytes(5, tensor)
        + _bytes(11, _value_info(given, 7, ["batch", "tokens"]))
        + _bytes(12, _value_info("last_hidden_state", 1, ["batch", "tokens", table.shape[1]]))
    )
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _bytes(1, "") + _number(2, 13))


def onnx_files(**graph: object) -> dict[str, bytes | str]:
    return {"model.onnx": onnx_graph(**graph), "tokenizer.json": tokenizer_json()}
