"""The blank workbook of many records: a row for each document, a sheet for each list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.forms.catalog import Form
from doc_service.workbooks import looks, many_plan, plan
from doc_service.workbooks.blank import GREY_TAB, refuse_pictures
from doc_service.workbooks.identity import lists_of, write_identity
from doc_service.workbooks.looks import fit_row, write
from doc_service.workbooks.many_plan import Sheet
from doc_service.workbooks.many_sheets import (
    Row,
    list_rows,
    records_row,
    write_list,
    write_records,
    write_sample,
)
from doc_service.workbooks.printing import print_across
from doc_service.workbooks.saving import new_workbook_bytes

_SAMPLES: Final = 2
"""Documents that the example sheets show: the second shows what the codes are for."""

_SAMPLE_ROWS: Final = 5
"""Rows of a list of one of them."""


def many_workbook(form: Form, *, filled: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """Return the XLSX in which clerks fill in many documents of a form, a row each.

    Args:
        form: the form, worded for its locality.
        filled: data of documents to write into it, as the API takes them; their codes count
            from 1.

    The same form and data give the same bytes.

    Raises:
        UnknownOutput: the form cannot do without pictures, which no cell holds.
    """
    records = many_plan.records_sheet(form)
    rows = [records_row(records, str(at), one) for at, one in enumerate(filled, start=1)]
    lists = {
        name: [
            row
            for at, one in enumerate(filled, start=1)
            for row in list_rows(sheet, str(at), one.get(name))
        ]
        for name, sheet in many_plan.list_sheets(form).items()
    }
    return new_workbook_bytes(workbook_of_rows(form, rows, lists))


def workbook_of_rows(
    form: Form, rows: Sequence[Row], lists: Mapping[str, Sequence[Row]]
) -> Workbook:
    """Return the workbook of many records with rows as cells show them.

    Args:
        form: the form, worded for its locality.
        rows: of the sheet of documents.
        lists: field name → rows of its sheet.

    Raises:
        UnknownOutput: the form cannot do without pictures.
    """
    refuse_pictures(form)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    looks.install(workbook)
    workbook.properties.title = form.title
    workbook.properties.creator = "VănThư"
    choices, records = lists_of(form), many_plan.records_sheet(form)
    sheets = {
        name: sheet
        for name, sheet in many_plan.list_sheets(form).items()
        if not sheet.rows.hidden or lists.get(name)
    }
    write_records(
        workbook.create_sheet(records.title),
        records,
        f"{form.title} (nhiều văn bản)",
        rows,
        choices,
    )
    for name, sheet in sheets.items():
        write_list(workbook.create_sheet(sheet.title), sheet, lists.get(name, ()), choices)
    _guide(workbook.create_sheet(many_plan.GUIDE), form, list(sheets.values()))
    _samples(workbook, form, records, sheets)
    _name_codes(workbook, records)
    write_identity(workbook, form, many=True)
    return workbook


def _name_codes(workbook: Workbook, records: Sheet) -> None:
    first, last = many_plan.FIRST_ROW, many_plan.FIRST_ROW + records.most - 1
    reach = f"{quote_sheetname(records.title)}!$A${first}:$A${last}"
    workbook.defined_names[many_plan.CODES] = DefinedName(many_plan.CODES, attr_text=reach)


def _samples(workbook: Workbook, form: Form, records: Sheet, sheets: Mapping[str, Sheet]) -> None:
    shown = list(form.examples.values())[:_SAMPLES]
    if len(shown) < _SAMPLES:
        shown *= _SAMPLES
    coded = [(str(code), one) for code, one in enumerate(shown, start=1)]
    rows = [records_row(records, code, one) for code, one in coded]
    write_sample(_sample_sheet(workbook, records.title), records, rows)
    for name, sheet in sheets.items():
        of_list = [
            row
            for code, one in coded
            for row in list_rows(sheet, code, one.get(name))[:_SAMPLE_ROWS]
        ]
        if of_list:
            write_sample(_sample_sheet(workbook, sheet.title), sheet, of_list)


def _sample_sheet(workbook: Workbook, title: str) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet(plan.example_title(title))
    sheet.sheet_properties.tabColor = GREY_TAB
    return sheet


_WAYS: Final = (
    ("Các văn bản", "Mỗi dòng là một văn bản. Cột có dấu * là bắt buộc; bấm vào ô để xem giải "
     "thích. Có thể chép, dán nhiều dòng một lúc từ bảng tính khác. Dòng trống được bỏ qua."),
    ("Mã", "Số hoặc chữ tùy ý, không trùng nhau, ví dụ 1, 2, 3 hoặc TDP05."),
    ("Nội dung dài", "Mỗi đoạn một dòng trong cùng một ô: xuống dòng bằng Alt+Enter. Ghi số thứ tự "
     "ngay đầu đoạn: “I.”, “1.”, “a)”, “-”. Một ô chứa được khoảng 32.000 ký tự."),
)  # fmt: skip
_ABOUT_LISTS: Final = (
    "Mỗi dòng của danh sách ghi ở trang riêng, cột đầu là mã của văn bản mà dòng đó thuộc về."
)
_WIDTHS: Final = {"A": 34, "B": 96}


def _guide(sheet: Worksheet, form: Form, lists: Sequence[Sheet]) -> None:
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    write(sheet, 1, 1, looks.TITLE, f"Cách điền tệp này: {form.title}")
    sheet.merge_cells("A1:B1")
    fit_row(sheet, 1, 1)
    sheet.row_dimensions[1].height = 24
    said = list(_WAYS)
    if lists:
        said.append(("Danh sách", _ABOUT_LISTS))
        said += [(f"Trang “{one.title}”", one.rows.help) for one in lists]
    if pictures := plan.picture_labels(form):
        said.append(("Ảnh", f"Tệp Excel không chứa ảnh ({'; '.join(pictures)})."))
    for row, (label, text) in enumerate(said, start=2):
        write(sheet, row, 1, looks.LABEL_REQUIRED, label)
        write(sheet, row, 2, looks.TEXT, text or None)
        fit_row(sheet, row, len(_WIDTHS))
    print_across(sheet, title_rows="1:1")
