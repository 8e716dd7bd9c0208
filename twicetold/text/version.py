"""Source → Version: the straight line through this package."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import regex

from twicetold.errors import EmptyError, SizeError
from twicetold.model import Source, Version
from twicetold.settings import DEFAULT, Settings
from twicetold.text.details import with_details
from twicetold.text.facts import with_facts
from twicetold.text.language import guess_language
from twicetold.text.notes import set_aside_notes
from twicetold.text.scan import scan
from twicetold.text.tokens import tokenise_scan
from twicetold.text.units import divide

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
    scanned = scan(text)
    tokens = tokenise_scan(scanned)
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
    stated = with_details(source.meta, source.handling.meta)
    language = stated.language or guess_language(text)
    paragraphs, units = divide(scanned, tokens, language, settings.max_unit_words, source)
    given = [field for field, _ in source.handling.meta]
    meta = with_facts(replace(stated, language=language), text, units, given)
    known = replace(source, meta=meta, notes=source.notes + set_aside_notes(units, source.handling))
    name = clean_label(label or stated.outlet or stated.title or source.name)
    return Version(
        _digest(name, known),
        name,
        text,
        paragraphs,
        units,
        tokens,
        known.meta,
        known.notes,
        source.handling,
        source.name,
        source.part,
    )


def clean_label(label: str) -> str:
    """A name as it may stand in a sentence: on one line, without control signs and marks of direction, not too long."""
    plain = " ".join(_UNNAMED.sub(" ", label).split())
    return plain if len(plain) <= _LABEL_CHARS else plain[: _LABEL_CHARS - 1].rstrip() + "…"


def relabel(version: Version, label: str) -> Version:
    """The same version under another name; its id changes with it."""
    renamed = hashlib.blake2b((version.id + label).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return replace(version, label=label, id=version.id[:16] + renamed)


def _digest(label: str, source: Source) -> str:
    """A digest of everything that a result shows of a version: 16 digits of its text, then 16 of all the rest.

    Versions are aligned in the order of their digests; that a title is corrected must not change how ties fall.
    """
    rest = (label, source.name, source.part, source.meta, source.notes, source.marks, source.handling)
    parts = (source.text.encode("utf-8", "surrogatepass"), repr(rest).encode("utf-8", "surrogatepass"))
    return "".join(hashlib.blake2b(part, digest_size=8).hexdigest() for part in parts)
