"""Subtitles: running text without times, a paragraph for each who speaks, nothing said twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twicetold.errors import EmptyError, StoryError
from twicetold.ingest.reading import read_file
from twicetold.ingest.subtitles import is_subtitles, read_subtitles
from twicetold.model import AS_FOUND, File, Handling, Source
from twicetold.settings import DEFAULT

SRT = """\
1
00:00:01,000 --> 00:00:03,000
The ferry <i>stops</i>
for the winter.

2
00:00:03,100 --> 00:00:05,000
- Who told you?
- Nobody did.

3
00:00:05,100 --> 00:00:06,000
[applause]

4
00:00:12,000 --> 00:00:14,000
{\\an8}Then it snowed
"""
VTT = """\
WEBVTT - Island News

NOTE made by hand
and never shown

STYLE
::cue { color: red }

opening
00:01.000 --> 00:03.000 align:start
<v Maren Holt>The ferry <c.loud>stops</c>

NOTE not shown either

00:03.000 --> 00:05.000
<v Jon>No &amp; yes.
"""


def read(text: str, handling: Handling = AS_FOUND) -> Source:
    (source,) = read_subtitles(File("talk.srt", text.encode()), handling, DEFAULT)
    return source


def test_subrip_becomes_running_text():
    source = read(SRT)
    assert source.text.split("\n\n") == [
        "The ferry stops for the winter.",
        "Who told you?",
        "Nobody did.",
        "[applause]",
        "Then it snowed",
    ]
    (mark,) = source.marks
    assert (mark.kind, source.text[mark.span.start : mark.span.end]) == ("furniture", "[applause]")
    assert source.notes[0].text == "4 subtitles joined to running text; times left out"


def test_webvtt_becomes_running_text_and_speakers_are_named():
    source = read(VTT)
    assert source.text.split("\n\n") == ["The ferry stops", "No & yes."]
    assert source.notes[0].text == (
        "2 subtitles joined to running text; times and the names of who speaks left out: Maren Holt, Jon"
    )


def test_a_sentence_over_many_subtitles_is_one_paragraph():
    assert read(srt(["The ferry will", "not sail from", "November."])).text == "The ferry will not sail from November."


def test_a_pause_begins_a_paragraph():
    assert read(srt(["The ferry stops.", "It snows."], step=10)).text == "The ferry stops.\n\nIt snows."


def test_a_long_paragraph_ends_with_its_sentence():
    source = read(srt([f"{i} two three four five six seven eight nine ten." for i in range(10)]))
    assert [len(part.split()) for part in source.text.split("\n\n")] == [60, 40]


def test_lines_that_roll_up_are_read_once():
    assert (
        read(srt(["The ferry", "The ferry will not", "The ferry will not", "sail."])).text == "The ferry will not sail."
    )


def test_a_word_that_is_said_twice_stays():
    assert read(srt(["No.", "No.", "It snows.", "The sound is ice."])).text == "No. No. It snows. The sound is ice."


def test_each_subtitle_can_be_a_paragraph():
    offer = read(SRT).notes[0].offers[0]
    assert len(read(SRT, AS_FOUND.take(offer)).text.split("\n\n")) == 5


def srt(lines: list[str], step: int = 2) -> str:
    times = (
        f"00:{i * step // 60:02}:{i * step % 60:02},000 --> 00:{i * step // 60:02}:{i * step % 60 + 1:02},900"
        for i in range(99)
    )
    return "\n\n".join(f"{i}\n{time}\n{line}" for i, (line, time) in enumerate(zip(lines, times, strict=False), 1))


@pytest.mark.parametrize("line", ["1984", "The year was\n1984"])
def test_a_number_that_is_spoken_stays(line):
    assert "1984" in read(srt([line, "It snowed."])).text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SRT.encode(), True),
        (VTT.encode(), True),
        (b"\xef\xbb\xbf" + SRT.encode(), True),
        (SRT.encode("utf-16"), True),
        (SRT.replace("\n", "\r\n").encode(), True),
        (b"1\nThe first line of a list\n", False),
        (b"WEBVTTs are files.", False),
        (b"The arrow --> points on.", False),
    ],
)
def test_they_are_recognised_by_their_first_lines(data, expected):
    assert is_subtitles(File("a.txt", data)) is expected


def test_times_without_words_are_empty():
    with pytest.raises(EmptyError, match=r"“talk.srt” holds times of subtitles and no words"):
        read("1\n00:00:01,000 --> 00:00:02,000\n\n")


PIECES = [
    "1\n", "00:00:01,000 --> 00:00:02,000\n", "00:01.5 --> 99:99:99.999\n", "WEBVTT\n", "NOTE\n", "<v A>",
    "<i>", "- ", "word ", "\n", "\n\n", "[x]", "♪", "-->", "{\\an8}", "\r", "é", "&#0;",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_pieces_end_in_a_version_or_an_error_of_ours(text):
    for begins in ("", "WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n"):
        found = read_file(File("a.srt", (begins + text).encode()))
        assert all(isinstance(error, StoryError) for error in found.errors)
        assert all(source.text for source in found.sources)


@given(
    st.lists(st.lists(st.sampled_from(["ferry", "island", "winter"]), min_size=1, max_size=6), min_size=1, max_size=12)
)
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost(lines):
    said = [f"{i} " + " ".join(words) + " x" for i, words in enumerate(lines)]
    assert read(srt(said)).text.split() == " ".join(said).split()
