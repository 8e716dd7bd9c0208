"""Each sample text, written into every single-text format that can be written, gives the same paragraphs back.

Through the front door: ``read_all`` with the default settings, the processes that read files included. Files that hold
several versions have their round trips in ``test_collections.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email.message import EmailMessage
from functools import partial

import pytest

from tests.documents import WRITERS
from tests.pages import LAYOUTS, Story, mhtml, webarchive
from tests.pdfs import Layout, make_pdf
from twicetold.ingest.stories import list_stories, read_story
from twicetold.model import File, Version
from twicetold.pipeline import read_all, read_versions


def page(layout: str, paragraphs: Sequence[str]) -> str:
    return LAYOUTS[layout](Story(title=paragraphs[0], paragraphs=paragraphs[1:]))


def markdown(paragraphs: Sequence[str]) -> bytes:
    return ("# " + "\n\n".join(paragraphs)).encode()


def mail(paragraphs: Sequence[str]) -> bytes:
    letter = EmailMessage()
    letter["Subject"] = "The text"
    letter.set_content("\n\n".join(paragraphs))
    return letter.as_bytes()


def pdf(paragraphs: Sequence[str], **layout: int | float | bool) -> bytes:
    return make_pdf(paragraphs[1:], Layout(**layout), headline=paragraphs[0])


WAYS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "text.txt": lambda paragraphs: "\n\n".join(paragraphs).encode("utf-16"),
    "text.md": markdown,
    "text.eml": mail,
    **{f"text.{kind}": write for kind, write in WRITERS.items()},
    **{f"{layout}.html": lambda told, layout=layout: page(layout, told).encode() for layout in LAYOUTS},
    "text.mhtml": lambda paragraphs: mhtml(page("article", paragraphs)),
    "text.webarchive": lambda paragraphs: webarchive(page("article", paragraphs)),
    "gaps.pdf": pdf,
    "indents.pdf": partial(pdf, gap=0, indent=1.2),
    "columns.pdf": partial(pdf, columns=2, gap=0.5, size=9),
}


def told(version: Version) -> list[str]:
    """The paragraphs of the story, their white space as one space each; pages have captions of their own."""
    return [
        " ".join(version.slice(paragraph.span).split())
        for paragraph in version.paragraphs
        if any(
            version.units[u].is_story and version.units[u].kind != "caption"
            for u in range(paragraph.units.start, paragraph.units.end)
        )
    ]


@pytest.mark.parametrize("name", WAYS)
def test_every_sample_comes_back_from_every_format(samples, name):
    for story in list_stories(samples):
        for version in read_versions(read_story(samples / story)):
            paragraphs = told(version)
            (again,) = read_all(File(name, WAYS[name](paragraphs)))
            assert isinstance(again, Version), again
            assert told(again) == paragraphs, f"{version.label} in {story}"
