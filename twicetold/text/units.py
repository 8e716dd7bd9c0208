"""Text → paragraphs and units: lines of the page and headlines stay whole, body is divided into sentences.

    ugly    a menu cut at its points; “MOSCOW, May 20 —” as part of the first sentence
    wanted  one unit for the menu, one for the dateline, one for every sentence that is not endless

Cost: linear, on whole columns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twicetold.model import Paragraphs, Source, Tokens, Units
from twicetold.text.cuts import cut_places
from twicetold.text.ends import Stretches, find_sentences
from twicetold.text.furniture import find_labels
from twicetold.text.inside import find_inside
from twicetold.text.labels import BODY, DATELINE, FURNITURE, Labels
from twicetold.text.lines import Lines
from twicetold.text.marks import apply_marks
from twicetold.text.paragraphs import find_paragraphs
from twicetold.text.scan import IntColumn, Scan
from twicetold.text.sentences import rules_of


def divide(scanned: Scan, tokens: Tokens, language: str, longest_unit: int, source: Source) -> tuple[Paragraphs, Units]:
    """The paragraphs and units of a text; every token is in one unit, every unit in one paragraph.

    A unit of body has at most ``longest_unit`` tokens. What holds no token (a line of invisible characters) is no unit,
    and its paragraph none. What ``source`` says of paragraphs holds against what is guessed here.
    """
    words = np.concatenate(([0], np.cumsum(tokens.is_word)))
    starts, ends = find_paragraphs(scanned)
    first, last = (np.searchsorted(tokens.starts, bounds) for bounds in (starts, ends))
    lines = Lines(scanned, starts, ends, words[last] - words[first])
    labels = find_labels(lines, language)
    apply_marks(scanned, starts, ends, labels, source)
    find_inside(lines, labels, tails=not source.handling.keep_all)
    pieces, kinds, home = _pieces(scanned, Stretches(starts, ends), labels, language)
    pieces, kinds, home = _shorten(tokens, pieces, kinds, home, longest_unit)
    first, last = (np.searchsorted(tokens.starts, bounds) for bounds in (pieces.starts, pieces.ends))
    kept = first < last
    first, last, home, kinds = first[kept], last[kept], home[kept], kinds[kept]
    begins = np.flatnonzero(np.diff(home, prepend=-1))
    used = home[begins]
    edges = np.concatenate((begins, [len(home)]))
    reasons = {
        u: reason for i, reason in labels.reasons.items() for u in range(*np.searchsorted(home, (i, i + 1)).tolist())
    }
    reasons |= {int(np.searchsorted(home, i + 1)) - 1: reason for i, (_, reason) in labels.tails.items()}
    units = Units(
        _int32(pieces.starts[kept]),
        _int32(pieces.ends[kept]),
        _int32(first),
        _int32(last),
        kinds,
        _int32(np.searchsorted(used, home)),
        _int32(words[last] - words[first]),
        dict(sorted(reasons.items())),
        frozenset(u for i in labels.repeats for u in range(*np.searchsorted(home, (i, i + 1)).tolist())),
    )
    return Paragraphs(_int32(starts[used]), _int32(ends[used]), _int32(edges[:-1]), _int32(edges[1:])), units


def _pieces(
    scanned: Scan, paragraphs: Stretches, labels: Labels, language: str
) -> tuple[Stretches, NDArray[np.uint8], IntColumn]:
    """Places, kinds and paragraphs of all units in order: datelines, sentences, what the page puts behind them, and
    paragraphs that stay whole."""
    is_body = labels.kinds == BODY
    body, whole = np.flatnonzero(is_body), np.flatnonzero(~is_body)
    dated, begin = _split_off(labels.dateline_chars, paragraphs.starts, 1)
    tailed, end = _split_off({i: chars for i, (chars, _) in labels.tails.items()}, paragraphs.ends, -1)
    text = scanned.text
    opening = zip(paragraphs.starts[dated].tolist(), begin[dated].tolist(), strict=True)
    dateline_ends = np.array([start + len(text[start:stop].rstrip()) for start, stop in opening], dtype=np.int64)
    sentences, home = find_sentences(scanned, Stretches(begin[body], end[body]), rules_of(language))
    starts = np.concatenate((sentences.starts, paragraphs.starts[dated], end[tailed], paragraphs.starts[whole]))
    order = np.argsort(starts, kind="stable")
    ends = np.concatenate((sentences.ends, dateline_ends, paragraphs.ends[tailed], paragraphs.ends[whole]))
    kinds = np.concatenate(
        (
            np.repeat((BODY, DATELINE, FURNITURE), (len(sentences.starts), len(dated), len(tailed))),
            labels.kinds[whole],
        )
    ).astype(np.uint8)
    return (
        Stretches(starts[order], ends[order]),
        kinds[order],
        np.concatenate((body[home], dated, tailed, whole))[order],
    )


def _split_off(chars: dict[int, int], edges: IntColumn, sign: int) -> tuple[IntColumn, IntColumn]:
    """The paragraphs of which so many characters are split off at an edge, and all edges moved inwards by those."""
    which = np.array(sorted(chars), dtype=np.int64)
    moved = edges.copy()
    moved[which] += sign * np.array([chars[i] for i in which.tolist()], dtype=np.int64)
    return which, moved


def _shorten(
    tokens: Tokens, pieces: Stretches, kinds: NDArray[np.uint8], home: IntColumn, longest: int
) -> tuple[Stretches, NDArray[np.uint8], IntColumn]:
    """The same pieces with those of body cut that have more than ``longest`` tokens."""
    first, last = (np.searchsorted(tokens.starts, bounds) for bounds in (pieces.starts, pieces.ends))
    places, which = cut_places(tokens, first, np.where(kinds == BODY, last, first), longest)
    if not len(places):
        return pieces, kinds, home
    starts = np.concatenate((pieces.starts, tokens.starts[places].astype(np.int64)))
    ends = np.concatenate((pieces.ends, tokens.ends[places - 1].astype(np.int64)))
    which = np.concatenate((np.arange(len(kinds)), which))
    order = np.argsort(starts, kind="stable")
    # what ends before a cut began at the place before it
    return Stretches(starts[order], np.sort(ends)), kinds[which[order]], home[which[order]]


def _int32(column: IntColumn) -> NDArray[np.int32]:
    return column.astype(np.int32)
