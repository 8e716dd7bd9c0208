"""Texts of a person's in Streamlit's Markdown: every sign stands for itself, and names stay readable aloud."""

from __future__ import annotations

import pytest

pytest.importorskip("streamlit")

from components.wording import plain


@pytest.mark.parametrize("name", ["my_story-1.txt", "Bay Herald", "2021-05-19", "a.b.html"])
def test_the_name_of_a_file_has_no_backslash_in_it(name):
    assert plain(name) == name


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("**a** [b](c)", r"\*\*a\*\* \[b\]\(c\)"),
        ("1. a list", r"1\. a list"),
        ("_a_", r"\_a\_"),
        ("a -- b -> c", r"a \-\- b \-\> c"),
        ("- a list", r"\- a list"),
        ("# a\n# b", r"\# a \# b"),
        ("a_ b_", r"a\_ b\_"),
        ("a__b--c", r"a\_\_b\-\-c"),
    ],
)
def test_every_other_sign_stands_for_itself(text, safe):
    assert plain(text) == safe


def test_an_address_is_no_link():
    assert "https\\:\u2060//" in plain("https://a.example")
    assert plain("www.a.example").startswith("www\u2060")
