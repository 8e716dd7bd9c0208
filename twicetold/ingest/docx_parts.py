"""The parts of a Word document: an archive whose members say which other members belong to them."""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Iterator

from lxml import etree

from twicetold.errors import DamagedError
from twicetold.ingest.archive import SafeZip
from twicetold.ingest.xml import damaged, iterate_xml, parse_xml, text_of

_MAIN = "word/document.xml"
_CORE = "docProps/core.xml"


class Parts:
    """The parts of the document in ``archive``; ``name`` stands in the DamagedError that every method may raise."""

    def __init__(self, archive: SafeZip, name: str) -> None:
        self._archive = archive
        self._name = name
        self.main = next(iter(self._names("", "officeDocument")), _MAIN)

    def parse(self, part: str) -> etree._Element | None:
        """The tree of a part; None where there is no such part."""
        return parse_xml(self._archive.read(part), self._name) if part in self._archive.names else None

    def blocks(self) -> Iterator[etree._Element]:
        """What stands in the body of the document, one after the other; each is gone when the next is asked for."""
        if self.main not in self._archive.names:
            raise damaged(self._name)
        return iterate_xml(self._archive.read(self.main), self._name, "body", "p")

    def related(self, part: str, kind: str) -> etree._Element | None:
        """The tree of the part that is the footnotes, the styles … of ``part``."""
        return self.parse(next(iter(self._names(part, kind)), ""))

    def has_running_heads(self) -> bool:
        """Whether there are words in the heads or feet of the pages."""
        heads = (self.parse(name) for kind in ("header", "footer") for name in self._names(self.main, kind))
        return any(any(map(str.isalpha, text_of(head))) for head in heads)

    def own_data(self) -> tuple[str, str]:
        """Title and author, as the document has them beside its text; empty where it says nothing."""
        core = None
        # what a document says of itself is not worth the document
        with contextlib.suppress(DamagedError):
            core = self.parse(next(iter(self._names("", "core-properties")), _CORE))
        return ("", "") if core is None else (text_of(core.find("{*}title")), text_of(core.find("{*}creator")))

    def _names(self, part: str, kind: str) -> list[str]:
        """The names of the parts that ``part`` (empty: the document) has as its ``kind``, and that are there."""
        folder, base = posixpath.split(part)
        relations = self.parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                if target in self._archive.names:
                    found.append(target)
        return found
