"""One question to one server, and its answer: at the number that was checked, within its time, within its size.

    ugly    a page that sends a byte a minute, or 1 MB that unpacks to 1 GB, and an app that stands still
    wanted  “https://slow.example/” took longer than 30 seconds. Try again later, or save the page and choose that file.

``http.client`` of the standard library reads the answer; it is handed a connection that is already made, so it resolves
nothing, follows nothing, knows no proxy and no cookie. (urllib3 has all of that to be switched off, and makes its
connections in methods that are its own; what it would add, a pool, is of no use to one page an address.)

What http.client lacks is added below it, where every byte passes: the time that is left is looked at before each read,
so that a trickle ends as silence does, and bytes are counted, so that a chunk of the length -1, which it would read to
the end of memory, is bounded too.
"""

from __future__ import annotations

import http.client
import io
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import cast

from twicetold.errors import AddressError
from twicetold.ingest.address import IP, Address, shorten
from twicetold.ingest.gate import check_numbers

USER_AGENT = "TwiceTold/0.1 (compares versions of a story; opens single pages that a person named)"
"""What servers are told of who asks; the word before the slash is what robots.txt knows it by."""

_ASKED = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}

_PIECE = 65_536
"""Bytes read at a time: what a socket holds, and little enough to stop soon after a limit."""

_FRAME_BYTES = 1_000_000
"""What may come beside the text itself: header fields (http.client takes 100 of 64 kB) and the marks of chunks."""

_TRIES = 6
"""Numbers of one name that are tried in turn; names have one to four, and each more shortens the time of all."""

SAVE = "open it in a browser, save the page, and choose that file."


def resolve_name(host: str, seconds: float) -> tuple[IP, ...]:
    """The numbers of ``host``, in the order of the system. Raises OSError; TimeoutError after ``seconds``.

    The system's resolver keeps its own, longer time and cannot be stopped, so it is asked in a thread and left behind.
    """
    answers: queue.SimpleQueue[tuple[IP, ...] | OSError] = queue.SimpleQueue()

    def ask_system() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            answers.put(tuple(dict.fromkeys(ip_address(entry[4][0]) for entry in found)))
        except OSError as error:
            answers.put(error)

    threading.Thread(target=ask_system, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def dial(number: IP, port: int, seconds: float) -> socket.socket:
    """A connection to ``number`` itself: no name is resolved. Raises OSError; TimeoutError after ``seconds``."""
    line = socket.socket(socket.AF_INET if number.version == 4 else socket.AF_INET6, socket.SOCK_STREAM)
    try:
        line.settimeout(seconds)
        line.connect((str(number), port))
    except BaseException:
        line.close()
        raise
    return line


@dataclass(frozen=True, slots=True)
class Network:
    """What lies below the gate: the names, the lines, the certificates that are trusted, and the clock.

    Tests put their own in its place. Nothing here can make the gate let through what it would not.
    """

    resolve: Callable[[str, float], tuple[IP, ...]] = resolve_name
    dial: Callable[[IP, int, float], socket.socket] = dial
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


INTERNET = Network()


@dataclass(frozen=True, slots=True)
class Trip:
    """One address being opened: by when it has to be there (``end``, by the network's clock), and how large it may be.

    ``seconds`` is the whole of its time, for messages.
    """

    network: Network
    seconds: float
    end: float
    most_bytes: int

    def left(self) -> float:
        """The seconds that are left. Raises TimeoutError when there are none."""
        seconds = self.end - self.network.now()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class _TooLargeError(Exception):
    """More bytes than the trip allows."""


@contextmanager
def ask(address: Address, trip: Trip) -> Iterator[http.client.HTTPResponse]:
    """The answer to GET ``address``, its fields read, its body not yet. Raises AddressError, inside the block too."""
    try:
        with closing(_connect(address, trip)) as line, closing(http.client.HTTPConnection(address.host)) as connection:
            connection.auto_open = 0
            connection.sock = cast(socket.socket, _Watched(line, trip))
            connection.request("GET", address.target, headers={"Host": address.place, **_ASKED})
            with connection.getresponse() as response:
                yield response
    except (OSError, http.client.HTTPException, zlib.error, ValueError, _TooLargeError) as error:
        raise AddressError(f"“{shorten(str(address))}” {_in_words(error, trip)}") from error


def read_body(response: http.client.HTTPResponse, trip: Trip, *, cut: bool = False) -> bytes:
    """The body of ``response``, unpacked; ``cut`` takes the beginning of one that is too large."""
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise http.client.HTTPException(f"packed as {packing}")
    if response.length is not None and response.length > trip.most_bytes and not cut:
        raise _TooLargeError
    body = bytearray()
    for piece in _unpack(_pieces(response), packing, trip.most_bytes):
        body += piece
        if len(body) > trip.most_bytes:
            if cut:
                break
            raise _TooLargeError
    return bytes(body[: trip.most_bytes])


def _connect(address: Address, trip: Trip) -> socket.socket:
    numbers = trip.network.resolve(address.host, trip.left()) if address.number is None else (address.number,)
    check_numbers(address, numbers)
    failed: OSError = socket.gaierror()
    for turn, number in enumerate(numbers[:_TRIES]):
        try:
            line = trip.network.dial(number, address.port, trip.left() / (len(numbers[:_TRIES]) - turn))
        except OSError as error:
            failed = error
            continue
        if address.scheme == "http":
            return line
        with closing(line):  # once wrapped, it is empty
            line.settimeout(trip.left())
            return trip.network.trust().wrap_socket(line, server_hostname=address.host)
    raise failed


class _Watched:
    """What http.client sees of a connection: it can send, and it can be read from, by ``_Incoming``."""

    def __init__(self, line: socket.socket, trip: Trip) -> None:
        self._line, self._trip = line, trip

    def sendall(self, data: bytes) -> None:
        self._line.settimeout(self._trip.left())
        self._line.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._line, self._trip), _PIECE)

    def close(self) -> None:
        """Leaves the connection to ``ask``, which opened it: http.client closes before the body is read."""


