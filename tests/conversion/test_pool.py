"""What a document becomes; with the real LibreOffice."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from doc_service.conversion import ConverterPool, Pdf
from doc_service.errors import UnconvertibleDocument

from .conftest import MakePool, allocator
from .documents import bookmarked, docx, paragraph
from .traces import soffices

pytestmark = pytest.mark.soffice


EMPTY_ZIP = b"PK\x05\x06" + bytes(18)


def workbook() -> bytes:
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def read(pdf: Pdf) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.content))


def catalog(pdf: Pdf) -> Any:
    """The root of a PDF; pypdf's types say nothing of what is in it."""
    return read(pdf).trailer["/Root"]


def text(pdf: Pdf) -> str:
    return "\n".join(page.extract_text() for page in read(pdf).pages)


@pytest.fixture(scope="session")
def letter(pool: ConverterPool) -> Pdf:
    """One document with everything, for every test that only looks."""
    page_break = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    body = paragraph("Kính gửi: Ban Thường vụ") + page_break + bookmarked("ky_nguoi_ky", "BÍ THƯ")
    return pool.convert(docx(body, title="Tờ trình số 5", author="Chi bộ Ấp Mới"))


def test_a_document_becomes_a_pdf_with_its_text_and_pages(letter: Pdf) -> None:
    assert letter.pages == len(read(letter).pages) == 2
    assert "Kính gửi: Ban Thường vụ" in text(letter)
    assert letter.libreoffice.count(".") == 3


def test_the_pdf_is_pdf_a_2b_and_tagged(letter: Pdf) -> None:
    root = catalog(letter)
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_every_font_is_embedded(letter: Pdf) -> None:
    page: Any = read(letter).pages[0]
    fonts = page["/Resources"]["/Font"].values()
    assert fonts
    for font in fonts:
        described = font.get_object()
        described = described.get("/DescendantFonts", [described])[0].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described["/FontDescriptor"])


def test_title_and_author_come_from_the_document(letter: Pdf) -> None:
    metadata = read(letter).metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Tờ trình số 5", "Chi bộ Ấp Mới")
    assert catalog(letter)["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_bookmark_becomes_a_named_destination(letter: Pdf) -> None:
    (name,) = read(letter).named_destinations
    assert name.replace("5F", "_") == "/ky_nguoi_ky"


def test_a_draft_has_its_watermark_and_the_next_document_has_none(pool: ConverterPool) -> None:
    document, watermark = docx(text="Báo cáo"), 'DỰ THẢO: "a", {b}; \\c'
    assert watermark in text(pool.convert(document, watermark=watermark))
    assert "DỰ THẢO" not in text(pool.convert(document))


def test_a_watermark_that_no_page_can_hold_is_refused(pool: ConverterPool) -> None:
    with pytest.raises(ValueError, match="100"):
        pool.convert(docx(), watermark="x" * 101)


GARBAGE = {
    "empty": b"",
    "pdf": b"%PDF-1.7 not a document",
    "text": b"plain text",
    "truncated": docx(text="x")[:200],
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "xml": "<w:document>".encode("utf-16"),
    "zip": EMPTY_ZIP,
    "bodiless": docx(text="x").replace(b"word/document.xml", b"word/dokument.xml"),
    "workbook": workbook(),
}


def test_garbage_is_called_unconvertible_and_the_documents_beside_it_convert(
    pool: ConverterPool,
) -> None:
    restarts = pool.health().restarts
    with ThreadPoolExecutor(len(GARBAGE) + 2) as callers:
        before = callers.submit(pool.convert, docx(text="trước đó"))
        refused = {name: callers.submit(pool.convert, each) for name, each in GARBAGE.items()}
        after = callers.submit(pool.convert, docx(text="sau đó"))
    for name, result in refused.items():
        error = result.exception()
        assert isinstance(error, UnconvertibleDocument), name
        assert "không đọc được văn bản này" in str(error)
    assert "trước đó" in text(before.result()) and "sau đó" in text(after.result())
    assert pool.health().restarts == restarts


def test_health_tells_the_version_and_counts(pool: ConverterPool) -> None:
    before = pool.health().converted
    version = pool.convert(docx(text="x")).libreoffice
    health = pool.health()
    assert (health.ready, health.workers, health.busy, health.waiting) == (True, 1, 0, 0)
    assert (health.converted, health.libreoffice) == (before + 1, version)
    assert health.message == "Dịch vụ tạo PDF đang hoạt động."


@pytest.mark.parametrize("wanted", [True, False])
def test_libreoffice_uses_the_allocator_it_is_given(
    make_pool: MakePool, work: Path, wanted: bool
) -> None:
    library = allocator()
    assert library is not None, "install libjemalloc2"
    pool = make_pool(allocator=library if wanted else None)
    assert pool.convert(docx("Một trang")).content.startswith(b"%PDF-")
    [office] = soffices(work)
    assert (library.name in Path(f"/proc/{office}/maps").read_text()) is wanted
