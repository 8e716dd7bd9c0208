"""What a person pasted → an address in its one plain form, or the reason why it is none.

    ugly    http://public.example\\@127.0.0.1/ taken for the one host by the check and for the other by the connection
    wanted  “http://user@127.0.0.1/” holds a name or a password before the host. Give the address without it.

An address is read here once, strictly, by one pattern; what is sent and where to is made from what was read, so no
second reader can see another host in it. Hosts come out as letters, digits, hyphens and points in small letters, or as
a number in its usual form. Cost: nothing.
"""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn, TypeAlias
from urllib.parse import quote, urljoin

from twicetold.errors import AddressError

IP: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS = {"http": 80, "https": 443}

_LONGEST = 8_000
"""Characters in an address; servers commonly take lines of up to 8 kB, and no page of a newspaper has a tenth of it."""

_FORM = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<place>[^/?#]*)(?P<target>[^#]*)", re.IGNORECASE)
_PLACE = re.compile(r"(?P<host>\[[0-9a-f:.]*\]|[^:\[\]]+)(?::(?P<port>\d{0,5}))?", re.IGNORECASE)
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")
_TWO_READINGS = re.compile("[ßẞς\u200c\u200d]")
"""Characters that the two standards for names beyond ASCII turn into different hosts."""

_KEPT = "/?:@!$&'()*+,;=-._~[]|%"
"""What stays as it is in the part behind the host; a percent sign was put there by whoever wrote the address."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of http or https. ``host`` is ASCII in small letters, a number without brackets; ``target`` is what
    stands behind it, from the first slash on, in ASCII."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def place(self) -> str:
        """Host and port as they stand in an address, the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.place}"

    @property
    def number(self) -> IP | None:
        """The host, where it is a number."""
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None

    def __str__(self) -> str:
        return self.origin + self.target


def parse_address(text: str) -> Address:
    """The address that ``text`` is. Raises AddressError, which says how it has to look."""
    shown = shorten(text.strip())
    text = text.strip()
    if len(text) > _LONGEST:
        _refuse(shown, f"is longer than {_LONGEST:,} characters. Check that one address alone was pasted.")
    if any(character < " " or character == "\x7f" for character in text):
        _refuse(shown, "holds a line break or another invisible sign. Give one address a line.")
    form = _FORM.fullmatch(text.partition("#")[0])
    if not form:
        _refuse(shown, "is no full web address. Give it from its first letters on, as in https://news.example/story.")
    scheme = form["scheme"].lower()
    if scheme not in _PORTS:
        _refuse(shown, f"is of the kind “{scheme}:”. Only addresses that begin with https:// or http:// can be opened.")
    host, port = _read_place(shown, form["place"])
    target = quote(form["target"], safe=_KEPT)
    return Address(scheme, host, port or _PORTS[scheme], target if target.startswith("/") else "/" + target)


def follow(address: Address, location: str) -> Address:
    """Where ``location``, the word of a server at ``address``, leads to. Raises AddressError, naming both."""
    # header fields are handed on as Latin-1, and what is beyond ASCII in them is mostly UTF-8; else it stays as it is
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return parse_address(urljoin(str(address), location.strip()))
    except ValueError:  # from urljoin, of brackets that do not close
        _refuse(shorten(str(address)), f"leads on to “{shorten(location)}”, which is no address.")
    except AddressError as error:
        raise AddressError(f"“{shorten(str(address))}” leads on to another address. {error}") from error


def shorten(text: str) -> str:
    """``text`` in a length that fits into a sentence."""
    return text if len(text) <= 120 else text[:100] + " … " + text[-16:]


def _read_place(shown: str, place: str) -> tuple[str, int]:
    """Host and port; 0 for the usual port."""
    if "@" in place:
        _refuse(shown, "holds a name or a password before the host. Give the address without it.")
    if not place:
        _refuse(shown, "names no host. Give the address as the browser shows it.")
    found = _PLACE.fullmatch(place)
    if not found or re.search(r"[\\%\s]", place):
        _refuse(shown, "names its host in a way that is not usual. Give the address as the browser shows it.")
    port = int(found["port"] or 0)
    if port > 65_535 or (found["port"] and not port):
        _refuse(shown, f"asks for port {found['port']}, which does not exist.")
    return _read_host(shown, found["host"]), port


def _read_host(shown: str, host: str) -> str:
    if host.startswith("["):
        try:
            return str(ipaddress.IPv6Address(host[1:-1]))
        except ValueError:
            _refuse(shown, "names its host by a number that does not exist. Check the address.")
    host = _to_ascii(shown, host)
    if _ENDS_IN_NUMBER.search(host):
        try:
            # four decimals and nothing else: “127.1”, “0x7f.1” and “2130706433” are numbers to a resolver, too
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            _refuse(shown, "writes the number of its host in an unusual way. Give the address as the browser shows it.")
    if len(host) > 253 or not (_NAME.fullmatch(host) or re.fullmatch("[a-z0-9-]+", host)):
        _refuse(shown, "names a host that cannot exist. Check the spelling.")
    return host


def _to_ascii(shown: str, host: str) -> str:
    """The name as resolvers know it, without the point that may stand at its end."""
    if host.isascii():
        return host.lower().removesuffix(".")
    if _TWO_READINGS.search(host):
        _refuse(
            shown, "has a letter in its host that stands for two different hosts. Give it in the form xn--… instead."
        )
    try:
        # full-width digits and the like become plain ones here, before anything is checked
        return host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        _refuse(shown, "names a host that cannot exist. Check the spelling.")


def _refuse(shown: str, reason: str) -> NoReturn:
    raise AddressError(f"“{shown}” {reason}")
