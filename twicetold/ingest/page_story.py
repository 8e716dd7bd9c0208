"""Which blocks of a page are its story: asked of two extractors, and said where the two disagree.

    ugly    a menu as the story, and not a word that it might be one; a paragraph printed twice, gone once
    wanted  the blocks of the page itself, word for word, found by what the extractors kept of them

The extractors only point: what they return is looked up among the blocks of the page, and the blocks are shown. So
nothing of their rewriting gets in, and of a paragraph that stands twice both are found. Cost: linear besides the
extractors, which are asked only below ``max_page_elements``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import html

from twicetold.ingest.page_blocks import WORD, Block, Page, find_blocks
from twicetold.ingest.page_tree import build_tree, quieten, walk_tree

Words = tuple[str, ...]

_GRAM = 4
"""Words that are looked up together: four in a row are seldom the same by chance."""
_KEPT = 0.6
"""Share of a block's grams that an extractor must have kept: links and notes inside a paragraph may be gone."""
_MOST = 0.8
"""Share of the words found that the smallest element around the story holds."""
_STRAY = 8
"""Words from which a block outside that element may still be story."""
_AGREE = 0.8
"""Agreement from which two answers are one: of 181 pages, 6 % of those above it were extracted badly, 61 % of those
below."""
_MATTER = 30
"""Words that two answers must differ by to matter: on a short page one line is a fifth of it."""
_LESS = 0.5
"""Below this share of the other's story the first answer is taken for a failure, as on pages laid out by tables."""
_STORY_WORDS, _LONG_WORDS = 12, 40
"""Words from which a line reads as story, with the mark of a statement at its end, and without, as in Thai."""
_MOSTLY_LINKS = 0.5
_END = 20
"""Letters at the end of a block in which its last mark stands."""
_STATEMENT = re.compile(r"[.!?…。！？।][\"'”’»)\]」』]*\s*$")


@dataclass(frozen=True, slots=True)
class Story:
    """The answer: by block, whether it is story here (``picked``) and in the other answer (``other``).

    ``agreement`` is 0–1, the share of runs of four words that both have; ``uncertain`` where it is low and matters.
    """

    picked: tuple[bool, ...]
    other: tuple[bool, ...]
    agreement: float = 1.0
    uncertain: bool = False


def find_story(page: Page, tree: html.HtmlElement | None, swapped: bool = False) -> Story:
    """The story of ``page``. ``tree`` is its tree, slim; None: the extractors are not to be asked.

    ``swapped`` gives the answer that would else be the other.
    """
    first: tuple[bool, ...] = ()
    second: tuple[bool, ...] = ()
    if tree is not None:
        text = html.tostring(tree, encoding="unicode")
        first, second = _match(page, _ask_trafilatura(tree)), _match(page, _ask_readability(text))
    if not any(first) and not any(second):
        found = _densest(page)
        return Story(found, found)
    grams = [_grams(page.blocks[i].words for i, taken in enumerate(picked) if taken) for picked in (first, second)]
    both = len(grams[0] & grams[1])
    agreement = both / max(1, len(grams[0] | grams[1]))
    differing = sum(
        len(block.words)
        for block, a, b in zip(page.blocks, first, second, strict=True)
        if a != b and (reads_as_story(block) or block.in_list)
    )
    if _story_words(page, first) < _LESS * _story_words(page, second):
        first, second = second, first
    if swapped:
        first, second = second, first
    return Story(first, second, agreement, agreement < _AGREE and differing > _MATTER)


def reads_as_story(block: Block) -> bool:
    """Whether a block is long enough, ends as a sentence does or is very long, and is no link."""
    if len(block.words) < _STORY_WORDS or block.linked >= _MOSTLY_LINKS:
        return False
    return len(block.words) >= _LONG_WORDS or ends_statement(block)


