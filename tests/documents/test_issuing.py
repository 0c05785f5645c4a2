"""One document issued: its metadata, its gaps as a draft, its places to sign."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import unicodedata
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from doc_service.assembly.assembler import Assembler
from doc_service.assembly.checks import W
from doc_service.documents import Issued, Order, Parts, issue, judge
from doc_service.documents.issuing import file_stem
from doc_service.errors import InvalidData, SigningRefused, UnknownOutput
from doc_service.forms.catalog import Catalog
from doc_service.service import DocService
from doc_service.zip_archive import read_members
from tests.conftest import example


class NoConverter:
    def convert(self, docx: bytes, **how: Any) -> Any:
        raise AssertionError("a DOCX needs no LibreOffice")


@pytest.fixture(scope="module")
def parts(catalog: Catalog) -> Parts:
    return Parts(catalog, Assembler(), NoConverter(), lambda: dt.date(2026, 11, 22))


def properties(docx: bytes) -> dict[str, str]:
    """The document's own properties and ours."""
    members = read_members(docx)
    core = etree.fromstring(members["docProps/core.xml"])
    custom = etree.fromstring(members["docProps/custom.xml"])
    return {
        **{etree.QName(one).localname: one.text or "" for one in core},
        **{one.get("name", ""): "".join(one.itertext()) for one in custom},
    }


def marked(docx: bytes) -> list[str]:
    """Every text on a yellow ground."""
    found = []
    for name, content in read_members(docx).items():
        if name.startswith("word/") and name.endswith(".xml"):
            for run in etree.fromstring(content).iter(f"{W}r"):
                if run.find(f"{W}rPr/{W}highlight") is not None:
                    found.append("".join(run.itertext(f"{W}t")))
    return found


def shown(docx: bytes) -> str:
    root = etree.fromstring(read_members(docx)["word/document.xml"])
    return "".join(root.itertext(f"{W}t")).replace("\u00a0", " ").replace("\u2011", "-")


def made(parts: Parts, form: str, *, draft: bool = False, **changes: Any) -> Issued:
    data = {**example(parts.catalog.form(form)), **changes}
    return issue(Order(form, data, draft=draft), parts)


def test_a_document_says_what_it_is_and_where_it_came_from(parts: Parts) -> None:
    issued = made(parts, "to_trinh")
    said = properties(issued.files[0].content)
    assert said["title"] == issued.title
    assert said["creator"] == "Đảng ủy phường An Thịnh"
    assert said["subject"] == "22-TTr/ĐU"
    assert said["vanthu_bieu_mau"] == "to_trinh"
    assert said["vanthu_the_thuc"] == issued.rule_set == "dang-hd05"
    assert said["vanthu_dia_phuong"] == "mac_dinh"
    template = parts.catalog.form("to_trinh").template
    assert said["vanthu_tep_mau"] == hashlib.sha256(template.read_bytes()).hexdigest()
    assert re.fullmatch("[0-9a-f]{64}", said["vanthu_du_lieu"])


def test_the_day_decides_the_rule_set_that_the_metadata_name(parts: Parts) -> None:
    for day, rules in (("2026-05-26", "dang-hd36"), ("2026-05-27", "dang-hd05")):
        issued = made(parts, "mau_02", ngay=day)
        assert issued.rule_set == rules
        assert properties(issued.files[0].content)["vanthu_the_thuc"] == rules


def test_other_data_have_another_hash_and_the_same_have_the_same(parts: Parts) -> None:
    one, same, other = (
        properties(made(parts, "mau_02", kinh_gui=to).files[0].content)["vanthu_du_lieu"]
        for to in ("Đảng ủy phường", "Đảng ủy  phường", "Đảng ủy xã")
    )
    assert one == same != other


def test_a_document_without_a_number_has_no_symbol_as_its_subject(parts: Parts) -> None:
    assert properties(made(parts, "mau_01").files[0].content).get("subject", "") == ""


def test_the_gaps_of_a_draft_have_a_yellow_ground_and_nothing_else_has(parts: Parts) -> None:
    data = example(parts.catalog.form("to_trinh"))
    del data["nguoi_ky"]["ho_ten"], data["noi_dung"]
    draft = issue(Order("to_trinh", data, draft=True), parts)
    found = marked(draft.files[0].content)
    assert len(found) >= 2
    assert set(found) == {"……………"}
    assert {one.pointer for one in draft.warnings} >= {"/nguoi_ky/ho_ten", "/noi_dung"}
    assert marked(made(parts, "to_trinh", draft=True).files[0].content) == []
    assert marked(made(parts, "to_trinh").files[0].content) == []


