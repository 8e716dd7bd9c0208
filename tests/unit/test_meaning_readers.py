"""Models that are read: tiny ones whose vectors are known, damaged ones, and a real one of the optional test group."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import types

import numpy as np
import pytest

from tests.unit import tiny_models as tiny
from tests.unit.making import version
from tests.unit.tiny_models import write
from twicetold.__main__ import DIFFERENT, main
from twicetold.align.meaning.bert import bert_encoder
from twicetold.align.meaning.folder import ModelFolder
from twicetold.align.meaning.opening import open_model
from twicetold.align.meaning.tokens import read_tensors
from twicetold.align.meaning.torch import torch_encoder
from twicetold.align.meaning.vectors import VectorSimilarity
from twicetold.errors import ModelError
from twicetold.pipeline import compare

# --- vectors: no model needed --------------------------------------------------------------------


def test_similarity_is_the_cosine_and_nothing_below_zero():
    vectors = {"a": [2.0, 0], "b": [1.0, 1.0], "c": [-1.0, 0], "nothing": [0.0, 0.0], "odd": [np.nan, 1.0]}
    measure = VectorSimilarity("m", "", lambda text: np.array(vectors[text], dtype=np.float32))
    assert measure.matrix(["a"], ["a", "b", "c", "nothing", "odd"]).tolist() == [[1.0, 0.7071, 0.0, 0.0, 0.0]]
    assert measure.matrix([], ["a"]).shape == (0, 1)


def test_a_text_is_encoded_once_and_alone():
    seen = []

    def encode(text):
        seen.append(text)
        return np.ones(2, dtype=np.float32)

    measure = VectorSimilarity("m", "", encode)
    measure.matrix(["a", "b", "a"], ["b", "c"])
    measure.matrix(["c"], ["a"])
    assert seen == ["a", "b", "c"]


# --- tiny models ---------------------------------------------------------------------------------

SAYS, AGAIN, OTHER = "Mayor silent", "burgomaster MUTE", "rain ferry"


@pytest.mark.usefixtures("semantic")
@pytest.mark.parametrize(
    "files",
    [
        pytest.param(tiny.static_files(), id="a static table"),
        pytest.param(
            {
                "model.safetensors": tiny.safetensors({"embedding.weight": tiny.TABLE}),
                "tokenizer.json": tiny.tokenizer_json(),
            },
            id="as sentence-transformers saves it",
        ),
        pytest.param(
            {
                "0_StaticEmbedding/model.safetensors": tiny.safetensors({"embedding.weight": tiny.TABLE}),
                "0_StaticEmbedding/tokenizer.json": tiny.tokenizer_json(),
            },
            id="in a folder of its own",
        ),
        pytest.param(tiny.static_files(embeddings=tiny.TABLE.astype(np.float16)), id="in half the size"),
        pytest.param(
            tiny.static_files(embeddings=tiny.TABLE[::-1].copy(), mapping=np.arange(7, -1, -1)),
            id="by way of a mapping",
        ),
        pytest.param(tiny.onnx_files(), id="an ONNX graph"),
        pytest.param(
            {"onnx/model.onnx": tiny.onnx_graph(), "tokenizer.json": tiny.tokenizer_json()}, id="ONNX in its folder"
        ),
    ],
)
def test_a_table_of_vectors_says_who_means_the_same(tmp_path, files):
    table = open_model(write(tmp_path, files)).matrix([SAYS], [AGAIN, OTHER, SAYS])
    assert table[0, 0] > 0.98
    assert table[0, 1] == 0
    assert table[0, 2] == 1


@pytest.mark.usefixtures("semantic")
def test_unknown_words_are_left_out_of_a_static_mean(tmp_path):
    measure = open_model(write(tmp_path, tiny.static_files()))
    assert measure.matrix(["mayor zzz"], ["mayor", "zzz"]).tolist() == [[1.0, 0.0]]


@pytest.mark.usefixtures("semantic")
def test_weights_count(tmp_path):
    weights = np.ones(8, dtype=np.float32)
    weights[tiny.WORDS.index("silent")] = 0
    measure = open_model(write(tmp_path, tiny.static_files(weights=weights)))
    assert measure.matrix(["mayor silent"], ["mayor"]).tolist() == [[1.0]]


@pytest.mark.usefixtures("semantic")
def test_any_text_can_be_given(tmp_path):
    for name, files in (("s", tiny.static_files()), ("b", tiny.bert_files()), ("o", tiny.onnx_files())):
        measure = open_model(write(tmp_path / name, files))
        odd = ["", "\ud800 mayor", "\0", "mayor " * 1000, "👩‍🚒", "\u202e"]
        table = measure.matrix(odd, odd)
        assert np.isfinite(table).all()
        assert ((table >= 0) & (table <= 1)).all()


@pytest.mark.usefixtures("semantic")
def test_name_and_digest_say_which_model_it_was(tmp_path):
    one = open_model(write(tmp_path / "a" / "tiny", tiny.static_files()))
    two = open_model(write(tmp_path / "b" / "tiny", tiny.static_files()))
    other = open_model(write(tmp_path / "c" / "tiny", tiny.static_files(embeddings=tiny.TABLE * 2)))
    assert (one.name, one.digest) == (two.name, two.digest)
    assert one.name == "tiny (static)"
    assert other.digest != one.digest


def slow_bert(ids: list[int], tensors: dict[str, np.ndarray]) -> np.ndarray:
    """BERT word by word and head by head, in plain loops: the oracle."""
    from math import erf, exp, sqrt

    def linear(x, name):
        return tensors[f"{name}.weight"].astype(float) @ x + tensors[f"{name}.bias"]

    def norm(x, name):
        middle = x - x.mean()
        return middle / sqrt((middle**2).mean() + 1e-12) * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]

    kinds, places = tensors["embeddings.token_type_embeddings.weight"], tensors["embeddings.position_embeddings.weight"]
    words = tensors["embeddings.word_embeddings.weight"]
    state = [norm(words[t].astype(float) + places[k] + kinds[0], "embeddings.LayerNorm") for k, t in enumerate(ids)]
    size = tiny.WIDTH // tiny.HEADS
    for number in range(tiny.LAYERS):
        at = f"encoder.layer.{number}"
        q, k, v = ([linear(x, f"{at}.attention.self.{n}") for x in state] for n in ("query", "key", "value"))
        after = []
        for i, x in enumerate(state):
            mixed = np.zeros(tiny.WIDTH)
            for head in range(tiny.HEADS):
                part = slice(head * size, (head + 1) * size)
                meets = [exp(q[i][part] @ k[j][part] / sqrt(size)) for j in range(len(state))]
                mixed[part] = sum(m * v[j][part] for j, m in enumerate(meets)) / sum(meets)
            seen = norm(x + linear(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
            grown = linear(seen, f"{at}.intermediate.dense")
            active = np.array([g * 0.5 * (1 + erf(g / sqrt(2))) for g in grown])
            after.append(norm(seen + linear(active, f"{at}.output.dense"), f"{at}.output.LayerNorm"))
        state = after
    return np.array(state)


@pytest.mark.usefixtures("semantic")
@pytest.mark.parametrize("pooling", ["mean", "cls"])
@pytest.mark.parametrize("prefix", ["", "bert."])
def test_bert_is_what_plain_loops_say(tmp_path, pooling, prefix):
    tensors = tiny.bert_tensors()
    files = tiny.bert_files() | {
        "model.safetensors": tiny.safetensors({prefix + key: value for key, value in tensors.items()}),
        "1_Pooling/config.json": json.dumps({f"pooling_mode_{pooling}_token{'s' * (pooling == 'mean')}": True}),
    }
    folder = ModelFolder(write(tmp_path, files))
    encode = bert_encoder(folder, "model.safetensors", read_tensors(folder, "model.safetensors"))
    for text in ("mayor silent rain", "ferry", "mute zzz burgomaster rain"):
        states = slow_bert([tiny.WORDS.index(word) if word in tiny.WORDS else 0 for word in text.split()], tensors)
        assert encode(text) == pytest.approx(states.mean(axis=0) if pooling == "mean" else states[0], abs=1e-5)


@pytest.mark.usefixtures("semantic")
@pytest.mark.parametrize("files", [tiny.bert_files(), tiny.onnx_files(), tiny.static_files()])
def test_a_text_is_neither_padded_nor_cut_whatever_the_tokenizer_says(tmp_path, files):
    """A tokenizer's file often says how its model was trained: padded to 128, say. That would change every vector."""
    filled = json.loads(tiny.tokenizer_json())
    filled["padding"] = {
        "strategy": {"Fixed": 12},
        "direction": "Right",
        "pad_to_multiple_of": None,
        "pad_id": 7,
        "pad_type_id": 0,
        "pad_token": "[CLS]",
    }
    filled["truncation"] = {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0}
    plain = open_model(write(tmp_path / "plain", files))
    padded = open_model(write(tmp_path / "padded", files | {"tokenizer.json": json.dumps(filled)}))
    texts = ["mayor silent rain", "ferry", "mute burgomaster rain"]
    assert (padded.matrix(texts, texts) == plain.matrix(texts, texts)).all()


