from __future__ import annotations

import base64
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.accounts.members import Member, Role
from doc_service.accounts.people import first_link
from doc_service.assembly.assembler import Assembler
from doc_service.conversion import Pdf
from doc_service.desk import Desk
from doc_service.desk.uploads import marked, on_one_line, receive, safe_name
from doc_service.documents import Parts
from doc_service.errors import BadRequest, Forbidden, InvalidWorkbook, NotFound, WrongWorkbook
from doc_service.forms.catalog import Catalog, Form
from doc_service.problems import Place, Problem
from doc_service.records import Database, Unit
from doc_service.storage import FolderStorage
from doc_service.workbooks.blank import blank_workbook
from doc_service.workbooks.plan import sheet_titles

GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


class NoConverter:
    def convert(self, docx: bytes, **how: Any) -> Pdf:
        raise AssertionError("an upload needs no PDF")


@pytest.fixture
def desk(records_url: str, tmp_path: Path, catalog: Catalog) -> Iterator[Desk]:
    database = Database(records_url)
    database.upgrade()
    first_link(database, "mac_dinh")
    parts = Parts(catalog, Assembler(), NoConverter(), lambda: dt.date(2026, 11, 21))
    yield Desk(database, FolderStorage(tmp_path / "files"), parts)
    database.close()


@pytest.fixture
def clerk(desk: Desk) -> Member:
    with desk.database.session() as session:
        unit = session.query(Unit).one()
        return Member(unit.id, unit.name, "mac_dinh", Role.CLERK, "Lê Thị Thư", user_id=1)


@pytest.fixture(scope="module")
def mau_01(catalog: Catalog) -> Form:
    return catalog.form("mau_01")


@pytest.fixture(scope="module")
def filled(mau_01: Form) -> bytes:
    return blank_workbook(mau_01, filled=mau_01.example)


