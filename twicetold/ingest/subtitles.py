"""Subtitles → running text: the words that were spoken, without the times at which they were shown.

    ugly    “12  00:01:04,200 --> 00:01:06,900  and the talks <i>were</i>” as a sentence
    wanted  whole sentences in paragraphs, a new one where somebody else speaks, after a pause, or at the end of a
            sentence when it has grown long

SubRip (.srt) and WebVTT (.vtt). Lines that only describe a sound, “[applause]”, are kept and marked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from twicetold.errors import EmptyError
from twicetold.ingest.decode import decode_text
from twicetold.ingest.format import Format
from twicetold.ingest.pieces import Piece, count, make_text
from twicetold.model import File, Handling, Note, Offer, Source
from twicetold.settings import Settings

_SUFFIXES = (".srt", ".vtt")
_HEAD = 4_096
_CUES = Offer("One paragraph for each subtitle", "layout", "lines")
_BACK = Offer("Read it as running text", "layout", "")
_PAUSE = 3.0
"""Seconds without a subtitle after which another paragraph begins: two or three between two sentences are usual."""
_LONG = 60
"""Words from which a paragraph ends with its sentence; those of news have 25 to 70."""

_TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\s{{0,20}}({_TIME})\s{{0,5}}-->\s{{0,5}}({_TIME})")
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,20}"
    rb"(?:WEBVTT(?:[ \t\r\n]|$)|\d{1,6}[ \t]{0,5}\r?\n[ \t]{0,5}\d{1,3}:\d\d:\d\d[.,]\d{1,3} {0,3}-->)"
)
_VOICE = re.compile(r"<v(?:\.[\w.-]{0,100})?\s+([^<>]{1,200})>")
_TAG = re.compile(r"</?[A-Za-z0-9][^<>]{0,200}>|\{\\?[A-Za-z][^{}]{0,100}\}")
_DASH = re.compile(r"(?:-|–|—|>>)\s?(?=\S)")
_SOUND = re.compile(r"[\[(♪♫][^\[\]()]*[\])♪♫]")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_NOT_SHOWN = ("NOTE", "STYLE", "REGION")
_MIN_ROLLING = 2
"""Repeats, and half of all subtitles, from which they roll up line by line."""


@dataclass(slots=True)
class Cue:
    """What is shown at a time, in seconds: the lines, and who speaks if that is said."""

    start: float
    end: float
    lines: list[str]
    voice: str = ""
    turn: bool = False
    """Whether somebody else begins to speak here: a dash opens it."""

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(self.lines)


def is_subtitles(file: File) -> bool:
    """Whether ``file`` begins as SubRip or WebVTT does."""
    head = file.data[:_HEAD].replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return bool(_OPENING.match(head))


def read_subtitles(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The words of subtitles as running text. Raises EmptyError where there are none, and what decoding raises."""
    text, notes = decode_text(file.name, file.data, handling, declared=file.encoding)
    cues, shown = read_cues(text)
    if not cues:
        raise EmptyError(f"“{file.name}” holds times of subtitles and no words. Choose a file that holds the text.")
    voices = ", ".join(dict.fromkeys(cue.voice for cue in cues if cue.voice))
    left_out = "times left out" if not voices else f"times and the names of who speaks left out: {voices}"
    if handling.layout == "lines":
        pieces = [_piece([cue]) for cue in cues]
        note = Note("layout", f"{count(shown, 'subtitle')} read one by one, as you asked; {left_out}", (_BACK,))
    else:
        rolled = without_rolling(cues)
        if len(rolled) < len(cues) or any(a.lines != b.lines for a, b in zip(rolled, cues, strict=True)):
            left_out += "; lines that roll up read once"
        pieces = [_piece(part) for part in _paragraphs(rolled)]
        note = Note("layout", f"{count(shown, 'subtitle')} joined to running text; {left_out}", (_CUES,))
    made, marks = make_text(pieces)
    return (Source(file.name, made, file.meta, (*notes, note), marks=marks),)


