"""Batches of issued documents that are stored here, instead of a file."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from doc_service.accounts.members import Role
from doc_service.batches.failures import failures
from doc_service.batches.inputs_stored import as_input, stored_records
from doc_service.batches.queries import Query
from doc_service.batches.submitting import submit_stored
from doc_service.batches.wishes import Wishes, submission
from doc_service.errors import InvalidData
from doc_service.records import Document, Unit
from tests.batch_places import text_of
from tests.batches.conftest import Office
from tests.ledgers import new_unit
from tests.stored_documents import issue

pytestmark = pytest.mark.soffice

Issued = Callable[..., str]


@pytest.fixture
def issued(office: Office) -> Issued:
    """A way to have an issued document of a form's example; gives its id."""

    def put(form: str, *, state: str = "issued", unit: int = 0, **data: Any) -> str:
        made = office.batches.desk.form(form, "mac_dinh")
        where, whole = unit or office.member.unit_id, {**made.example, **data}
        return issue(office.batches.database, where, made, whole, state=state)

    return put


def ask(office: Office, stored: Mapping[str, Any], form: str, **wishes: Any) -> str:
    """Have a batch of stored documents, as a request asks for it; gives its id."""
    said = Wishes(**{"form": form, "outputs": ("pdf",), "then": "good", "stored": stored, **wishes})
    asked = submission(office.batches, office.member, said)
    return submit_stored(office.batches, office.member, asked, said.key)[0].id


def problems(office: Office, stored: Mapping[str, Any], form: str = "mau_03") -> dict[str, str]:
    with pytest.raises(InvalidData) as refused:
        ask(office, stored, form)
    return {one.pointer: one.message for one in refused.value.problems}


def of_model(office: Office, **more: Any) -> dict[str, Any]:
    """What a report of a model says that no registration does."""
    example = office.batches.desk.form("bao_cao_mo_hinh", "mac_dinh").example
    own = ("ngay", "trich_yeu", "ket_qua", "kho_khan", "de_xuat", "noi_nhan")
    return {**{name: example[name] for name in own}, **more}


def texts(office: Office, batch: str) -> list[str]:
    storage = office.batches.storage
    return [text_of(storage.get(one.files[0]["sha256"])) for one in office.listed(batch)]


def test_every_stored_registration_becomes_a_report_of_its_model(
    office: Office, issued: Issued
) -> None:
    names = ("Ngõ nở hoa", "Tổ vay vốn", "Tuyến phố không rác")
    for name in names:
        issued("dang_ky_mo_hinh", ten=name)
    issued("dang_ky_mo_hinh", state="draft", ten="Còn là dự thảo")
    issued("dang_ky_mo_hinh", state="revoked", ten="Đã thu hồi")
    issued("mau_01")
    stored = {
        "form": "dang_ky_mo_hinh",
        "year": 2026,
        "values": of_model(office),
        "first_number": 41,
    }
    batch = ask(office, stored, "bao_cao_mo_hinh")
    assert office.work(batch) == "done"
    assert [one.state for one in office.listed(batch)] == ["done"] * 3
    assert {one.label.split(" – ")[1] for one in office.listed(batch)} == set(names)
    for text, item, number in zip(
        texts(office, batch), office.listed(batch), (41, 42, 43), strict=True
    ):
        assert item.label.split(" – ")[1] in text and f"Số {number}" in text
        assert "Lê Thị Diệu Hằng" in text, "the field has another name in the report"


def test_every_row_of_a_list_that_fits_becomes_a_document(office: Office, issued: Issued) -> None:
    example = office.batches.desk.form("mau_01", "mac_dinh").example
    rows = [row for row in example["mo_hinh"] if row["loai"] == "ca_nhan"]
    assert 0 < len(rows) < len(example["mo_hinh"])
    issued("mau_01")
    stored = {
        "form": "mau_01",
        "rows": "mo_hinh",
        "where": {"loai": "ca_nhan"},
        "values": of_model(office, dia_chi="Tổ dân phố số 5", bat_dau="2026-02-10"),
        "first_number": 1,
    }
    batch = ask(office, stored, "bao_cao_mo_hinh")
    assert office.work(batch) == "done"
    for item, row, text in zip(office.listed(batch), rows, texts(office, batch), strict=True):
        assert item.label == f"{row['chu_the']} – {row['ten']}"
        assert item.source.endswith(f"Mô hình đăng ký {example['mo_hinh'].index(row) + 1}")
        assert "".join(row["ten"].split()) in "".join(text.split())


