"""Documents of a dossier that come in filled workbooks, beside the shared facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from doc_service.assembly.assembler import Assembler
from doc_service.documents import Parts
from doc_service.dossiers.declarations import Dossier
from doc_service.dossiers.filled_workbooks import Upload
from doc_service.dossiers.issuing import DossierOrder, IssuedDossier, issue_dossier
from doc_service.dossiers.shared_form import shared_form
from doc_service.errors import BadRequest, InputError, InvalidData, InvalidWorkbook, WrongWorkbook
from doc_service.forms.catalog import Catalog
from doc_service.problems import Problem
from doc_service.workbooks.blank import blank_workbook
from doc_service.workbooks.reader import read_workbook
from tests.dossiers.sets import REGISTRATION, Data, Kind


@pytest.fixture(scope="module")
def parts(catalog: Catalog) -> Parts:
    return Parts(catalog, Assembler(), None, lambda: dt.date(2026, 11, 22))  # type: ignore[arg-type]  # DOCX needs no converter


@pytest.fixture
def make(parts: Parts, dossiers: Mapping[str, Dossier]):
    def made(data: Data, *uploads: Upload) -> IssuedDossier:
        order = DossierOrder(REGISTRATION, data, outputs=("docx",), workbooks=uploads)
        return issue_dossier(order, dossiers, parts)

    return made


@pytest.fixture
def refused(make):
    def problems(data: Data, *uploads: Upload) -> dict[str, Problem]:
        with pytest.raises(InvalidData) as caught:
            make(data, *uploads)
        return {one.pointer: one for one in caught.value.problems}

    return problems


def filled(catalog: Catalog, form: str, data: Mapping[str, Any], name: str = "") -> Upload:
    """The workbook of a form as a clerk fills it."""
    return Upload(name or f"{form}.xlsx", blank_workbook(catalog.form(form), filled=data))


def parted(kind: Kind, *forms: str) -> tuple[Data, dict[str, Any]]:
    """The example without some documents, and those documents."""
    data = kind.example
    return data, {form: data["van_ban"].pop(form) for form in forms}


def test_filled_workbooks_give_the_same_dossier_as_their_json(
    make, registration: Kind, catalog: Catalog
) -> None:
    data, apart = parted(registration, "mau_01", "ke_hoach_mo_hinh")
    uploads = [
        filled(catalog, "ke_hoach_mo_hinh", plan, f"kế hoạch {number}.xlsx")
        for number, plan in enumerate(reversed(apart["ke_hoach_mo_hinh"]))
    ]
    uploads.append(filled(catalog, "mau_01", apart["mau_01"]))
    made = make(data, *uploads)
    assert made.archive() == make(registration.example).archive()


def test_problems_name_the_file_and_the_cell(refused, registration: Kind, catalog: Catalog) -> None:
    data, apart = parted(registration, "mau_01", "ke_hoach_mo_hinh")
    data["chung"].pop("nam")
    first, second = apart["ke_hoach_mo_hinh"]
    second["ngay"] = "31/11/2026"
    first["linh_vuc"] = "kinh_te"
    found = refused(
        data,
        filled(catalog, "ke_hoach_mo_hinh", first, "một.xlsx"),
        filled(catalog, "ke_hoach_mo_hinh", second, "hai.xlsx"),
        filled(catalog, "mau_01", apart["mau_01"]),
    )
    day = found["/van_ban/ke_hoach_mo_hinh/1/ngay"]
    assert day.message.startswith("Tệp “hai.xlsx”: ")
    assert "30 ngày" in day.message
    assert day.place is not None
    field = found["/van_ban/ke_hoach_mo_hinh/0/linh_vuc"]
    assert field.message.startswith("Tệp “một.xlsx”: Lĩnh vực: Kế hoạch mô hình của “Biến rác")
    assert field.place is not None
    assert field.place.column == "C"
    assert found["/chung/nam"].place is None  # all at once: what no workbook holds, too


def test_a_warning_of_a_workbook_travels_with_the_dossier(
    make, registration: Kind, catalog: Catalog
) -> None:
    data, apart = parted(registration, "mau_01")
    apart["mau_01"]["ngay"] = "2024-01-15"
    [one] = [
        one
        for one in make(data, filled(catalog, "mau_01", apart["mau_01"], "m1.xlsx")).warnings
        if one.code == "date_in_year"
    ]
    assert one.message.startswith("Tệp “m1.xlsx”: ")
    assert one.place is not None


def test_a_workbook_beside_the_same_document_as_json_is_one_too_many(
    refused, registration: Kind, catalog: Catalog
) -> None:
    upload = filled(catalog, "mau_02", registration.example["van_ban"]["mau_02"])
    found = refused(registration.example, upload)
    assert found["/van_ban/mau_02/1"].code == "rows_many"
    assert "Tệp “mau_02.xlsx”" in found["/van_ban/mau_02/1"].message


def test_what_stands_in_json_beside_a_workbook_is_told_where_it_was_sent(
    refused, registration: Kind, catalog: Catalog
) -> None:
    data, apart = parted(registration, "ke_hoach_mo_hinh")
    first, second = apart["ke_hoach_mo_hinh"]
    data["van_ban"]["ke_hoach_mo_hinh"] = {**first, "ngay": "2026-02-30"}
    found = refused(data, filled(catalog, "ke_hoach_mo_hinh", second))
    assert set(found) >= {"/van_ban/ke_hoach_mo_hinh/ngay"}
    assert not any(pointer.startswith("/van_ban/ke_hoach_mo_hinh/0") for pointer in found)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", InvalidWorkbook),
        (b"khong phai excel", InvalidWorkbook),
        (b"PK\x03\x04" + b"x" * 99, InvalidWorkbook),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    make, registration: Kind, content: bytes, kind: type[InputError]
) -> None:
    with pytest.raises(kind, match="^Tệp “bản chụp.xlsx”: ") as caught:
        make(registration.example, Upload("bản chụp.xlsx", content))
    assert caught.value.status == 422


def test_a_workbook_of_another_dossier_is_named(make, registration: Kind, catalog: Catalog) -> None:
    upload = filled(catalog, "mau_03", {}, "trích ngang.xlsx")
    with pytest.raises(WrongWorkbook, match="^Tệp “trích ngang.xlsx”: .*không thuộc hồ sơ này"):
        make(registration.example, upload)


def test_documents_that_are_no_object_are_said_to_be_none(
    make, registration: Kind, catalog: Catalog
) -> None:
    with pytest.raises(BadRequest, match="van_ban"):
        make({"van_ban": 5}, filled(catalog, "mau_01", {}))


def test_without_workbooks_every_wrong_shape_is_told_at_once(refused) -> None:
    told = refused({"chung": [], "van_ban": 5, "la": 1})
    assert {"/chung", "/van_ban", "/la"} <= set(told)


def shared(catalog: Catalog, kind: Kind, data: Mapping[str, Any]) -> Upload:
    """The workbook of the shared facts as a clerk fills it."""
    form = shared_form(kind.dossier, catalog)
    return Upload("phần chung.xlsx", blank_workbook(form, filled=data))


def test_the_shared_facts_may_come_in_a_workbook_too(
    make, registration: Kind, catalog: Catalog
) -> None:
    data = registration.example
    upload = shared(catalog, registration, data.pop("chung"))
    assert make(data, upload).archive() == make(registration.example).archive()


def test_problems_of_shared_facts_name_the_cell(
    refused, registration: Kind, catalog: Catalog
) -> None:
    data = registration.example
    facts = data.pop("chung")
    facts["mo_hinh"][1] = {**facts["mo_hinh"][1], "linh_vuc": ""}
    told = refused(data, shared(catalog, registration, facts))
    problem = told["/chung/mo_hinh/1/linh_vuc"]
    assert problem.message.startswith("Tệp “phần chung.xlsx”")
    assert problem.place is not None
    assert problem.place.sheet == "Mô hình đăng ký"


def test_json_wins_over_the_workbook_of_shared_facts(
    make, registration: Kind, catalog: Catalog
) -> None:
    data = registration.example
    upload = shared(catalog, registration, {**data["chung"], "kinh_gui": "Nơi khác"})
    data["chung"] = {"kinh_gui": data["chung"]["kinh_gui"]}
    assert make(data, upload).archive() == make(registration.example).archive()


def test_a_wrong_fact_that_json_gave_is_not_told_of_the_workbook(
    refused, registration: Kind, catalog: Catalog
) -> None:
    data = registration.example
    upload = shared(catalog, registration, data["chung"])
    data["chung"] = {"ngay": "2026-02-30"}
    found = refused(data, upload)["/chung/ngay"]
    assert found.place is None
    assert "Tệp" not in found.message


def test_shared_facts_come_in_one_workbook_only(make, registration: Kind, catalog: Catalog) -> None:
    upload = shared(catalog, registration, registration.example["chung"])
    with pytest.raises(WrongWorkbook, match="đã có ở tệp “phần chung.xlsx”"):
        make(registration.example, upload, upload)


@pytest.mark.parametrize("name", ["ho_so_khen_thuong", "ho_so_tham_dinh", "ho_so_dang_ky"])
def test_every_dossier_has_a_workbook_that_reads_back_its_example(
    dossiers: Mapping[str, Dossier], catalog: Catalog, name: str
) -> None:
    form = shared_form(dossiers[name], catalog)
    reading = read_workbook(form, blank_workbook(form, filled=form.example))
    assert reading.problems == ()
    assert reading.data == form.example