# --- damaged models ------------------------------------------------------------------------------

STATIC, BERT, ONNX = tiny.static_files(), tiny.bert_files(), tiny.onnx_files()
HUGE_HEADER = (1 << 62).to_bytes(8, "little") + b"{}"
BOMB = json.dumps({"embeddings": {"dtype": "F32", "shape": [1 << 40, 1 << 20], "data_offsets": [0, 4]}}).encode()

DAMAGED = [
    pytest.param(STATIC | {"model.safetensors": STATIC["model.safetensors"][:-9]}, "model.safetensors", id="cut short"),
    pytest.param(
        STATIC | {"model.safetensors": HUGE_HEADER}, "model.safetensors", id="a header larger than any memory"
    ),
    pytest.param(
        STATIC | {"model.safetensors": len(BOMB).to_bytes(8, "little") + BOMB + b"1234"},
        "model.safetensors",
        id="a tensor larger than any memory",
    ),
    pytest.param(STATIC | {"model.safetensors": b""}, "model.safetensors", id="an empty file"),
    pytest.param(
        {name: data for name, data in STATIC.items() if name != "tokenizer.json"},
        "tokenizer.json is missing",
        id="no tokenizer",
    ),
    pytest.param(
        STATIC | {"tokenizer.json": b"{}"}, "tokenizer.json is not a tokenizer", id="a tokenizer that is none"
    ),
    pytest.param(
        STATIC | {"tokenizer.json": b"\xff\x00"}, "tokenizer.json is not a tokenizer", id="a binary tokenizer"
    ),
    pytest.param(tiny.static_files(embeddings=tiny.TABLE[:3]), "3 rows for the 8 tokens", id="fewer rows than tokens"),
    pytest.param(tiny.static_files(embeddings=tiny.TABLE[0]), "as 4 where any × any fits", id="a table that is a row"),
    pytest.param(tiny.static_files(weights=np.ones(3, np.float32)), "weights as 3 where 8 fits", id="too few weights"),
    pytest.param(tiny.static_files(mapping=np.full(8, 99)), "rows that are not there", id="a mapping to nowhere"),
    pytest.param(tiny.bert_files(hidden_size=6), "as 8 × 4 where any × 6 fits", id="a width that does not fit"),
    pytest.param(tiny.bert_files(num_hidden_layers=3), "lacks the tensor encoder.layer.2", id="a layer missing"),
    pytest.param(
        tiny.bert_files(num_attention_heads=3), "do not fit together", id="heads that do not divide the width"
    ),
    pytest.param(tiny.bert_files(hidden_size=None), "lacks a size", id="no width"),
    pytest.param(tiny.bert_files(hidden_act="relu"), "a kind of BERT that is not read", id="another kind of BERT"),
    pytest.param(
        BERT | {"1_Pooling/config.json": json.dumps({"pooling_mode_max_tokens": True})}, "pooling", id="another pooling"
    ),
    pytest.param(ONNX | {"model.onnx": b"junk"}, "model.onnx is not an ONNX graph", id="no graph"),
    pytest.param(ONNX | {"model.onnx": ONNX["model.onnx"][:-40]}, "model.onnx is not an ONNX graph", id="half a graph"),
    pytest.param(tiny.onnx_files(external="../secret.bin"), "a second file", id="a graph that opens another file"),
    pytest.param(tiny.onnx_files(given="pixels"), "takes pixels", id="a graph for pictures"),
    pytest.param(
        tiny.onnx_files(table=tiny.TABLE[:3]), "do not fit together", id="a graph with fewer rows than tokens"
    ),
]


