"""An address → the numbers it may be connected to: public ones, all of them checked, or none.

    ugly    https://news.example/ whose name leads to 169.254.169.254, and the keys of the machine shown as a text
    wanted  “https://news.example/” leads into a private network (169.254.169.254). Only public pages are opened.

Whoever gives an address gives it to a program that stands inside: behind the firewall, beside the router's settings and
the cloud's keys. So the name is resolved once, *every* number that it has must be public, and the connection is made to
such a number itself: a name that answers otherwise the second time (DNS rebinding) is never asked a second time.

``ipaddress.is_global`` alone does not do: it calls multicast, ::127.0.0.1, fec0::1, 2002:7f00:1:: and 64:ff9b::7f00:1
global, and its tables differ between releases of Python. So of IPv6 only 2000::/3 counts, where all public numbers lie,
less the nets below; a number that carries one of IPv4 is judged by what it carries.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from twicetold.errors import AddressError
from twicetold.ingest.address import IP, Address, shorten

PORTS = frozenset({80, 443, 8080, 8443})
"""Pages stand at the first two and, on small sites, at the others; what listens elsewhere is no newspaper: mail, data
bases, printers. One that has to be had can be saved in a browser."""

_CLOSED_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "onion")
"""Names that no public resolver knows, or not as a page: refused before any is asked."""

_CLOSED = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # between providers and their customers
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # public by number, but the inner services of a large cloud answer there
        "169.254.0.0/16",  # this link; the keys of cloud machines
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols' own
        "192.0.2.0/24",  # for documents
        "192.88.99.0/24",  # relays from IPv6, given up
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # for measurements
        "198.51.100.0/24",  # for documents
        "203.0.113.0/24",  # for documents
        "224.0.0.0/3",  # to many, never given out, and to all
        "2001::/23",  # protocols' own, Teredo among them, which carries a number of IPv4 in disguise
        "2001:db8::/32",  # for documents
        "2002::/16",  # 6to4, which carries a number of IPv4; given up
        "3fff::/20",  # for documents
    )
)
_PUBLIC6 = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""What networks without IPv4 of their own make of its numbers: the last four bytes are the number that is meant."""


def is_public(number: IP) -> bool:
    """Whether ``number`` is one that anybody on the Internet may be sent to."""
    if isinstance(number, ipaddress.IPv6Address):
        carried = number.ipv4_mapped
        if number in _TRANSLATED:
            carried = ipaddress.IPv4Address(number.packed[-4:])
        if carried is not None:
            return is_public(carried)
        if number.scope_id or number not in _PUBLIC6:
            return False
    # both: the nets above hold on every release of Python, and what a later release learns counts as well
    return number.is_global and not any(number in net for net in _CLOSED if net.version == number.version)


def admit(address: Address) -> None:
    """Takes note of ``address`` before its name is resolved. Raises AddressError where it may not be opened."""
    if address.port not in PORTS:
        ports = ", ".join(str(port) for port in sorted(PORTS))
        raise AddressError(
            f"“{shorten(str(address))}” asks for port {address.port}; pages are opened at ports {ports} only. "
            "Open it in a browser, save the page, and choose that file."
        )
    if address.number is not None:
        check_numbers(address, [address.number])
    elif "." not in address.host or address.host.endswith(tuple("." + name for name in _CLOSED_NAMES)):
        raise _private(address, address.host)


def check_numbers(address: Address, numbers: Iterable[IP]) -> None:
    """Raises AddressError unless every one of ``numbers``, what the name of ``address`` leads to, is public."""
    for number in numbers:
        if not is_public(number):
            raise _private(address, str(number))


def _private(address: Address, where: str) -> AddressError:
    return AddressError(
        f"“{shorten(str(address))}” leads to this machine or into a private network ({where}). Only public pages are "
        "opened. If you may read this one, save it in a browser and choose that file."
    )
