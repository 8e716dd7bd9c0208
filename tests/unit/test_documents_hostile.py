"""Documents made to do harm, and broken ones: one sentence that names the file and says what to do, nothing else."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest

from tests.documents import (
    TRACKERS,
    WORD,
    WRITERS,
    docx,
    docx_of,
    epub,
    epub_of,
    members_of,
    odt_of,
    rtf_of,
    run,
    tei_of,
    xhtml,
    zipped,
)
from twicetold.errors import BinaryError, DamagedError, EmptyError, LockedError, ReadError, SizeError
from twicetold.ingest import read_file
from twicetold.model import File
from twicetold.settings import DEFAULT

STORY = ["The ferry stays in harbour.", "Nobody was on board."]
DEEP = 20_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)

BOMB = '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def nested(element: str, text: str, attributes: str = "") -> str:
    return f"<{element} {attributes}>" + f"<{element}>" * DEEP + text + f"</{element}>" * DEEP + f"</{element}>"


def error_of(data: bytes, name: str = "harbour.bin", settings=DEFAULT) -> ReadError:
    found = read_file(File(name, data), settings=settings)
    assert found.sources == ()
    (error,) = found.errors
    assert f"“{name}”" in str(error)
    assert str(error).endswith(".")
    return error


def with_member(data: bytes, name: str, content: str) -> bytes:
    """A Word document in which one member is replaced."""
    return zipped(members_of(data) | {name: content})


DAMAGED = [
    pytest.param(with_member(docx(STORY), "word/document.xml", BOMB + "]><TEI>&i;</TEI>"), id="an entity bomb in Word"),
    pytest.param(tei_of("<p>&i;</p>", before=BOMB + "]>"), id="an entity bomb in an edition"),
    pytest.param(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": BOMB + "]><a>&i;</a>"}),
                 id="an entity bomb in OpenDocument"),
    pytest.param(tei_of(nested("hi", "deep")), id="an edition of 20,000 levels"),
    pytest.param(docx_of(nested("w:sdt", "deep")), id="a Word document of 20,000 levels"),
    pytest.param(odt_of(nested("text:span", "deep")), id="an OpenDocument text of 20,000 levels"),
    pytest.param(rtf_of("{" * DEEP + "deep" + "}" * DEEP), id="rich text of 20,000 levels"),
    pytest.param(with_member(docx(STORY), "word/document.xml", "<w:document"), id="a Word document that is no XML"),
    pytest.param(with_member(docx(STORY), "word/document.xml", f'<d xmlns="{WORD}"/>'), id="one without a body"),
    pytest.param(zipped({"[Content_Types].xml": "", "word/other.xml": ""}), id="one without a document"),
    pytest.param(zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), id="OpenDocument without content"),
    pytest.param(zipped({"mimetype": "application/epub+zip"}), id="a book without a package"),
    pytest.param(b"<TEI><teiHeader/></TEI>", id="an edition without a text"),
]  # fmt: skip


@pytest.mark.parametrize("data", DAMAGED)
def test_what_is_broken_or_made_to_break_is_damaged(data):
    assert isinstance(error_of(data), DamagedError)


@pytest.mark.parametrize("broken", ["", "<b>"], ids=["that is XML", "that is none"])
def test_no_chapter_of_20000_levels_is_lost_without_a_word(broken):
    data = epub_of([f"<p>It stays.{broken}</p>", nested("div", "deep") + broken])
    assert isinstance(error_of(data), DamagedError)


@pytest.mark.parametrize("kind", [*WRITERS, *(f"{kind} tracked" for kind in TRACKERS)])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.98])
def test_a_file_that_is_cut_off_is_damaged_or_says_so(kind, share):
    name, _, tracked = kind.partition(" ")
    whole = TRACKERS[name](STORY, STORY[:1]) if tracked else WRITERS[name](STORY)
    found = read_file(File("harbour.bin", whole[: int(len(whole) * share)]))
    if found.errors:
        assert isinstance(found.errors[0], DamagedError | EmptyError)
    else:
        assert name == "rtf"
        assert all(
            "the file is cut off: its end is not there" in [note.text for note in one.notes] for one in found.sources
        )


def test_no_file_of_the_machine_gets_into_the_text(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the password is swordfish")
    entity = f'<!DOCTYPE TEI [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    dtd = f'<!DOCTYPE TEI SYSTEM "{secret.as_uri()}" [<!ENTITY % s SYSTEM "{secret.as_uri()}"> %s;]>'
    for before in (entity, dtd):
        for data in (
            tei_of("<p>Read: &s;</p>", before=before),
            with_member(docx(STORY), "word/document.xml", f'{before}<w:document xmlns:w="{WORD}"><w:body>&s;</w:body>'),
            epub_of([], extra={"book/text/chapter 0.xhtml": before + xhtml("<p>&s;</p>")}),
        ):
            found = read_file(File("a.bin", data))
            said = [*(source.text for source in found.sources), *map(str, found.errors)]
            assert said
            assert not any("swordfish" in text for text in said)


def test_names_that_lead_out_of_the_archive_lead_nowhere(tmp_path):
    outside = tmp_path / "footnotes.xml"
    outside.write_text(
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="1"><w:t>swordfish</w:t></w:footnote></w:footnotes>'
    )
    base = docx_of(f'<w:p>{run("It stays.")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>', {"footnotes": ""})
    for target in (str(outside), outside.as_uri(), "../../../../../../../" + str(outside).lstrip("/")):
        relations = f'<Relationships><Relationship Type="x/footnotes" Target="{target}"/></Relationships>'
        (source,) = read_file(File("a.docx", with_member(base, "word/_rels/document.xml.rels", relations))).sources
        assert source.text == "It stays."


def test_a_member_without_a_name_is_no_trouble():
    data = zipped({"a.xml": "<a/>", **members_of(docx(STORY))}).replace(b"a.xml", b"\0.xml")
    (source,) = read_file(File("a.docx", data)).sources
    assert source.text.split("\n\n") == STORY


# --- bombs ---------------------------------------------------------------------------------------


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = with_member(docx(STORY), "word/document.xml", "<a>" + " " * 50_000_000)
    assert len(data) < 100_000
    error = error_of(data)
    assert isinstance(error, SizeError)
    assert "word/document.xml" in str(error)


def test_more_than_the_settings_allow_is_refused():
    assert isinstance(error_of(epub(STORY), settings=replace(DEFAULT, max_files=3)), SizeError)
    assert isinstance(error_of(docx(STORY), settings=replace(DEFAULT, max_unpacked_bytes=500)), SizeError)


def test_a_note_that_names_itself_is_told_once():
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = {"footnotes": f'<w:footnote w:id="1"><w:p>{run("A note.")}{reference}</w:p></w:footnote>'}
    (source,) = read_file(File("a.docx", docx_of(f"<w:p>{run('It stays.')}{reference * 500}</w:p>", notes))).sources
    assert source.text == "It stays.\n\nA note."


def test_a_chapter_that_the_spine_names_a_thousand_times_is_read_once():
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="text/chapter 0.xhtml" '
        f'media-type="application/xhtml+xml"/></manifest><spine>{"<itemref idref=" + chr(34) + "a" + chr(34) + "/>"}'
        "</spine></package>"
    ).replace('<itemref idref="a"/>', '<itemref idref="a"/>' * 1_000)
    data = epub_of(["<p>It stays.</p>"], extra={"book/content.opf": package})
    (source,) = read_file(File("a.epub", data)).sources
    assert source.text == "It stays."


# --- locked, and of kinds that are not read ------------------------------------------------------


def locked_zip(data: bytes) -> bytes:
    """The archive with the mark of a password on every member."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            (flags,) = struct.unpack_from("<H", data, place + offset)
            struct.pack_into("<H", changed, place + offset, flags | 1)
            place = data.find(signature, place + 4)
    return bytes(changed)


