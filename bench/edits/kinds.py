"""The seven edits, each made where it leaves no doubt what was done.

    ugly    a paragraph “moved” that stands in the text twice, or past less text than it holds itself: which one moved?
    wanted  edits that have one reading only; where a place is ambiguous, another one is taken

An ambiguous case is a fault of this module and is mended here, never in the judge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bench.edits.noise import NEGATIONS, add_noise
from bench.edits.texts import pick_text
from bench.edits.words import Paragraph, Sentence, Text, Word, sentences
from bench.generate import Dice

_MIN_PART_WORDS = 8
"""Words of a paragraph, of a part of one, and of a sentence that is edited: under noise still enough to be known by."""
_MIN_CLAUSE_WORDS, _MAX_CLAUSE_SHARE = 4, 0.6
_MAX_MOVED_SHARE = 0.6
"""What is moved holds at most this share of the words that it is moved past; else those may be said to have moved."""
_MIN_KNOWN_SHARE = 0.65
"""Share of an edited paragraph's words that noise of 20 % leaves: a short one may lose half of them by chance."""
_MAX_TOLD_AGAIN = 0.2
"""Share of a paragraph's runs of four words that may stand elsewhere in the text."""
_AUXILIARIES = frozenset(["is", "was", "are", "were", "had", "has", "have", "could", "would", "will", "can", "should"])
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_PLANTED = ("12", "17", "1.4", "2019", "31", "9.40", "3,500", "$1.4", "45%", "608")
_TRIES = 400


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: texts before and after, the words and paragraphs it is about.

    ``a_paragraphs``/``b_paragraphs``: what was edited and what it became, as paragraph numbers of the two texts.
    ``a_words``/``b_words``: origins of the words that only one of them has by this edit.
    """

    a: Text
    b: Text
    what: str
    a_paragraphs: tuple[int, ...]
    b_paragraphs: tuple[int, ...]
    a_words: frozenset[int] = frozenset()
    b_words: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """An edit under noise: ``b`` of the edit, then ``noise`` percent of its words edited."""

    kind: str
    number: int
    noise: int
    edit: Edit
    a: Text
    b: Text


def make_case(kind: str, number: int, noise: int = 0) -> Case:
    """Case ``number`` of a kind, the same everywhere. Raises AbsentError where its text is not there."""
    dice = Dice(f"edits/{kind}/{number}")
    for _ in range(_TRIES):
        edit = KINDS[kind](pick_text(number, dice), dice)
        if edit is not None:
            return Case(kind, number, noise, edit, edit.a, _noisy(edit, noise, f"noise/{kind}/{number}/{noise}"))
    raise ValueError(f"no place for {kind} {number}")


def _noisy(edit: Edit, noise: int, seed: str) -> Text:
    """The edited text under noise, drawn again until each paragraph that was edited is still known by its words."""
    for attempt in range(_TRIES):
        made = add_noise(edit.b, noise, Dice(f"{seed}/{attempt}"), edit.a_words | edit.b_words)
        stays = {word.origin for word in made.words()}
        parts = [edit.a.paragraphs[p] for p in edit.a_paragraphs] + [edit.b.paragraphs[p] for p in edit.b_paragraphs]
        left = [[w.origin in stays for w in part if w.origin not in edit.a_words | edit.b_words] for part in parts]
        if all(sum(part) >= _MIN_KNOWN_SHARE * len(part) for part in left):
            return made
    raise ValueError(f"no noise leaves a trace: {seed}")


def _split(text: Text, dice: Dice) -> Edit | None:
    p = dice.below(len(text.paragraphs))
    cuts = [s.start for s in sentences(text, p) if min(s.start, len(text.paragraphs[p]) - s.start) >= _MIN_PART_WORDS]
    if not cuts or not _is_prose(text, p):
        return None
    cut = dice.pick(cuts)
    parts = text.paragraphs[p][:cut], text.paragraphs[p][cut:]
    b = text.change([*text.paragraphs[:p], *parts, *text.paragraphs[p + 1 :]])
    return Edit(text, b, f"paragraph {p + 1} split before “{_quote(parts[1])}”", (p,), (p, p + 1))


def _join(text: Text, dice: Dice) -> Edit | None:
    p = dice.below(len(text.paragraphs) - 1)
    if not _is_prose(text, p) or not _is_prose(text, p + 1):
        return None
    joined = text.paragraphs[p] + text.paragraphs[p + 1]
    b = text.change([*text.paragraphs[:p], joined, *text.paragraphs[p + 2 :]])
    return Edit(text, b, f"paragraphs {p + 1} and {p + 2} joined", (p, p + 1), (p,))


def _move(text: Text, dice: Dice) -> Edit | None:
    """Past two other paragraphs or more, which together hold clearly more words."""
    count = len(text.paragraphs)
    p, to = dice.below(count), 1 + dice.below(count - 1)
    low, high = (p + 1, to + 1) if to > p else (to, p)
    passed = sum(len(text.paragraphs[q]) for q in range(low, high))
    if high - low < 2 or not _is_alone(text, p) or len(text.paragraphs[p]) > _MAX_MOVED_SHARE * passed:
        return None
    others = [*text.paragraphs[:p], *text.paragraphs[p + 1 :]]
    b = text.change([*others[:to], text.paragraphs[p], *others[to:]])
    return Edit(text, b, f"paragraph {p + 1} moved to be number {to + 1}", (p,), (to,))


def _cut(text: Text, dice: Dice) -> Edit | None:
    p = dice.below(len(text.paragraphs))
    if len(text.paragraphs) < 4 or not _is_alone(text, p):
        return None
    b = text.change([*text.paragraphs[:p], *text.paragraphs[p + 1 :]])
    return Edit(text, b, f"paragraph {p + 1} cut", (p,), (), _origins(text.paragraphs[p]))


def _clause(text: Text, dice: Dice) -> Edit | None:
    """What stands behind a comma, up to the next one or the end of the sentence; eight words before it remain."""
    sentence = _pick_sentence(text, dice)
    if sentence is None:
        return None
    words = text.paragraphs[sentence.paragraph]
    edges = [i + 1 for i in range(sentence.start, sentence.end) if words[i].text.endswith(",")]
    if not edges:
        return None
    clauses = [
        (low, high)
        for low, high in zip(edges, [*edges[1:], sentence.end], strict=True)
        if _is_clause(text, sentence, low, high)
    ]
    if not clauses:
        return None
    low, high = dice.pick(clauses)
    before = list(words[:low])
    if high == sentence.end:
        last = words[high - 1]
        marks = last.text[last.text.index(last.core) + len(last.core) :]
        before[-1] = Word(before[-1].text[:-1] + marks, before[-1].origin)
    what = f"clause cut from paragraph {sentence.paragraph + 1}: “{_quote(words[low:high], 12)}”"
    b = text.put(sentence.paragraph, (*before, *words[high:]))
    return Edit(text, b, what, (sentence.paragraph,), (sentence.paragraph,), _origins(words[low:high]))


def _is_clause(text: Text, sentence: Sentence, low: int, high: int) -> bool:
    words = text.paragraphs[sentence.paragraph]
    cores = sum(bool(word.core) for word in words[low:high])
    inner = words[low - _MIN_PART_WORDS : high - 1] + words[high - 1 : high] * (high < sentence.end)
    return (
        low - sentence.start >= _MIN_PART_WORDS
        and _MIN_CLAUSE_WORDS <= cores <= _MAX_CLAUSE_SHARE * (sentence.end - sentence.start)
        and all(re.fullmatch(r"[\w’'-]+[,;]?", word.text) for word in inner)
        and re.fullmatch(r"[\w’'-]+[,.]", words[high - 1].text) is not None
        and _told_again(text, words[low:high]) == 0
    )


def _negate(text: Text, dice: Dice) -> Edit | None:
    """“not”, “never” or “no” put in behind an auxiliary, or taken away."""
    sentence = _pick_sentence(text, dice)
    if sentence is None:
        return None
    words = text.paragraphs[sentence.paragraph]
    inside = range(sentence.start + 1, sentence.end - 1)
    if any(words[i].core.lower() in NEGATIONS for i in inside):
        places = [i for i in inside if words[i].is_bare and words[i].core in NEGATIONS]
        if not places or sum(words[i].core.lower() in NEGATIONS for i in inside) > 1:
            return None
        i = places[0]
        b = text.put(sentence.paragraph, (*words[:i], *words[i + 1 :]))
        what = f"“{words[i].text}” taken from paragraph {sentence.paragraph + 1} behind “{words[i - 1].text}”"
        at = (sentence.paragraph,)
        return Edit(text, b, what, at, at, a_words=frozenset([words[i].origin]))
    places = [i for i in inside if words[i].is_bare and words[i].core in _AUXILIARIES]
    if not places:
        return None
    i = dice.pick(places)
    put = words[i].say(dice.pick(NEGATIONS))
    b = text.put(sentence.paragraph, (*words[: i + 1], put, *words[i + 1 :]))
    what = f"“{put.text}” put into paragraph {sentence.paragraph + 1} behind “{words[i].text}”"
    return Edit(text, b, what, (sentence.paragraph,), (sentence.paragraph,), b_words=frozenset([put.origin]))


def _figure(text: Text, dice: Dice) -> Edit | None:
    """A figure of the text with another digit; half of the time, and where there is none, one is written into both."""
    sentence = _pick_sentence(text, dice)
    if sentence is None:
        return None
    words = text.paragraphs[sentence.paragraph]
    inside = range(sentence.start + 1, sentence.end - 1)
    places = [i for i in inside if _FIGURE.fullmatch(words[i].core)]
    if not places or dice.happens(0.5):
        bare = [i for i in inside if words[i].is_bare and words[i].core.isalpha()]
        if not bare:
            return None
        places = [dice.pick(bare)]
        planted = Word(dice.pick(_PLANTED), words[places[0]].origin)
        words = (*words[: places[0]], planted, *words[places[0] + 1 :])
        text = text.put(sentence.paragraph, words)
    i = dice.pick(places)
    changed = words[i].say(_another_figure(words[i].core, dice))
    b = text.put(sentence.paragraph, (*words[:i], changed, *words[i + 1 :]))
    what = f"“{words[i].text}” made “{changed.text}” in paragraph {sentence.paragraph + 1}"
    at = (sentence.paragraph,)
    return Edit(text, b, what, at, at, frozenset([words[i].origin]), frozenset([changed.origin]))


def _another_figure(core: str, dice: Dice) -> str:
    """One digit another; none becomes a nought, so that 12 is never 02."""
    places = [k for k, mark in enumerate(core) if mark.isdigit()]
    k = dice.pick(places)
    digit = dice.pick([digit for digit in "123456789" if digit != core[k]])
    return core[:k] + digit + core[k + 1 :]


KINDS: dict[str, Callable[[Text, Dice], Edit | None]] = {
    "split": _split,
    "join": _join,
    "move": _move,
    "cut": _cut,
    "clause": _clause,
    "negation": _negate,
    "figure": _figure,
}


def _pick_sentence(text: Text, dice: Dice) -> Sentence | None:
    """A sentence of prose, long enough and said once."""
    p = dice.below(len(text.paragraphs))
    if not _is_prose(text, p):
        return None
    found = [s for s in sentences(text, p) if s.end - s.start >= _MIN_PART_WORDS and _said_once(text, s)]
    return dice.pick(found) if found else None


def _said_once(text: Text, sentence: Sentence) -> bool:
    return _told_again(text, text.paragraphs[sentence.paragraph][sentence.start : sentence.end]) <= 0.5


def _is_prose(text: Text, p: int) -> bool:
    """No headline, no line of a list or of the page: some words and the end of a sentence, and not the first line."""
    words = text.paragraphs[p]
    ends = re.search(r"[.!?][\"'”’»)\]]*$", words[-1].text)
    return p > 0 and bool(ends) and len(words) >= _MIN_PART_WORDS


def _is_alone(text: Text, p: int) -> bool:
    """A paragraph of prose of which neither the whole nor a sentence stands elsewhere in the text."""
    if not _is_prose(text, p) or _told_again(text, text.paragraphs[p]) > _MAX_TOLD_AGAIN:
        return False
    return all(_said_once(text, sentence) for sentence in sentences(text, p))


def _told_again(text: Text, words: Paragraph) -> float:
    """Share of the runs of four words (fewer, if there are no four) that stand in the text more often than in
    ``words``."""
    cores = [word.core.lower() for word in words]
    size = min(4, len(cores))
    grams = Counter(tuple(cores[k : k + size]) for k in range(len(cores) - size + 1))
    wanted = set(grams)
    everywhere: Counter[tuple[str, ...]] = Counter()
    for paragraph in text.paragraphs:
        said = [word.core.lower() for word in paragraph]
        everywhere.update(gram for k in range(len(said) - size + 1) if (gram := tuple(said[k : k + size])) in wanted)
    again = sum(count for gram, count in grams.items() if everywhere[gram] > count)
    return again / max(1, sum(grams.values()))


def _origins(words: Paragraph) -> frozenset[int]:
    return frozenset(word.origin for word in words)


def _quote(words: Paragraph, most: int = 6) -> str:
    shown = " ".join(word.text for word in words[:most])
    return shown + (" …" if len(words) > most else "")
