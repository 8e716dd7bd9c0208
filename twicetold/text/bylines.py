"""Lines that say who wrote it and when, and the names and dates in them.

    ugly    “By the sea” as the author’s name; the page’s clock as the first sentence of the story
    wanted  “By Jane Roe, Northern Wire | 20 May 2021, 8:30 am”: Jane Roe, 20 May 2021

A name is taken only behind a word that says whose it is. Cost: a few microseconds a line; asked only of lines above and
behind a story.
"""

from __future__ import annotations

from functools import cache

import regex

from twicetold.text.phrases import words_of

SAYS_WHO, SAYS_WHEN = "says who wrote it", "says who wrote it or when"
_LONGEST = 120
"""Characters of a byline with its outlet, place and date."""
_MAX_NAME_WORDS = 4
"""Words beside a date that may be a name."""

_LINKS = r"(?i:and|&|et|und|y|e|и|de|da|do|dos|du|del|la|le|van|von|der|den|ten|bin|ibn|al|el|di)"
_NAME_WORD = r"\p{Lu}[\p{L}\p{M}.'’`-]*"
_NAME = rf"{_NAME_WORD}(?:,? (?:{_LINKS} ){{0,2}}{_NAME_WORD}){{0,7}}"
_TIME = r"\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?h(?: ?\d\d)?\b|\d{1,2} ?[ap]\.?m\b\.?"
_AGO = regex.compile(r".{0,60}\b(?i:\d+ (?:minutes?|mins?|hours?|days?) ago)\b.{0,60}")
_LETTERS = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}.'’-]*")


@cache
def _date() -> str:
    months = words_of("months")
    return (
        rf"\b\d{{1,2}}(?:st|nd|rd|th|er|º|ª|\.)?(?: of| de)? ?(?:{months})\b\.?,?(?: de| del)? \d{{4}}\b"
        r"(?: ?г(?:ода|\.))?"
        rf"|\b(?:{months})\b\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b"
        r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)\b"
    )


@cache
def _date_pattern() -> regex.Pattern[str]:
    return regex.compile(_date(), regex.IGNORECASE)


@cache
def _beside_date() -> regex.Pattern[str]:
    """What may stand beside a date: times, the names of days and of zones, “published”, “updated”."""
    return regex.compile(
        rf"{_TIME}|\b(?:{words_of('weekdays')}|{words_of('stamp')})\b\.?|\b\d+\b|[|,.:;/•·()\s–—-]+", regex.IGNORECASE
    )


@cache
def _by(language: str) -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<by>(?i:{words_of('byline', language)})):? (?P<name>{_NAME})"
        r"(?:,? (?i:in|for|from|à|a|en|em|aus|für|pour|para|в|на) \p{Lu}.{0,60}| ?[,|•·/(–—-].{0,80}| \d.{0,60})?"
    )


def date_in(text: str) -> str:
    """The first date with a year in ``text``, as it is printed; empty where there is none."""
    found = _date_pattern().search(text)
    return found.group().strip() if found else ""


def is_date_line(text: str) -> bool:
    """Whether ``text`` is a date, with its time and what such lines say beside it."""
    return bool(date_in(text)) and not _beside(text)


def _beside(text: str) -> str:
    """What is left of a line without its dates, times and what goes with them."""
    return _beside_date().sub(" ", _date_pattern().sub(" ", text)).strip()


def name_in(text: str, language: str = "") -> str:
    """The name behind “by”, in a line that is nothing but a byline; else nothing.

    ``language`` (ISO 639-1) says whose word for “by” is meant; without one, all are.
    """
    if len(text) > _LONGEST:
        return ""
    found = _by(language).fullmatch(text)
    if found is None or is_date_line(found["name"]) or _only_calendar(found["name"]):
        return ""
    return str(found["name"]).strip(" .,")


def _only_calendar(name: str) -> bool:
    """“By Monday”, “Von Mai” name nobody."""
    return (
        regex.fullmatch(rf"(?:(?:{words_of('weekdays')}|{words_of('months')})\.? ?)+", name, regex.IGNORECASE)
        is not None
    )


def byline_reason(text: str, language: str = "") -> str:
    """Why a line above or behind the story is a byline; empty if it is none."""
    if len(text) > _LONGEST:
        return ""
    if name_in(text, language):
        return SAYS_WHO
    if _AGO.fullmatch(text):
        return SAYS_WHEN
    if date_in(text):
        rest = _LETTERS.findall(_beside(text))
        if len(rest) <= _MAX_NAME_WORDS and all(word[0].isupper() for word in rest):
            return SAYS_WHEN
    return ""
