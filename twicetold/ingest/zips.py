"""Archives of files (zip), and single files that are compressed (gz) → files.

    ugly    __MACOSX/._lantern.txt as a version; one locked file that takes the other nine with it
    wanted  the files that a person put in, each read by its own reader; what cannot be opened is named

An archive that is a document itself (Word, OpenDocument, EPUB) is none of these. Folders, links, hidden files and
what a page brings along (pictures, fonts, styles, programs) are passed over. Cost: linear in what is unpacked.
"""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import replace

from twicetold.errors import DamagedError, EmptyError, LockedError, SizeError
from twicetold.ingest.archive import SafeZip, is_zip, list_names, open_archive
from twicetold.ingest.format import Format
from twicetold.ingest.series import in_order
from twicetold.model import File, Handling
from twicetold.settings import Settings

_OF_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/container.xml", "META-INF/manifest.xml", "content.xml")
_PASSED_OVER = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".ico", ".svg", ".tif", ".tiff", ".heic", ".css", ".js",
    ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".m4v", ".mov",
    ".webm", ".avi", ".exe", ".dll", ".so", ".class", ".pyc",
)  # fmt: skip
_OF_SYSTEMS = ("thumbs.db", "desktop.ini", "icon\r")
_GZIP = b"\x1f\x8b\x08"
_START_BYTES = 4_096
_PIECE_BYTES = 65_536
_MOST_PARTS = 200_000
"""Two million empty parts fit into 40 MB and take nine seconds; a web archive has one for each page."""


def unpack_zip(file: File, handling: Handling, settings: Settings) -> tuple[File, ...]:
    """The files in an archive, in its order, with those that are refused.

    Raises DamagedError or SizeError for the archive as a whole, EmptyError where there is nothing to read in it.
    """
    archive = open_archive(file, settings)
    wanted = [member for member in archive.names if _is_wanted(archive, member)]
    if not wanted:
        raise EmptyError(f"“{file.name}” holds no file with a text. Choose an archive of texts, pages or documents.")
    return in_order(_unpack(archive, member) for member in wanted)


def unpack_gzip(file: File, handling: Handling, settings: Settings) -> tuple[File, ...]:
    """The one file that is compressed. Raises DamagedError or SizeError."""
    name = file.name[:-3] if file.name.lower().endswith(".gz") else file.name
    return (replace(file, name=name or file.name, data=gunzip(file, settings.max_version_bytes)),)


def gunzip(file: File, limit: int) -> bytes:
    """The bytes in ``file``, of all parts that it was written in. Raises SizeError beyond ``limit``, DamagedError."""
    data, whole = gunzip_some(file, limit)
    if len(data) > limit:
        raise SizeError(f"“{file.name}” unpacks to more than {limit / 1e6:,.0f} MB. Unpack it and split it into parts.")
    if not whole:
        raise DamagedError(
            f"“{file.name}” is cut off or broken, so it cannot be unpacked. Get it again and choose that."
        )
    return data


def gunzip_some(file: File, limit: int) -> tuple[bytes, bool]:
    """The bytes in ``file`` as far as they can be had, more than ``limit`` only by one piece; and whether it is whole.

    Raises SizeError where there are too many parts.
    """
    if file.data.count(_GZIP) > _MOST_PARTS:
        raise SizeError(
            f"“{file.name}” is compressed in more than {_MOST_PARTS:,} parts. Unpack it and choose the files."
        )
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(file.data)) as opened:
            while size <= limit and (part := opened.read1(_PIECE_BYTES)):
                parts.append(part)
                size += len(part)
    except (OSError, EOFError, zlib.error):
        return b"".join(parts), False
    return b"".join(parts), True


def is_gzip(file: File) -> bool:
    """Whether the first bytes are those of a compressed file."""
    return file.data.startswith(_GZIP)


def begins_gzip_with(file: File, start: bytes) -> bool:
    """Whether ``file`` is compressed and its content begins with ``start``."""
    if not file.data.startswith(_GZIP):
        return False
    try:
        return zlib.decompressobj(wbits=31).decompress(file.data[:_START_BYTES], len(start)) == start
    except zlib.error:
        return False


def _unpack(archive: SafeZip, member: str) -> File:
    name = archive.shown(member)
    try:
        return File(name, archive.read(member))
    except LockedError:
        return File(name, b"", refused="locked")
    except DamagedError:
        return File(name, b"", refused="odd" if archive.is_odd(member) else "damaged")


def is_beside(name: str) -> bool:
    """Whether a path in an archive or a folder is that of a file which lies beside texts and holds none: hidden, of
    the system, or brought along by a page."""
    parts = name.lower().split("/")
    hidden = any(part.startswith((".", "~$")) or part == "__macosx" for part in parts)
    return hidden or parts[-1] in _OF_SYSTEMS or parts[-1].endswith(_PASSED_OVER)


def _is_wanted(archive: SafeZip, member: str) -> bool:
    return not (is_beside(archive.shown(member)) or archive.is_link(member))


def _is_plain_zip(file: File) -> bool:
    return is_zip(file) and not list_names(file).intersection(_OF_DOCUMENTS)


ZIP = Format("zip", "a zip archive", (".zip",), _is_plain_zip, unpack=unpack_zip)
GZIP = Format("gz", "a compressed file", (".gz",), is_gzip, unpack=unpack_gzip)
