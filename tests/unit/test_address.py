"""Which addresses are read at all, as what, and which numbers are public: the tricks, each in its row."""

from __future__ import annotations

import ipaddress
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from twicetold.errors import AddressError
from twicetold.ingest.address import follow, parse_address
from twicetold.ingest.gate import admit, check_numbers, is_public

READ = [
    pytest.param("https://news.example/a/b?c=1&d=2", "https://news.example/a/b?c=1&d=2", id="a usual address"),
    pytest.param("  HTTPS://News.Example/A ", "https://news.example/A", id="capitals and spaces around it"),
    pytest.param("https://news.example", "https://news.example/", id="nothing behind the host"),
    pytest.param("https://news.example?q=1", "https://news.example/?q=1", id="a question without a slash"),
    pytest.param("https://news.example/a#part", "https://news.example/a", id="the part behind # is not sent"),
    pytest.param("https://news.example./a", "https://news.example/a", id="a point behind the host"),
    pytest.param("http://news.example:80/", "http://news.example/", id="the usual port, written out"),
    pytest.param("https://news.example:/", "https://news.example/", id="a colon without a port"),
    pytest.param("http://news.example:443/", "http://news.example:443/", id="a port of the other kind"),
    pytest.param("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b", id="letters beyond ASCII"),
    pytest.param("https://news。example/", "https://news.example/", id="an ideographic full stop"),
    pytest.param("https://news.example/a%20b%zz", "https://news.example/a%20b%zz", id="percent signs stay"),
    pytest.param("http://[2606:2800:220:1::1]:8080/", "http://[2606:2800:220:1::1]:8080/", id="a number of IPv6"),
    pytest.param("http://１２７.0.0.1/", "http://127.0.0.1/", id="full-width digits are seen as what they are"),
    pytest.param(
        "https://web.archive.example/web/2021/http://news.example/a",
        "https://web.archive.example/web/2021/http://news.example/a",
        id="an archive’s address with another inside",
    ),
]

REFUSED = [
    pytest.param("", "no full web address", id="nothing"),
    pytest.param("news.example/a", "no full web address", id="no scheme"),
    pytest.param("http:/news.example", "no full web address", id="one slash"),
    pytest.param("javascript:alert(1)", "no full web address", id="a script"),
    pytest.param("data:text/html,hello", "no full web address", id="data"),
    pytest.param("file:///etc/passwd", "of the kind “file:”", id="a file"),
    pytest.param("ftp://news.example/a", "of the kind “ftp:”", id="FTP"),
    pytest.param("gopher://news.example/_a", "of the kind “gopher:”", id="gopher"),
    pytest.param("http:///a", "names no host", id="no host"),
    pytest.param("https://?a", "names no host", id="a question without a host"),
    pytest.param("https://user:secret@news.example/", "name or a password", id="a name and a password"),
    pytest.param("https://news.example@127.0.0.1/", "name or a password", id="a host that is a name"),
    pytest.param("https://news.example\\@127.0.0.1/", "name or a password", id="a backslash before the at sign"),
    pytest.param("https://news.example\\.inner.example/", "not usual", id="a backslash in the host"),
    pytest.param("https://%6cocalhost/", "not usual", id="a percent sign in the host"),
    pytest.param("https://127%2e0.0.1/", "not usual", id="an escaped point in a number"),
    pytest.param("https://news .example/", "not usual", id="a space in the host"),
    pytest.param("https://news.example:80:90/", "not usual", id="two ports"),
    pytest.param("https://news.example:8x/", "not usual", id="a port with a letter"),
    pytest.param("https://[::1/", "not usual", id="a bracket that does not close"),
    pytest.param("https://[fe80::1%25eth0]/", "not usual", id="a number with a zone"),
    pytest.param("https://news.example:0/", "does not exist", id="port 0"),
    pytest.param("https://news.example:65536/", "does not exist", id="a port that is too large"),
    pytest.param("https://[12345::]/", "does not exist", id="no number of IPv6"),
    pytest.param("https://127.1/", "unusual way", id="a number of two parts"),
    pytest.param("https://127.0.1/", "unusual way", id="a number of three parts"),
    pytest.param("https://2130706433/", "unusual way", id="a number in one piece"),
    pytest.param("https://0x7f.1/", "unusual way", id="a number with base sixteen"),
    pytest.param("https://0x7f000001/", "unusual way", id="a number in one piece with base sixteen"),
    pytest.param("https://0177.0.0.1/", "unusual way", id="a number with base eight"),
    pytest.param("https://127.0.0.0x1/", "unusual way", id="a number with base sixteen at its end"),
    pytest.param("https://127.0.0.1.5/", "unusual way", id="five parts"),
    pytest.param("https://256.0.0.1/", "unusual way", id="a part that is too large"),
    pytest.param("https://①②⑦.1/", "unusual way", id="digits in circles"),
    pytest.param("https://-news.example/", "cannot exist", id="a hyphen at the beginning"),
    pytest.param("https://news..example/", "cannot exist", id="an empty label"),
    pytest.param("https://" + "a" * 64 + ".example/", "cannot exist", id="a label that is too long"),
    pytest.param("https://" + "a." * 127 + "example/", "cannot exist", id="a host that is too long"),
    pytest.param("https://" + "ü" * 64 + ".example/", "cannot exist", id="a label beyond ASCII that is too long"),
    pytest.param("https://straße.example/", "two different hosts", id="a letter that two standards read differently"),
    pytest.param("https://news.example/a\nhttps://news.example/b", "line break", id="two lines"),
    pytest.param("https://news.example/a\r\nHost: inner.example", "line break", id="a field smuggled in"),
    pytest.param("https://ne\tws.example/", "invisible", id="a tab"),
    pytest.param("https://news.example/" + "a" * 8_000, "longer than", id="too long"),
]

