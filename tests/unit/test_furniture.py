"""What is story and what is page: when in doubt a line is story."""

from __future__ import annotations

import pytest

from tests.unit.making import said, version
from twicetold.text.furniture import label_paragraphs

STORY = [
    "The mayor opened the new bridge on Monday morning, and nobody fell into the river.",
    "“I am glad that it holds,” she said, and then she walked to the other side and back again.",
    "The council had waited for nine years, and the ferry will now be sold to Port Ellery.",
    "Nobody knows yet who will pay for the lamps, which were forgotten in the plans.",
]

LINES = [
    pytest.param("8 hours ago", id="how long ago"),
    pytest.param("Share this story", id="a share bar"),
    pytest.param("Read more: Five bridges that never opened", id="a link to another article"),
    pytest.param("Also on dailylantern.example Bridge that fell", id="also on"),
    pytest.param("We use cookies to remember your settings.", id="a cookie notice"),
    pytest.param("This site uses cookies so that it knows you again. Accept Read More", id="a longer cookie notice"),
    pytest.param("© 2021 Daily Lantern Network", id="a copyright line"),
    pytest.param("All rights reserved.", id="all rights reserved"),
    pytest.param("About us | Contact us | Advertise", id="a menu with strokes"),
    pytest.param("Home - World - Sport - Weather", id="a menu with dashes"),
    pytest.param("Ferry crews wait for a word from the coun ..", id="a title that was cut off"),
    pytest.param("Advertisement", id="an advertisement's place"),
    pytest.param("Subscribe now", id="a subscription"),
    pytest.param("3 comments", id="a count of comments"),
    pytest.param("Читайте также: Мост закрыт", id="a Russian link"),
    pytest.param("Alle Rechte vorbehalten", id="a German copyright line"),
    pytest.param("À lire aussi : Le pont est fermé", id="a French link"),
]

NO_LINES = [
    pytest.param(
        "Share prices fell by a third on Monday, and the bank closed its doors.", id="a sentence that begins with share"
    ),
    pytest.param(
        "Home is where the bridge begins, the mayor said to the crowd on Monday.", id="a sentence that begins with home"
    ),
    pytest.param("He will print the letters himself.", id="a short sentence with print in it"),
    pytest.param("Related charges were dropped on Monday, the court in Port Ellery said.", id="related as a word"),
    pytest.param(
        "“Leave a comment,” the mayor told the crowd, and many of them did so at once.", id="a quote of a button"
    ),
    pytest.param(
        "She left 8 hours ago, her brother said, and has not been seen since then.", id="hours ago in a sentence"
    ),
    pytest.param(
        "They are: the baker, the smith – who is her cousin – and the vicar.", id="a sentence with dashes in it"
    ),
    pytest.param("The score was 3 | 4 at half time.", id="a stroke in a sentence"),
    pytest.param("Stop.", id="one word"),
]


def kinds(paragraphs: list[str]) -> list[str]:
    return [label.kind for label in label_paragraphs(paragraphs)]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_page_is_furniture_with_a_reason(line):
    labels = label_paragraphs([*STORY[:2], line, *STORY[2:]])
    assert [label.kind for label in labels] == ["body", "body", "furniture", "body", "body"]
    assert labels[2].reason


@pytest.mark.parametrize("line", NO_LINES)
def test_a_line_that_may_be_story_is_story(line):
    assert kinds([*STORY[:2], line, *STORY[2:]]) == ["body"] * 5


def test_a_text_that_is_a_list_stays_story_throughout():
    packing = ["One rope", "Two lamps", "Bread", "Share", "A map of the harbour", "Matches"]
    assert "body" in kinds(packing)
    assert kinds(packing).count("furniture") <= 1


def test_a_text_that_would_lose_every_line_is_story_throughout():
    assert kinds(["Advertisement", "Share", "8 hours ago"]) == ["body"] * 3


def test_a_text_of_one_paragraph_is_story():
    assert kinds(["Advertisement"]) == ["body"]


