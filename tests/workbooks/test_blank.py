from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from doc_service.errors import UnknownOutput
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.completion import complete
from doc_service.forms.fields import Field, PictureLimits
from doc_service.workbooks import plan
from doc_service.workbooks.blank import blank_workbook
from doc_service.workbooks.plan import EXAMPLE_NOTE
from doc_service.workbooks.reader import read_workbook
from tests.conftest import sample
from tests.workbooks.uploads import BlankOf, cell_beside, opened


def in_excel(catalog: Catalog) -> list[Form]:
    """The forms that can do without pictures."""
    return [form for form in sample(catalog) if not plan.needed_pictures(form)]


def completed(form: Form, data: Mapping[str, Any]) -> dict[str, Any]:
    return complete(form.fields, form.locality, data, form=form.name, families=form.families).data


@pytest.mark.every_form
def test_every_example_written_into_a_workbook_reads_back_equal(catalog: Catalog) -> None:
    for form in sample(catalog):
        if plan.picture_labels(form):
            continue
        for name, example in [*form.examples.items()][: None if os.environ.get("CI") else 1]:
            reading = read_workbook(form, blank_workbook(form, filled=example))
            assert (name, completed(form, reading.data)) == (name, completed(form, example))
            assert reading.problems == ()


@pytest.mark.every_form
def test_a_blank_workbook_holds_no_data_and_no_problems(
    catalog: Catalog, blank_of: BlankOf
) -> None:
    for form in in_excel(catalog)[:: 1 if os.environ.get("CI") else 4]:
        reading = read_workbook(form, blank_of(form))
        assert (reading.data, reading.problems) == ({}, ())


def test_the_same_form_and_data_give_the_same_bytes(form: Form) -> None:
    once, again = (blank_workbook(form, filled=form.example) for _ in range(2))
    assert once == again


def test_a_clerk_sees_one_sheet_for_values_one_per_list_and_the_examples(
    blank_book: Workbook,
) -> None:
    assert blank_book.sheetnames == [
        "Thông tin chung",
        "Mô hình đăng ký",
        "Nơi nhận",
        "Ví dụ - Thông tin chung",
        "Ví dụ - Mô hình đăng ký",
        "Ví dụ - Nơi nhận",
        "_vanthu",
    ]
    assert blank_book["_vanthu"].sheet_state == "veryHidden"


def test_headers_carry_the_labels_and_a_star_where_required(blank_book: Workbook) -> None:
    sheet = blank_book["Mô hình đăng ký"]
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


def test_choices_are_listed_by_label_through_a_named_list(blank_book: Workbook) -> None:
    sheet = blank_book["Mô hình đăng ký"]
    check = next(one for one in sheet.data_validations.dataValidation if "E3" in one.sqref)
    assert check.type == "list"
    name = check.formula1.removeprefix("=")
    reach = blank_book.defined_names[name].attr_text
    cells = blank_book["_vanthu"][reach.split("!")[1].replace("$", "")]
    assert [row[0].value for row in cells][0] == "Lĩnh vực kinh tế"
    assert "E5002" in check.sqref and "E5003" not in check.sqref


def test_prompts_and_errors_keep_to_the_limits_of_excel(
    catalog: Catalog, blank_of: BlankOf
) -> None:
    for form in in_excel(catalog)[:: 1 if os.environ.get("CI") else 4]:
        for sheet in opened(blank_of(form)).worksheets:
            for check in sheet.data_validations.dataValidation:
                assert len(check.prompt or "") <= 255
                assert len(check.error or "") <= 224
                assert len(check.promptTitle or "") <= 32


def test_whole_numbers_are_checked_while_typing(catalog: Catalog, blank_of: BlankOf) -> None:
    sheet = opened(blank_of(catalog.form("mau_02")))["Số liệu"]
    check = next(one for one in sheet.data_validations.dataValidation if "C3" in one.sqref)
    assert (check.type, check.formula1, check.formula2) == ("whole", "0", "1000000")
    assert "số nguyên" in check.error


