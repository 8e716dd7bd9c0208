"""The app as it stands in the house: it opens, asks nobody anything, and wears its own colours."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

OFFLINE = Path(__file__).resolve().parent / "offline"

# One datagram socket is given an address and nothing is sent, so this is safe even if the guard failed.
TRY_TO_LEAVE = """
import socket
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.1", 9))
except OSError as error:
    print(error)
"""


def test_the_guard_refuses_and_notes_an_outgoing_connection(tmp_path):
    log = tmp_path / "outgoing.log"
    environment = os.environ | {"PYTHONPATH": str(OFFLINE), "TWICETOLD_OUTGOING_LOG": str(log)}
    attempt = subprocess.run(
        [sys.executable, "-c", TRY_TO_LEAVE], env=environment, capture_output=True, text=True, check=True
    )
    assert "blocked by the tests" in attempt.stdout
    assert log.read_text() == "socket.connect 192.0.2.1\n"


def test_the_guard_lets_this_machine_through(tmp_path):
    log = tmp_path / "outgoing.log"
    environment = os.environ | {"PYTHONPATH": str(OFFLINE), "TWICETOLD_OUTGOING_LOG": str(log)}
    script = TRY_TO_LEAVE.replace("192.0.2.1", "127.0.0.1")
    attempt = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert attempt.stdout == ""
    assert not log.exists()


def test_the_start_page_opens_without_any_network(page, server, traffic):
    assert page.locator("[data-testid=stMain]").inner_text().strip(), "the start page shows no text"
    assert page.locator("[data-testid=stException]").count() == 0
    assert traffic.foreign == []
    assert any(url.startswith("ws://") for url in traffic.own), "the page never spoke to the server"
    assert server.outgoing() == []


def test_a_reload_asks_nothing_else_either(page, server, traffic, wait_idle):
    page.reload(wait_until="domcontentloaded")
    wait_idle(page)
    assert page.locator("[data-testid=stMain]").inner_text().strip()
    assert traffic.foreign == []
    assert server.outgoing() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_colour_scheme_has_its_own_paper(open_page, root, scheme):
    settings = tomllib.loads((root / ".streamlit" / "config.toml").read_text())
    paper = settings["theme"][scheme]["backgroundColor"]
    red, green, blue = (int(paper[start : start + 2], 16) for start in (1, 3, 5))
    page = open_page(scheme=scheme)
    shown = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert shown == f"rgb({red}, {green}, {blue})"


def test_the_server_listens_on_this_machine_only(server):
    """Linux lists every listening socket: address and port in hex, the address byte by byte from the end."""
    tables = [table for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")) if table.exists()]
    if not tables:
        pytest.skip("this system has no table of sockets in /proc")
    port = int(server.url.rpartition(":")[2])
    rows = [row.split() for table in tables for row in table.read_text().splitlines()[1:]]
    listening = {row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")}
    assert listening == {f"0100007F:{port:04X}"}
