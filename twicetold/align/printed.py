"""Words as they are printed: with the marks that stand on them, without a space between.

    ugly    “he was late[,] and” against “he was late and”: one comma in a page of marks
    wanted  “late,” against “late”: a word whose own mark was put in, taken away or changed is a changed word

So do the people who marked edits by hand: of 848 sentence pairs 59 % were all right without this, 71 % with it. They
go further and mark “came” too where “came late.” has become “came.”, because they marked whatever stands between two
spaces; with that it would be 86 %. But “came” has not changed, and its full stop stands where it stood: at the end.
Spacing does not count: “oui :” and “oui:” agree. Cost: linear.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twicetold.align.gaps import Rows, ragged
from twicetold.model import Tokens


def keep_whole(runs: Rows, a: Tokens, b: Tokens) -> Rows:
    """Runs without the words that a mark stands on, on either side, which is not in any run."""
    lengths = runs[:, 2]
    number = np.repeat(np.arange(len(runs)), lengths)
    i, j = ragged(runs[:, 0], lengths), ragged(runs[:, 1], lengths)
    whole = _all_kept(a, i)[i] & _all_kept(b, j)[j]
    i, j, number = i[whole], j[whole], number[whole]
    if not len(i):
        return runs[:0]
    first = np.flatnonzero(np.concatenate(([True], (np.diff(i) != 1) | (np.diff(number) != 0))))
    return np.stack([i[first], j[first], np.diff(np.concatenate((first, [len(i)])))], axis=1)


def _all_kept(tokens: Tokens, kept: Rows) -> NDArray[np.bool_]:
    """Per token: whether all marks that stand on it are among the tokens ``kept``; true of marks."""
    lost = np.ones(len(tokens), dtype=np.int64)
    lost[kept] = 0
    sums = np.concatenate(([0], np.cumsum(lost)))
    before, behind = _marks(tokens)
    numbers = np.arange(len(tokens))
    all_kept: NDArray[np.bool_] = sums[numbers + behind + 1] - sums[numbers - before] == lost
    return all_kept


def _marks(tokens: Tokens) -> tuple[Rows, Rows]:
    """How many marks stand on each word before it and behind it; none on a mark. A mark between two words, without a
    space, stands on the first."""
    starts = tokens.gaps != 0
    starts[:1] = True
    words = np.cumsum(tokens.is_word)
    before_chunk = np.maximum.accumulate(np.where(starts, words - tokens.is_word, 0))
    starts |= tokens.is_word & (words - before_chunk > 1)
    first = np.flatnonzero(starts)
    owner = np.cumsum(starts) - 1
    last = np.concatenate((first[1:], [len(starts)]))
    numbers = np.arange(len(starts))
    before = np.where(tokens.is_word, numbers - first[owner], 0)
    behind = np.where(tokens.is_word, last[owner] - 1 - numbers, 0)
    return before, behind
