from __future__ import annotations

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook

from doc_service.errors import InvalidWorkbook
from doc_service.forms.catalog import Form
from doc_service.problems import Place, Problem
from doc_service.workbooks.marked import ERROR_FILL, WARNING_FILL, marked_workbook
from doc_service.workbooks.reader import read_workbook
from tests.workbooks.uploads import edited, opened

MODELS = "Mô hình đăng ký"
WRONG = Problem("/mo_hinh/0/ten", "Tên ngắn quá.", "too_short", place=Place(MODELS, 3, "D"))
AGAIN = Problem("/mo_hinh/0/ten", "Tên trùng dòng 5.", "twice", "warning", place=WRONG.place)
ODD = Problem("/mo_hinh/1/ten", "Nên xem lại.", "near", "warning", place=Place(MODELS, 4, "D"))
NOWHERE = Problem("", "Thiếu số liệu.", "some_of")


@pytest.fixture(scope="module")
def marked(filled: bytes) -> bytes:
    return marked_workbook(filled, [WRONG])


def test_a_wrong_cell_is_red_and_says_why(filled: bytes) -> None:
    cell = opened(marked_workbook(filled, [WRONG, AGAIN, ODD]))[MODELS]["D3"]
    assert cell.fill.fgColor.rgb == ERROR_FILL
    assert cell.comment.text == "Tên ngắn quá.\nTên trùng dòng 5."


def test_a_doubtful_cell_is_yellow(filled: bytes) -> None:
    cell = opened(marked_workbook(filled, [ODD]))[MODELS]["D4"]
    assert cell.fill.fgColor.rgb == WARNING_FILL


def test_the_first_sheet_lists_everything_with_links(filled: bytes) -> None:
    workbook = opened(marked_workbook(filled, [WRONG, ODD, NOWHERE]))
    sheet = workbook.worksheets[0]
    assert sheet.title == "Cần sửa" and workbook.active is sheet
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows == [
        [1, MODELS, "D3", "Tên ngắn quá.", "Phải sửa"],
        [2, MODELS, "D4", "Nên xem lại.", "Nên xem lại"],
        [3, None, None, "Thiếu số liệu.", "Phải sửa"],
    ]
    assert sheet["C4"].hyperlink.location == f"'{MODELS}'!D3"


def test_a_marked_workbook_reads_as_before(form: Form, filled: bytes) -> None:
    reading = read_workbook(form, marked_workbook(filled, [WRONG, ODD]))
    assert (reading.data, reading.problems) == (form.example, ())


def test_marking_again_replaces_the_old_marks(marked: bytes) -> None:
    again = opened(marked_workbook(marked, [ODD]))
    assert again[MODELS]["D3"].comment is None
    assert again[MODELS]["D3"].fill.fill_type is None
    assert again[MODELS]["D4"].comment.text == "Nên xem lại."
    assert [name for name in again.sheetnames if "sửa" in name] == ["Cần sửa"]


def test_without_problems_nothing_of_ours_is_left(filled: bytes, marked: bytes) -> None:
    clean = opened(marked_workbook(marked, []))
    assert clean.sheetnames == opened(filled).sheetnames
    comments = [cell.comment for sheet in clean for row in sheet.iter_rows() for cell in row]
    assert set(comments) == {None}


def test_the_clerks_own_colour_and_comment_come_back(filled: bytes) -> None:
    def change(workbook: Workbook) -> None:
        cell = workbook[MODELS]["D3"]
        cell.fill = PatternFill("solid", fgColor="FF00B0F0")
        cell.comment = Comment("Hỏi lại bà Hằng", "Tổ trưởng")

    once = marked_workbook(edited(filled, change), [WRONG])
    assert "Hỏi lại bà Hằng" in opened(once)[MODELS]["D3"].comment.text
    cell = opened(marked_workbook(once, []))[MODELS]["D3"]
    assert cell.fill.fgColor.rgb == "FF00B0F0"
    assert cell.comment.text == "Hỏi lại bà Hằng"


def test_a_mark_that_moved_with_its_row_is_removed_too(marked: bytes) -> None:
    def change(workbook: Workbook) -> None:
        workbook[MODELS].move_range("D3:D3", rows=9)

    moved = edited(marked, change)
    cell = opened(marked_workbook(moved, []))[MODELS]["D12"]
    assert (cell.comment, cell.fill.fill_type) == (None, None)


def test_other_sheets_formulas_and_lists_stay(filled: bytes) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook.create_sheet("Nháp của tôi")
        sheet["A1"], sheet["A2"] = 5, "=A1*2"

    before = edited(filled, change)
    after = opened(marked_workbook(before, [WRONG]))
    assert after["Nháp của tôi"]["A2"].value == "=A1*2"
    assert "vanthu_ds_1" in after.defined_names
    checks = after[MODELS].data_validations.dataValidation
    assert len(checks) == len(opened(before)[MODELS].data_validations.dataValidation)
    values = [[cell.value for cell in row] for row in after[MODELS].iter_rows()]
    assert values == [[cell.value for cell in row] for row in opened(before)[MODELS].iter_rows()]


def test_a_cell_inside_a_merge_is_marked_where_it_shows(filled: bytes) -> None:
    content = edited(filled, lambda workbook: workbook[MODELS].merge_cells("B3:B4"))
    problem = Problem("/mo_hinh/1/chu_the", "Sai.", "x", place=Place(MODELS, 4, "B"))
    assert opened(marked_workbook(content, [problem]))[MODELS]["B3"].comment.text == "Sai."


def test_a_sheet_that_is_gone_is_listed_without_a_link(filled: bytes) -> None:
    problem = Problem("", "Sai.", "x", place=Place("Không có", 4, "B"))
    sheet = opened(marked_workbook(filled, [problem]))["Cần sửa"]
    assert sheet["B4"].value == "Không có" and sheet["C4"].hyperlink is None


def test_a_message_that_begins_with_an_equals_sign_is_no_formula(filled: bytes) -> None:
    problem = Problem("", "=HYPERLINK(1)", "x")
    assert opened(marked_workbook(filled, [problem]))["Cần sửa"]["D4"].data_type == "s"


def test_the_same_problems_give_the_same_bytes(filled: bytes, marked: bytes) -> None:
    assert marked_workbook(filled, [WRONG]) == marked


def test_what_is_no_workbook_is_not_marked() -> None:
    with pytest.raises(InvalidWorkbook):
        marked_workbook(b"%PDF-1.7", [WRONG])


def test_two_places_in_one_merged_cell_are_said_together(filled: bytes) -> None:
    content = edited(filled, lambda workbook: workbook[MODELS].merge_cells("B3:B4"))
    problems = [
        Problem("/mo_hinh/0/chu_the", "Một.", "x", place=Place(MODELS, 3, "B")),
        Problem("/mo_hinh/1/chu_the", "Hai.", "x", place=Place(MODELS, 4, "B")),
    ]
    once = marked_workbook(content, problems)
    assert opened(once)[MODELS]["B3"].comment.text == "Một.\nHai."
    assert opened(marked_workbook(once, []))[MODELS]["B3"].fill.fill_type is None