def test_stored_documents_are_made_again_as_they_were_issued(
    office: Office, issued: Issued
) -> None:
    issued("mau_03", ngay="2026-11-05")
    batch = ask(office, {"form": "mau_03"}, "mau_03")
    assert office.work(batch) == "done"
    assert "ngày 05 tháng 11 năm 2026" in texts(office, batch)[0]


def test_the_same_query_is_the_same_batch_until_it_finds_other_documents(
    office: Office, issued: Issued
) -> None:
    issued("mau_03")
    title = office.batches.desk.form("mau_03", "mac_dinh").title
    first = ask(office, {"form": "mau_03"}, "mau_03")
    assert ask(office, {"form": "mau_03"}, "mau_03") == first
    assert office.batch(first).label == title, "as it stands on the index that is printed"
    issued("mau_03")
    assert ask(office, {"form": "mau_03"}, "mau_03") != first


def test_what_stored_documents_do_not_say_comes_back_as_a_workbook_to_fill_in(
    office: Office, issued: Issued
) -> None:
    issued("dang_ky_mo_hinh", ten="Ngõ nở hoa")
    issued("dang_ky_mo_hinh", ten="Tổ vay vốn")
    batch = ask(office, {"form": "dang_ky_mo_hinh"}, "bao_cao_mo_hinh")
    assert office.work(batch) == "done"
    told = {one.pointer for item in office.listed(batch) for one in item.problems}
    assert {"/ngay", "/ket_qua", "/kho_khan"} <= told
    found = failures(office.batches, office.batch(batch))
    assert found.name.endswith(".can-sua.xlsx")
    sheet = load_workbook(io.BytesIO(found.content))["Các văn bản"]
    cells = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"Ngõ nở hoa", "Tổ vay vốn"} <= set(cells)
    mended = office.send(found.content, name=found.name, form="bao_cao_mo_hinh", then="ask")
    office.work(mended)
    assert [one.state for one in office.listed(mended)] == ["failed", "failed"]


def test_a_document_revoked_meanwhile_is_not_made_and_says_why(
    office: Office, issued: Issued
) -> None:
    issued("mau_03")
    gone = issued("mau_03")
    batch = ask(office, {"form": "mau_03"}, "mau_03")
    with office.batches.database.session() as session:
        session.execute(update(Document).where(Document.id == gone).values(state="revoked"))
    assert office.work(batch) == "done"
    states = {one.state: one for one in office.listed(batch)}
    assert set(states) == {"done", "failed"}
    assert states["failed"].problems[0].message == "Văn bản này đã bị thu hồi."
    found = failures(office.batches, office.batch(batch))
    told = load_workbook(io.BytesIO(found.content))["Cần sửa"]
    assert "Văn bản này đã bị thu hồi." in {cell.value for row in told.iter_rows() for cell in row}


def test_who_reads_on_after_a_crash_counts_as_before_though_something_was_revoked(
    office: Office, issued: Issued
) -> None:
    ids = [issued("mau_01"), issued("mau_01")]
    query = Query("mau_01", rows="mo_hinh", where={"loai": "tap_the"}, first_number=5)
    target = office.batches.desk.form("bao_cao_mo_hinh", "mac_dinh")

    def read() -> list[tuple[int, str, Any]]:
        every = stored_records(office.batches, query, target, as_input(ids))
        return [(one.number, one.label, one.data) for one in every]

    before = read()
    with office.batches.database.session() as session:
        session.execute(update(Document).where(Document.id == ids[0]).values(state="revoked"))
    assert read() == before and len(before) > 4


