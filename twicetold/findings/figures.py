"""A version → its figures: numbers with their units, money, shares, dates, times and durations, normalised.

    ugly    “1h45” and “one hour and three quarters” differ; “$ 11 billion” and “$11bn” differ; “9.40” is a decimal
    wanted  105 min, 11000000000 $, 09:40 — with the words as printed beside them, and “nearly” kept as “<”

Each figure has a sort (``money``, ``share``, ``duration``, ``time``, ``date``, ``measure``, ``count``), a value in a
form that can be compared, and what it counts (the next noun). “One” alone is a word, not a figure. A weekday is
resolved against the version’s date when that is known: the last such day up to it. Cost: one pass of one pattern.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import regex

from twicetold.findings.grammar import Grammar
from twicetold.model import Span, Version


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure where it stands. ``value`` is normalised, ``amount`` the number in it (0 for a day or a time),
    ``hedge`` one of “<”, “>”, “~” or empty, ``noun`` what is counted, in small letters."""

    span: Span
    sort: str
    value: str
    amount: float
    hedge: str
    noun: str


_CURRENCY = {"$": "$", "€": "€", "£": "£", "¥": "¥", "US$": "$", "USD": "$", "EUR": "€", "GBP": "£"}
_IN_MINUTES = {"s": 1 / 60, "min": 1.0, "h": 60.0}
_IN_DAYS = {"d": 1.0, "wk": 7.0}
_IN_MONTHS = {"mo": 1.0, "yr": 12.0}
_DIGITS = r"\d{1,3}(?:[,\u00A0\u202F’]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"


@cache
def _pattern(language: str, words: tuple[tuple[str, ...], ...]) -> regex.Pattern[str]:
    numbers, fractions, units, hedges, months, weekdays = (_any(group) for group in words)
    word_number = rf"(?:{numbers})(?:[\s-](?:and\s)?(?:{numbers}))*"
    amount = rf"(?:{_DIGITS})(?:\s?(?:{numbers}))?(?!\p{{L}})|{word_number}"
    return regex.compile(
        rf"""(?<![\p{{L}}\p{{N}}.,:$€£])(?:(?P<hedge>{hedges})\s+)?(?:
          (?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d{{2}}))?\s?(?P<half>[ap]\.?m\b\.?|Uhr\b)
        | (?P<clock>[01]?\d|2[0-3]):(?P<clock_minute>[0-5]\d)(?![\d:])
        | (?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s(?P<month>{months})\b(?:,?\s(?P<year>[12]\d{{3}}))?
        | (?P<month2>{months})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year2>[12]\d{{3}}))?
        | (?P<month3>{months})\s(?P<year3>[12]\d{{3}})\b
        | (?P<weekday>{weekdays})\b
        | (?P<currency>US\$|[$€£¥]|(?:USD|EUR|GBP)\b)\s?(?P<money>{amount})
        | (?P<first>{amount}|{fractions}|(?<!half\s)an?(?=\s(?:hour|minute)))
          (?:\sand\s(?P<inner>{fractions}))?[\s-]?(?P<unit>{units}|%|€)(?!\p{{L}})
          (?:(?:,?\sand)?\s(?:(?P<fraction>{fractions})|(?P<second>{amount})\s(?P<unit2>{units}))(?!\p{{L}}))?
        | (?P<lone_year>(?:1[5-9]|20)\d\d)(?![\p{{L}}\d%,.]\d|\p{{L}})
        | (?P<number>{amount})(?!\p{{L}})
        )""",
        regex.VERBOSE | regex.IGNORECASE,
    )


