"""Reading in a process of its own: whatever a reader does, there is an answer, and the next file is read."""

from __future__ import annotations

import errno
import os
import platform
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.nasty_readers import FORMATS
from twicetold import errors
from twicetold.errors import EffortError, LockedError, ReadError
from twicetold.ingest import barriers as walls
from twicetold.ingest import child, process, registry
from twicetold.ingest.pool import READERS, Pool
from twicetold.ingest.process import Process, Start
from twicetold.ingest.reading import read_file
from twicetold.ingest.wire import WireError
from twicetold.model import AS_FOUND, File, Handling, Meta, Source
from twicetold.settings import DEFAULT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there are no such processes on this system")

NASTY = "tests.unit.nasty_readers"
SMALL = replace(DEFAULT, max_reader_seconds=20, max_reader_bytes=200_000_000, max_reader_answer_bytes=1_000_000)
HASTY = replace(SMALL, max_reader_seconds=1)


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(NASTY)
    yield made
    made.close()


@pytest.fixture(scope="module")
def lasting() -> Iterator[Pool]:
    """A pool for what does its processes no harm."""
    made = Pool(NASTY)
    yield made
    made.close()


def ask(pool: Pool, name: str, data: bytes = b"x", settings=SMALL):
    return pool.read(FORMATS[name], File("story.xyz", data), AS_FOUND, settings)


def said(pool: Pool, name: str, data: bytes = b"x") -> str:
    """The text of the one source that a reader gives."""
    return ask(pool, name, data)[0].text


def state(number: int) -> str:
    """As the system has it: “R”, “S”, “Z”; empty for a process that is gone."""
    listing = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False)
    return listing.stdout.strip()[:1]


# --- what comes back ---------------------------------------------------------------------------------


def test_a_source_comes_back_with_all_that_it_holds(lasting):
    meta = Meta(title="A title", address="https://news.example/")
    (source,) = lasting.read(FORMATS["rich"], File("story.xyz", b"", meta), AS_FOUND, SMALL)
    assert source.text.startswith("A headline\n\nA half \ufffd of a letter.")
    assert source.meta == meta
    assert [offer.value for offer in source.notes[0].offers] == ["other", True]
    assert source.marks[0].kind == "headline"


def test_how_it_is_to_be_read_goes_along(lasting):
    handling = Handling(layout="other", columns=(("text", "Body"),))
    (source,) = lasting.read(FORMATS["handling_back"], File("x", b""), handling, replace(SMALL, detail=0.25))
    assert source.text == f"{handling!r} 0.25"


def test_files_in_a_file_come_back_as_bytes(lasting):
    files = ask(lasting, "unpacks", b"\0\xff|two")
    assert [file.data for file in files] == [b"\0\xff", b"two"]


def test_a_readers_own_error_comes_back_as_it_is(lasting):
    with pytest.raises(LockedError, match=r"^“story\.xyz” is encrypted\. Save it without a password\.$"):
        ask(lasting, "locked")


def test_the_same_process_reads_file_after_file(lasting):
    assert len({said(lasting, "number") for _ in range(5)}) == 1


# --- what goes wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("loop", "not read within 1 seconds"),
        ("answers_forever", "not read within 1 seconds"),
        ("memory", "more than 200 MB of memory"),
        ("much", "more than 1 MB of text"),
        ("crash", "broke down"),
        ("abort", "broke down"),
        ("leave", "broke down"),
        ("garbage", "broke down"),
        ("misplaced", "broke down"),
        ("unknown_offer", "broke down"),
        ("wrong_type", "broke down"),
        ("recursion", "broke down"),
        ("error", "broke down"),
    ],
)
def test_whatever_happens_is_one_sentence_and_the_next_file_is_read(pool, name, words):
    hasty = name in ("loop", "answers_forever")
    with pytest.raises(EffortError) as caught:
        ask(pool, name, settings=HASTY if hasty else SMALL)
    assert words in str(caught.value)
    assert str(caught.value).startswith("“story.xyz” was taken for a test")
    assert str(caught.value).endswith(("plain text.", "add that.", "compare those."))
    assert said(pool, "echo", b"the next one") == "the next one"