def test_a_final_document_with_the_same_gaps_is_refused_with_all_of_them(parts: Parts) -> None:
    blank = {"so_ky_hieu": {}, "ngay": "2026", "noi_dung": "", "trich_yeu": None}
    assert made(parts, "to_trinh", draft=True, **blank)
    with pytest.raises(InvalidData) as caught:
        made(parts, "to_trinh", **blank)
    assert {one.pointer for one in caught.value.problems} == {
        "/so_ky_hieu/so",
        "/ngay",
        "/noi_dung",
        "/trich_yeu",
    }


def test_a_draft_leaves_number_and_day_blank_as_officials_do(parts: Parts) -> None:
    draft = made(parts, "to_trinh", draft=True, so_ky_hieu={}, ngay="2026")
    text = shown(draft.files[0].content)
    assert re.search(r"Số {5,}-TTr/ĐU", text)
    assert re.search(r"ngày {3,}tháng {3,}năm 2026", text)
    assert "……" not in text


def test_files_are_named_by_form_year_and_issuer(parts: Parts) -> None:
    assert made(parts, "to_trinh").files[0].name == "to_trinh-2026-dang-uy-phuong-an-thinh.docx"
    draft = made(parts, "to_trinh", draft=True)
    assert draft.files[0].name == "to_trinh-2026-dang-uy-phuong-an-thinh-du-thao.docx"
    nobody = judge(Order("to_trinh", {}, draft=True), parts)
    assert file_stem(nobody.prepared, draft=True) == "to_trinh-2026-du-thao"


@pytest.mark.parametrize("outputs", [(), ("odt",), ("docx", "exe")])
def test_a_format_that_is_not_there_is_answered_by_those_that_are(
    parts: Parts, outputs: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownOutput, match="docx, pdf, xlsx"):
        judge(Order("to_trinh", example(parts.catalog.form("to_trinh")), outputs=outputs), parts)


def test_each_format_is_made_once_in_the_order_asked_for(parts: Parts) -> None:
    data = example(parts.catalog.form("mau_01"))
    issued = issue(Order("mau_01", data, outputs=("xlsx", "docx", "xlsx")), parts)
    assert [file.format.name for file in issued.files] == ["xlsx", "docx"]


@pytest.mark.soffice
def test_a_final_pdf_is_ready_to_sign_and_says_the_same_as_the_docx(service: DocService) -> None:
    data = example(service.catalog.form("to_trinh"))
    issued = service.issue(Order("to_trinh", data, outputs=("docx", "pdf")))
    docx, pdf = issued.files
    assert [one.name for one in issued.places] == ["ky_nguoi_ky", "ky_co_quan"]
    reader = PdfReader(io.BytesIO(pdf.content))
    assert issued.pages == len(reader.pages)
    assert set(reader.get_fields() or {}) == {"ky_nguoi_ky", "ky_co_quan"}
    assert all(one.page <= issued.pages for one in issued.places)
    told, said = reader.metadata or {}, properties(docx.content)
    assert (told["/Title"], told["/Author"]) == (said["title"], said["creator"])
    assert told["/Subject"] == "22-TTr/ĐU"
    assert told["/vanthu_du_lieu"] == said["vanthu_du_lieu"]
    assert re.match(r"(LibreOffice )?\d+\.\d+", str(told["/vanthu_libreoffice"]))
    with pytest.raises(SigningRefused, match="không có chỗ ký “ky_thu_ky”; chỉ có: ky_co_quan"):
        service.issue(Order("to_trinh", data, outputs=("pdf",), signatures=("ky_thu_ky",)))


@pytest.mark.soffice
def test_a_draft_pdf_says_so_and_has_no_place_to_sign(service: DocService) -> None:
    data = {**example(service.catalog.form("to_trinh")), "so_ky_hieu": {}, "ngay": "2026"}
    issued = service.issue(Order("to_trinh", data, outputs=("pdf",), draft=True))
    reader = PdfReader(io.BytesIO(issued.files[0].content))
    assert issued.places == ()
    assert not reader.get_fields()
    for page in reader.pages:
        assert "DỰ THẢO" in unicodedata.normalize("NFC", page.extract_text())


@pytest.mark.soffice
def test_the_pages_are_those_of_the_file_where_an_annex_begins_its_own_numbers(
    service: DocService,
) -> None:
    data = example(service.catalog.form("quyet_dinh_khen_thuong"))
    issued = service.issue(Order("quyet_dinh_khen_thuong", data, outputs=("pdf",)))
    assert issued.pages == len(PdfReader(io.BytesIO(issued.files[0].content)).pages)
