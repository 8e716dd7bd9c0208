"""What comes in: a file, how a person wants it read, and what a reader of bytes returns.

Everything here is plain values (texts, numbers, truth), so that it can cross to another process and back as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

Kind = Literal["headline", "dateline", "body", "subhead", "caption", "kicker", "byline", "furniture"]
"""What a unit is. ``furniture`` is no part of the story: it is shown, but counted nowhere."""

KINDS: tuple[Kind, ...] = ("headline", "dateline", "body", "subhead", "caption", "kicker", "byline", "furniture")
"""The kinds by their number in ``Units.kinds``; the first ``STORY_KINDS`` of them belong to the story."""

STORY_KINDS = 5

Refusal = Literal["", "locked", "damaged", "odd", "beyond"]
"""Why a file could not be taken out of another: a password, damage, a way of packing that is not known here, or that
there are more than are taken from one."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range ``start ≤ i < end``; of code points unless the field that holds it says otherwise."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Offer:
    """Another way to read a file, one click away: a label in words, and the field of ``Handling`` that it sets."""

    label: str
    field: str
    value: str | bool


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was guessed, lost or limited on the way, in words for a person. ``kind`` is for programs.

    ``offers`` are the other ways that there are.
    """

    kind: str
    text: str
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What is known about a version besides its words; an empty string is *not known*.

    ``date`` is ISO (2021-05-19) or starts so (2021-05-19T08:30:00+00:00), ``date_printed`` what the source prints.
    ``address`` is the URL under which it was published. ``origins`` says of a field where its value comes from, in
    words: ``(("byline", "the page’s own data"),)``.
    """

    title: str = ""
    outlet: str = ""
    date: str = ""
    date_printed: str = ""
    byline: str = ""
    language: str = ""
    licence: str = ""
    address: str = ""
    origins: tuple[tuple[str, str], ...] = ()


UNKNOWN = Meta()
"""Nothing is known."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader knows of a part of its text: whole paragraphs, their kind, and why, in words."""

    span: Span
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one paragraph: its first characters, which of those that begin so (0-based), kind."""

    quote: str
    nth: int
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """How a person wants a file read, where a reader would else guess. Empty, false: as the reader thinks best.

    ``encoding`` names a codec. ``repair`` mends letters that were garbled before. ``layout`` is a name that a format
    offers for another way to take its text out (``"other"``, ``"whole"``). ``separate`` says where one paste is
    divided into several versions (``"rule"``, ``"address"``). ``columns`` says which column of a table holds a field:
    ``(("text", "Body"),)``. ``keep_all`` counts every line as story; ``decisions`` are for single ones. ``meta`` gives
    fields of ``Meta`` in a person's own words.
    """

    encoding: str = ""
    repair: bool = False
    layout: str = ""
    separate: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    keep_all: bool = False
    decisions: tuple[Decision, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()

    def take(self, offer: Offer) -> Handling:
        """The same handling with what ``offer`` sets."""
        changes: dict[str, Any] = {offer.field: offer.value}
        return replace(self, **changes)


AS_FOUND = Handling()
"""Nothing was asked for: every guess is the reader's."""


@dataclass(frozen=True, slots=True)
class File:
    """Bytes with a name. ``meta`` holds what is known from where the file was found: its address, its date.

    ``encoding`` is what came with the bytes says of their letters, a header of the web or of a mail: a hint, since
    servers say it of files that they have not looked into. ``part`` names what it is of a file that holds several
    (“captured 2021-05-19”). ``refused`` says why a file in another file could not be taken out; it has no data then.
    """

    name: str
    data: bytes
    meta: Meta = UNKNOWN
    encoding: str = ""
    part: str = ""
    refused: Refusal = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader of bytes returns: all of the text of a file or of a part of it, and every guess that was made.

    ``part`` names what it is of a file that holds several (“original”, “row 3”). ``marks`` is what the format itself
    says about paragraphs: ascending, without overlap; what has no mark is for the text to tell.
    """

    name: str
    text: str
    meta: Meta = UNKNOWN
    notes: tuple[Note, ...] = ()
    part: str = ""
    marks: tuple[Mark, ...] = ()
    handling: Handling = AS_FOUND
