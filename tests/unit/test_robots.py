"""What a site lets programs read is asked first, and obeyed; so are the pauses that it wants."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from tests.unit.sites import ON, PAGE, Reply, Web, robots, to
from twicetold.errors import AddressError
from twicetold.ingest.fetch import fetch, fetch_all
from twicetold.ingest.robots import _for_us
from twicetold.model import File

STORY = "http://news.example/private/story"


@pytest.fixture
def web():
    made = Web()
    yield made
    made.close()


LINES = [
    "User-agent: *\n", "User-agent: TwiceTold\n", "user agent twice\n", "Useragent:\ttwicetold # us\n", "\n",
    "# note\n", "User-agent: **\n", "User-agent: other\n",
    "User-agent: told\n", "User-agent: Googlebot\n", "User-agent: *bot*\n", "User-agent:\n",
    "User-agent: tw*\n", "  USER-AGENT : twicetoldbot\n", "User-agent\x85User-agent: t\n", "User-agent *\n",
    "Disallow: /\n", "Disallow: /a\n", "Allow: /a/b\n", "Disallow:\n", "Crawl-delay: 3\n", "Sitemap: /user-agent: x\n",
]  # fmt: skip

ALLOWED = [
    pytest.param(None, id="there is none"),
    pytest.param(robots(""), id="it is empty"),
    pytest.param(robots("User-agent: *\nDisallow:\n"), id="it forbids nothing"),
    pytest.param(robots("User-agent: *\nDisallow: /other\n"), id="it forbids something else"),
    pytest.param(robots("User-agent: *\nDisallow: /\nAllow: /private/st*\n"), id="it forbids all but this"),
    pytest.param(robots("User-agent: *\nDisallow: /\n\nUser-agent: twicetold\nAllow: /\n"), id="it allows us by name"),
    pytest.param(
        robots("User-agent: told\nUser-agent: version\nDisallow: /\n"), id="it forbids others, like us in name"
    ),
    pytest.param(Reply(b"Disallow: /", status=403), id="it may not be read itself"),
    pytest.param(Reply(b"User-agent: *\nDisallow: /", "text/html"), id="a page comes instead"),
    pytest.param(robots("#" * 520_000 + "\nUser-agent: *\nDisallow: /\n"), id="it forbids behind what has to be read"),
    pytest.param(to("/rules"), id="it has moved to where there is none"),
]

NAMES = [f"User-agent: program{count}\n" for count in range(1_500)]
"""What takes a copy of every rule for every name a second and more, and hundreds of megabytes."""

FORBIDDEN = [
    pytest.param(robots("User-agent: *\nDisallow: /\n"), id="all"),
    pytest.param(robots("User-agent: *\nDisallow: /private\n"), id="the folder"),
    pytest.param(robots("User-agent: *\nDisallow: /*/story$\n"), id="by a pattern"),
    pytest.param(robots("User-agent: *\nAllow: /\n\nUser-agent: TwiceTold\nDisallow: /\n"), id="us by name"),
    pytest.param(robots("USER AGENT\tTwice*  # told\nUser-agent: b\nDisallow: /\n"), id="us by half a name"),
    pytest.param(robots("User-agent: a\nUser-agent: *\nDisallow: /\n"), id="everyone, behind another"),
    pytest.param(robots("".join([*NAMES, "User-agent: *\n", "Disallow: /\n" * 1_500])), id="everyone, behind many"),
    pytest.param(to("/moved.txt"), id="in a robots.txt that has moved"),
]

UNKNOWN = [
    pytest.param(Reply(status=500), "fails (500)", id="it fails"),
    pytest.param(Reply(status=503), "fails (503)", id="it is not to be had"),
    pytest.param(Reply(status=429), "fails (429)", id="too many have asked"),
    pytest.param(Reply(PAGE, "text/plain", length=10_000), "broke off", id="it breaks off"),
    pytest.param(lambda handler: None, "could not be reached", id="it does not come"),
    pytest.param(to("http://127.0.0.1/robots.txt"), "private network", id="it leads inside"),
    pytest.param(to("/robots.txt"), "leads back", id="it leads in a circle"),
]


@pytest.mark.parametrize("answer", ALLOWED)
def test_a_page_is_opened_where_robots_txt_allows_it(web, answer):
    site = web.site("news.example", {"/private/story": Reply()} | ({"/robots.txt": answer} if answer else {}))
    assert fetch(STORY, ON, network=web.network).data == PAGE
    assert site.paths[-1] == "/private/story"


@pytest.mark.parametrize("answer", FORBIDDEN)
def test_a_page_is_not_opened_where_robots_txt_forbids_it(web, answer):
    moved = robots("User-agent: *\nDisallow: /private\n")
    site = web.site("news.example", {"/robots.txt": answer, "/moved.txt": moved, "/private/story": Reply()})
    with pytest.raises(AddressError, match=r"“http://news.example/private/story” may not be read by programs"):
        fetch(STORY, ON, network=web.network)
    assert "/private/story" not in site.paths


@pytest.mark.parametrize(("answer", "reason"), UNKNOWN)
def test_a_page_is_not_opened_where_robots_txt_cannot_be_had(web, answer, reason):
    site = web.site("news.example", {"/robots.txt": answer, "/private/story": Reply()})
    with pytest.raises(AddressError) as caught:
        fetch(STORY, ON, network=web.network)
    message = str(caught.value)
    assert message.startswith(f"“{STORY}” was not opened: its robots.txt is asked first")
    assert reason in message
    assert site.paths == []


def test_robots_txt_is_asked_of_each_stop_of_a_redirect(web):
    web.site("old.example", {"/story": to(STORY)})
    site = web.site("news.example", {"/robots.txt": robots("User-agent: *\nDisallow: /"), "/private/story": Reply()})
    with pytest.raises(AddressError, match=r"“http://old.example/story” leads on .* may not be read by programs"):
        fetch("http://old.example/story", ON, network=web.network)
    assert site.paths == []


@pytest.mark.parametrize("status", [404, 503], ids=["where it is absent", "where it fails"])
def test_robots_txt_is_asked_once_for_all_pages_of_a_site(web, status):
    site = web.site("news.example", {"/robots.txt": Reply(status=status), "/a": Reply(), "/b": Reply()})
    got = fetch_all(["http://news.example/a", "http://news.example/b"], ON, network=web.network)
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert all(isinstance(one, File) for one in got) == (status == 404)


def test_a_port_of_its_own_has_a_robots_txt_of_its_own(web):
    site = web.site("news.example", {"/a": Reply()})
    fetch_all(["http://news.example/a", "http://news.example:8080/a"], ON, network=web.network)
    assert [path for path, _ in site.asked].count("/robots.txt") == 2


def test_a_rule_is_kept_once_however_many_programs_it_is_for():
    others = "".join(
        f"User-agent: program{count}\nUseragent:p{count}\nuser agent:{count * '*'}\n" for count in range(50)
    )
    text = _for_us(f"{others}User-agent: TwiceTold\n{others}Disallow: /a # all\n")
    assert set(text.splitlines()) == {
        "User-agent: ",
        "User-agent: *",
        "User-agent: other",
        "User-agent: twicetold",
        "Disallow: /a # all",
    }


def test_protego_never_sees_the_names_of_others(web, monkeypatch):
    seen = []
    parse = Protego.parse
    monkeypatch.setattr(Protego, "parse", lambda text: seen.append(text) or parse(text))
    web.site("news.example", {"/robots.txt": robots("User-agent: program\nDisallow: /\n"), "/private/story": Reply()})
    fetch(STORY, ON, network=web.network)
    assert seen == ["User-agent: other\nDisallow: /"]


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_one_name_for_all_others_changes_nothing_for_us(lines):
    text = "".join(lines)
    ours, plain = Protego.parse(_for_us(text)), Protego.parse(text)
    for path in ("/", "/a", "/a/b", "/b"):
        address = "http://news.example" + path
        assert ours.can_fetch(address, "TwiceTold") == plain.can_fetch(address, "TwiceTold")
    assert ours.crawl_delay("TwiceTold") == plain.crawl_delay("TwiceTold")


# --- pauses --------------------------------------------------------------------------------------


def paused(seconds, **pages):
    rules = robots(f"User-agent: *\nCrawl-delay: {seconds}\n")
    return {"/robots.txt": rules, "/a": Reply(), "/b": Reply(), "/c": Reply(), **pages}


def test_the_pause_that_a_site_asks_for_is_kept_between_its_pages_alone(web):
    web.site("news.example", paused(10))
    web.site("other.example", {"/a": Reply()})
    addresses = ["http://news.example/a", "http://other.example/a", "http://news.example/b", "http://news.example/c"]
    got = fetch_all(addresses, ON, network=web.network)
    assert all(isinstance(one, File) for one in got)
    assert web.slept == [10.0, 10.0]


def test_time_that_has_passed_counts_for_the_pause(web):
    web.site("news.example", paused(10))

    def progress(stage, done, total):
        web.time += 4

    fetch_all(["http://news.example/a", "http://news.example/b"], ON, progress, network=web.network)
    assert web.slept == [6.0]


def test_a_redirect_within_a_site_is_no_second_page(web):
    web.site("news.example", paused(10, **{"/old": to("/a")}))
    fetch("http://news.example/old", ON, network=web.network)
    assert web.slept == []


def test_a_pause_that_is_longer_than_an_address_may_take_is_not_cut_short_but_refused(web):
    site = web.site("news.example", paused(60))
    first, second = fetch_all(["http://news.example/a", "http://news.example/b"], ON, network=web.network)
    assert isinstance(first, File)
    assert "asks for 60 seconds between two of them" in str(second)
    assert "Open it alone, later" in str(second)
    assert (web.slept, site.paths) == ([], ["/a"])
    longer = replace(ON, max_fetch_seconds=90.0)
    assert all(isinstance(one, File) for one in fetch_all(["http://news.example/a"] * 2, longer, network=web.network))
    assert web.slept == [60.0]


@pytest.mark.parametrize("delay", ["-5", "soon", "inf", "nan", ""])
def test_a_pause_that_is_none_is_not_kept(web, delay):
    web.site("news.example", paused(delay))
    got = fetch_all(["http://news.example/a", "http://news.example/b"], ON, network=web.network)
    assert all(isinstance(one, File) for one in got)
    assert web.slept == []
