from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from doc_service.forms.catalog import Form
from doc_service.problems import Problem
from doc_service.workbooks.many_blank import many_workbook
from doc_service.workbooks.many_marked import marked_many
from doc_service.workbooks.many_reader import read_many
from doc_service.workbooks.marked import ERROR_FILL
from tests.workbooks.uploads import edited, opened

RECORDS = "Các văn bản"
MODELS = "Mô hình đăng ký"
PLACES = "Nơi nhận"
WRONG = Problem("/nguoi_ky/ho_ten", "Chưa ghi họ và tên.", "required")
IN_LIST = Problem("/mo_hinh/2/ten", "Tên ngắn quá.", "too_short")


@pytest.fixture(scope="module")
def three(form: Form) -> bytes:
    return many_workbook(
        form, filled=[{**deepcopy(dict(form.example)), "nam": 2026 + at} for at in range(3)]
    )


def rows(book: Workbook, title: str, first: int) -> list[list[Any]]:
    found: list[list[Any]] = [
        [cell.value for cell in row] for row in book[title].iter_rows(min_row=first)
    ]
    return [row for row in found if any(value is not None for value in row)]


def test_only_the_bad_records_are_in_it(form: Form, three: bytes) -> None:
    content = marked_many(form, three, {2: [WRONG]})
    book = opened(content)
    assert [row[0] for row in rows(book, RECORDS, 6)] == ["2"]
    assert {row[0] for row in rows(book, MODELS, 3)} == {"2"}
    reading = read_many(form, content)
    assert [record.data["nam"] for record in reading] == [2027]
    assert [record.data["mo_hinh"] for record in reading] == [form.example["mo_hinh"]]


def test_their_wrong_cells_are_red_and_listed_first(form: Form, three: bytes) -> None:
    book = opened(marked_many(form, three, {3: [WRONG, IN_LIST]}))
    assert book.worksheets[0].title == "Cần sửa"
    listed = rows(book, "Cần sửa", 4)
    assert [(row[1], row[3]) for row in listed] == [
        (RECORDS, WRONG.message),
        (MODELS, IN_LIST.message),
    ]
    for _, title, coordinate, message, _ in listed:
        cell = book[str(title)][str(coordinate)]
        assert cell.comment.text == message
        assert cell.fill.fgColor.rgb == ERROR_FILL
    assert str(listed[1][2]).endswith("5")
    assert book[MODELS][str(listed[1][2])].value == form.example["mo_hinh"][2]["ten"]


def test_what_was_mistyped_stays_as_it_was(form: Form, three: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book[RECORDS]
        head = {str(cell.value): at for at, cell in enumerate(sheet[5], start=1)}
        sheet.cell(6, head["Năm đăng ký *"]).value = "hai nghìn"
        sheet.cell(6, head["Kính gửi"]).value = "#REF!"
        sheet.cell(6, head["Tên cơ quan *"]).value = 0.85
        sheet.cell(6, head["Tên cơ quan *"]).number_format = "0%"

    content = edited(three, change)
    before = next(iter(read_many(form, content)))
    after = next(iter(read_many(form, marked_many(form, content, {1: before.problems}))))
    assert after.data == before.data and after.data["co_quan"]["ten"] == "85%"
    assert [one.code for one in after.problems] == [one.code for one in before.problems]
    assert {one.code for one in after.problems} == {"type", "cell_error"}


def test_rows_that_belong_to_no_document_are_in_it(form: Form, three: bytes) -> None:
    def change(book: Workbook) -> None:
        book[PLACES]["A4"] = "Z9"

    content = marked_many(form, edited(three, change), {})
    book = opened(content)
    assert rows(book, RECORDS, 6) == []
    assert [row[:2] for row in rows(book, PLACES, 3)] == [["Z9", "Lưu Chi bộ"]]
    assert "Z9" in book[PLACES]["A3"].comment.text


def test_corrected_it_is_a_batch_workbook_again(form: Form, three: bytes) -> None:
    once = marked_many(form, three, {1: [WRONG], 3: [IN_LIST]})
    again = marked_many(form, once, {2: [WRONG]})
    assert [record.label for record in read_many(form, again)] == ["3"]
    assert opened(again).sheetnames.count("Cần sửa") == 1


def test_the_same_failures_give_the_same_bytes(form: Form, three: bytes) -> None:
    assert marked_many(form, three, {1: [WRONG]}) == marked_many(form, three, {1: [WRONG]})
