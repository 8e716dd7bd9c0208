"""Editions: one reading text, its choices said, and the witnesses apart where that is asked for."""

from __future__ import annotations

from dataclasses import replace

from tests.documents import tei_of
from twicetold.ingest.tei import read_tei
from twicetold.model import AS_FOUND, File, Handling, Offer, Source
from twicetold.settings import DEFAULT

BOOKS = (
    "<sourceDesc><listWit><witness xml:id='A'>The Herald, 1897</witness><witness xml:id='B'/></listWit></sourceDesc>"
)
APPARATUS = (
    "<p>The <app><lem wit='#A'>ferry</lem><rdg wit='#B'>boat</rdg></app> stays "
    "<app><lem>here</lem><rdg wit='#A'/></app>.</p>"
)


def edition(body: str, header: str = "", layout: str = "", before: str = "") -> Source:
    (source,) = read_tei(File("a.xml", tei_of(body, header, before)), Handling(layout=layout), DEFAULT)
    return source


def paragraphs(body: str) -> list[str]:
    return edition(body).text.split("\n\n")


def test_white_space_is_one_space_and_lines_of_the_source_do_not_end_words():
    body = "<p>The fer<lb break='no'/>ry\n    <hi>stays</hi><lb/>in <pb n='2'/> harbour.</p>"
    assert paragraphs(body) == ["The ferry stays in harbour."]


def test_divisions_lists_verse_and_speeches_are_paragraphs():
    body = (
        "<div><p>One.</p><list><item>a</item><item><p>b</p></item></list><lg><l>It stays</l><l>and stays</l></lg>"
        "<sp><speaker>Ole</speaker><p>Never.</p></sp><table><row><cell>x</cell><cell>y</cell></row></table></div>"
    )
    assert paragraphs(body) == ["One.", "a", "b", "It stays", "and stays", "Ole", "Never.", "x", "y"]


def test_heads_are_marked_by_their_depth():
    body = "<head>The Ferry</head><div><head>Monday</head><p>It stays.</p><figure><head>The quay</head></figure></div>"
    source = edition(body)
    assert [(source.text[m.span.start : m.span.end], m.kind) for m in source.marks] == [
        ("The Ferry", "headline"),
        ("Monday", "subhead"),
        ("The quay", "caption"),
    ]


def test_notes_stand_at_the_end_and_running_heads_and_deletions_are_said():
    source = edition("<fw>The Herald</fw><p>It<note>A note.</note> <del>sinks</del> <add>stays</add>.</p>")
    assert source.text.split("\n\n") == ["It stays.", "A note."]
    assert [note.text for note in source.notes] == [
        "1 note stands at the end",
        "1 running head or catchword is left out",
        "1 deletion in the manuscript is left out",
    ]


def test_of_two_ways_to_write_a_place_one_is_taken_and_the_other_offered():
    body = (
        "<p>It <choice><sic>stais</sic><corr>stays</corr></choice> in "
        "<choice><orig>harbor</orig><reg>harbour</reg></choice>.</p>"
    )
    edited = edition(body)
    (note,) = edited.notes
    assert (edited.text, note.kind) == ("It stays in harbour.", "readings")
    assert note.offers == (Offer("As printed", "layout", "source"),)
    printed = edition(body, layout="source")
    assert printed.text == "It stais in harbor."
    assert printed.notes[0].offers == (Offer("As edited", "layout", ""),)


def test_the_lemma_is_the_text_and_the_witnesses_are_offered():
    source = edition(APPARATUS, BOOKS)
    (note,) = source.notes
    assert source.text == "The ferry stays here."
    assert note.text == "2 places have several readings; the editor’s is taken"
    assert note.offers == (Offer("One version for each of 2 witnesses", "layout", "witnesses"),)


def test_the_witnesses_come_apart_each_with_its_own_readings():
    found = read_tei(
        File("a.xml", tei_of(APPARATUS, BOOKS)), AS_FOUND.take(edition(APPARATUS, BOOKS).notes[0].offers[0]), DEFAULT
    )
    assert {source.part: source.text for source in found} == {
        "A, The Herald, 1897": "The ferry stays .",
        "B": "The boat stays here.",
    }
    assert found[0].notes[0].offers == (Offer("The edited text alone", "layout", ""),)


def test_where_nothing_is_the_lemma_the_first_reading_is_taken():
    assert paragraphs("<p>The <app><rdg wit='#A'>ferry</rdg><rdg wit='#B'>boat</rdg></app>.</p>") == ["The ferry."]


def test_the_header_tells_title_author_and_when_the_source_was_printed():
    header = (
        "<titleStmt><title>The\n Ferry</title><author>Ada Winter</author></titleStmt><publicationStmt><date>2020</date>"
        "</publicationStmt><sourceDesc><bibl><date when='1897-05-26'>26 May 1897</date></bibl></sourceDesc>"
    )
    meta = edition("<p>It stays.</p>", header).meta
    assert (meta.title, meta.byline, meta.date, meta.date_printed) == (
        "The Ferry",
        "Ada Winter",
        "1897-05-26",
        "26 May 1897",
    )


def test_entities_that_are_letters_are_letters():
    before = '<!DOCTYPE TEI SYSTEM "tei.dtd" [<!ENTITY ferry "&#x26F4;">]>'
    assert edition("<p>It&mdash;the &ferry;&#8201;&amp; stays.</p>", before=before).text == "It—the ⛴\u2009& stays."


def test_of_more_witnesses_than_can_be_compared_the_first_come_apart():
    few = replace(DEFAULT, max_versions=1)
    (source,) = read_tei(File("a.xml", tei_of(APPARATUS, BOOKS)), AS_FOUND, few)
    (offer,) = source.notes[0].offers
    assert offer.label == "One version for each of the first 1 of 2 witnesses"
    (apart,) = read_tei(File("a.xml", tei_of(APPARATUS, BOOKS)), AS_FOUND.take(offer), few)
    assert apart.part == "A, The Herald, 1897"
