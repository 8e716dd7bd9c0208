"""Captures: files that an archive kept of one address at several times → a dated series.

    ugly    “20210519123000.html” and “20210602070000.html” as two outlets, the newer first
    wanted  one page as it was on 19 May and on 2 June, in this order, each with its time

Archives write the time of a capture as fourteen digits (20210519123000, in UTC): in addresses, in the names of saved
files, and in lists of captures (CDX, time maps). Cost: one regular expression a name.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from twicetold.model import File, Meta

_STAMP = re.compile(r"(?<!\d)((?:19[89]|20\d)\d{11})(?:[a-z]{2}_)?(?![\d])")
_ARCHIVED = re.compile(r"https?://[^\s\"'<>]{3,200}?/(\d{14})(?:[a-z]{2}_)?/(https?:/{1,2}[^\s\"'<>]+)", re.IGNORECASE)
_WAYBACK = "https://web.archive.org/web/{}/{}"
_BEFORE_ADDRESS = re.compile(r"^https?:/{1,2}(?:www\.)?", re.IGNORECASE)

CAPTURED = "when an archive captured it"
_IN_NAME = "the time in the file’s name"


def find_time(text: str) -> str:
    """The time of capture that stands in ``text`` in fourteen digits, in ISO; empty where none does."""
    for stamp in _STAMP.finditer(text):
        try:
            return datetime.strptime(stamp[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat()
        except ValueError:
            continue
    return ""


def split_archived(address: str) -> tuple[str, str]:
    """The address of which ``address`` is a capture, and its time; (``address``, "") where it is none."""
    found = _ARCHIVED.match(address)
    time = find_time(found[1]) if found else ""
    return (re.sub("^(https?:)/+", r"\1//", found[2]), time) if found and time else (address, "")


def with_time(file: File) -> File:
    """``file``, and if nothing is known of its date, the time of capture that its address or its name tells."""
    if file.meta.date:
        return file
    _, time = split_archived(file.meta.address)
    origin = CAPTURED if time else _IN_NAME
    time = time or find_time(file.name)
    if not time:
        return file
    return replace(file, meta=replace(file.meta, date=time, origins=(*file.meta.origins, ("date", origin))))


def in_order(files: Iterable[File]) -> tuple[File, ...]:
    """``files``, those of one address by their times where the first of them stands; each says when it was captured."""
    dated = [with_time(file) for file in files]
    several = Counter(_key(file) for file in dated)
    first: dict[str, int] = {}
    for place, file in enumerate(dated):
        first.setdefault(_key(file), place)
    days = Counter((_key(file), file.meta.date[:10]) for file in dated)

    def put(file: File) -> File:
        if several[_key(file)] < 2 or not file.meta.date or file.part:
            return file
        alone = days[_key(file), file.meta.date[:10]] < 2
        return replace(
            file, part="captured " + (file.meta.date[:10] if alone else file.meta.date[:19].replace("T", " "))
        )

    return tuple(put(file) for file in sorted(dated, key=lambda file: (first[_key(file)], file.meta.date)))


def find_captures(text: str) -> tuple[str, ...]:
    """The addresses of captures that ``text`` lists, the oldest first: a time map, a list of addresses, or what the
    list of an archive (CDX) gives in JSON."""
    found = {match[0].rstrip(".,;)") for match in _ARCHIVED.finditer(text)}
    return tuple(sorted(found | set(_listed(text)), key=lambda address: (find_time(address), address)))


def list_addresses(text: str) -> tuple[str, ...]:
    """The addresses in ``text``, an address a line, in that order; or those of the captures that it lists."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if all(" " not in line and not line.startswith(("<", "[", "{")) for line in lines):
        return tuple(lines)
    return find_captures(text) or tuple(lines)


def captured_meta(address: str, time: str) -> Meta:
    """What is known of a page that an archive captured at ``time`` (ISO)."""
    dated = (("date", CAPTURED),) if time else ()
    return Meta(address=address, date=time, origins=(("address", "the web archive"), *dated))


def _key(file: File) -> str:
    """What captures of one page have in common: the address without its scheme, or the name without its time."""
    if file.meta.address:
        return _BEFORE_ADDRESS.sub("", split_archived(file.meta.address)[0]).rstrip("/").casefold()
    name = _STAMP.sub("", file.name)
    # names without a time are those of different files, even if an archive holds one twice
    return f"name {name}" if name != file.name else f"file {id(file)}"


def _listed(text: str) -> Iterable[str]:
    start = text[:2_000].lstrip("\ufeff \r\n\t")
    if not (start.startswith("[[") and '"timestamp"' in start and '"original"' in start):
        return
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        return
    names = rows[0]
    if "timestamp" not in names or "original" not in names:
        return
    time, original = names.index("timestamp"), names.index("original")
    for row in rows[1:]:
        if isinstance(row, list) and len(row) > max(time, original) and find_time(str(row[time])):
            yield _WAYBACK.format(row[time], row[original])
