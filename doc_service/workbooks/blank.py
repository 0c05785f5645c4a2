"""The blank workbook of a form: one sheet for single values, one for each list or text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.errors import UnknownOutput
from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field
from doc_service.workbooks import looks, plan
from doc_service.workbooks.cell_checks import add_check
from doc_service.workbooks.identity import lists_of, write_identity
from doc_service.workbooks.looks import UNWRAPPED, fit_row, write
from doc_service.workbooks.printing import print_across
from doc_service.workbooks.row_sheets import rows_sheet, sample_rows_sheet
from doc_service.workbooks.saving import new_workbook_bytes
from doc_service.workbooks.text_sheets import sample_text_sheet, text_sheet
from doc_service.workbooks.value_cells import look_of, shown, value_at

GREY_TAB: Final = "A6A6A6"
"""Of sheets that are only to look at."""

_INTRO: Final = (
    "Ghi vào cột “Nội dung”; nhãn in đậm là bắt buộc. Các danh sách ghi ở những trang sau, "
    "mỗi dòng một mục; cột có dấu * là bắt buộc. Trang “Ví dụ” chỉ để xem."
)
_INTRO_TO_TEXT: Final = "Bài viết ghi ở trang riêng, mỗi ô một đoạn."
_INTRO_PT: Final = 48


def blank_workbook(form: Form, *, filled: Mapping[str, Any] | None = None) -> bytes:
    """Return the XLSX in which clerks fill in a form.

    Args:
        form: the form, worded for its locality.
        filled: data to write into it, as the API takes them; values of the wrong kind go in as
            text, for the reader to speak of.

    The same form and data give the same bytes.

    Raises:
        UnknownOutput: the form cannot do without pictures, which no cell holds.
    """
    refuse_pictures(form)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    looks.install(workbook)
    workbook.properties.title = form.title
    workbook.properties.creator = "VănThư"
    data = filled or {}
    fields = [one for one in plan.sheet_fields(form) if not one.hidden or data.get(one.name)]
    titles = plan.sheet_titles(form)
    general = workbook.create_sheet(plan.GENERAL)
    below = _general_sheet(general, form, data, sample=False)
    below = _other_sheets(general, fields, titles, below)
    _about_pictures(general, form, below)
    for field in fields:
        sheet, value = workbook.create_sheet(titles[field.name]), data.get(field.name)
        if field.kind == "narrative":
            text_sheet(sheet, field, value)
        else:
            rows_sheet(sheet, form, field, value)
    _samples(workbook, form, titles)
    write_identity(workbook, form)
    return new_workbook_bytes(workbook)


def has_workbook(form: Form) -> bool:
    """Say whether a form can be filled in a workbook: one that must have a picture cannot."""
    return not any(one.required and plan.needs_picture(one) for one in form.fields)


def refuse_pictures(form: Form) -> None:
    """Refuse a form that cannot do without pictures.

    Raises:
        UnknownOutput: it is one; the sentence names them and what to do.
    """
    if needed := plan.needed_pictures(form):
        raise UnknownOutput(
            f"Biểu mẫu “{form.title}” phải có ảnh ({', '.join(needed)}), tệp Excel không chứa "
            "được. Hãy nhập trên trang web, hoặc gửi dữ liệu JSON."
        )


def _samples(workbook: Workbook, form: Form, titles: Mapping[str, str]) -> None:
    _general_sheet(_sample_sheet(workbook, plan.GENERAL), form, form.example, sample=True)
    for field in plan.sheet_fields(form):
        value = form.example.get(field.name)
        if field.hidden or not value:
            continue
        sheet = _sample_sheet(workbook, titles[field.name])
        if field.kind == "narrative":
            sample_text_sheet(sheet, field, value)
        else:
            sample_rows_sheet(sheet, field, value)


def _sample_sheet(workbook: Workbook, title: str) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet(plan.example_title(title))
    sheet.sheet_properties.tabColor = GREY_TAB
    return sheet


_GENERAL_WIDTHS: Final = {"A": 4, "B": 34, "C": 52, "D": 62}


def _general_sheet(sheet: Worksheet, form: Form, data: Mapping[str, Any], *, sample: bool) -> int:
    """Write the lines of single values and return the next free row.

    The column and the row of machine names are hidden.
    """
    for letter, width in _GENERAL_WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    _general_head(sheet, form, sample=sample)
    lists, section, row = lists_of(form), "", 5
    for line in plan.lines(form):
        value = value_at(data, line.name)
        if not line.asked and (sample or value is None):
            continue
        if line.section != section:
            section = line.section
            _band(sheet, row, section)
            row += 1
        label = looks.LABEL_REQUIRED if line.required else looks.LABEL
        write(sheet, row, 2, label, f"{line.field.label} *" if line.required else line.field.label)
        write(sheet, row, 3, look_of(line.field, sample=sample), shown(line.field, value))
        write(sheet, row, 4, looks.NOTE, line.field.help or None)
        fit_row(sheet, row, len(_GENERAL_WIDTHS))
        if not sample:
            write(sheet, row, 1, looks.NOTE, line.name)
            add_check(sheet, f"C{row}", line.field, lists)
        row += 1
    sheet.freeze_panes = "A5"
    print_across(sheet, title_rows="4:4")
    if not sample:
        sheet.column_dimensions["A"].hidden = True
    return row


def _general_head(sheet: Worksheet, form: Form, *, sample: bool) -> None:
    if sample:
        write(sheet, 1, 1, looks.TITLE, plan.EXAMPLE_NOTE).alignment = UNWRAPPED
    else:
        marks = (plan.NAME_MARK, plan.LABEL_MARK, plan.VALUE_MARK, plan.HELP_MARK)
        for column, mark in enumerate(marks, start=1):
            write(sheet, plan.NAMES_ROW, column, looks.NOTE, mark)
        sheet.row_dimensions[plan.NAMES_ROW].hidden = True
    write(sheet, 2, 2, looks.TITLE, form.title)
    sheet.merge_cells("B2:D2")
    sheet.row_dimensions[2].height = 24
    intro = f"{_INTRO} {_INTRO_TO_TEXT}" if plan.text_fields(form) else _INTRO
    write(sheet, 3, 2, looks.NOTE, f"{form.help} {intro}")
    sheet.merge_cells("B3:D3")
    sheet.row_dimensions[3].height = _INTRO_PT
    for column, header in enumerate(("Mục", "Nội dung", "Giải thích"), start=2):
        write(sheet, 4, column, looks.HEADER, header)


def _band(sheet: Worksheet, row: int, title: str) -> None:
    for column, text in ((2, title), (3, None), (4, None)):
        write(sheet, row, column, looks.SECTION, text)


def _other_sheets(
    sheet: Worksheet, fields: Sequence[Field], titles: Mapping[str, str], row: int
) -> int:
    """List the other sheets below the lines, each a link with its help; return the next row."""
    if fields:
        _band(sheet, row, "Các trang sau")
        row += 1
    for at, field in enumerate(fields, start=row):
        first = plan.TEXT_FIRST_ROW if field.kind == "narrative" else plan.FIRST_ROW
        link = write(sheet, at, 2, looks.LINK, titles[field.name])
        target = f"{quote_sheetname(titles[field.name])}!A{first}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=target)
        _note(sheet, at, field.help)
    return row + len(fields)


def _about_pictures(sheet: Worksheet, form: Form, row: int) -> None:
    """Say which pictures have to be sent another way."""
    labels = plan.picture_labels(form)
    if not labels:
        return
    _band(sheet, row, "Ảnh")
    write(sheet, row + 1, 2, looks.LABEL, "; ".join(labels))
    _note(sheet, row + 1, "Tệp Excel không chứa ảnh: gửi ảnh trên trang web, hoặc dữ liệu JSON.")


def _note(sheet: Worksheet, row: int, text: str) -> None:
    write(sheet, row, 3, looks.NOTE, text or None)
    sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=4)
