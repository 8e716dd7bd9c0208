"""Whole stories, those of the project and the real ones beside it: written into each kind of file and read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables import WRITERS, Told, write_paste
from twicetold.ingest import read_file
from twicetold.ingest.stories import read_story
from twicetold.model import File, Handling, Source
from twicetold.text.paragraphs import split_paragraphs


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[span.start : span.end].split()) for span in split_paragraphs(text)]


def told(sources: list[Source]) -> list[Told]:
    """Versions by their paragraphs; what is written is that, so that lines need not be found again."""
    return [
        Told(
            tuple(paragraphs(one.text)),
            "",
            f"Outlet {number}",
            f"2024-05-{number + 10}",
            "",
            f"https://{number}.example/",
        )
        for number, one in enumerate(sources)
    ]


def read_back(ending: str, story: list[Told]) -> list[list[str]]:
    if ending == ".paste":
        found = read_file(File("paste.txt", write_paste(story)), Handling(separate="rule"))
    else:
        found = read_file(File("story" + ending, WRITERS[ending](story)))
    assert found.errors == ()
    return [paragraphs(one.text) for one in found.sources]


@pytest.mark.parametrize("ending", [*sorted(WRITERS), ".paste"])
def test_every_sample_is_read_back_from_every_kind_of_file(samples, ending):
    for folder in sorted(path for path in samples.iterdir() if path.is_dir()):
        story = told(list(read_story(folder).sources))
        assert read_back(ending, story) == [list(one.paragraphs) for one in story], folder.name


@pytest.mark.parametrize("ending", [*sorted(WRITERS), ".paste"])
def test_the_real_versions_are_read_back_from_every_kind_of_file(shared, ending):
    files = sorted((shared / "seeds").glob("*.txt"))
    assert files
    story = told([read_file(File(file.name, file.read_bytes())).sources[0] for file in files])
    assert read_back(ending, story) == [list(one.paragraphs) for one in story]


@pytest.mark.parametrize(("name", "rows"), [("argrewrite", 172), ("bible_ylt_oeb", 68), ("porsimples", 158)])
def test_labelled_sets_are_tables_with_a_version_in_each_of_two_columns(shared: Path, name, rows):
    data = (shared / "gold" / f"{name}.jsonl").read_bytes()
    found = read_file(File(f"{name}.jsonl", data))
    assert len(found.sources) == rows
    offers = {offer.label: str(offer.value) for note in found.sources[0].notes for offer in note.offers}
    across = read_file(File(f"{name}.jsonl", data), Handling(layout=offers["Take each column of texts as a version"]))
    parts = {source.part.partition(", ")[2] for source in across.sources}
    assert parts >= {"a_paragraphs", "b_paragraphs"}