def changed(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    change(workbook)
    held = io.BytesIO()
    workbook.save(held)
    return held.getvalue()


def column(sheet: Worksheet, name: str) -> int:
    """Return the column with this machine name."""
    cells = (cell for row in sheet.iter_rows(max_row=12) for cell in row)
    return next(cell.column for cell in cells if str(cell.value).endswith(f".{name}"))


def first_row(sheet: Worksheet, text: str) -> int:
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return next(cell.row for cell in cells if cell.value == text)


def with_cell(content: bytes, mau_01: Form, name: str, value: Any) -> bytes:
    """Change a cell of the first registration."""

    def change(workbook: Workbook) -> None:
        sheet = workbook[sheet_titles(mau_01)["mo_hinh"]]
        row = first_row(sheet, mau_01.example["mo_hinh"][0]["ten"])
        sheet.cell(row, column(sheet, name)).value = value

    return changed(content, change)


def test_a_filled_workbook_becomes_a_draft_with_all_it_says(
    desk: Desk, clerk: Member, mau_01: Form, filled: bytes
) -> None:
    received = receive(desk, clerk, filled, "Đăng ký 2026.xlsx")
    example = mau_01.example
    document = received.document
    assert document.form == "mau_01"
    assert document.state == "draft"
    assert document.upload_name == "Đăng ký 2026.xlsx"
    assert desk.storage.get(document.upload) == filled
    assert received.rows == len(example["mo_hinh"])
    assert received.errors == 0
    assert [row["ten"] for row in document.data["mo_hinh"]] == [
        row["ten"] for row in example["mo_hinh"]
    ]


def test_dates_stand_in_the_draft_as_a_clerk_types_them(
    desk: Desk, clerk: Member, catalog: Catalog
) -> None:
    form = catalog.form("dang_ky_mo_hinh")
    data = {**form.example, "ngay": "2026-02-05"}
    content = blank_workbook(form, filled=data)
    assert receive(desk, clerk, content, "a.xlsx").document.data["ngay"] == "05/02/2026"


def test_every_value_says_the_cell_it_came_from(
    desk: Desk, clerk: Member, mau_01: Form, filled: bytes
) -> None:
    origins = receive(desk, clerk, filled, "a.xlsx").document.origins
    said = origins["sources"][origins["at"]["/mo_hinh/0/ten"]]
    assert said["how"] == "file"
    assert said["where"].startswith(f"trang “{sheet_titles(mau_01)['mo_hinh']}”, ô ")


def test_a_wrong_cell_is_kept_as_it_was_typed_and_named(
    desk: Desk, clerk: Member, mau_01: Form, filled: bytes
) -> None:
    wrong = with_cell(filled, mau_01, "linh_vuc", "Trồng trọt")
    received = receive(desk, clerk, wrong, "a.xlsx")
    rows = received.document.data["mo_hinh"]
    assert rows[0]["linh_vuc"] == "Trồng trọt"
    assert len(rows) == len(mau_01.example["mo_hinh"])
    (problem,) = [one for one in received.problems if one.severity == "error"]
    assert problem.pointer == "/mo_hinh/0/linh_vuc"
    assert problem.place is not None
    assert problem.place.sheet == sheet_titles(mau_01)["mo_hinh"]
    assert received.asides == ()


def test_a_cell_with_an_error_of_excel_stays_visible_where_the_draft_refuses_it(
    desk: Desk, clerk: Member, mau_01: Form, filled: bytes
) -> None:
    received = receive(desk, clerk, with_cell(filled, mau_01, "linh_vuc", "#N/A"), "a.xlsx")
    assert received.document.data["mo_hinh"][0]["linh_vuc"] == "#N/A"
    assert any(one.pointer == "/mo_hinh/0/linh_vuc" for one in received.problems)


def test_an_error_of_excel_never_becomes_a_name(
    desk: Desk, clerk: Member, mau_01: Form, filled: bytes
) -> None:
    content = with_cell(filled, mau_01, "chu_the", "#REF!")
    received = receive(desk, clerk, content, "a.xlsx")
    assert "#REF!" not in json.dumps(received.document.data)
    assert [one.code for one in received.asides] == ["cell_error"]


def test_a_day_in_a_field_for_numbers_is_kept_as_text(
    desk: Desk, clerk: Member, mau_01: Form, filled: bytes
) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook["Thông tin chung"]
        row = next(cell.row for cell in sheet["A"] if cell.value == "nam")
        sheet.cell(row, 3).value = dt.datetime(2026, 2, 5)
        sheet.cell(row, 3).number_format = "dd/mm/yyyy"

    received = receive(desk, clerk, changed(filled, change), "a.xlsx")
    assert received.document.data["nam"] == "05/02/2026"
    assert any(one.pointer == "/nam" for one in received.problems)


def test_running_text_becomes_a_tree_whose_parts_know_their_cells(
    desk: Desk, clerk: Member, catalog: Catalog
) -> None:
    form = catalog.form("ke_hoach")
    received = receive(desk, clerk, blank_workbook(form, filled=form.example), "kh.xlsx")
    body = received.document.data["noi_dung"]
    assert isinstance(body, list)
    assert body[0]["kieu"]
    pointer = next(one for one in received.document.origins["at"] if one.startswith("/noi_dung/0"))
    origins = received.document.origins
    assert "ô " in origins["sources"][origins["at"][pointer]]["where"]


def test_an_unknown_column_is_told_once(
    desk: Desk, clerk: Member, mau_01: Form, filled: bytes
) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook[sheet_titles(mau_01)["mo_hinh"]]
        row = first_row(sheet, mau_01.example["mo_hinh"][0]["ten"])
        sheet.cell(row, 40).value = "ghi chú riêng"

    received = receive(desk, clerk, changed(filled, change), "a.xlsx")
    assert [one.code for one in received.asides] == ["column_unknown"]
    assert received.errors == 0
    assert received.warnings >= 1


def test_a_workbook_of_another_locality_is_read_and_says_so(
    desk: Desk, clerk: Member, catalog: Catalog
) -> None:
    form = catalog.form("mau_01", "xa_xuan_hung")
    received = receive(desk, clerk, blank_workbook(form, filled=form.example), "a.xlsx")
    assert received.document.locality == "mac_dinh"
    assert "locality" in [one.code for one in received.asides]


def test_an_older_version_of_a_form_is_refused_with_what_to_do(
    desk: Desk, clerk: Member, filled: bytes
) -> None:
    def change(workbook: Workbook) -> None:
        sheet = next(one for one in workbook.worksheets if one.sheet_state == "veryHidden")
        cell = next(row[1] for row in sheet.iter_rows(max_row=5) if row[0].value == "fingerprint")
        cell.value = "0" * 64

    with pytest.raises(WrongWorkbook, match="phiên bản cũ"):
        receive(desk, clerk, changed(filled, change), "a.xlsx")


def test_the_workbook_of_a_dossier_is_sent_to_its_page(
    desk: Desk, clerk: Member, filled: bytes
) -> None:
    def change(workbook: Workbook) -> None:
        sheet = next(one for one in workbook.worksheets if one.sheet_state == "veryHidden")
        cell = next(row[1] for row in sheet.iter_rows(max_row=5) if row[0].value == "form")
        cell.value = "ho_so_dang_ky"

    with pytest.raises(WrongWorkbook, match="trang “Hồ sơ”"):
        receive(desk, clerk, changed(filled, change), "a.xlsx")


def test_a_blank_workbook_makes_no_draft(desk: Desk, clerk: Member, mau_01: Form) -> None:
    with pytest.raises(InvalidWorkbook, match="chưa điền gì"):
        receive(desk, clerk, blank_workbook(mau_01), "a.xlsx")


def test_json_that_names_its_form_becomes_a_draft(
    desk: Desk, clerk: Member, catalog: Catalog
) -> None:
    form = catalog.form("to_trinh")
    content = json.dumps({"form": "to_trinh", "data": form.example}).encode("utf-8-sig")
    received = receive(desk, clerk, content, "to_trinh.json")
    assert received.document.form == "to_trinh"
    assert received.document.data["trich_yeu"] == form.example["trich_yeu"]
    assert received.document.origins["sources"] == [{"how": "file"}]


def test_what_a_form_does_not_know_is_told_and_left_out(
    desk: Desk, clerk: Member, mau_01: Form
) -> None:
    data = {**mau_01.example, "mau_sac": "đỏ", "noi_nhan": "Lưu"}
    content = json.dumps({"form": "mau_01", "data": data}).encode()
    received = receive(desk, clerk, content, "a.json")
    assert "mau_sac" not in received.document.data
    assert {one.pointer for one in received.asides} == {"/mau_sac", "/noi_nhan"}


def test_a_picture_in_json_is_kept_in_storage(desk: Desk, clerk: Member, catalog: Catalog) -> None:
    form = catalog.form("bai_viet_dien_hinh")
    content = json.dumps({"form": form.name, "data": form.example}).encode()
    first = receive(desk, clerk, content, "a.json").document.data["anh"][0]["tep"]
    key = first.removeprefix("tep:")
    assert desk.storage.get(key) == base64.b64decode(form.example["anh"][0]["tep"])


def test_a_key_of_a_stored_picture_is_not_taken_from_a_file(
    desk: Desk, clerk: Member, catalog: Catalog
) -> None:
    form = catalog.form("bai_viet_dien_hinh")
    secret = desk.storage.put(b"\x89PNG of another unit")
    data = {**form.example, "anh": [{"tep": f"tep:{secret}", "chu_thich": "Ảnh"}]}
    content = json.dumps({"form": form.name, "data": data}).encode()
    received = receive(desk, clerk, content, "a.json")
    assert secret not in json.dumps(received.document.data)
    assert any(one.pointer == "/anh/0/tep" for one in received.asides)


def test_nothing_is_stored_of_a_file_that_is_refused(
    desk: Desk, clerk: Member, tmp_path: Path
) -> None:
    with pytest.raises(BadRequest):
        receive(desk, clerk, GIF, "a.gif")
    assert not list((tmp_path / "files").rglob("*"))


def test_a_viewer_may_not_upload(desk: Desk, clerk: Member, filled: bytes) -> None:
    viewer = Member(clerk.unit_id, clerk.unit, "mac_dinh", Role.VIEWER, "Xem", user_id=1)
    with pytest.raises(Forbidden):
        receive(desk, viewer, filled, "a.xlsx")


def test_the_marked_workbook_marks_the_wrong_cell(
    desk: Desk, clerk: Member, mau_01: Form, filled: bytes
) -> None:
    wrong = with_cell(filled, mau_01, "linh_vuc", "Trồng trọt")
    received = receive(desk, clerk, wrong, "a.xlsx")
    place = next(one.place for one in received.problems if one.severity == "error")
    assert place is not None
    workbook = openpyxl.load_workbook(io.BytesIO(marked(desk, clerk, received.document.id)))
    cell = workbook[place.sheet][f"{place.column}{place.row}"]
    assert "Trồng trọt" in cell.comment.text
    assert workbook.active is not None
    assert workbook.active["A1"].value == "Những chỗ cần sửa trong tệp này"


def test_no_other_unit_gets_the_marked_workbook(desk: Desk, clerk: Member, filled: bytes) -> None:
    received = receive(desk, clerk, filled, "a.xlsx")
    stranger = Member(clerk.unit_id + 1, "Khác", "mac_dinh", Role.CLERK, "Ai", user_id=2)
    with pytest.raises(NotFound):
        marked(desk, stranger, received.document.id)


def test_a_draft_from_json_has_no_marked_workbook(desk: Desk, clerk: Member, mau_01: Form) -> None:
    content = json.dumps({"form": "mau_01", "data": mau_01.example}).encode()
    received = receive(desk, clerk, content, "a.json")
    with pytest.raises(NotFound, match="không lập từ tệp Excel"):
        marked(desk, clerk, received.document.id)


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("C:\\Users\\thu\\Đăng ký.xlsx", "Đăng ký.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: b.xlsx", "aSet-Cookie: b.xlsx"),
        ("", "tệp không tên"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
    ],
)
def test_a_name_is_told_without_its_path_or_tricks(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_a_problem_on_one_line_begins_with_its_cell() -> None:
    problem = Problem("/nam", "“Năm” phải là số.", "type", place=Place("Chung", 7, "C"))
    assert on_one_line(problem).message == "Trang “Chung”, ô C7: “Năm” phải là số."
    bare = Problem("/nam", "“Năm” phải là số.", "type")
    assert on_one_line(bare) == bare
