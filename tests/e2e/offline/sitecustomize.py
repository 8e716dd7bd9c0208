"""Shuts a Python process off from every address but this machine's own.

Python imports this file at its start when the folder is on PYTHONPATH. An audit hook sees every
connection and every look-up of a name, also those that C code or asyncio makes, and before anything
is sent. What is refused is written to the file that TWICETOLD_OUTGOING_LOG names, one line each.
"""

import ipaddress
import os
import sys

_LOG = os.environ.get("TWICETOLD_OUTGOING_LOG", "")
_LOCAL_NAMES = {None, "", "localhost", "localhost.localdomain"}


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _host(event: str, arguments: tuple[object, ...]) -> object:
    """The host an event is about; the empty name for what stays on the machine, such as a Unix socket."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        return arguments[0]
    address = arguments[1]
    return address[0] if isinstance(address, tuple) else ""


def _refuse_outgoing(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _WATCHED:
        return
    host = _host(event, arguments)
    if _is_local(host):
        return
    with open(_LOG, "a", encoding="utf-8") as log:
        log.write(f"{event} {host}\n")
    raise OSError(f"blocked by the tests: {event} to {host}")


_WATCHED = {
    "socket.connect",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
}

if _LOG:
    sys.addaudithook(_refuse_outgoing)
