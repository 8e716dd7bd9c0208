"""Tables: the columns that are meant are found, what was guessed is said, and what is no table is read all the same."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from tests.tables import WRITERS, write_csv, write_json, write_jsonl, write_parquet
from tests.unit.news import COURIER, ECHO, LANTERN, STORY
from twicetold.errors import BinaryError, DamagedError, EmptyError, SizeError
from twicetold.ingest import read_file
from twicetold.ingest.table import field_of, plain_name
from twicetold.model import AS_FOUND, File, Handling, Source
from twicetold.pipeline import read_all
from twicetold.settings import DEFAULT

TABLES = (".csv", ".tsv", ".json", ".jsonl", ".parquet")
GERMAN = ("Volltext", "Überschrift", "Zeitung", "Veröffentlicht", "Autor", "Adresse")
FRENCH = ("Texte", "Titre", "Source", "Date de publication", "Auteur", "Lien")
RUSSIAN = ("Текст", "Заголовок", "Издание", "Дата", "Автор", "Ссылка")
CHINESE = ("正文", "标题", "媒体", "日期", "作者", "链接")
CAMEL = ("articleBody", "headline", "sourceName", "publishedAt", "author", "webUrl")


def sources(name: str, data: bytes | str, handling: Handling = AS_FOUND, **settings: int) -> tuple[Source, ...]:
    found = read_file(
        File(name, data.encode() if isinstance(data, str) else data), handling, replace(DEFAULT, **settings)
    )
    assert found.errors == ()
    return found.sources


def error(name: str, data: bytes, **settings: int) -> Exception:
    found = read_file(File(name, data), AS_FOUND, replace(DEFAULT, reader_processes=0, **settings))
    assert found.sources == ()
    return found.errors[0]


def notes(source: Source, kind: str = "table") -> list[str]:
    return [note.text for note in source.notes if note.kind == kind]


def offers(source: Source) -> dict[str, str | bool]:
    return {offer.label: offer.value for note in source.notes for offer in note.offers}


# --- what is found ---------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", TABLES)
def test_each_row_is_a_version_with_all_that_its_columns_know(ending):
    made = sources("story" + ending, WRITERS[ending](STORY))
    assert [one.text for one in made] == [f"{told.title}\n\n{told.text}" for told in STORY]
    for one, told in zip(made, STORY, strict=True):
        meta = one.meta
        assert (meta.title, meta.outlet, meta.date, meta.byline, meta.address) == (
            told.title, told.outlet, told.date, told.byline, told.address,
        )  # fmt: skip
        assert [(mark.kind, one.text[mark.span.start : mark.span.end]) for mark in one.marks] == [
            ("headline", told.title)
        ]
    assert len({one.part for one in made}) == 3


@pytest.mark.parametrize("names", [GERMAN, FRENCH, RUSSIAN, CHINESE, CAMEL])
@pytest.mark.parametrize("write", [write_csv, write_jsonl])
def test_columns_are_known_in_several_languages(names, write):
    made = sources("story" + (".csv" if write is write_csv else ".jsonl"), write(STORY, names))
    assert [one.meta.outlet for one in made] == [told.outlet for told in STORY]
    assert [one.meta.title for one in made] == [told.title for told in STORY]
    assert [one.meta.address for one in made] == [told.address for told in STORY]
    assert made[0].text.endswith(LANTERN.text)


def test_columns_without_a_known_name_are_told_by_what_stands_in_them():
    table = write_csv(STORY, ("c1", "c2", "c3", "c4", "c5", "c6"))
    made = sources("story.csv", table)
    assert [one.text for one in made] == [told.text for told in STORY]
    assert [one.meta.address for one in made] == [told.address for told in STORY]
    assert [one.meta.date for one in made] == [told.date for told in STORY]
    assert "text from the column “c1”" in notes(made[0])[0]


def test_a_table_without_names_has_a_version_in_its_first_row_too():
    lines = write_csv(STORY).partition(b"\r\n")[2]
    assert [one.text for one in sources("story.csv", lines)] == [told.text for told in STORY]


def test_a_summary_beside_the_text_is_offered_and_not_taken():
    rows = [{"summary": told.text, "body": told.text + "\n\n" + told.text, "title": told.title} for told in STORY]
    made = sources("a.json", json.dumps(rows))
    assert made[0].text.count("Nobody was hurt.") == 2
    value = offers(made[0])["Take the text from “summary”"]
    other = sources("a.json", json.dumps(rows), Handling(layout=str(value)))
    assert other[0].text.count("Nobody was hurt.") == 1
    back = offers(other[0])["Guess the columns"]
    assert sources("a.json", json.dumps(rows), Handling(layout=str(back)))[0].text == made[0].text


def test_a_person_may_name_the_columns_and_say_that_there_is_none():
    wanted = Handling(columns=(("text", "title"), ("title", ""), ("outlet", "Byline")))
    (first, *_) = sources("story.csv", write_csv(STORY), wanted)
    assert first.text == LANTERN.title
    assert first.meta.title == ""
    assert first.meta.outlet == LANTERN.byline
    assert "as you asked" in notes(first)[0]


def test_a_column_that_is_not_there_is_said():
    (first, *_) = sources("story.csv", write_csv(STORY), Handling(columns=(("text", "Korpus"),)))
    assert first.text.endswith(LANTERN.text)
    assert "there is no column “Korpus” in it, so it was guessed" in notes(first)


def test_columns_that_hold_a_version_each_are_offered():
    rows = [{"id": 1, "old": LANTERN.text, "new": COURIER.text}, {"id": 2, "old": ECHO.text, "new": ""}]
    first = sources("a.json", json.dumps(rows))[0]
    across = offers(first)["Take each column of texts as a version"]
    made = sources("a.json", json.dumps(rows), Handling(layout=str(across)))
    assert [(one.part, one.text) for one in made] == [
        ("entry 1, old", LANTERN.text),
        ("entry 1, new", COURIER.text),
        ("entry 2, old", ECHO.text),
    ]
    few = sources("a.json", json.dumps(rows), Handling(layout=str(across)), max_texts=2)
    assert len(few) == 2
    assert "the first 1 of 2 rows were read" in notes(few[0], "limit")[0]


def test_other_columns_are_said_to_be_left_out():
    (first,) = sources("a.json", json.dumps([{"body": LANTERN.text, "id": "7", "section": "city"}]))
    assert notes(first) == ["text from the column “body”; left out: “id”, “section”"]


def test_a_text_that_begins_with_its_title_has_it_once():
    (first,) = sources("a.json", json.dumps([{"title": "Shops  complain", "text": "Shops complain\n\n" + ECHO.text}]))
    assert first.text.count("complain\n") == 1


def test_tags_in_a_cell_become_paragraphs_and_may_be_left():
    data = json.dumps([{"body": "<h2>Ferries</h2>" + LANTERN.html + "<script>let x</script>"}])
    (first,) = sources("a.json", data)
    assert first.text == "Ferries\n\n" + LANTERN.text
    assert [(mark.kind, mark.span.start) for mark in first.marks] == [("subhead", 0)]
    (left,) = sources("a.json", data, Handling(layout=str(offers(first)["Leave the tags in"])))
    assert "<h2>Ferries</h2>" in left.text


def test_less_than_signs_are_no_tags():
    text = "Where a < b and b > c, the engineer said, <unknown> stands for a cable that nobody has measured."
    assert sources("a.json", json.dumps([{"text": text}]))[0].text == text


def test_a_date_in_words_is_kept_as_printed():
    (first,) = sources("a.json", json.dumps([{"text": LANTERN.text, "published": "20 May 2024"}]))
    assert (first.meta.date, first.meta.date_printed) == ("2024-05-20", "20 May 2024")
    assert dict(first.meta.origins)["date"] == "the column “published”"


def test_an_address_of_an_archive_dates_its_row():
    row = {"text": LANTERN.text, "url": "https://web.archive.org/web/20240520083000/https://lantern.example/bridge"}
    assert sources("a.json", json.dumps([row]))[0].meta.date == "2024-05-20T08:30:00+00:00"


def test_rows_without_a_text_give_no_version_and_are_counted():
    rows = [{"text": LANTERN.text}, {"text": " "}, {"text": None}, {"text": ECHO.text}]
    made = sources("a.json", json.dumps(rows))
    assert [one.part for one in made] == ["entry 1", "entry 4"]
    assert "2 rows have no text and gave no version" in notes(made[0], "rows")


def test_more_rows_than_are_taken_are_said():
    made = sources("story.csv", write_csv(STORY * 4), max_texts=5)
    assert len(made) == 5
    assert "the first 5 of 12 rows were read" in notes(made[0], "limit")[0]
    lines = sources("story.jsonl", write_jsonl(STORY * 4), max_texts=5)
    assert "the first 5 of 12 rows were read" in notes(lines[0], "limit")[0]
    stored = sources("story.parquet", write_parquet(STORY * 4), max_texts=5)
    assert "the first 5 of 12 rows were read" in notes(stored[0], "limit")[0]


def test_versions_are_named_by_their_outlets_or_rows():
    labels = [made.label for made in read_all(File("story.csv", write_csv(STORY)))]
    assert all(told.outlet in label or "row" in label for label, told in zip(labels, STORY, strict=True))


# --- lines and columns -----------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_whatever_separates_the_columns_is_found(sign):
    assert [one.meta.title for one in sources("story.csv", write_csv(STORY, sign=sign))] == [t.title for t in STORY]


def test_what_a_spreadsheet_says_of_its_columns_is_believed():
    table = b"sep=;\r\n" + write_csv(STORY, sign=";")
    assert sources("story.csv", table)[0].text.endswith(LANTERN.text)


def test_a_table_in_another_encoding_is_read_and_said():
    made = sources("story.csv", write_csv(STORY, sign=";", encoding="cp1252"))
    assert made[0].text.endswith(LANTERN.text)
    assert notes(made[0], "encoding") == ["read as Western European (cp1252), a guess"]


def test_a_table_in_utf_16_is_read():
    assert sources("story.csv", write_csv(STORY, encoding="utf-16"))[1].meta.outlet == "Courier"
    assert sources("story.json", write_json(STORY).decode().encode("utf-16"))[1].meta.outlet == "Courier"


def test_a_space_behind_the_comma_does_not_break_a_quoted_text():
    table = "title, text, outlet\n" + "".join(f'{t.outlet}, "{t.paragraphs[0]}", {t.outlet}\n' for t in STORY)
    assert sources("a.csv", table)[1].text.endswith(COURIER.paragraphs[0])


def test_a_text_longer_than_the_library_expects_is_one_cell():
    long_ = "The bridge is closed. " * 20_000
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["title", "text"], ["A", long_], ["B", LANTERN.text]])
    made = sources("a.csv", table.getvalue())
    assert made[0].text == f"A\n\n{long_}"


def test_rows_with_other_numbers_of_cells_lose_nothing_and_are_said():
    table = "outlet,text\nLantern,The bridge is closed, they say, for a week.\nCourier\nEcho,It is open.\n"
    made = sources("a.csv", table)
    assert [one.text for one in made] == ["The bridge is closed, they say, for a week.", "It is open."]
    assert "2 rows have more or fewer cells than the first" in notes(made[0], "rows")[0]


def test_a_quotation_mark_that_is_never_closed_is_said():
    table = 'outlet,text\nLantern,The bridge is closed.\nEcho,"It is open.\nCourier,It is shut.\n'
    made = sources("a.csv", table)
    assert "It is shut." in made[-1].text
    assert any("never closed" in note for note in notes(made[0], "rows"))


def test_what_a_spreadsheet_would_calculate_is_text():
    formula = '=HYPERLINK("https://bad.example","The bridge is closed, the city said on Monday morning.")'
    (first,) = sources("a.csv", 'outlet,text\nEcho,"' + formula.replace('"', '""') + '"\n')
    assert first.text == formula


def test_one_column_called_text_is_a_table():
    made = sources("a.csv", "text\nThe bridge is closed.\nThe bridge, they say, is open.\n")
    assert [one.text for one in made] == ["The bridge is closed.", "The bridge, they say, is open."]


def test_a_table_under_another_name_is_known_by_its_first_line():
    assert len(sources("story.txt", write_csv(STORY))) == 3


PROSE = [
    pytest.param("a.csv", LANTERN.text.encode(), id="a text that is called a table"),
    pytest.param("a.txt", b"The body, text and title of the law are these, he said.\nNobody knew.\n", id="a sentence"),
    pytest.param("a.csv", b"year,killed\n2020,14\n2021,9\n2022,11\n", id="a table of numbers"),
    pytest.param("a.csv", b"," * 5_000 + b"\n" + b"," * 5_000, id="nothing but commas"),
    pytest.param("a.json", b'{"a": 1, "b": [1, 2, 3]}', id="JSON of something else"),
    pytest.param("a.txt", b"[1] The bridge was closed on Monday.", id="a footnote"),
    pytest.param("a.txt", b"{The bridge} was closed on Monday.", id="a brace"),
    pytest.param("a.txt", b'["The bridge", said nobody, is open.', id="brackets and quotation marks"),
    pytest.param("a.json", b"[" * 100_000, id="brackets without end"),
    pytest.param("a.json", b"[" + b"[]," * 500_000 + b"[]]", id="more lists than can be held"),
    pytest.param("a.json", b'{"a":' * 100_000, id="braces without end"),
    pytest.param("a.json", b'[{"n": ' + b"9" * 10_000 + b"}]", id="a number without end"),
    pytest.param("a.jsonl", b'{"text": "a"\n{"text": "b"\n{"text"', id="lines that are no JSON"),
]


@pytest.mark.parametrize(("name", "data"), PROSE)
def test_what_is_no_table_of_texts_is_read_as_plain_text(name, data):
    (only,) = sources(name, data)
    assert only.text == data.decode()
    assert only.part == ""
    if name != "a.txt":
        assert notes(only)[0].startswith("read as plain text: ")


def test_a_table_is_plain_text_where_a_person_wants_it():
    made = sources("story.csv", write_csv(STORY))
    (only,) = sources("story.csv", write_csv(STORY), Handling(layout=str(offers(made[0])["Read it as plain text"])))
    assert only.text.startswith("text,title,outlet")


# --- JSON ------------------------------------------------------------------------------------------

TEXTS = [told.text for told in STORY]
CUSTOMS = [
    pytest.param([{"text": text} for text in TEXTS], id="a list of objects"),
    pytest.param({"status": "ok", "articles": [{"content": text} for text in TEXTS]}, id="a list below articles"),
    pytest.param({"response": {"docs": [{"body": text} for text in TEXTS]}}, id="a list two levels down"),
    pytest.param({"found": [{"body": text} for text in TEXTS]}, id="the only list of objects"),
    pytest.param({"a": {"text": TEXTS[0]}, "b": {"text": TEXTS[1]}, "c": {"text": TEXTS[2]}}, id="objects by key"),
    pytest.param({"text": TEXTS, "n": [1, 2, 3]}, id="columns as lists"),
    pytest.param({"text": dict(zip("abc", TEXTS, strict=True)), "n": {"a": 1, "b": 2, "c": 3}}, id="columns by key"),
    pytest.param({"columns": ["n", "text"], "data": [[1, text] for text in TEXTS]}, id="names and rows apart"),
    pytest.param([["n", "text"], *([1, text] for text in TEXTS)], id="a list of lists"),
    pytest.param(TEXTS, id="a list of texts"),
    pytest.param([{"text": text.split("\n\n")} for text in TEXTS], id="texts as lists of paragraphs"),
    pytest.param([{"article": {"body": text, "n": 1}} for text in TEXTS], id="objects in objects"),
]


@pytest.mark.parametrize("value", CUSTOMS)
def test_json_is_read_in_all_its_customs(value):
    for indent in (None, 2):
        assert [one.text for one in sources("a.json", json.dumps(value, indent=indent))] == TEXTS


def test_names_of_authors_in_objects_are_the_byline():
    row = {"text": LANTERN.text, "authors": [{"name": "Ann Lee"}, {"name": "Tom Reed"}], "source": {"name": "Lantern"}}
    (first,) = sources("a.json", json.dumps({"articles": [row]}))
    assert (first.meta.byline, first.meta.outlet) == ("Ann Lee, Tom Reed", "Lantern")


def test_one_line_that_is_no_json_is_left_out_and_said():
    lines = write_jsonl(STORY) + b'{"text": "cut o'
    made = sources("a.jsonl", lines)
    assert len(made) == 3
    assert notes(made[0], "loss") == ["line 4 is no JSON object, and left out"]


def test_json_lines_are_known_without_their_ending():
    assert [one.part for one in sources("a.txt", write_jsonl(STORY))] == ["line 1", "line 2", "line 3"]


def test_half_a_character_does_not_go_further():
    (first,) = sources("a.json", '[{"text": "The bridge \\ud83d is closed."}]')
    assert first.text.encode()


def test_a_separator_of_lines_in_a_text_does_not_cut_its_line():
    line = json.dumps({"text": "The bridge\u2028is closed."}, ensure_ascii=False)
    assert len(sources("a.jsonl", line + "\n" + line + "\n")) == 2


def test_a_list_of_captures_is_no_text_and_says_what_to_do():
    listed = [["urlkey", "timestamp", "original"], ["a", "20240520083000", "https://lantern.example/"]]
    (only,) = sources("cdx.json", json.dumps(listed))
    assert notes(only, "captures") == ["it lists captures of a page, not their texts; open their addresses instead"]


# --- Parquet ---------------------------------------------------------------------------------------


def test_a_broken_parquet_table_says_so():
    data = write_parquet(STORY)
    assert isinstance(error("a.parquet", data[: len(data) // 2]), DamagedError)
    assert isinstance(error("a.parquet", b"PAR1" + b"\x00" * 40 + b"PAR1"), DamagedError)


def test_a_parquet_table_that_unfolds_too_far_is_refused():
    many = [replace(LANTERN, paragraphs=("The bridge is closed. " * 3_000,))] * 40
    assert isinstance(error("a.parquet", write_parquet(many), max_unpacked_bytes=1_000_000), SizeError)


def test_a_parquet_table_of_numbers_has_no_texts():
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"n": [1, 2, 3]}), out)
    assert isinstance(error("a.parquet", out.getvalue()), EmptyError)


def test_without_pyarrow_the_message_says_what_to_do(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    refused = error("a.parquet", (write_parquet.__doc__ is None and b"PAR1") or b"PAR1")
    assert isinstance(refused, BinaryError)
    assert "Save it as .csv or .jsonl" in str(refused)


# --- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Published At", "date"), ("publishedAt", "date"), ("dc:title", "title"), ("article.body", "text"),
        ("source.name", "outlet"), ("URL", "address"), ("Größe", ""), ("id", ""), ("", ""), ("___", ""),
    ],
)  # fmt: skip
def test_names_of_columns_tell_a_field(name, field):
    assert field_of(name)[0] == field


def test_names_are_compared_without_case_accents_and_marks():
    assert plain_name("Veröffentlicht  am") == "veroffentlicht_am"
