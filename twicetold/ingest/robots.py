"""What a site wants of programs: its robots.txt, read once in a run, and the pauses that it asks for.

    ugly    twenty pages of one small site in a second, some of which it asked programs not to read
    wanted  “https://news.example/archive/1” may not be read by programs, says its robots.txt. Open it in a browser …

A person named each of these addresses, so this is no crawler; but it is a program, and reads many at a time when it is
given many. As RFC 9309 has it: a site without robots.txt (4xx) allows everything; one whose robots.txt cannot be had
now (5xx, no answer) allows nothing now. 429, *too many requests*, counts as the latter.

Protego matches the rules, wildcards too, in linear time. It gives each program that is named a copy of each rule below:
2,000 names and 2,000 rules (60 kB) take 3.5 s and 290 MB, and 500 kB would take all there is. The names of others are
therefore made one before it sees them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from http.client import HTTPResponse
from typing import TYPE_CHECKING

from twicetold.errors import AddressError
from twicetold.ingest.address import Address, shorten
from twicetold.ingest.exchange import SAVE, USER_AGENT, Trip, read_body
from twicetold.ingest.redirects import arrive

if TYPE_CHECKING:
    from protego import Protego

_NAME = USER_AGENT.partition("/")[0]

_MOST_BYTES = 512_000
"""RFC 9309 has 500 KiB read at least; what stands behind is not."""

_SPOKEN_TO = re.compile(r"\s*user[- ]?agent(?:\s*:|\s)(?P<name>.*)", re.IGNORECASE)
"""A line that names a program, in all the spellings that Protego takes."""

_MOST_REDIRECTS = 5
"""As many as RFC 9309 asks for."""


@dataclass(slots=True)
class Robots:
    """What sites have said so far, and when each was asked last. One a run: neither rules nor pauses outlive it."""

    _rules: dict[str, Protego | AddressError] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def check(self, address: Address, trip: Trip) -> None:
        """Raises AddressError if ``address`` may not be read by programs, or if that cannot be known now."""
        rules = self._rules_for(address, trip)
        if not rules.can_fetch(str(address), _NAME):
            raise AddressError(
                f"“{shorten(str(address))}” may not be read by programs, says its site’s robots.txt. "
                f"If you may read it, {SAVE}"
            )

    def wait(self, address: Address, trip: Trip) -> None:
        """Sleeps until the pause after the last page of this host is over. Raises AddressError if it is too long."""
        network = trip.network
        pause = self._rules_for(address, trip).crawl_delay(_NAME) or 0.0
        seconds = self._asked.get(address.host, float("-inf")) + pause - network.now()
        if seconds > 0:
            if seconds >= trip.end - network.now():
                raise AddressError(
                    f"“{shorten(str(address))}” is one of several pages of its site, which asks for {pause:g} seconds "
                    f"between two of them; opening one may take {trip.seconds:g} here. Open it alone, later."
                )
            network.sleep(seconds)
        self._asked[address.host] = network.now()

    def _rules_for(self, address: Address, trip: Trip) -> Protego:
        found = self._rules.get(address.origin)
        if found is None:
            try:
                found = _fetch_rules(address, trip)
            except AddressError as error:
                found = error
            self._rules[address.origin] = found
        if isinstance(found, AddressError):
            raise AddressError(f"“{shorten(str(address))}” was not opened: its robots.txt is asked first, and {found}")
        return found


def _fetch_rules(address: Address, trip: Trip) -> Protego:
    from protego import Protego

    start, trip = replace(address, target="/robots.txt"), replace(trip, most_bytes=_MOST_BYTES)
    with arrive(start, trip, _MOST_REDIRECTS, lambda _: None) as (place, response):
        if response.status >= 500 or response.status == 429:
            raise AddressError(f"“{shorten(str(place))}” fails ({response.status}). Try again later, or {SAVE}")
        if response.status != 200 or _is_page(response):
            return Protego.parse("")
        return Protego.parse(_for_us(read_body(response, trip, cut=True).decode("utf-8", "replace")))


def _for_us(text: str) -> str:
    """``text`` with one name for all programs that are not this one; which rules are for this one does not change."""
    return "\n".join(_SPOKEN_TO.sub(_rename, line) for line in text.splitlines())


def _rename(line: re.Match[str]) -> str:
    name = line["name"].partition("#")[0].strip().lower()
    if name not in ("", "*"):
        name = name.replace("*", "")
        name = name if name and _NAME.lower().startswith(name) else "other"
    return f"User-agent: {name}"


def _is_page(response: HTTPResponse) -> bool:
    """Whether a page was sent instead: sites without robots.txt often show their front page for it."""
    return response.headers.get_content_type() in ("text/html", "application/xhtml+xml")