@pytest.mark.parametrize("first", ["Recent Stories", "Comments are closed.", "Leave a Comment", "Most read"])
def test_everything_behind_the_beginning_of_a_list_of_stories_is_furniture(first):
    tail = [first, "Ferry captain wins the cake prize", "New lamps arrive late", "More From the Harbour Desk"]
    labels = label_paragraphs([*STORY, *tail])
    assert [label.kind for label in labels] == ["body"] * 4 + ["furniture"] * 4
    assert "stands after a line" in labels[5].reason


def test_a_box_of_other_stories_in_the_middle_hides_nothing_of_the_story_behind_it():
    assert kinds([*STORY[:3], "Related stories", *STORY[3:]]) == ["body"] * 3 + ["furniture", "body"]


def test_a_list_of_stories_above_the_story_hides_nothing_of_it():
    assert kinds(["Recent Stories", "New lamps arrive late", *STORY])[2:] == ["body"] * 4


HEADS = [
    pytest.param(["Bridge opens after nine years"], ["headline"], id="a headline"),
    pytest.param(
        ["The Harbour Post", "Bridge opens after nine years"], ["furniture", "headline"], id="an outlet's name above it"
    ),
    pytest.param(
        ["Bridge opens after nine years", "By Ines Calloway in Port Ellery"],
        ["headline", "byline"],
        id="a byline below it",
    ),
    pytest.param(
        ["Bridge opens after nine years", "By Ines Calloway | 2 minutes ago | Monday 3 May 2021, 8:10 am"],
        ["headline", "byline"],
        id="a byline with a time",
    ),
    pytest.param(
        ["Bridge Opens After Nine Years", "BRIDGE OPENS AFTER NINE YEARS"],
        ["headline", "headline"],
        id="a headline printed twice",
    ),
    pytest.param(
        ["Bridge opens after nine years", "3 May, 2021 07:35"],
        ["headline", "byline"],
        id="the date and time of the page",
    ),
    pytest.param(
        ["Home | World | Sport", "Bridge opens after nine years"], ["furniture", "headline"], id="a menu above it"
    ),
    pytest.param(["新桥通车"], ["headline"], id="a headline in a script without spaces"),
    pytest.param(["The mayor was late."], ["body"], id="a short first sentence is no headline"),
]


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_the_head_of_a_page(head, expected):
    assert kinds([*head, *STORY]) == expected + ["body"] * 4


DATELINES = [
    pytest.param("PORT ELLERY, May 3 (Northern Wire) - ", "PORT ELLERY, May 3 (Northern Wire) -", id="an agency's"),
    pytest.param("PORT ELLERY — ", "PORT ELLERY —", id="a place in capitals"),
    pytest.param(
        "Reykjavik, (Daily Lantern / Northern Wire - 20th May, 2021) : ",
        "Reykjavik, (Daily Lantern / Northern Wire - 20th May, 2021) :",
        id="a reprint's, with the date in brackets",
    ),
]


@pytest.mark.parametrize(("opening", "dateline"), DATELINES)
def test_a_dateline_is_a_unit_of_its_own(opening, dateline):
    made = version("\n\n".join(["Bridge opens", opening + STORY[0], *STORY[1:]]))
    assert said(made)[:3] == [("headline", "Bridge opens"), ("dateline", dateline), ("body", STORY[0])]


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("The mayor (aged 61) was late - again. ", id="brackets and a dash in a sentence"),
        pytest.param("Ada Pell (the mayor): ", id="a speaker with her office in brackets"),
    ],
)
def test_what_only_looks_like_a_dateline_stays_in_its_sentence(opening):
    made = version("\n\n".join([opening + STORY[0], *STORY[1:]]))
    assert "dateline" not in {kind for kind, _ in said(made)}


def test_furniture_is_counted_in_no_version_s_words_and_said_in_a_note():
    with_page = version("\n\n".join([*STORY, "Advertisement", "8 hours ago"]))
    assert with_page.words == version("\n\n".join(STORY)).words
    assert [note.kind for note in with_page.notes] == ["furniture"]
    assert "2 lines" in with_page.notes[0].text


def test_a_chinese_page_has_its_headline_too():
    assert kinds(["新桥通车", "市长星期一早上打开了新桥，许多居民来到港口。", "旧渡船将卖给港口公司。"]) == [
        "headline",
        "body",
        "body",
    ]
