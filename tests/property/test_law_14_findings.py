"""Law 14: no false alarms. A copy, however it is set, and an unrelated story give no omission, figure, quote or wording
finding; and no text whatever makes the findings fail or point outside it."""

from __future__ import annotations

import textwrap
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.stories import (
    compare_all,
    curly,
    stories,
    text_of,
    told_again,
    told_in_any_script,
    unicode_stories,
    unlike_stories,
)
from twicetold.ingest.stories import list_stories, read_story
from twicetold.model import Meta, Source
from twicetold.pipeline import compare, read_versions
from twicetold.render.language import language_codes
from twicetold.render.saying import finding_lines
from twicetold.text.version import make_version

ALARMS = ("omission", "figure", "quote", "wording", "attribution", "order", "correction")
MARKS = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "–": "-", "…": "..."}
SAMPLES = (
    [("reykjavik", v) for v in range(5)]
    + [("harbour-fire", v) for v in range(4)]
    + [("stone-soup", v) for v in range(4)]
)


def straight(text: str) -> str:
    return "".join(MARKS.get(mark, mark) for mark in text)


def wrapped(text: str) -> str:
    """The text with its long paragraphs broken into lines of 60 characters; lines of the page stay whole."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(textwrap.fill(p, 60, break_on_hyphens=False) if len(p) > 120 else p for p in paragraphs)


def guillemets(text: str) -> str:
    return text.replace("“", "«").replace("”", "»")


COPIES = {"itself": str, "straight marks": straight, "lines": wrapped, "other marks": guillemets}


def alarms(comparison) -> list[tuple[str, str, str]]:
    by_kind = comparison.findings.by_kind
    return [(f.kind, f.form, f.quote) for kind in ALARMS for f in by_kind[kind]]


@pytest.fixture(scope="module")
def versions(samples):
    return {name: read_versions(read_story(samples / name)) for name in list_stories(samples)}


@pytest.mark.parametrize("change", sorted(COPIES))
@pytest.mark.parametrize(("story", "number"), SAMPLES)
def test_a_copy_of_a_sample_gives_no_alarm(versions, story, number, change):
    made = versions[story][number]
    copy = make_version(Source("copy", COPIES[change](made.text), Meta(language="en")), "Copy")
    assert alarms(compare([made, copy])) == []


@pytest.mark.parametrize(
    ("a", "b"), [("reykjavik", "harbour-fire"), ("reykjavik", "stone-soup"), ("harbour-fire", "stone-soup")]
)
def test_an_unrelated_story_gives_only_what_is_missing(versions, a, b):
    for one in versions[a]:
        for other in versions[b]:
            assert {kind for kind, _, _ in alarms(compare([one, other]))} <= {"omission"}


quoted = st.one_of(stories, unlike_stories()).map(text_of)


@settings(max_examples=40)
@given(quoted, st.sampled_from(["itself", "curly", "lines"]))
def test_a_copy_of_any_story_gives_no_alarm(text, change):
    copy = {"itself": text, "curly": curly(text), "lines": wrapped(text)}[change]
    assert alarms(compare_all([text, copy])) == []


@settings(max_examples=40)
@given(
    st.one_of(
        told_in_any_script(),
        st.lists(unicode_stories, min_size=2, max_size=3),
        told_again().map(lambda t: [text_of(s) for s in t]),
    )
)
def test_findings_of_any_texts_stand_inside_them_and_can_be_said(texts):
    comparison = compare_all(texts)
    for finding in comparison.findings:
        assert finding.weight > 0
        assert finding.places
        for place in finding.places:
            assert 0 <= place.span.start <= place.span.end <= len(comparison.versions[place.version].text)
            assert 0 <= place.passage < len(comparison.collation.passages)
    for ledger in comparison.findings.ledgers.values():
        for row in ledger.rows:
            assert row.entries
    for code in language_codes():
        lines = finding_lines(comparison, code)
        assert len(lines) == len(comparison.findings)
        assert all(line.text for line in lines)


@pytest.mark.parametrize("story", ["reykjavik", "harbour-fire", "stone-soup"])
def test_the_order_of_the_versions_has_no_say(versions, story):
    def told(order: tuple[int, ...]) -> set[tuple[object, ...]]:
        found = compare([versions[story][v] for v in order]).findings
        return {
            (
                f.kind,
                f.form,
                round(f.weight, 6),
                frozenset((order[p.version], p.span, p.present, p.value) for p in f.places),
            )
            for f in found
        }

    count = len(versions[story])
    straight_order = told(tuple(range(count)))
    for order in list(permutations(range(count)))[3::29][:3]:
        assert told(order) == straight_order