@pytest.mark.usefixtures("semantic")
@pytest.mark.parametrize(("files", "what"), DAMAGED)
def test_a_damaged_model_is_refused_with_the_file_and_a_remedy(tmp_path, files, what):
    with pytest.raises(ModelError) as caught:
        open_model(write(tmp_path, files))
    said = str(caught.value)
    assert f"The model in “{tmp_path}” is not used: " in said
    assert what in said
    assert "\n" not in said


@pytest.mark.usefixtures("semantic")
def test_a_tokenizer_that_fails_at_a_text_is_refused_then(tmp_path):
    known = tiny.tokenizer_json().replace(b'"unk_token": "[UNK]"', b'"unk_token": "[GONE]"')
    measure = open_model(write(tmp_path, tiny.static_files() | {"tokenizer.json": known}))
    assert measure.matrix(["mayor"], ["mayor"]).tolist() == [[1.0]]
    with pytest.raises(ModelError, match=r"tokenizer\.json cannot read every text"):
        measure.matrix(["mayor"], ["unheard of"])


@pytest.mark.usefixtures("semantic")
def test_a_damaged_graph_prints_nothing(tmp_path, capfd):
    broken = tiny.onnx_graph().replace(b"Gather", b"G\xfcther")
    with pytest.raises(ModelError):
        open_model(write(tmp_path, tiny.onnx_files() | {"model.onnx": broken}))
    assert capfd.readouterr() == ("", "")


