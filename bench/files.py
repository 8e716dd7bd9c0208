"""Texts as the files that people bring: a saved page, a Word document, a PDF. Plain ones, written by hand.

ugly    a bench of reading that measures how a library reads what another library wrote
wanted  the bytes that every program of the kind writes, and nothing else
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape
from textwrap import wrap

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="word/document.xml"/></Relationships>"""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_LINE_CHARS, _PAGE_LINES = 88, 50


def as_page(title: str, paragraphs: Sequence[str]) -> bytes:
    """A page with a menu, the story, and links to others below it."""
    links = "".join(f'<li><a href="/{k}">Another story {k}</a></li>' for k in range(12))
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | The Bench</title>
<meta property="og:title" content="{escape(title)}"><style>p {{ margin: 1em }}</style></head><body>
<nav><ul>{links}</ul></nav><main><article><h1>{escape(title)}</h1>
{body}
</article></main><aside><h2>Most read</h2><ul>{links}</ul></aside><footer>All rights reserved</footer></body></html>
""".encode()


def as_docx(paragraphs: Sequence[str], *, document: str = "") -> bytes:
    """A Word document; ``document`` is its XML where that is to be another."""
    body = "".join(f"<w:p><w:r><w:t>{escape(paragraph)}</w:t></w:r></w:p>" for paragraph in paragraphs)
    document = (
        document
        or f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
    return held.getvalue()


def as_pdf(paragraphs: Sequence[str]) -> bytes:
    """A PDF of as many pages as it takes, one column, a line of each paragraph's end left short."""
    lines = [line for paragraph in paragraphs for line in [*wrap(paragraph, _LINE_CHARS), ""]]
    pages = [lines[k : k + _PAGE_LINES] for k in range(0, len(lines), _PAGE_LINES)] or [[]]
    return make_pdf([_content(page) for page in pages])


def make_pdf(contents: Sequence[bytes], *, stream: str = "", trailer: str = "", more: Sequence[str] = ()) -> bytes:
    """A PDF with a page for each content stream. ``stream`` is put into their dictionaries, ``trailer`` into the
    trailer; ``more`` are further objects, from number 4 on."""
    first = 4 + len(more)
    numbers = range(first, first + 2 * len(contents), 2)
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{' '.join(f'{number} 0 R' for number in numbers)}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *(one.encode("latin-1") for one in more),
    ]
    for number, content in zip(numbers, contents, strict=True):
        box, font = "/MediaBox[0 0 595 842]", "/Resources<</Font<</F 3 0 R>>>>"
        page = f"<</Type/Page/Parent 2 0 R{box}{font}/Contents {number + 1} 0 R>>"
        held = f"<</Length {len(content)}{stream}>>stream\n".encode() + content + b"\nendstream"
        objects += [page.encode(), held]
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    table = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R{trailer}>>\n"
    return bytes(written) + f"{table}startxref\n{len(written)}\n%%EOF\n".encode()


def _content(lines: Sequence[str]) -> bytes:
    shown = ["BT /F 11 Tf 14 TL 60 780 Td"]
    for line in lines:
        letters = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(f"({letters}) Tj T*")
    return "\n".join([*shown, "ET"]).encode("cp1252", "replace")
