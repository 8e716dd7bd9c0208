"""What one version sets aside and another tells as story is story.

    ugly    “Ferry to be sold” grey here, because it stands in a list of links, and a finding there: “left out”
    wanted  the same words told by both

The other way round nothing follows: what only one version has may be what a reader looks for. Cost: nothing where no
line of four words is set aside; else a comparison of word counts, and of words where these agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from twicetold.model import Note, Paragraphs, Span, Units, Version
from twicetold.text.labels import BODY, FURNITURE
from twicetold.text.marks import BY_HAND
from twicetold.text.notes import set_aside_notes
from twicetold.text.sentences import split_sentences

_MIN_WORDS = 4
"""Words of a line that may be rescued: “Show more” stands in many a story too."""

_Words: TypeAlias = tuple[str, ...]


def rescue(versions: Sequence[Version]) -> list[Version]:
    """The versions, with lines made body that are taken for furniture in one and stand as body in another.

    What a person decided is left as it is.
    """
    aside = [_set_aside(version) for version in versions]
    if not any(aside):
        return list(versions)
    return [
        _rescued(version, _told(own, version, versions)) if own else version
        for version, own in zip(versions, aside, strict=True)
    ]


def _set_aside(version: Version) -> dict[int, _Words]:
    """The words of each unit that may be rescued."""
    units = version.units
    found = np.flatnonzero((units.kinds == FURNITURE) & (units.words >= _MIN_WORDS))
    return {u: _words(version, u, u) for u in found.tolist() if units.reasons.get(u) != BY_HAND}


def _words(version: Version, first: int, last: int) -> _Words:
    """The words of the units from ``first`` to ``last``, as they are compared."""
    start, end = int(version.units.token_starts[first]), int(version.units.token_ends[last])
    forms = version.tokens.forms[start:end][version.tokens.is_word[start:end]]
    return tuple(version.tokens.keys[form] for form in forms.tolist())


def _told(aside: dict[int, _Words], version: Version, versions: Sequence[Version]) -> dict[int, str]:
    """Which of these units another version tells as story, and who does: the first by name."""
    told: dict[int, str] = {}
    counts = np.unique([len(words) for words in aside.values()])
    for other in sorted((v for v in versions if v is not version), key=lambda v: v.label):
        theirs = _bodies(other, counts.tolist())
        for u, words in aside.items():
            if words in theirs:
                told.setdefault(u, other.label)
    return told


def _bodies(version: Version, counts: Sequence[int]) -> set[_Words]:
    """The words of all sentences and paragraphs of body that have as many words as are asked for."""
    units, paragraphs = version.units, version.paragraphs
    body = units.kinds == BODY
    found = {_words(version, u, u) for u in np.flatnonzero(body & np.isin(units.words, counts)).tolist()}
    before = np.concatenate(([0], np.cumsum(units.words)))
    sizes = before[paragraphs.unit_ends] - before[paragraphs.unit_starts]
    for p in np.flatnonzero(np.isin(sizes, counts)).tolist():
        first, last = int(paragraphs.unit_starts[p]), int(paragraphs.unit_ends[p])
        if last - first > 1 and body[first:last].all():
            found.add(_words(version, first, last - 1))
    return found


def _rescued(version: Version, told: dict[int, str]) -> Version:
    if not told:
        return version
    units, repeat = _as_body(version, told)
    edges = np.concatenate(([0], np.cumsum(repeat)))
    paragraphs = Paragraphs(
        version.paragraphs.starts,
        version.paragraphs.ends,
        edges[version.paragraphs.unit_starts].astype(np.int32),
        edges[version.paragraphs.unit_ends].astype(np.int32),
    )
    old = set_aside_notes(version.units, version.handling)
    notes = tuple(note for note in version.notes if note not in old)
    number = f"{len(told)} {'line' if len(told) == 1 else 'lines'}"
    said = Note("rescue", f"{number} counted as story, because {' and '.join(sorted(set(told.values())))} tells it so")
    rest = hashlib.blake2b(f"{version.id} {sorted(told)}".encode(), digest_size=8).hexdigest()
    return replace(
        version,
        id=version.id[:16] + rest,
        units=units,
        paragraphs=paragraphs,
        notes=(*notes, *set_aside_notes(units, version.handling), said),
    )


def _as_body(version: Version, told: dict[int, str]) -> tuple[Units, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """The units with these as sentences of body, and how many each of the old ones has become."""
    units, tokens = version.units, version.tokens
    pieces = {
        u: split_sentences(version.text, Span(int(units.starts[u]), int(units.ends[u])), version.meta.language)
        for u in told
    }
    repeat = np.ones(len(units), dtype=np.int64)
    repeat[list(pieces)] = [len(spans) for spans in pieces.values()]
    old = np.repeat(np.arange(len(units)), repeat)
    first = np.cumsum(repeat) - repeat
    starts, ends, kinds = units.starts[old], units.ends[old], units.kinds[old]
    for u, spans in pieces.items():
        here = slice(int(first[u]), int(first[u] + repeat[u]))
        starts[here] = [span.start for span in spans]
        ends[here] = [span.end for span in spans]
        kinds[here] = BODY
    words = np.concatenate(([0], np.cumsum(tokens.is_word)))
    token_starts, token_ends = (np.searchsorted(tokens.starts, edges).astype(np.int32) for edges in (starts, ends))
    reasons = {int(first[u]): reason for u, reason in units.reasons.items() if u not in told}
    reasons |= {int(first[u]): f"{label} tells it as story" for u, label in told.items()}
    return (
        Units(
            starts,
            ends,
            token_starts,
            token_ends,
            kinds,
            units.paragraphs[old],
            (words[token_ends] - words[token_starts]).astype(np.int32),
            dict(sorted(reasons.items())),
            frozenset(int(first[u]) for u in units.repeats),
        ),
        repeat,
    )
