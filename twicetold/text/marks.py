"""What a format or a person says of paragraphs, against what the text lets guess."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from twicetold.model import KINDS, STORY_KINDS, Source
from twicetold.text.labels import BODY, Labels
from twicetold.text.scan import IntColumn, Scan

BY_HAND = "you said so"


def apply_marks(scanned: Scan, starts: IntColumn, ends: IntColumn, labels: Labels, source: Source) -> None:
    """Puts the marks of ``source`` and then the decisions of a person into the labels of these paragraphs."""
    for mark in source.marks:
        first, last = np.searchsorted(ends, mark.span.start, "right"), np.searchsorted(starts, mark.span.end)
        for i in range(int(first), int(last)):
            labels.set(i, KINDS.index(mark.kind), mark.reason)
    handling = source.handling
    if handling.keep_all:
        for i in np.flatnonzero(labels.kinds >= STORY_KINDS).tolist():
            labels.set(i, BODY, BY_HAND)
    if handling.decisions:
        seen: defaultdict[str, list[int]] = defaultdict(list)
        quotes = {decision.quote for decision in handling.decisions}
        for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
            quote = quote_of(scanned.text[start:end])
            if quote in quotes:
                seen[quote].append(i)
        for decision in handling.decisions:
            for i in seen[decision.quote][decision.nth : decision.nth + 1]:
                labels.set(i, KINDS.index(decision.kind), BY_HAND)


def quote_of(paragraph: str) -> str:
    """The first characters of a paragraph, by which a decision names it."""
    return paragraph[:80]