def read_cues(text: str) -> tuple[list[Cue], int]:
    """The cues in ``text``, one for each speaker in it, and how many subtitles they come from."""
    cues: list[Cue] = []
    shown = 0
    lines = text.lstrip("\ufeff").splitlines()
    times = [(i, found) for i, line in enumerate(lines) if "-->" in line and (found := _TIMES.match(line))]
    ends = [i for i, _ in times[1:]] + [len(lines) + 1]
    for (i, found), after in zip(times, ends, strict=False):
        shown += 1
        start, end = _seconds(found[1]), _seconds(found[2])
        cues += _cues(start, end, _own_lines(lines, i + 1, after))
    return cues, shown


def _own_lines(lines: Sequence[str], first: int, after: int) -> list[str]:
    """The lines of a cue, up to the next blank line; in SubRip also past it, up to the number of the next cue."""
    own = list(lines[first : after - 1])
    # what stands right before the times is the name of the next cue, after a blank line or as a number
    if after <= len(lines) and after - 1 >= first:
        name, before = lines[after - 1].strip(), lines[after - 2].strip() if after - 2 >= first else ""
        if name and before and not name.isdecimal():
            own.append(name)
    for k, line in enumerate(own):
        # after a blank line: a comment, or styles
        if k and not own[k - 1].strip() and line.startswith(_NOT_SHOWN):
            return own[: k - 1]
    return own


def _cues(start: float, end: float, lines: Sequence[str]) -> list[Cue]:
    """A cue for each speaker in the lines of one subtitle."""
    found: list[Cue] = []
    voice = ""
    for line in lines:
        spoken = _VOICE.search(line)
        voice = " ".join(html.unescape(spoken[1]).split()) if spoken else voice
        words = " ".join(html.unescape(_TAG.sub("", line)).split())
        dash = _DASH.match(words)
        words = words[dash.end() :] if dash else words
        if not words:
            continue
        if found and not dash and not spoken:
            found[-1].lines.append(words)
        else:
            found.append(Cue(start, end, [words], voice, bool(dash)))
    return found


def without_rolling(cues: Sequence[Cue]) -> list[Cue]:
    """The cues without what each repeats of the one before, if they roll up line by line; else all of them."""
    repeats = [0, *(_repeated(before.lines, cue.lines) for before, cue in pairwise(cues))]
    times = sum(map(bool, repeats))
    if times < _MIN_ROLLING or 2 * times < len(cues) - 1:
        return list(cues)
    kept: list[Cue] = []
    for cue, repeated in zip(cues, repeats, strict=True):
        new = " ".join(cue.lines)[repeated:].strip()
        if new:
            kept.append(replace(cue, lines=[new]))
        else:
            kept[-1].end = cue.end
    return kept


def _repeated(before: Sequence[str], lines: Sequence[str]) -> int:
    """How many letters at the beginning of ``lines`` were the end of what was shown before."""
    for first in range(max(0, len(before) - len(lines)), len(before)):
        shown = " ".join(before[first:])
        if " ".join(lines).startswith(shown):
            return len(shown)
    return 0


def _paragraphs(cues: Sequence[Cue]) -> list[list[Cue]]:
    parts: list[list[Cue]] = []
    words = 0
    for cue in cues:
        last = parts[-1][-1] if parts else None
        if (
            last is None
            or cue.turn
            or cue.voice != last.voice
            or cue.start - last.end >= _PAUSE
            or bool(_SOUND.fullmatch(cue.text)) != bool(_SOUND.fullmatch(last.text))
            or (words >= _LONG and _ENDS.search(last.text))
        ):
            parts.append([])
            words = 0
        parts[-1].append(cue)
        words += len(cue.text.split())
    return parts


def _piece(cues: Sequence[Cue]) -> Piece:
    text = " ".join(cue.text for cue in cues)
    if all(_SOUND.fullmatch(cue.text) for cue in cues):
        return Piece(text, "furniture", "describes a sound")
    return Piece(text)


def _seconds(time: str) -> float:
    whole = 0.0
    for part in time.replace(",", ".").split(":"):
        whole = whole * 60 + float(part)
    return whole


SUBTITLES = Format("subtitles", "subtitles", _SUFFIXES, is_subtitles, read_subtitles)