def _any(words: Sequence[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(regex.escape(word, literal_spaces=False) for word in ordered) + ")" if ordered else r"(?!)"


def find_figures(version: Version, grammar: Grammar) -> tuple[Figure, ...]:
    """The figures of a version’s story, in order."""
    groups = (
        tuple(grammar.numbers),
        tuple(grammar.fractions),
        tuple(grammar.units),
        tuple(grammar.hedges),
        grammar.lists.get("months", ()),
        grammar.lists.get("weekdays", ()),
    )
    pattern = _pattern(grammar.language, groups)
    openers = {word.split()[0] for group in (*groups, *_ARTICLES) for word in group}
    found = []
    done = 0
    for start, end in _candidates(version, frozenset(word.lower() for word in openers)):
        # every token that may begin a figure, unless it is inside one
        match = pattern.match(version.text, start, end) if start >= done else None
        if match:
            done = match.end()
            figure = _read(match, grammar, version)
            if figure:
                found.append(figure)
    return tuple(found)


_ARTICLES = (("a", "an", "half"),)
_OPENS = regex.compile(r"[+\-−–]?\d|[$€£¥]|US\$|USD|EUR|GBP")


def _candidates(version: Version, openers: frozenset[str]) -> list[tuple[int, int]]:
    """The places of tokens that may begin a figure, and the ends of their sentences."""
    tokens, units = version.tokens, version.units
    opens = np.array(
        [_OPENS.match(form) is not None or form.lower().partition("-")[0] in openers for form in tokens.vocabulary],
        dtype=np.bool_,
    )
    at = np.flatnonzero(opens[tokens.forms])
    home = np.searchsorted(units.token_ends, at, side="right")
    keep = units.is_story[home] if len(at) else home.astype(np.bool_)
    starts, ends = tokens.starts[at[keep]], units.ends[home[keep]]
    signs = np.array([form[:1] in "+-−–" for form in tokens.vocabulary], dtype=np.int64)[tokens.forms[at[keep]]]
    return list(zip((starts + signs).tolist(), ends.tolist(), strict=True))


def _read(match: regex.Match[str], grammar: Grammar, version: Version) -> Figure | None:
    span = Span(match.start(), match.end())
    hedge = grammar.hedges.get((match["hedge"] or "").lower(), "")
    if match["hour"] or match["clock"]:
        return Figure(span, "time", _time(match), 0.0, hedge, "")
    if match["day"] or match["day2"] or match["month3"]:
        return Figure(span, "date", _date(match, grammar), 0.0, hedge, "")
    if match["weekday"]:
        if not match["weekday"][0].isupper():
            return None
        return Figure(span, "date", _weekday(match, grammar, version), 0.0, "", "")
    if match["lone_year"]:
        return Figure(span, "date", match["lone_year"], 0.0, hedge, "")
    if match["money"]:
        amount = _amount(match["money"], grammar)
        return Figure(span, "money", f"{amount:.12g} {_CURRENCY[match['currency'].upper()]}", amount, hedge, "")
    if match["unit"]:
        return _measured(match, grammar, span, hedge)
    words = match["number"]
    amount = _amount(words, grammar)
    following = _NEXT_WORD.match(version.text, match.end())
    noun = following[1].lower() if following and following[1][0].islower() else ""
    is_bare = not noun or grammar.has("small", noun)
    if is_bare and _NAME_BEFORE.search(version.text, max(0, match.start() - _NAME_CHARS), match.start()):
        # “Nord Stream 2” is a name
        return None
    if words.isalpha() and (amount < 2 or words.lower() in _NO_FIGURE) and not hedge:
        return None
    return Figure(span, "count", f"{amount:.12g}", amount, hedge, noun)


_NO_FIGURE = ("m", "k", "mn", "bn", "tn", "hundred", "thousand", "million", "billion", "dozen")
_NAME_BEFORE = regex.compile(r"\p{Lu}\p{L}+\s$")
_NAME_CHARS = 40
_AHEAD_CHARS = 60
_NEXT_WORD = regex.compile(r"\s(?:\p{Ll}+[\s-])??(\p{L}[\p{L}’'-]+)")


def _time(match: regex.Match[str]) -> str:
    hour = int(match["hour"] or match["clock"])
    minute = int(match["minute"] or match["clock_minute"] or 0)
    half = (match["half"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}"


def _date(match: regex.Match[str], grammar: Grammar) -> str:
    months = [month.lower() for month in grammar.lists["months"]]
    month = (match["month"] or match["month2"] or match["month3"]).lower()
    number = months.index(month) + 1
    year = match["year"] or match["year2"] or match["year3"] or ""
    if match["month3"]:
        return f"{year}-{number:02}"
    day = int(match["day"] or match["day2"])
    return f"{year or '-'}-{number:02}-{day:02}"


def _weekday(match: regex.Match[str], grammar: Grammar, version: Version) -> str:
    """The last such weekday up to the version’s date, the next one after a “will”; a number where no date is known."""
    weekdays = [day.lower() for day in grammar.lists["weekdays"]]
    number = weekdays.index(match["weekday"].lower())
    try:
        day = dt.date.fromisoformat(version.meta.date[:10])
    except ValueError:
        return f"weekday {number + 1}"
    ahead = version.text[max(0, match.start() - _AHEAD_CHARS) : match.start()].rpartition(".")[2].lower().split()
    if any(grammar.has("future", word) for word in ahead):
        return (day + dt.timedelta(days=(number - day.weekday()) % 7)).isoformat()
    return (day - dt.timedelta(days=(day.weekday() - number) % 7)).isoformat()


def _measured(match: regex.Match[str], grammar: Grammar, span: Span, hedge: str) -> Figure | None:
    words, unit = match["first"], grammar.units.get(match["unit"].lower(), match["unit"])
    fractions = grammar.fractions
    amount = 1.0 if words.lower() in ("a", "an") else fractions.get(words.lower()) or _amount(words, grammar)
    amount += sum(fractions[match[group].lower()] for group in ("inner", "fraction") if match[group])
    second = match["second"] and (_amount(match["second"], grammar), grammar.units.get(match["unit2"].lower(), ""))
    for table, sign in ((_IN_MINUTES, "min"), (_IN_DAYS, "d"), (_IN_MONTHS, "mo")):
        if unit in table:
            total = amount * table[unit]
            if second and second[1] in table:
                total += second[0] * table[second[1]]
            return Figure(span, "duration", f"{total:.12g} {sign}", total, hedge, "")
    if unit in ("$", "€", "£"):
        return Figure(span, "money", f"{amount:.12g} {unit}", amount, hedge, "")
    sort = "share" if unit in ("%", "pp") else "measure"
    return Figure(span, sort, f"{amount:.12g} {unit}", amount, hedge, "")


def _amount(words: str, grammar: Grammar) -> float:
    """The number that digits, number words or both together mean: “1.1 million”, “twenty-one”, “10,000”."""
    total = current = 0.0
    for part in regex.findall(r"[\d.,’\u00A0\u202F]+|\p{L}+", words.lower()):
        if part[0].isdigit():
            current += _number(part, grammar)
        elif part in grammar.numbers:
            value = grammar.numbers[part]
            if value in (100, 12):
                current = max(current, 1) * value
            elif value >= 1000:
                total += max(current, 1) * value
                current = 0
            else:
                current += value
    return total + current


def _number(part: str, grammar: Grammar) -> float:
    """Digits with their marks: a comma before three digits groups them, in German a point does."""
    group, point = (".", ",") if grammar.language == "de" else (",", ".")
    plain = regex.sub(r"[’\u00A0\u202F]", "", part).rstrip(".,")
    if regex.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{3}})+(?:\{point}\d+)?", plain):
        plain = plain.replace(group, "")
    return float(plain.replace(",", ".")) if plain.replace(",", ".").count(".") <= 1 else 0.0


def same_value(a: Figure, b: Figure) -> bool:
    """Whether two figures of one sort agree as far as both say: 19 May and 2021-05-19 do, 2021 and 2017 do not."""
    if a.value == b.value or a.sort != b.sort:
        return a.value == b.value
    if a.sort != "date":
        return False
    if a.value.startswith("weekday") or b.value.startswith("weekday"):
        return _weekday_number(a.value) in (_weekday_number(b.value), 0) or not _weekday_number(b.value)
    x, y = a.value.lstrip("-"), b.value.lstrip("-")
    return x.endswith(y) or y.endswith(x) or x.startswith(y) or y.startswith(x)


def _weekday_number(value: str) -> int:
    """1 for a Monday to 7; 0 where the value does not say."""
    if value.startswith("weekday"):
        return int(value.split()[1])
    try:
        return dt.date.fromisoformat(value).isoweekday()
    except ValueError:
        return 0
