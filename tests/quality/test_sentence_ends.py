"""Sentence ends in hard passages of ten languages: the labelled set, with its floor."""

from __future__ import annotations

import json

from twicetold.model import Span
from twicetold.text.sentences import split_sentences

FLOOR = 43
"""Of 44; the last asks to know that “Yahoo!” is a name."""


def test_hard_passages_are_split_as_people_split_them(shared):
    table = json.loads((shared / "gold" / "sentence_split_set.json").read_text(encoding="utf-8"))
    right = []
    for language, passages in table.items():
        for sentences in passages:
            text = ("" if language in ("zh", "ja") else " ").join(sentences)
            found = [text[s.start : s.end] for s in split_sentences(text, Span(0, len(text)), language)]
            right.append(found == sentences)
    assert len(right) == 44
    assert sum(right) >= FLOOR
