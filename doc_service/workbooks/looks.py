"""The named styles of our workbooks, and writing values so that text stays text."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from typing import Final, Literal

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.the_thuc.metrics import Face, wrap

FONT: Final = "Times New Roman"
SIZE: Final = 12
"""Points."""

DATE_FORMAT: Final = "dd/mm/yyyy"
TEXT_FORMAT: Final = "@"
"""Keeps a leading zero and stops Excel from making a date of “01/2026”."""

GREY: Final = "FF7F7F7F"

UNWRAPPED: Final = Alignment(horizontal="left", vertical="center", wrap_text=False)
"""Of a line that may run over the empty cells beside it."""

_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Text such as _x0041_ would be read as the letter A (ECMA-376 part 1 §22.9.2.19)."""

_LINE_PT: Final = 16.5
"""Height of one line of 12 points in Excel."""

_HIGHEST_PT: Final = 409
"""No row of Excel is higher."""

_UNIT_PT: Final = 5.25
"""Points of one unit of column width with Calibri 11; with our own default font it is more."""


@dataclass(frozen=True, slots=True)
class Look:
    """One named style, as a clerk sees it in the list of styles of Excel."""

    name: str
    size: float = SIZE
    bold: bool = False
    italic: bool = False
    color: str = "FF000000"
    fill: str = ""
    boxed: bool = True
    align: Literal["left", "center"] = "left"
    vertical: Literal["top", "center"] = "top"
    number_format: str = TEXT_FORMAT


TITLE: Final = Look("VănThư tiêu đề", 14, bold=True, boxed=False, vertical="center")
NOTE: Final = Look("VănThư hướng dẫn", 11, italic=True, color="FF44546A", boxed=False)
HEADER: Final = Look(
    "VănThư đầu cột", bold=True, fill="FFD9E2F3", align="center", vertical="center"
)
REQUIRED: Final = Look(
    "VănThư đầu cột bắt buộc", bold=True, fill="FFFFE699", align="center", vertical="center"
)
SECTION: Final = Look("VănThư mục", bold=True, fill="FFEDEDED", vertical="center")
LABEL: Final = Look("VănThư nhãn")
LABEL_REQUIRED: Final = Look("VănThư nhãn bắt buộc", bold=True)
LINK: Final = Look("VănThư liên kết", color="FF0563C1")
TEXT: Final = Look("VănThư chữ")
NUMBER: Final = Look("VănThư số", align="center", number_format="0")
DATE: Final = Look("VănThư ngày", align="center", number_format=DATE_FORMAT)
SAMPLE_TEXT: Final = Look("VănThư ví dụ chữ", color=GREY, fill="FFF2F2F2")
SAMPLE_NUMBER: Final = Look(
    "VănThư ví dụ số", color=GREY, fill="FFF2F2F2", align="center", number_format="0"
)
SAMPLE_DATE: Final = Look(
    "VănThư ví dụ ngày", color=GREY, fill="FFF2F2F2", align="center", number_format=DATE_FORMAT
)

LOOKS: Final = (
    *(TITLE, NOTE, HEADER, REQUIRED, SECTION, LABEL, LABEL_REQUIRED, LINK, TEXT, NUMBER, DATE),
    *(SAMPLE_TEXT, SAMPLE_NUMBER, SAMPLE_DATE),
)


def install(workbook: Workbook) -> None:
    """Make the looks known to a workbook; cells then take them by name."""
    for look in LOOKS:
        workbook.add_named_style(_named_style(look))


def cell_of(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return an ordinary cell; one covered by a merged range is a defect of ours."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} lies inside a merged range")
    return cell


def put(cell: Cell, value: str | int | dt.date | CellRichText | None) -> None:
    """Write a value; text that begins with “=” or reads “#N/A” stays text, never a formula."""
    if isinstance(value, str) and not isinstance(value, CellRichText):
        cell.value = _LIKE_ESCAPE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", value))
        if cell.data_type != "s":
            cell.data_type = "s"
            cell.quotePrefix = True
    else:
        cell.value = value


def write(
    sheet: Worksheet, row: int, column: int, look: Look, value: str | int | dt.date | None = None
) -> Cell:
    """Write one cell in one of the looks and return it."""
    cell = cell_of(sheet, row, column)
    cell.style = look.name
    put(cell, value)
    return cell


def fit_row(sheet: Worksheet, row: int, columns: int, *, most: float = _HIGHEST_PT) -> None:
    """Make a row as high as the wrapped text of its first columns, at most so many points.

    Not every program does so when it opens a file.
    """
    lines = 1
    for column in range(1, columns + 1):
        cell = cell_of(sheet, row, column)
        if isinstance(cell.value, str) and cell.alignment.wrap_text:
            width = (sheet.column_dimensions[cell.column_letter].width - 1) * _UNIT_PT
            lines = max(lines, _lines(cell.value, width, cell.font.sz, bold=bool(cell.font.b)))
    if lines > 1:
        sheet.row_dimensions[row].height = min(math.ceil(lines * _LINE_PT + 2), most)


def _lines(text: str, width: float, size: float, *, bold: bool) -> int:
    """Return how many lines a text takes; most are so short that measuring would be in vain."""
    if "\n" not in text and len(text) * size <= width:
        return 1
    face: Face = "bold" if bold else "regular"
    return len(wrap(text, width, size, face))


def _named_style(look: Look) -> NamedStyle:
    thin = Side(style="thin", color="FFA6A6A6")
    return NamedStyle(
        name=look.name,
        font=Font(FONT, look.size, b=look.bold, i=look.italic, color=look.color),
        fill=PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill(),
        border=Border(thin, thin, thin, thin) if look.boxed else Border(),
        alignment=Alignment(horizontal=look.align, vertical=look.vertical, wrap_text=True),
        number_format=look.number_format,
    )
