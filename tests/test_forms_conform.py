"""One suite over every form and example: what comes out is what an official expects."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from doc_service.documents import Issued, Order
from doc_service.errors import InvalidData
from doc_service.forms.catalog import Catalog
from doc_service.forms.preparation import Prepared, prepare, readings
from doc_service.service import DocService
from doc_service.settings import ROOT
from doc_service.vietnamese.text import unbind
from doc_service.zip_archive import read_members
from tests.conftest import today

pytestmark = pytest.mark.soffice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SCHEMAS, DATA = ROOT / "schemas", ROOT / "schemas" / "examples"
EXAMPLES = [
    (name, path.stem)
    for name in sorted(path.stem for path in SCHEMAS.glob("[!_]*.json"))
    for path in [*sorted(DATA.glob(f"{name}.json")), *sorted(DATA.glob(f"{name}.*.json"))]
]
LISTS = [(name, stem) for name, stem in EXAMPLES if name.startswith("mau_0")]


class Made(dict[str, Issued]):
    """Every example in every format, each made when it is first asked for, and read once."""

    def __init__(self, service: DocService) -> None:
        super().__init__()
        self._service = service
        self.pages = cache(self._pages)
        self.prepared = cache(self._prepared)

    def __missing__(self, stem: str) -> Issued:
        form = self._service.catalog.form(stem.partition(".")[0])
        order = Order(form.name, form.examples[stem], outputs=("docx", "pdf", "xlsx"))
        self[stem] = self._service.issue(order)
        return self[stem]

    def _pages(self, stem: str) -> list[str]:
        reader = PdfReader(io.BytesIO(content(self, stem, "pdf")))
        return [unicodedata.normalize("NFC", page.extract_text()) for page in reader.pages]

    def _prepared(self, stem: str) -> Prepared:
        form = self._service.catalog.form(stem.partition(".")[0])
        return prepare(form, form.examples[stem], draft=False, today=today())


@pytest.fixture(scope="module")
def issued(service: DocService) -> Made:
    return Made(service)


def content(issued: Mapping[str, Issued], stem: str, kind: str) -> bytes:
    return next(file.content for file in issued[stem].files if file.format.name == kind)


def flat(text: str) -> str:
    return re.sub(r"\s+", "", unbind(unicodedata.normalize("NFC", text))).casefold()


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_every_value_is_in_the_word_file_the_pdf_and_the_excel_file(
    issued, catalog: Catalog, name: str, stem: str
) -> None:
    expected = dict(readings(issued.prepared(stem)))
    assert len(expected) > 8
    root = etree.fromstring(read_members(content(issued, stem, "docx"))["word/document.xml"])
    book = load_workbook(io.BytesIO(content(issued, stem, "xlsx")))
    cells = [
        str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value is not None
    ]
    # a page may break inside a name, and a cell between its lines: compare without blanks
    for kind, text in {
        "docx": "".join(root.itertext()),
        "pdf": "".join(issued.pages(stem)),
        "xlsx": "".join(cells),
    }.items():
        shown = flat(text)
        lost = [
            pointer
            for pointer, ways in expected.items()
            if not any(flat(way) in shown for way in ways)
        ]
        # columns are interleaved: line by line in a PDF, by rows in a sheet
        if kind != "docx":
            words = [flat(word) for pointer in lost for word in expected[pointer][0].split()]
            assert all(word in shown for word in words)
        else:
            assert lost == [], kind


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
    assert reader.metadata.author == issued.prepared(stem).issuer
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
    shown = issued.prepared(stem).context
    block = shown.get("chu_ky") or shown.get("chu_ky_phai")
    if name in UNSEALED:
        assert any(one.startswith("ky_") for one in places)
        return
    assert "ky_nguoi_ky" in places
    assert ("ky_co_quan" in places) is block["co_dau"]
    assert ("ky_thu_ky" in places) is ("chu_ky_trai" in shown)


UNSEALED = ("bai_viet_dien_hinh", "bao_cao_thanh_tich_ca_nhan", "muc_luc_ho_so")
"""What a person writes or keeps; a seal comes with who confirms it, if anybody."""


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_page_one_has_no_number_and_the_others_have(issued, name: str, stem: str) -> None:
    first, *others = issued.pages(stem)
    assert not first.lstrip()[:1].isdigit()
    number = 1
    for text in others:
        # the State numbers the pages of an appendix by themselves (NĐ 30, Phụ lục I)
        number = 1 if text.lstrip().startswith("Phụ lục") else number + 1
        assert number == 1 or text.lstrip().startswith(str(number))


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_the_letterhead_is_that_of_the_rule_set(issued, catalog, name: str, stem: str) -> None:
    ready = issued.prepared(stem)
    first = " ".join(issued.pages(stem)[0].split())
    if ready.context.get("tieu_de") and name != "bai_viet_dien_hinh":
        assert ready.rules.letterhead.title[0] in first
        foreign = {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"}
        assert not any(one in first for one in foreign - set(ready.rules.letterhead.title))
        assert all(line in first for line in ready.context["tieu_de"]["co_quan"])


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_a_signature_has_text_above_it_on_its_page(issued, catalog, name: str, stem: str) -> None:
    shown = issued.prepared(stem).context
    block = shown.get("chu_ky") or shown.get("chu_ky_phai")
    signer = block["ho_ten"] if block else ""
    page = next(text for text in issued.pages(stem) if flat(signer) in flat(text))
    above = page[: page.find(str(shown["noi_nhan_nhan"]))] if "Nơi nhận" in page else page
    assert len(flat(above)) > 40


@pytest.mark.parametrize(("name", "stem"), LISTS)
def test_the_head_of_the_table_stands_on_every_page(issued, name: str, stem: str) -> None:
    assert all("TT" in text.split() for text in issued.pages(stem))
    assert issued.pages(stem)[0].lstrip().startswith("MẪU SỐ")


@pytest.mark.parametrize(("name", "stem"), EXAMPLES)
def test_paper_is_a4_and_lies_as_the_form_says(issued, catalog, name: str, stem: str) -> None:
    reader = PdfReader(io.BytesIO(content(issued, stem, "pdf")))
    for page in reader.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        assert sorted((round(width), round(height))) == [595, 842]
        assert (width > height) is catalog.form(name).kind.landscape


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


PARAGRAPH = (
    "Các đơn vị tổ chức thực hiện nghiêm túc, báo cáo kết quả về Đảng ủy phường theo quy định."
)


@pytest.mark.parametrize("count", range(14, 26))
def test_a_signature_never_stands_alone_below_running_text(service, count: int) -> None:
    body = "\n".join([PARAGRAPH] * count)
    text = last_page(service, "ke_hoach", noi_dung=body)
    assert "Lê Hồng Minh Châu" in text
    assert "theo quy định" in " ".join(text.split())


@pytest.mark.parametrize("name", sorted({name for name, _ in EXAMPLES}))
def test_a_party_document_follows_the_guide_of_its_day(service, name: str) -> None:
    form = service.catalog.form(name)
    if form.families[0] != "dang":
        return
    for day, rules, mark in (("2026-05-26", "dang-hd36", ","), ("2026-05-27", "dang-hd05", ";")):
        data = {**form.example, "ngay": day}
        try:
            ready = prepare(form, data, draft=True, today=today())
        except InvalidData as error:  # the story of an example may forbid the day
            assert {one.code for one in error.problems} & {"order", "rows_between", "date_in_year"}
            continue
        assert ready.rules.name == rules
        assert all(line.endswith((mark, ".")) for line in ready.context["noi_nhan"])


def test_the_footnote_of_mau_03_stands_on_its_first_page_only(issued) -> None:
    texts = issued.pages("mau_03")
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
