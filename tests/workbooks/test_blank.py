from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from doc_service.forms.catalog import Catalog, Form
from doc_service.workbooks.blank import blank_workbook
from doc_service.workbooks.plan import EXAMPLE_NOTE
from doc_service.workbooks.reader import read_workbook
from tests.workbooks.uploads import cell_beside, opened


def test_every_example_written_into_a_workbook_reads_back_equal(catalog: Catalog) -> None:
    for form in catalog.forms.values():
        for name, example in form.examples.items():
            reading = read_workbook(form, blank_workbook(form, filled=example))
            assert (name, reading.data) == (name, example)
            assert reading.problems == ()


def test_a_blank_workbook_holds_no_data_and_no_problems(catalog: Catalog) -> None:
    for form in catalog.forms.values():
        reading = read_workbook(form, blank_workbook(form))
        assert (reading.data, reading.problems) == ({}, ())


def test_the_same_form_and_data_give_the_same_bytes(form: Form) -> None:
    once, again = (blank_workbook(form, filled=form.example) for _ in range(2))
    assert once == again


def test_a_clerk_sees_one_sheet_for_values_one_per_list_and_the_examples(blank: bytes) -> None:
    workbook = opened(blank)
    assert workbook.sheetnames == [
        "Thông tin chung",
        "Mô hình đăng ký",
        "Nơi nhận",
        "Ví dụ - Thông tin chung",
        "Ví dụ - Mô hình đăng ký",
        "Ví dụ - Nơi nhận",
        "_vanthu",
    ]
    assert workbook["_vanthu"].sheet_state == "veryHidden"


def test_headers_carry_the_labels_and_a_star_where_required(blank: bytes) -> None:
    sheet = opened(blank)["Mô hình đăng ký"]
    assert [cell.value for cell in sheet[2]] == [
        "Loại *",
        "Tên tập thể/cá nhân thực hiện *",
        "Chức vụ, đơn vị",
        "Tên mô hình “Dân vận khéo” *",
        "Lĩnh vực *",
    ]
    assert sheet["A2"].font.name == "Times New Roman" and sheet["A2"].font.b
    assert sheet.row_dimensions[1].hidden
    assert sheet.freeze_panes == "A3"


def test_choices_are_listed_by_label_through_a_named_list(blank: bytes) -> None:
    workbook = opened(blank)
    sheet = workbook["Mô hình đăng ký"]
    check = next(one for one in sheet.data_validations.dataValidation if "E3" in one.sqref)
    assert check.type == "list"
    name = check.formula1.removeprefix("=")
    reach = workbook.defined_names[name].attr_text
    cells = workbook["_vanthu"][reach.split("!")[1].replace("$", "")]
    assert [row[0].value for row in cells][0] == "Lĩnh vực kinh tế"
    assert "E5002" in check.sqref and "E5003" not in check.sqref


def test_prompts_and_errors_keep_to_the_limits_of_excel(catalog: Catalog) -> None:
    for form in catalog.forms.values():
        for sheet in opened(blank_workbook(form)).worksheets:
            for check in sheet.data_validations.dataValidation:
                assert len(check.prompt or "") <= 255
                assert len(check.error or "") <= 224
                assert len(check.promptTitle or "") <= 32


def test_whole_numbers_are_checked_while_typing(catalog: Catalog) -> None:
    sheet = opened(blank_workbook(catalog.form("mau_02")))["Số liệu"]
    check = next(one for one in sheet.data_validations.dataValidation if "C3" in one.sqref)
    assert (check.type, check.formula1, check.formula2) == ("whole", "0", "1000000")
    assert "số nguyên" in check.error


def test_text_cells_hold_text_and_date_cells_dates(blank: bytes) -> None:
    workbook = opened(blank)
    assert workbook["Mô hình đăng ký"]["B3"].number_format == "@"
    general = workbook["Thông tin chung"]
    assert general[cell_beside(general, "ngay")].number_format == "dd/mm/yyyy"


def test_dates_are_real_dates_and_partial_ones_text(form: Form, data: dict[str, Any]) -> None:
    general = opened(blank_workbook(form, filled=data))["Thông tin chung"]
    assert general[cell_beside(general, "ngay")].value == dt.datetime(2026, 1, 15)
    data["ngay"] = "2026-01"
    general = opened(blank_workbook(form, filled=data))["Thông tin chung"]
    assert general[cell_beside(general, "ngay")].value == "01/2026"
    assert read_workbook(form, blank_workbook(form, filled=data)).data["ngay"] == "2026-01"


def test_preset_rows_hold_every_level_and_field(catalog: Catalog) -> None:
    sheet = opened(blank_workbook(catalog.form("mau_02")))["Số liệu"]
    pairs = [(row[0].value, row[1].value) for row in sheet.iter_rows(min_row=3, max_row=17)]
    assert len(set(pairs)) == 15
    assert pairs[0] == ("Thành phố", "Lĩnh vực kinh tế")
    assert pairs[4] == ("Thành phố", "Cộng")


def test_given_rows_stand_before_the_presets_they_leave_out(catalog: Catalog) -> None:
    form = catalog.form("mau_02")
    row = {"cap": "xa_phuong", "linh_vuc": "kinh_te", "tap_the": 3}
    content = blank_workbook(form, filled={"so_lieu": [row]})
    assert read_workbook(form, content).data["so_lieu"] == [row]
    assert opened(content)["Số liệu"].max_row == 17


def test_examples_say_that_they_are_not_read(blank: bytes) -> None:
    workbook = opened(blank)
    for name in workbook.sheetnames[3:6]:
        assert workbook[name]["A1"].value == EXAMPLE_NOTE
        assert workbook[name].sheet_properties.tabColor.rgb == "00A6A6A6"
    example = workbook["Ví dụ - Mô hình đăng ký"]
    assert example["B3"].value == "Chi bộ Tổ dân phố số 5"
    assert example["B3"].font.color.rgb == "FF7F7F7F"


@pytest.mark.parametrize("typed", ["=1+1", "#N/A", "+84", "-5"])
def test_text_that_looks_like_a_formula_stays_text(
    form: Form, data: dict[str, Any], typed: str
) -> None:
    data["mo_hinh"][0]["ten"] = typed
    content = blank_workbook(form, filled=data)
    assert opened(content)["Mô hình đăng ký"]["D3"].data_type == "s"
    assert read_workbook(form, content).data["mo_hinh"][0]["ten"] == typed


def test_text_that_looks_like_an_escape_reads_back_as_typed(
    form: Form, data: dict[str, Any]
) -> None:
    data["mo_hinh"][0]["ten"] = "mã _x0041_ và van_hoa_xa_hoi"
    reading = read_workbook(form, blank_workbook(form, filled=data))
    assert reading.data["mo_hinh"][0]["ten"] == "mã _x0041_ và van_hoa_xa_hoi"


def test_sheets_print_on_landscape_a4_with_their_headers(blank: bytes) -> None:
    for sheet in opened(blank).worksheets[:6]:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
