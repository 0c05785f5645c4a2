from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from doc_service.errors import InvalidWorkbook, WrongWorkbook
from doc_service.forms.catalog import Catalog, Form
from doc_service.problems import Place, Problem
from doc_service.workbooks.many_blank import many_workbook
from doc_service.workbooks.many_reader import Record, read_many
from tests.workbooks.uploads import edited, opened, with_parts

RECORDS = "Các văn bản"
MODELS = "Mô hình đăng ký"
PLACES = "Nơi nhận"


@pytest.fixture(scope="module")
def two(form: Form) -> bytes:
    """Two documents, their codes 1 and 2."""
    other = {**deepcopy(dict(form.example)), "nam": 2027, "ngay": "2027-01-15"}
    return many_workbook(form, filled=[form.example, other])


def put(title: str, **cells: Any) -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        for coordinate, value in cells.items():
            workbook[title][coordinate] = value

    return change


def column(book: Workbook, title: str, label: str) -> str:
    head = book[title][5 if title == RECORDS else 2]
    found = (at for at, cell in enumerate(head, 1) if str(cell.value).startswith(label))
    return get_column_letter(next(found))


def records(form: Form, content: bytes) -> list[Record]:
    return list(read_many(form, content))


def test_rows_of_lists_go_to_the_document_with_their_code(form: Form, two: bytes) -> None:
    first, second = records(form, two)
    assert (first.number, first.label, first.data) == (1, "1", form.example)
    assert second.data["nam"] == 2027
    assert second.data["mo_hinh"] == form.example["mo_hinh"]
    assert first.place == Place(RECORDS, 6, "A")


def test_rows_of_lists_may_stand_in_any_order(form: Form, two: bytes) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook[PLACES]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        for at, row in enumerate(sorted(rows, key=lambda one: str(one[1])), start=3):
            for to, value in enumerate(row, start=1):
                sheet.cell(at, to).value = value

    first, second = records(form, edited(two, change))
    assert [one["noi"] for one in second.data["noi_nhan"]] == ["Lưu Chi bộ", "Như kính gửi"]
    assert first.data["noi_nhan"] == second.data["noi_nhan"]


def test_a_code_may_be_a_number_in_one_sheet_and_text_in_another(form: Form, two: bytes) -> None:
    def change(workbook: Workbook) -> None:
        workbook[RECORDS]["A6"], workbook[RECORDS]["A7"] = 1, " 2 "

    first, second = records(form, edited(two, change))
    assert len(first.data["mo_hinh"]) == len(second.data["mo_hinh"]) == 10


def test_a_code_merged_over_several_rows_counts_for_each(form: Form, two: bytes) -> None:
    content = edited(two, lambda book: book[MODELS].merge_cells("A3:A12"))
    assert len(records(form, content)[0].data["mo_hinh"]) == 10


def test_a_wrong_cell_is_told_with_its_record_and_place(form: Form, two: bytes) -> None:
    book = opened(two)
    year, field = column(book, RECORDS, "Năm"), column(book, MODELS, "Lĩnh vực")
    content = edited(
        edited(two, put(RECORDS, **{f"{year}7": "hai nghìn"})),
        put(MODELS, **{f"{field}14": "Thể thao"}),
    )
    first, second = records(form, content)
    assert first.problems == ()
    assert [(one.pointer, one.code, one.place) for one in second.problems] == [
        ("/nam", "type", Place(RECORDS, 7, year)),
        ("/mo_hinh/1/linh_vuc", "choice", Place(MODELS, 14, field)),
    ]


def test_what_repeats_itself_is_wrong_in_every_row(form: Form, two: bytes) -> None:
    year = column(opened(two), RECORDS, "Năm")
    content = edited(two, put(RECORDS, **{f"{year}6": "x", f"{year}7": "x"}))
    rows = [
        one.place.row for record in read_many(form, content) for one in record.problems if one.place
    ]
    assert rows == [6, 7]


def test_rows_whose_code_no_document_has_are_told_of_the_file(form: Form, two: bytes) -> None:
    reading = read_many(form, edited(two, put(PLACES, A3="Z9", A4=None)))
    assert [(one.code, one.place) for one in reading.problems] == [
        ("code_unknown", Place(PLACES, 3, "A")),
        ("code_missing", Place(PLACES, 4, "A")),
    ]
    assert "Z9" in reading.problems[0].message
    assert "noi_nhan" not in next(iter(reading)).data


def test_a_code_of_two_documents_is_wrong_in_both(form: Form, two: bytes) -> None:
    first, second = records(form, edited(two, put(RECORDS, A7="1")))
    assert [one.code for one in first.problems] == ["code_repeated"]
    assert [one.code for one in second.problems] == ["code_repeated"]
    assert "dòng 6" in second.problems[0].message
    assert second.problems[0].place == Place(RECORDS, 7, "A")


def test_a_document_without_a_code_beside_lists_is_wrong(form: Form, two: bytes) -> None:
    record = records(form, edited(two, put(RECORDS, A7=None)))[1]
    assert record.label == "dòng 7"
    assert [one.code for one in record.problems] == ["code_missing"]


def test_empty_rows_are_passed_over(form: Form, two: bytes) -> None:
    def change(workbook: Workbook) -> None:
        workbook[RECORDS].insert_rows(7, 3)
        workbook[RECORDS]["A8"] = "chưa dùng"

    first, second = records(form, edited(two, change))
    assert (second.number, second.place.row) == (2, 10)
    assert first.data == form.example


