"""Files that mean harm or were harmed, made when they are asked for: nothing hostile lies in the repository.

ugly    a folder of bombs in the repository, which the mail gateway and the virus scanner find first
wanted  a few lines each that say what the trick is
"""

from __future__ import annotations

import gzip
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.files import as_docx, as_page, as_pdf, make_pdf
from twicetold.model import File

STORY = tuple(
    f"On day {k} the council of Seabrook met again over the bridge, and again it agreed on nothing but the date of the "
    f"next meeting. Some {40 + k} people came to listen, most of them from the streets along the river."
    for k in range(1, 13)
)
SECRET = "what no version may ever hold"

BLOCKED = ("SizeError", "EffortError", "DamagedError")
REFUSED = (*BLOCKED, "BinaryError", "EmptyError")


@dataclass(frozen=True, slots=True)
class Attack:
    """A file, and what may come of it: names of errors, “version” for a text.

    ``reader`` names the format whose business it is; empty: any. ``inside`` says that a text that comes of it must hold
    the story.
    """

    name: str
    file_name: str
    make: Callable[[], bytes]
    outcomes: tuple[str, ...]
    reader: str = ""
    inside: bool = False

    @property
    def file(self) -> File:
        """The file, made now."""
        return File(self.file_name, self.make())


# --- archives ----------------------------------------------------------------------------------------


def deflated_zeros(megabytes: int) -> bytes:
    """So many MB of zeros as zlib's raw stream; one MB is compressed, and repeated."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = squeeze.compress(bytes(1_000_000)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return one * megabytes + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def raw_zip(
    entries: list[tuple[str, bytes, int]], *, flags: int = 0, shared: bool = False, sums: dict[str, int] | None = None
) -> bytes:
    """A zip archive of streams as they are: name, raw stream, and the size that the archive says it will have.

    ``shared``: all names point to the first stream. ``sums`` are the checksums of those that are to be right.
    """
    written, directory, place = bytearray(), bytearray(), 0
    for number, (name, stream, size) in enumerate(entries):
        letters = name.encode()
        total = (sums or {}).get(name, 0)
        facts = struct.pack("<HHHHHIIIHH", 20, flags, 8, 0, 0x21, total, len(stream), size, len(letters), 0)
        if not (shared and number):
            place = len(written)
            written += b"PK\3\4" + facts + letters + stream
        directory += b"PK\1\2" + struct.pack("<H", 20) + facts + struct.pack("<HHHII", 0, 0, 0, 0, place) + letters
    count = min(len(entries), 0xFFFF)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(written), 0)
    return bytes(written) + bytes(directory) + b"PK\5\6" + end


def zipped(*entries: tuple[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return held.getvalue()


def bomb_docx(says: int) -> bytes:
    """A Word document whose text unfolds to 1 GB; ``says`` is the size that it admits."""
    rest = zipfile.ZipFile(io.BytesIO(as_docx(STORY)))
    entries = [(name, _raw(rest.read(name)), len(rest.read(name))) for name in rest.namelist()[:-1]]
    sums = {name: zlib.crc32(rest.read(name)) for name in rest.namelist()[:-1]}
    return raw_zip([*entries, ("word/document.xml", deflated_zeros(1_000), says)], sums=sums)


def _raw(data: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


def zip_in_zip(depth: int) -> bytes:
    data = zipped(("story.txt", "\n\n".join(STORY)))
    for _ in range(depth):
        data = zipped(("inner.zip", data))
    return data


def link_zip() -> bytes:
    """An archive with a link to a file of the machine in it, and the story."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("story.txt", "\n\n".join(STORY))
    return held.getvalue()


def gzip_bomb(megabytes: int) -> bytes:
    return b"\x1f\x8b\x08" + bytes(7) + deflated_zeros(megabytes) + struct.pack("<II", 0, megabytes * 1_000_000)


# --- XML and pages -----------------------------------------------------------------------------------


def entity_bomb(before: str, after: str) -> str:
    """Ten names that each stand for ten of the one before: a thousand million letters."""
    names = "".join(f'<!ENTITY e{k} "{f"&e{k - 1};" * 10}">' for k in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{names}]>{before}&e9;{after}'