def test_a_library_may_print_what_it_likes(lasting, capfd):
    assert said(lasting, "prints") == "printed"
    assert said(lasting, "echo", b"and on") == "and on"
    assert capfd.readouterr() == ("", "")


def test_a_process_that_keeps_much_memory_is_replaced(pool):
    before = said(pool, "number")
    assert said(pool, "hold") == "held"
    assert said(pool, "number") != before


def test_a_process_that_was_ended_while_it_waited_is_not_missed(pool):
    first = int(said(pool, "number"))
    os.kill(first, signal.SIGKILL)
    pause = threading.Event()
    while state(first) not in ("", "Z"):
        pause.wait(0.01)
    assert said(pool, "echo", b"still here") == "still here"


def test_another_limit_needs_another_process(pool):
    first = said(pool, "number")
    (source,) = ask(pool, "number", settings=replace(SMALL, max_reader_bytes=300_000_000))
    assert source.text != first
    assert len(pool.numbers()) <= SMALL.reader_processes


# --- what it cannot do -------------------------------------------------------------------------------


@contextmanager
def listening() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and who came."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                came.append(address)
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1], came
        finally:
            over.set()
            thread.join()


def barriers() -> tuple[str, ...]:
    """Those that this system gives."""
    asked = Process(Start(NASTY, SMALL.max_reader_bytes))
    asked.read(FORMATS["echo"], File("x", b"x"), AS_FOUND, SMALL)
    asked.kill()
    return asked.barriers


@pytest.mark.parametrize("name", ["connects", "fetches"])
def test_no_connection_is_opened(lasting, name):
    with listening() as (port, came):
        assert said(lasting, name, str(port).encode()) == "refused by Python"
    assert came == []


@pytest.mark.parametrize("name", ["writes", "starts", "forks"])
def test_nothing_is_written_and_nothing_started(lasting, name, tmp_path):
    target = tmp_path / "written"
    assert said(lasting, name, bytes(target)) == "refused by Python"
    assert not target.exists()


def test_below_python_no_connection_is_opened_either(lasting):
    if not barriers():
        pytest.skip("this system gives an ordinary user neither a network of its own nor a filter of calls")
    with listening() as (port, came):
        assert said(lasting, "connects_below_python", str(port).encode()).startswith("refused")
    assert came == []


def test_below_python_no_byte_is_written(lasting, tmp_path):
    target = tmp_path / "written"
    assert said(lasting, "writes_below_python", bytes(target)).startswith("refused")
    assert not target.exists() or target.read_bytes() == b""


def test_below_python_nothing_is_made_removed_started_or_signalled(lasting, tmp_path):
    if not Path("/proc/sys/kernel/seccomp").exists() or platform.machine() not in walls._MACHINES:
        pytest.skip("this system gives no filter of calls")
    assert "calls" in barriers()
    made, kept = tmp_path / "made", tmp_path / "kept"
    kept.write_text("words")
    assert said(lasting, "writes_below_python", bytes(made)) == "refused: not made"
    assert said(lasting, "removes_below_python", bytes(kept)) == "refused"
    assert said(lasting, "starts_below_python") == "refused"
    assert said(lasting, "forks_below_python") == "refused"
    assert said(lasting, "signals", str(os.getpid()).encode()) == "refused"
    assert not made.exists()
    assert kept.read_text() == "words"


