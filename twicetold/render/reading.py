"""What was understood of a version → plain English: what it is, whence that is known, what was set aside and why.

ugly    lang=en conf=0.93 boilerplate=3
wanted  Harbour Post, 20 May 2021, English: 412 words; 3 lines set aside
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twicetold.errors import ReadError
from twicetold.model import Kind, Version
from twicetold.render.terminal import plain_line
from twicetold.render.words import count, spoken_date

KIND_WORDS: dict[Kind, str] = {
    "body": "story",
    "headline": "headline",
    "subhead": "subheading",
    "dateline": "dateline",
    "caption": "caption",
    "kicker": "line above the headline",
    "byline": "byline",
    "furniture": "page furniture",
}
"""What a line is called on the screen, the usual first."""

DETAIL_WORDS = {
    "title": "Title",
    "outlet": "Outlet",
    "byline": "Author",
    "date": "Date",
    "language": "Language",
    "licence": "Licence",
    "address": "Address",
}
"""What the details of a version are called."""

LANGUAGES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean",
    "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nb": "Norwegian",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Names of languages by their codes (ISO 639-1): those of the news that people compare most."""


@dataclass(frozen=True, slots=True)
class Detail:
    """Something known of a version: the field of ``Meta``, what it is called, the value in words, whence it is known
    (empty: not told), and of a date how it is printed, where that is another way."""

    field: str
    name: str
    value: str
    origin: str
    printed: str = ""


def language_name(code: str) -> str:
    """“English” for en or en-GB; a code without a name here as it is."""
    return LANGUAGES.get(code.partition("-")[0].lower(), code)


def details_of(version: Version) -> list[Detail]:
    """What is known of the version; what is not known is left out."""
    meta, origins = version.meta, dict(version.meta.origins)
    found = []
    for field, name in DETAIL_WORDS.items():
        value, printed = getattr(meta, field), ""
        if field == "date":
            value = spoken_date(meta.date) if meta.date else meta.date_printed
            printed = meta.date_printed if meta.date_printed != value else ""
        elif field == "language":
            value = language_name(value)
        if value:
            found.append(Detail(field, name, value, origins.get(field, ""), printed))
    return found


def set_aside(version: Version) -> int:
    """Paragraphs of which nothing counts as story."""
    story = version.units.is_story
    return sum(not story[p.units.start : p.units.end].any() for p in version.paragraphs)


def size_in_words(version: Version) -> str:
    """“412 words, 3 lines set aside”."""
    aside = set_aside(version)
    return count(version.words, "word") + (f", {count(aside, 'line')} set aside" if aside else "")


def reading_to_text(files: Sequence[tuple[str, Sequence[Version | ReadError]]], *, width: int = 100) -> str:
    """What ``read_all`` gave for each file, under its name, as text for a terminal: every line with its kind."""
    lines: list[str] = []
    for name, found in files:
        lines += [plain_line(name)]
        for one in found:
            lines += _version(one, width) if isinstance(one, Version) else _wrapped(str(one), "  not read: ", width)
            lines.append("")
    return "\n".join(lines)


def _version(version: Version, width: int) -> Iterator[str]:
    part = f" ({plain_line(version.part)})" if version.part else ""
    yield from _wrapped(f"{version.label}{part}: {size_in_words(version)}", "  ", width)
    for detail in details_of(version):
        whence = f", printed as {detail.printed}" if detail.printed else ""
        whence += f" – {detail.origin}" if detail.origin else ""
        yield from _wrapped(f"{detail.value}{whence}", f"  {detail.name + ':':<10}", width)
    for note in version.notes:
        offers = "; ".join(f"{offer.label}: {offer.field} = {offer.value}" for offer in note.offers)
        yield from _wrapped(note.text + (f" [{offers}]" if offers else ""), f"  {'Note:':<10}", width)
    yield ""
    for paragraph in version.paragraphs:
        last = version.units[paragraph.units.end - 1]
        why = f" [{last.reason}]" if last.reason else ""
        yield from _wrapped(version.slice(paragraph.span) + why, f"  {KIND_WORDS[last.kind]:<16}", width)


def _wrapped(text: str, head: str, width: int) -> list[str]:
    return textwrap.wrap(
        plain_line(text), width, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False
    ) or [head.rstrip()]
