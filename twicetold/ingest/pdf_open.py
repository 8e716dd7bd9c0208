"""Bytes → the pages of a PDF, as words with places; and every way in which that fails, said plainly.

Nothing in a PDF is run and nothing is fetched: PDFium is asked for letters and for what the file says of itself.
"""

from __future__ import annotations

import re
import threading

import pypdfium2 as pypdf
import pypdfium2.raw as pdfium

from twicetold.errors import DamagedError, LockedError, SizeError
from twicetold.ingest.pdf_letters import read_sheet
from twicetold.ingest.pdf_lines import PdfPages
from twicetold.model import File
from twicetold.settings import Settings

_ONE_AT_A_TIME = threading.Lock()
"""PDFium keeps state of its own and must not be asked by two threads."""
_TAIL = 1_024
"""Bytes that may follow the end of a PDF: what a mail or a server put behind it."""
_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")


def open_pdf(file: File, settings: Settings) -> PdfPages:
    """The pages of ``file``. Raises LockedError, DamagedError or SizeError."""
    if _is_cut(file.data):
        raise DamagedError(
            f"“{file.name}” is cut off: the end of the PDF is missing. Get it again and choose that file."
        )
    with _ONE_AT_A_TIME:
        try:
            opened = pypdf.PdfDocument(file.data)
        except pypdf.PdfiumError as error:
            raise _refusal(file.name) from error
        try:
            return _read(file.name, opened, settings)
        except pypdf.PdfiumError as error:
            raise DamagedError(
                f"“{file.name}” has a page that cannot be read. Open it in a PDF viewer, print it to a new PDF, and "
                "choose that file."
            ) from error
        finally:
            opened.close()


def _read(name: str, opened: pypdf.PdfPdfPages, settings: Settings) -> PdfPages:
    count = len(opened)
    if count > settings.max_pdf_pages:
        raise SizeError(
            f"“{name}” has {count:,} pages; a PDF may have {settings.max_pdf_pages:,}. Save the pages of the story "
            "as a PDF of their own and choose that file."
        )
    info = opened.get_metadata_dict()
    document = PdfPages(title=info.get("Title", ""), author=info.get("Author", ""))
    letters = 0
    for number in range(count):
        page = opened[number]
        text_page = page.get_textpage()
        try:
            found = max(0, text_page.count_chars())
            letters += found
            if letters > settings.max_pdf_letters:
                raise SizeError(
                    f"“{name}” has more than {settings.max_pdf_letters:,} letters. Save the pages of the story "
                    "as a PDF of their own and choose that file."
                )
            sheet = read_sheet(text_page.raw, found)
            if not sheet.words and not sheet.sideways and pdfium.FPDFPage_CountObjects(page.raw) > 0:
                document.bare.append(number + 1)
            document.sheets.append(sheet)
        finally:
            text_page.close()
            page.close()
    return document


def _is_cut(data: bytes) -> bool:
    """Whether the file goes on after its last end mark, or has none: each change adds one."""
    end = data.rfind(b"%%EOF")
    return end < 0 or (len(data) - end > _TAIL and bool(_OBJECT.search(data, end)))


def _refusal(name: str) -> DamagedError | LockedError:
    if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return LockedError(
            f"“{name}” is locked with a password. Open it in a PDF viewer, save it without one, and choose that file."
        )
    return DamagedError(
        f"“{name}” is damaged: it begins as a PDF and cannot be opened as one. Get it again and choose that file."
    )