def test_columns_are_found_wherever_they_were_moved(form: Form, two: bytes) -> None:
    content = edited(two, lambda book: book[RECORDS].move_range("B1:B20", cols=20))
    assert records(form, content)[0].data == form.example


def test_without_the_hidden_row_the_headers_lead(catalog: Catalog) -> None:
    form = catalog.form("dang_ky_mo_hinh")
    content = many_workbook(form, filled=[form.example])
    bare = edited(content, lambda book: book[RECORDS].delete_rows(1))
    assert records(form, bare)[0].data == form.example


def test_a_required_column_that_is_gone_is_told_of_the_file(form: Form, two: bytes) -> None:
    reading = read_many(form, edited(two, lambda book: book[RECORDS].delete_cols(2)))
    assert [(one.code, one.severity) for one in reading.problems] == [("column_missing", "error")]
    assert "Loại cơ quan" in reading.problems[0].message


def test_a_column_of_the_clerks_own_is_told_once(form: Form, two: bytes) -> None:
    reading = read_many(form, edited(two, put(RECORDS, Z5="Ghi chú", Z6="a", Z7="b")))
    assert [(one.code, one.severity) for one in reading.problems] == [("column_unknown", "warning")]


def test_a_sheet_of_a_list_that_is_gone_is_told_of_the_file(form: Form, two: bytes) -> None:
    reading = read_many(form, edited(two, lambda book: book.remove(book[PLACES])))
    assert [one.code for one in reading.problems] == ["sheet_missing"]


def test_dates_percentages_and_months_come_as_they_are_shown(form: Form, two: bytes) -> None:
    book = opened(two)
    day, to = column(book, RECORDS, "Ngày"), column(book, RECORDS, "Kính gửi")

    def change(workbook: Workbook) -> None:
        sheet = workbook[RECORDS]
        sheet[f"{day}6"], sheet[f"{day}7"] = dt.date(2026, 3, 4), "05/2026"
        sheet[f"{to}6"] = 0.85
        sheet[f"{to}6"].number_format = "0%"

    first, second = records(form, edited(two, change))
    assert (first.data["ngay"], second.data["ngay"]) == ("2026-03-04", "2026-05")
    assert first.data["kinh_gui"] == "85%"


def test_errors_and_formulas_without_value_are_told(form: Form, two: bytes) -> None:
    book = opened(two)
    year, to = column(book, RECORDS, "Năm"), column(book, RECORDS, "Kính gửi")
    content = edited(two, put(RECORDS, **{f"{year}6": "#REF!", f"{to}7": "=1+1"}))
    codes = [one.code for record in read_many(form, content) for one in record.problems]
    assert codes == ["cell_error", "formula"]


def test_legacy_text_is_decoded_by_its_font(form: Form, two: bytes) -> None:
    letter = column(opened(two), RECORDS, "Kính gửi")

    def change(workbook: Workbook) -> None:
        cell = workbook[RECORDS][f"{letter}6"]
        cell.value, cell.font = "§¶ng ñy ph­êng", Font(".VnTime")

    assert records(form, edited(two, change))[0].data["kinh_gui"] == "Đảng ủy phường"


def test_problems_of_the_check_find_their_cells(form: Form, two: bytes) -> None:
    second = records(form, two)[1]
    book = opened(two)
    wrong = [
        Problem("/co_quan/ten", "Sai.", "x"),
        Problem("/co_quan", "Sai.", "x"),
        Problem("/mo_hinh/3/ten", "Sai.", "x"),
        Problem("/mo_hinh/99", "Sai.", "x"),
        Problem("/khong_co", "Sai.", "x"),
    ]
    assert [one.place for one in second.located(wrong)] == [
        Place(RECORDS, 7, column(book, RECORDS, "Tên cơ quan")),
        Place(RECORDS, 7, "B"),
        Place(MODELS, 16, column(book, MODELS, "Tên mô hình")),
        Place(RECORDS, 7, "A"),
        Place(RECORDS, 7, "A"),
    ]


def test_a_workbook_of_one_document_is_refused(form: Form, filled: bytes) -> None:
    with pytest.raises(WrongWorkbook, match="chỉ chứa một văn bản"):
        read_many(form, filled)


def test_a_workbook_of_another_form_is_refused(catalog: Catalog, two: bytes) -> None:
    with pytest.raises(WrongWorkbook, match="mau_01"):
        read_many(catalog.form("mau_03"), two)


def test_without_the_sheet_of_documents_nothing_can_be_read(form: Form, two: bytes) -> None:
    with pytest.raises(InvalidWorkbook, match=RECORDS):
        read_many(form, edited(two, lambda book: book.remove(book[RECORDS])))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_damaged_workbook_says_what_to_do(form: Form, two: bytes, part: str) -> None:
    content = with_parts(two, lambda parts: {**parts, part: parts[part][: len(parts[part]) // 2]})
    with pytest.raises(InvalidWorkbook, match="Save As"):
        list(read_many(form, content))


def test_thousands_of_rows_are_read_in_moments(form: Form) -> None:
    """A tenth of what a province sends: the whole takes ten times as long, not a hundred times."""
    bare: dict[str, Any] = {**dict(form.example), "mo_hinh": [], "noi_nhan": []}
    book = opened(many_workbook(form, filled=[bare]))
    sheet = book[RECORDS]
    row = [cell.value for cell in sheet[6]]
    for number in range(2, 1001):
        sheet.append([str(number), *row[1:]])
    held = io.BytesIO()
    book.save(held)
    began = time.process_time()
    assert sum(1 for _ in read_many(form, held.getvalue())) == 1000
    assert time.process_time() - began < 2.5
