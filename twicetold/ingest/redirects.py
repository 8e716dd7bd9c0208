"""An address → the answer at the place that it leads to in the end, each stop checked as if a person had given it.

    ugly    a public page that answers “see http://192.168.0.1/”, and a reader who goes there
    wanted  the page that has moved; or “…” leads on, and where to, and why not that far

Only what a server says in its header is followed. A page that sends its reader on from within (``meta refresh``, a
script) is read as it stands. From https to http is not followed: what was asked for over a safe connection could then
have been changed by anyone on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPResponse

from twicetold.errors import AddressError
from twicetold.ingest.address import Address, follow, shorten
from twicetold.ingest.exchange import SAVE, Trip, ask
from twicetold.ingest.gate import admit

_LEADS_ON = frozenset({301, 302, 303, 307, 308})


@contextmanager
def arrive(
    start: Address, trip: Trip, most_redirects: int, prepare: Callable[[Address], None]
) -> Iterator[tuple[Address, HTTPResponse]]:
    """Where ``start`` leads, and the answer there. ``prepare`` is called before each stop is asked, and may refuse it.

    Raises AddressError.
    """
    seen = [start]
    while True:
        try:
            admit(seen[-1])
            prepare(seen[-1])
            with ask(seen[-1], trip) as response:
                if response.status not in _LEADS_ON:
                    yield seen[-1], response
                    return
                seen.append(_next_stop(seen, response.headers.get("Location"), most_redirects))
        except AddressError as error:
            if len(seen) == 1:
                raise
            raise AddressError(f"“{shorten(str(start))}” leads on to another address. {error}") from error


def _next_stop(seen: list[Address], location: str | None, most_redirects: int) -> Address:
    here = seen[-1]
    if not location:
        raise AddressError(f"“{shorten(str(here))}” leads on without saying where to. Open it in a browser.")
    stop = follow(here, location)
    if stop in seen:
        raise AddressError(
            f"“{shorten(str(here))}” leads back to where it came from; sites that want cookies do so. Instead, {SAVE}"
        )
    if len(seen) > most_redirects:
        raise AddressError(
            f"“{shorten(str(here))}” leads on again, more than {most_redirects} times in all. "
            "Open it in a browser, and give the address that it shows in the end."
        )
    if here.scheme == "https" and stop.scheme == "http":
        raise AddressError(
            f"“{shorten(str(here))}” leads from a safe connection to one that anyone on the way can change. "
            f"If you accept that, give “{shorten(str(stop))}” itself."
        )
    return stop
