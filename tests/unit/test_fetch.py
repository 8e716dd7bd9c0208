"""Opening addresses, against real servers on this machine: what is got, what is refused, and who is never asked."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sites import ON, PAGE, TLS, Reply, Web, to
from twicetold.errors import AddressError, Cancelled
from twicetold.ingest import exchange, gate
from twicetold.ingest.exchange import USER_AGENT
from twicetold.ingest.fetch import fetch, fetch_all
from twicetold.model import File
from twicetold.settings import DEFAULT


@pytest.fixture
def web():
    made = Web()
    yield made
    made.close()


def get(web, address="http://news.example/story", settings=ON):
    return fetch(address, settings, network=web.network)


def refused(web, address="http://news.example/story", settings=ON):
    with pytest.raises(AddressError) as caught:
        get(web, address, settings)
    message = str(caught.value)
    assert message.startswith(f"“{address}”"), "the message names the address"
    assert message.endswith(".")
    return message


# --- what is got ---------------------------------------------------------------------------------


def test_a_page_is_got_with_its_name_and_its_address(web):
    web.site("news.example", {"/2021/the-ferry?page=1": Reply()})
    file = get(web, "http://news.example/2021/the-ferry?page=1#top")
    assert file.name == "news.example-the-ferry.html"
    assert file.data == PAGE
    assert file.meta.address == "http://news.example/2021/the-ferry?page=1"
    assert file.meta.date == ""
    assert dict(file.meta.origins) == {"address": "where it was opened"}


def test_what_the_server_declares_of_the_letters_is_handed_on(web):
    web.site("news.example", {"/story": Reply("Źródło".encode("cp1250"), "text/plain; charset=Windows-1250")})
    assert get(web).encoding == "windows-1250"


def test_the_server_is_told_who_asks_and_gets_no_cookie(web):
    site = web.site("news.example", {"/story": Reply(fields=(("Set-Cookie", "who=1"),)), "/next": Reply()})
    fetch_all(["http://news.example/story", "http://news.example/next"], ON, network=web.network)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/story", "/next"]
    for _, fields in site.asked:
        assert fields["User-Agent"] == USER_AGENT
        assert "TwiceTold" in USER_AGENT
        assert fields["Host"] == "news.example"
        assert fields["Accept-Encoding"] == "gzip, deflate"
        assert not {"Cookie", "Referer", "Authorization"} & set(fields)


def test_a_page_is_got_over_a_safe_connection_from_the_host_that_was_named(web):
    site = web.site("news.example", {"/story": Reply()}, tls=True)
    assert get(web, "https://news.example/story").data == PAGE
    assert set(site.names_asked_for) == {"news.example"}
    assert web.dialled == [("93.184.215.1", 443)] * 2


def test_the_time_of_an_archives_capture_is_the_date(web):
    captured = (("Memento-Datetime", "Wed, 19 May 2021 08:30:00 GMT"),)
    path = "/web/20210519083000/http://news.example/story"
    web.site("web.archive.example", {path: Reply(fields=captured)})
    meta = get(web, f"http://web.archive.example{path}").meta
    assert meta.date == "2021-05-19T08:30:00+00:00"
    assert dict(meta.origins)["date"] == "when an archive captured it"


def test_a_time_of_capture_is_the_same_wherever_this_machine_is(web, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    if not hasattr(time, "tzset"):
        pytest.skip("this system has no tzset")
    time.tzset()
    try:
        said = (("Memento-Datetime", "Wed, 19 May 2021 08:30:00 -0000"),)
        web.site("news.example", {"/story": Reply(fields=said)})
        assert get(web).meta.date == "2021-05-19T08:30:00+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("said", ["yesterday", "Wed, 99 May 2021 08:30:00 GMT", ""])
def test_a_time_of_capture_that_is_none_is_no_date(web, said):
    web.site("news.example", {"/story": Reply(fields=(("Memento-Datetime", said),))})
    assert get(web).meta.date == ""


def chunked(*chunks: bytes):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"".join(chunks))

    return answer


def pack(body, window):
    packer = zlib.compressobj(wbits=window)
    return packer.compress(body) + packer.flush()


def packed(body, packing):
    return Reply(body, fields=(("Content-Encoding", packing),))


WAYS = [
    pytest.param(Reply(), id="as it is"),
    pytest.param(Reply(status=203), id="by way of somebody"),
    pytest.param(Reply(length=-1), id="without a length, to the end of the connection"),
    pytest.param(chunked(b"5\r\n<!doc\r\n", b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE) - 5, PAGE[5:])), id="in chunks"),
    pytest.param(packed(gzip.compress(PAGE), "gzip"), id="gzip"),
    pytest.param(packed(gzip.compress(PAGE), "X-GZIP"), id="gzip by its old name"),
    pytest.param(packed(gzip.compress(PAGE) + b"\0" * 9, "gzip"), id="gzip, filled up with zeros"),
    pytest.param(packed(pack(PAGE, 15), "deflate"), id="deflate"),
    pytest.param(packed(pack(PAGE, -15), "deflate"), id="deflate without its head"),
    pytest.param(packed(PAGE, "identity"), id="not packed, and said so"),
]


@pytest.mark.parametrize("answer", WAYS)
def test_a_page_is_the_same_however_it_is_sent(web, answer):
    web.site("news.example", {"/story": answer})
    assert get(web).data == PAGE


KINDS = [
    pytest.param("/a.php?id=7", "text/html", "news.example-a-id-7.html", id="a page made by a program"),
    pytest.param("/?p=12", "text/html", "news.example-p-12.html", id="a question alone"),
    pytest.param("/a?utm_source=x", "text/html", "news.example-a.html", id="a question that says where one came from"),
    pytest.param("/", "text/html", "news.example.html", id="a front page"),
    pytest.param("/a/b/", "application/xhtml+xml", "news.example-b.html", id="a folder"),
    pytest.param("/p.pdf?view=1", "text/html", "news.example-p.html", id="a page around a PDF"),
    pytest.param("/notes", "text/plain", "news.example-notes.txt", id="plain text"),
    pytest.param("/notes.md", "text/plain", "news.example-notes.md", id="markdown, sent as plain text"),
    pytest.param("/feed", "application/rss+xml", "news.example-feed.xml", id="a feed"),
    pytest.param("/p.pdf", "application/pdf", "news.example-p.pdf", id="a PDF"),
    pytest.param("/p.docx", "application/octet-stream", "news.example-p.docx", id="a Word document of no told kind"),
    pytest.param("/w.warc.gz", "application/gzip", "news.example-w.warc.gz", id="a packed web archive"),
    pytest.param("/story", None, "news.example-story", id="no kind at all"),
    pytest.param("/v1.2-final", "text/html", "news.example-v1.2-final.html", id="a point that begins no ending"),
    pytest.param("/%E2%80%AEfdp.exe", "text/html", "news.example-fdp.exe.html", id="a sign that turns the line around"),
    pytest.param("/a%2F..%2Fb", "text/html", "news.example-b.html", id="slashes in disguise"),
]


@pytest.mark.parametrize(("path", "kind", "name"), KINDS)
def test_the_name_tells_where_a_file_is_from_and_what_it_is(web, path, kind, name):
    web.site("news.example", {path: Reply(kind=kind)})
    assert get(web, "http://news.example" + path).name == name


def test_a_name_is_short(web):
    web.site("www.news.example", {"/" + "long-" * 60: Reply()})
    name = get(web, "http://www.news.example/" + "long-" * 60).name
    assert name.startswith("news.example-long-long")
    assert len(name) <= 85


# --- what is refused before anything is asked ----------------------------------------------------


def test_nothing_is_opened_unless_a_setting_says_so(web):
    site = web.site("news.example", {"/story": Reply()})
    assert DEFAULT.open_addresses is False
    assert "switched off" in refused(web, settings=DEFAULT)
    assert (web.resolved, web.dialled, site.connections) == ([], [], 0)


INSIDE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "127.0.0.1.", "127%2e0.0.1", "localhost",
    "localhost.", "LOCALHOST", "ⓛocalhost", "１２７.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "0.0.0.0", "0", "[::]", "news.example@127.0.0.1",
    "news.example\\@127.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_no_connection_reaches_a_server_on_this_machine_by_any_spelling(web, monkeypatch, host):
    """With the network as it is: only the port, which a test cannot choose, is let through."""
    site = web.site("unused.example", {"/story": Reply()})
    monkeypatch.setattr(gate, "PORTS", frozenset({site.port}))
    monkeypatch.setattr(exchange.socket, "getaddrinfo", lambda *_, **__: pytest.fail("a name was looked up"))
    with pytest.raises(AddressError):
        fetch(f"http://{host}:{site.port}/story", ON)
    assert site.connections == 0


def test_the_gate_alone_keeps_that_server_from_being_reached(web, monkeypatch):
    site = web.site("unused.example", {"/story": Reply()})
    monkeypatch.setattr(gate, "PORTS", frozenset({site.port}))
    monkeypatch.setattr(gate, "is_public", lambda number: True)
    assert fetch(f"http://127.0.0.1:{site.port}/story", ON).data == PAGE
    assert site.paths == ["/story"]


PRIVATE = ["127.0.0.1", "10.0.0.5", "192.168.1.1", "169.254.169.254", "100.64.0.1", "::1", "fd00::1", "fe80::1%eth0",
           "::ffff:7f00:1", "64:ff9b::a00:1", "0.0.0.0", "224.0.0.1"]  # fmt: skip


@pytest.mark.parametrize("number", PRIVATE)
def test_a_name_that_leads_inside_is_refused(web, number):
    site = web.site("news.example", {"/story": Reply()}, number=number)
    assert str(exchange.ip_address(number)) in refused(web)
    assert (web.dialled, site.connections) == ([], 0)


def test_a_name_with_one_private_number_among_public_ones_is_refused(web):
    site = web.site("news.example", {"/story": Reply()})
    web.numbers["news.example"] = [["93.184.215.1", "10.0.0.5"]]
    assert "10.0.0.5" in refused(web)
    assert (web.dialled, site.connections) == ([], 0)


def test_a_name_that_answers_otherwise_the_second_time_leads_to_nothing_private(web):
    site = web.site("news.example", {"/story": Reply()})
    inside = web.site("inner.example", {"/story": Reply()}, number="10.0.0.5")
    web.numbers["news.example"] = [["93.184.215.1"], ["10.0.0.5"]]
    assert "10.0.0.5" in refused(web)  # robots.txt came from the public one; for the page the name is checked afresh
    assert [path for path, _ in site.asked] == ["/robots.txt"]
    assert inside.connections == 0
    assert web.dialled == [("93.184.215.1", 80)]


def test_a_name_is_resolved_once_for_each_connection(web):
    web.site("news.example", {"/story": Reply()})
    get(web)
    assert web.resolved == ["news.example"] * len(web.dialled)


def test_the_next_number_is_tried_where_one_does_not_answer(web):
    web.site("news.example", {"/story": Reply()})
    web.numbers["news.example"] = [["2606:4700::1", "93.184.215.1"]]
    assert get(web).data == PAGE


def test_a_name_that_is_not_there_is_said_to_be(web):
    def resolve(host, seconds):
        raise exchange.socket.gaierror(-2, "Name or service not known")

    with pytest.raises(AddressError, match="was not found"):
        fetch("http://news.example/", ON, network=replace(web.network, resolve=resolve))


def test_a_slow_resolver_is_left_behind(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(exchange.socket, "getaddrinfo", lambda *_, **__: over.wait(60) and [])
    try:
        with pytest.raises(AddressError, match=r"longer than 0\.05 seconds"):
            fetch("http://news.example/", replace(ON, max_fetch_seconds=0.05))
    finally:
        over.set()


def test_the_systems_resolver_is_asked_for_numbers(monkeypatch):
    entries = [(2, 1, 6, "", ("93.184.215.14", 0)), (2, 1, 6, "", ("93.184.215.14", 0)), (10, 1, 6, "", ("::1", 0))]
    monkeypatch.setattr(exchange.socket, "getaddrinfo", lambda *_, **__: entries)
    assert [str(number) for number in exchange.resolve_name("news.example", 5)] == ["93.184.215.14", "::1"]


def test_no_proxy_of_the_environment_is_used(web, monkeypatch):
    site = web.site("news.example", {"/story": Reply()})
    proxy = web.site("proxy.example", {})
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    get(web)
    assert proxy.connections == 0
    assert site.paths == ["/story"]


# --- safe connections ----------------------------------------------------------------------------


def test_a_certificate_for_another_host_is_refused(web):
    site = web.site("other.example", {"/story": Reply()}, tls=True)
    assert "does not prove" in refused(web, "https://other.example/story")
    assert site.asked == []


def test_a_certificate_of_an_unknown_authority_is_refused(web):
    site = web.site("news.example", {"/story": Reply()}, tls=True)
    network = replace(web.network, trust=exchange.INTERNET.trust)
    with pytest.raises(AddressError, match="does not prove"):
        fetch("https://news.example/story", ON, network=network)
    assert site.asked == []


def test_a_server_that_speaks_no_tls_is_refused(web):
    web.site("news.example", {"/story": Reply()})
    assert "safe connection" in refused(web, "https://news.example/story")


def test_the_certificates_of_the_tests_are_for_the_tests_alone():
    assert sorted(path.name for path in TLS.iterdir()) == ["authority.pem", "news.example.pem"]


# --- redirects -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_has_moved_is_got_where_it_is(web, status):
    web.site("old.example", {"/story": to("http://news.example/a/story", status)})
    web.site("news.example", {"/a/story": to("../b", status), "/b": Reply()})
    assert get(web, "http://old.example/story").meta.address == "http://news.example/b"


MOVED_INSIDE = [
    "http://127.0.0.1/", "http://localhost/", "//169.254.169.254/latest", "http://inner.example/", "http://[::1]/",
    "http://2130706433/", "file:///etc/passwd", "http://u:p@news.example/", "http://news.example:22/", "http://[",
]  # fmt: skip


@pytest.mark.parametrize("location", MOVED_INSIDE)
def test_a_redirect_to_where_no_address_may_lead_is_refused(web, location):
    web.site("news.example", {"/story": to(location)})
    inside = web.site("inner.example", {"/": Reply()}, number="10.0.0.5")
    assert refused(web).startswith("“http://news.example/story” leads on")
    assert inside.connections == 0
    assert {number for number, _ in web.dialled} == {"93.184.215.1"}


def test_a_circle_of_redirects_is_refused(web):
    site = web.site("news.example", {"/story": to("/other"), "/other": to("/story")})
    assert "leads back" in refused(web)
    assert site.paths == ["/story", "/other"]


def chain(count):
    return {f"/{step}": to(f"/{step + 1}") for step in range(count)} | {f"/{count}": Reply()}


def test_five_redirects_are_followed_and_six_are_not(web):
    site = web.site("news.example", chain(6))
    assert get(web, "http://news.example/1").meta.address == "http://news.example/6"
    del site.asked[:]
    assert "more than 5 times" in refused(web, "http://news.example/0")
    assert site.paths == [f"/{step}" for step in range(6)]


def test_a_setting_says_how_many_redirects_are_followed(web):
    web.site("news.example", chain(1))
    assert "more than 0 times" in refused(web, "http://news.example/0", replace(ON, max_redirects=0))


def test_a_redirect_from_a_safe_connection_to_an_open_one_is_refused(web):
    web.site("news.example", {"/story": to("http://news.example/open")}, tls=True)
    message = refused(web, "https://news.example/story")
    assert "give “http://news.example/open” itself" in message


def test_a_redirect_without_a_place_is_refused(web):
    web.site("news.example", {"/story": Reply(status=301)})
    assert "without saying where to" in refused(web)


def test_a_page_that_sends_its_reader_on_from_within_is_read_as_it_stands(web):
    body = b'<meta http-equiv="refresh" content="0; url=http://127.0.0.1/">'
    site = web.site("news.example", {"/story": Reply(body, fields=(("Refresh", "0; url=/x"),))})
    assert get(web).data == body
    assert site.paths == ["/story"]


# --- time and size -------------------------------------------------------------------------------


def test_a_server_that_says_nothing_is_left_when_the_time_is_over(web):
    over = threading.Event()
    web.site("news.example", {"/story": lambda handler: over.wait(60)})
    try:
        assert "took longer than 0.2 seconds" in refused(web, settings=replace(ON, max_fetch_seconds=0.2))
    finally:
        over.set()


def trickle_head(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-Pad: 1\r\n")


def trickle_body(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"a" * 20)


def test_a_trickle_ends_as_silence_does(web):
    """Each piece comes at once, and each look at the clock takes a second: the sum counts, not the single wait."""
    web.site("news.example", {"/story": trickle_body})
    web.tick = 1.0
    assert "took longer than 60 seconds" in refused(web, settings=replace(ON, max_fetch_seconds=60.0))


def test_a_head_without_end_is_refused(web):
    web.site("news.example", {"/story": trickle_head})
    assert "could not be understood" in refused(web)


SMALL = replace(ON, max_version_bytes=10_000)


def flood(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"a" * 5_000)


def endless_chunk(handler):
    """A chunk of the length -1 is read to the end of the connection, which never comes."""
    chunked(b"-1\r\n")(handler)
    while True:
        handler.wfile.write(b"a" * 5_000)


LARGE = [
    pytest.param(Reply(b"a" * 10_001), id="a byte too much"),
    pytest.param(Reply(b"a" * 100, length=10**12), id="a length that is too large, whatever comes"),
    pytest.param(flood, id="no length and no end"),
    pytest.param(endless_chunk, id="a chunk of a length below nought"),
    pytest.param(packed(gzip.compress(b"\0" * 20_000_000), "gzip"), id="a bomb in gzip"),
    pytest.param(packed(pack(b"\0" * 20_000_000, -15), "deflate"), id="a bomb in deflate"),
]


@pytest.mark.parametrize("answer", LARGE)
def test_what_is_too_large_is_refused(web, answer):
    web.site("news.example", {"/story": answer})
    assert "is larger than" in refused(web, settings=SMALL)


def test_what_is_just_small_enough_is_got(web):
    web.site("news.example", {"/story": Reply(b"a" * 10_000)})
    assert len(get(web, settings=SMALL).data) == 10_000


def test_a_bomb_does_not_go_off_in_memory():
    """Unpacked in steps of at most a byte more than is allowed, so the first step is the last."""
    unpacking = exchange._unpack(iter([gzip.compress(b"\0" * 20_000_000)]), "gzip", 10)
    assert len(next(unpacking)) == 11


BROKEN = [
    pytest.param(Reply(PAGE, length=len(PAGE) + 10), "broke off", id="less than its length"),
    pytest.param(chunked(b"5\r\nThe f\r\n"), "broke off", id="chunks without an end"),
    pytest.param(chunked(b"zz\r\nThe f\r\n"), "broke off", id="a chunk of no length"),
    pytest.param(packed(gzip.compress(PAGE)[:-9], "gzip"), "broke off", id="a packed page that is cut off"),
    pytest.param(packed(PAGE, "gzip"), "understood", id="a page that is not packed as it says"),
    pytest.param(packed(gzip.compress(PAGE) * 2, "gzip"), "understood", id="something behind the packed page"),
    pytest.param(packed(gzip.compress(PAGE), "br, gzip"), "understood", id="packed in a way that was not asked for"),
    pytest.param(lambda handler: None, "could not be reached", id="no answer"),
    pytest.param(lambda handler: handler.wfile.write(b"SSH-2.0-ssh\r\n"), "understood", id="another protocol"),
]


@pytest.mark.parametrize(("answer", "reason"), BROKEN)
def test_what_comes_broken_is_never_taken_for_whole(web, answer, reason):
    web.site("news.example", {"/story": answer})
    assert reason in refused(web)


@given(st.binary(max_size=300), st.data())
@settings(max_examples=40)
def test_whatever_a_server_sends_is_a_file_or_an_error_of_ours(noise, data):
    packed_page = gzip.compress(PAGE)
    whole = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\nContent-Encoding: gzip\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(packed_page), packed_page)
    )
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    mutated = whole[:start] + noise + whole[end:]
    peers = []

    def dialled(*_):
        ours, theirs = socket.socketpair()
        theirs.sendall(mutated)
        theirs.shutdown(socket.SHUT_WR)
        peers.append(theirs)
        return ours

    network = replace(Web().network, resolve=lambda *_: (exchange.ip_address("93.184.215.1"),), dial=dialled)
    try:
        got = fetch_all(["http://news.example/a", "http://news.example/b"], SMALL, network=network)
    finally:
        for peer in peers:
            peer.close()
    assert {type(one) for one in got} <= {File, AddressError}


# --- kinds and numbers ---------------------------------------------------------------------------


STRANGE = [
    pytest.param("image/png", "a picture (image/png)", id="a picture"),
    pytest.param("video/mp4", "a film or a recording", id="a film"),
    pytest.param("application/octet-stream", "of a kind that is not read here", id="bytes of no told kind"),
    pytest.param("application/javascript", "of a kind that is not read here", id="a program"),
    pytest.param("application/x-" + "a" * 500, "of a kind", id="a very long kind"),
]


@pytest.mark.parametrize(("kind", "reason"), STRANGE)
def test_a_kind_that_no_reader_knows_is_refused_before_its_body_is_read(web, kind, reason):
    web.site("news.example", {"/story": Reply(b"", kind, length=10**12)})
    assert reason in refused(web)


NUMBERS = [
    (401, "asks for a name and a password (401). Check the address"),
    (403, "the site refuses it (403)"),
    (404, "does not exist (any more) (404). Check the address"),
    (410, "taken away for good (410)"),
    (418, "is refused by its site (418)"),
    (429, "fewer questions in so short a time (429). Try again later"),
    (451, "legal reasons (451)"),
    (500, "fails at its site (500). Try again later"),
    (503, "not to be had just now (503). Try again later"),
    (204, "gives no page (204)"),
    (304, "gives no page (304)"),
]


@pytest.mark.parametrize(("status", "said"), NUMBERS)
def test_a_number_of_the_server_is_said_in_words(web, status, said):
    web.site("news.example", {"/story": Reply(status=status)})
    message = refused(web)
    assert said in message
    assert "save the page" in message


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("after", "said"), [("120", "in 120 seconds"), ("Wed, 19 May 2021 08:30:00 GMT", "after Wed, 19 May 2021")]
)
def test_when_to_try_again_is_said_where_the_server_says_it(web, status, after, said):
    web.site("news.example", {"/story": Reply(status=status, fields=(("Retry-After", after),))})
    assert f"Try again {said}" in refused(web)


# --- several -------------------------------------------------------------------------------------


def test_each_of_several_addresses_gives_a_file_or_an_error_in_their_order(web):
    web.site("news.example", {"/a": Reply(), "/c": Reply()})
    told = []
    got = fetch_all(
        ["http://news.example/a", "nonsense", "http://news.example/b", "http://news.example/c"],
        ON,
        lambda *step: told.append(step),
        network=web.network,
    )
    assert [type(one) for one in got] == [File, AddressError, AddressError, File]
    assert told == [("open", done, 4) for done in range(5)]


def test_who_is_told_can_end_it(web):
    site = web.site("news.example", {"/a": Reply(), "/b": Reply()})

    def enough(stage, done, total):
        if done == 1:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        fetch_all(["http://news.example/a", "http://news.example/b"], ON, enough, network=web.network)
    assert site.paths == ["/a"]


def test_no_more_addresses_are_opened_than_versions_are_compared(web):
    site = web.site("news.example", {"/a": Reply()})
    got = fetch_all(["http://news.example/a"] * 4, replace(ON, max_versions=2), network=web.network)
    assert [type(one) for one in got] == [File, File, AddressError, AddressError]
    assert "2 are opened at once" in str(got[3])
    assert site.paths == ["/a", "/a"]
