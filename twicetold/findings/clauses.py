"""Where a clause that was cut begins and ends, when the words alone leave that open.

    ugly    “families lost their homes and the”: the alignment kept the first “and the” and dropped the second
    wanted  “and the families lost their homes”, which is the same cut, named as a clause

A cut may slide as long as the words that it takes in at one end are those that it gives up at the other. Of the places
where it may stand the best begins with a mark or a word that opens a clause, ends before one, and leaves no article,
preposition or conjunction hanging. On a tie it stays. Cost: a few steps for each clause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from twicetold.findings.grammar import Grammar, read_grammar
from twicetold.model import Collation, Span, Version

_MOST_STEPS = 8
"""So many words a cut may slide; longer repetitions are no matter of boundaries."""


def settle(
    collation: Collation, keepers: Mapping[int, Span], lackers: Mapping[int, Span]
) -> tuple[dict[int, Span], dict[int, Span]]:
    """The token ranges of a cut in the versions that have it, and the points where others lack it, after sliding.

    All versions slide by as many words, or none does.
    """
    shifts = _common(collation, keepers, lackers)
    lead = max(keepers, key=lambda v: (len(keepers[v]), collation.versions[v].id))
    version, span = collation.versions[lead], keepers[lead]
    grammar = read_grammar(version.meta.language)
    best = max(shifts, key=lambda step: (_worth(version, grammar, span, step), -abs(step), step))
    return (
        {v: Span(own.start + best, own.end + best) for v, own in keepers.items()},
        {v: Span(own.start + best, own.end + best) for v, own in lackers.items()},
    )


def _common(collation: Collation, keepers: Mapping[int, Span], lackers: Mapping[int, Span]) -> Sequence[int]:
    """The steps, left (negative) and right, by which the cut may slide in every version."""
    if any(len(point) for point in lackers.values()):
        return (0,)
    found = [0]
    for direction in (-1, 1):
        for steps in range(1, _MOST_STEPS + 1):
            if not all(_may_slide(collation, v, span, direction, steps) for v, span in keepers.items()):
                break
            first = next(iter(keepers))
            word = _entering(collation, first, keepers[first], direction, steps)
            if not all(_stands(collation, v, point, direction, steps) == word for v, point in lackers.items()):
                break
            found.append(direction * steps)
    return found


def _entering(collation: Collation, v: int, span: Span, direction: int, steps: int) -> int:
    """The key id of the word that the last step takes in."""
    at = span.start - steps if direction < 0 else span.end + steps - 1
    return int(collation.key_ids[v][at])


def _may_slide(collation: Collation, v: int, span: Span, direction: int, steps: int) -> bool:
    """Whether the last step takes in the same word as it gives up, inside the sentence."""
    version = collation.versions[v]
    low, high = _sentence(version, span)
    if span.start + direction * steps < low or span.end + direction * steps > high:
        return False
    gone = span.end - steps if direction < 0 else span.start + steps - 1
    return _entering(collation, v, span, direction, steps) == int(collation.key_ids[v][gone])


def _stands(collation: Collation, v: int, point: Span, direction: int, steps: int) -> int:
    """The key id of the word beside the point that the last step passes; -1 at the end of the text."""
    at = point.start - steps if direction < 0 else point.start + steps - 1
    ids = collation.key_ids[v]
    return int(ids[at]) if 0 <= at < len(ids) else -1


def _sentence(version: Version, span: Span) -> tuple[int, int]:
    """The tokens of the sentences that a range begins and ends in."""
    units = version.units
    first, last = np.searchsorted(units.token_ends, (span.start, span.end - 1), side="right").tolist()
    return int(units.token_starts[first]), int(units.token_ends[last])


def _worth(version: Version, grammar: Grammar, span: Span, step: int) -> int:
    """How well a cut would begin and end."""
    low, high = _sentence(version, span)
    start, end = span.start + step, span.end + step
    worth = 3 * (start == low or _opens(version, grammar, start))
    worth += 2 * (start > low and not version.tokens.is_word[start - 1])
    worth += 2 * (end == high or _opens(version, grammar, end))
    worth += 2 * bool(not version.tokens.is_word[end - 1])
    last = _key(version, end - 1)
    hangs = any(grammar.has(name, last) for name in ("clause_openers", "articles", "prepositions"))
    return int(worth - 2 * hangs)


def _opens(version: Version, grammar: Grammar, token: int) -> bool:
    return not version.tokens.is_word[token] or grammar.has("clause_openers", _key(version, token))


def _key(version: Version, token: int) -> str:
    return version.tokens.keys[int(version.tokens.forms[token])]
