"""A table as every format of tables gives it: names of columns, rows of texts, and which column holds what.

    ugly    the column “id” compared with the column “id”; or a question about eleven columns before anything is seen
    wanted  “text from the column “body”, title from “headline””, which one click changes

A column is told by its name, in the languages of the lists here; the text, the address and the date also by what stands
in the cells. Cost: linear in the cells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from twicetold.model import Note

FIELDS = ("text", "title", "outlet", "date", "byline", "address", "language", "licence")
"""What a column may hold: the text, and fields of ``Meta``."""

MAX_COLUMNS = 1_000
"""Tables of texts have a dozen; a line of a million commas would be a table of a million columns."""

_NAMES = {
    "text": "fulltext full_text articlebody article_body body_text bodytext maintext main_text article_text "
    "content_text content_html body text content article story html raw_text transcript paragraphs corpo cuerpo corps "
    "texte texto testo tekst tekst_artykulu volltext artikeltext artikel inhalt contenu contenido "
    "conteudo contenuto articulo "
    "artigo articolo inhoud innehall tresc metin icerik текст содержание статья тело 正文 内容 本文 النص المحتوى",
    "title": "headline title heading headline_main name_of_article titel uberschrift schlagzeile titre titulo titular "
    "titolo rubrik overskrift tytul naslov baslik kop заголовок название 标题 標題 タイトル 見出し العنوان",
    "outlet": "outlet publisher publication newspaper source_name source site_name site sitename domain medium media "
    "journal paper agency quelle zeitung verlag medium_name source_title editeur fuente periodico medio fonte jornal "
    "veiculo giornale testata bron krant kalla zrodlo kaynak gazete источник издание газета 来源 媒体 المصدر",
    "date": "published published_at publishedat date_published datepublished publication_date publicationdate pubdate "
    "pub_date publish_date published_date date datetime date_time created_at created timestamp time datum "
    "veroffentlicht erschienen date_de_publication fecha fecha_publicacion data data_publicacao data_pubblicazione "
    "publicatiedatum publicerad tarih дата дата_публикации 日期 发布时间 日付 التاريخ",
    "byline": "byline author authors author_name creator writer by journalist reporter autor autoren verfasser auteur "
    "auteurs autores autore auteur_name forfattare yazar автор 作者 記者 الكاتب",
    "address": "url link address permalink canonical_url canonical article_url href uri web_url weburl external_url "
    "guid adresse lien enlace direccion indirizzo adres ссылка адрес 网址 链接 الرابط",
    "language": "language lang language_code locale sprache langue idioma lingua taal sprak jezyk dil язык 语言 اللغة",
    "licence": "licence license rights copyright lizenz licencia licenca licenza",
}
"""Names of columns, the surest first; as ``plain_name`` writes them."""

_ENOUGH_CHARS = 60
"""Letters that cells of a column without a known name have in the mean, if it holds texts: a sentence or two."""

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-?\d\d-?\d\d(?:\b|T)|\d{1,2}[./]\d{1,2}[./]\d{4}\b")
_MARK = re.compile(r"[\W_]+")


class NoTable(Exception):  # noqa: N818  # nothing went wrong: the file is something else
    """The file is no table of texts; the message says why, as the end of a sentence. It never leaves this package."""


class Row(NamedTuple):
    """One row: its number as a person counts, and as many cells as the table has columns."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are at most as many as were asked for, of ``count`` that there are. ``word`` is what one is called."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    count: int
    notes: tuple[Note, ...] = ()
    word: str = "row"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds a field, by its index; ``asked`` are those that a person named, ``missing`` what they named
    and the table has not. ``others`` are further columns of texts, the longest first."""

    of: Mapping[str, int]
    asked: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    others: tuple[int, ...] = field(default=())


def plain_name(name: str) -> str:
    """“Published At”, “publishedAt” and “published-at” → “published_at”; accents are left out."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(letter)
    ).casefold()
    return _MARK.sub("_", bare).strip("_")


def field_of(name: str) -> tuple[str, int]:
    """The field that a column called ``name`` holds, and how sure that is, 0 the surest; ("", 0) if it tells nothing.

    Of a name in parts (“article.body”, “dc:title”) the last part counts, a little less.
    """
    plain = plain_name(name)
    if plain in _KNOWN:
        return _KNOWN[plain]
    last = re.split(r"[.:/]", name)[-1]
    if last != name:
        known, rank = _KNOWN.get(plain_name(last), ("", 0))
        if known:
            return known, rank + 100
    return "", 0


def find_columns(table: Table, wanted: Sequence[tuple[str, str]] = ()) -> Columns:
    """Which columns hold what. ``wanted`` is ``Handling.columns``; an empty name stands for no column.

    Raises NoTable where no column holds texts.
    """
    cells = list(zip(*(row.cells for row in table.rows), strict=True)) or [()] * len(table.columns)
    asked, missing = _asked(table, wanted)
    of = {known: place for known, place in asked.items() if place >= 0}
    taken = set(of.values())
    best: dict[str, tuple[int, int]] = {}
    for place, name in enumerate(table.columns):
        known, rank = field_of(name)
        if not known or known in asked or place in taken or not any(cell.strip() for cell in cells[place]):
            continue
        if known not in best or (rank, place) < best[known]:
            best[known] = (rank, place)
    of |= {known: place for known, (_, place) in best.items()}
    taken = set(of.values())
    free = [place for place in range(len(cells)) if place not in taken]
    texts = sorted((p for p in free if _mean(cells[p]) >= _ENOUGH_CHARS), key=lambda p: -_mean(cells[p]))
    if "text" not in of:
        if not texts:
            raise NoTable("no column of it holds texts")
        of["text"] = texts.pop(0)
    for known, form in (("address", _ADDRESS), ("date", _DATE)):
        if known not in of and known not in asked:
            fitting = [p for p in free if p != of["text"] and _all(cells[p], form)]
            if fitting:
                of[known] = fitting[0]
    others = (
        *texts,
        *(p for known in ("title",) if (p := of.get(known, -1)) >= 0 and _mean(cells[p]) >= _ENOUGH_CHARS),
    )
    return Columns(of, frozenset(asked), missing, others)


def _asked(table: Table, wanted: Sequence[tuple[str, str]]) -> tuple[dict[str, int], tuple[str, ...]]:
    """The columns that a person named, −1 for none, and the names that the table has not."""
    exact = {name: place for place, name in reversed(list(enumerate(table.columns)))}
    alike = {plain_name(name): place for place, name in reversed(list(enumerate(table.columns)))}
    asked, missing = {}, []
    for known, name in wanted:
        place = exact.get(name, alike.get(plain_name(name), -1)) if name else -1
        if known not in FIELDS or (name and place < 0):
            missing.append(name or known)
        elif place >= 0 or known != "text":
            asked[known] = place
    return asked, tuple(missing)


def _mean(cells: Sequence[str]) -> float:
    """Mean letters of the cells that hold anything."""
    lengths = [len(cell) for cell in cells if cell.strip()]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _all(cells: Sequence[str], form: re.Pattern[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(form.match(cell) and len(cell) < 300 for cell in filled)


_KNOWN = {
    plain_name(name): (known, rank)
    for known, names in reversed(_NAMES.items())
    for rank, name in reversed(list(enumerate(names.split())))
}