CLOSED = [
    pytest.param("http://localhost/", id="this machine by its name"),
    pytest.param("http://localhost./", id="with a point behind"),
    pytest.param("http://LOCALHOST/", id="in capitals"),
    pytest.param("http://ⓛocalhost/", id="with a letter in a circle"),
    pytest.param("http://a.localhost/", id="below this machine’s name"),
    pytest.param("http://router/", id="a name without a point"),
    pytest.param("http://printer.local/", id="a name of the local network"),
    pytest.param("http://metadata.google.internal/", id="a name of a cloud’s inside"),
    pytest.param("http://box.home.arpa/", id="a name of a home"),
    pytest.param("http://127.0.0.1/", id="loopback"),
    pytest.param("http://127.8.9.10/", id="all of loopback"),
    pytest.param("http://１２７.0.0.1/", id="loopback in full-width digits"),
    pytest.param("http://0.0.0.0/", id="no number"),
    pytest.param("http://[::]/", id="no number of IPv6"),
    pytest.param("http://[::1]/", id="loopback of IPv6"),
    pytest.param("http://[0:0:0:0:0:0:0:1]/", id="loopback of IPv6, written out"),
    pytest.param("http://[::ffff:127.0.0.1]/", id="loopback, mapped"),
    pytest.param("http://[::ffff:7f00:1]/", id="loopback, mapped and in base sixteen"),
    pytest.param("http://169.254.169.254/", id="the keys of a cloud machine"),
    pytest.param("http://10.0.0.1/", id="private"),
]

PRIVATE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "168.63.129.16", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.9", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1",
    "64:ff9b::169.254.169.254", "64:ff9b:1::808:808", "100::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1",
    "2002:7f00:1::", "2002:0808:0808::", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%eth0", "2606:4700::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
]  # fmt: skip

PUBLIC = ["8.8.8.8", "93.184.215.14", "172.32.0.1", "100.128.0.1", "223.255.255.1", "2606:4700::1", "2a00:1450::1",
          "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]  # fmt: skip


@pytest.mark.parametrize(("text", "read"), READ)
def test_an_address_is_read_in_its_one_plain_form(text, read):
    assert str(parse_address(text)) == read


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_no_plain_address_is_refused_with_its_reason(text, reason):
    with pytest.raises(AddressError, match=reason):
        parse_address(text)


@pytest.mark.parametrize("text", CLOSED)
def test_an_address_that_leads_inside_is_refused_before_any_name_is_looked_up(text):
    with pytest.raises(AddressError, match="private network"):
        admit(parse_address(text))


@pytest.mark.parametrize("port", [1, 22, 25, 3306, 6379, 8000, 9200, 65535])
def test_a_port_where_no_pages_stand_is_refused(port):
    with pytest.raises(AddressError, match=rf"port {port}; .* 80, 443, 8080, 8443"):
        admit(parse_address(f"https://news.example:{port}/"))


@pytest.mark.parametrize("number", PRIVATE)
def test_a_number_that_is_not_public_is_known(number):
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_number_is_known(number):
    assert is_public(ipaddress.ip_address(number))


def test_one_private_number_among_public_ones_is_enough():
    numbers = [ipaddress.ip_address(number) for number in ("93.184.215.14", "10.0.0.7")]
    with pytest.raises(AddressError, match=r"10\.0\.0\.7"):
        check_numbers(parse_address("https://news.example/"), numbers)


@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_never_public(number):
    inner = getattr(number, "ipv4_mapped", None) or number
    if is_public(number) and number not in ipaddress.ip_network("64:ff9b::/96"):
        kinds = ("private", "loopback", "link_local", "multicast", "reserved", "unspecified")
        assert [kind for kind in kinds if getattr(inner, f"is_{kind}")] == []
        assert inner.is_global


@given(st.text(max_size=40) | st.text("htps:/.@[]%\\:x01279aü#? ", max_size=30).map("http://".__add__))
@example("http://[::ffff:1.2.3.4]")
@example("http://xn--a")
@example("http://xn--\x80.example")
def test_any_text_is_an_address_in_plain_form_or_refused(text):
    try:
        address = parse_address(text)
    except AddressError:
        return
    assert address.number is not None or re.fullmatch("[a-z0-9._-]+", address.host)
    assert re.fullmatch("/[!-~]*", address.target)
    assert parse_address(str(address)) == address


FOLLOWED = [
    pytest.param("/b", "https://news.example/b", id="a path"),
    pytest.param("../c?d", "https://news.example/c?d", id="up a folder"),
    pytest.param("//other.example/x", "https://other.example/x", id="a host without a scheme"),
    pytest.param("http://other.example/x", "http://other.example/x", id="another address"),
    pytest.param("/ä".encode().decode("latin-1"), "https://news.example/%C3%A4", id="letters in UTF-8"),
    pytest.param("/\xe4", "https://news.example/%C3%A4", id="letters in Latin-1"),
]


@pytest.mark.parametrize(("location", "stop"), FOLLOWED)
def test_a_redirect_is_read_against_the_address_it_comes_from(location, stop):
    assert str(follow(parse_address("https://news.example/a/b"), location)) == stop


@pytest.mark.parametrize("location", ["file:///etc/passwd", "https://[", "javascript:1", "https://u@news.example/"])
def test_a_redirect_to_what_is_no_plain_address_is_refused(location):
    with pytest.raises(AddressError):
        follow(parse_address("https://news.example/a"), location)