def verdict(program: bytes, machine: int, call: int, *arguments: int) -> int:
    """What the kernel would answer, as its filters are defined: 0 for “allowed”, else the number of the error."""
    data = struct.pack("=iIQ6Q", call, machine, 0, *[*arguments, 0, 0, 0, 0, 0, 0][:6])
    at = held = 0
    while True:
        code, yes, no, value = struct.unpack_from("=HBBI", program, 8 * at)
        at += 1
        if code == walls._LOAD:
            (held,) = struct.unpack_from("=I", data, value)
        elif code == walls._RETURN:
            return 0 if value == walls._ALLOW else value - walls._ERROR
        else:
            holds = {walls._EQUAL: held == value, walls._AT_LEAST: held >= value, walls._ANY_BIT: bool(held & value)}[
                code
            ]
            at += yes if holds else no


@pytest.mark.parametrize("name", walls._MACHINES)
def test_the_filter_says_what_it_should_on_every_machine(name):
    machine, calls = walls._MACHINES[name]
    program = walls._program(machine, calls)
    read, write, close = {"x86_64": (0, 1, 3), "aarch64": (63, 64, 57)}[name]
    assert [verdict(program, machine, call, 5) for call in (read, write, close)] == [0, 0, 0]
    assert verdict(program, machine + 1, read) == errno.EPERM
    for refused in ("socket", "connect", "execve", "kill", "ptrace", "unlinkat", "renameat2", "unshare", "setns"):
        assert verdict(program, machine, calls[refused]) == errno.EPERM, refused
    assert verdict(program, machine, walls._EVERYWHERE["io_uring_setup"]) == errno.EPERM
    assert verdict(program, machine, walls._ABSENT["clone3"]) == errno.ENOSYS
    for flags, answer in ((os.O_RDONLY, 0), (os.O_WRONLY, 1), (os.O_RDWR, 1), (os.O_RDONLY | os.O_CREAT, 1)):
        assert verdict(program, machine, calls["openat"], 0, 0, flags) == answer
    assert verdict(program, machine, calls["clone"], walls._CLONE_THREAD) == 0
    assert verdict(program, machine, calls["clone"], signal.SIGCHLD) == errno.EPERM
    assert verdict(program, machine, calls["tgkill"], os.getpid()) == 0
    assert verdict(program, machine, calls["tgkill"], 1) == errno.EPERM


def test_it_knows_nothing_of_the_environment_nor_of_the_folder(pool, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "told to nobody")
    assert "SECRET_KEY" not in said(pool, "environment")
    assert said(pool, "place") == os.sep


LOADED = """
import runpy, sys
runpy.run_path(sys.argv[1])["prepare"](__import__("pathlib").Path(sys.argv[2]))
import twicetold.ingest.child, twicetold.ingest.plain
print(*sys.modules)
"""


def test_it_loads_one_reader_and_neither_the_engine_nor_a_library_that_it_does_not_need(root):
    package = root / "twicetold"
    with in_another_process(LOADED, root, str(package / "ingest" / "start.py"), str(package)) as loading:
        loaded = set(loading.communicate()[0].split())
    ours = {name.removeprefix("twicetold.") for name in loaded if name.startswith("twicetold.")}
    assert {"ingest.child", "ingest.plain", "model.source"} <= ours
    assert {name.partition(".")[0] for name in ours} == {"errors", "ingest", "model", "settings"}
    assert ours & {"ingest.registry", "ingest.reading", "ingest.process", "ingest.pool", "model.text"} == set()
    libraries = {"lxml", "trafilatura", "readability", "feedparser", "pypdfium2", "warcio", "pyarrow", "pandas"}
    assert loaded & (libraries | {"numpy", "scipy", "streamlit", "subprocess"}) == set()


@pytest.mark.parametrize("format_", registry.FORMATS, ids=lambda one: one.name)
def test_every_format_is_found_from_the_module_of_its_reader(format_):
    module = (format_.read or format_.unpack).__module__
    assert child._find(registry.__name__, module, format_.name) == format_


# --- the pool ----------------------------------------------------------------------------------------


