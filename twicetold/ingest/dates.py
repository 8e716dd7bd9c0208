"""Dates as they are printed → dates that can be sorted.

ugly    “05/06/2021” as June or May, whichever a library takes; “8 hours ago” as the day the file was opened
wanted  2021-05-20 for “Thu 20th May 2021 | 08:30 AM”, and nothing where the text leaves it open
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

_LONGEST = 100
"""Letters of a printed date, its weekday and time with it; what is longer is a sentence."""
_OLDEST = 1000
"""No printed date has a year of three digits; what looks so is part of something else."""

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_PART_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")
_MAIL = re.compile(r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{2,4} \d{1,2}:\d\d")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?(?:[/.年-]|년)\s?(\d{1,2})\s?(?:[/.月-]|월)\s?(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d/-])")
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]({_MONTHS})\.?,?[ -](\d{{4}})\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b({_MONTHS})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.IGNORECASE)
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_NUMBERS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_WORDED = re.compile(r"(?<!\d)\d{1,2}(?:\.|er|[ºª])?\s+(?:de\s+)?[^\W\d_]+\.?\s+(?:de\s+)?\d{4}(?!\d)")
"""A day, a month in words, a year, in the order of most languages; what stands around it is no date."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_USUAL = ("de", "fr", "es", "pt", "it", "nl", "ru", "uk", "pl", "cs", "sv", "da", "tr", "ar", "he", "id")
"""Tried in turn for a date in words of which the language is not known."""
_MONTH_FIRST = ("en-us", "en_us")


def normalise_date(text: str, language: str = "") -> str:
    """``text`` as ISO 8601: a day, a moment if the text is ISO or of a mail, a month or year if it is no more; else "".

    ``language`` (ISO 639-1, with or without a country) tells how words and 5/6/2021 are meant. Of two days that a
    text may mean, none is chosen; a day that is told from now (“yesterday”) is none.
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return ""
    if _ISO.fullmatch(text):
        return _moment(text)
    return _moment(text) or _numbers(text, language.lower()) or _english(text) or _in_words(text, language.lower())


def date_fields(printed: str, language: str = "") -> dict[str, str]:
    """What ``printed`` says, as fields of ``Meta``: ``date`` where it is sure, ``date_printed`` unless that is ISO."""
    printed = " ".join(printed.split())
    date = normalise_date(printed, language)
    found = {"date": date, "date_printed": "" if date and _is_iso(printed) else printed}
    return {field: value for field, value in found.items() if value}


def _is_iso(text: str) -> bool:
    return bool(_ISO.fullmatch(text) or _PART_ISO.fullmatch(text))


def _moment(text: str) -> str:
    if found := _ISO.fullmatch(text):
        year, month, day, hour, minute, second, zone = found.groups()
        if not hour:
            return _day(year, month, day)
        if not _time_is(hour, minute, second or "0"):
            return ""
        date = _day(year, month, day)
        return date and f"{date}T{hour}:{minute}:{second or '00'}{_zone(zone)}"
    if found := _PART_ISO.fullmatch(text):
        return text if _OLDEST <= int(found[1]) <= 2100 else ""
    if _MAIL.match(text):
        try:
            sent = parsedate_to_datetime(text)
        except (ValueError, TypeError, OverflowError):
            return ""
        # “-0000” is a mail’s way to say that its hour is that of Greenwich; of an hour without a zone nothing is known
        moment = sent.replace(tzinfo=UTC) if "-0000" in text else sent
        return moment.isoformat() if sent.year >= _OLDEST else ""
    return ""


def _numbers(text: str, language: str) -> str:
    if found := _YEAR_FIRST.search(text):
        return _day(*found.groups())
    if found := _DOTTED.search(text):
        return _day(found[3], found[2], found[1])
    if found := _SLASHED.search(text):
        first, second, year = int(found[1]), int(found[3]), found[4]
        if first > 12 or first == second:
            return _day(year, second, first)
        if second > 12 or language in _MONTH_FIRST:
            return _day(year, first, second)
        if language and (language[:2] != "en" or len(language) > 3):
            return _day(year, second, first)
    return ""


def _english(text: str) -> str:
    days = {_day(found[3], _NUMBERS[found[2][:3].lower()], found[1]) for found in _DAY_MONTH.finditer(text)}
    days |= {_day(found[3], _NUMBERS[found[1][:3].lower()], found[2]) for found in _MONTH_DAY.finditer(text)}
    return days.pop() if len(days) == 1 else ""


@lru_cache(maxsize=1024)
def _in_words(text: str, language: str) -> str:
    printed = _WORDED.findall(text)
    if len(printed) != 1:
        return ""
    code = _LANGUAGE.match(language)
    return (code and _parse(printed[0], [code[0]])) or _parse(printed[0], list(_USUAL))


def _parse(text: str, languages: list[str]) -> str:
    import dateparser

    try:
        found = dateparser.parse(
            text,
            languages=languages,
            settings={"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"},
        )
    except Exception:  # a language that it does not know, or a text that it stumbles over: no date was found
        return ""
    return found.date().isoformat() if found and found.year >= _OLDEST else ""


def _day(year: str | int, month: str | int, day: str | int) -> str:
    try:
        found = datetime(int(year), int(month), int(day))
    except ValueError:
        return ""
    return found.date().isoformat() if found.year >= _OLDEST else ""


def _time_is(hour: str, minute: str, second: str) -> bool:
    return int(hour) < 24 and int(minute) < 60 and int(second) < 61


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
