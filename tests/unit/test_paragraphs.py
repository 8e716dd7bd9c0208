"""Where paragraphs begin and end: blank lines, one a line, hard-wrapped files, verse."""

from __future__ import annotations

import pytest

from twicetold.text.paragraphs import split_paragraphs

WRAPPED_ONE = "The mayor opened the new bridge on Monday morning, and"
WRAPPED_TWO = "nobody fell into the river, which had been feared by a"
WRAPPED_THREE = "good part of the town."

CASES = [
    pytest.param("One.\n\nTwo.\n\nThree.", ["One.", "Two.", "Three."], id="a blank line between paragraphs"),
    pytest.param("One.\n\n\n \n\nTwo.", ["One.", "Two."], id="several blank lines, one of them with a space in it"),
    pytest.param("One.\nTwo.\nThree.", ["One.", "Two.", "Three."], id="one paragraph a line"),
    pytest.param("One.\r\n\r\nTwo.\r\n", ["One.", "Two."], id="line ends of Windows, with blank lines"),
    pytest.param("One.\r\nTwo.", ["One.", "Two."], id="line ends of Windows, one paragraph a line"),
    pytest.param("One.\r\rTwo.", ["One.", "Two."], id="line ends of the old Macintosh"),
    pytest.param("  One.  \n\n\tTwo.\u00a0\n", ["One.", "Two."], id="white space at the edges is no part of it"),
    pytest.param("\ufeffOne.\n\nTwo.", ["One.", "Two."], id="a byte order mark is no part of it"),
    pytest.param(
        "One.\u2028Two.\u2029Three.", ["One.", "Two.", "Three."], id="line and paragraph separators of Unicode"
    ),
    pytest.param("", [], id="nothing"),
    pytest.param("\n \n", [], id="white space only"),
    pytest.param("One.", ["One."], id="one line without an end"),
    pytest.param(
        f"{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}\n\n{WRAPPED_ONE}\n{WRAPPED_THREE}\n",
        [f"{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}", f"{WRAPPED_ONE}\n{WRAPPED_THREE}"],
        id="wrapped lines are joined, blank lines still divide",
    ),
    pytest.param(
        f"{WRAPPED_ONE}\r\n{WRAPPED_TWO}\r\n{WRAPPED_THREE}\r\n\r\n{WRAPPED_ONE}\r\n{WRAPPED_THREE}\r\n",
        [f"{WRAPPED_ONE}\r\n{WRAPPED_TWO}\r\n{WRAPPED_THREE}", f"{WRAPPED_ONE}\r\n{WRAPPED_THREE}"],
        id="wrapped lines with the line ends of Windows",
    ),
    pytest.param(
        f"Bridge opens\n\n{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}\n",
        ["Bridge opens", f"{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}"],
        id="a headline above a wrapped text",
    ),
    pytest.param(
        f"{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}\n{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}\n",
        [f"{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}"] * 2,
        id="in a wrapped file a short last line ends its paragraph",
    ),
    pytest.param(
        "The wind is up,\nthe boats are in,\nthe harbour sleeps,\nthe bells begin.",
        ["The wind is up,", "the boats are in,", "the harbour sleeps,", "the bells begin."],
        id="verse keeps its lines",
    ),
    pytest.param(
        f"{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}\n\n"
        f"One rope\nTwo lamps\nBread\n\n{WRAPPED_ONE}\n{WRAPPED_TWO}\nGood.",
        [
            f"{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}",
            "One rope",
            "Two lamps",
            "Bread",
            f"{WRAPPED_ONE}\n{WRAPPED_TWO}\nGood.",
        ],
        id="a list in a wrapped text keeps its lines, and the text is still joined",
    ),
    pytest.param(
        f"{'The mayor came. ' * 12}\n\n{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}",
        [("The mayor came. " * 12).strip(), f"{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}"],
        id="a wrapped paragraph below one that is not",
    ),
    pytest.param(
        f"{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}\n\n" + f"- {WRAPPED_ONE}\n  {WRAPPED_TWO}\n" * 2,
        [
            f"{WRAPPED_ONE}\n{WRAPPED_TWO}\n{WRAPPED_THREE}",
            f"- {WRAPPED_ONE}\n  {WRAPPED_TWO}",
            f"- {WRAPPED_ONE}\n  {WRAPPED_TWO}",
        ],
        id="every item of a list is a paragraph, however long its lines",
    ),
    pytest.param(
        "The boats have gone to sleep in rows along the harbour wall,\n"
        "The lamps are lit at four o’clock, and nobody at all\n"
        "But the keeper knows who knocks upon the door when it is late,\n"
        "And counts the windows of the night that still have time to wait,",
        [
            "The boats have gone to sleep in rows along the harbour wall,",
            "The lamps are lit at four o’clock, and nobody at all",
            "But the keeper knows who knocks upon the door when it is late,",
            "And counts the windows of the night that still have time to wait,",
        ],
        id="long verse keeps its lines, because each begins with a capital",
    ),
    pytest.param(
        "Home\nWorld\nSport\n\nThe mayor came.\nShe left.",
        ["Home", "World", "Sport", "The mayor came.", "She left."],
        id="a menu above the text",
    ),
    pytest.param(
        "The mayor opened the bridge on Monday, which had cost a million.\n"
        "The council had waited for it for years, and it was not amused.\n"
        "The ferry will now be sold to the town of Port Ellery, it said.\n",
        [
            "The mayor opened the bridge on Monday, which had cost a million.",
            "The council had waited for it for years, and it was not amused.",
            "The ferry will now be sold to the town of Port Ellery, it said.",
        ],
        id="lines that all end a sentence are paragraphs, however even their ends are",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_paragraphs(text, expected):
    assert [text[span.start : span.end] for span in split_paragraphs(text)] == expected


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_nothing_but_white_space_stands_between_paragraphs(text, expected):
    rest = list(text)
    for span in split_paragraphs(text):
        rest[span.start : span.end] = " " * len(span)
    assert "".join(rest).strip().strip("\ufeff") == ""
