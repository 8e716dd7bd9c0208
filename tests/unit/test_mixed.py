"""Files in files, and files under wrong names: what people bring as it is, read in processes of its own."""

from __future__ import annotations

import gzip
from email.message import EmailMessage

import pytest

from tests.documents import docx, docx_tracked, odt, rtf
from tests.pages import HARBOUR, article, mhtml
from tests.pdfs import make_pdf
from tests.tables import write_atom, write_csv, write_record, write_rss, write_zip
from tests.unit.news import LANTERN, STORY
from twicetold.model import File, Version
from twicetold.pipeline import compare, read_all
from twicetold.settings import DEFAULT

PARAGRAPHS = HARBOUR.paragraphs
PAGE = article(HARBOUR)
UMLAUTS = ("Die Brücke über den Hafen bleibt gesperrt, und niemand weiß, für wie lange.", "Verletzt wurde niemand.")


def read(name: str, data: bytes) -> list[Version]:
    """What ``data`` gives, all of it versions."""
    assert DEFAULT.reader_processes > 0
    found = read_all(File(name, data))
    assert all(isinstance(one, Version) for one in found), found
    return [one for one in found if isinstance(one, Version)]


def body(version: Version) -> list[str]:
    """The sentences of the story, by paragraph."""
    told: dict[int, list[str]] = {}
    for unit in version.units:
        if unit.kind == "body":
            told.setdefault(unit.paragraph, []).append(" ".join(version.slice(unit.span).split()))
    return [" ".join(sentences) for sentences in told.values()]


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    known = {"From": "Ada Winter <ada@herald.example>", "To": "desk@herald.example", "Subject": "Fwd: The harbour wall"}
    for field, value in (known | {"Date": "Tue, 5 Mar 2024 09:10:00 +0100"} | headers).items():
        message[field] = value
    return message


def html(paragraphs, charset: str) -> str:
    said = "".join(f"<p>{text}</p>" for text in paragraphs)
    head = f'<head><meta charset="{charset}"><title>Hafen</title></head>'
    return f"<html>{head}<body><article>{said}</article></body></html>"


# --- mails -----------------------------------------------------------------------------------------


def test_a_mail_that_is_only_a_page():
    message = mail()
    message.set_content(PAGE, subtype="html")
    (letter,) = read("wall.eml", message.as_bytes())
    assert body(letter) == list(PARAGRAPHS)
    assert (letter.meta.title, letter.meta.byline) == ("The harbour wall", "Ada Winter")
    assert (letter.meta.date, letter.meta.date_printed) == (
        "2024-03-05T09:10:00+01:00",
        "Tue, 05 Mar 2024 09:10:00 +0100",
    )


def test_a_mail_with_a_word_document_with_tracked_changes():
    message = mail()
    message.set_content("Please find the text attached. It is as the desk left it last night, with all changes.")
    message.add_attachment(
        docx_tracked(PARAGRAPHS, PARAGRAPHS[1:]),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename="Wall.docx",
    )
    letter, original, final = read("wall.eml", message.as_bytes())
    assert body(letter) == ["Please find the text attached. It is as the desk left it last night, with all changes."]
    assert [one.part for one in (original, final)] == ["original", "final"]
    assert body(original) == list(PARAGRAPHS)
    assert body(final) == list(PARAGRAPHS[1:])


def test_a_mail_with_a_mail_with_an_archive():
    inner = mail(Subject="All we have")
    inner.set_content("Here is everything that we have printed about the wall since the storm on Monday.")
    inner.add_attachment(
        write_zip({"one.txt": LANTERN.text.encode(), "two.docx": docx(PARAGRAPHS)}),
        maintype="application",
        subtype="octet-stream",
        filename="all.zip",
    )
    outer = mail()
    outer.set_content("See what was sent to me this morning, and tell me what you think of it.")
    outer.add_attachment(inner)
    versions = read("outer.eml", outer.as_bytes())
    assert len(versions) == 4
    assert body(versions[-1]) == list(PARAGRAPHS)
    assert {one.file for one in versions[2:]} == {"one.txt", "two.docx"}


# --- archives --------------------------------------------------------------------------------------


def test_an_archive_of_many_formats_can_be_compared_at_once():
    versions = read(
        "wall.zip",
        write_zip(
            {
                "Post.pdf": make_pdf(PARAGRAPHS), "Herald.docx": docx(PARAGRAPHS), "Echo.html": PAGE.encode(),
                "Courier.odt": odt(PARAGRAPHS), "Lantern.rtf": rtf(PARAGRAPHS), "Saved.mhtml": mhtml(PAGE),
            }
        ),
    )  # fmt: skip
    assert len(versions) == 6
    assert [body(one) for one in versions] == [list(PARAGRAPHS)] * 6
    collation = compare(versions).collation
    assert sum(None not in passage.readings for passage in collation.passages) >= len(PARAGRAPHS)


def test_a_compressed_page():
    (page,) = read("wall.html.gz", gzip.compress(PAGE.encode()))
    assert body(page) == list(PARAGRAPHS)
    assert (page.meta.title, page.meta.outlet) == (HARBOUR.title, HARBOUR.outlet)


def test_a_page_in_a_web_archive_in_letters_of_one_byte():
    record = write_record(
        "response",
        "HTTP/1.1 200 OK\nContent-Type: text/html; charset=iso-8859-1",
        html(UMLAUTS, "iso-8859-1").encode("latin-1"),
        WARC_Target_URI="https://hafen.example/bruecke",
        WARC_Date="2024-05-20T08:30:00Z",
    )
    for data, name in ((record, "hafen.warc"), (gzip.compress(record), "hafen.warc.gz")):
        (page,) = read(name, data)
        assert body(page) == list(UMLAUTS)
        assert (page.meta.address, page.meta.date[:10]) == ("https://hafen.example/bruecke", "2024-05-20")


# --- pages in tables and feeds ---------------------------------------------------------------------


@pytest.mark.parametrize("write", [write_rss, write_atom])
def test_a_feed_whose_entries_are_pages(write):
    versions = read("news.xml", write(STORY))
    assert [body(one) for one in versions] == [list(told.paragraphs) for told in STORY]


def test_a_table_in_two_bytes_a_letter_with_semicolons():
    versions = read("story.csv", write_csv(STORY, sign=";", encoding="utf-16"))
    assert [body(one) for one in versions] == [list(told.paragraphs) for told in STORY]
    assert [one.meta.title for one in versions] == [told.title for told in STORY]


# --- wrong names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("wall.doc", rtf(PARAGRAPHS)),
        ("wall.txt", PAGE.encode()),
        ("wall.zip", docx(PARAGRAPHS)),
        ("wall", odt(PARAGRAPHS)),
        ("wall.docx", make_pdf(PARAGRAPHS)),
        ("wall.doc", PAGE.encode()),
        ("wall.doc", mhtml(PAGE)),
        ("wall.html", docx(PARAGRAPHS)),
        ("wall.pdf", PAGE.encode("utf-16")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_name_is_no_matter(name, data):
    (version,) = read(name, data)
    assert body(version) == list(PARAGRAPHS)


def test_one_broken_file_in_a_mail_leaves_the_letter_alone():
    message = mail()
    message.set_content("Here is the text about the harbour wall that you asked for on the telephone.")
    message.add_attachment(docx(PARAGRAPHS)[:900], maintype="application", subtype="zip", filename="Wall.docx")
    letter, error = read_all(File("wall.eml", message.as_bytes()))
    assert isinstance(letter, Version)
    assert "“Wall.docx”" in str(error)
