"""One suite over every form and example: what comes out is what an official expects."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from doc_service.documents import Issued, Order
from doc_service.forms.catalog import Catalog, load_catalog
from doc_service.forms.context import parties
from doc_service.forms.preparation import prepare, readings
from doc_service.service import DocService
from doc_service.settings import ROOT
from doc_service.zip_archive import read_members

pytestmark = pytest.mark.soffice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EXAMPLES = [
    (name, stem)
    for name in load_catalog(ROOT / "schemas", ROOT / "form_templates").names()
    for stem in sorted(path.stem for path in (ROOT / "schemas/examples").glob(f"{name}*.json"))
]


@pytest.fixture(scope="module")
def issued(service: DocService) -> dict[str, Issued]:
    return {
        stem: service.issue(
            Order(name, service.catalog.form(name).examples[stem], outputs=("docx", "pdf", "xlsx"))
        )
        for name, stem in EXAMPLES
    }


def content(issued: Mapping[str, Issued], stem: str, kind: str) -> bytes:
    return next(file.content for file in issued[stem].files if file.format.name == kind)


def pages(issued: Mapping[str, Issued], stem: str) -> list[str]:
    reader = PdfReader(io.BytesIO(content(issued, stem, "pdf")))
    return [unicodedata.normalize("NFC", page.extract_text()) for page in reader.pages]


def flat(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).casefold()


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_every_value_is_in_the_word_file_the_pdf_and_the_excel_file(
    issued, catalog: Catalog, name: str, stem: str
) -> None:
    form = catalog.form(name)
    prepared = prepare(form, form.examples[stem], draft=False, today=_today())
    expected = dict(readings(prepared))
    assert len(expected) > 8
    root = etree.fromstring(read_members(content(issued, stem, "docx"))["word/document.xml"])
    book = load_workbook(io.BytesIO(content(issued, stem, "xlsx")))
    cells = [
        str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value is not None
    ]
    # a page may break inside a name, and a cell between its lines: compare without blanks
    for kind, text in {
        "docx": "".join(root.itertext()),
        "pdf": "".join(pages(issued, stem)),
        "xlsx": "".join(cells),
    }.items():
        shown = flat(text)
        lost = [
            pointer
            for pointer, ways in expected.items()
            if not any(flat(way) in shown for way in ways)
        ]
        if kind == "pdf":  # columns are interleaved line by line when a PDF is read
            words = [flat(word) for pointer in lost for word in expected[pointer][0].split()]
            assert all(word in shown for word in words)
        else:
            assert lost == [], kind


def _today():
    import datetime as dt

    return dt.date(2026, 11, 21)


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_nothing_of_the_template_shows(issued, name: str, stem: str) -> None:
    root = etree.fromstring(read_members(content(issued, stem, "docx"))["word/document.xml"])
    text = "".join(root.itertext())
    for trace in ("{{", "{%", "None", "NaN", "Undefined"):
        assert trace not in text


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_the_pdf_is_archival_tagged_and_described(issued, catalog, name: str, stem: str) -> None:
    pdf = content(issued, stem, "pdf")
    reader = PdfReader(io.BytesIO(pdf))
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == issued[stem].title
    assert reader.metadata.author == catalog.form(name).examples[stem]["co_quan"]["ten"]
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("+" in font for font in fonts), "every font is embedded"


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_the_places_to_sign_are_known_and_a_chi_bo_has_none_for_a_seal(
    issued, catalog, name: str, stem: str
) -> None:
    reader = PdfReader(io.BytesIO(content(issued, stem, "pdf")))
    places = {one.lstrip("/").replace("5F", "_") for one in reader.named_destinations}
    who = parties(catalog.form(name).examples[stem])
    assert "ky_nguoi_ky" in places
    assert ("ky_co_quan" in places) is who.issuer.kind.seal


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_page_one_has_no_number_and_the_others_have(issued, name: str, stem: str) -> None:
    first, *others = pages(issued, stem)
    assert first.lstrip().startswith("MẪU SỐ")
    for number, text in enumerate(others, start=2):
        assert text.lstrip().startswith(str(number))


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_the_head_of_the_table_stands_on_every_page(issued, name: str, stem: str) -> None:
    assert all("TT" in text.split() for text in pages(issued, stem))


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_paper_is_a4_and_lies_as_the_form_says(issued, catalog, name: str, stem: str) -> None:
    reader = PdfReader(io.BytesIO(content(issued, stem, "pdf")))
    for page in reader.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        assert sorted((round(width), round(height))) == [595, 842]
        assert (width > height) is catalog.form(name).landscape


def model(number: int) -> dict[str, Any]:
    fields = ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri")
    return {
        "loai": "tap_the" if number % 3 else "ca_nhan",
        "chu_the": f"Đơn vị thứ {number}",
        "ten": f"Vận động Nhân dân xây dựng nếp sống văn minh, mô hình thứ {number}",
        "linh_vuc": fields[number % 4],
    }


def last_page(service: DocService, name: str, **changes: Any) -> str:
    data = {**service.catalog.form(name).example, **changes}
    made = service.issue(Order(name, data, outputs=("pdf",)))
    text = PdfReader(io.BytesIO(made.files[0].content)).pages[-1].extract_text()
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18])
def test_a_signature_never_stands_alone_below_a_list(service, count: int) -> None:
    text = last_page(service, "mau_01", mo_hinh=[model(number) for number in range(count)])
    assert "Nguyễn Khánh Vân" in text
    assert "Tổng:" in text
    assert "Đơn vị thứ" in text


def test_a_high_first_row_leaves_the_title_on_page_one(service) -> None:
    names = [
        f"Vận động Nhân dân giữ gìn vệ sinh chung, mô hình thứ {number}" for number in range(9)
    ]
    rows = [{**model(1), "ten": name, "linh_vuc": "kinh_te"} for name in names]
    data = {**service.catalog.form("mau_01").example, "mo_hinh": rows}
    made = service.issue(Order("mau_01", data, outputs=("pdf",)))
    first = PdfReader(io.BytesIO(made.files[0].content)).pages[0].extract_text()
    assert "DANH SÁCH" in unicodedata.normalize("NFC", first)
    assert "mô hình thứ 2" in " ".join(unicodedata.normalize("NFC", first).split())


@pytest.mark.parametrize("words", range(15, 350, 24))
def test_a_signature_never_stands_alone_below_a_summary(service, words: int) -> None:
    first = service.catalog.form("mau_03").example["thanh_tich"][0]
    text = " ".join(f"từ{n}.\n" if n % 70 == 69 else f"từ{n}" for n in range(words - 5))
    row = {**first, "ten": "Mô hình khác", "tom_tat": f"Năm 2026 có {text} cuối cùng"}
    shown = last_page(service, "mau_03", thanh_tich=[first, row])
    assert "Nguyễn Khánh Vân" in shown
    assert "cùng" in shown
    assert len(shown.split()) > 30


def test_the_footnote_of_mau_03_stands_on_its_first_page_only(issued) -> None:
    texts = pages(issued, "mau_03")
    assert "không quá 350 từ" in texts[0]
    assert all("không quá 350 từ" not in text for text in texts[1:])


def test_the_rule_set_follows_the_date(service) -> None:
    for day, rules, mark in (("2026-05-26", "dang-hd36", ","), ("2026-05-27", "dang-hd05", ";")):
        data = {**service.catalog.form("mau_01").example, "ngay": day}
        made = service.issue(Order("mau_01", data))
        assert made.rule_set == rules
        root = etree.fromstring(read_members(made.files[0].content)["word/document.xml"])
        assert f"Như kính gửi{mark}" in "".join(root.itertext())


def test_a_locality_words_the_fields(service, service_with, tmp_path) -> None:
    import shutil

    templates = tmp_path / "mau"
    shutil.copytree(ROOT / "form_templates", templates)
    (templates / "phuong_thu").mkdir()
    (templates / "phuong_thu" / "locality.json").write_text(
        '{"label": "Phường Thử", "labels": {"linh_vuc": {"kinh_te": "Phát triển kinh tế xanh"}}}',
        "utf-8",
    )
    other = service_with(templates=templates)
    data = service.catalog.form("mau_01").example
    made = other.issue(Order("mau_01", data, locality="phuong_thu"))
    xml = read_members(made.files[0].content)["word/document.xml"].decode()
    assert "Phát triển kinh tế xanh" in xml
    assert "Lĩnh vực xây dựng hệ thống chính trị" in xml
