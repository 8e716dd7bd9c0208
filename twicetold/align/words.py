"""Words of two texts: which are kept, which differ, whole words only.

``match_tokens`` and ``diff_words`` are the public faces of ``runs``; the collation uses the same runs, so what the
reader shows and what the API returns cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from twicetold.align.gaps import lay_out
from twicetold.align.lexicon import make_lexicon
from twicetold.align.printed import keep_whole
from twicetold.align.runs import find_runs
from twicetold.align.worth import Run, worthwhile, worthwhile_runs
from twicetold.model import Edit, IntArray, Tokens
from twicetold.settings import DEFAULT, Settings
from twicetold.text.tokens import tokenise

_FEW_CELLS = 4096
"""Ids × ids up to which plain lists are quicker than numpy: a sentence pair of 25 words takes 20 µs, not 400."""


def match_ids(a: IntArray, b: IntArray, bits: NDArray[np.float64], settings: Settings = DEFAULT) -> list[Run]:
    """Runs of equal ids worth their marks; ``bits[id]`` is the information of an id. The same as ``match_gaps``, and
    quicker for one pair of sentences."""
    if len(a) * len(b) > _FEW_CELLS:
        return [(i, j, length) for i, j, length in match_gaps(a, b, None, bits, settings).tolist()]
    blocks = LCSseq.editops(a.tolist(), b.tolist()).as_matching_blocks()
    runs = [(block.a, block.b, block.size) for block in blocks if block.size]
    return worthwhile_runs(runs, bits[a].tolist(), len(b), settings.detail)


def match_gaps(
    a: IntArray, b: IntArray, gaps: NDArray[np.integer] | None, bits: NDArray[np.float64], settings: Settings = DEFAULT
) -> IntArray:
    """Runs of equal ids worth their marks inside each gap: rows ``(a_start, b_start, length)``, gap after gap.

    ``gaps`` has rows ``(a_low, a_high, b_low, b_high)``, in any order, each solved for itself; ``None`` is all of ``a``
    against all of ``b``. One call for 50,000 passages costs little more than one for a text of their length.
    """
    laid = lay_out(a, b, gaps)
    runs = find_runs(laid)
    runs = worthwhile(runs, laid.gaps, bits[laid.a], settings.detail)
    return laid.put_back(runs)


def match_tokens(a: Sequence[str], b: Sequence[str], settings: Settings = DEFAULT) -> list[Run]:
    """Runs of equal tokens of two token lists: ``(a_start, b_start, length)``, increasing on both sides.

    Tokens are compared by their key (case, quotation marks and dashes do not count) only if the caller folded them:
    here equal means equal strings. A run that carries too little information for the place it would split is left
    out.
    """
    columns = [_as_tokens(a), _as_tokens(b)]
    lexicon = make_lexicon(columns)
    ids = [lexicon.ids[side][tokens.forms] for side, tokens in enumerate(columns)]
    return match_ids(ids[0], ids[1], lexicon.bits, settings)


def diff_words(a: str, b: str, settings: Settings = DEFAULT) -> list[Edit]:
    """The places where ``b`` differs from ``a``, in order, whole words only, as half-open character spans.

    A word counts as different with a mark that stands on it, as in print: “late” against “late,”.

    ``cosmetic`` edits (quotation marks, dashes, case, spacing, Unicode form) stand among the others, in their place.
    """
    columns = [tokenise(a), tokenise(b)]
    lexicon = make_lexicon(columns)
    ids = [lexicon.ids[side][tokens.forms] for side, tokens in enumerate(columns)]
    matched = match_gaps(ids[0], ids[1], None, lexicon.bits, settings)
    runs = keep_whole(matched.astype(np.int64), columns[0], columns[1]).tolist()
    edits: list[Edit] = []
    i = j = 0
    for i_run, j_run, length in [*runs, (len(columns[0]), len(columns[1]), 0)]:
        if i < i_run or j < j_run:
            edits.append(_edit(columns, (i, i_run), (j, j_run)))
        for offset in range(length):
            edits.extend(_cosmetic(a, b, columns, i_run + offset, j_run + offset, first=offset == 0))
        i, j = i_run + length, j_run + length
    return edits


def _edit(columns: list[Tokens], a: tuple[int, int], b: tuple[int, int]) -> Edit:
    spans = [
        (int(tokens.starts[low]), int(tokens.ends[high - 1])) if low < high else None
        for tokens, (low, high) in zip(columns, (a, b), strict=True)
    ]
    return Edit(spans[0], spans[1], "replaced" if spans[0] and spans[1] else "omitted" if spans[0] else "added")


def _cosmetic(a: str, b: str, columns: list[Tokens], i: int, j: int, *, first: bool) -> list[Edit]:
    """The typographic difference of two matched tokens, and of the space before them unless they begin a run."""
    found: list[Edit] = []
    left, right = columns
    if not first and left.gaps[i] != right.gaps[j]:
        found.append(
            Edit(
                (int(left.ends[i - 1]), int(left.starts[i])), (int(right.ends[j - 1]), int(right.starts[j])), "cosmetic"
            )
        )
    spans = [(int(t.starts[k]), int(t.ends[k])) for t, k in ((left, i), (right, j))]
    if a[slice(*spans[0])] != b[slice(*spans[1])]:
        found.append(Edit(spans[0], spans[1], "cosmetic"))
    return found


def _as_tokens(words: Sequence[str]) -> Tokens:
    """Strings that are tokens already, as columns without places."""
    index: dict[str, int] = {}
    forms = np.fromiter((index.setdefault(word, len(index)) for word in words), dtype=np.int32, count=len(words))
    blank = np.zeros(len(words), dtype=np.int32)
    return Tokens(blank, blank, forms, blank.astype(np.uint8), blank.astype(np.bool_), tuple(index), tuple(index))
