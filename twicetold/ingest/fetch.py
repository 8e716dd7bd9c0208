"""Addresses → files, where a setting allows it: the only way in which anything here goes on the network.

    ugly    a traceback, a page of a private network, or nineteen pages lost because the twentieth was slow
    wanted  a file for each address that gave one, and one sentence for each that did not, with what to do instead

Off unless ``Settings.open_addresses`` is on. The way of an address: ``address`` reads it, ``gate`` admits it,
``robots`` asks the site, ``exchange`` asks for the page at a number that was checked, ``redirects`` leads on, ``sent``
says what came. Addresses of archives are as good as any; the time of capture becomes the date of the version.

Nothing that a page names (pictures, scripts, frames) is fetched, no cookie is kept or sent, and no proxy of the
environment is used, since a proxy would resolve the name again. Cost: one connection for each page, one for each site’s
robots.txt, one page after the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from twicetold.errors import AddressError
from twicetold.ingest.address import Address, parse_address, shorten
from twicetold.ingest.exchange import INTERNET, SAVE, Network, Trip, read_body
from twicetold.ingest.redirects import arrive
from twicetold.ingest.robots import Robots
from twicetold.ingest.sent import find_ending, find_meta, make_name
from twicetold.model import File, Progress, silent
from twicetold.settings import DEFAULT, Settings

_PAGES = (200, 203)
"""203 is 200 by way of somebody who changed something: a proxy of the site."""

_STATUS = {
    401: "asks for a name and a password",
    402: "asks to be paid",
    403: "may not be read from here: the site refuses it",
    404: "does not exist (any more)",
    410: "was taken away for good",
    429: "asks for fewer questions in so short a time",
    451: "is held back for legal reasons",
    503: "is not to be had just now",
}


def fetch(address: str, settings: Settings = DEFAULT, *, network: Network = INTERNET) -> File:
    """The file at ``address``, its name made from it and ``Meta.address`` where it was found in the end.

    Raises AddressError, which names the address and says what to do, also where ``settings`` allow no address at all.
    """
    return _fetch(address, settings, network, Robots())


def fetch_all(
    addresses: Sequence[str], settings: Settings = DEFAULT, progress: Progress = silent, *, network: Network = INTERNET
) -> list[File | AddressError]:
    """A file or an error for each of ``addresses``, in their order.

    One after the other, with the pauses that their sites ask for. ``progress`` is told of the stage “open” and may end
    it all by an error of its own.
    """
    robots = Robots()
    got: list[File | AddressError] = []
    for count, address in enumerate(addresses):
        progress("open", count, len(addresses))
        try:
            if count >= settings.max_versions:
                raise AddressError(
                    f"“{shorten(address.strip())}” was not opened: it is one of {len(addresses):,} addresses, and "
                    f"{settings.max_versions:,} are opened at once. Leave some out."
                )
            got.append(_fetch(address, settings, network, robots))
        except AddressError as error:
            got.append(error)
    progress("open", len(addresses), len(addresses))
    return got


def _fetch(text: str, settings: Settings, network: Network, robots: Robots) -> File:
    if not settings.open_addresses:
        raise AddressError(
            f"“{shorten(text.strip())}” was not opened, because opening addresses is switched off here. "
            f"Switch it on, or {SAVE}"
        )
    start = parse_address(text)
    seconds = settings.max_fetch_seconds
    trip = Trip(network, seconds, network.now() + seconds, settings.max_version_bytes)
    visited: set[str] = set()

    def prepare(stop: Address) -> None:
        robots.check(stop, trip)
        # a redirect within a site is still the one page that was asked for
        if stop.host not in visited:
            robots.wait(stop, trip)
            visited.add(stop.host)

    with arrive(start, trip, settings.max_redirects, prepare) as (place, response):
        if response.status not in _PAGES:
            raise AddressError(_status_in_words(place, response.status, response.headers.get("Retry-After", "")))
        ending = find_ending(place, response.headers)
        data = read_body(response, trip)
        encoding = response.headers.get_content_charset() or ""
        return File(make_name(place, ending), data, find_meta(place, response.headers), encoding=encoding)


def _status_in_words(address: Address, status: int, retry_after: str) -> str:
    if status < 400:
        said = "gives no page"
    else:
        said = _STATUS.get(status, "is refused by its site" if status < 500 else "fails at its site")
    when = "Try again later"
    if status in (429, 503) and retry_after.strip():
        after = retry_after.strip()[:40]
        when = f"Try again in {int(after):,} seconds" if after.isdecimal() else f"Try again after {after}"
    elif status < 500 and status != 429:
        when = "Check the address"
    return f"“{shorten(str(address))}” {said} ({status}). {when}, or {SAVE}"
