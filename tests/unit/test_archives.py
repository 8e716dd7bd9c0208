"""Archives: what a person put in comes out, whatever its name; what would do harm is refused before it is unpacked."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from dataclasses import replace

import pytest

from tests.tables import write_csv, write_zip
from tests.unit.news import COURIER, ECHO, LANTERN, STORY
from twicetold.errors import BinaryError, DamagedError, EmptyError, LockedError, ReadError, SizeError
from twicetold.ingest import Found, read_file
from twicetold.ingest.archive import list_names, open_archive
from twicetold.ingest.registry import find_format
from twicetold.model import AS_FOUND, File
from twicetold.settings import DEFAULT

TEXT = LANTERN.text.encode()


def read(data: bytes, name: str = "story.zip", **settings: int) -> Found:
    return read_file(File(name, data), AS_FOUND, replace(DEFAULT, **settings))


def only_error(found: Found) -> ReadError:
    assert found.sources == ()
    (error,) = found.errors
    return error


def test_every_file_is_read_by_its_own_reader():
    found = read(write_zip({"a/one.txt": TEXT, "all.csv": write_csv(STORY), "two.txt": COURIER.text.encode()}))
    assert [one.name for one in found.sources] == ["a/one.txt", "all.csv", "all.csv", "all.csv", "two.txt"]
    assert found.sources[0].text == LANTERN.text
    assert found.errors == ()


def test_one_file_that_cannot_be_read_leaves_the_others_alone():
    found = read(write_zip({"a.txt": TEXT, "b.bin": b"\x00\x01\x02\x03", "c.txt": b"", "d.txt": TEXT}))
    assert [one.name for one in found.sources] == ["a.txt", "d.txt"]
    assert [type(error) for error in found.errors] == [BinaryError, EmptyError]
    assert "“b.bin”" in str(found.errors[0])


def test_what_no_person_put_in_is_passed_over():
    found = read(
        write_zip(
            {
                "a.txt": TEXT, "__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "folder/.hidden/a.txt": TEXT,
                "Thumbs.db": b"x", "page_files/style.css": b"p {}", "page_files/logo.PNG": b"x", "folder/": b"",
            }
        )
    )  # fmt: skip
    assert [one.name for one in found.sources] == ["a.txt"]
    assert found.errors == ()


def test_an_archive_without_a_text_says_so():
    assert isinstance(only_error(read(write_zip({"a.png": b"x"}))), EmptyError)
    assert isinstance(only_error(read(write_zip({}))), EmptyError)


TRICKS = [
    ("../../secret.txt", "secret.txt"), ("/etc/a.txt", "etc/a.txt"), ("C:\\texts\\a.txt", "texts/a.txt"),
    ("a/./b/../c.txt", "a/b/c.txt"), ("..", "a file without a name"), ("a\nb.txt", "a b.txt"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "shown"), TRICKS)
def test_a_name_leads_nowhere(name, shown):
    found = read(write_zip({name: TEXT}))
    names = [one.name for one in found.sources]
    assert names == [shown]


def test_names_without_a_flag_are_read_as_most_programs_write_them():
    data = write_zip({"xxxxxxxx.txt": TEXT}).replace(b"xxxxxxxx", "мост".encode())
    assert read(data).sources[0].name == "мост.txt"


def test_a_link_is_no_file():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        zipped.writestr(link, "/etc/passwd")
        zipped.writestr("a.txt", TEXT)
    assert [one.name for one in read(out.getvalue()).sources] == ["a.txt"]


def locked(data: bytes, name: bytes) -> bytes:
    """The archive with the flag of a password at ``name``, in both places where it stands."""
    changed = bytearray(data)
    for start, flag, length in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        place = -1
        while (place := data.find(start, place + 1)) >= 0:
            if data[place + length : place + length + len(name)] == name:
                changed[place + flag] |= 1
    return bytes(changed)


def test_a_locked_file_is_named_and_the_others_are_read():
    found = read(locked(write_zip({"a.txt": TEXT, "b.txt": TEXT}), b"b.txt"))
    assert [one.name for one in found.sources] == ["a.txt"]
    (error,) = found.errors
    assert isinstance(error, LockedError)
    assert str(error).startswith("In “story.zip”: “b.txt” is locked with a password.")


def test_a_file_that_is_packed_in_an_odd_way_is_named_and_the_others_are_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("a.txt", TEXT)
        zipped.writestr("b.txt", TEXT, compress_type=zipfile.ZIP_BZIP2)
    found = read(out.getvalue())
    assert [one.name for one in found.sources] == ["a.txt"]
    assert isinstance(found.errors[0], DamagedError)
    assert "packed in a way that is not known here" in str(found.errors[0])


def test_one_wrong_byte_costs_one_file():
    data = bytearray(write_zip({"a.txt": TEXT, "b.txt": ECHO.text.encode()}, zipfile.ZIP_STORED))
    data[data.find(b"Nobody")] ^= 1
    found = read(bytes(data))
    assert [one.name for one in found.sources] == ["b.txt"]
    assert isinstance(found.errors[0], DamagedError)


def test_an_archive_in_an_archive_is_opened_and_one_too_deep_is_not():
    data = write_zip({"a.txt": TEXT})
    for _ in range(2):
        data = write_zip({"in.zip": data})
    assert read(data).sources[0].name == "a.txt"
    error = only_error(read(write_zip({"in.zip": data})))
    assert isinstance(error, SizeError)
    assert "too deep" in str(error)


def test_a_bomb_is_refused_before_anything_is_unpacked(monkeypatch):
    bomb = write_zip({"a.txt": b"a" * 3_000_000})
    many = write_zip({f"{i}.txt": TEXT for i in range(40)})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    assert "200 times" in str(only_error(read(bomb)))
    assert "holds 40 files" in str(only_error(read(many, max_files=39)))
    assert "unpacks to" in str(only_error(read(many, max_unpacked_bytes=1_000)))


def test_a_list_of_a_million_files_is_not_even_read(monkeypatch):
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("read"))
    entry = b"PK\x01\x02" + b"\x00" * 42
    data = b"PK\x03\x04" + entry * 30_000
    data += struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, 30_000 * 46, 4, 0)
    assert "holds 30,000 files" in str(only_error(read(data)))


def test_a_file_that_is_larger_than_it_says_is_cut_off_there():
    data = bytearray(write_zip({"a.txt": b"a" * 500_000}))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<L", 1_000)
    found = read(bytes(data))
    assert found.sources == ()
    assert isinstance(found.errors[0], DamagedError)


@pytest.mark.parametrize("cut", [5, 30, 60, -1, -10, -30])
def test_an_archive_that_is_cut_off_says_so(cut):
    data = write_zip({"a.txt": TEXT, "b.txt": TEXT})
    assert isinstance(only_error(read(data[:cut])), ReadError)


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype", "META-INF/container.xml"])
def test_a_document_that_is_an_archive_is_left_to_its_own_reader(name):
    file = File("a.zip", write_zip({name: b"x", "b.txt": TEXT}))
    assert name in list_names(file)
    assert find_format(file).name != "zip"


def test_a_document_in_an_archive_does_not_make_the_archive_a_document():
    document = write_zip({"[Content_Types].xml": b"x"})
    assert find_format(File("a.zip", write_zip({"a.docx": document}, zipfile.ZIP_STORED))).name == "zip"


def test_a_name_that_is_there_twice_is_read_once():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("a.txt", TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            zipped.writestr("a.txt", TEXT)
    assert len(open_archive(File("a.zip", out.getvalue()), DEFAULT).names) == 1


# --- gz --------------------------------------------------------------------------------------------


def test_a_compressed_file_is_unpacked_and_loses_its_ending():
    found = read(gzip.compress(write_csv(STORY)), "story.csv.gz")
    assert [one.name for one in found.sources] == ["story.csv"] * 3


def test_a_file_that_is_compressed_in_parts_is_one():
    (only,) = read(gzip.compress(TEXT[:50]) + gzip.compress(TEXT[50:]), "a.txt.gz").sources
    assert only.text == LANTERN.text


def test_a_compressed_bomb_is_cut_off():
    error = only_error(read(gzip.compress(b"a" * 3_000_000), "a.gz", max_version_bytes=1_000_000))
    assert isinstance(error, SizeError)


@pytest.mark.parametrize("cut", [4, 12, 40, -1, -9])
def test_a_compressed_file_that_is_cut_off_says_so(cut):
    assert isinstance(only_error(read(gzip.compress(TEXT)[:cut], "a.txt.gz")), DamagedError)


def test_what_is_known_of_a_compressed_file_is_known_of_its_content():
    file = File("a.gz", gzip.compress("Мост закрыт.".encode("koi8-r")), encoding="koi8-r")
    assert read_file(file).sources[0].text == "Мост закрыт."
