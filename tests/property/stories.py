"""What the laws are tried on: small stories, versions made of them by editing, and texts of any characters at all.

A story is a tuple of paragraphs, a paragraph a tuple of sentences. Words come from a short list, so that a failing
example shrinks to something that can be read.
"""

from __future__ import annotations

import itertools
import unicodedata

from hypothesis import strategies as st

from twicetold.model import Source, Version
from twicetold.pipeline import Comparison, compare
from twicetold.text.version import make_version

Story = tuple[tuple[str, ...], ...]

WORDS = [
    "mayor",
    "harbour",
    "fire",
    "boats",
    "the",
    "a",
    "of",
    "not",
    "12",
    "21",
    "killer",
    "didn't",
    "well-known",
    "late",
]
MARKS = [".", ".", ".", "?", "!", ","]

UNLIKE_SENTENCES = [
    "The mayor opened the new bridge before breakfast.",
    "Seven ferries lay idle because of fog.",
    "Nobody could explain why the clock had stopped.",
    "A baker gave bread to every passing child.",
    "Police found an empty violin case near the station.",
    "Rain is expected until Friday evening.",
    "Her grandmother remembers two earlier floods.",
    "Trains from Dover ran forty minutes behind schedule.",
    "Scientists measured 12 tremors under the volcano.",
    "The orchestra refused to play without heating.",
    "An old map shows three wells that nobody dug.",
    "Wolves have returned to the northern valleys.",
    "Tickets cost less than a cup of coffee.",
    "His lawyer declined to answer our letters.",
    "Several farmers sold their goats last winter.",
    "Astronauts will repair the broken antenna tomorrow.",
]
"""No two of them share more than small words, so whoever drops one drops something that stands nowhere else."""


def text_of(story: Story) -> str:
    """The story as a plain-text file has it: a blank line between paragraphs."""
    return "\n\n".join(" ".join(paragraph) for paragraph in story)


def version_of(story: Story | str, label: str) -> Version:
    text = story if isinstance(story, str) else text_of(story)
    return make_version(Source(label, text), label)


def versions_of(stories: list[Story] | list[str]) -> list[Version]:
    """The stories as versions, called A, B, C …"""
    return [version_of(story, "ABCDEFGH"[i]) for i, story in enumerate(stories)]


def compare_all(stories: list[Story] | list[str]) -> Comparison:
    return compare(versions_of(stories))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A few words and a mark; sometimes said by somebody, in straight quotes."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7))
    plain = " ".join(words).capitalize()
    if draw(st.integers(0, 3)) == 3:
        return f'"{plain}," he said.'
    return plain + draw(st.sampled_from(MARKS[:5]))


paragraphs = st.lists(sentences(), min_size=1, max_size=3).map(tuple)
stories = st.lists(paragraphs, min_size=1, max_size=5).map(tuple)


@st.composite
def unlike_stories(draw: st.DrawFn, min_sentences: int = 3) -> Story:
    """Stories whose sentences have nothing to do with each other."""
    chosen = draw(st.lists(st.sampled_from(UNLIKE_SENTENCES), min_size=min_sentences, max_size=10, unique=True))
    cuts = draw(st.lists(st.integers(1, len(chosen) - 1), max_size=3, unique=True))
    edges = [0, *sorted(cuts), len(chosen)]
    return tuple(tuple(chosen[low:high]) for low, high in itertools.pairwise(edges))


def _drop_paragraph(story: Story, at: int, _: Story) -> Story:
    return story[:at] + story[at + 1 :] if len(story) > 1 else story


def _insert_paragraph(story: Story, at: int, other: Story) -> Story:
    return story[:at] + other[:1] + story[at:]


def _split_paragraph(story: Story, at: int, _: Story) -> Story:
    paragraph = story[at]
    if len(paragraph) < 2:
        return story
    return (*story[:at], paragraph[:1], paragraph[1:], *story[at + 1 :])


def _join_paragraphs(story: Story, at: int, _: Story) -> Story:
    if at + 1 >= len(story):
        return story
    return (*story[:at], story[at] + story[at + 1], *story[at + 2 :])


def _move_paragraph_to_front(story: Story, at: int, _: Story) -> Story:
    return (story[at], *story[:at], *story[at + 1 :])


def _drop_sentence(story: Story, at: int, _: Story) -> Story:
    if len(story[at]) < 2:
        return story
    return (*story[:at], story[at][1:], *story[at + 1 :])


def _swap_word(story: Story, at: int, other: Story) -> Story:
    first, *rest = story[at]
    words = first.split(" ")
    words[len(words) // 2] = other[0][0].split(" ")[-1]
    return (*story[:at], (" ".join(words), *rest), *story[at + 1 :])


def _curl_quotes(story: Story, at: int, _: Story) -> Story:
    return (*story[:at], tuple(curly(sentence) for sentence in story[at]), *story[at + 1 :])


EDITS = [
    _drop_paragraph,
    _insert_paragraph,
    _split_paragraph,
    _join_paragraphs,
    _move_paragraph_to_front,
    _drop_sentence,
    _swap_word,
    _curl_quotes,
]


def curly(text: str) -> str:
    """Typographic quotation marks and apostrophes for straight ones."""
    made = []
    for i, mark in enumerate(text):
        opens = i == 0 or text[i - 1].isspace() or text[i - 1] in "\"'("
        if mark == '"':
            made.append("“" if opens else "”")
        elif mark == "'":
            made.append("‘" if opens else "’")
        else:
            made.append(mark)
    return "".join(made)


@st.composite
def edited(draw: st.DrawFn, story: Story) -> Story:
    """The story after one to four edits."""
    for _ in range(draw(st.integers(1, 4))):
        edit = draw(st.sampled_from(EDITS))
        story = edit(story, draw(st.integers(0, len(story) - 1)), draw(stories))
    return story


@st.composite
def told_again(draw: st.DrawFn, least: int = 2, most: int = 4) -> list[Story]:
    """Several versions of one story: a base, and edits of it or of each other."""
    base = draw(st.one_of(unlike_stories(), stories))
    versions = [base]
    for _ in range(draw(st.integers(least - 1, most - 1))):
        versions.append(draw(edited(draw(st.sampled_from(versions)))))
    return versions


def has_word(text: str) -> bool:
    return any(unicodedata.category(mark)[0] in "LN" for mark in text)


SCRIPTS = (
    "abcXYZ éßİ 012٣²½ .,;:!?… \"'“”‘’«»-–—−()[]<>&% \t\n\u00a0\u00ad\u200b\u200d\u2028\u0301\ufe0f\ufeff"
    "русский ελληνικά עברית العربية ไทย 中文。日本語「」 한국어 हिन्दी 👍🏽👨‍👩‍👧🇮🇸"
)

unicode_texts = st.one_of(
    st.text(alphabet=st.sampled_from(sorted(set(SCRIPTS))), min_size=1, max_size=60),
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40),
)
"""Any characters; half of the time those that are known to make trouble."""

unicode_stories = unicode_texts.filter(has_word)


@st.composite
def told_in_any_script(draw: st.DrawFn, least: int = 2, most: int = 3) -> list[str]:
    """Versions of any characters: pieces of a few texts in changing order, with line breaks between them."""
    pieces = draw(st.lists(unicode_stories, min_size=1, max_size=4))
    orders = draw(st.lists(st.lists(st.sampled_from(pieces), min_size=1, max_size=4), min_size=least, max_size=most))
    return [draw(st.sampled_from(["\n\n", "\n", " "])).join(order) for order in orders]