def count_story_words(page: Page, numbers: Iterable[int]) -> int:
    """Words of those of the blocks with these numbers that read as story."""
    return sum(len(page.blocks[i].words) for i in numbers if reads_as_story(page.blocks[i]))


def ends_statement(block: Block) -> bool:
    """Whether a block ends as a sentence does."""
    return bool(_STATEMENT.search(block.text[-_END:]))


def container(page: Page, picked: Sequence[bool]) -> int:
    """The innermost element that holds nearly all words of the blocks picked; −1: none but the page itself."""
    weights: defaultdict[int, int] = defaultdict(int)
    total = 0
    for block, taken in zip(page.blocks, picked, strict=True):
        if taken:
            total += len(block.words)
            for node in page.above(block.node):
                weights[node] += len(block.words)
    # an element has a higher number than those that it stands in
    return max((node for node, words in weights.items() if words >= _MOST * total), default=-1)


# --- the two extractors --------------------------------------------------------------------------


def _ask_trafilatura(tree: html.HtmlElement) -> list[Words]:
    from trafilatura import bare_extraction

    quieten("trafilatura", "htmldate")
    try:
        found = bare_extraction(tree, fast=True, include_comments=False, deduplicate=False)
    except Exception:  # whatever a page does to it, the page has a second reader
        return []
    text = getattr(found, "text", None) or ""
    return [words for line in text.splitlines() if (words := tuple(WORD.findall(line.lower())))]


def _ask_readability(text: str) -> list[Words]:
    from readability import Document

    quieten("readability")
    try:
        found = build_tree(Document(text).summary(html_partial=True))
    except Exception:  # as above
        return []
    return [] if found is None else [block.words for block in find_blocks(walk_tree(found)).blocks]


# --- looking their answers up --------------------------------------------------------------------


def _match(page: Page, lines: list[Words]) -> tuple[bool, ...]:
    whole, grams = set(lines), _grams(lines)
    picked = [not block.unseen and _holds(block.words, whole, grams) for block in page.blocks]
    home = container(page, picked)
    inside = [home < 0 or home in page.above(block.node) for block in page.blocks]
    told = {block.words for block, taken, within in zip(page.blocks, picked, inside, strict=True) if taken and within}
    # a teaser beside the story repeats its words; a word of the story stands in the menu, too
    return tuple(
        taken and (within or (len(block.words) >= _STRAY and block.words not in told))
        for block, taken, within in zip(page.blocks, picked, inside, strict=True)
    )


def _holds(words: Words, whole: set[Words], grams: set[Words]) -> bool:
    if words in whole:
        return True
    count = len(words) - _GRAM + 1
    if count < 1:
        return False
    return sum(words[i : i + _GRAM] in grams for i in range(count)) >= _KEPT * count


def _grams(lines: Iterable[Words]) -> set[Words]:
    return {words[i : i + _GRAM] for words in lines for i in range(max(1, len(words) - _GRAM + 1))}


def _story_words(page: Page, picked: Sequence[bool]) -> int:
    return count_story_words(page, (i for i, taken in enumerate(picked) if taken))


# --- without them --------------------------------------------------------------------------------


def _densest(page: Page) -> tuple[bool, ...]:
    """The blocks of the element with the most story right below it; all blocks where nothing reads as story."""
    weights: defaultdict[int, float] = defaultdict(float)
    for block in page.blocks:
        if reads_as_story(block) and not block.unseen and not _in_sure_part(page, block):
            share = 1.0
            for node, _ in zip(page.above(block.node), range(3), strict=False):
                weights[node] += share * len(block.words)
                share *= 0.75
    if not weights:
        return tuple(not block.unseen for block in page.blocks)
    best = max(weights, key=lambda node: (weights[node], -node))
    return tuple(
        not block.unseen and best in page.above(block.node) and not _in_sure_part(page, block) for block in page.blocks
    )


def _in_sure_part(page: Page, block: Block) -> bool:
    return any(part.sure for node in page.above(block.node) if (part := page.nodes[node].part))
