"""Books: the chapters in the order of the book, its notes at the end, nothing of its navigation."""

from __future__ import annotations

import pytest

from tests.documents import epub_of
from twicetold.errors import DamagedError, LockedError
from twicetold.ingest.epub import read_epub
from twicetold.model import AS_FOUND, File, Source
from twicetold.settings import DEFAULT


def book(*chapters: str, metadata: str = "", extra: dict[str, str] | None = None) -> Source:
    (source,) = read_epub(File("a.epub", epub_of(chapters, metadata, extra)), AS_FOUND, DEFAULT)
    return source


def test_chapters_come_in_the_order_of_the_spine():
    chapters = [f"<p>Chapter {i}.</p>" for i in range(12)]
    assert book(*chapters).text.split("\n\n") == [f"Chapter {i}." for i in range(12)]


def test_markup_is_read_as_a_browser_shows_it():
    source = book(
        "<div>Loose <b>words</b><p>A  paragraph\n of <i> the</i> book.</p>more<br/>lines</div><ul><li>one</li>"
        "<li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table><pre>kept  as\n it is</pre><script>no</script>"
    )
    assert source.text.split("\n\n") == [
        "Loose words", "A paragraph of the book.", "more\nlines", "one", "two", "a", "b", "kept  as\nit is",
    ]  # fmt: skip


def test_marks_of_notes_go_and_notes_stand_at_the_end():
    source = book(
        '<p>One<a epub:type="noteref" href="#n1">1</a> and<sup><a href="#n2">2</a></sup> two.</p>'
        '<aside epub:type="footnote" id="n1"><p>A note. <a epub:type="backlink" href="#r">back</a></p></aside>',
        "<p>Three, <a href='#there'>there</a>.</p>",
    )
    assert source.text.split("\n\n") == ["One and two.", "Three, there.", "A note."]
    assert [note.text for note in source.notes] == ["1 note stands at the end"]


def test_headings_are_marked_and_the_first_is_the_headline():
    source = book(
        "<h1>The Ferry</h1><h2>Monday</h2><p>It stays.</p><figure><figcaption><p>The quay</p></figcaption></figure>"
    )
    assert [(source.text[m.span.start : m.span.end], m.kind) for m in source.marks] == [
        ("The Ferry", "headline"),
        ("Monday", "subhead"),
        ("The quay", "caption"),
    ]


def test_what_the_book_says_of_itself_is_taken():
    meta = book(
        "<p>It stays.</p>",
        metadata="<dc:title>The Ferry</dc:title><dc:creator opf:role='aut'>Ada Winter</dc:creator>"
        "<dc:creator opf:role='ill'>Ole Brandt</dc:creator><dc:language>de-CH</dc:language>"
        "<dc:date opf:event='modification'>2026-01-02</dc:date><dc:date>1897-05-26T00:00:00Z</dc:date>",
    ).meta
    assert (meta.title, meta.byline, meta.language, meta.date) == ("The Ferry", "Ada Winter", "de", "1897-05-26")
    assert dict(meta.origins)["byline"] == "the book’s own data"


def test_a_year_may_be_all_that_is_known():
    meta = book("<p>It stays.</p>", metadata="<dc:date>1897</dc:date><dc:language>C</dc:language>").meta
    assert (meta.date, meta.date_printed, meta.language) == ("1897", "", "")


def test_a_chapter_that_is_no_xml_is_read_as_browsers_read_it():
    chapter = "<p>Öne <b>two<a epub:type='noteref' href='#n'>1</a></p><p>three & four &nbsp;five – паром"
    assert book(chapter).text == "Öne two\n\nthree & four \u00a0five – паром"


@pytest.mark.parametrize(("uri", "locked"), [("book/text/chapter%200.xhtml", True), ("book/fonts/a.otf", False)])
def test_a_locked_chapter_is_an_error_and_a_locked_font_is_none(uri, locked):
    extra = {
        "META-INF/encryption.xml": '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
        f'<e:CipherData><e:CipherReference URI="{uri}"/></e:CipherData></e:EncryptedData></encryption>'
    }
    if locked:
        with pytest.raises(LockedError, match=r"a\.epub"):
            book("<p>It stays.</p>", extra=extra)
    else:
        assert book("<p>It stays.</p>", extra=extra).text == "It stays."


def test_a_part_that_is_not_there_is_said():
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="text/chapter 0.xhtml" '
        'media-type="application/xhtml+xml"/><item id="b" href="../../../../secret.html"/></manifest><spine>'
        '<itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>'
    )
    source = book("<p>It stays.</p>", extra={"book/content.opf": package})
    assert source.text == "It stays."
    assert [note.text for note in source.notes] == ["1 part of the book that it names is not in the file"]


def test_a_book_without_a_package_is_damaged():
    with pytest.raises(DamagedError, match=r"a\.epub"):
        book("<p>It stays.</p>", extra={"META-INF/container.xml": "<container/>", "book/content.opf": "<package"})