def test_text_cells_hold_text_and_date_cells_dates(blank_book: Workbook) -> None:
    assert blank_book["Mô hình đăng ký"]["B3"].number_format == "@"
    general = blank_book["Thông tin chung"]
    assert general[cell_beside(general, "ngay")].number_format == "dd/mm/yyyy"


def test_dates_are_real_dates_and_partial_ones_text(form: Form, data: dict[str, Any]) -> None:
    general = opened(blank_workbook(form, filled=data))["Thông tin chung"]
    assert general[cell_beside(general, "ngay")].value == dt.datetime(2026, 1, 15)
    data["ngay"] = "2026-01"
    content = blank_workbook(form, filled=data)
    general = opened(content)["Thông tin chung"]
    assert general[cell_beside(general, "ngay")].value == "01/2026"
    assert read_workbook(form, content).data["ngay"] == "2026-01"


def test_preset_rows_hold_every_level_and_field(catalog: Catalog, blank_of: BlankOf) -> None:
    sheet = opened(blank_of(catalog.form("mau_02")))["Số liệu"]
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


def test_examples_say_that_they_are_not_read(blank_book: Workbook) -> None:
    for name in blank_book.sheetnames[3:6]:
        assert blank_book[name]["A1"].value == EXAMPLE_NOTE
        assert blank_book[name].sheet_properties.tabColor.rgb == "00A6A6A6"
    example = blank_book["Ví dụ - Mô hình đăng ký"]
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


def test_sheets_print_on_landscape_a4_with_their_headers(blank_book: Workbook) -> None:
    for sheet in blank_book.worksheets[:6]:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows


def test_a_running_text_has_a_sheet_that_says_how_to_fill_it(
    catalog: Catalog, blank_of: BlankOf
) -> None:
    workbook = opened(blank_of(catalog.form("ke_hoach")))
    sheet = workbook["Nội dung"]
    assert "Mỗi ô một đoạn" in sheet["A2"].value and "Dán từ Word" in sheet["A2"].value
    assert sheet["A3"].value == "Nội dung *"
    assert sheet.row_dimensions[1].hidden
    assert (sheet["A4"].value, sheet["A4"].number_format) == (None, "@")
    assert sheet["A4"].alignment.wrap_text and sheet.column_dimensions["A"].width > 100
    assert "Bài viết ghi ở trang riêng" in workbook["Thông tin chung"]["B3"].value


def test_the_example_of_a_running_text_is_a_paragraph_a_cell(
    catalog: Catalog, blank_of: BlankOf
) -> None:
    sheet = opened(blank_of(catalog.form("ke_hoach")))["Ví dụ - Nội dung"]
    texts = [cell.value for cell in sheet["A"]]
    assert texts[0] == EXAMPLE_NOTE
    assert "I. MỤC ĐÍCH, YÊU CẦU" in texts
    heights = [sheet.row_dimensions[row].height for row in range(4, len(texts) + 1)]
    assert max(height or 0 for height in heights) > 30


def test_outline_text_and_the_tree_it_stands_for_fill_the_same_sheet(catalog: Catalog) -> None:
    form = catalog.form("ke_hoach")
    tree = [{"kieu": "phan", "tieu_de": "MỤC ĐÍCH", "con": [{"chu": "Đoạn một."}]}]
    once = blank_workbook(form, filled={"noi_dung": tree})
    assert once == blank_workbook(form, filled={"noi_dung": "I. MỤC ĐÍCH\nĐoạn một.\n"})
    assert read_workbook(form, once).data == {"noi_dung": "I. MỤC ĐÍCH\nĐoạn một."}


def test_the_sheets_after_the_first_are_linked_from_it(catalog: Catalog, blank_of: BlankOf) -> None:
    general = opened(blank_of(catalog.form("ke_hoach")))["Thông tin chung"]
    links = {cell.value: cell.hyperlink.location for cell in general["B"] if cell.hyperlink}
    assert links == {"Nội dung": "'Nội dung'!A4", "Nơi nhận": "'Nơi nhận'!A3"}


