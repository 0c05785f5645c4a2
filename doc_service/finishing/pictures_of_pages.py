"""Pictures of a PDF's pages. The only home of pypdfium2."""

from __future__ import annotations

import io
import threading
from typing import Final

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from doc_service.errors import FinishingError

_PDFIUM: Final = threading.Lock()
"""PDFium is not safe from several threads (https://pypdfium2.readthedocs.io, Thread safety)."""


def picture_of_page(pdf: bytes, *, width: int, page: int = 0) -> bytes:
    """Return one page as PNG, as wide as asked for; a page that lies is less high.

    Args:
        pdf: a PDF without a password.
        width: pixels.
        page: which one, from 0.

    Raises:
        FinishingError: it is no PDF, or has no such page.
    """
    with _PDFIUM:
        document = _opened(pdf)
        try:
            if not 0 <= page < len(document):
                raise FinishingError(f"Tệp PDF không có trang {page + 1}.")
            drawn = document[page]
            # pypdfium2 rounds up, a whole number that came out a hair too large as well
            image = drawn.render(scale=(width - 0.01) / drawn.get_width()).to_pil()
        finally:
            document.close()
    held = io.BytesIO()
    image.save(held, "PNG", optimize=True)
    return held.getvalue()


def look_alike(one: bytes, other: bytes) -> bool:
    """Tell whether two PDFs have the same pages, pixel by pixel.

    Raises:
        FinishingError: one is no PDF.
    """
    return _looks(one) == _looks(other)


def _looks(pdf: bytes) -> list[tuple[int, int, bytes]]:
    """Return width, height and pixels of every page, at one pixel a point."""
    with _PDFIUM:
        document = _opened(pdf)
        try:
            drawn = [page.render(scale=1, grayscale=True) for page in document]
            return [(one.width, one.height, bytes(one.buffer)) for one in drawn]
        finally:
            document.close()


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise FinishingError("Không đọc được tệp PDF.", detail=str(error)) from None
