"""Inside one changed word: which letters differ, where the two are one word spelled in two ways.

    ugly    {k→murd}[er]·{i→}·…   “killer” and “murderer” in snippets, or an accent cut from its letter
    wanted  organi{s→z}e  ·  Ant{+h}ony  ·  killer → murderer, whole

diff-match-patch finds the letters, with its semantic clean-up and without its time limit. A letter is what a reader
takes for one: a base with its marks, an emoji with all that is joined to it. Numbers are never cut: one digit makes
another number. Cost: letters × letters of two words.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

import regex
from diff_match_patch import diff_match_patch

from twicetold.model import Edit, EditKind

_LETTER = regex.compile(r"\X")
_DIGIT = regex.compile(r"\p{N}")
_ALIKE_SHARE = 0.7
"""Share of the longer word's letters that both must keep to be shown in letters. In 848 edited sentence pairs, one-word
replacements below it were other words (“the”, “their”; “concern”, “consider”), those above spellings and endings, with
few exceptions (“would”, “could”)."""
_MAX_LETTERS = 100
"""Letters of the longest word that is looked into; what is longer is no word."""
_STAND_INS = range(0xF0000, 0xF0000 + 2 * _MAX_LETTERS + 1)
"""Characters of a private plane; each stands for a letter of several characters while letters are compared."""


def diff_letters(a: str, b: str) -> list[Edit]:
    """The letters in which word ``b`` differs from word ``a``, in order, as half-open spans of characters.

    Letters are grapheme clusters and are never cut. Two words that do not share most of their letters, and figures,
    come back as one edit from end to end; two equal words as none.
    """
    if a == b:
        return []
    sides = [_LETTER.findall(word) for word in (a, b)]
    whole = [Edit((0, len(a)) if a else None, (0, len(b)) if b else None, _kind(bool(a), bool(b)))]
    longer = max(map(len, sides))
    if longer > _MAX_LETTERS or _DIGIT.search(a + b):
        return whole
    # no more can be kept than both have, in whatever order; most pairs of words are done with here
    if (Counter(sides[0]) & Counter(sides[1])).total() < _ALIKE_SHARE * longer:
        return whole
    diffs = _diffs(sides)
    kept = sum(len(text) for op, text in diffs if op == 0)
    return _edits(diffs, sides) if kept >= _ALIKE_SHARE * longer else whole


def _diffs(sides: list[list[str]]) -> list[tuple[int, str]]:
    """Diffs (-1, 0 or 1, text) in which every letter is one character."""
    taken = {letter for side in sides for letter in side}
    free = (character for character in map(chr, _STAND_INS) if character not in taken)
    stand_in = {letter: letter if len(letter) == 1 else next(free) for letter in sorted(taken)}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    left, right = ("".join(stand_in[letter] for letter in side) for side in sides)
    diffs: list[tuple[int, str]] = engine.diff_main(left, right, False)
    engine.diff_cleanupSemantic(diffs)
    return diffs


def _edits(diffs: list[tuple[int, str]], sides: list[list[str]]) -> list[Edit]:
    ends = [[0, *accumulate(map(len, side))] for side in sides]
    edits: list[Edit] = []
    places = [0, 0]
    begun = [0, 0]
    for op, text in [*diffs, (0, "")]:
        if op == 0:
            spans = [
                (ends[side][begun[side]], ends[side][places[side]]) if begun[side] < places[side] else None
                for side in (0, 1)
            ]
            if any(spans):
                edits.append(Edit(spans[0], spans[1], _kind(spans[0] is not None, spans[1] is not None)))
            places = [place + len(text) for place in places]
            begun = list(places)
        else:
            places[op > 0] += len(text)
    return edits


def _kind(gone: bool, new: bool) -> EditKind:
    return "replaced" if gone and new else "omitted" if gone else "added"
