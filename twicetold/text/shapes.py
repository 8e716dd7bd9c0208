"""Lines that show by their shape that they are no story: titles cut off, lists of links, rows of buttons, tags."""

from __future__ import annotations

import numpy as np
import regex

from twicetold.text.labels import BODY, FURNITURE, Labels
from twicetold.text.lines import Lines
from twicetold.text.scan import SEPARATOR, SPACE, IntColumn

_CUT = regex.compile(r"\S \.\.$")
_SEPARATOR = regex.compile(r"\s[|•·›»/]\s|\s[-–]\s")
_BUTTON = regex.compile(
    r"facebook|twitter|x|whats ?app|telegram|linked ?in|pinterest|reddit|instagram|you ?tube|tik ?tok|threads|bluesky"
    r"|mastodon|xing|vk|messenger|flipboard|tumblr|pocket|e-?mail|mail|rss|viber|snapchat|print|share|tweet|copy|link"
    r"|drucken|teilen|partager|imprimer|compartir|imprimir|compartilhar|partilhar|вконтакте|одноклассники|телеграм"
    r"|поделиться|печать",
    regex.IGNORECASE,
)
_PIECE = regex.compile(r"[^\s|/•·,]+")
_ASKS = regex.compile(r".{0,60}\bshare this (?:story|article|post)\b.{0,40}", regex.IGNORECASE)
_TAG = regex.compile(r"(?:#[\p{L}\p{N}_]+[\s,]*)+")
_ADDRESS = regex.compile(r"(?:https?://|www\.)\S+")
_LONGEST_CUT = 200
"""Characters; a title that a page cuts off has at most 100."""
_ROW = 120
"""Characters of a row of buttons or tags, at most."""


def label_shapes(lines: Lines, labels: Labels) -> None:
    """Labels what is still body and has one of these shapes."""
    codes = lines.scanned.codes
    lengths = lines.ends - lines.starts
    cut = (codes.take(lines.ends - 1) == ord(".")) & (codes.take(lines.ends - 2, mode="clip") == ord("."))
    for i in np.flatnonzero(cut & (labels.kinds == BODY) & (lengths <= _LONGEST_CUT)).tolist():
        if _CUT.search(lines.text(i)[-4:]):
            labels.set(i, FURNITURE, "is a title that was cut off")
    for i in np.flatnonzero((_separators(lines) >= 2) & ~lines.ended & (labels.kinds == BODY)).tolist():
        pieces = len(_SEPARATOR.split(lines.text(i)))
        if pieces >= 3 and lines.count(i) <= 4 * pieces:
            labels.set(i, FURNITURE, "is a list of links")
    for i in np.flatnonzero((lengths <= _ROW) & (labels.kinds == BODY)).tolist():
        reason = _row(lines.text(i))
        if reason:
            labels.set(i, FURNITURE, reason)


def _row(text: str) -> str:
    if _ASKS.fullmatch(text):
        return "asks to share the page"
    if _TAG.fullmatch(text):
        return "is a list of tags"
    if _ADDRESS.fullmatch(text):
        return "is an address on the web"
    first = _PIECE.match(text)
    if first and _BUTTON.fullmatch(first.group()):
        pieces = _PIECE.findall(text)
        if len(pieces) >= 2 and all(map(_BUTTON.fullmatch, pieces)):
            return "is a row of buttons"
    return ""


def _separators(lines: Lines) -> IntColumn:
    """How many marks between links, with white space on both sides, each line has."""
    classes = lines.scanned.classes
    places = lines.scanned.places(SEPARATOR)
    around = classes.take(places - 1, mode="clip") & classes.take(places + 1, mode="clip") & np.uint8(SPACE)
    places = places[around.astype(np.bool_)]
    return np.searchsorted(places, lines.ends) - np.searchsorted(places, lines.starts)
