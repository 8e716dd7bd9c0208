"""Bytes to text: every encoding that is met, a note of every guess, and a message that helps for the rest."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

import pytest

from twicetold.errors import BinaryError, EmptyError, ReadError, SizeError
from twicetold.ingest.decode import decode
from twicetold.ingest.encodings import encoding_name
from twicetold.ingest.plain import read_plain
from twicetold.model import AS_FOUND, File
from twicetold.settings import DEFAULT

ENGLISH = "The mayor’s “plan” — as she calls it — cost £9,000.\n"
PLAIN_ENGLISH = "The mayor came at nine. She spoke of the bridge, the harbour and the long winter.\n"
RUSSIAN = "Министр прибыл в порт утром. Он сказал, что переговоры были полезны, и вечером уехал обратно в столицу.\n"
FRENCH = "Le maire est arrivé à l’hôtel. « C’était très difficile », a-t-il déclaré après la réunion d’été.\n"
CHINESE = "市长上午到达港口。他说谈判很有用。\n"

KNOWN = [
    pytest.param(ENGLISH, "utf-8", id="UTF-8 is read without a note"),
    pytest.param(CHINESE, "utf-8", id="Chinese in UTF-8"),
    pytest.param(PLAIN_ENGLISH, "ascii", id="plain ASCII"),
    pytest.param(ENGLISH, "utf-8-sig", id="UTF-8 with a byte order mark"),
]

MARKED = [
    pytest.param(codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le"), id="UTF-16, little end first, with its mark"),
    pytest.param(codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), id="UTF-16, big end first, with its mark"),
    pytest.param(codecs.BOM_UTF32_LE + ENGLISH.encode("utf-32-le"), id="UTF-32 with its mark"),
]

GUESSED = [
    pytest.param(ENGLISH, "utf-16-le", "utf-16-le", id="UTF-16, little end first, without a mark"),
    pytest.param(ENGLISH, "utf-16-be", "utf-16-be", id="UTF-16, big end first, without a mark"),
    pytest.param(RUSSIAN, "cp1251", "cp1251", id="Russian in Windows-1251"),
    pytest.param(FRENCH, "cp1252", "cp1252", id="French in Windows-1252"),
]

BINARY = [
    pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF", id="a PDF"),
    pytest.param(b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "office", id="an office document"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture", id="a PNG picture"),
    pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture", id="a JPEG picture"),
    pytest.param(b"GIF89a\x01\x00\x01\x00", "picture", id="a GIF picture"),
    pytest.param(b"\x1f\x8b\x08\x00\x00", "compressed", id="a gzip file"),
    pytest.param(b"{\\rtf1\\ansi Hello}", "rich text", id="a rich text document"),
    pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office", id="an old office document"),
    pytest.param(b"\x7fELF\x02\x01\x01", "program", id="a program"),
    pytest.param(b"The mayor came.\x00\x00\xff\xfeand left\x00.", "no letter", id="text with NUL bytes in it"),
    pytest.param(b"The mayor\x00 came in the morning.", "no letter", id="one NUL in a UTF-8 text"),
]

EMPTY = [
    pytest.param(b"", id="no bytes"),
    pytest.param(b" \t\r\n \n", id="white space only"),
    pytest.param(codecs.BOM_UTF8, id="a byte order mark and nothing else"),
    pytest.param(codecs.BOM_UTF16_LE + "\n \n".encode("utf-16-le"), id="white space in UTF-16"),
]


@pytest.mark.parametrize(("text", "encoding"), KNOWN)
def test_what_says_its_encoding_is_read_without_a_note(text, encoding):
    source = decode("a.txt", text.encode(encoding))
    assert source.text == text
    assert source.name == "a.txt"
    assert source.notes == ()


@pytest.mark.parametrize("data", MARKED)
def test_a_byte_order_mark_is_believed_and_removed(data):
    source = decode("a.txt", data)
    assert source.text == ENGLISH
    assert [note.kind for note in source.notes] == ["encoding"]


@pytest.mark.parametrize(("text", "encoding", "named"), GUESSED)
def test_a_guess_is_right_and_is_said(text, encoding, named):
    source = decode("a.txt", text.encode(encoding))
    assert source.text == text
    (note,) = source.notes
    assert note.kind == "encoding"
    assert named in note.text
    assert "guess" in note.text


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_file_cut_inside_its_last_character_is_utf_8_still(cut):
    whole = "Der Bürgermeister kam um neun. 👍".encode()
    source = decode("a.txt", whole[:-cut])
    assert source.text == "Der Bürgermeister kam um neun. "
    assert [note.kind for note in source.notes] == ["loss"]


def test_what_cannot_be_read_is_counted_in_a_note():
    source = decode("a.txt", codecs.BOM_UTF8 + b"The mayor \xff\xff came.")
    assert source.text == "The mayor \ufffd\ufffd came."
    assert [(note.kind, "2" in note.text) for note in source.notes] == [("loss", True)]


@pytest.mark.parametrize(("data", "what"), BINARY)
def test_a_binary_file_is_refused_by_name_and_with_a_remedy(data, what):
    with pytest.raises(BinaryError) as caught:
        decode("minutes.bin", data)
    message = str(caught.value)
    assert "minutes.bin" in message
    assert what in message
    assert re.search("(?i)save it as plain text|choose", message)


@pytest.mark.parametrize("data", EMPTY)
def test_an_empty_file_is_refused_by_name_and_with_a_remedy(data):
    with pytest.raises(EmptyError) as caught:
        decode("minutes.txt", data)
    assert "minutes.txt" in str(caught.value)
    assert "Choose" in str(caught.value)


def test_a_file_over_the_limit_is_refused_by_name_with_both_sizes_and_a_remedy():
    small = replace(DEFAULT, max_version_bytes=2_000_000)
    with pytest.raises(SizeError) as caught:
        decode("novel.txt", b"a " * 1_500_000, small)
    for part in ("novel.txt", "3.0 MB", "2 MB", "Split"):
        assert part in str(caught.value)


def test_a_file_of_exactly_the_limit_is_read():
    assert decode("a.txt", b"abcd", replace(DEFAULT, max_version_bytes=4)).text == "abcd"


def test_every_refusal_is_a_read_error():
    for error in (BinaryError, EmptyError, SizeError):
        assert issubclass(error, ReadError)


def test_a_text_that_only_begins_like_a_picture_s_name_is_text():
    text = "GIF89 was the name of the boat. It left the harbour on Monday.\n"
    assert decode("a.txt", text.encode()).text == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The naïve mayor’s résumé – “a crème brûlée” at the café.", id="English"),
        pytest.param("À l’été, l’élève a reçu un œuf à la crème ; où était-ce ?", id="French"),
        pytest.param("Não há informação, disse o presidente à rádio de São Paulo.", id="Portuguese"),
        pytest.param("Är det så? Ångström åt räksmörgås på ön.", id="Swedish"),
    ],
)
def test_western_text_keeps_its_letters(text):
    assert decode("a.txt", text.encode("cp1252")).text == text


def test_one_bad_byte_does_not_spoil_a_text_in_utf_8():
    data = "Le président a été élu à Orléans, où l’été était déjà là, après la fête de l’été.".encode()
    source = decode("a.txt", data + b"\xff fin.")
    assert "président a été élu" in source.text
    assert [note.text for note in source.notes] == ["1 character could not be read, shown as \ufffd"]


POLISH = "Źródło podało, że łódź wróciła późno. Burmistrz nie chciał nic więcej powiedzieć.\n"
JAPANESE = "市長は九時に来ました。橋と港について話しました。\n"

DECLARED = [
    pytest.param(
        "Он сказал, что нет.\n", "koi8-r", "KOI8-R", "read as Russian (koi8-r), as was declared", id="Russian"
    ),
    pytest.param(
        POLISH, "iso8859-2", "ISO-8859-2", "read as Central European (iso8859-2), as was declared", id="Polish"
    ),
    pytest.param(
        FRENCH,
        "cp1252",
        "iso-8859-1",
        "read as Western European (cp1252), as was declared",
        id="Latin-1 as browsers read it",
    ),
    pytest.param(
        JAPANESE, "iso2022-jp", "iso-2022-jp", "read as iso2022_jp, as was declared", id="Japanese by escapes"
    ),
    pytest.param(ENGLISH, "utf-8", "iso-8859-1", "", id="UTF-8 that is declared as something else is UTF-8"),
    pytest.param(ENGLISH + "\x1b[0m", "utf-8", "koi8-r", "", id="UTF-8 with an escape, declared as something else"),
    pytest.param(
        RUSSIAN,
        "cp1251",
        "iso-8859-1",
        "read as Cyrillic (cp1251), a guess",
        id="a default that gives no words",
    ),
    pytest.param(RUSSIAN, "cp1251", "shift_jis", "read as Cyrillic (cp1251), a guess", id="what does not fit"),
    pytest.param(RUSSIAN, "cp1251", "unicode_escape", "read as Cyrillic (cp1251), a guess", id="no codec of letters"),
    pytest.param(RUSSIAN, "cp1251", "nonsense\0", "read as Cyrillic (cp1251), a guess", id="no codec"),
]


@pytest.mark.parametrize(("text", "encoding", "declared", "note"), DECLARED)
def test_what_a_header_declares_is_a_hint(text, encoding, declared, note):
    (source,) = read_plain(File("a.txt", text.encode(encoding), encoding=declared), AS_FOUND, DEFAULT)
    assert source.text == text
    assert [one.text.partition(" with it")[0] for one in source.notes] == ([note] if note else [])


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1251", "Cyrillic (cp1251)"),
        ("utf_8", "Unicode (utf_8)"),
        ("utf-16-le", "Unicode (utf-16-le)"),
        ("iso8859_2", "Central European (iso8859_2)"),
        ("cp037", "cp037"),
        ("no such", "no such"),
        ("a\0b", "a\0b"),
    ],
)
def test_an_encoding_is_called_by_the_letters_it_holds(encoding, name):
    assert encoding_name(encoding) == name
