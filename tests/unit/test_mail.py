"""Mails: the letter with its subject, sender and date; attachments as files of their own; quotes set aside."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pdfs import make_pdf
from twicetold.errors import EmptyError, SizeError, StoryError
from twicetold.ingest.mail import is_mail, unpack_mail
from twicetold.ingest.reading import read_file
from twicetold.model import AS_FOUND, File, Handling
from twicetold.settings import DEFAULT

LETTER = """\
The ferry will not sail from the first week of November, the harbour company said on Tuesday. About four hundred people
live on the islands, and most of them depend on it.

On Mon, 1 Nov 2021, Jon Pell wrote:
> Is it true that the “ferry” stops?
> I heard it in the shop.

-- \n\
Maren Holt
Island News
"""


def mail(text: str = LETTER, subject: str = "Re: The ferry — “stopped”") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Maren Holt <maren@example.org>"
    message["To"] = "jon@example.org"
    message["Date"] = "Tue, 02 Nov 2021 08:30:00 +0100"
    if text:
        message.set_content(text, cte="quoted-printable")
    return message


def files(message: EmailMessage | bytes, handling: Handling = AS_FOUND) -> tuple[File, ...]:
    data = message if isinstance(message, bytes) else message.as_bytes()
    return unpack_mail(File("letter.eml", data), handling, DEFAULT)


def test_a_letter_is_read_with_what_its_headers_say():
    found = read_file(File("letter.eml", mail().as_bytes()))
    (source,) = found.sources
    meta = source.meta
    assert (meta.title, meta.byline, meta.date) == ("The ferry — “stopped”", "Maren Holt", "2021-11-02T08:30:00+01:00")
    assert dict(meta.origins)["byline"] == "the sender of the mail"
    assert source.text.startswith("The ferry will not sail")
    assert not found.errors


def test_quoted_lines_and_the_signature_are_set_aside():
    (source,) = read_file(File("letter.eml", mail().as_bytes())).sources
    assert [(mark.reason, source.text[mark.span.start : mark.span.end]) for mark in source.marks] == [
        ("leads to a quoted mail", "On Mon, 1 Nov 2021, Jon Pell wrote:"),
        ("is quoted from another mail", "Is it true that the “ferry” stops?\nI heard it in the shop."),
        ("stands after the mark of a signature", "--\nMaren Holt\nIsland News"),
    ]
    (note,) = source.notes
    assert note.text == "3 quoted lines of another mail set aside"
    (all_,) = read_file(File("letter.eml", mail().as_bytes()), AS_FOUND.take(note.offers[0])).sources
    assert [mark.reason for mark in all_.marks] == ["stands after the mark of a signature"]


def test_a_quote_that_the_letter_is_for_stays():
    text = "See this:\n\n" + "".join(f"> The ferry will not sail in week {i}, they say.\n" for i in range(20))
    (source,) = read_file(File("letter.eml", mail(text).as_bytes())).sources
    assert not source.marks
    assert ">" not in source.text


def test_attachments_are_files_of_their_own():
    message = mail()
    message.add_attachment(b"# Ferry\n\nIt **stops**.", maintype="text", subtype="markdown", filename="note.md")
    pdf = make_pdf(["The ferry stops for the winter, the company said."])
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="../../ferry.pdf")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="ferry.png")
    found = read_file(File("letter.eml", message.as_bytes()))
    assert [source.name for source in found.sources] == ["letter.mail.txt", "note.md", "ferry.pdf"]
    assert not found.sources[1].meta.byline
    assert not found.errors


def test_a_mail_in_a_mail_is_read():
    message = mail()
    message.add_attachment(mail("The older letter tells of the ice in the sound.\n", "Ice"))
    sources = read_file(File("letter.eml", message.as_bytes())).sources
    assert [source.meta.title for source in sources] == ["The ferry — “stopped”", "Ice"]


def test_of_text_and_page_the_text_is_taken_unless_it_is_none():
    page = "<p>" + "The ferry will not sail. " * 20 + "</p>"
    both = mail()
    both.add_alternative(page, subtype="html")
    assert [file.name for file in files(both)] == ["letter.mail.txt"]
    hint = mail("See the page.\n")
    hint.add_alternative(page, subtype="html")
    assert [file.name for file in files(hint)] == ["letter.html"]


def test_other_encodings_are_read_as_the_mail_says():
    message = mail("")
    message.set_content("Паром не пойдёт до весны, сообщила компания.\n", charset="koi8-r", cte="base64")
    (source,) = read_file(File("letter.eml", message.as_bytes())).sources
    assert "Паром не пойдёт до весны" in source.text


def test_a_mail_without_text_is_empty():
    message = mail("")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="ferry.png")
    with pytest.raises(EmptyError, match=r"“letter.eml” holds no text"):
        files(message)


def test_mails_in_mails_end():
    message = mail()
    for _ in range(6):
        outer = mail()
        outer.add_attachment(message)
        message = outer
    (error,) = read_file(File("letter.eml", message.as_bytes())).errors
    assert isinstance(error, SizeError)


def test_thousands_of_parts_are_refused():
    parts = b"--x\nContent-Type: text/plain\n\na\n" * 5_000
    data = b"From: a@example.org\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + parts
    with pytest.raises(SizeError, match="more than 200 parts"):
        files(data)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", mail().as_bytes(), True),
        ("a.eml", b"Subject: b\n\nText.", True),
        ("a.txt", b"Subject: b\n\nText.", False),
        ("a.txt", b"From: the north came a ship.\n\nDate: and place were known.", False),
        ("a.mhtml", mail().as_bytes(), False),
        ("a.txt", b"From: <Saved by Blink>\nSubject: x\nDate: y\nMIME-Version: 1.0\n\n", False),
    ],
)
def test_they_are_recognised_by_their_headers(name, data, expected):
    assert is_mail(File(name, data)) is expected


PIECES = [
    b'From: a@example.org\n', b'Subject: =?utf-8?q?=FF?=\n', b'Subject: =?nowhere?b?!!?=\n', b'Date: never\n',
    b'Date: Tue, 02 Nov 99999 08:30:00 +9999\n', b'MIME-Version: 1.0\n',
    b'Content-Type: multipart/mixed; boundary=x\n', b'Content-Type: text/plain; charset="\xff"\n',
    b'Content-Type: message/rfc822\n', b'Content-Transfer-Encoding: base64\n',
    b'Content-Transfer-Encoding: uuencode\n', b"Content-Disposition: attachment; filename*=utf-8''%FF\n", b'\n',
    b'--x\n', b'--x--\n', b'> ', b'text ', b'\xff', b'\x00', b'-- \n', b'Content-Type: \n',
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_pieces_end_in_a_version_or_an_error_of_ours(data):
    found = read_file(File("letter.eml", b"From: b@example.org\n" + data))
    assert all(isinstance(error, StoryError) for error in found.errors)
    assert all(source.text for source in found.sources)