LOCKED = [
    pytest.param(OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100), id="a Word document with a password"),
    pytest.param(
        odt_of("", manifest="<m:file-entry><m:encryption-data/></m:file-entry>"), id="OpenDocument with a password"
    ),
    pytest.param(
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "encrypted-package": "x"}),
        id="OpenDocument locked as a whole",
    ),
    pytest.param(locked_zip(docx(STORY)), id="a Word document in a locked archive"),
]


@pytest.mark.parametrize("data", LOCKED)
def test_a_password_is_named_as_the_reason(data):
    error = error_of(data)
    assert isinstance(error, LockedError)
    assert "password" in str(error)


OTHERS = [
    pytest.param(OLE + "WordDocument".encode("utf-16-le"), "a.doc", "as .docx", id="an old Word document"),
    pytest.param(OLE, "b.doc", "as .docx", id="one by its name"),
    pytest.param(OLE, "c.xls", "of an old kind", id="another old document"),
    pytest.param(zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "d.docx", "as CSV", id="a spreadsheet"),
    pytest.param(zipped({"[Content_Types].xml": "", "ppt/a.xml": ""}), "e.pptx", "as PDF", id="a presentation"),
    pytest.param(
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}), "f.ods", "as CSV",
        id="a spreadsheet of OpenDocument",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "remedy"), OTHERS)
def test_what_is_not_read_is_named_with_the_way_to_save_it(data, name, remedy):
    error = error_of(data, name)
    assert isinstance(error, BinaryError)
    assert remedy in str(error)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_document_without_words_is_empty(kind):
    assert isinstance(error_of(WRITERS[kind]([])), EmptyError)
