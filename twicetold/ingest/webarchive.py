"""Web pages saved by Safari (.webarchive): a property list that holds the page and its pictures."""

from __future__ import annotations

import plistlib
from dataclasses import replace

from twicetold.errors import DamagedError
from twicetold.ingest.format import Format
from twicetold.model import File, Handling
from twicetold.settings import Settings

_MAIN = b"WebMainResource"
_BINARY, _XML = b"bplist00", b"<?xml"
_HEAD = 4_096


def is_webarchive(file: File) -> bool:
    """Whether ``file`` is a property list with the main part of a page."""
    if file.data.startswith(_BINARY):
        return _MAIN in file.data
    return file.data.startswith(_XML) and b"<plist" in file.data[:_HEAD] and _MAIN in file.data[:_HEAD]


def unpack_webarchive(file: File, handling: Handling, settings: Settings) -> tuple[File, ...]:
    """The page in ``file``. Raises DamagedError where there is none."""
    try:
        main = plistlib.loads(file.data)["WebMainResource"]
        data, address = main["WebResourceData"], main.get("WebResourceURL", "")
        encoding = main.get("WebResourceTextEncodingName", "")
    except Exception as error:  # a damaged list raises a dozen kinds, from ValueError to MemoryError
        raise _damaged(file.name) from error
    if not isinstance(data, bytes) or not data.strip():
        raise _damaged(file.name)
    meta = file.meta
    if isinstance(address, str) and address.startswith(("http://", "https://")) and not meta.address:
        origins = (*meta.origins, ("address", "where the page was saved from"))
        meta = replace(meta, address=address, origins=origins)
    return (File(file.name, data, meta, encoding if isinstance(encoding, str) else ""),)


def _damaged(name: str) -> DamagedError:
    return DamagedError(
        f"“{name}” should hold a page saved by Safari, but none is found in it: it may be cut off. Save the page "
        "again, or as “Page Source”, and choose that file."
    )


WEBARCHIVE = Format(
    "webarchive", "a web page saved by Safari", (".webarchive",), is_webarchive, unpack=unpack_webarchive
)
