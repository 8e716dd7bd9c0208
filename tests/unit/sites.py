"""A web of its own for tests: real servers on this machine, behind names and public numbers that only the test knows.

The gate stays as it is: it sees public numbers (or private ones, where a test says so), and what it lets through is
dialled here and ends at a server on this machine. Nothing leaves the machine, and no name is looked up.
"""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from twicetold.ingest.exchange import Network, dial
from twicetold.settings import DEFAULT

ON = replace(DEFAULT, open_addresses=True)
TLS = Path(__file__).parent / "tls"
HERE = ip_address("127.0.0.1")
PAGE = b"<!doctype html><title>Harbour</title><p>The ferry came in at nine.</p>"


@dataclass(frozen=True)
class Reply:
    """What a server answers."""

    body: bytes = PAGE
    kind: str | None = "text/html; charset=utf-8"
    status: int = 200
    fields: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    """Stated instead of the true one; -1: none is stated."""


Answer = Reply | Callable[["Handler"], None]


def robots(text: str) -> Reply:
    return Reply(text.encode(), "text/plain")


def to(location: str, status: int = 302) -> Reply:
    return Reply(b"", None, status, (("Location", location),))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.close_connection = True
        self.site.asked.append((self.path, dict(self.headers)))
        answer = self.site.answers.get(self.path, Reply(b"nothing", "text/plain", 404))
        if not isinstance(answer, Reply):
            answer(self)
            return
        self.send_response(answer.status)
        if answer.kind is not None:
            self.send_header("Content-Type", answer.kind)
        if answer.length != -1:
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        for name, value in answer.fields:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


class Site(socketserver.ThreadingTCPServer):
    """A server on a free port of this machine; counts who connects, keeps who asked for what."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, answers: dict[str, Answer], tls: bool = False) -> None:
        self.answers, self.connections = answers, 0
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.names_asked_for: list[str | None] = []
        super().__init__(("127.0.0.1", 0), type("Bound", (Handler,), {"site": self}))
        self.context = None
        if tls:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(TLS / "news.example.pem")
            self.context.sni_callback = lambda _line, name, _context: self.names_asked_for.append(name)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def verify_request(self, *_: object) -> bool:
        self.connections += 1
        return True

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.context is None:
            super().finish_request(request, client_address)
            return
        with self.context.wrap_socket(request, server_side=True) as safe:
            super().finish_request(safe, client_address)

    def handle_error(self, *_: object) -> None:
        """A client that went away is what many tests are about."""

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@dataclass
class Web:
    """Names, numbers and servers. ``numbers`` answers for a name, one list after the other, the last for ever."""

    numbers: dict[str, list[list[str]]] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    resolved: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    time: float = 1_000.0
    tick: float = 0.0
    """What the clock gains each time it is looked at."""

    def site(self, host: str, answers: dict[str, Answer], *, tls: bool = False, number: str = "") -> Site:
        number = number or f"93.184.215.{len(self.sites) + 1}"
        self.sites[number] = Site(answers, tls)
        self.numbers.setdefault(host, [[number]])
        return self.sites[number]

    @property
    def network(self) -> Network:
        return Network(self._resolve, self._dial, self._trust, self._now, self._sleep)

    def close(self) -> None:
        for site in self.sites.values():
            site.shutdown()
            site.server_close()

    def _resolve(self, host: str, _seconds: float) -> tuple[Any, ...]:
        self.resolved.append(host)
        answers = self.numbers[host]
        return tuple(map(ip_address, answers.pop(0) if len(answers) > 1 else answers[0]))

    def _dial(self, number: Any, port: int, seconds: float) -> Any:
        self.dialled.append((str(number), port))
        if str(number) not in self.sites:
            raise ConnectionRefusedError(111, "Connection refused")
        return dial(HERE, self.sites[str(number)].port, seconds)

    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(TLS / "authority.pem"))

    def _now(self) -> float:
        self.time += self.tick
        return self.time

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