# --- sentence-transformers -----------------------------------------------------------------------


def test_torch_is_told_to_stay_here_and_to_run_no_code(tmp_path, monkeypatch):
    asked = {}

    class SentenceTransformer:
        def __init__(self, path, **options):
            asked.update(options, path=path)

        def encode(self, texts, **_):
            return np.ones((len(texts), 3), dtype=np.float32)

    fake = types.SimpleNamespace(SentenceTransformer=SentenceTransformer)
    monkeypatch.setitem(sys.modules, "sentence_transformers", fake)
    folder = ModelFolder(write(tmp_path, tiny.bert_files(model_type="mpnet")))
    assert torch_encoder(folder)("a").tolist() == [1, 1, 1]
    assert asked["path"] == str(tmp_path.resolve())
    assert asked["local_files_only"] is True
    assert asked["trust_remote_code"] is False
    assert asked["model_kwargs"] == {"use_safetensors": True}
    assert len(folder.digest) == 32


def test_without_torch_the_way_to_do_without_is_said(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    folder = ModelFolder(write(tmp_path, tiny.bert_files(model_type="mpnet")))
    with pytest.raises(ModelError, match="Export the model as ONNX"):
        torch_encoder(folder)


# --- a real model --------------------------------------------------------------------------------

OPENS = "The mayor opened the new harbour on Monday."
RESCUED = "A dozen passengers were rescued by men in boats."
SAVED = "Twelve people were saved by fishermen."
FOG = "Seven ferries lay idle because of thick fog."


@pytest.fixture(scope="module")
def opened(minilm):
    return open_model(minilm)


def test_a_real_model_proposes_what_is_said_in_other_words(opened):
    one, two = version(f"{OPENS}\n\n{RESCUED}", "A"), version(f"{OPENS}\n\n{FOG}\n\n{SAVED}", "B")
    collation = compare([one, two], meaning=opened).collation
    ((a, b),) = [(p.a_unit, p.b_unit) for p in collation.proposals]
    assert (one.slice(one.units[a].span), two.slice(two.units[b].span)) == (RESCUED, SAVED)
    assert collation.similarity == "model (BERT)"
    assert collation.similarity_digest == "06521eeb5fe55b23cb4716b9217853d5"


def test_a_real_model_cannot_see_a_missing_clause_and_decides_nothing(opened):
    """The model finds the sentence with and without its charge alike; what is left out is said all the same."""
    short = "The minister left the hall after the second vote on Tuesday evening."
    full = short.replace(" on Tuesday evening.", " on Tuesday evening, calling the judge a liar to his face.")
    assert opened.matrix([short], [full])[0, 0] > 0.6
    found = compare([version(full, "A"), version(short, "B")], meaning=opened).omissions
    assert ["calling the judge a liar" in finding.quote for finding in found] == [True]


COMPARE = """
import sys
from pathlib import Path
from twicetold import compare, read
from twicetold.align.meaning.opening import open_model
model = open_model(Path(sys.argv[1]))
print(round(float(model.matrix([sys.argv[2]], [sys.argv[3]])[0, 0]), 3))
"""


def test_nothing_goes_on_the_network(minilm, root, tmp_path):
    log = tmp_path / "outgoing.txt"
    log.touch()
    paths = os.pathsep.join([str(root / "tests" / "e2e" / "offline"), str(root)])
    run = subprocess.run(
        [sys.executable, "-c", COMPARE, str(minilm), SAVED, RESCUED],
        env=os.environ | {"PYTHONPATH": paths, "TWICETOLD_OUTGOING_LOG": str(log)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert float(run.stdout) > 0.5
    assert log.read_text() == ""


def test_the_command_line_takes_a_folder(minilm, tmp_path, capsysbinary):
    for name, texts in (("a", (OPENS, RESCUED)), ("b", (OPENS, SAVED))):
        (tmp_path / f"{name}.txt").write_text("\n\n".join(texts))
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert main(["compare", *files, "--meaning", str(minilm)]) == DIFFERENT
    said = " ".join(capsysbinary.readouterr().out.decode().split())
    assert "proposed by model (BERT)" in said
    assert SAVED in said.partition("not counted")[2]
