"""Word diff alone: two texts as interned tokens → what is common, each engine in its best mode.

    ugly    one engine given strings, another numbers, a third time for its own tokeniser
    wanted  one tokeniser outside the clock; numbers for engines that take any items, one character a word for those
            that take text; every engine from ready input to its list of matches or edits

``VARIANTS[name](texts)`` returns the run. Engines are loaded when they are asked for: most live in ``.bench/venv``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

Run = Callable[[], dict[str, float]]
TOKEN = re.compile(r"\w+|[^\w\s]")

_FIRST_CHARACTER = 0x100
_SURROGATES, _SURROGATE_COUNT = 0xD800, 0x800
"""Words become characters beyond Latin and around the surrogates: newlines and half characters are read in ways of
their own."""


def tokens(texts: Sequence[bytes]) -> list[list[int]]:
    """The tokens of both texts as numbers, the same for the same word without regard to case."""
    index: dict[str, int] = {}
    found = [TOKEN.findall(text.decode("utf-8", "replace").casefold()) for text in texts]
    return [[index.setdefault(token, len(index)) for token in side] for side in found]


def characters(sides: Sequence[Sequence[int]]) -> list[str]:
    """One character a word."""
    return ["".join(chr(_character(number)) for number in side) for side in sides]


def _character(number: int) -> int:
    code = _FIRST_CHARACTER + number
    return code if code < _SURROGATES else code + _SURROGATE_COUNT


def _engine(texts: Sequence[bytes]) -> Run:
    """Ours: runs and clean-up, on ready numbers with the information of each."""
    numpy: Any = import_module("numpy")
    matching: Any = import_module("twicetold.align.words")
    sides = tokens(texts)
    a, b = (numpy.array(side, dtype=numpy.int32) for side in sides)
    counts = numpy.bincount(numpy.concatenate((a, b)))
    bits = numpy.log2(counts.sum() / numpy.maximum(counts, 1))
    return lambda: _nothing(matching.match_ids(a, b, bits))


def _engine_runs(texts: Sequence[bytes]) -> Run:
    """Ours without the clean-up: what the others do."""
    numpy: Any = import_module("numpy")
    runs: Any = import_module("twicetold.align.runs")
    a, b = (numpy.array(side, dtype=numpy.int32) for side in tokens(texts))
    return lambda: _nothing(runs.common_runs(a, b))


def _rapidfuzz(texts: Sequence[bytes]) -> Run:
    """Longest common subsequence; it takes lists of whole numbers."""
    distance: Any = import_module("rapidfuzz.distance")
    a, b = tokens(texts)
    return lambda: _nothing(distance.LCSseq.editops(a, b).as_matching_blocks())


def _similar(texts: Sequence[bytes]) -> Run:
    """Patience, its fastest algorithm on prose; it takes lists of strings."""
    similar: Any = import_module("similar")
    a, b = (list(side) for side in characters(tokens(texts)))
    return lambda: _nothing(similar.opcodes_seq(a, b, algorithm="patience"))


def _fast_diff_match_patch(texts: Sequence[bytes]) -> Run:
    """Myers in C++, one character a word, no clean-up and no line mode, no time limit."""
    module: Any = import_module("fast_diff_match_patch")
    a, b = characters(tokens(texts))
    return lambda: _nothing(module.diff(a, b, timelimit=0, checklines=False, cleanup="No"))


def _cydifflib(texts: Sequence[bytes]) -> Run:
    """With ``autojunk``, its default: it drops matches silently, and without it takes minutes."""
    module: Any = import_module("cydifflib")
    a, b = tokens(texts)
    return lambda: _nothing(module.SequenceMatcher(None, a, b).get_opcodes())


def _difflib(texts: Sequence[bytes]) -> Run:
    """With ``autojunk``, its default, as above."""
    module: Any = import_module("difflib")
    a, b = tokens(texts)
    return lambda: _nothing(module.SequenceMatcher(None, a, b).get_opcodes())


def _difflib_exact(texts: Sequence[bytes]) -> Run:
    """Without ``autojunk``."""
    module: Any = import_module("difflib")
    a, b = tokens(texts)
    return lambda: _nothing(module.SequenceMatcher(None, a, b, autojunk=False).get_opcodes())


def _diff_match_patch(texts: Sequence[bytes]) -> Run:
    """In Python, one character a word, no line mode, no time limit."""
    module: Any = import_module("diff_match_patch")
    a, b = characters(tokens(texts))
    tool = module.diff_match_patch()
    tool.Diff_Timeout = 0
    return lambda: _nothing(tool.diff_main(a, b, False))


def _patiencediff(texts: Sequence[bytes]) -> Run:
    module: Any = import_module("patiencediff")
    a, b = (list(side) for side in characters(tokens(texts)))
    return lambda: _nothing(module.PatienceSequenceMatcher(None, a, b).get_matching_blocks())


def _levenshtein(texts: Sequence[bytes]) -> Run:
    module: Any = import_module("Levenshtein")
    a, b = characters(tokens(texts))
    return lambda: _nothing(module.editops(a, b))


def _collatex(texts: Sequence[bytes]) -> Run:
    module: Any = import_module("collatex")
    witnesses = [
        {"id": f"V{number}", "tokens": [{"t": token, "n": token} for token in side]}
        for number, side in enumerate(([str(word) for word in side] for side in tokens(texts)), 1)
    ]
    return lambda: _nothing(module.collate({"witnesses": witnesses}, segmentation=False))


def _nothing(_: object) -> dict[str, float]:
    """A run has no stages; what it found is kept until here, so that nothing is left undone."""
    return {}


VARIANTS: dict[str, Callable[[Sequence[bytes]], Run]] = {
    "engine": _engine,
    "engine_runs": _engine_runs,
    "rapidfuzz": _rapidfuzz,
    "similar": _similar,
    "fast_dmp": _fast_diff_match_patch,
    "cydifflib": _cydifflib,
    "difflib": _difflib,
    "difflib_exact": _difflib_exact,
    "dmp": _diff_match_patch,
    "patiencediff": _patiencediff,
    "levenshtein": _levenshtein,
    "collatex": _collatex,
}
