"""Stories → files that hold several versions: tables, archives, feeds and web archives, as other programs write them.

A story here is a list of ``Told``; a writer gives the bytes of a file that holds all of them. ``WRITERS`` names each by
the ending of its files. For round trips: what is written is read back by the reader of its kind.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

FIELDS = ("text", "title", "outlet", "date", "byline", "address")


@dataclass(frozen=True)
class Told:
    """One version: paragraphs, and what is known of it. ``date`` is ISO, a day or a moment."""

    paragraphs: tuple[str, ...]
    title: str = ""
    outlet: str = ""
    date: str = ""
    byline: str = ""
    address: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def html(self) -> str:
        return "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in self.paragraphs)


def rows(story: Sequence[Told], names: Sequence[str] = FIELDS) -> list[dict[str, str]]:
    """A row for each version, under ``names`` for the columns in the order of ``FIELDS``."""
    return [{name: getattr(told, field) for name, field in zip(names, FIELDS, strict=True)} for told in story]


def write_csv(story: Sequence[Told], names: Sequence[str] = FIELDS, sign: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, delimiter=sign)
    writer.writeheader()
    writer.writerows(rows(story, names))
    return out.getvalue().encode(encoding)


def write_tsv(story: Sequence[Told]) -> bytes:
    return write_csv(story, sign="\t")


def write_jsonl(story: Sequence[Told], names: Sequence[str] = FIELDS) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(story, names)).encode()


def write_json(story: Sequence[Told], names: Sequence[str] = FIELDS) -> bytes:
    return json.dumps(rows(story, names), ensure_ascii=False, indent=1).encode()


def write_parquet(story: Sequence[Told], names: Sequence[str] = FIELDS) -> bytes:
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows(story, names)), out)
    return out.getvalue()


def write_zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return out.getvalue()


def write_texts(story: Sequence[Told]) -> bytes:
    """A zip with a plain text for each version."""
    return write_zip(
        {f"{number:02} {told.outlet or 'text'}.txt": told.text.encode() for number, told in enumerate(story)}
    )


def write_rss(story: Sequence[Told], *, summary: bool = False, outlet: str = "") -> bytes:
    """RSS 2.0 with whole texts, or with their first paragraphs where ``summary`` says so."""
    items = "".join(
        f"<item><title>{escape(told.title)}</title><link>{escape(told.address)}</link>"
        f"<dc:date>{escape(told.date)}</dc:date><dc:creator>{escape(told.byline)}</dc:creator>"
        f"<description>{escape(escape(told.paragraphs[0]))}</description>"
        + ("" if summary else f"<content:encoded>{escape(told.html)}</content:encoded>")
        + "</item>\n"
        for told in story
    )
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    title = escape(outlet or (story[0].outlet if story else ""))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {spaces}><channel><title>{title}</title>\n'
        f"{items}</channel></rss>\n"
    ).encode()


def write_atom(story: Sequence[Told]) -> bytes:
    entries = "".join(
        f'<entry><title>{escape(told.title)}</title><link href="{escape(told.address)}"/>'
        f"<published>{escape(told.date)}</published><author><name>{escape(told.byline)}</name></author>"
        f'<source><title>{escape(told.outlet)}</title></source><content type="html">{escape(told.html)}</content>'
        "</entry>\n"
        for told in story
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>All</title>\n{entries}</feed>\n'.encode()


def write_record(kind: str, headers: str, body: bytes, **fields: str) -> bytes:
    """One record of a web archive: ``headers`` are those of HTTP, a line each, ``fields`` the record's own."""
    block = (headers.replace("\n", "\r\n") + "\r\n\r\n").encode() + body if headers else body
    known = {"WARC-Type": kind, "WARC-Target-URI": "https://lantern.example/a", "WARC-Date": "2024-05-20T08:30:00Z"}
    known["Content-Type"] = "application/http; msgtype=response"
    known |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in known.items() if value)
    return f"WARC/1.0\r\n{lines}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def write_warc(
    story: Sequence[Told], *, compressed: bool = False, packed: bool = False, kind: str = "text/plain"
) -> bytes:
    """A response for each version, captured at its date; ``packed`` as servers send it (gzip)."""
    records = []
    for told in story:
        body = (told.html if "html" in kind else told.text).encode()
        headers = f"HTTP/1.1 200 OK\nContent-Type: {kind}; charset=utf-8"
        if packed:
            body = gzip.compress(body)
            headers += "\nContent-Encoding: gzip"
        address = told.address or "https://lantern.example/"
        records.append(write_record("response", headers, body, WARC_Target_URI=address, WARC_Date=told.date))
    return b"".join(gzip.compress(one) if compressed else one for one in records)


def write_paste(story: Sequence[Told], rule: str = "---") -> bytes:
    """All texts in one, with a rule between them."""
    return f"\n\n{rule}\n\n".join(told.text for told in story).encode()


WRITERS: dict[str, Callable[[Sequence[Told]], bytes]] = {
    ".csv": write_csv,
    ".tsv": write_tsv,
    ".json": write_json,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
    ".zip": write_texts,
    ".rss": write_rss,
    ".atom": write_atom,
    ".warc": write_warc,
    ".warc.gz": lambda story: write_warc(story, compressed=True),
}
"""A writer for every ending of a file that holds several versions."""