def test_another_units_documents_are_not_found(office: Office, issued: Issued) -> None:
    issued("mau_03", unit=new_unit(office.batches.database, "Đảng ủy phường Bình Minh"))
    told = problems(office, {"form": "mau_03"})
    assert list(told) == ["/stored"]
    assert told["/stored"].endswith("nào đã phát hành khớp với điều kiện.")


def test_an_administrator_may_take_those_of_every_unit(office: Office, issued: Issued) -> None:
    issued("mau_03", unit=new_unit(office.batches.database, "Đảng ủy phường Bình Minh"))
    admin = replace(office, member=replace(office.member, role=Role.ADMIN))
    assert "/stored" in problems(admin, {"form": "mau_03"})
    assert admin.work(ask(admin, {"form": "mau_03", "units": "all"}, "mau_03")) == "done"


def test_a_unit_may_issue_what_is_made_itself(office: Office, issued: Issued) -> None:
    organ = {"loai": "dang_uy", "ten": "Đảng ủy phường Bình Minh", "dia_danh": "Bình Minh"}
    signer = {"chuc_vu": "Bí thư", "ho_ten": "Phan Thanh Tùng"}
    with office.batches.database.session() as session:
        unit = session.get_one(Unit, office.member.unit_id)
        unit.profile = {"co_quan": organ, "nguoi_ky": [signer]}
    issued("mau_03")
    stored = {"form": "mau_03", "issuer": "ours", "fields": {"thanh_tich": "thanh_tich"}}
    stored["values"] = {
        name: office.batches.desk.form("mau_03", "mac_dinh").example[name]
        for name in ("ngay", "kinh_gui", "noi_nhan")
    }
    batch = ask(office, stored, "mau_03")
    assert office.work(batch) == "done"
    [text] = texts(office, batch)
    assert "ĐẢNG ỦY PHƯỜNG BÌNH MINH" in text and "Phan Thanh Tùng" in text


@pytest.mark.parametrize(
    ("stored", "pointer"),
    [
        ({"form": "khong_co"}, "/stored/form"),
        ({}, "/stored/form"),
        ({"form": "mau_01", "rows": "nguoi_ky"}, "/stored/rows"),
        ({"form": "mau_01", "year": 26}, "/stored/year"),
        ({"form": "mau_01", "year": True}, "/stored/year"),
        ({"form": "mau_01", "where": {"mau": "xanh"}}, "/stored/where/mau"),
        ({"form": "mau_01", "where": {"cap": []}}, "/stored/where"),
        ({"form": "mau_01", "fields": {"tom_tat": "mo_hinh"}}, "/stored/fields/tom_tat"),
        ({"form": "mau_01", "fields": {"thanh_tich": "khong_co"}}, "/stored/fields/thanh_tich"),
        ({"form": "mau_01", "values": {"la": 1}}, "/stored/values/la"),
        ({"form": "mau_01", "values": {"a/b~": 1}}, "/stored/values/a~1b~0"),
        ({"form": "mau_01", "values": [1]}, "/stored/values"),
        ({"form": "mau_01", "values": {"kinh_gui": "x" * 100_001}}, "/stored/values"),
        ({"form": "mau_01", "issuer": "ai"}, "/stored/issuer"),
        ({"form": "mau_01", "units": "all"}, "/stored/units"),
        ({"form": "mau_01", "first_number": 1}, "/stored/first_number"),
        ({"form": "mau_01", "first_number": -1}, "/stored/first_number"),
        ({"form": "mau_01", "text": "x" * 201}, "/stored/text"),
        ({"form": "mau_01", "la": 1}, "/stored/la"),
    ],
)
def test_a_wrong_query_is_refused_at_its_member(
    office: Office, stored: Mapping[str, Any], pointer: str
) -> None:
    assert list(problems(office, stored)) == [pointer]


def test_all_that_is_wrong_with_a_query_is_told_at_once(office: Office) -> None:
    stored = {"form": "mau_01", "rows": "la", "values": {"la": 1}, "issuer": "ai"}
    assert list(problems(office, stored)) == [
        "/stored/issuer",
        "/stored/rows",
        "/stored/values/la",
    ]
