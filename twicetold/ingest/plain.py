"""Plain text: what no other format claims."""

from __future__ import annotations

from dataclasses import replace

from twicetold.ingest.decode import decode
from twicetold.ingest.format import Format
from twicetold.model import File, Handling, Source
from twicetold.settings import Settings


def read_plain(file: File, handling: Handling, settings: Settings) -> tuple[Source, ...]:
    """The text of ``file`` as it stands."""
    return (replace(decode(file.name, file.data, settings, handling, declared=file.encoding), meta=file.meta),)


PLAIN = Format("txt", "plain text", (".txt", ".text"), lambda _: True, read_plain, guarded=False)
