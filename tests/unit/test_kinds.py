"""Kinds other than furniture, what stands inside a paragraph, and who has the last word about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.making import said, version
from tests.unit.test_furniture import STORY
from twicetold.errors import StoryError
from twicetold.model import KINDS, STORY_KINDS, Decision, Handling, Mark, Source, Span
from twicetold.text.furniture import label_paragraphs
from twicetold.text.version import make_version


def kinds(*paragraphs: str, language: str = "en") -> list[str]:
    return [label.kind for label in label_paragraphs(paragraphs, language)]


BETWEEN = [
    pytest.param("What happens to the boats", "subhead", id="a subhead"),
    pytest.param("3 May 1921", "subhead", id="a day in a diary"),
    pytest.param("The boats, which were old,", "body", id="what goes on"),
    pytest.param("And then", "subhead", id="a short line that is no sentence"),
    pytest.param("Photo: Jane Roe / Northern Wire", "furniture", id="a credit"),
    pytest.param("Jane Roe/AFP", "furniture", id="a credit of an agency"),
    pytest.param("The mayor on the bridge. Photo: Jane Roe", "caption", id="a caption with its credit"),
    pytest.param(
        "The mayor on the bridge (Jane Roe/Getty Images)", "caption", id="a caption with a credit in brackets"
    ),
    pytest.param("Photo: crowds on the bridge on Monday", "caption", id="what a picture shows is no credit"),
    pytest.param("#bridge #PortEllery", "furniture", id="tags"),
    pytest.param("https://dailylantern.example/bridge", "furniture", id="an address"),
    pytest.param("Facebook Twitter WhatsApp E-mail", "furniture", id="a row of buttons"),
    pytest.param("Email", "furniture", id="one button"),
    pytest.param("Nobody", "subhead", id="one word"),
    pytest.param("Join us on Saturday for the opening.", "body", id="an invitation"),
    pytest.param("See also the map on the wall.", "body", id="a sentence that begins like a pointer"),
    pytest.param("More of the boats will be sold.", "body", id="a sentence that begins like a box"),
    pytest.param("It was late..", "body", id="a sentence with a point too many"),
]


@pytest.mark.parametrize(("line", "kind"), BETWEEN)
def test_a_line_between_two_paragraphs(line, kind):
    assert kinds(*STORY[:2], line, *STORY[2:])[2] == kind


def test_a_list_in_a_story_is_body():
    assert kinds(*STORY[:2], "One rope", "Two lamps", "Bread", *STORY[2:])[2:5] == ["body"] * 3


def test_buttons_between_two_posts_are_furniture_and_a_topic_alone_is_not():
    assert kinds(*STORY[:2], "Reply", "Quote", *STORY[2:])[2:4] == ["furniture"] * 2
    assert kinds(*STORY[:2], "Politics", *STORY[2:])[2] == "subhead"


def test_a_short_sentence_behind_a_box_in_the_middle_of_a_story_is_story():
    assert kinds(*STORY[:2], "Related stories", "Goat found on the church roof", "“No,” she said.", *STORY[2:])[
        2:5
    ] == [
        "furniture",
        "furniture",
        "body",
    ]


def test_a_topic_over_the_headline_is_a_kicker():
    assert kinds("Politics", "Bridge opens after nine years", *STORY)[:2] == ["kicker", "headline"]


def test_a_short_title_over_a_longer_one_stays_where_no_page_is_around():
    assert kinds("The Ferry", "A short tale of the sea and its people", *STORY)[0] == "body"


def test_a_menu_above_the_story_takes_its_unknown_entries_with_it():
    menu = ["Home", "World", "Harbour", "Sport"]
    assert kinds(*menu, "Bridge opens after nine years", *STORY)[:5] == ["furniture"] * 4 + ["headline"]


def test_a_diary_keeps_its_first_day():
    text = ["3 May 1921", STORY[0], "4 May 1921", STORY[1], "5 May 1921", STORY[2]]
    assert "byline" not in kinds(*text)
    assert "furniture" not in kinds(*text)


TAILS = [
    pytest.param("Also on dailylantern.example Five bridges that fell", id="also on"),
    pytest.param("Read also: Five bridges that fell", id="read also"),
    pytest.param("Lesen Sie auch: Fünf Brücken", id="German"),
    pytest.param("À lire aussi : Cinq ponts", id="French"),
    pytest.param("Читайте также: Пять мостов", id="Russian"),
]


@pytest.mark.parametrize("tail", TAILS)
def test_what_the_page_puts_behind_a_paragraph_is_a_unit_of_its_own(tail):
    made = version("\n\n".join([f"{STORY[0]} {tail}", *STORY[1:]]))
    assert said(made)[:2] == [("body", STORY[0]), ("furniture", tail)]
    assert made.units[1].reason
    assert made.words == version("\n\n".join(STORY)).words


@pytest.mark.parametrize("sentence", ["Also on Monday the ferry left.", "Read more about it in chapter two."])
def test_a_sentence_that_begins_like_such_a_tail_is_body(sentence):
    made = version("\n\n".join([f"{STORY[0]} {sentence}", *STORY[1:]]))
    assert {kind for kind, _ in said(made)} == {"body"}


DATELINES = [
    pytest.param("Berlin (dpa) - ", id="a German agency"),
    pytest.param("MADRID, 3 may. (EFE) - ", id="a Spanish agency"),
    pytest.param("МОСКВА, 20 мая. /ТАСС/. ", id="a Russian agency between strokes"),
    pytest.param("МОСКВА, 20 мая — ", id="a Russian day"),
    pytest.param("PARIS, 20 mai (AFP) - ", id="a French agency"),
]


@pytest.mark.parametrize("opening", DATELINES)
def test_datelines_of_other_languages(opening):
    assert said(version("\n\n".join([opening + STORY[0], *STORY[1:]])))[:2] == [
        ("dateline", opening.strip()),
        ("body", STORY[0]),
    ]


# --- who has the last word -------------------------------------------------------------------------

PAGE = "\n\n".join(
    ["Politics", "Bridge opens after nine years", "By Jane Roe", *STORY, "Share", f"{STORY[0]} Read also: X"]
)


def test_a_person_can_count_every_line():
    kept = make_version(Source("a", PAGE, handling=Handling(keep_all=True)))
    assert kept.units.is_story.all()
    assert [offer.value for note in kept.notes for offer in note.offers] == [False]


def test_what_is_set_aside_is_offered_back():
    (note,) = version(PAGE).notes
    assert (
        note.text
        == "2 lines taken for page furniture, not for story; 1 byline set aside; 1 line over the headline set aside"
    )
    (offer,) = note.offers
    assert make_version(Source("a", PAGE, handling=Handling().take(offer))).units.is_story.all()


def test_a_decision_holds_against_guess_and_mark():
    decided = Handling(decisions=(Decision("Share", 0, "body"), Decision(STORY[1][:80], 0, "furniture")))
    at = PAGE.index("Share")
    marks = (Mark(Span(at, at + 5), "furniture", "stands outside the article"),)
    made = dict(map(reversed, said(make_version(Source("a", PAGE, marks=marks, handling=decided)))))
    assert (made["Share"], made[STORY[1]]) == ("body", "furniture")


def test_a_mark_holds_against_a_guess_and_its_paragraph_keeps_its_dateline():
    text = "\n\n".join(["Share", f"PORT ELLERY, May 3 (Northern Wire) - {STORY[0]}", *STORY[1:]])
    end = text.index("\n\n", 10)
    marks = (Mark(Span(0, 5), "body", "stands in the article"), Mark(Span(7, end), "body", "stands in the article"))
    assert [kind for kind, _ in said(make_version(Source("a", text, marks=marks)))][:3] == ["body", "dateline", "body"]


LINES = st.sampled_from(
    [*STORY, "Share", "Home", "By Jane Roe", "3 May 2021", "Related stories", "Comments", "…", "© 2021", "By", ":", "1",
     "Photo:", "Photo: Jane Roe", "Politics", "Also on a.example", "(", "#a", "Bridge opens", "Read also: x", "\u200b"]
)  # fmt: skip


@given(st.lists(st.one_of(LINES, st.text(max_size=40)), min_size=1, max_size=14), st.sampled_from(["\n\n", "\n", " "]))
def test_whatever_stands_on_a_page_every_token_is_in_one_unit_and_something_is_story(lines, gap):
    try:
        made = version(gap.join(lines))
    except StoryError:
        return
    assert made.units.token_starts.tolist() == [0, *made.units.token_ends.tolist()[:-1]]
    assert made.units.token_ends[-1] == len(made.tokens)
    assert {unit.kind for unit in made.units} & set(KINDS[:STORY_KINDS])
    assert all(unit.reason for unit in made.units if not unit.is_story)
