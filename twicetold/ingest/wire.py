"""Values ↔ plain JSON and blobs of bytes: what crosses between this process and one that reads a file.

ugly    pickle: whoever breaks into a reader of PDFs sends back an object that runs his program here
wanted  lists, texts and numbers; each is checked against the type that it stands for, and nothing else is made

An object of a dataclass is the list of its fields; bytes and long texts stand beside the JSON as blobs, and in it as
their number, so that the JSON stays small whatever the other side sends. Cost: 2 µs a value, next to nothing for text.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from twicetold.model import Handling, Source

Blobs: TypeAlias = Sequence[bytes | bytearray]
Unpack: TypeAlias = Callable[[Any, Blobs], Any]

_LONG = 1_000
"""Characters from which a text is a blob."""

_HALVES = re.compile("[\ud800-\udfff]")
"""Half characters, which no text in Unicode may hold and some formats can spell; each becomes one �, so that places
stay."""

_HANDLING = frozenset(field.name for field in fields(Handling))


class WireError(ValueError):
    """What came is not what was agreed."""


def pack(value: Any, blobs: list[bytes]) -> Any:
    """``value`` (dataclasses, tuples, texts, bytes, numbers, truth) as JSON knows it; its blobs are added to
    ``blobs``."""
    if isinstance(value, str):
        return _pack_text(value, blobs)
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        blobs.append(bytes(value))
        return len(blobs) - 1
    if isinstance(value, tuple | list):
        return [pack(one, blobs) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return [pack(getattr(value, name), blobs) for name in _names(type(value))]
    raise WireError(f"a value of the type {type(value).__name__} does not cross")


def unpack(value: Any, wanted: Any, blobs: Blobs) -> Any:
    """The object of the type ``wanted`` that ``pack`` made ``value`` from. Raises WireError for anything else."""
    return _unpacker(wanted)(value, blobs)


def unpack_sources(value: Any, blobs: Blobs) -> tuple[Source, ...]:
    """Sources, also looked into: marks lie in the text in their order, and what is offered can be taken.

    Raises WireError.
    """
    sources: tuple[Source, ...] = unpack(value, tuple[Source, ...], blobs)
    for source in sources:
        end = 0
        for mark in source.marks:
            if not end <= mark.span.start <= mark.span.end <= len(source.text):
                raise WireError("a mark lies outside its text or over another one")
            end = mark.span.end
        if any(offer.field not in _HANDLING for note in source.notes for offer in note.offers):
            raise WireError("something is offered that nobody can take")
    return sources


def _pack_text(text: str, blobs: list[bytes]) -> str | int:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        text = _HALVES.sub("\ufffd", text)
        data = text.encode()
    if len(text) < _LONG:
        return text
    blobs.append(data)
    return len(blobs) - 1


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _unpacker(wanted: Any) -> Unpack:
    """A function that checks and makes values of the type ``wanted``."""
    if wanted is str:
        return _text
    if wanted is bytes:
        return _bytes
    if wanted in (bool, int):
        return _exactly(wanted)
    if wanted is float:
        return _number
    origin, parts = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return _one_of(frozenset(parts))
    if origin is tuple:
        return _row(_unpacker(parts[0])) if parts[-1] is Ellipsis else _fixed([_unpacker(part) for part in parts])
    if origin in (Union, types.UnionType):
        return _either([_unpacker(part) for part in parts])
    if is_dataclass(wanted):
        return _object(wanted)
    raise WireError(f"values of the type {wanted} do not cross")


def _text(value: Any, blobs: Blobs) -> str:
    if type(value) is str:
        if not value.isascii() and _HALVES.search(value):
            raise WireError("half a character")
        return value
    try:
        return _blob(value, blobs).decode()
    except UnicodeDecodeError as error:
        raise WireError("letters that are not UTF-8") from error


def _bytes(value: Any, blobs: Blobs) -> bytes:
    return bytes(_blob(value, blobs))


def _blob(value: Any, blobs: Blobs) -> bytes | bytearray:
    if type(value) is not int or not 0 <= value < len(blobs):
        raise WireError("a blob that is not there")
    return blobs[value]


def _number(value: Any, _: Blobs) -> float:
    if type(value) not in (int, float):
        raise WireError("no number")
    return float(value)


def _exactly(kind: type[Any]) -> Unpack:
    def check(value: Any, _: Blobs) -> Any:
        if type(value) is not kind:
            raise WireError(f"no {kind.__name__}")
        return value

    return check


def _one_of(words: frozenset[Any]) -> Unpack:
    def check(value: Any, _: Blobs) -> Any:
        if type(value) is not str or value not in words:
            raise WireError("a word that is none of those agreed on")
        return value

    return check


def _either(options: Sequence[Unpack]) -> Unpack:
    def check(value: Any, blobs: Blobs) -> Any:
        for option in options:
            try:
                return option(value, blobs)
            except WireError:
                continue
        raise WireError("none of the types that may stand here")

    return check


def _row(part: Unpack) -> Unpack:
    def make(value: Any, blobs: Blobs) -> tuple[Any, ...]:
        if type(value) is not list:
            raise WireError("no list")
        return tuple([part(one, blobs) for one in value])

    return make


def _fixed(parts: Sequence[Unpack]) -> Unpack:
    def make(value: Any, blobs: Blobs) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(parts):
            raise WireError("no list of the right length")
        return tuple([part(one, blobs) for part, one in zip(parts, value, strict=True)])

    return make


def _object(kind: Any) -> Unpack:
    hints = get_type_hints(kind)
    names = _names(kind)
    parts = _fixed([_unpacker(hints[name]) for name in names])

    def make(value: Any, blobs: Blobs) -> Any:
        return kind(**dict(zip(names, parts(value, blobs), strict=True)))

    return make
