"""The text of a mail → paragraphs, with quoted lines and signature marked.

ugly    “> On 19 May the ministry wrote:” counted as what this letter adds
wanted  the letter; what it quotes grey, with its reason, unless the quote is what the letter is for
"""

from __future__ import annotations

import re
from dataclasses import replace

from twicetold.errors import EmptyError
from twicetold.ingest.decode import decode
from twicetold.ingest.format import Format
from twicetold.ingest.pieces import Piece, count, make_text
from twicetold.model import File, Handling, Note, Offer, Source
from twicetold.settings import Settings

BODY = ".mail.txt"
"""How the text of a mail is called when it is taken out of it."""

_ALL = Offer("Count quoted lines as story", "layout", "quoted")
_BACK = Offer("Set quoted lines aside", "layout", "")
_QUOTED = re.compile(r"(?:>\s?){1,20}")
_WROTE = re.compile(
    r"(?:.{0,200}(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|написал[аи]?|пишет)\s?:"
    r"|-{2,10}\s?.{3,40}\s?-{2,10})\s*$"
)
_OWN_SHARE = 0.5
"""How many words of its own a letter has for each that it quotes; with fewer, the quote is what it is for."""
_MIN_OWN = 25
"""Words of its own that such a letter has at least."""


def read_mail_text(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The text of a mail. Raises EmptyError where it has no words, and what decoding raises."""
    source = decode(file.name, file.data, settings, handling, declared=file.encoding)
    pieces, quoted = _pieces(source.text, aside=handling.layout != "quoted")
    if not pieces:
        raise EmptyError(f"“{file.name}” has no words in it. Paste the text of the mail instead.")
    text, marks = make_text(pieces)
    notes = source.notes
    if handling.layout == "quoted":
        notes += (Note("quotes", "quoted lines counted as story, as you asked", (_BACK,)),)
    elif quoted:
        notes += (Note("quotes", f"{count(quoted, 'quoted line')} of another mail set aside", (_ALL,)),)
    return (replace(source, text=text, notes=notes, meta=file.meta, marks=marks),)


def _pieces(text: str, aside: bool) -> tuple[list[Piece], int]:
    """The blocks of the letter, and how many quoted lines were set aside."""
    blocks = _blocks(text)
    words = {True: 0, False: 0}
    for quoted, lines in blocks:
        words[quoted] += sum(len(line.split()) for line in lines)
    aside = aside and words[False] >= max(_MIN_OWN, _OWN_SHARE * words[True])
    pieces: list[Piece] = []
    lines_aside = 0
    signed = False
    for i, (quoted, lines) in enumerate(blocks):
        signed = signed or lines[0].rstrip("\r\n") in ("-- ", "--")
        said = "\n".join(line.rstrip() for line in lines)
        opens = i + 1 < len(blocks) and blocks[i + 1][0] and not quoted and len(lines) <= 2 and _WROTE.search(said)
        if aside and (quoted or opens):
            lines_aside += len(lines)
            pieces.append(
                Piece(said, "furniture", "is quoted from another mail" if quoted else "leads to a quoted mail")
            )
        elif signed:
            pieces.append(Piece(said, "furniture", "stands after the mark of a signature"))
        else:
            pieces.append(Piece(said))
    return pieces, lines_aside


def _blocks(text: str) -> list[tuple[bool, list[str]]]:
    """The lines between blank lines, quoted ones apart from others and without their signs."""
    blocks: list[tuple[bool, list[str]]] = []
    begins = True
    for line in text.lstrip("\ufeff").splitlines():
        sign = _QUOTED.match(line)
        bare = line[sign.end() :] if sign else line
        if not bare.strip():
            begins = True
            continue
        signature = bare.rstrip("\r\n") in ("-- ", "--")
        if begins or signature or blocks[-1][0] != bool(sign):
            blocks.append((bool(sign), []))
        blocks[-1][1].append(bare)
        begins = False
    return blocks


MAIL_TEXT = Format("mail-text", "the text of a mail", (), lambda file: file.name.endswith(BODY), read_mail_text)
