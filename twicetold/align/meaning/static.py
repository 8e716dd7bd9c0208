"""A static model: one vector per token, and a text is the mean of its tokens' vectors.

The files of model2vec (``embeddings``, with ``weights`` and ``mapping`` in newer ones) and of sentence-transformers'
StaticEmbedding (``embedding.weight``). Fast, and blind to order: “dog bites man” is “man bites dog”. Tokens that the
model does not know are left out of the mean. Cost: one row per token.
"""

from __future__ import annotations

import numpy as np

from twicetold.align.meaning.folder import ModelFolder
from twicetold.align.meaning.tokens import Tensors, Tokeniser, check_vocabulary, take
from twicetold.align.meaning.vectors import Encode, Vector

_TABLES = ("embeddings", "embedding.weight")
"""Names that the table of vectors goes by."""


def is_static(tensors: Tensors) -> bool:
    """Whether the tensors are those of a static model."""
    return any(key in tensors for key in _TABLES)


def static_encoder(folder: ModelFolder, name: str, tensors: Tensors) -> Encode:
    """The encoder of a static model; ``name`` is the file its tensors came from, the tokenizer stands beside it."""
    where = (folder, name)
    table = take(tensors, next(key for key in _TABLES if key in tensors), (-1, -1), where)
    tokeniser = Tokeniser(folder, name.replace("model.safetensors", "tokenizer.json"))
    rows = np.arange(len(table))
    if "mapping" in tensors:
        rows = take(tensors, "mapping", (-1,), where).astype(np.int64)
        if len(rows) and (rows.min() < 0 or rows.max() >= len(table)):
            raise folder.refusal(name, "maps tokens to rows that are not there", "Copy the folder of the model again.")
    check_vocabulary(tokeniser, len(rows), where)
    weights = np.ones(len(rows), dtype=np.float32)
    if "weights" in tensors:
        weights = take(tensors, "weights", (len(rows),), where)
    unknown = tokeniser.id_of("[UNK]", "<unk>")

    def encode(text: str) -> Vector:
        ids = tokeniser.ids(text, special=False)
        ids = ids[ids != unknown]
        if not len(ids):
            return np.zeros(table.shape[1], dtype=np.float32)
        made: Vector = (table[rows[ids]] * weights[ids, None]).mean(axis=0)
        return made

    return encode