class _Incoming(io.RawIOBase):
    """The bytes as they come, within the time that is left, and counted."""

    def __init__(self, line: socket.socket, trip: Trip) -> None:
        self._line, self._trip = line, trip
        # a body in chunks of one byte has five more for each
        self._room = 2 * trip.most_bytes + _FRAME_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._line.settimeout(self._trip.left())
        count = self._line.recv_into(buffer)
        self._room -= count
        if self._room < 0:
            raise _TooLargeError
        return count


def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := response.read(_PIECE):
        yield piece
    if response.length:  # http.client says nothing of a body that ends before its length
        raise http.client.IncompleteRead(b"", response.length)


def _unpack(pieces: Iterator[bytes], packing: str, most_bytes: int) -> Iterator[bytes]:
    """The pieces unpacked, at most ``most_bytes`` + 1 at a time, so that a bomb does not go off in one piece."""
    unpacker = None
    for piece in pieces:
        if packing == "identity":
            yield piece
            continue
        if unpacker is None:
            unpacker = zlib.decompressobj(_window(packing, piece))
        yield unpacker.decompress(piece, most_bytes + 1)
        if unpacker.unused_data.strip(b"\x00"):
            raise zlib.error("something stands behind the packed text")
    if unpacker is not None and not unpacker.eof:
        raise http.client.IncompleteRead(b"")


def _window(packing: str, piece: bytes) -> int:
    """What zlib calls window bits. “deflate” means a zlib stream, and some servers send it without its head."""
    if packing != "deflate":
        return 16 + zlib.MAX_WBITS
    headed = piece[0] & 0x0F == 8 and int.from_bytes(piece[:2].ljust(2, b"\x00")) % 31 == 0
    return zlib.MAX_WBITS if headed else -zlib.MAX_WBITS


def _in_words(error: Exception, trip: Trip) -> str:
    """What went wrong and what to do, to stand behind the address."""
    match error:
        case TimeoutError():
            return f"took longer than {trip.seconds:g} seconds. Try again later, or {SAVE}"
        case _TooLargeError():
            return (
                f"is larger than {trip.most_bytes / 1e6:,.0f} MB, the most that one version may have. "
                "Choose a page with the text alone."
            )
        case socket.gaierror():
            return "names a host that was not found. Check the spelling, and whether this machine is online."
        case ssl.SSLCertVerificationError():
            return (
                f"does not prove that it is that site ({error.verify_message}), so it was not read. "
                f"If you know why and trust it, {SAVE}"
            )
        case ssl.SSLError():
            return f"could not be reached over a safe connection. Try again later, or {SAVE}"
        case OSError():
            why = f" ({error.strerror})" if error.strerror else ""
            return f"could not be reached{why}. Try again later, or {SAVE}"
        case http.client.IncompleteRead():
            return f"broke off before it was complete. Try again, or {SAVE}"
        case _:
            return f"answered in a way that could not be understood. If a browser shows it, {SAVE}"
