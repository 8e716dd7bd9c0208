"""Source → Version: the straight line through this package."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import regex

from twicetold.errors import EmptyError, SizeError
from twicetold.model import KINDS, Kind, Meta, Note, Paragraphs, Source, Span, Tokens, Units, Version
from twicetold.settings import DEFAULT, Settings
from twicetold.text.furniture import Label, label_paragraphs
from twicetold.text.paragraphs import split_paragraphs
from twicetold.text.sentences import guess_language, split_sentences
from twicetold.text.tokens import tokenise

_UNNAMED = regex.compile(r"[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]+")
_LABEL_CHARS = 80
"""Longer names run over their neighbours' columns."""
_WORD_CHARS = 5_000
"""The longest word in use has some 200 characters; encoded pictures in a saved page have a million."""


def make_version(source: Source, label: str = "", settings: Settings = DEFAULT) -> Version:
    """The version that ``source`` holds, under ``label`` (default: its title, outlet or file name).

    Raises EmptyError when no word is in it, SizeError when it has more words than the settings allow.
    """
    text = source.text
    tokens = tokenise(text)
    words = tokens.word_count(0, len(tokens))
    if not words:
        raise EmptyError(f"“{source.name}” has no words in it. Give it a text of at least one sentence.")
    if words > settings.max_version_words:
        raise SizeError(
            f"“{source.name}” has {words:,} words; a version may have {settings.max_version_words:,}. "
            "Split it into parts and compare those."
        )
    longest = int((tokens.ends - tokens.starts).max())
    if longest > _WORD_CHARS:
        raise SizeError(
            f"“{source.name}” has a word of {longest:,} characters, so it is hardly a text. Check what is in it."
        )
    language = source.meta.language or guess_language(text)
    spans = split_paragraphs(text)
    labels = label_paragraphs([text[span.start : span.end] for span in spans])
    paragraphs, units = _divide(text, spans, labels, tokens, language)
    meta = replace(source.meta, language=language)
    notes = source.notes + _furniture_note(units)
    name = clean_label(label or source.meta.outlet or source.meta.title or source.name)
    return Version(_digest(name, text, meta, notes), name, text, paragraphs, units, tokens, meta, notes)


def clean_label(label: str) -> str:
    """A name as it may stand in a sentence: on one line, without control signs and marks of direction, not too long."""
    plain = " ".join(_UNNAMED.sub(" ", label).split())
    return plain if len(plain) <= _LABEL_CHARS else plain[: _LABEL_CHARS - 1].rstrip() + "…"


def relabel(version: Version, label: str) -> Version:
    """The same version under another name; its id changes with it."""
    return replace(version, label=label, id=_digest(label, version.text, version.meta, version.notes))


def _digest(label: str, text: str, meta: Meta, notes: tuple[Note, ...]) -> str:
    """A digest of everything that a result shows of a version."""
    shown = repr((label, text, meta, notes)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(shown, digest_size=16).hexdigest()


def _divide(
    text: str, spans: list[Span], labels: list[Label], tokens: Tokens, language: str
) -> tuple[Paragraphs, Units]:
    pieces: list[Span] = []
    kinds: list[int] = []
    homes: list[int] = []
    for k, (span, label) in enumerate(zip(spans, labels, strict=True)):
        for piece, kind in _pieces(text, span, label, language):
            pieces.append(piece)
            kinds.append(KINDS.index(kind))
            homes.append(k)
    starts = np.array([piece.start for piece in pieces], dtype=np.int32)
    ends = np.array([piece.end for piece in pieces], dtype=np.int32)
    first, last = (np.searchsorted(tokens.starts, bounds).astype(np.int32) for bounds in (starts, ends))
    # what holds no token (a line of invisible characters) is no unit, and its paragraph none
    kept = first < last
    starts, ends, first, last = starts[kept], ends[kept], first[kept], last[kept]
    home = np.array(homes, dtype=np.int32)[kept]
    used, paragraph, counts = np.unique(home, return_inverse=True, return_counts=True)
    words = np.concatenate(([0], np.cumsum(tokens.is_word)))
    units = Units(
        starts,
        ends,
        first,
        last,
        np.array(kinds, dtype=np.uint8)[kept],
        paragraph.astype(np.int32),
        (words[last] - words[first]).astype(np.int32),
        {u: labels[k].reason for u, k in enumerate(home.tolist()) if labels[k].reason},
        frozenset(u for u, k in enumerate(home.tolist()) if labels[k].repeats),
    )
    edges = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    chosen = [spans[k] for k in used.tolist()]
    paragraphs = Paragraphs(
        np.array([span.start for span in chosen], dtype=np.int32),
        np.array([span.end for span in chosen], dtype=np.int32),
        edges[:-1],
        edges[1:],
    )
    return paragraphs, units


def _pieces(text: str, span: Span, label: Label, language: str) -> list[tuple[Span, Kind]]:
    """The units of one paragraph: its dateline, then its sentences; anything but body stays whole."""
    if label.kind != "body":
        return [(span, label.kind)]
    pieces: list[tuple[Span, Kind]] = []
    start = span.start
    if label.dateline_chars:
        start += label.dateline_chars
        dateline = text[span.start : start].rstrip()
        pieces.append((Span(span.start, span.start + len(dateline)), "dateline"))
    pieces += [(sentence, "body") for sentence in split_sentences(text, Span(start, span.end), language)]
    return pieces


def _furniture_note(units: Units) -> tuple[Note, ...]:
    lines = int(np.count_nonzero(units.kinds == KINDS.index("furniture")))
    if not lines:
        return ()
    return (Note("furniture", f"{lines} {'line' if lines == 1 else 'lines'} taken for page furniture, not for story"),)
