"""The app in a real browser: one server and one Chromium for the run, a fresh page for each test.

    def test_something(open_page, wait_idle, axe):
        page = open_page(width=390, height=844, scheme="dark")
        page.get_by_role("button", name="Change").click()
        wait_idle(page)
        assert axe(page) == []

Three things fail a test without its asking: a request to anywhere but the server, an error in the
browser's console, and a traceback in the server's log. `traffic.expect(pattern)` allows a console
error that a test provokes.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OFFLINE = Path(__file__).resolve().parent / "offline"
START_SECONDS = 60
IDLE_SECONDS = 60
COLOUR_CODES = re.compile(r"\x1b\[[0-9;]*m")

# Headless Chromium that asks nobody anything: no updates, no sync, no look-ups of its maker's hosts.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

WCAG_21_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

# A run may begin a moment after a click: idle means idle for a while, with nothing shown as stale.
IDLE_SCRIPT = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const idle = app && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-stale=true]');
    const now = performance.now();
    if (!idle) { window.__idleSince = null; return false; }
    window.__idleSince = window.__idleSince || now;
    return now - window.__idleSince > 250;
}"""


# --- the server ----------------------------------------------------------------------------------


@dataclass
class Server:
    """A running app: its address, its log, and the log of connections it was refused."""

    url: str
    log: Path
    outgoing_log: Path
    process: subprocess.Popen[bytes]
    _read_chars: int = 0

    def new_log(self) -> str:
        """What the server wrote since this was last asked."""
        text = COLOUR_CODES.sub("", self.log.read_text(encoding="utf-8", errors="replace"))
        new, self._read_chars = text[self._read_chars :], len(text)
        return new

    def outgoing(self) -> list[str]:
        """Every connection and name look-up that the server tried beyond this machine."""
        return self.outgoing_log.read_text(encoding="utf-8").splitlines()


_running: list[Server] = []


def offline_environment(outgoing_log: Path) -> dict[str, str]:
    """The environment of a Python process that may not leave this machine."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")}
    paths = [str(OFFLINE), os.environ.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    environment |= {"PYTHONUNBUFFERED": "1", "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "160"}
    environment["TWICETOLD_OUTGOING_LOG"] = str(outgoing_log)
    return environment


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(server: Server) -> None:
    local = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with local.open(f"{server.url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.1)
    pytest.fail(f"the app did not start; its log:\n{server.log.read_text(errors='replace')}")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a free port of 127.0.0.1, cut off from every other address."""
    folder = tmp_path_factory.mktemp("server")
    outgoing_log = folder / "outgoing.log"
    outgoing_log.touch()
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.headless", "true", "--server.port", str(port)]
    # A home of its own: no settings of whoever runs the tests.
    environment = offline_environment(outgoing_log) | {"HOME": str(folder)}
    log = folder / "server.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
    running = Server(f"http://127.0.0.1:{port}", log, outgoing_log, process)
    try:
        _wait_until_healthy(running)
        _running.append(running)
        yield running
    finally:
        _running.clear()
        _end(process)


@pytest.fixture(autouse=True)
def _no_traceback() -> Iterator[None]:
    """A traceback in the server's log fails the test during which it was written."""
    yield
    for server in _running:
        new = server.new_log()
        if "Traceback" in new:
            pytest.fail(f"the server's log has a traceback:\n{new}")


