"""Saved pages: the story of every layout, what is set aside and why, and what the page says of itself."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.pages import ALSO, HARBOUR, LAYOUTS, MENU, SHARE, article, described, mhtml, webarchive
from tests.pages import Story as Told
from twicetold.errors import DamagedError, EmptyError, StoryError
from twicetold.ingest import page_story
from twicetold.ingest.page_blocks import find_blocks
from twicetold.ingest.page_lines import Line, story_lines
from twicetold.ingest.page_story import Story
from twicetold.ingest.page_tree import build_tree, walk_tree
from twicetold.ingest.reading import read_file
from twicetold.ingest.registry import find_format
from twicetold.ingest.stories import list_stories, read_story
from twicetold.model import AS_FOUND, File, Handling, Meta, Source
from twicetold.pipeline import read_versions
from twicetold.settings import DEFAULT
from twicetold.text.version import make_version

WORDS = "The wall held, the engineer said, and the council was told of it on the morning after the storm."


def read(page: str | bytes, handling: Handling = AS_FOUND, name: str = "saved.html", **known: str) -> Source:
    """The only source of a page."""
    data = page if isinstance(page, bytes) else page.encode()
    found = read_file(File(name, data, Meta(**known)), handling, replace(DEFAULT, reader_processes=0))
    assert not found.errors
    (source,) = found.sources
    return source


def paragraphs(source: Source) -> list[str]:
    return source.text.split("\n\n")


def kinds(source: Source) -> dict[str, str]:
    """The kind of every marked paragraph."""
    return {source.text[mark.span.start : mark.span.end]: mark.kind for mark in source.marks}


def reasons(source: Source) -> dict[str, str]:
    return {source.text[mark.span.start : mark.span.end]: mark.reason for mark in source.marks}


def noted(source: Source) -> dict[str, str]:
    return {note.kind: note.text for note in source.notes}


def page(body: str, head: str = "", attributes: str = 'lang="en"') -> str:
    return f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def story(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


# --- the story -----------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_story_of_every_layout_is_found_word_for_word_and_nothing_else_counts_as_it(layout):
    made = make_version(read(LAYOUTS[layout](HARBOUR, ALSO)))
    told = [made.text[p.span.start : p.span.end] for p in made.paragraphs if made.units[p.units.start].kind == "body"]
    assert told == list(HARBOUR.paragraphs)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_headline_stands_first_and_is_marked(layout):
    source = read(LAYOUTS[layout](HARBOUR))
    assert paragraphs(source)[0] == HARBOUR.title
    assert kinds(source)[HARBOUR.title] == "headline"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_whose_story_is_clear_is_not_called_uncertain(layout):
    assert "uncertain" not in noted(read(LAYOUTS[layout](HARBOUR, ALSO)))


def test_a_paragraph_that_stands_twice_in_a_row_stands_so_in_the_text():
    one, two, *rest = HARBOUR.paragraphs
    doubled = Told(title=HARBOUR.title, paragraphs=[one, two, two, two, *rest])
    for write in LAYOUTS.values():
        assert paragraphs(read(write(doubled))).count(two) == 3


def test_a_short_paragraph_between_two_of_the_story_is_story():
    one, two, *rest = HARBOUR.paragraphs
    source = read(article(Told(title=HARBOUR.title, paragraphs=[one, "“No.”", two, *rest])))
    assert "“No.”" in paragraphs(source)
    assert "“No.”" not in kinds(source)


def test_a_line_that_leads_elsewhere_stays_where_it_stood_marked_with_the_reason():
    source = read(article(HARBOUR, '<p>Also in the Herald <a href="/c">The lighthouse keeper who never slept</a></p>'))
    line = "Also in the Herald The lighthouse keeper who never slept"
    assert paragraphs(source).index(line) == paragraphs(source).index(HARBOUR.paragraphs[1]) + 1
    assert kinds(source)[line] == "furniture"
    assert reasons(source)[line] == "a link to another page"


def test_what_the_page_itself_names_is_marked_with_its_name():
    source = read(article(HARBOUR, SHARE))
    line = "Share this story By mail By letter"
    assert kinds(source)[line] == "furniture"
    assert reasons(source)[line] == "buttons to share: the page calls it “share-buttons”"


def test_a_sentence_with_a_link_in_it_is_story():
    sentence = "The <a href='/x'>council of the town and the island</a> decides in April."
    source = read(article(HARBOUR, f"<p>{sentence}</p>"))
    assert "The council of the town and the island decides in April." not in kinds(source)


def test_a_story_in_an_element_with_a_misleading_name_is_no_furniture():
    body = f'<div class="related social sidebar"><h1>{HARBOUR.title}</h1>{story(*HARBOUR.paragraphs)}</div>'
    source = read(page(body))
    assert set(kinds(source).values()) <= {"headline"}
    assert paragraphs(source)[1:] == list(HARBOUR.paragraphs)


def test_a_half_of_the_story_in_an_element_with_a_misleading_name_is_story():
    half = len(HARBOUR.paragraphs) // 2 + 1
    body = "".join(
        f'<div class="social">{story(*part)}</div>' for part in (HARBOUR.paragraphs[:half], HARBOUR.paragraphs[half:])
    )
    assert kinds(read(page(f"<article>{body}</article>"))) == {}


@pytest.mark.parametrize(
    "told",
    [
        [
            "市长上午到达港口。他说新的海堤经受住了风暴，没有一座房屋被淹。",
            "两条渔船在午夜前脱离了缆绳，第二天早上在城南的沙滩上被发现。",
        ],
        [
            "กำแพงท่าเรือใหม่ทนพายุได้ในคืนวันจันทร์ วิศวกรของเมืองกล่าว และไม่มีบ้านหลังใดถูกน้ำท่วม",
            "เรือประมงสองลำหลุดลอยไปก่อนเที่ยงคืนและพบในตอนเช้าบนหาดทรายทางใต้ของเมือง",
        ],
    ],
)
def test_scripts_without_spaces_are_read_like_others(told, monkeypatch):
    written = Told(title="海堤", paragraphs=told)
    for _ in range(2):
        source = read(article(written, ALSO))
        assert [text for text in paragraphs(source) if text not in kinds(source)] == told
        # and again without the extractors
        monkeypatch.setattr(page_story, "_ask_trafilatura", lambda tree: [])
        monkeypatch.setattr(page_story, "_ask_readability", lambda text: [])


def test_names_that_only_sound_like_furniture_or_hiding_take_nothing_away():
    one, two, *rest = HARBOUR.paragraphs
    body = (
        f'<article><h1>A title</h1><div class="overflow-hidden">{story(one)}</div><section id="consent-of-the-council">'
        f'<h2 id="consent-1">The consent of the council</h2>{story(two)}</section>{story(*rest)}</article>'
    )
    source = read(page(body))
    assert "hidden" not in noted(source)
    assert kinds(source) == {"A title": "headline", "The consent of the council": "subhead"}


def test_headings_and_captions_are_marked_as_such():
    one, two, *rest = HARBOUR.paragraphs
    figure = "<figure><img src='a.jpg'><figcaption>The wall on Tuesday</figcaption></figure>"
    body = f"<article><h1>A title</h1>{figure}{story(one, two)}<h2>What comes next</h2>{story(*rest)}</article>"
    marked = kinds(read(page(body)))
    assert marked["A title"] == "headline"
    assert marked["What comes next"] == "subhead"
    assert marked["The wall on Tuesday"] == "caption"


def test_a_heading_over_links_is_no_heading_of_the_story():
    box = '<h3>More to read</h3><ul><li><a href="/a">The old mill</a></li><li><a href="/b">The gulls</a></li></ul>'
    source = read(article(HARBOUR, f"<div>{box}</div>"))
    assert kinds(source).get("More to read", "furniture") == "furniture"
    assert "subhead" not in kinds(source).values()


def test_a_page_of_one_sentence_is_read_without_doubt():
    source = read(page(f"<h1>Wall holds</h1><p>{WORDS}</p>"))
    assert paragraphs(source) == ["Wall holds", WORDS]
    assert "uncertain" not in noted(source)


def test_a_part_of_a_page_is_read_as_one():
    source = read(f"<meta charset='utf-8'><p>{WORDS}</p><p>{HARBOUR.paragraphs[0]}</p>", name="pasted")
    assert paragraphs(source) == [WORDS, HARBOUR.paragraphs[0]]


# --- doubt, and other ways to read ---------------------------------------------------------------


def two_stories() -> str:
    """A page on which the extractors disagree: two stories of the same size, each in an article of its own."""
    first = [f"In the {n} street of the town, the baker said, the bread was ready before the sun." for n in "abcdefgh"]
    second = [f"On boat number {n} the captain, who never sleeps, counted all the nets again." for n in "abcdefgh"]
    cells = "".join(f"<tr><td>{text}</td></tr>" for text in first)
    return page(f"<table>{cells}</table><div>{'<br><br>'.join(second)}</div><p>{WORDS}</p>")


def test_where_the_extractors_disagree_the_page_says_so_and_offers_the_other_answer():
    source = read(two_stories())
    (note,) = (note for note in source.notes if note.kind == "uncertain")
    assert note.text.startswith("extraction uncertain: ")
    other = next(offer for offer in note.offers if offer.value == "other")
    again = read(two_stories(), AS_FOUND.take(other))
    assert set(paragraphs(again)) != set(paragraphs(source)) or kinds(again) != kinds(source)
    assert noted(again)["layout"] == "read as the other answer, as you asked"


def lines(text: str) -> list[tuple[str, ...]]:
    return [tuple(re.findall(r"\w+", line.lower())) for line in text.splitlines()]


def test_an_extractor_that_finds_next_to_nothing_is_not_believed(monkeypatch):
    monkeypatch.setattr(page_story, "_ask_trafilatura", lambda tree: lines("Other stories"))
    source = read(article(HARBOUR))
    assert [text for text in paragraphs(source) if text not in kinds(source)] == list(HARBOUR.paragraphs)
    assert "uncertain" in noted(source)


def test_where_both_extractors_fail_the_element_with_the_most_sentences_is_the_story(monkeypatch):
    monkeypatch.setattr(page_story, "_ask_trafilatura", lambda tree: [])
    monkeypatch.setattr(page_story, "_ask_readability", lambda text: [])
    source = read(article(HARBOUR))
    assert [text for text in paragraphs(source) if text not in kinds(source)] == list(HARBOUR.paragraphs)


def picked(body: str, *numbers: int) -> list[Line]:
    """The lines of a page of which both extractors took the blocks with these numbers."""
    tree = build_tree(page(body))
    found = find_blocks(walk_tree(tree))
    taken = tuple(i in numbers for i in range(len(found.blocks)))
    return story_lines(found, Story(taken, taken), [])


def test_a_word_that_both_leave_out_between_two_paragraphs_is_story_and_a_menu_is_not():
    told = story("The wall held.", "Did it? It did.", "And so it was.")
    assert [line.kind for line in picked(told, 0, 2)] == ["body", "body", "body"]
    menu = "<p>The wall held.</p><div><p>Home, town, coast.</p></div><p>And so it was.</p>"
    assert [line.kind for line in picked(menu, 0, 2)] == ["body", "furniture", "body"]


def test_a_stray_line_far_below_does_not_pull_in_what_stands_between():
    body = story(*(f"Line {i}" for i in range(60)))
    assert [line.block for line in picked(body, 0, 2, 59)] == [0, 1, 2, 59]


def in_data(text: str) -> str:
    data = {"@type": "Article", "headline": HARBOUR.title, "articleBody": text}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_a_longer_text_in_the_data_of_the_page_is_offered():
    whole = "\n".join(HARBOUR.paragraphs)
    source = read(page(story(HARBOUR.paragraphs[0]), in_data(whole)))
    assert paragraphs(source) == [HARBOUR.paragraphs[0]]
    (note,) = (note for note in source.notes if note.kind == "data")
    assert note.text == "the page’s own data hold a longer text, 110 words"
    again = read(page(story(HARBOUR.paragraphs[0]), in_data(whole)), AS_FOUND.take(note.offers[0]))
    assert paragraphs(again) == list(HARBOUR.paragraphs)
    assert noted(again)["layout"] == "read as the text in its data, as you asked"
    assert "data" not in noted(read(page(story(*HARBOUR.paragraphs), in_data(whole))))


def test_a_page_that_a_program_would_fill_is_read_from_its_data():
    for text in ("\n".join(HARBOUR.paragraphs), story(*HARBOUR.paragraphs)):
        source = read(page("<p>Please turn on JavaScript</p>", in_data(text)))
        assert paragraphs(source) == list(HARBOUR.paragraphs)
        assert source.meta.title == HARBOUR.title
        assert "this is the text in its own data" in noted(source)["data"]
        (note,) = (note for note in source.notes if note.kind == "data")
        again = read(page("<p>Please turn on JavaScript</p>", in_data(text)), AS_FOUND.take(note.offers[0]))
        assert paragraphs(again) == ["Please turn on JavaScript"]


def test_a_teaser_beside_the_story_does_not_repeat_it():
    teaser = f'<div class="box"><p>{HARBOUR.paragraphs[0]}</p></div>'
    source = read(page(f"{teaser}<div>{MENU}</div><article><h1>A title</h1>{story(*HARBOUR.paragraphs)}</article>"))
    assert paragraphs(source).count(HARBOUR.paragraphs[0]) == 1


def test_every_way_to_read_a_page_leads_back_with_one_click():
    for layout in ("other", "whole", "hidden"):
        source = read(article(HARBOUR), Handling(layout=layout))
        (note,) = (note for note in source.notes if note.kind == "layout")
        back = AS_FOUND.take(note.offers[0])
        assert read(article(HARBOUR), back).text == read(article(HARBOUR)).text


def test_what_is_left_aside_is_counted_and_can_be_had():
    source = read(article(HARBOUR))
    (note,) = (note for note in source.notes if note.kind == "aside")
    assert note.text == "13 lines outside the story left aside, 80 words"
    whole = read(article(HARBOUR), AS_FOUND.take(note.offers[0]))
    assert "We use cookies to remember what you like. You can refuse them at any time." in paragraphs(whole)
    assert set(paragraphs(source)) <= set(paragraphs(whole))
    assert "aside" not in noted(whole)


def test_the_whole_page_keeps_its_marks_of_menus_and_has_none_on_the_story():
    marked = kinds(read(article(HARBOUR), Handling(layout="whole")))
    assert marked["Home"] == "furniture"
    assert not set(marked) & set(HARBOUR.paragraphs)


def test_hidden_text_is_left_out_said_and_can_be_had():
    secret = "What nobody sees on the page stands in it all the same, as pages do."
    for hidden in (
        f'<p style="color: red; display : none">{secret}</p>',
        f"<p hidden>{secret}</p>",
        f'<p>Seen. <span class="sr-only">{secret}</span></p>',
        f"<noscript><p>{secret}</p></noscript>",
    ):
        source = read(article(HARBOUR, hidden))
        assert secret not in source.text
        (note,) = (note for note in source.notes if note.kind == "hidden")
        assert note.text == "1 line that the page hides left out"
        assert secret in paragraphs(read(article(HARBOUR, hidden), AS_FOUND.take(note.offers[0])))


def test_a_page_that_hides_all_its_text_is_read_all_the_same():
    source = read(page(f'<div style="display:none">{story(*HARBOUR.paragraphs)}</div>'))
    assert paragraphs(source) == list(HARBOUR.paragraphs)


# --- letters -------------------------------------------------------------------------------------


def test_no_program_style_or_control_reaches_the_text():
    body = (
        f"<script>var a = '<p>one</p>';</script><style>p {{ color: red }}</style>{story(*HARBOUR.paragraphs)}"
        "<button>Press</button><select><option>Choose</option></select><textarea>Write</textarea>"
        "<svg><text>drawn</text></svg><template><p>later</p></template><iframe>framed</iframe>"
    )
    assert paragraphs(read(page(body), Handling(layout="whole"))) == list(HARBOUR.paragraphs)


def test_white_space_is_what_a_browser_makes_of_it():
    body = "<p>One\n   <b>two</b>\tthree&nbsp;four\u2028five</p><pre>one\n  two\n\nthree</pre>"
    source = read(page(body), Handling(layout="whole"))
    assert paragraphs(source) == ["One two three\u00a0four five", "one\n  two", "three"]


def test_a_line_break_ends_a_line_and_quotation_elements_have_their_marks():
    assert paragraphs(read(page("Ada Winter<br>Harbour Street"), Handling(layout="whole"))) == [
        "Ada Winter",
        "Harbour Street",
    ]
    assert paragraphs(read(page("<p>She said <q>no</q>.</p>"), Handling(layout="whole"))) == ["She said “no”."]


def test_a_row_of_a_table_is_a_line_and_a_layout_of_cells_is_none():
    rows = "<tr><th>Storm</th><th>Height</th></tr><tr><td>Monday</td><td>4.1 m</td></tr>"
    layout = f"<tr><td>{HARBOUR.paragraphs[0]}</td><td>{HARBOUR.paragraphs[1]}</td></tr>"
    source = read(page(f"<table>{rows}{layout}</table>"), Handling(layout="whole"))
    assert paragraphs(source) == ["Storm\tHeight", "Monday\t4.1 m", *HARBOUR.paragraphs[:2]]


def test_a_sign_that_leads_to_a_heading_is_no_part_of_it():
    source = read(
        page(f'<h1>Wall holds<a href="#wall">#</a></h1><p>Number #</p>{story(WORDS)}'), Handling(layout="whole")
    )
    assert paragraphs(source) == ["Wall holds", "Number #", WORDS]


RUSSIAN = ("Стена выдержала шторм, сказал инженер города в понедельник вечером.", "Рыбаки нашли две лодки утром.")


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8", ""),
        ("utf-16", ""),
        ("cp1251", '<meta charset="windows-1251">'),
        ("koi8-r", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'),
    ],
)
def test_letters_are_read_as_the_page_declares_them(encoding, head):
    source = read(page(story(*RUSSIAN), head, 'lang="ru"').encode(encoding))
    assert paragraphs(source) == list(RUSSIAN)
    assert source.meta.language == "ru"


def test_what_nobody_could_guess_is_read_as_declared():
    source = read(page("<p>Стена. Да.</p>", '<meta charset="koi8-r">').encode("koi8-r"))
    assert paragraphs(source) == ["Стена. Да."]


def test_an_encoding_that_a_person_chose_holds_against_the_page():
    data = page(story(*RUSSIAN), '<meta charset="koi8-r">').encode("cp1251")
    assert paragraphs(read(data, Handling(encoding="cp1251"))) == list(RUSSIAN)


# --- what a page is ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><p>x",
        b"\xef\xbb\xbf  <html>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html/>',
        b"<!-- saved from url=(0014)about:internet -->\n<HTML><BODY>x",
        "<html><body>x".encode("utf-16"),
    ],
)
def test_a_page_is_known_by_its_first_tag_whatever_its_name(data):
    assert find_format(File("notes.txt", data)).name == "html"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notes.txt", b"The tag <html> begins a page."),
        ("notes.md", b"<div align=center>A readme</div>"),
        ("feed.xml", b'<?xml version="1.0"?><rss><channel/></rss>'),
        ("text.html", b"A text that somebody called a page."),
    ],
)
def test_what_only_looks_like_a_page_is_none(name, data):
    assert find_format(File(name, data)).name != "html"


# --- what the page says of itself ----------------------------------------------------------------


def test_facts_come_with_their_origins():
    meta = read(article(HARBOUR)).meta
    assert (meta.title, meta.outlet, meta.byline) == (HARBOUR.title, HARBOUR.outlet, HARBOUR.author)
    assert (meta.date, meta.date_printed) == ("2024-03-05T08:30:00+00:00", "5 March 2024")
    assert (meta.language, meta.address) == ("en", HARBOUR.address)
    origins = dict(meta.origins)
    assert origins["byline"] == "the page’s own data (meta tags)"
    assert origins["address"] == "the page’s own data (canonical link)"


def test_json_ld_is_read_and_the_first_story_in_it_is_the_page_s():
    meta = read(described(HARBOUR)).meta
    assert (meta.title, meta.outlet, meta.byline) == (HARBOUR.title, HARBOUR.outlet, HARBOUR.author)
    assert meta.date == "2024-03-05T08:30:00+01:00"
    assert dict(meta.origins)["byline"] == "the page’s own data (JSON-LD)"


def test_an_author_of_another_story_is_not_taken_for_this_one_s():
    data = (
        '{"@type": "NewsArticle", "headline": "Wall holds", "hasPart": {"@type": "Article", "author": "Somebody Else"}}'
    )
    meta = read(page(story(*HARBOUR.paragraphs), f'<script type="application/ld+json">{data}</script>')).meta
    assert meta.title == "Wall holds"
    assert meta.byline == ""


def test_no_author_is_asserted_that_the_page_does_not_name():
    assert read(page(f"<p>By the sea, Ada Winter wrote.</p>{story(*HARBOUR.paragraphs)}")).meta.byline == ""


@pytest.mark.parametrize("value", ["https://herald.example/ada", "ada@herald.example", "@ada", "—"])
def test_an_address_is_no_author(value):
    assert read(page(story(WORDS), f'<meta name="author" content="{value}">')).meta.byline == ""


def test_the_name_of_the_outlet_is_no_part_of_the_title():
    head = "<title>Wall holds | The Coast Herald</title>"
    meta = read(page(f"<h1>Wall holds</h1>{story(*HARBOUR.paragraphs)}", head)).meta
    assert (meta.title, meta.outlet) == ("Wall holds", "The Coast Herald")
    head = '<title>Wall holds - Herald</title><meta property="og:site_name" content="Herald">'
    assert read(page(story(WORDS), head)).meta.title == "Wall holds"


def test_what_was_known_before_holds_against_the_page():
    known = {"address": "https://archive.example/1", "date": "2024-05-01T00:00:00+00:00"}
    meta = read(article(HARBOUR), **known).meta
    assert (meta.address, meta.date, meta.date_printed) == (known["address"], known["date"], "")
    assert meta.title == HARBOUR.title


def test_a_note_of_the_browser_gives_the_address_and_the_address_the_outlet():
    source = read(f"<!-- saved from url=(0026)https://www.herald.example/x -->\n{page(story(WORDS))}")
    assert source.meta.address == "https://www.herald.example/x"
    assert source.meta.outlet == "herald.example"
    assert dict(source.meta.origins)["outlet"] == "its address"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/hosts",
        "/local",
        "http://[",
        "ftp://herald.example/x",
        "javascript://x/%0aalert(1)",
        "",
    ],
)
def test_only_an_address_on_the_web_is_one(address):
    assert read(page(story(WORDS), f'<link rel="canonical" href="{address}">')).meta.address == ""


# --- files of browsers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "write"),
    [("saved.mhtml", mhtml), ("saved.mht", mhtml), ("noname", mhtml), ("saved.webarchive", webarchive)],
)
def test_a_page_in_one_file_is_read_as_the_page(name, write):
    source = read(write(article(HARBOUR)), name=name)
    assert source.text == read(article(HARBOUR)).text
    assert source.meta.address == HARBOUR.address
    assert dict(source.meta.origins)["address"] == "where the page was saved from"


@pytest.mark.parametrize(("name", "write"), [("saved.mhtml", mhtml), ("saved.webarchive", webarchive)])
def test_a_file_cut_off_before_its_page_is_named_with_the_remedy(name, write):
    data = write(article(HARBOUR))
    cut = (
        data[: data.index(b"Content-Type: text/html")] if b"Content-Type: text/html" in data else data[: len(data) // 2]
    )
    found = read_file(File(name, cut))
    assert not found.sources
    (error,) = found.errors
    assert isinstance(error, DamagedError)
    assert f"“{name}”" in str(error)
    assert "Save the page again" in str(error)


def test_a_page_without_text_is_named_with_the_remedy():
    found = read_file(File("app.html", page("<div id=root></div><script>run()</script>").encode()))
    (error,) = found.errors
    assert isinstance(error, EmptyError)
    assert isinstance(error, StoryError)
    assert "“app.html”" in str(error)


# --- there and back ------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_bundled_text_comes_back_from_every_layout(samples, layout):
    for name in list_stories(samples):
        for version in read_versions(read_story(samples / name)):
            told = [
                " ".join(version.text[p.span.start : p.span.end].split())
                for p in version.paragraphs
                if version.units[p.units.start].kind in ("body", "dateline")
            ]
            source = read(LAYOUTS[layout](Told(title="A title that no other line repeats", paragraphs=told)))
            marked = kinds(source)
            assert [text for text in paragraphs(source) if text not in marked] == told


def test_the_readers_of_pages_are_loaded_only_when_one_comes(root):
    libraries = ["lxml.html", "readability", "trafilatura"]
    code = f"import sys, twicetold.ingest.registry; print([name for name in {libraries} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
