"""Archives of files (zip), and single files that are compressed (gz) → files.

    ugly    __MACOSX/._lantern.txt as a version; one locked file that takes the other nine with it
    wanted  the files that a person put in, each read by its own reader; what cannot be opened is named

An archive that is a document itself (Word, OpenDocument, EPUB) is none of these. Folders, links, hidden files and
what a page brings along (pictures, fonts, styles, programs) are passed over. Cost: linear in what is unpacked.
"""

from __future__ import annotations

import zlib
from dataclasses import replace

from twicetold.errors import DamagedError, EmptyError, ReadError, SizeError
from twicetold.ingest.archive import SafeZip, is_zip, list_names, open_archive
from twicetold.ingest.format import Format
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
_HEADER_BYTES = 10
_CHUNK_BYTES = 65_536


def unpack_zip(file: File, handling: Handling, settings: Settings) -> tuple[File | ReadError, ...]:
    """The files in an archive, in its order; an error for each that cannot be unpacked.

    Raises DamagedError or SizeError for the archive as a whole, EmptyError where there is nothing to read in it.
    """
    archive = open_archive(file, settings)
    wanted = [member for member in archive.names if _is_wanted(archive, member)]
    if not wanted:
        raise EmptyError(f"“{file.name}” holds no file with a text. Choose an archive of texts, pages or documents.")
    return tuple(_unpack(archive, member) for member in wanted)


def unpack_gzip(file: File, handling: Handling, settings: Settings) -> tuple[File | ReadError, ...]:
    """The one file that is compressed. Raises DamagedError or SizeError."""
    name = file.name[:-3] if file.name.lower().endswith(".gz") else file.name
    return (replace(file, name=name or file.name, data=gunzip(file, settings.max_version_bytes)),)


def gunzip(file: File, limit: int) -> bytes:
    """The bytes in ``file``, of all parts that it was written in. Raises SizeError beyond ``limit``, DamagedError."""
    out: list[bytes] = []
    size = 0
    rest = file.data
    while rest.startswith(_GZIP):
        unpacker = zlib.decompressobj(wbits=31)
        pending = rest
        while not unpacker.eof:
            try:
                made = unpacker.decompress(pending, _CHUNK_BYTES)
            except zlib.error as error:
                raise _broken(file) from error
            pending = unpacker.unconsumed_tail
            if not made and not pending and not unpacker.eof:
                raise _broken(file)
            size += len(made)
            if size > limit:
                raise SizeError(
                    f"“{file.name}” unpacks to more than {limit / 1e6:,.0f} MB. Unpack it and split it into parts."
                )
            out.append(made)
        rest = unpacker.unused_data
    return b"".join(out)


def begins_gzip_with(file: File, start: bytes) -> bool:
    """Whether ``file`` is compressed and its content begins with ``start``."""
    if not file.data.startswith(_GZIP):
        return False
    try:
        return zlib.decompressobj(wbits=31).decompress(file.data[:_CHUNK_BYTES], len(start)) == start
    except zlib.error:
        return False


def _broken(file: File) -> DamagedError:
    return DamagedError(f"“{file.name}” is cut off or broken, so it cannot be unpacked. Get it again and choose that.")


def _unpack(archive: SafeZip, member: str) -> File | ReadError:
    try:
        return File(archive.shown(member), archive.read(member))
    except ReadError as error:
        return error


def _is_wanted(archive: SafeZip, member: str) -> bool:
    parts = archive.shown(member).lower().split("/")
    hidden = any(part.startswith(".") or part == "__macosx" for part in parts)
    return not (hidden or parts[-1] in _OF_SYSTEMS or parts[-1].endswith(_PASSED_OVER) or archive.is_link(member))


def _is_plain_zip(file: File) -> bool:
    return is_zip(file) and not list_names(file).intersection(_OF_DOCUMENTS)


ZIP = Format("zip", "a zip archive", (".zip",), _is_plain_zip, unpack=unpack_zip)
GZIP = Format("gz", "a compressed file", (".gz",), lambda file: file.data.startswith(_GZIP), unpack=unpack_gzip)
