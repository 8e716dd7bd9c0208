"""Web archives and captures: pages come out with their address and time, those of one address as a series."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tables import Told, write_record, write_warc, write_zip
from tests.unit.news import COURIER, LANTERN, STORY
from twicetold.errors import DamagedError, EmptyError, SizeError
from twicetold.ingest import Found, read_file
from twicetold.ingest.series import find_captures, find_time, in_order, list_addresses, split_archived
from twicetold.model import AS_FOUND, File, Meta
from twicetold.settings import DEFAULT

EARLY = replace(LANTERN, date="2024-05-20T08:30:00Z")
LATE = replace(LANTERN, date="2024-06-02T07:00:00Z", paragraphs=(*LANTERN.paragraphs, "The bridge is open again."))
OLD = "https://web.archive.org/web/20240520083000/https://lantern.example/bridge"


def read(data: bytes, name: str = "a.warc", **settings: int) -> Found:
    return read_file(File(name, data), AS_FOUND, replace(DEFAULT, **settings))


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("packed", [False, True])
def test_each_page_is_a_version_with_its_address_and_time(compressed, packed):
    found = read(write_warc(STORY, compressed=compressed, packed=packed))
    assert found.errors == ()
    assert [one.text for one in found.sources] == [told.text for told in STORY]
    assert [one.meta.address for one in found.sources] == [told.address for told in STORY]
    assert [one.meta.date for one in found.sources] == [told.date for told in STORY]
    assert dict(found.sources[0].meta.origins)["date"] == "when an archive captured it"
    assert [one.name for one in found.sources] == [
        "lantern.example-bridge.txt", "courier.example-cable.txt", "echo.example-shops.txt",
    ]  # fmt: skip


def test_captures_of_one_page_are_a_series_the_oldest_first():
    other = replace(LATE, address="http://www.lantern.example/bridge/")
    found = read(write_warc([other, COURIER, EARLY]))
    assert [(one.part, one.text == EARLY.text) for one in found.sources] == [
        ("captured 2024-05-20", True), ("captured 2024-06-02", False), ("", False),
    ]  # fmt: skip


def test_captures_of_one_day_are_told_apart_by_their_times():
    found = read(write_warc([EARLY, replace(LATE, date="2024-05-20T09:00:00Z")]))
    assert [one.part for one in found.sources] == ["captured 2024-05-20 08:30:00", "captured 2024-05-20 09:00:00"]


PAGE = write_record("response", "HTTP/1.1 200 OK\nContent-Type: text/plain", b"The bridge is closed.")

OTHERS = [
    pytest.param(write_record("response", "HTTP/1.1 302 Found\nContent-Type: text/html", b"moved"), id="redirect"),
    pytest.param(write_record("response", "HTTP/1.1 404 No\nContent-Type: text/html", b"no"), id="not found"),
    pytest.param(write_record("response", "HTTP/1.1 200 OK\nContent-Type: image/png", b"\x89PNG"), id="a picture"),
    pytest.param(write_record("request", "GET / HTTP/1.1\nHost: a", b""), id="a request"),
    pytest.param(write_record("warcinfo", "", b"software: x", Content_Type="application/warc-fields"), id="info"),
    pytest.param(write_record("revisit", "HTTP/1.1 200 OK\nContent-Type: text/html", b""), id="a second visit"),
    pytest.param(
        write_record("resource", "", b"x", WARC_Target_URI="file:///a", Content_Type="text/plain"), id="local"
    ),
]


@pytest.mark.parametrize("other", OTHERS)
def test_only_pages_are_versions(other):
    found = read(other + PAGE + other)
    assert [one.text for one in found.sources] == ["The bridge is closed."]
    assert found.errors == ()
    assert isinstance(read(other).errors[0], EmptyError)


def test_a_text_that_was_taken_out_of_a_page_is_a_version():
    found = read(write_record("conversion", "", b"The bridge is closed.", Content_Type="text/plain"))
    assert [one.text for one in found.sources] == ["The bridge is closed."]


def test_a_page_in_pieces_is_put_together():
    headers = "HTTP/1.1 200 OK\nContent-Type: text/plain\nTransfer-Encoding: chunked"
    found = read(write_record("response", headers, b"b\r\nThe bridge \r\na\r\nis closed.\r\n0\r\n\r\n"))
    assert [one.text for one in found.sources] == ["The bridge is closed."]


def test_a_page_that_is_packed_in_an_odd_way_is_named():
    headers = "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: zstd"
    found = read(write_record("response", headers, b"\x28\xb5\x2f\xfd") + PAGE)
    assert len(found.sources) == 1
    assert "packed in a way that is not known here" in str(found.errors[0])


def test_the_encoding_of_a_page_is_what_its_header_says():
    headers = "HTTP/1.1 200 OK\nContent-Type: text/plain; charset=koi8-r"
    assert read(write_record("response", headers, "Мост закрыт.".encode("koi8-r"))).sources[0].text == "Мост закрыт."


@pytest.mark.parametrize("compressed", [False, True])
def test_an_archive_that_is_cut_off_gives_what_is_there_and_says_so(compressed):
    data = write_warc(STORY, compressed=compressed)
    found = read(data[: len(data) - 150])
    assert found.sources[0].text == LANTERN.text
    assert isinstance(found.errors[-1], DamagedError)
    assert isinstance(read(data[:60]).errors[0], DamagedError)


def test_more_pages_than_are_taken_are_said():
    found = read(write_warc(STORY), max_texts=2)
    assert len(found.sources) == 2
    assert str(found.errors[0]).startswith("“a.warc, one more page” cannot be taken as well")
    many = read(write_warc(STORY), max_texts=1)
    assert str(many.errors[0]).startswith("“a.warc, 2 more pages” cannot be taken as well")


def test_a_web_archive_that_unpacks_too_far_is_refused():
    big = Told(("The bridge is closed. " * 100_000,), date="2024-05-20T08:30:00Z", address="https://lantern.example/")
    assert isinstance(read(write_warc([big] * 3, compressed=True), max_unpacked_bytes=3_000_000).errors[0], SizeError)
    packed = write_warc([big] * 3, packed=True)
    assert isinstance(read(packed, max_unpacked_bytes=3_000_000).errors[0], SizeError)


def test_files_whose_names_hold_a_time_are_a_series_in_an_archive():
    names = ["20240602070000_lantern.txt", "20240520083000_lantern.txt", "other.txt"]
    found = read(write_zip({name: name.encode() for name in names}), "a.zip")
    assert [(one.name, one.part) for one in found.sources] == [
        (names[1], "captured 2024-05-20"), (names[0], "captured 2024-06-02"), (names[2], ""),
    ]  # fmt: skip


def test_a_name_with_a_time_dates_its_file_and_says_so():
    (only,) = read_file(File("20240520083000id_-lantern.txt", b"The bridge is closed.")).sources
    assert only.meta.date == "2024-05-20T08:30:00+00:00"
    assert dict(only.meta.origins)["date"] == "the time in the file’s name"


def test_a_date_that_is_known_is_not_changed_by_a_name():
    file = File("20240520083000.txt", b"The bridge.", Meta(date="2024-05-19"))
    assert read_file(file).sources[0].meta.date == "2024-05-19"


@pytest.mark.parametrize("name", ["20241320083000.txt", "120240520083000.txt", "2024052008300.txt", "18500520083000"])
def test_other_numbers_are_no_time(name):
    assert find_time(name) == ""


def test_the_address_of_a_capture_is_taken_apart():
    assert split_archived(OLD) == ("https://lantern.example/bridge", "2024-05-20T08:30:00+00:00")
    assert split_archived(OLD.replace("000/", "000id_/").replace("https://l", "http:/l")) == (
        "http://lantern.example/bridge", "2024-05-20T08:30:00+00:00",
    )  # fmt: skip
    assert split_archived("https://lantern.example/bridge") == ("https://lantern.example/bridge", "")


def test_captures_by_their_addresses_are_a_series():
    files = [File(str(i), b"x", Meta(address=OLD.replace("0520", day))) for i, day in enumerate(["0602", "0520"])]
    assert [file.part for file in in_order(files)] == ["captured 2024-05-20", "captured 2024-06-02"]


LISTS = [
    pytest.param(f"{OLD.replace('0520', '0602')}\n{OLD}\n", id="addresses"),
    pytest.param(
        '[["urlkey","timestamp","original"],["a","20240602083000","https://lantern.example/bridge"],'
        '["a","20240520083000","https://lantern.example/bridge"]]',
        id="the list of an archive",
    ),
    pytest.param(
        f'<https://lantern.example/bridge>; rel="original",\n<{OLD.replace("0520", "0602")}>; rel="memento",\n'
        f'<{OLD}>; rel="first memento"',
        id="a time map",
    ),
]


@pytest.mark.parametrize("text", LISTS)
def test_lists_of_captures_give_their_addresses_the_oldest_first(text):
    assert find_captures(text) == (OLD, OLD.replace("0520", "0602"))


@pytest.mark.parametrize("text", LISTS[1:])
def test_a_list_of_captures_in_the_box_for_addresses_gives_them(text):
    assert list_addresses(text) == (OLD, OLD.replace("0520", "0602"))


def test_addresses_one_on_each_line_stay_as_they_are():
    assert list_addresses(f" https://a.example/1 \n\n{OLD}\nhttps://b.example\n") == (
        "https://a.example/1",
        OLD,
        "https://b.example",
    )
    assert list_addresses("no address at all\nhttps://a.example") == ("no address at all", "https://a.example")
    assert list_addresses(" \n") == ()


def test_what_is_no_list_of_captures_gives_none():
    assert find_captures("[[" * 50_000) == ()
    assert find_captures('[["timestamp", "original"], 3, ["x"]]') == ()
    assert find_captures(LANTERN.text) == ()


def test_a_stream_of_zeros_behind_the_signature_ends():
    assert isinstance(read(b"WARC/1.0\r\n" + bytes(1_000_000)).errors[0], DamagedError)
