"""Two versions → a standard patch, for other tools: unified diff by line (difflib), or diff-match-patch patches.

A patch turns the first version's text into the second's. It is made from the texts as they stand, typography
included, and knows nothing of moves; what the screen says is made from the collation instead.
"""

from __future__ import annotations

import re
from difflib import unified_diff

from diff_match_patch import diff_match_patch

from twicetold.align.words import match_ids
from twicetold.model import Version
from twicetold.pipeline import Comparison

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NO_LINE_END = "\\ No newline at end of file"
_DELETE, _EQUAL, _INSERT = -1, 0, 1


def to_unified(comparison: Comparison, a: int, b: int) -> str:
    """A unified diff of the lines of versions ``a`` and ``b``, for ``patch`` and its like; empty if they are the same.

    Lines end at line feeds alone, as those tools have it: a carriage return belongs to its line.
    """
    old, new = (_LINE.findall(comparison.versions[v].text) for v in (a, b))
    names = [" ".join(comparison.versions[v].label.split()) for v in (a, b)]
    diff = unified_diff(old, new, names[0], names[1])
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_LINE_END}\n" for line in diff)


def to_patch(comparison: Comparison, a: int, b: int) -> str:
    """diff-match-patch patches, as text: ``patch_apply(patch_fromText(…), text of a)`` gives the text of b exactly.

    The edits are those of whole words (``diffs``); no time limit is at work, so the patch is the same on every machine.
    """
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    first = comparison.versions[a].text
    text: str = engine.patch_toText(engine.patch_make(first, diffs(comparison, a, b)))
    return text


def diffs(comparison: Comparison, a: int, b: int) -> list[tuple[int, str]]:
    """The texts of two versions as diff-match-patch diffs (-1 deleted, 1 inserted, 0 equal), cut at whole words."""
    left, right = comparison.versions[a], comparison.versions[b]
    collation = comparison.collation
    runs = match_ids(collation.key_ids[a], collation.key_ids[b], collation.information, collation.settings)
    found: list[tuple[int, str]] = []
    i = j = 0
    # every run begins and ends at an edge, and inside it every token does: the spaces between tokens may differ
    edges = [(i_run + k, j_run + k) for i_run, j_run, length in runs for k in range(length + 1)]
    for i_end, j_end in [*edges, (len(left.tokens), len(right.tokens))]:
        _extend(found, _between(left, i, i_end), _between(right, j, j_end))
        i, j = i_end, j_end
    _extend(found, left.text[_start(left, i) :], right.text[_start(right, j) :])
    return found


def _start(version: Version, token: int) -> int:
    """Where the text behind the token before number ``token`` begins."""
    return int(version.tokens.ends[token - 1]) if token else 0


def _between(version: Version, first: int, last: int) -> str:
    return version.text[_start(version, first) : _start(version, last)]


def _extend(found: list[tuple[int, str]], gone: str, new: str) -> None:
    pieces = [(_EQUAL, gone)] if gone == new else [(_DELETE, gone), (_INSERT, new)]
    for op, text in pieces:
        if text and found and found[-1][0] == op:
            found[-1] = (op, found[-1][1] + text)
        elif text:
            found.append((op, text))
