"""The blank workbook of a form: one sheet for single values, one for each field of rows."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import Any, Final

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field
from doc_service.vietnamese.dates import DateError, parse_iso
from doc_service.workbooks import looks, plan
from doc_service.workbooks.cell_checks import add_check
from doc_service.workbooks.identity import lists_of, write_identity
from doc_service.workbooks.looks import Look, fit_row, write
from doc_service.workbooks.printing import print_across
from doc_service.workbooks.saving import new_workbook_bytes

_GREY_TAB: Final = "A6A6A6"
_LOOK_OF: Final = {"integer": looks.NUMBER, "date": looks.DATE}
_SAMPLE_OF: Final = {"integer": looks.SAMPLE_NUMBER, "date": looks.SAMPLE_DATE}
_INTRO: Final = (
    "Ghi vào cột “Nội dung”; nhãn in đậm là bắt buộc. Các danh sách ghi ở những trang sau, "
    "mỗi dòng một mục; cột có dấu * là bắt buộc. Trang “Ví dụ” chỉ để xem."
)


def blank_workbook(form: Form, *, filled: Mapping[str, Any] | None = None) -> bytes:
    """Return the XLSX in which clerks fill in a form.

    Args:
        form: the form, worded for its locality.
        filled: data to write into it, as the API takes them; values of the wrong kind go in as
            text, for the reader to speak of.

    The same form and data give the same bytes.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    looks.install(workbook)
    workbook.properties.title = form.title
    workbook.properties.creator = "VănThư"
    titles = plan.sheet_titles(form)
    _general_sheet(workbook.create_sheet(plan.GENERAL), form, filled or {}, sample=False)
    for rows in plan.rows_fields(form):
        _rows_sheet(workbook.create_sheet(titles[rows.name]), form, rows, filled or {})
    _general_sheet(_sample_sheet(workbook, plan.GENERAL), form, form.example, sample=True)
    for rows in plan.rows_fields(form):
        if form.example.get(rows.name):
            _sample_rows(_sample_sheet(workbook, titles[rows.name]), rows, form.example[rows.name])
    write_identity(workbook, form)
    return new_workbook_bytes(workbook)


def _sample_sheet(workbook: Workbook, title: str) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet(plan.example_title(title))
    sheet.sheet_properties.tabColor = _GREY_TAB
    return sheet


_GENERAL_WIDTHS: Final = {"A": 4, "B": 34, "C": 52, "D": 62}


def _general_sheet(sheet: Worksheet, form: Form, data: Mapping[str, Any], *, sample: bool) -> None:
    """Write the lines of single values; the column and the row of machine names are hidden."""
    for letter, width in _GENERAL_WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    _general_head(sheet, form, sample=sample)
    lists, section, row = lists_of(form), "", 5
    for line in plan.lines(form):
        if line.section != section:
            section = line.section
            _band(sheet, row, section)
            row += 1
        label = looks.LABEL_REQUIRED if line.required else looks.LABEL
        write(sheet, row, 2, label, f"{line.field.label} *" if line.required else line.field.label)
        shown = _shown(line.field, _value_at(data, line.name))
        write(sheet, row, 3, _look(line.field, sample=sample), shown)
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
        _other_sheets(sheet, form, row)


def _general_head(sheet: Worksheet, form: Form, *, sample: bool) -> None:
    if sample:
        write(sheet, 1, 1, looks.TITLE, plan.EXAMPLE_NOTE).alignment = _UNWRAPPED
    else:
        marks = (plan.NAME_MARK, plan.LABEL_MARK, plan.VALUE_MARK, plan.HELP_MARK)
        for column, mark in enumerate(marks, start=1):
            write(sheet, plan.NAMES_ROW, column, looks.NOTE, mark)
        sheet.row_dimensions[plan.NAMES_ROW].hidden = True
    write(sheet, 2, 2, looks.TITLE, form.title)
    sheet.merge_cells("B2:D2")
    sheet.row_dimensions[2].height = 24
    write(sheet, 3, 2, looks.NOTE, f"{form.help} {_INTRO}")
    sheet.merge_cells("B3:D3")
    sheet.row_dimensions[3].height = 48
    for column, header in enumerate(("Mục", "Nội dung", "Giải thích"), start=2):
        write(sheet, 4, column, looks.HEADER, header)


_UNWRAPPED: Final = Alignment(horizontal="left", vertical="center", wrap_text=False)


def _band(sheet: Worksheet, row: int, title: str) -> None:
    for column, text in ((2, title), (3, None), (4, None)):
        write(sheet, row, column, looks.SECTION, text)