def test_a_time_is_typed_as_text_with_a_hint(catalog: Catalog, blank_of: BlankOf) -> None:
    sheet = opened(blank_of(catalog.form("giay_moi")))["Thông tin chung"]
    at = cell_beside(sheet, "gio")
    check = next(one for one in sheet.data_validations.dataValidation if at in one.sqref)
    assert "08:30" in check.prompt
    assert sheet[at].number_format == "@"


def hiding(form: Form, *paths: str) -> Form:
    """The form as a locality words it that does not ask for some fields."""

    def worded(field: Field, path: str) -> Field:
        inner = tuple(worded(one, f"{path}.{one.name}") for one in field.fields)
        return replace(field, fields=inner, hidden=path in paths)

    return replace(form, fields=tuple(worded(one, one.name) for one in form.fields))


def test_what_a_locality_does_not_ask_for_is_on_no_sheet(form: Form) -> None:
    paths = ("cap", "co_quan.cap_tren", "mo_hinh.chuc_vu", "noi_nhan")
    workbook = opened(blank_workbook(hiding(form, *paths)))
    assert [name for name in workbook.sheetnames if "Nơi nhận" in name] == []
    shown = [
        str(cell.value)
        for sheet in workbook.worksheets[:-1]
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert "Mô hình đăng ký" in shown and "Tên cơ quan *" in shown
    hidden = ("Cấp đăng ký", "Cơ quan cấp trên (dòng 1)", "Chức vụ, đơn vị", "Nơi nhận")
    assert [label for label in hidden if label in shown] == []


def test_a_workbook_from_before_something_was_hidden_is_still_read_whole(
    form: Form, filled: bytes
) -> None:
    here = hiding(form, "co_quan.cap_tren", "mo_hinh.chuc_vu", "noi_nhan")
    assert read_workbook(here, filled).data == form.example
    assert read_workbook(here, blank_workbook(here, filled=form.example)).data == form.example


def test_a_sheet_that_is_not_asked_for_is_not_missed(form: Form) -> None:
    here = hiding(form, "noi_nhan")
    assert read_workbook(here, blank_workbook(here)).problems == ()


PICTURE = Field("anh", "Ảnh", "picture", required=True, picture=PictureLimits(1, 1))
CAPTION = Field("chu_thich", "Chú thích", "text", required=False)


def with_field(form: Form, field: Field) -> Form:
    return replace(form, fields=(*form.fields, field))


@pytest.mark.parametrize(
    "field",
    [
        PICTURE,
        Field("anh", "Ảnh", "rows", required=True, fields=(PICTURE, CAPTION), max_rows=9),
    ],
)
def test_a_form_that_must_have_pictures_has_no_workbook(form: Form, field: Field) -> None:
    with pytest.raises(UnknownOutput, match="phải có ảnh.*JSON"):
        blank_workbook(with_field(form, field))


@pytest.mark.parametrize(
    ("field", "label"),
    [
        (replace(PICTURE, required=False, label="Ảnh ra mắt"), "Ảnh ra mắt"),
        (Field("anh", "Các ảnh", "rows", required=False, fields=(PICTURE, CAPTION)), "Các ảnh"),
        (
            Field(
                "xem",
                "Kết quả",
                "rows",
                required=True,
                fields=(replace(PICTURE, required=False), CAPTION),
            ),
            "Kết quả: Ảnh",
        ),
    ],
)
def test_pictures_that_may_be_left_out_are_named_on_the_first_sheet(
    form: Form, field: Field, label: str
) -> None:
    here = with_field(form, field)
    content = blank_workbook(here)
    general = opened(content)["Thông tin chung"]
    row = next(cell.row for cell in general["B"] if cell.value == label)
    assert "JSON" in general[f"C{row}"].value
    assert read_workbook(here, content).problems == ()
