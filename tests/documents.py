"""Documents of every kind that the engine reads, written around given paragraphs, for tests that read them back.

``WRITERS`` are functions of paragraphs, ``TRACKERS`` of the paragraphs before and after changes that are tracked. What
they write is the least that the programs of these formats take for a document of theirs.
"""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMES = (
    f'xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" xmlns:style="{ODF}:style:1.0" '
    f'xmlns:table="{ODF}:table:1.0" xmlns:draw="{ODF}:drawing:1.0" xmlns:meta="{ODF}:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
END = "\n"
"""In a row of tokens: a paragraph ends."""

Event = tuple[str, str]
"""``=``, ``-`` or ``+``, and a token: a word, spaces, or END."""


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members; the first one, where it is called mimetype, is stored as it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    """What is in an archive, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def changes(original: Sequence[str], final: Sequence[str]) -> list[Event]:
    """What an author did to make ``final`` out of ``original``, word by word; the last end always stays."""
    before, after = (_tokens(paragraphs) for paragraphs in (original, final))
    events: list[Event] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            events += [("=", token) for token in before[a:b]]
        else:
            events += [("-", token) for token in before[a:b]] + [("+", token) for token in after[c:d]]
    return [*events, ("=", END)]


def _tokens(paragraphs: Sequence[str]) -> list[str]:
    return re.findall(r"\n|[^\S\n]+|\S+", END.join(paragraphs))


# --- Word ----------------------------------------------------------------------------------------


def docx(paragraphs: Sequence[str]) -> bytes:
    """A Word document of plain paragraphs."""
    return docx_of("".join(f"<w:p>{run(paragraph)}</w:p>" for paragraph in paragraphs))


def docx_tracked(original: Sequence[str], final: Sequence[str]) -> bytes:
    """A Word document in which ``original`` was changed into ``final``."""
    body, line = [], []
    for kind, token in changes(original, final):
        if token == END:
            mark = {"=": "", "-": "<w:del/>", "+": "<w:ins/>"}[kind]
            body.append(f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{''.join(line)}</w:p>")
            line = []
        elif kind == "-":
            line.append(f"<w:del>{run(token, 'delText')}</w:del>")
        else:
            line.append(f"<w:ins>{run(token)}</w:ins>" if kind == "+" else run(token))
    return docx_of("".join(body))


def run(text: str, element: str = "t", properties: str = "") -> str:
    """A run of text in a Word document."""
    return f'<w:r>{properties}<w:{element} xml:space="preserve">{escape(text)}</w:{element}></w:r>'


def docx_of(body: str, parts: Mapping[str, str] | None = None, core: str = "") -> bytes:
    """A Word document with this ``body``, and with ``parts``: footnotes, styles, header … → their elements."""
    parts = parts or {}
    names = {kind: f"{kind}.xml" for kind in parts}
    roots = {"header": "hdr", "footer": "ftr"}
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f'<w:document xmlns:w="{WORD}" {_OTHER_NAMES}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relations(names),
    }
    for kind, content in parts.items():
        root = roots.get(kind, kind)
        members[f"word/{names[kind]}"] = f'<w:{root} xmlns:w="{WORD}" {_OTHER_NAMES}>{content}</w:{root}>'
    if core:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{core}'
            "</cp:coreProperties>"
        )
    return zipped(members)


_OTHER_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def _relations(targets: Mapping[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="r{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


# --- OpenDocument --------------------------------------------------------------------------------


def odt(paragraphs: Sequence[str]) -> bytes:
    """An OpenDocument text of plain paragraphs."""
    return odt_of("".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in paragraphs))


def odt_tracked(original: Sequence[str], final: Sequence[str]) -> bytes:
    """An OpenDocument text in which ``original`` was changed into ``final``."""
    regions, body = [], ["<text:p>"]
    for number, (kind, group) in enumerate(groupby(changes(original, final), key=lambda event: event[0])):
        content = _odt_inline(token for _, token in group)
        if kind == "=":
            body.append(content)
            continue
        name = "deletion" if kind == "-" else "insertion"
        inside = f"<text:p>{content}</text:p>" if kind == "-" else ""
        regions.append(
            f'<text:changed-region text:id="c{number}"><text:{name}><office:change-info><dc:creator>Ada</dc:creator>'
            f"</office:change-info>{inside}</text:{name}></text:changed-region>"
        )
        point = f' text:change-id="c{number}"/>'
        body.append(
            f"<text:change{point}" if kind == "-" else f"<text:change-start{point}{content}<text:change-end{point}"
        )
    inner = "".join(body).removesuffix("<text:p>")
    return odt_of(f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>{inner}")


def _odt_inline(tokens: Iterable[str]) -> str:
    return "".join("</text:p><text:p>" if token == END else escape(token) for token in tokens)


def odt_of(body: str, styles: str = "", meta: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text with this body, these automatic styles and this data of its own."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF_NAMES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:document-meta {ODF_NAMES}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{ODF}:manifest:1.0">{manifest}</m:manifest>',
        }
    )


# --- rich text -----------------------------------------------------------------------------------


def rtf(paragraphs: Sequence[str]) -> bytes:
    """A rich text document of plain paragraphs."""
    return rtf_of("".join(rf"\pard {rtf_text(paragraph)}\par" + "\n" for paragraph in paragraphs))


def rtf_tracked(original: Sequence[str], final: Sequence[str]) -> bytes:
    """A rich text document in which ``original`` was changed into ``final``."""
    words = {"=": "", "-": r"\deleted\revauthdel1 ", "+": r"\revised\revauth1 "}
    return rtf_of(
        "".join(
            "{" + words[kind] + (r"\par " if token == END else rtf_text(token)) + "}"
            for kind, token in changes(original, final)
        )
    )


def rtf_text(text: str) -> str:
    """A text as it stands in a rich text document: signs escaped, letters beyond ASCII by their numbers."""
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2)]
    return "".join(
        "\\" + chr(code)
        if chr(code) in "\\{}"
        else chr(code)
        if code < 0x80
        else rf"\u{code - 0x10000 if code > 0x7FFF else code}?"
        for code in codes
    )


def rtf_of(body: str) -> bytes:
    """A rich text document with this body, in two fonts: 0 of Western Europe, 1 Cyrillic."""
    fonts = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset204 Arial CYR;}{\f2\fcharset2 Wingdings;}}"
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + fonts + r"{\*\generator Ada 1.0;}" + "\n" + body + "}").encode("latin-1")


# --- books and editions --------------------------------------------------------------------------


def epub(paragraphs: Sequence[str]) -> bytes:
    """A book of two chapters."""
    middle = (len(paragraphs) + 1) // 2
    return epub_of(
        ["".join(f"<p>{escape(one)}</p>" for one in part) for part in (paragraphs[:middle], paragraphs[middle:])]
    )


def epub_of(chapters: Sequence[str], metadata: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    """A book of these chapters, which lie in the archive in the wrong order, with a table of contents."""
    items = "".join(
        f'<item id="c{i}" href="text/chapter%20{i}.xhtml" media-type="application/xhtml+xml"/>'
        for i in reversed(range(len(chapters)))
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book/content.opf"/></rootfiles></container>',
        "book/content.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata><manifest>'
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        f'{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>',
        "book/nav.xhtml": xhtml("<h1>Contents</h1><nav><ol><li>All the chapters</li></ol></nav>"),
    }
    for i in reversed(range(len(chapters))):
        members[f"book/text/chapter {i}.xhtml"] = xhtml(chapters[i])
    return zipped(members | dict(extra or {}))


def xhtml(body: str) -> str:
    """A chapter of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>not of the text</title></head>'
        f"<body>{body}</body></html>"
    )


def tei(paragraphs: Sequence[str]) -> bytes:
    """An edition of plain paragraphs, wrapped as editors' programs wrap them."""
    return tei_of(
        "".join(f"<p>\n  {escape(paragraph).replace(' ', chr(10) + '  ', 1)}\n</p>" for paragraph in paragraphs)
    )


def tei_of(body: str, header: str = "", before: str = "") -> bytes:
    """An edition with this body and this header."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
        f"{header}</fileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    ).encode()


WRITERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "docx": docx,
    "odt": odt,
    "rtf": rtf,
    "epub": epub,
    "tei": tei,
}

TRACKERS: dict[str, Callable[[Sequence[str], Sequence[str]], bytes]] = {
    "docx": docx_tracked,
    "odt": odt_tracked,
    "rtf": rtf_tracked,
}
