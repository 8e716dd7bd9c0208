"""Markdown: the words that a page made of it would show, its headings marked, nothing lost without a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twicetold.errors import EmptyError, StoryError
from twicetold.ingest.markdown import is_markdown, read_markdown
from twicetold.ingest.reading import read_file
from twicetold.model import AS_FOUND, File, Handling, Source
from twicetold.settings import DEFAULT

STORY = """\
---
title: "Ferry stops for the winter"
author: [Maren Holt, Jon Pell]
date: 2021-11-02 08:30
tags:
  - sea
---
<!-- not for print -->
# The ferry *stops*

The ferry will not sail
from the **first week** of November, the [company](https://example.org/a_(b) "said") announced.

> “Nobody asked us,”
> said Maren Holt.

The engine
----------

* needs work
  since summer
* [x] is [old][ship]

![The ferry in the dock](dock.jpg)

| island | people |
|:-------|-------:|
| Sandray | 210 |

[ship]: https://example.org/ship
"""


def read(text: str, handling: Handling = AS_FOUND, name: str = "ferry.md") -> Source:
    (source,) = read_markdown(File(name, text.encode()), handling, DEFAULT)
    return source


def marked(source: Source) -> list[tuple[str, str]]:
    return [(mark.kind, source.text[mark.span.start : mark.span.end]) for mark in source.marks]


def test_a_story_reads_as_its_page_would():
    source = read(STORY)
    assert source.text.split("\n\n") == [
        "The ferry stops",
        "The ferry will not sail from the first week of November, the company announced.",
        "“Nobody asked us,” said Maren Holt.",
        "The engine",
        "needs work since summer",
        "is old",
        "The ferry in the dock",
        "island | people",
        "Sandray | 210",
    ]
    assert marked(source) == [
        ("headline", "The ferry stops"),
        ("subhead", "The engine"),
        ("caption", "The ferry in the dock"),
    ]


def test_front_matter_is_what_is_known():
    meta = read(STORY).meta
    assert (meta.title, meta.byline, meta.date) == (
        "Ferry stops for the winter",
        "Maren Holt, Jon Pell",
        "2021-11-02T08:30:00",
    )
    assert dict(meta.origins)["byline"] == "the front matter"


def test_what_was_taken_off_is_said_and_can_be_had_back():
    source = read(STORY)
    (note,) = source.notes
    assert note.text == (
        "read as Markdown: its signs stand for headings, lists and emphasis; 4 web addresses left out; "
        "2 lines of its front matter left out"
    )
    signs = read(STORY, AS_FOUND.take(note.offers[0]))
    assert signs.text == STORY
    assert signs.notes[0].offers[0].value == ""


def test_a_title_in_front_matter_is_the_headline_where_no_heading_is():
    source = read("---\ntitle: Ferry stops\n---\n\nThe ferry will not sail.\n")
    assert marked(source) == [("headline", "Ferry stops")]


def test_a_heading_after_text_is_no_headline_unless_it_is_of_the_first_level():
    assert marked(read("Text.\n\n## Later\n")) == [("subhead", "Later")]
    assert marked(read("Kicker\n\n# The ferry\n\n# Again\n")) == [("headline", "The ferry"), ("subhead", "Again")]


@pytest.mark.parametrize(
    ("signs", "words"),
    [
        ("2 * 3 * 4 is 24", "2 * 3 * 4 is 24"),
        ("a_name_with_lines", "a_name_with_lines"),
        ("***all*** of _it_ is ~~gone~~ kept", "all of it is gone kept"),
        ("**bold with *both* inside**", "bold with both inside"),
        ("`code *as* it is`", "code *as* it is"),
        (r"\*no\* emphasis, 5 \> 4", "*no* emphasis, 5 > 4"),
        ("a <b>tag</b>, 3 < 4, AT&amp;T", "a tag, 3 < 4, AT&T"),
        ("see <https://example.org/x>", "see https://example.org/x"),
        ("[![alt](a.png)](https://example.org)", "alt"),
        ("[not a link] and [x]", "[not a link] and [x]"),
        ("told[^1] once", "told¹ once"),
        ("one  \ntwo\\\nthree", "one\ntwo\nthree"),
        ("*unclosed and **unclosed", "*unclosed and **unclosed"),
    ],
)
def test_signs_become_words(signs, words):
    assert read(signs).text == words


def test_code_stays_as_it_is():
    assert read("```\nx = *1*\n\n    y = _2_\n```\n").text == "x = *1*\n    y = _2_"
    assert read("Text.\n\n    x = *1*\n").text == "Text.\n\nx = *1*"


def test_rules_are_not_front_matter():
    source = read("---\nA story between rules.\n\n---\n\nMore of it.\n")
    assert "A story between rules." in source.text
    assert not source.meta.title


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "plain words", True),
        ("a.txt", "# Head\n\n**bold** and [a link](https://example.org).", True),
        ("a.txt", "# 1 in the charts\n\nplain words", False),
        ("a.csv", "# Head\n\n**bold** and [a link](https://example.org).", False),
        ("a.md", "\0\0", False),
    ],
)
def test_it_is_recognised_by_name_or_by_clear_signs(name, text, expected):
    assert is_markdown(File(name, text.encode())) is expected


def test_signs_without_text_are_empty():
    with pytest.raises(EmptyError, match=r"“ferry.md” holds signs of Markdown and no text"):
        read("---\n\n<!-- nothing -->\n***\n")


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "](",
        "[a](",
        "[a](b",
        "[a](b(c)",
        "*",
        "_a",
        "**a",
        "`",
        "<a ",
        "<!--",
        "> ",
        "- ",
        "|",
        "[^",
        "\\",
        "# ",
        "[a]: ",
    ],
)
def test_signs_repeated_without_end_are_read(piece):
    source = read(piece * 20_000 + "word")
    assert "word" in source.text


SIGNS = [
    "# ", "## ", "**", "*", "_", "`", "```\n", "[", "](", ")", "![", "\n", "\n\n", "> ", "- ", "1. ", "|",
    "---\n", "<b>", "<!--", "-->", "word ", "title: x\n", "\\", "[^1]", "[a]: b\n", "    ", "\t", "\r\n", "é",
    "&amp;", "===\n", "", " ",
]  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), max_size=60).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_signs_end_in_a_version_or_an_error_of_ours(text):
    found = read_file(File("a.md", text.encode()))
    assert all(isinstance(error, StoryError) for error in found.errors)
    for source in found.sources:
        assert source.text.strip()
        for mark in source.marks:
            assert source.text[mark.span.start : mark.span.end].strip()


@given(
    st.lists(
        st.text(alphabet="abcdefg ABC,.é", min_size=1).map(lambda text: "w" + " ".join(text.split())),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=60, deadline=None)
def test_paragraphs_come_back(paragraphs):
    assert read("\n\n".join(paragraphs)).text == "\n\n".join(paragraphs)
