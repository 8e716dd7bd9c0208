"""Any other sentence model, where sentence-transformers and torch are installed already.

They are no part of the extra (2 GB and more). The folder was looked over before; here they are told once more to stay
on this machine, to read safetensors alone and to run no code of the model's. Cost: what torch takes.
"""

from __future__ import annotations

import numpy as np

from twicetold.align.meaning.folder import ModelFolder
from twicetold.align.meaning.tokens import need
from twicetold.align.meaning.vectors import Encode, Vector
from twicetold.errors import ModelError


def torch_encoder(folder: ModelFolder) -> Encode:
    """The encoder that sentence-transformers makes of the folder, on the processor."""
    try:
        library = need("sentence_transformers")
    except ModelError as error:
        remedy = "Export the model as ONNX (model.onnx beside tokenizer.json), or install sentence-transformers."
        raise folder.refusal("config.json", "describes a model that only torch can run", remedy) from error
    folder.read_all()
    try:
        model = library.SentenceTransformer(
            str(folder.path.resolve()),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except Exception as error:
        what = "describes a model that sentence-transformers cannot read"
        raise folder.refusal("config.json", what, "Copy the folder of the model again.") from error

    def encode(text: str) -> Vector:
        made = model.encode([text], batch_size=1, convert_to_numpy=True, show_progress_bar=False)
        vector: Vector = np.asarray(made, dtype=np.float32)[0]
        return vector

    return encode
