"""What a document becomes; with the real LibreOffice."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from doc_service.conversion import ConverterPool, Pdf
from doc_service.errors import UnconvertibleDocument

from .documents import bookmarked, docx, paragraph
from .traces import soffices

pytestmark = pytest.mark.soffice


EMPTY_ZIP = b"PK\x05\x06" + bytes(18)


def read(pdf: Pdf) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.content))


def catalog(pdf: Pdf) -> Any:
    """The root of a PDF; pypdf's types say nothing of what is in it."""
    return read(pdf).trailer["/Root"]


def text(pdf: Pdf) -> str:
    return "\n".join(page.extract_text() for page in read(pdf).pages)


def test_a_document_becomes_a_pdf_with_its_text_and_pages(pool: ConverterPool) -> None:
    page_break = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    pdf = pool.convert(docx(paragraph("Kính gửi: Ban Thường vụ") + page_break + paragraph("Hết")))
    assert pdf.pages == len(read(pdf).pages) == 2
    assert "Kính gửi: Ban Thường vụ" in text(pdf)
    assert pdf.libreoffice.count(".") == 3


def test_the_pdf_is_pdf_a_2b_and_tagged(pool: ConverterPool) -> None:
    root = catalog(pool.convert(docx(text="Quyết định")))
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_every_font_is_embedded(pool: ConverterPool) -> None:
    page: Any = read(pool.convert(docx(text="Đảng bộ phường"))).pages[0]
    fonts = page["/Resources"]["/Font"].values()
    assert fonts
    for font in fonts:
        described = font.get_object()
        described = described.get("/DescendantFonts", [described])[0].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described["/FontDescriptor"])


def test_title_and_author_come_from_the_document(pool: ConverterPool) -> None:
    pdf = pool.convert(docx(text="x", title="Tờ trình số 5", author="Chi bộ Ấp Mới"))
    metadata = read(pdf).metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Tờ trình số 5", "Chi bộ Ấp Mới")
    assert catalog(pdf)["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_bookmark_becomes_a_named_destination(pool: ConverterPool) -> None:
    pdf = pool.convert(docx(bookmarked("ky_nguoi_ky", "BÍ THƯ")))
    (name,) = read(pdf).named_destinations
    assert name.replace("5F", "_") == "/ky_nguoi_ky"


def test_a_draft_has_its_watermark_and_the_next_document_has_none(pool: ConverterPool) -> None:
    document = docx(text="Báo cáo")
    assert "DỰ THẢO" in text(pool.convert(document, watermark="DỰ THẢO"))
    assert "DỰ THẢO" not in text(pool.convert(document))


def test_a_watermark_that_no_page_can_hold_is_refused(pool: ConverterPool) -> None:
    with pytest.raises(ValueError, match="100"):
        pool.convert(docx(), watermark="x" * 101)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"%PDF-1.7 not a document",
        b"plain text",
        docx(text="x")[:200],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "<w:document>".encode("utf-16"),
        EMPTY_ZIP,
        docx(text="x").replace(b"word/document.xml", b"word/dokument.xml"),
    ],
    ids=["empty", "pdf", "text", "truncated", "encrypted", "xml", "zip", "bodiless"],
)
def test_garbage_is_called_unconvertible_and_the_next_document_converts(
    pool: ConverterPool, garbage: bytes
) -> None:
    restarts = pool.health().restarts
    with pytest.raises(UnconvertibleDocument, match="không đọc được văn bản này"):
        pool.convert(garbage)
    assert "sau đó" in text(pool.convert(docx(text="sau đó")))
    assert pool.health().restarts == restarts


def test_a_table_of_excel_is_called_unconvertible(pool: ConverterPool) -> None:
    file = io.BytesIO()
    Workbook().save(file)
    with pytest.raises(UnconvertibleDocument):
        pool.convert(file.getvalue())


def test_health_tells_the_version_and_counts(pool: ConverterPool) -> None:
    before = pool.health().converted
    version = pool.convert(docx(text="x")).libreoffice
    health = pool.health()
    assert (health.ready, health.workers, health.busy, health.waiting) == (True, 1, 0, 0)
    assert (health.converted, health.libreoffice) == (before + 1, version)
    assert health.message == "Dịch vụ tạo PDF đang hoạt động."


def test_libreoffice_inherits_nothing_of_our_environment(
    pool: ConverterPool, pool_folder: Path
) -> None:
    pool.convert(docx(text="x"))
    (process,) = soffices(pool_folder)
    environment = Path(f"/proc/{process}/environ").read_text().split("\0")
    names = {variable.partition("=")[0] for variable in environment if variable}
    by_python = {"LC_CTYPE", "URE_BOOTSTRAP"}  # set at start-up, and by `import uno`
    assert names - by_python == {"PATH", "HOME", "TMPDIR", "LANG", "SAL_USE_VCLPLUGIN"}
