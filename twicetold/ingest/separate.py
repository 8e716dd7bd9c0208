"""Several versions in one paste → a version each, where a person takes the offer.

    ugly    a poem whose “* * *” makes two versions of it; three articles with their addresses as one
    wanted  “a line of --- divides this into 3 texts”, one click away, and the addresses as what they are

Two ways are offered: by a line of three or more equal marks (``Handling.separate`` is ``"rule"``), and by lines
that are an address and nothing else (``"address"``), each of which belongs to the text below it, or above it if the
paste ends with one. Nothing is divided before it is asked for. Cost: linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from twicetold.ingest.series import CAPTURED, split_archived
from twicetold.model import Handling, Meta, Note, Offer, Source
from twicetold.settings import Settings

_RULE = re.compile(r"^[ \t]*([-=*_])(?:[ \t]*\1){2,}[ \t]*\r?$", re.MULTILINE)
_ADDRESS = re.compile(r"^[ \t]*<?(https?://[^\s<>]{3,2000})>?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_MIN_WORDS = 20
"""Words of a text that is offered as one: with fewer, what stands between two rules is a caption or a signature."""

_HEADING_CHARS = 200
"""Letters of the longest heading that is underlined."""

_WAYS = {"rule": "a line of marks", "address": "a line with an address"}


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    address: str = ""


def separate(source: Source, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The sources in ``source``: several where ``handling.separate`` asks for it, else one with what can be offered.

    ``source`` has no marks. At most ``settings.max_texts`` come out; a note says where there would be more.
    """
    cut = _CUTS.get(handling.separate)
    if cut is not None:
        pieces = cut(source.text)
        if len(pieces) < 2:
            where = _WAYS[handling.separate].removeprefix("a ")
            return (_note(source, Note("separate", f"there is no {where} to divide it at", (_ONE,))),)
        return _divide(source, pieces, _WAYS[handling.separate], settings)
    offers = []
    for way, cut in _CUTS.items():
        pieces = cut(source.text)
        if len(pieces) > 1 and all(_long_enough(piece.text) for piece in pieces):
            offers.append((len(pieces), way))
    if not offers:
        return (source,)
    said = " and ".join(f"{_WAYS[way]} would divide it into {count:,} texts" for count, way in offers)
    made = tuple(Offer(f"Divide it at each {_WAYS[way].removeprefix('a ')}", "separate", way) for _, way in offers)
    return (_note(source, Note("separate", said, made)),)


def _divide(source: Source, pieces: Sequence[_Piece], where: str, settings: Settings) -> tuple[Source, ...]:
    kept = pieces[: settings.max_texts]
    notes = (*source.notes, Note("separate", f"divided at each {where.removeprefix('a ')}, as you asked", (_ONE,)))
    if len(pieces) > len(kept):
        notes += (
            Note(
                "limit",
                f"the first {len(kept):,} of {len(pieces):,} texts were read; put the others in a file of their own",
            ),
        )
    return tuple(
        replace(source, text=piece.text, meta=_meta(source.meta, piece.address), notes=notes, part=f"text {number}")
        for number, piece in enumerate(kept, 1)
    )


def _meta(known: Meta, address: str) -> Meta:
    if not address:
        return known
    _, time = split_archived(address)
    dated = (("date", CAPTURED),) if time else ()
    return replace(
        known,
        address=address,
        date=time or known.date,
        origins=(*known.origins, ("address", "the line beside the text"), *dated),
    )


def _by_rule(text: str) -> list[_Piece]:
    """The texts between rules; an address that is the first line of one is its own."""
    cuts = [(found.start(), found.end()) for found in _RULE.finditer(text) if not _underlines(text, found)]
    edges = [0, *(place for cut in cuts for place in cut), len(text)]
    pieces = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        part = text[start:end].strip("\ufeff\r\n")
        found = _ADDRESS.match(part.lstrip())
        address = found[1] if found else ""
        body = part.lstrip()[found.end() :] if found else part
        if body.strip():
            pieces.append(_Piece(body.strip("\r\n"), address))
    return pieces


def _by_address(text: str) -> list[_Piece]:
    found = list(_ADDRESS.finditer(text))
    if not found:
        return []
    places = [0, *(place for one in found for place in one.span()), len(text)]
    parts = [text[a:b].strip("\ufeff\r\n") for a, b in zip(places[::2], places[1::2], strict=True)]
    addresses = [one[1] for one in found]
    if not parts[-1].strip() and parts[0].strip():
        # the paste ends with an address: each stands below its text
        pairs = zip(parts[:-1], addresses, strict=True)
    else:
        pairs = zip(parts, ["", *addresses], strict=True)
    return [_Piece(part, address) for part, address in pairs if part.strip()]


def _underlines(text: str, rule: re.Match[str]) -> bool:
    """Whether the rule stands right below a short line, as a heading in plain text has it, with text right after it."""
    start = max(0, rule.start() - _HEADING_CHARS)
    line = text[start : rule.start()].removesuffix("\n").rpartition("\n")[2].strip()
    return bool(line) and rule[1] in "=-" and abs(len(line) - len(rule[0].strip())) <= 2


def _long_enough(text: str) -> bool:
    return len(text) >= 3 * _MIN_WORDS and (len(text.split(maxsplit=_MIN_WORDS)) >= _MIN_WORDS or not text.isascii())


def _note(source: Source, note: Note) -> Source:
    return replace(source, notes=(*source.notes, note))


_ONE = Offer("Read it as one text", "separate", "")
_CUTS: dict[str, Callable[[str], list[_Piece]]] = {"rule": _by_rule, "address": _by_address}
