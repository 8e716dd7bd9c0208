"""PDFs of many layouts, made for the tests: columns, gaps or indents, ragged or justified, heads and feet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT, BOLD = "Times-Roman", "Times-Bold"
DIVIDED = 4
"""Letters on both sides of a divided word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a text is set. Lengths in points; ``gap`` and ``indent`` in the size of the type. ``subheads``: numbers of
    paragraphs that are set in bold. ``drop``: how much lower the right columns stand than the left one."""

    width: float = 595
    height: float = 842
    size: float = 10
    leading: float = 1.2
    columns: int = 1
    gutter: float = 16
    margin: float = 60
    gap: float = 0.8
    indent: float = 0
    first_indent: bool = False
    justified: bool = False
    divides: bool = False
    head: str = ""
    foot: str = ""
    numbers: str = ""
    headline_size: float = 18
    subheads: tuple[int, ...] = ()
    drop: float = 0
    title: str = ""
    author: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of type; ``stretch`` is the white space that is added between its words."""

    text: str
    x: float
    stretch: float = 0


def make_pdf(paragraphs: Sequence[str], layout: Layout = Layout(), headline: str = "") -> bytes:
    """The bytes of a PDF of ``paragraphs``; the same input gives the same bytes."""
    stream = io.BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(layout.width, layout.height),
        invariant=1,
        encrypt=StandardEncryption(layout.password, ownerPassword="keeper") if layout.password else None,
    )
    canvas.setTitle(layout.title)
    canvas.setAuthor(layout.author)
    _Press(canvas, layout).print(paragraphs, headline)
    canvas.save()
    return stream.getvalue()


class _Press:
    def __init__(self, canvas: Canvas, layout: Layout) -> None:
        self.canvas, self.layout = canvas, layout
        self.step = layout.size * layout.leading
        self.measure = (layout.width - 2 * layout.margin - (layout.columns - 1) * layout.gutter) / layout.columns
        self.page = 0
        self.column = 0
        self.top = layout.height - layout.margin
        self.y = self.top

    def print(self, paragraphs: Sequence[str], headline: str) -> None:
        self._edges()
        if headline:
            self._headline(headline)
        for number, text in enumerate(paragraphs):
            bold = number in self.layout.subheads
            if number and self.layout.gap and self.y < self.top:
                self.y -= self.layout.gap * self.layout.size
            for line in self._lines(text, bold, number):
                if self.y - self.layout.size < self.layout.margin:
                    self._next_column()
                self.y -= self.step
                self._put(line, BOLD if bold else FONT, self.layout.size)
        self.canvas.showPage()

    def _headline(self, headline: str) -> None:
        size = self.layout.headline_size
        for line in wrap(headline.split(), BOLD, size, self.layout.width - 2 * self.layout.margin):
            self.y -= 1.2 * size
            self._put(Placed(line, self.layout.margin), BOLD, size)
        self.y -= size
        self.top = self.y

    def _next_column(self) -> None:
        self.column += 1
        if self.column == self.layout.columns:
            self.canvas.showPage()
            self.page += 1
            self.column = 0
            self.top = self.layout.height - self.layout.margin
            self._edges()
        self.y = self.top - (self.layout.drop if self.column else 0)

    def _edges(self) -> None:
        layout, number = self.layout, self.page + 1
        self.canvas.setFont(FONT, 0.8 * layout.size)
        if layout.head:
            self.canvas.drawString(layout.margin, layout.height - layout.margin / 2, layout.head.format(number))
        if layout.foot:
            self.canvas.drawString(layout.margin, layout.margin / 2, layout.foot.format(number))
        if layout.numbers:
            self.canvas.drawRightString(layout.width - layout.margin, layout.margin / 2, layout.numbers.format(number))

    def _lines(self, text: str, bold: bool, number: int) -> Iterator[Placed]:
        layout = self.layout
        font = BOLD if bold else FONT
        indent = layout.indent * layout.size if (number or layout.first_indent) and not bold else 0
        made = wrap(text.split(), font, layout.size, self.measure, indent, layout.divides)
        for i, line in enumerate(made):
            x = indent if not i else 0
            gaps = line.count(" ")
            white = self.measure - x - stringWidth(line, font, layout.size)
            stretch = white / gaps if layout.justified and gaps and i + 1 < len(made) else 0
            yield Placed(line, x, stretch)

    def _put(self, line: Placed, font: str, size: float) -> None:
        x = line.x + (
            self.layout.margin + self.column * (self.measure + self.layout.gutter)
            if font == FONT or size == self.layout.size
            else 0
        )
        text = self.canvas.beginText(x, self.y)
        text.setFont(font, size)
        text.setWordSpace(line.stretch)
        text.textOut(line.text)
        self.canvas.drawText(text)


def wrap(
    words: Sequence[str], font: str, size: float, measure: float, indent: float = 0, divides: bool = False
) -> list[str]:
    """The lines of ``words`` set to ``measure`` points, the first one ``indent`` shorter."""
    lines: list[str] = []
    line = ""
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        room = measure - (0 if lines else indent)
        longer = f"{line} {word}" if line else word
        if not line or stringWidth(longer, font, size) <= room:
            line = longer
            continue
        parts = _divide(word, f"{line} ", font, size, room) if divides else None
        if parts:
            line += f" {parts[0]}"
            waiting.append(parts[1])
        else:
            waiting.append(word)
        lines.append(line)
        line = ""
    return [*lines, line] if line else lines


def _divide(word: str, before: str, font: str, size: float, room: float) -> tuple[str, str] | None:
    """As much of ``word`` with a hyphen as still fits, and the rest."""
    if not word.isalpha() or not word.islower():
        return None
    for at in range(len(word) - DIVIDED, DIVIDED - 1, -1):
        if stringWidth(before + word[:at] + "-", font, size) <= room:
            return word[:at] + "-", word[at:]
    return None


def make_picture_pdf() -> bytes:
    """A PDF as a scanner makes it: shapes on the page and not a letter."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.rect(100, 100, 300, 400, fill=1)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()
