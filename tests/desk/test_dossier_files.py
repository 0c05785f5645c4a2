from __future__ import annotations

import json
from typing import Any

import pytest

from doc_service.desk.dossier_files import dossier_order, told_by_document
from doc_service.dossiers.declarations import Dossier
from doc_service.dossiers.filled_workbooks import Upload
from doc_service.dossiers.issuing import DossierOrder
from doc_service.dossiers.loading import load_dossiers
from doc_service.dossiers.shared_form import shared_form
from doc_service.dossiers.sources import in_file
from doc_service.errors import BadRequest
from doc_service.forms.catalog import Catalog
from doc_service.problems import Place, Problem
from doc_service.workbooks.blank import blank_workbook
from tests.conftest import ROOT

NAME = "ho_so_dang_ky"


@pytest.fixture(scope="module")
def kind(catalog: Catalog) -> Dossier:
    return load_dossiers(ROOT / "schemas", catalog)[NAME]


def order(kind: Dossier, catalog: Catalog, *uploads: tuple[str, Any]) -> DossierOrder:
    files = [
        Upload(name, data if isinstance(data, bytes) else json.dumps(data).encode())
        for name, data in uploads
    ]
    return dossier_order(kind, catalog, "mac_dinh", files, outputs=("docx",), draft=True)


def test_a_file_of_the_whole_dossier_gives_all_of_it(kind: Dossier, catalog: Catalog) -> None:
    found = order(kind, catalog, ("a.json", {"dossier": NAME, "data": kind.example}))
    assert found.data["chung"] == kind.example["chung"]
    assert found.data["van_ban"]["mau_01"] == [kind.example["van_ban"]["mau_01"]]


def test_a_document_is_known_by_what_it_says_its_name_or_its_fields(
    kind: Dossier, catalog: Catalog
) -> None:
    data = catalog.form("mau_02").example
    for name, given in (
        ("x.json", {"form": "mau_02", "data": data}),
        ("mau_02.json", {"nam": 2026}),
        ("tổng hợp.json", data),
    ):
        assert list(order(kind, catalog, (name, given)).data["van_ban"]) == ["mau_02"]


def test_workbooks_are_left_to_the_dossier_to_read(kind: Dossier, catalog: Catalog) -> None:
    content = blank_workbook(shared_form(kind, catalog))
    found = order(kind, catalog, ("chung.xlsx", content))
    assert found.workbooks == (Upload("chung.xlsx", content),)


def test_every_json_file_is_remembered_for_its_problems(kind: Dossier, catalog: Catalog) -> None:
    found = order(kind, catalog, ("chung.json", {}), ("mau_01.json", {}), ("mau_01.2.json", {}))
    assert found.files == {
        "/chung": "chung.json",
        "/van_ban/mau_01/0": "mau_01.json",
        "/van_ban/mau_01/1": "mau_01.2.json",
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"dossier": "ho_so_khen_thuong", "data": {}}, "Tệp “a.json”: Đây là dữ liệu của hồ sơ"),
        ({"form": "giay_moi", "data": {}}, "không thuộc hồ sơ này"),
        ({"chung": [], "van_ban": {}}, "phải là đối tượng"),
        ({"gì đó": 1}, "không hợp với biểu mẫu nào"),
    ],
)
def test_a_file_of_something_else_is_named(
    kind: Dossier, catalog: Catalog, data: Any, said: str
) -> None:
    with pytest.raises(BadRequest, match=said):
        order(kind, catalog, ("a.json", data))


def test_problems_stand_under_their_document_with_field_file_and_cell(
    kind: Dossier, catalog: Catalog
) -> None:
    cell = Problem(
        "/chung/mo_hinh/2/linh_vuc", "phải chọn lại.", "choice", place=Place("A", 7, "C")
    )
    problems = [
        in_file(cell, "chung.xlsx"),
        in_file(Problem("/ngay", "phải là ngày.", "date"), "mau_02.json", inside="/ngay"),
        Problem("/van_ban/ke_hoach_mo_hinh/1/ten", "khác nhau.", "disagrees"),
        Problem("/van_ban/mau_01", "Thiếu mẫu 01.", "document_missing"),
        Problem("", "Hồ sơ trống.", "type"),
    ]
    asked = DossierOrder(NAME, {}, "mac_dinh", files={"/van_ban/mau_02/0": "mau_02.json"})
    found = told_by_document(kind, catalog, asked, problems)
    assert list(found) == [
        "Phần dùng chung",
        "Mẫu 02",
        "Kế hoạch mô hình (2)",
        "Mẫu 01",
        "Cả hồ sơ",
    ]
    (first,) = found["Phần dùng chung"]
    assert first.field == "Mô hình đăng ký, dòng 3, Lĩnh vực"
    assert (first.file, str(first.problem.place)) == ("chung.xlsx", "trang “A”, ô C7")
    assert first.problem.message == "phải chọn lại."


def test_a_field_that_the_sentence_names_is_not_said_twice(kind: Dossier, catalog: Catalog) -> None:
    problem = Problem("/chung/mo_hinh/0/linh_vuc", "“Lĩnh vực” còn trống.", "required")
    asked = DossierOrder(NAME, {}, "mac_dinh")
    (told,) = told_by_document(kind, catalog, asked, [problem])["Phần dùng chung"]
    assert told.field == "Mô hình đăng ký, dòng 1"
