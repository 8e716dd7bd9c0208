"""Title, outlet, author and date of a text, from its own lines, where nobody says better.

    ugly    an author made up from any two capitals; “5/6/2021” as a day that the text leaves open
    wanted  “By Jane Roe | 20 May 2021” gives Jane Roe and 2021-05-20, and the line stands beside both as their origin

Nothing is taken that no line says, and nothing that a page or a person has said already. Cost: some questions for each
line that is a headline, a byline, a dateline or a copyright line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np
import regex

from twicetold.ingest.dates import normalise_date
from twicetold.model import Meta, Units
from twicetold.text.bylines import date_in, name_in
from twicetold.text.head import ABOVE_OUTLET
from twicetold.text.labels import BODY, BYLINE, DATELINE, FURNITURE, HEADLINE
from twicetold.text.phrases import is_outlet

_STAMP = regex.compile(r"date (\d{4}-\d\d-\d\d) (?:www\.)?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,})", regex.I)
_REPRINT = regex.compile(r".*\((?P<outlet>[^()/]{2,40}?) ?/ ?[^()]{2,60}\).*")
"""Reykjavik, (Outlet / Agency - 20th May, 2021) : an agency alone in the brackets is not who prints it."""
_COPYRIGHT = regex.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)(?: ?©)? ?(?:\d{4}(?: ?[-–] ?\d{4})?)?,? ?(?P<outlet>\p{L}[\p{L}\p{N}&.'’ -]{1,50}?)"
    r"(?:[.,|–-]? ?\d{4}(?: ?[-–] ?\d{4})?)?(?:[.,;|–-] ?.*|\.? [Aa]ll rights.*)?"
)
_MAX_OUTLET_WORDS = 5
_QUOTED_CHARS = 60
"""How much of a line is told as the origin of what it says."""


def with_facts(meta: Meta, text: str, units: Units, given: Collection[str] = ()) -> Meta:
    """``meta`` with what lines of the text say of title, outlet, byline and date, where it says nothing itself.

    ``given`` are fields about which a person has spoken. ``meta.language`` helps to read names and dates.
    """
    found: dict[str, str] = {}
    origins: list[tuple[str, str]] = []
    closed = {*given, "date_printed"} if "date" in given else given
    for field, value, origin in _facts(_Said(text, units), meta.language):
        if value and field not in found and field not in closed and not getattr(meta, field):
            found[field] = value
            origins.append((field, origin))
            if field == "date_printed" and not meta.date:
                found["date"] = normalise_date(value, meta.language)
                origins += [("date", origin)] if found["date"] else []
    return replace(meta, **found, origins=(*meta.origins, *origins)) if found else meta


class _Said:
    """The lines that may say something, by kind."""

    def __init__(self, text: str, units: Units) -> None:
        self._text = text
        self._units = units
        self._places = np.flatnonzero(units.kinds != BODY)

    def of(self, kind: int) -> Iterator[tuple[str, str]]:
        """Each line of a kind, and why it is one."""
        for u in self._places[self._units.kinds[self._places] == kind].tolist():
            text = self._text[self._units.starts[u] : self._units.ends[u]]
            yield " ".join(text.split()), self._units.reasons.get(u, "")


def _facts(said: _Said, language: str) -> Iterator[tuple[str, str, str]]:
    """(field, value, origin), of each field the best first."""
    for text, _ in said.of(HEADLINE):
        yield "title", text, "the headline"
    for text, _ in said.of(BYLINE):
        yield "byline", name_in(text, language), _line(text)
        yield "date_printed", date_in(text), _line(text)
    stamps = [(text, stamp) for text, _ in said.of(FURNITURE) if (stamp := _STAMP.fullmatch(text))]
    for text, stamp in stamps:
        yield "date_printed", stamp[1], _line(text)
    datelines = [text for text, _ in said.of(DATELINE)]
    for text in datelines:
        yield "date_printed", date_in(text), _line(text)
    named = [(match["outlet"], _line(text)) for text in datelines if date_in(text) and (match := _REPRINT.match(text))]
    named += [(stamp[2], _line(text)) for text, stamp in stamps]
    named += [(match["outlet"].strip(), _line(text)) for text in _rights(said) if (match := _COPYRIGHT.fullmatch(text))]
    known = {_letters(name) for name, _ in named}
    for text, reason in said.of(FURNITURE):
        if reason == ABOVE_OUTLET and (is_outlet(text) or any(_letters(text) in name for name in known)):
            yield "outlet", text, f"{_line(text)} above the headline"
    for name, origin in named:
        if len(name.split()) <= _MAX_OUTLET_WORDS:
            yield "outlet", name, origin


def _rights(said: _Said) -> Iterator[str]:
    for text, _ in said.of(FURNITURE):
        if text.lower().startswith(("©", "(c)", "copyright")):
            yield text


def _line(text: str) -> str:
    return f"the line “{text if len(text) <= _QUOTED_CHARS else text[: _QUOTED_CHARS - 1].rstrip() + '…'}”"


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