# --- the browser ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the run fails in CI and skips elsewhere."""
    search = subprocess.run(
        [str(ROOT / "scripts" / "chromium")],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if search.returncode != 0:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(search.stderr.strip())
    return search.stdout.strip()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[object]:
    """Headless Chromium, driven by Playwright (a playwright.sync_api.Browser)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@dataclass
class Traffic:
    """What the pages of one test asked for and complained about."""

    origin: str
    own: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _expected: list[str] = field(default_factory=list)

    def note(self, url: str) -> None:
        """Files one request's address under own or foreign."""
        if not url.startswith(("data:", "blob:", "about:")):
            own = url.replace("ws://", "http://", 1).startswith(self.origin + "/")
            (self.own if own else self.foreign).append(url)

    def expect(self, pattern: str) -> None:
        """Allows console errors that match the regular expression, for the rest of the test."""
        self._expected.append(pattern)

    def unexpected_errors(self) -> list[str]:
        """The errors that no expected pattern explains."""
        return [e for e in self.errors if not any(re.search(pattern, e) for pattern in self._expected)]


@pytest.fixture
def traffic(server: Server) -> Traffic:
    """The test's record of requests and browser errors; judged when the pages close."""
    return Traffic(server.url)


@pytest.fixture
def open_page(browser, server: Server, traffic: Traffic) -> Iterator[Callable[..., object]]:
    """open_page(path="", *, width=1280, height=900, scheme="light", wait=True) -> Page.

    Each page has a browser context of its own: no cookies, no storage, no cache of another.
    """
    contexts = []
    elsewhere = re.compile(rf"^(?!{re.escape(server.url)}/|data:|blob:|about:)")

    def open_page(path: str = "", *, width: int = 1280, height: int = 900, scheme: str = "light", wait: bool = True):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            accept_downloads=True,
            service_workers="block",
        )
        contexts.append(context)
        context.set_default_timeout(IDLE_SECONDS * 1000)
        context.route(elsewhere, lambda route: route.abort())
        context.on("request", lambda request: traffic.note(request.url))
        page = context.new_page()
        page.on("websocket", lambda websocket: traffic.note(websocket.url))
        page.on("console", lambda message: message.type == "error" and traffic.errors.append(message.text))
        page.on("pageerror", lambda error: traffic.errors.append(f"{error.name}: {error.message}"))
        page.goto(f"{server.url}/{path.lstrip('/')}", wait_until="domcontentloaded")
        if wait:
            until_idle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    complaints = [f"asked elsewhere: {url}" for url in traffic.foreign]
    complaints += [f"browser error: {error}" for error in traffic.unexpected_errors()]
    if complaints:
        pytest.fail("\n".join(complaints))


@pytest.fixture
def page(open_page):
    """The start page, wide, light and at rest."""
    return open_page()


# --- helpers -------------------------------------------------------------------------------------


def until_idle(page, seconds: float = IDLE_SECONDS) -> None:
    """Returns once the app's script has been at rest for a quarter of a second."""
    page.evaluate("window.__idleSince = null")
    page.wait_for_function(IDLE_SCRIPT, timeout=seconds * 1000, polling=50)


@pytest.fixture(scope="session")
def wait_idle() -> Callable[..., None]:
    """wait_idle(page, seconds=60): waits until the app's script is at rest."""
    return until_idle


def _selector(target: list[object]) -> str:
    """A place on the page; axe nests lists where it went through frames and shadow roots."""
    return " > ".join(_selector(part) if isinstance(part, list) else str(part) for part in target)


def _readable(violation: dict) -> str:
    nodes = violation["nodes"]
    places = [f"{_selector(node['target'])} {node['html'][:160]}" for node in nodes[:5]]
    if len(nodes) > 5:
        places.append(f"and {len(nodes) - 5} more")
    return f"{violation['id']} ({violation['impact']}): {violation['help']}: " + "; ".join(places)


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """axe(page, context=None, ignore=()) -> one line for each violation of WCAG 2.1 A and AA.

    `context` is a CSS selector to stay within; `ignore` names rules to leave out.
    """
    from axe_playwright_python.sync_playwright import Axe

    def check(page, context: str | None = None, ignore: tuple[str, ...] = ()) -> list[str]:
        options = {"runOnly": {"type": "tag", "values": WCAG_21_AA}, "resultTypes": ["violations"]}
        violations = Axe().run(page, context=context, options=options).response["violations"]
        return [_readable(violation) for violation in violations if violation["id"] not in ignore]

    return check