def test_many_threads_share_few_processes(pool):
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda k: said(pool, "echo", f"text {k}".encode()), range(40)))
        numbers = set(threads.map(lambda _: said(pool, "number"), range(40)))
    assert answers == [f"text {k}" for k in range(40)]
    assert 1 <= len(numbers) <= SMALL.reader_processes
    assert len(pool.numbers()) <= SMALL.reader_processes


def test_one_in_trouble_does_not_hold_up_the_other(pool):
    order: list[str] = []

    def troubled() -> None:
        with pytest.raises(EffortError):
            ask(pool, "loop", settings=replace(SMALL, max_reader_seconds=3))
        order.append("troubled")

    thread = threading.Thread(target=troubled)
    thread.start()
    for k in range(20):
        assert said(pool, "echo", f"text {k}".encode()) == f"text {k}"
    order.append("others")
    thread.join()
    assert order == ["others", "troubled"]


def test_warm_processes_wait_and_are_replaced(pool):
    pool.warm(SMALL)
    waiting = pool.numbers()
    assert len(waiting) == SMALL.reader_processes
    with pytest.raises(EffortError):
        ask(pool, "abort")
    assert len(pool.numbers()) == SMALL.reader_processes
    assert set(pool.numbers()) != set(waiting)


def test_a_closed_pool_leaves_no_process_and_no_open_file(pool):
    opened = Path("/dev/fd")
    before = sorted(os.listdir(opened))
    pool.warm(SMALL)
    assert said(pool, "echo", b"x") == "x"
    with pytest.raises(EffortError):
        ask(pool, "abort")
    numbers = pool.numbers()
    pool.close()
    assert [number for number in numbers if state(number)] == []
    assert sorted(os.listdir(opened)) == before
    assert said(pool, "echo", b"again") == "again"


STARTER = """
import sys, threading
from tests.unit.nasty_readers import FORMATS
from twicetold.ingest.process import Process, Start
from twicetold.model import AS_FOUND, File
from twicetold.settings import DEFAULT

process = Process(Start("tests.unit.nasty_readers", DEFAULT.max_reader_bytes))
process.read(FORMATS["echo"], File("x", b"x"), AS_FOUND, DEFAULT)
print(process.number, flush=True)
if sys.argv[1] == "waiting":
    threading.Event().wait()
process.read(FORMATS["loop"], File("x", b""), AS_FOUND, DEFAULT)
"""


