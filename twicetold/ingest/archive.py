"""Zip archives, opened without harm: of versions, and those that office documents and books are.

    ugly    42 kB that unpack to 4 GB; a name like “../../passwords”; a traceback for one byte that is wrong
    wanted  the files in it one by one, each as large as it says, or one sentence that says why not

How many files there are and how large they will be is checked before anything is unpacked, against what the archive
says of itself; what says too little is cut off there. Nothing is ever written to a disk, so a name is only a name.
Cost: one pass over the list of files, and what is read.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass

from twicetold.errors import DamagedError, LockedError, ReadError, SizeError
from twicetold.model import File
from twicetold.settings import Settings

_SIGNATURE = b"PK\x03\x04"
_EMPTY_SIGNATURE = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END_BYTES = 22
_COMMENT_BYTES = 65_535
_LIST_FACTOR = 4
"""Entries that are looked at to recognise a document, in multiples of ``max_files``, whose own limit comes later."""
_MOST_LISTED = 20_000
_SMALL_BYTES = 1_000_000
"""Of a file that is no larger no ratio is asked: an empty sheet of a table may shrink to a thousandth."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those that all programs write, and that can be unpacked up to a limit."""
_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, struct.error,
)  # fmt: skip
_AS_UTF8 = 0x800
_LOCKED = 0x1


@dataclass(frozen=True, slots=True, eq=False)
class SafeZip:
    """An archive within the limits. ``names`` are those of its files, as they are written there; folders have none."""

    name: str
    names: tuple[str, ...]
    zipped: zipfile.ZipFile

    def read(self, member: str) -> bytes:
        """The bytes of ``member``. Raises KeyError, LockedError or DamagedError, which name the archive and it."""
        info = self.zipped.getinfo(member)
        shown = f"“{show_name(info)}” in “{self.name}”"
        if info.flag_bits & _LOCKED:
            raise LockedError(f"{shown} is locked with a password. Unpack it with the password and choose the file.")
        if self.is_odd(member):
            raise DamagedError(f"{shown} is packed in a way that is not read here. Unpack it and choose the file.")
        try:
            with self.zipped.open(info) as opened:
                return opened.read(info.file_size)
        except _ERRORS as error:
            raise DamagedError(
                f"{shown} is cut off or broken. Get the archive again, or unpack it if you can."
            ) from error

    def shown(self, member: str) -> str:
        """The name of ``member`` as a person may read it: no way up, no drive, in the letters that were meant."""
        return show_name(self.zipped.getinfo(member))

    def is_odd(self, member: str) -> bool:
        """Whether ``member`` is packed in a way that is not unpacked here."""
        return self.zipped.getinfo(member).compress_type not in _METHODS

    def is_link(self, member: str) -> bool:
        """Whether ``member`` is none but points to another file."""
        return stat.S_ISLNK(self.zipped.getinfo(member).external_attr >> 16)


def is_zip(file: File) -> bool:
    """Whether the first bytes are those of a zip archive."""
    return file.data.startswith((_SIGNATURE, _EMPTY_SIGNATURE))


def list_names(file: File) -> frozenset[str]:
    """The names in an archive, to tell by them what kind of document it is; none where it is broken or overfull."""
    if not is_zip(file) or _count_entries(file.data) > _MOST_LISTED:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as zipped:
            return frozenset(zipped.namelist())
    except _ERRORS:
        return frozenset()


def open_archive(file: File, settings: Settings) -> SafeZip:
    """The archive in ``file``; raises DamagedError or SizeError, which name it, before anything is unpacked."""
    count = _count_entries(file.data)
    if count > _LIST_FACTOR * settings.max_files:
        raise _too_many(file, count, settings)
    try:
        zipped = zipfile.ZipFile(io.BytesIO(file.data))
    except _ERRORS as error:
        raise DamagedError(
            f"“{file.name}” is cut off or broken, so it cannot be unpacked. Get the file again and choose that."
        ) from error
    # a name may be empty, which the library does not expect
    members = [info for info in zipped.infolist() if not info.filename.endswith("/")]
    if len(members) > settings.max_files:
        raise _too_many(file, len(members), settings)
    size = sum(info.file_size for info in members)
    if size > settings.max_unpacked_bytes:
        raise SizeError(
            f"“{file.name}” unpacks to {size / 1e6:,.0f} MB; an archive may have "
            f"{settings.max_unpacked_bytes / 1e6:,.0f} MB. Choose single files out of it."
        )
    for info in members:
        if info.file_size > max(_SMALL_BYTES, settings.max_unpacked_ratio * info.compress_size):
            raise SizeError(
                f"“{show_name(info)}” in “{file.name}” would unpack to more than {settings.max_unpacked_ratio:,} times "
                "its size, as no text does. If it is one, unpack it and choose the file."
            )
    return SafeZip(file.name, tuple(dict.fromkeys(info.filename for info in members)), zipped)


def show_name(info: zipfile.ZipInfo) -> str:
    """The name of a member as a person may read it."""
    name = info.filename
    if not info.flag_bits & _AS_UTF8:
        # without the flag the letters are those of the writer's system; most write UTF-8 and forget to say so
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    parts = re.sub(r"[\x00-\x1f\x7f]+", " ", name).replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".", "..") and not re.fullmatch("[A-Za-z]:", part)]
    return "/".join(kept) or "a file without a name"


def _too_many(file: File, count: int, settings: Settings) -> ReadError:
    return SizeError(
        f"“{file.name}” holds {count:,} files; an archive may have {settings.max_files:,}. "
        "Choose single files out of it."
    )


def _count_entries(data: bytes) -> int:
    """How many entries the list at the end has, without reading it: the library makes an object of each."""
    end = data.rfind(_END, max(0, len(data) - _END_BYTES - _COMMENT_BYTES))
    if end < 0 or len(data) < end + _END_BYTES:
        return 0
    (size,) = struct.unpack_from("<L", data, end + 12)
    return data.count(_ENTRY, max(0, end - size), end)
