"""What crosses between processes: everything comes back the same, and nothing but what was agreed comes in."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from twicetold.ingest.frames import FrameError, LongError, frame, receive
from twicetold.ingest.wire import WireError, pack, unpack, unpack_sources
from twicetold.model import KINDS, Decision, File, Handling, Mark, Meta, Note, Offer, Source, Span
from twicetold.settings import DEFAULT, Settings


def crossed(value, wanted):
    """``value`` after it was written to a pipe and read from it."""
    blobs: list[bytes] = []
    packed = pack(value, blobs)
    sent = b"".join(frame(packed, blobs))
    return unpack(*[(came := received(sent))[0], wanted, came[1]])


def received(sent: bytes, max_bytes: int = 10_000_000):
    at = 0

    def take(count: int) -> bytearray:
        nonlocal at
        if at + count > len(sent):
            raise EOFError
        at += count
        return bytearray(sent[at - count : at])

    return receive(take, max_bytes)


texts = some.text(max_size=20) | some.text(min_size=1, max_size=5).map(lambda text: text * 1_000)
metas = some.builds(Meta, title=texts, date=texts, origins=some.lists(some.tuples(texts, texts), max_size=2).map(tuple))
handlings = some.builds(
    Handling,
    encoding=texts,
    repair=some.booleans(),
    columns=some.lists(some.tuples(texts, texts), max_size=2).map(tuple),
    decisions=some.lists(some.builds(Decision, texts, some.integers(0, 9), some.sampled_from(KINDS)), max_size=2).map(
        tuple
    ),
)
offers = some.builds(
    Offer, texts, some.sampled_from([field.name for field in fields(Handling)]), texts | some.booleans()
)
notes = some.builds(Note, texts, texts, some.lists(offers, max_size=2).map(tuple))


@settings(max_examples=40)
@given(texts, some.binary(max_size=50) | some.just(bytes(5_000)), metas, texts)
def test_a_file_crosses_whole(name, data, meta, encoding):
    file = File(name, data, meta, encoding)
    assert crossed(file, File) == file


@settings(max_examples=40)
@given(texts, texts, metas, some.lists(notes, max_size=3).map(tuple), handlings)
def test_a_source_crosses_whole(name, text, meta, noted, handling):
    middle = len(text) // 2
    marks = (Mark(Span(0, middle), "headline", "why"), Mark(Span(middle, len(text)), "furniture", "why not"))
    source = Source(name, text, meta, noted, "part", marks, handling)
    assert crossed((source,), tuple[Source, ...]) == (source,)


def test_settings_cross_whole():
    changed = replace(DEFAULT, detail=0.25, max_versions=3, open_addresses=True)
    assert crossed(changed, Settings) == changed
    assert crossed(changed, Settings) != DEFAULT


def test_half_a_letter_becomes_one_sign_so_that_places_stay():
    for text in ("A \ud800 B", "\udfff" * 2_000):
        came = crossed(Source("x", text), Source).text
        assert len(came) == len(text)
        assert set(came) <= {*"A B", "\ufffd"}


def test_objects_of_other_kinds_do_not_cross():
    for value in (object(), {"a": 1}, None, {1}):
        with pytest.raises(WireError):
            pack(value, [])


def source_as_sent(**changes) -> list:
    """A source as a reader sends it, with some fields as they should not be."""
    packed = pack(Source("name", "short text"), [])
    for field, value in changes.items():
        packed[[one.name for one in fields(Source)].index(field)] = value
    return [packed]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": 0},
        {"text": -1},
        {"text": True},
        {"text": None},
        {"text": ["a"]},
        {"name": "\ud800"},
        {"meta": []},
        {"meta": "title"},
        {"notes": {"a": 1}},
        {"notes": [["kind", "text", [["label", "no_field", "x"]]]]},
        {"notes": [["kind", "text", [["label", "layout", None]]]]},
        {"marks": [[[0, 11], "body", "behind the end"]]},
        {"marks": [[[-1, 4], "body", "before the beginning"]]},
        {"marks": [[[4, 2], "body", "backwards"]]},
        {"marks": [[[0, 4], "body", ""], [[3, 5], "body", "over another"]]},
        {"marks": [[[0, 4], "verse", "a kind that there is not"]]},
        {"marks": [[[0, 4], ["body"], "no word at all"]]},
        {"marks": [[[0, True], "body", "truth is no number"]]},
        {"marks": [[[0.0, 4], "body", "half places"]]},
    ],
    ids=str,
)
def test_a_source_that_is_none_is_refused(changes):
    assert unpack_sources(source_as_sent(), []) == (Source("name", "short text"),)
    with pytest.raises(WireError):
        unpack_sources(source_as_sent(**changes), [])


@settings(max_examples=60)
@given(some.recursive(some.none() | some.booleans() | some.integers(-2, 9) | some.text(max_size=3), some.lists))
def test_any_json_is_a_source_or_refused(value):
    with suppress(WireError):
        assert isinstance(unpack_sources(value, [b"text", b"\xff"]), tuple)


@settings(max_examples=60)
@given(some.binary(max_size=40), some.integers(0, 60), some.binary(max_size=8))
def test_any_bytes_are_a_message_or_refused(before, at, mutation):
    good = b"".join(frame(["sources", [1, "two"]], [b"blob"]))
    for sent in (before, good[:at] + mutation + good[at + len(mutation) :]):
        with suppress(FrameError, EOFError):
            received(sent)


@pytest.mark.parametrize(
    "body",
    [b"[" * 5_000, b"[1]", b"[1, 2]", b"[1, [-1]]", b"[1, [true]]", b'[1, ["a"]]', b"\xff", b"1" * 5_000, b"[1, null]"],
    ids=lambda body: repr(body[:12]),
)
def test_a_body_that_is_no_message_is_refused(body):
    with pytest.raises(FrameError):
        received(b"told" + len(body).to_bytes(4, "big") + body)


def test_what_is_too_long_is_refused_before_it_is_taken():
    with pytest.raises(LongError):
        received(b"told\xff\xff\xff\xff")
    with pytest.raises(LongError):
        received(b"".join(frame(1, [bytes(600), bytes(600)])), 1_000)
    body = json.dumps([1, [10**15]]).encode()
    with pytest.raises(LongError):
        received(b"told" + len(body).to_bytes(4, "big") + body)