def in_another_process(code: str, root: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=root, env=environment, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("doing", ["waiting", "reading"])
def test_it_ends_with_the_program_that_started_it(root, doing):
    with in_another_process(STARTER, root, doing) as starter:
        assert starter.stdout is not None
        number = int(starter.stdout.readline())
        assert state(number) not in ("", "Z")
        pause = threading.Event()
        pause.wait(0.3)  # the question is on its way
        starter.kill()
    for _ in range(100):
        if state(number) in ("", "Z"):
            return
        pause.wait(0.1)
    os.kill(number, signal.SIGKILL)
    pytest.fail("it went on without anybody who waits for its answer")


MAIN_THAT_MUST_NOT_RUN_TWICE = """
print("main runs", flush=True)
from tests.unit.nasty_readers import FORMATS
from twicetold.ingest.pool import Pool
from twicetold.model import AS_FOUND, File
from twicetold.settings import DEFAULT

print(Pool("tests.unit.nasty_readers").read(FORMATS["echo"], File("x", b"read"), AS_FOUND, DEFAULT)[0].text)
"""


def test_the_program_that_asks_runs_once_and_from_any_folder(root, tmp_path):
    folder = tmp_path / "a folder with spaces and “quotes”"
    folder.mkdir()
    for name in ("twicetold", "tests"):
        (folder / name).symlink_to(root / name)
    script = folder / "main.py"
    script.write_text(MAIN_THAT_MUST_NOT_RUN_TWICE, encoding="utf-8")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("main runs\nread\n", "")


FORKED = """
import os
from tests.unit.nasty_readers import FORMATS
from twicetold.ingest import pool
from twicetold.model import AS_FOUND, File
from twicetold.settings import DEFAULT

os.register_at_fork(after_in_child=(readers := pool.Pool("tests.unit.nasty_readers"))._leave)
def number():
    return readers.read(FORMATS["number"], File("x", b""), AS_FOUND, DEFAULT)[0].text
first = number()
if os.fork() == 0:
    assert number() != first
    readers.close()
    os._exit(0)
assert os.wait()[1] == 0
assert number() == first
print("both read")
"""


def test_a_copy_of_the_program_has_processes_of_its_own(root):
    with in_another_process(FORKED, root) as forking:
        assert forking.communicate()[0] == "both read\n"


# --- from a file to its sources ----------------------------------------------------------------------


@pytest.fixture
def nasty(monkeypatch, pool) -> Pool:
    """Files called after a reader are read by it, in a pool of their own."""
    named = [replace(one, recognise=lambda file, name=name: file.name == name) for name, one in FORMATS.items()]
    monkeypatch.setattr(registry, "FORMATS", (*named, *registry.FORMATS))
    monkeypatch.setattr("twicetold.ingest.pool.READERS", pool)
    return pool


@pytest.mark.parametrize("processes", [0, 2])
def test_reading_a_file_never_raises(nasty, processes):
    settings = replace(SMALL, reader_processes=processes)
    for name, kind in {"error": EffortError, "recursion": EffortError, "locked": LockedError}.items():
        found = read_file(File(name, b"x"), AS_FOUND, settings)
        assert found.sources == ()
        assert [type(error) for error in found.errors] == [kind]
    assert read_file(File("echo", b"text"), AS_FOUND, settings).sources[0].text == "text"


def test_files_in_files_are_read_beside_those_that_cannot_be(nasty, monkeypatch):
    inner = (File("echo", b"one"), File("abort", b""), File("plain.txt", b"two"), File("number", b""))
    monkeypatch.setattr(nasty, "read", Opening(nasty.read, inner))
    found = read_file(File("unpacks", b""), AS_FOUND, SMALL)
    assert [source.text for source in found.sources[:2]] == ["one", "two"]
    assert int(found.sources[2].text) != os.getpid()
    assert [type(error) for error in found.errors] == [EffortError]


class Opening:
    """A pool's ``read`` that gives ``inner`` for the file “unpacks”."""

    def __init__(self, read, inner: tuple[File, ...]) -> None:
        self.read, self.inner = read, inner

    def __call__(self, format_, file, handling, settings) -> tuple[Source, ...] | tuple[File, ...]:
        return self.inner if file.name == "unpacks" else self.read(format_, file, handling, settings)


def test_plain_text_needs_no_process():
    before = READERS.numbers()
    assert read_file(File("a.txt", b"Some words.")).sources[0].text == "Some words."
    assert READERS.numbers() == before


def test_what_is_no_error_of_reading_stops_the_process_but_not_the_pool(pool, monkeypatch):
    """Ctrl-C in the middle of an answer: the next file must not get the rest of it."""
    real = Process._take

    def interrupted(asked: Process, count: int, until: float):
        if asked.number == first:
            raise KeyboardInterrupt
        return real(asked, count, until)

    first = int(said(pool, "number"))
    monkeypatch.setattr(Process, "_take", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ask(pool, "echo", b"lost")
    assert said(pool, "echo", b"kept") == "kept"
    assert first not in pool.numbers()


@pytest.mark.parametrize("kind", [kind for kind in vars(errors).values() if isinstance(kind, type)], ids=str)
def test_errors_of_reading_cross_and_no_others(kind):
    file = File("x", b"")
    with pytest.raises(kind if issubclass(kind, ReadError) else WireError, match=r"^its words$|unknown kind"):
        process._made(kind.__name__, "its words", [], (FORMATS["echo"], file, SMALL))
