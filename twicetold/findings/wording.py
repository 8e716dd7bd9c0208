"""What stands in place of a word in another version: labels, titles, hedges, reporting verbs, a “not”.

    ugly    every changed word of a rewritten sentence as a “swap”; “killer” in one list of loaded words
    wanted  at one place “appeared” in A and B, “seemed” in C; “had not been” in A, “had been” in B

A swap is a short stretch (three words at most) with something else in its place, beside words that both keep. It is
named after the list that words of both sides are in; a word that stands in no list counts only against one other word.
A hedge, an intensifier or a negation may also be put in or taken out. Two labels of one set of labels for people are
compared elsewhere too, if their sentences name the same people and neither version prints the other’s label. Names and
figures have kinds of their own. Cost: linear in the changed places of all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from twicetold.align.stretches import KINDS
from twicetold.findings.evidence import Evidence
from twicetold.findings.weight import NEGATION, SWAP, weigh
from twicetold.findings.word_lists import LISTS, read_label_sets
from twicetold.model import Finding, Place, Span

_MOST_WORDS = 3
_INFLECTED = 0.6
"""From this similarity two words are forms of one (“walk”, “walked”) or spellings, no swap."""
_LEAST_LETTERS = 4
_REPLACED, _OMITTED, _ADDED = (KINDS.index(kind) for kind in ("replaced", "omitted", "added"))
_OF_PEOPLE = "person"
"""How the names of sets begin whose labels are said of people."""
_MOST_LABELS = 400
"""Uses of the labels of one set that are compared with each other; a book has thousands, and says them all early."""
_PUT_IN = ("hedge", "intensifier")

Side = tuple[int, Span]
"""Version and tokens."""


@dataclass(frozen=True, slots=True)
class _Swap:
    """Two stretches that stand in each other’s place, and the form of finding that they make."""

    form: str
    passage: int
    left: Side
    right: Side


def find_wording(evidence: Evidence) -> tuple[Finding, ...]:
    """Findings of kind ``wording``: forms are the lists, ``negation``, ``word``, and ``elsewhere`` for labels."""
    groups = _join(list(_swaps(evidence)))
    return (*(_finding(evidence, form, sides) for form, sides in groups), *_labels_elsewhere(evidence))


def _swaps(evidence: Evidence) -> Iterator[_Swap]:
    count = len(evidence.versions)
    before = evidence.words_before
    named = [_taken(evidence, v) for v in range(count)]
    for a in range(count):
        for b in range(a + 1, count):
            if not evidence.related[a, b]:
                continue
            pairing = evidence.pairings[a, b]
            s = pairing.stretches
            left = before[a][s.a_ends] - before[a][s.a_starts]
            right = before[b][s.b_ends] - before[b][s.b_starts]
            replaced = (s.kinds == _REPLACED) & (np.minimum(left, right) > 0)
            one_sided = np.isin(s.kinds, (_REPLACED, _OMITTED, _ADDED)) & (np.minimum(left, right) == 0)
            short = np.maximum(left, right) <= _MOST_WORDS
            for k in np.flatnonzero((replaced | one_sided) & short & (np.maximum(left, right) > 0)).tolist():
                number = int(s.passages[k])
                if pairing.relations[number] == "absent":
                    continue
                sides = (a, Span(int(s.a_starts[k]), int(s.a_ends[k]))), (b, Span(int(s.b_starts[k]), int(s.b_ends[k])))
                if any(named[v][span.start : span.end].any() for v, span in sides):
                    continue
                form = _form(evidence, sides, edited=pairing.relations[number] == "edited")
                if form:
                    yield _Swap(form, number, *sides)


def _taken(evidence: Evidence, v: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Per token whether it is part of a name or a figure."""
    tokens = evidence.versions[v].tokens
    taken = np.zeros(len(tokens), dtype=np.bool_)
    for mention in evidence.names.of[v]:
        taken[mention.token : mention.token + len(mention.words)] = True
    for figure in evidence.figures[v]:
        span = evidence.tokens(v, figure.span)
        taken[span.start : span.end] = True
    return taken


def _form(evidence: Evidence, sides: tuple[Side, Side], *, edited: bool) -> str:
    """What a swap is called; nothing if it is not worth a line."""
    words = [_keys(evidence, v, span) for v, span in sides]
    grammars = [evidence.grammars[v] for v, _ in sides]
    lists = [evidence.word_lists[v] for v, _ in sides]
    negated = [
        any(g.has("negations", w) or w.endswith("n't") for w in own) for g, own in zip(grammars, words, strict=True)
    ]
    if negated[0] != negated[1] and edited:
        return "negation"
    for name in LISTS:
        inside = [[w for w in own if w in held[name]] for own, held in zip(words, lists, strict=True)]
        if inside[0] and inside[1] and set(inside[0]) != set(inside[1]):
            return name
        if name in _PUT_IN and edited and bool(inside[0]) != bool(inside[1]):
            return name
    if not edited or len(words[0]) != 1 or len(words[1]) != 1:
        return ""
    (x,), (y,) = words
    if min(len(x), len(y)) < _LEAST_LETTERS or grammars[0].has("small", x) or grammars[1].has("small", y):
        return ""
    return "word" if Levenshtein.normalized_similarity(x, y) < _INFLECTED else ""


