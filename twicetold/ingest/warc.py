"""Web archives (WARC, compressed or not) → the pages in them, those of one address as a dated series.

    ugly    the pictures, the scripts and the redirects of a page as versions; a cut-off archive that gives nothing
    wanted  each page with its address and the time of its capture, the oldest first

warcio takes the records apart and undoes what the web packed them in. What is read of all pages together is limited,
and so is their number. Cost: linear in what is unpacked.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from typing import Any

from twicetold.errors import AddressError, DamagedError, EmptyError, SizeError
from twicetold.ingest.address import parse_address
from twicetold.ingest.dates import normalise_date
from twicetold.ingest.format import Format
from twicetold.ingest.sent import make_name
from twicetold.ingest.series import captured_meta, in_order
from twicetold.ingest.zips import begins_gzip_with, gunzip_some, is_gzip
from twicetold.model import File, Handling
from twicetold.settings import Settings

_START = b"WARC/"
_RECORDS = ("response", "resource", "conversion")
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,12})\s*$", re.IGNORECASE | re.MULTILINE)
_ANSWERED = ("200", "203", "")
_PLAIN_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate", "br")


def unpack_warc(file: File, handling: Handling, settings: Settings) -> tuple[File, ...]:
    """The pages in a web archive, at most ``settings.max_texts``, those of one address by time.

    Raises SizeError or EmptyError; what is cut off, and what is beyond the limit, stands at the end as a refused file.
    """
    data, whole = file.data, True
    if is_gzip(file):
        data, whole = gunzip_some(file, settings.max_unpacked_bytes)
        if len(data) > settings.max_unpacked_bytes:
            raise SizeError(
                f"“{file.name}” unpacks to more than {settings.max_unpacked_bytes / 1e6:,.0f} MB. "
                "Take the pages of the story out of it into an archive of their own."
            )
    whole = whole and _ends_whole(data)
    pages: list[File] = []
    beyond = size = 0
    try:
        for number, record in enumerate(_records(data), 1):
            ending = _ending(record)
            if ending is None:
                continue
            if len(pages) >= settings.max_texts:
                beyond += 1
                continue
            page = _page(record, number, ending, settings)
            size += len(page.data)
            if size > settings.max_unpacked_bytes:
                raise SizeError(
                    f"“{file.name}” holds pages of more than {settings.max_unpacked_bytes / 1e6:,.0f} MB. "
                    "Take the pages of the story out of it into an archive of their own."
                )
            pages.append(page)
    except _Broken:
        whole = False
    if not pages:
        if whole:
            raise EmptyError(f"“{file.name}” holds no page. Choose a web archive with the pages of a story.")
        raise DamagedError(f"“{file.name}” is a web archive that is cut off or broken. Get it again and choose that.")
    made = in_order(pages)
    if beyond:
        more = f"{beyond:,} more pages" if beyond > 1 else "one more page"
        made += (File(f"{file.name}, {more}", b"", refused="beyond"),)
    if not whole:
        made += (File(f"{file.name}, the rest of it", b"", refused="damaged"),)
    return made


class _Broken(Exception):  # noqa: N818  # caught above
    """The archive is broken from here on."""


def _ends_whole(data: bytes) -> bool:
    """Whether the last record is as long as it says: the library takes one that is cut off for the end."""
    head, _, body = data[data.rfind(b"\nWARC/1.") + 1 :].partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return length is not None and len(body) >= int(length[1])


def _records(data: bytes) -> Any:
    """The records one by one. Raises _Broken where no more can be had."""
    from warcio.archiveiterator import ArchiveIterator

    records = ArchiveIterator(io.BytesIO(data), no_record_parse=False)
    while True:
        try:
            record = next(records)
        except StopIteration:
            if records.err_count:  # something stood between two records: one was not as long as it says
                raise _Broken from None
            return
        except Exception as error:  # the library fails in many ways on what is none
            raise _Broken from error
        yield record


def _ending(record: Any) -> str | None:
    """How a file of this record ends, None if it is no page."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in _RECORDS or not address.lower().startswith(("http://", "https://")):
        return None
    http = record.http_headers if record.rec_type == "response" else None
    if http is not None and (http.get_statuscode() or "") not in _ANSWERED:
        return None
    return _ENDINGS.get(_kind(record).partition(";")[0].strip().lower())


def _kind(record: Any) -> str:
    headers = record.http_headers if record.rec_type == "response" and record.http_headers else record.rec_headers
    return headers.get_header("Content-Type") or ""


def _page(record: Any, number: int, ending: str, settings: Settings) -> File:
    address = " ".join(record.rec_headers.get_header("WARC-Target-URI").strip("<>").split())
    name = f"page {number}{ending}"
    with suppress(AddressError):
        name = make_name(parse_address(address), ending)
    time = normalise_date(record.rec_headers.get_header("WARC-Date") or "").replace("Z", "+00:00")
    meta = captured_meta(address, time)
    coding = (record.http_headers.get_header("Content-Encoding") or "") if record.http_headers else ""
    if coding.strip().lower() not in _PLAIN_CODINGS or not _can_unpack(coding.strip().lower()):
        return File(name, b"", meta, refused="odd")
    try:
        data = _take(record.content_stream(), settings.max_version_bytes)
    except Exception as error:  # as above
        raise _Broken from error
    _, found, charset = _kind(record).lower().partition("charset=")
    return File(name, data, meta, charset.split(";")[0].strip(" \"'") if found else "")


def _can_unpack(coding: str) -> bool:
    from warcio.bufferedreaders import BufferedReader

    return coding != "br" or "br" in BufferedReader.get_supported_decompressors()


def _take(stream: Any, limit: int) -> bytes:
    """All of ``stream``, or a little more than ``limit``, which the reading of the file will refuse."""
    parts: list[bytes] = []
    size = 0
    while size <= limit:
        part = stream.read(65_536)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


WARC = Format(
    "warc",
    "a web archive",
    (".warc", ".warc.gz"),
    lambda file: file.data.startswith(_START) or begins_gzip_with(file, _START),
    unpack=unpack_warc,
)
