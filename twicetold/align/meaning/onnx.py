"""A model as an ONNX graph, run by onnxruntime on one thread.

The graph is handed over as bytes, without a place on the disk, so it cannot bring a second file along; one that names
such a file is refused before. Outputs: ``sentence_embedding`` as it is, else the first output, pooled over its tokens
as the folder says (mean where it says nothing). Cost: one run per text.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import regex
from numpy.typing import NDArray

from twicetold.align.meaning.bert import read_pooling
from twicetold.align.meaning.folder import ModelFolder
from twicetold.align.meaning.tokens import MAX_TOKENS, Tokeniser, need
from twicetold.align.meaning.vectors import Encode, Vector
from twicetold.errors import ModelError

PLACES = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")
"""Where a graph is looked for, in this order."""

_SECOND_FILE = regex.compile(rb"(?:\x0a|\x8a\x80*\x00)(?:\x08|\x88\x80*\x00)location")
"""The key of a reference to another file, as a protobuf string in all the ways that its length may be written."""

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_SILENT = 4
"""onnxruntime's level of talk; what is wrong is said by the error that it raises."""


def onnx_encoder(folder: ModelFolder, name: str) -> Encode:
    """The encoder of the ONNX graph at ``name`` in the folder."""
    config = folder.config("config.json")
    limits = folder.config("sentence_bert_config.json")
    known = [config.get("max_position_embeddings"), limits.get("max_seq_length"), MAX_TOKENS]
    tokeniser = Tokeniser(folder, max_tokens=min(size for size in known if isinstance(size, int) and size > 0))
    session = _open(folder, name)
    pooling = read_pooling(folder)
    wanted = [entry.name for entry in session.get_inputs()]
    if "input_ids" not in wanted or not set(wanted) <= set(_INPUTS):
        raise folder.refusal(name, f"takes {', '.join(wanted)}, not token ids", "Choose a model of sentences.")
    outputs = [entry.name for entry in session.get_outputs()]
    output = "sentence_embedding" if "sentence_embedding" in outputs else outputs[0]

    def run(ids: NDArray[np.int64]) -> Vector:
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        try:
            made = np.asarray(session.run([output], {key: given[key] for key in wanted})[0])
        except Exception as error:
            raise _unfit(folder, name) from error
        if made.ndim == 3:
            made = made[:, 0] if pooling == "first" else made.mean(axis=1)
        if made.ndim != 2 or len(made) != 1:
            raise _unfit(folder, name)
        vector: Vector = made[0].astype(np.float32)
        return vector

    # a graph that has no row for the tokenizer's last token is refused before anything is compared
    width = len(run(np.array([[tokeniser.size - 1]])))

    def encode(text: str) -> Vector:
        ids = tokeniser.ids(text)
        return run(ids[None, :]) if len(ids) else np.zeros(width, dtype=np.float32)

    return encode


def _open(folder: ModelFolder, name: str) -> Any:
    runtime = need("onnxruntime")
    data = folder.read(name)
    if _SECOND_FILE.search(data):
        what = "keeps its numbers in a second file, which is not opened"
        raise folder.refusal(name, what, "Export the model as one file.")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = runtime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.log_severity_level = _SILENT
    try:
        # without its fallback, which prints to the standard output and tries the same again
        return runtime.InferenceSession(data, options, providers=["CPUExecutionProvider"], enable_fallback=0)
    except Exception as error:
        what = "is not an ONNX graph that can be run here"
        raise folder.refusal(name, what, "Copy the folder of the model again, or export it anew.") from error


def _unfit(folder: ModelFolder, name: str) -> ModelError:
    what = "gives no vector for a sentence: graph and tokenizer.json do not fit together"
    return folder.refusal(name, what, "Copy the folder of the model again; both files must be of one model.")
