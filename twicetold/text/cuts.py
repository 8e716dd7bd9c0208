"""Units that are too long → pieces, cut where both of two versions would be cut.

    ugly    a novel without full stops as one unit of 80,000 words; or cut at every 300th word, so that one word put in
            at the beginning moves every cut behind it
    wanted  pieces of a bearable length, cut at the strongest place near, and at the same places in an edited copy

A place is the stronger the more it divides: a mark before a space, a mark, a space, nothing. Among equals the word
behind the place decides by its checksum, so the choice depends on the words there and not on where the last cut fell:
two versions that differ come back to the same cuts behind the difference. Cost: linear; texts with full stops pay
nothing.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from twicetold.model import Tokens
from twicetold.text.scan import IntColumn

_SHORTEST = 4
"""A piece has at least a quarter of the longest length, unless it is the last: the window in which two versions find
the same place must be wide."""
_MARK_AND_SPACE, _MARK, _SPACE = 3, 2, 1


def cut_places(tokens: Tokens, first: IntColumn, last: IntColumn, most: int) -> tuple[IntColumn, IntColumn]:
    """Where to cut the ranges ``first ≤ token < last`` so that none has more than ``most`` tokens.

    Returns token indexes before which a cut falls, in order, and for each the index of its range.
    """
    long = np.flatnonzero(last - first > most)
    if not len(long):
        return long, long
    strength = _strengths(tokens)
    places: list[int] = []
    ranges: list[int] = []
    for i, begin, end in zip(long.tolist(), first[long].tolist(), last[long].tolist(), strict=True):
        place = begin
        while end - place > most:
            low = place + max(1, most // _SHORTEST)
            place = low + int(np.argmax(strength[low : place + most + 1]))
            places.append(place)
            ranges.append(i)
    return np.array(places, dtype=np.int64), np.array(ranges, dtype=np.int64)


def _strengths(tokens: Tokens) -> NDArray[np.int64]:
    """Per token how well the place before it divides; the lower 32 bits tell equals apart."""
    checksum = np.array([crc32(key.encode("utf-8", "surrogatepass")) for key in tokens.keys], dtype=np.int64)
    mark_before = np.concatenate(([False], ~tokens.is_word[:-1]))
    spaced = tokens.gaps > 0
    class_ = np.where(mark_before, np.where(spaced, _MARK_AND_SPACE, _MARK), np.where(spaced, _SPACE, 0))
    # a mark itself never begins a piece
    class_[~tokens.is_word] = 0
    return (class_.astype(np.int64) << 32) + checksum[tokens.forms]
