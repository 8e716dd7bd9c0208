"""Plain text: what no other format claims."""

from __future__ import annotations

from dataclasses import replace

from twicetold.ingest.decode import decode
from twicetold.ingest.format import Format
from twicetold.ingest.separate import separate
from twicetold.model import File, Handling, Source
from twicetold.settings import Settings


def read_plain(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The text of ``file`` as it stands, or the texts in it where ``handling.separate`` divides it."""
    source = replace(decode(file.name, file.data, settings, handling, declared=file.encoding), meta=file.meta)
    return separate(source, handling, settings)


PLAIN = Format("txt", "plain text", (".txt", ".text"), lambda _: True, read_plain, guarded=False)