def _keys(evidence: Evidence, v: int, tokens: Span) -> list[str]:
    made = evidence.versions[v].tokens
    return [made.keys[int(made.forms[k])] for k in range(tokens.start, tokens.end) if made.is_word[k]]


def _join(swaps: list[_Swap]) -> Iterator[tuple[str, list[tuple[int, Side]]]]:
    """Swaps of several pairs at one place as one: the form that tells most, and every side with its passage."""
    parent = list(range(len(swaps)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    holders: dict[tuple[int, Span], int] = {}
    for i, swap in enumerate(swaps):
        for side in (swap.left, swap.right):
            j = holders.setdefault(side, i)
            a, b = root(i), root(j)
            parent[max(a, b)] = min(a, b)
    groups: defaultdict[int, list[_Swap]] = defaultdict(list)
    for i, swap in enumerate(swaps):
        groups[root(i)].append(swap)
    rank = ("negation", *LISTS, "word")
    for group in groups.values():
        sides = {(swap.passage, side) for swap in group for side in (swap.left, swap.right)}
        yield min((swap.form for swap in group), key=rank.index), sorted(sides, key=lambda item: item[1])


def _finding(evidence: Evidence, form: str, sides: list[tuple[int, Side]]) -> Finding:
    places = tuple(_place(evidence, passage, side) for passage, side in sides)
    lead = max(sides, key=lambda item: (len(item[1][1]), evidence.versions[item[1][0]].id))[1]
    quote = " ".join(_text(evidence, lead).split())
    base = NEGATION if form == "negation" else SWAP.get(form, SWAP[""])
    versions = len({place.version for place in places})
    return Finding("wording", form, weigh(base, versions), len(quote.split()), quote, places, lead[0])


def _place(evidence: Evidence, passage: int, side: Side) -> Place:
    v, tokens = side
    version = evidence.versions[v]
    value = " ".join(_keys(evidence, v, tokens))
    if len(tokens):
        span = Span(int(version.tokens.starts[tokens.start]), int(version.tokens.ends[tokens.end - 1]))
        return Place(v, passage, span, present=True, value=value)
    point = int(version.tokens.ends[tokens.start - 1]) if tokens.start else 0
    return Place(v, passage, Span(point, point), present=False)


def _text(evidence: Evidence, side: Side) -> str:
    v, tokens = side
    version = evidence.versions[v]
    return version.slice(Span(int(version.tokens.starts[tokens.start]), int(version.tokens.ends[tokens.end - 1])))


def _labels_elsewhere(evidence: Evidence) -> Iterator[Finding]:
    """Labels of one set that two versions give the same person in sentences that were not matched."""
    uses: defaultdict[str, list[tuple[int, str, Span, frozenset[str]]]] = defaultdict(list)
    for v, version in enumerate(evidence.versions):
        sets = read_label_sets(version.meta.language, evidence.settings.word_list)
        wanted = np.array([sets.get(key, "").startswith(_OF_PEOPLE) for key in version.tokens.keys], dtype=np.bool_)
        for k in np.flatnonzero(wanted[version.tokens.forms]).tolist():
            span = Span(int(version.tokens.starts[k]), int(version.tokens.ends[k]))
            people = _people_beside(evidence, v, span)
            if len(people) > 1:
                key = version.tokens.keys[int(version.tokens.forms[k])]
                uses[sets[key]].append((v, key, span, people))
    for _, every in sorted(uses.items()):
        held = every[:_MOST_LABELS]
        found: dict[tuple[str, str], set[tuple[int, str, Span]]] = {}
        for v, x, span, people in held:
            for w, y, other, others in held:
                apart = v < w and x != y and evidence.related[v, w] and len(people & others) > 1
                if apart and not evidence.prints(w, x) and not evidence.prints(v, y):
                    first, second = sorted((x, y))
                    found.setdefault((first, second), set()).update(((v, x, span), (w, y, other)))
        for _, group in sorted(found.items()):
            places = tuple(evidence.place(v, span, x) for v, x, span in sorted(group))
            lead = min(group, key=lambda item: (evidence.versions[item[0]].id, item[2]))
            yield Finding(
                "wording",
                "elsewhere",
                weigh(SWAP["label"], len({p.version for p in places})),
                1,
                lead[1],
                places,
                lead[0],
            )


def _people_beside(evidence: Evidence, v: int, span: Span) -> frozenset[str]:
    """Surnames of the people that a sentence names."""
    unit = evidence.unit(v, span.start)
    if not unit.is_story:
        return frozenset()
    return frozenset(
        mention.words[-1].lower()
        for mention in evidence.mentions(v, unit.span)
        if evidence.names.kind(mention) in ("person", "name")
    )