def outside_entity(before: str, after: str) -> str:
    """A name that stands for a file of this machine: this one, which holds ``SECRET``."""
    place = Path(__file__).absolute().as_uri()
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY out SYSTEM "{place}">]>{before}&out;{after}'


WORD_BEFORE = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
)
WORD_AFTER = "</w:t></w:r></w:p></w:body></w:document>"
TEI_BEFORE = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>'
TEI_AFTER = "</p></body></text></TEI>"
PAGE_BEFORE, PAGE_AFTER = "<html><body><p>", "</p></body></html>"
FEED_BEFORE = '<rss version="2.0"><channel><title>Feed</title><item><title>One</title><description>'
FEED_AFTER = "</description></item></channel></rss>"


def story_page(inside: str = "", attributes: str = "") -> bytes:
    """The story as a page, with something in the middle of it."""
    page = as_page("A bridge", STORY).decode()
    return page.replace("<article>", f"<article {attributes}>{inside}").encode()


def hash_of(number: int) -> str:
    """Letters that no compression makes shorter, the same each time."""
    return hashlib.sha256(str(number).encode()).hexdigest()


def nested(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + "deep down" + f"</{tag}>" * depth


def mail(inner: str) -> bytes:
    return f"From: a@news.example\nSubject: A bridge\nMIME-Version: 1.0\n{inner}".encode()


def nested_mail(depth: int) -> bytes:
    """Parts in parts in parts."""
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{k}"\n\n--b{k}\n' for k in range(depth))
    return mail(f"{opened}Content-Type: text/plain\n\n{STORY[0]}\n")


def rtf(inner: str) -> bytes:
    return ("{\\rtf1\\ansi " + inner + "}").encode()


# --- PDF ---------------------------------------------------------------------------------------------


def pdf_bomb() -> bytes:
    """Four filters one behind the other, 4 kB that unfold to 10 GB of operators."""
    data = b"0 0 m " * 170_000
    stream = zlib.compress(data, 9)
    for _ in range(2):
        stream = zlib.compress(stream * 1_000, 9)
    return make_pdf([stream], stream="/Filter[/FlateDecode/FlateDecode/FlateDecode]")


def pdf_flate_bomb() -> bytes:
    """One filter, 2 MB that unfold to 2 GB of blanks."""
    squeeze = zlib.compressobj(9)
    one = b" " * 1_000_000
    stream = b"".join(squeeze.compress(one) for _ in range(600)) + squeeze.flush()
    return make_pdf([stream], stream="/Filter/FlateDecode")


def pdf_operators(count: int) -> bytes:
    shown = b"".join(b"1 0 0 1 %d %d Tm (word) Tj\n" % (k % 500, k % 800) for k in range(count))
    return make_pdf([b"BT /F 11 Tf " + shown + b"ET"])


def locked_pdf() -> bytes:
    """One that asks for a password that nobody has."""
    lock = "<</Filter/Standard/V 1/R 2/O(" + "o" * 32 + ")/U(" + "u" * 32 + ")/P -4>>"
    page = b"BT /F 11 Tf 60 780 Td (locked) Tj ET"
    return make_pdf([page], more=[lock], trailer="/Encrypt 4 0 R/ID[<00112233445566778899aabbccddeeff><00>]")


def circular_pdf() -> bytes:
    """Pages that are their own parents and children."""
    return as_pdf(STORY).replace(b"/Kids[4 0 R", b"/Kids[2 0 R")


# --- all of them -------------------------------------------------------------------------------------


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def locked_zip() -> bytes:
    return raw_zip([("story.txt", bytes(12) + _raw(b"words"), 5)], flags=1)


def locked_office() -> bytes:
    """An office document with a password: a file of the old kind around an encrypted stream."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_016) + name + bytes(2_000)


def _page(inside: str, attributes: str = "") -> Callable[[], bytes]:
    return lambda: story_page(inside, attributes)


ANY = (*REFUSED, "version")

ATTACKS: tuple[Attack, ...] = (
    # bombs
    Attack("Word document that unfolds to 1 GB", "a.docx", lambda: bomb_docx(1_000_000_000), BLOCKED, "docx"),
    Attack("Word document that unfolds to 1 GB and says 1 kB", "a.docx", lambda: bomb_docx(1_000), BLOCKED, "docx"),
    Attack("archive that unfolds to 4 GB", "a.zip", lambda: raw_zip([("a.txt", deflated_zeros(4_000), 4_000_000_000)]),
           BLOCKED, "zip"),
    Attack("archive of 1,000 names for one stream of 10 MB", "a.zip",
           lambda: raw_zip([(f"{k}.txt", stream, 10_000_000) for stream in (deflated_zeros(10),) for k in range(1_000)],
                           shared=True), BLOCKED, "zip"),
    Attack("archive of 60,000 empty files", "a.zip",
           lambda: raw_zip([(f"{k}.txt", b"\3\0", 0) for k in range(60_000)]), REFUSED, "zip"),
    Attack("archives in archives, 30 deep", "a.zip", lambda: zip_in_zip(30), BLOCKED, "zip"),
    Attack("compressed file that unfolds to 4 GB", "a.txt.gz", lambda: gzip_bomb(4_000), BLOCKED, "gz"),
    Attack("names in names in a Word document, 1 GB", "a.docx",
           lambda: as_docx((), document=entity_bomb(WORD_BEFORE, WORD_AFTER)), ANY, "docx"),
    Attack("names in names in TEI", "a.xml", lambda: entity_bomb(TEI_BEFORE, TEI_AFTER).encode(), ANY, "tei"),
    Attack("names in names in a feed", "a.rss", lambda: entity_bomb(FEED_BEFORE, FEED_AFTER).encode(), ANY, "feed"),
    Attack("names in names in a page", "a.html", lambda: entity_bomb(PAGE_BEFORE, PAGE_AFTER).encode(), ANY, "html"),
    Attack("PDF that unfolds to 600 MB", "a.pdf", pdf_flate_bomb, ANY, "pdf"),
    Attack("PDF with three filters, to 1,000 GB", "a.pdf", pdf_bomb, ANY, "pdf"),
    # more than a reader can bear
    Attack("page nested 20,000 deep", "a.html", _page(nested("div", 20_000)), ANY, "html"),
    Attack("page nested 100,000 deep", "a.html", _page(nested("b", 100_000)), ANY, "html"),
    Attack("tag with 200,000 attributes", "a.html",
           _page("", " ".join(f'a{k}="{k}"' for k in range(200_000))), ANY, "html"),
    Attack("page of 100,000 paragraphs", "a.html",
           lambda: as_page("A bridge", [f"{k}: {STORY[k % 12][:60]}" for k in range(100_000)]), ANY, "html"),
    Attack("page of a million tags that are none", "a.html", _page("<" * 1_000_000), ANY, "html"),
    Attack("page with a table of 200,000 cells", "a.html",
           _page("<table>" + ("<tr>" + "<td>cell</td>" * 20 + "</tr>") * 10_000 + "</table>"), ANY, "html"),
    Attack("Word document nested 20,000 deep", "a.docx",
           lambda: as_docx((), document=WORD_BEFORE + nested("w:r", 20_000) + WORD_AFTER), ANY, "docx"),
    Attack("Word document of 100,000 paragraphs", "a.docx",
           lambda: as_docx([f"{hash_of(k)} {STORY[k % 12][:60]}" for k in range(100_000)]), ANY, "docx"),
    Attack("TEI nested 20,000 deep", "a.xml",
           lambda: bytes(f"{TEI_BEFORE}{nested('hi', 20_000)}{TEI_AFTER}", "ascii"), ANY, "tei"),
    Attack("rich text nested 200,000 deep", "a.rtf", lambda: rtf("{" * 200_000 + "deep" + "}" * 200_000), ANY, "rtf"),
    Attack("rich text that announces 2 GB", "a.rtf", lambda: rtf("\\bin2000000000 and says no more"), ANY, "rtf"),
    Attack("mail of 5,000 parts in parts", "a.eml", lambda: nested_mail(5_000), ANY),
    Attack("list in lists, 100,000 deep", "a.json", lambda: b"[" * 100_000 + b"]" * 100_000, ANY, "json"),
    Attack("table of 200,000 columns", "a.csv", lambda: (b"text," * 200_000 + b"\n") * 3, ANY, "csv"),
    Attack("PDF of 200,000 operators", "a.pdf", lambda: pdf_operators(200_000), ANY, "pdf"),
    Attack("PDF whose pages hold each other", "a.pdf", circular_pdf, ANY, "pdf"),
    Attack("line of 2,400,000 words", "a.txt", lambda: b"word " * 2_400_000, ("SizeError",)),
    # a way out
    Attack("file of this machine in a Word document", "a.docx",
           lambda: as_docx((), document=outside_entity(WORD_BEFORE, WORD_AFTER)), ANY, "docx"),
    Attack("file of this machine in TEI", "b.xml", lambda: outside_entity(TEI_BEFORE, TEI_AFTER).encode(), ANY, "tei"),
    Attack("file of this machine in a feed", "b.rss",
           lambda: outside_entity(FEED_BEFORE, FEED_AFTER).encode(), ANY, "feed"),
    Attack("file of this machine in a page", "b.html",
           lambda: outside_entity(PAGE_BEFORE, PAGE_AFTER).encode(), ANY, "html"),
    Attack("link in an archive to a file of this machine", "a.zip", link_zip, ("version", *REFUSED), "zip"),
    Attack("names in an archive that lead elsewhere", "a.zip",
           lambda: zipped(*((name, "\n\n".join(STORY)) for name in
                            ("../../up.txt", "/top.txt", "C:\\drive.txt", "a/../../b.txt", "nul\0.txt", "x" * 5_000))),
           ("version", *REFUSED), "zip"),
    # broken
    Attack("half a page", "a.html", lambda: half(story_page()), ("version",), "html"),
    Attack("half a Word document", "a.docx", lambda: half(as_docx(STORY)), REFUSED, "docx"),
    Attack("half a PDF", "a.pdf", lambda: half(as_pdf(STORY)), ANY, "pdf"),
    Attack("half an archive", "a.zip", lambda: half(zipped(("a.txt", "\n\n".join(STORY)))), REFUSED, "zip"),
    Attack("half a compressed file", "a.txt.gz", lambda: half(gzip.compress("\n\n".join(STORY).encode())), ANY,
           "gz"),
    Attack("half a feed", "a.rss", lambda: half((FEED_BEFORE + STORY[0] + FEED_AFTER).encode()), ANY, "feed"),
    Attack("half a rich text", "a.rtf", lambda: half(rtf("\\par ".join(STORY))), ANY, "rtf"),
    # under another name
    Attack("Word document called PDF", "a.pdf", lambda: as_docx(STORY), ("version",), "docx", inside=True),
    Attack("page called Word document", "a.docx", story_page, ("version",), "html", inside=True),
    Attack("PDF called text", "a.txt", lambda: as_pdf(STORY), ("version",), "pdf", inside=True),
    Attack("text called page", "a.html", lambda: "\n\n".join(STORY).encode(), ("version",), inside=True),
    Attack("picture called text", "a.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), ("BinaryError",)),
    Attack("archive called Word document", "a.docx", lambda: zipped(("a.txt", "\n\n".join(STORY))), ANY, "zip"),
    # locked
    Attack("locked archive", "a.zip", locked_zip, ("LockedError",), "zip"),
    Attack("locked PDF", "a.pdf", locked_pdf, ("LockedError",), "pdf"),
    Attack("locked office document", "a.docx", locked_office, ("LockedError", "BinaryError")),
    # large
    Attack("500 MB of zeros", "a.bin", lambda: bytes(500_000_000), ("SizeError",)),
    Attack("500 MB of zeros called page", "a.html", lambda: bytes(500_000_000), ("SizeError",)),
)  # fmt: skip
