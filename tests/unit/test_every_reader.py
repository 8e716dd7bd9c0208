"""Every format of the registry: a file of it is recognised whatever its name, and damaged ones end in words.

Here readers are called as they are, without the net that is spread under them elsewhere: an error of a library that
gets out of a reader is a bug of that reader, also where a person would see a calm sentence.
"""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attacks import locked_office
from tests.documents import docx_tracked, epub, odt_tracked, rtf_tracked, tei
from tests.pages import HARBOUR, article, mhtml, webarchive
from tests.pdfs import make_pdf
from tests.tables import write_csv, write_json, write_jsonl, write_parquet, write_rss, write_warc, write_zip
from tests.unit.news import STORY
from twicetold.errors import ReadError
from twicetold.ingest.mail_text import BODY
from twicetold.ingest.registry import FORMATS, find_format, format_named
from twicetold.model import AS_FOUND, File, Handling, Source
from twicetold.settings import DEFAULT

PARAGRAPHS = HARBOUR.paragraphs
TEXT = "\n\n".join(PARAGRAPHS)
MAIL = (
    "From: Ada Winter <ada@herald.example>\nTo: desk@herald.example\nSubject: =?utf-8?q?W=C3=A4lle?=\n"
    "Date: Tue, 5 Mar 2024 09:10:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    f"--x\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n\n> {PARAGRAPHS[0]}\n\n"
    "--x\nContent-Type: text/html\n"
    "Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.html\n\n"
    "PHA+VGhlIHdhbGwgaGVsZC48L3A+\n--x--\n"
)
CUES = "\n\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},500\n{one}" for n, one in enumerate(PARAGRAPHS, 1))

SAMPLES: dict[str, tuple[bytes, ...]] = {
    "pdf": (make_pdf(PARAGRAPHS),),
    "parquet": (write_parquet(STORY),),
    "docx": (docx_tracked(PARAGRAPHS, PARAGRAPHS[1:]),),
    "odt": (odt_tracked(PARAGRAPHS, PARAGRAPHS[1:]),),
    "epub": (epub(PARAGRAPHS),),
    "zip": (write_zip({"one.txt": TEXT.encode(), "two.html": article(HARBOUR).encode()}),),
    "rtf": (rtf_tracked(PARAGRAPHS, PARAGRAPHS[1:]),),
    "office": (locked_office(),),
    "warc": (write_warc(STORY, kind="text/html"), write_warc(STORY, compressed=True, packed=True)),
    "gz": (gzip.compress(TEXT.encode()),),
    "feed": (write_rss(STORY),),
    "tei": (tei(PARAGRAPHS),),
    "mhtml": (mhtml(article(HARBOUR)),),
    "eml": (MAIL.encode(),),
    "subtitles": (CUES.encode(), ("WEBVTT\n\n" + CUES.replace(",", ".")).encode()),
    "webarchive": (webarchive(article(HARBOUR)),),
    "html": (article(HARBOUR).encode(),),
    "json": (write_json(STORY), write_jsonl(STORY)),
    "csv": (write_csv(STORY), write_csv(STORY, sign=";", encoding="utf-16")),
    "md": (
        f"---\ntitle: The wall\ndate: 5 March 2024\n---\n# The *wall*\n\n[A link](https://a.example) {TEXT}".encode(),
    ),
    "txt": (TEXT.encode(), TEXT.encode("utf-16")),
}
BY_NAME = {"csv": "a.csv", "json": "a.json", "md": "a.md", "mail-text": "a" + BODY}
"""Names of files whose formats have no signature."""
SAMPLES["mail-text"] = (f"{TEXT}\n\nOn Monday Jon wrote:\n> {PARAGRAPHS[1]}\n\n-- \nAda Winter\nThe Herald\n".encode(),)

HANDLINGS = (
    AS_FOUND,
    *(Handling(layout=name) for name in ("other", "whole", "hidden", "data", "plain", "lines", "across", "signs")),
    Handling(encoding="koi8-r", repair=True),
    Handling(columns=(("text", "title"), ("date", "nowhere"))),
)


def test_there_is_a_sample_of_every_format():
    assert set(SAMPLES) == {one.name for one in FORMATS}


def test_all_but_plain_text_is_read_where_it_can_do_no_harm():
    # what says only that it cannot be read looks at no more than the first bytes
    assert {one.name for one in FORMATS if not one.guarded} == {"txt", "office"}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_is_recognised_by_its_content(name):
    for data in SAMPLES[name]:
        for called in [BY_NAME[name]] if name in BY_NAME else ["a", "a.txt", "a.pdf", "a.zip"]:
            assert find_format(File(called, data)).name == name


@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
@settings(max_examples=40)
def test_damage_ends_in_versions_or_in_an_error_that_names_the_file(name, data):
    whole = data.draw(st.sampled_from(SAMPLES[name]))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(damaged)))
        end = min(len(damaged), start + data.draw(st.integers(0, 300)))
        damaged[start:end] = data.draw(st.sampled_from([b"", bytes(damaged[start:end]) * 2]) | st.binary(max_size=8))
    format_ = format_named(name)
    act = format_.read or format_.unpack
    assert act is not None
    made: tuple[Source, ...] | tuple[File, ...] = ()
    said = ""
    try:
        made = act(File("wall.bin", bytes(damaged)), data.draw(st.sampled_from(HANDLINGS)), DEFAULT)
    except ReadError as error:
        said = str(error)
    assert made or "“wall" in said
    assert all(one.text.strip() for one in made if isinstance(one, Source))