def _other_sheets(sheet: Worksheet, form: Form, row: int) -> None:
    """List the sheets of rows below the lines, each a link with its help."""
    if not plan.rows_fields(form):
        return
    _band(sheet, row, "Các trang danh sách")
    titles = plan.sheet_titles(form)
    for at, rows in enumerate(plan.rows_fields(form), start=row + 1):
        link = write(sheet, at, 2, looks.LINK, titles[rows.name])
        target = f"{quote_sheetname(titles[rows.name])}!A{plan.FIRST_ROW}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=target)
        write(sheet, at, 3, looks.NOTE, rows.help or None)
        sheet.merge_cells(start_row=at, start_column=3, end_row=at, end_column=4)


def _rows_sheet(sheet: Worksheet, form: Form, rows: Field, data: Mapping[str, Any]) -> None:
    values = _with_presets(rows, data.get(rows.name))
    most = rows.max_rows or plan.FORMATTED_ROWS
    formatted = max(min(most, plan.FORMATTED_ROWS), len(values))
    _headers(sheet, rows)
    for column, field in enumerate(rows.fields, start=1):
        write(sheet, plan.NAMES_ROW, column, looks.NOTE, plan.column_name(rows, field))
        look = _look(field, sample=False)
        for at in range(formatted):
            value = values[at].get(field.name) if at < len(values) else None
            write(sheet, plan.FIRST_ROW + at, column, look, _shown(field, value))
        letter = get_column_letter(column)
        last = plan.FIRST_ROW + max(most, formatted) - 1
        prompt = f"{field.help} {rows.help}".strip() if column == 1 else ""
        reach = f"{letter}{plan.FIRST_ROW}:{letter}{last}"
        add_check(sheet, reach, field, lists_of(form), prompt=prompt)
    for at in range(len(values)):
        fit_row(sheet, plan.FIRST_ROW + at, len(rows.fields))
    sheet.row_dimensions[plan.NAMES_ROW].hidden = True


def _sample_rows(sheet: Worksheet, rows: Field, values: Sequence[Mapping[str, Any]]) -> None:
    _headers(sheet, rows)
    write(sheet, 1, 1, looks.TITLE, plan.EXAMPLE_NOTE).alignment = _UNWRAPPED
    for column, field in enumerate(rows.fields, start=1):
        look = _look(field, sample=True)
        for row, value in enumerate(values, start=plan.FIRST_ROW):
            write(sheet, row, column, look, _shown(field, value.get(field.name)))
    for row in range(plan.FIRST_ROW, plan.FIRST_ROW + len(values)):
        fit_row(sheet, row, len(rows.fields))


def _headers(sheet: Worksheet, rows: Field) -> None:
    for column, field in enumerate(rows.fields, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(field)
        look = looks.REQUIRED if field.required else looks.HEADER
        header = f"{field.label} *" if field.required else field.label
        write(sheet, plan.HEADER_ROW, column, look, header)
    fit_row(sheet, plan.HEADER_ROW, len(rows.fields))
    sheet.freeze_panes = f"A{plan.FIRST_ROW}"
    print_across(sheet, title_rows=f"{plan.HEADER_ROW}:{plan.HEADER_ROW}")


_WIDTHS_OF_TEXT: Final = ((1000, 80), (300, 52), (150, 38), (0, 26))
"""Longest text allowed → width of its column, in characters."""


def _width(field: Field) -> int:
    if field.kind in ("integer", "date"):
        return 18
    if field.kind == "choice":
        return min(44, max(len(choice.label) for choice in field.choices) + 4)
    longest = field.max_length or 0
    return next(width for at_least, width in _WIDTHS_OF_TEXT if longest >= at_least)


def _look(field: Field, *, sample: bool) -> Look:
    if sample:
        return _SAMPLE_OF.get(field.kind, looks.SAMPLE_TEXT)
    return _LOOK_OF.get(field.kind, looks.TEXT)


def _with_presets(rows: Field, given: Any) -> list[Mapping[str, Any]]:
    """Return the given rows, then every combination of the preset columns not among them."""
    values = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []
    columns = [column for name in rows.preset if (column := rows.field(name))]
    if not columns:
        return values
    held = {tuple(row.get(column.name) for column in columns) for row in values}
    combined = itertools.product(*([one.code for one in column.choices] for column in columns))
    missing = [codes for codes in combined if codes not in held]
    names = [column.name for column in columns]
    return values + [dict(zip(names, codes, strict=True)) for codes in missing]


def _value_at(data: Mapping[str, Any], name: str) -> Any:
    value: Any = data
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _shown(field: Field, value: Any) -> str | int | dt.date | None:
    """Return a value as its cell shows it: labels for codes, real dates, whole numbers."""
    if value is None or value == "":
        return None
    if field.kind == "choice":
        return field.choice_label(str(value))
    if field.kind == "date":
        return _date(str(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return str(value)


def _date(iso: str) -> str | dt.date:
    try:
        day = parse_iso(iso)
    except DateError:
        return iso
    # a partial date is text: Excel has no value for a month
    return day.date() or "/".join(reversed(day.iso().split("-")))
