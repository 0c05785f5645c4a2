"""A clerk's own workbook with its problems marked in place, and listed on a first sheet.

Marking again replaces the old marks. The fill a cell had before is kept in the hidden sheet, as
the style of a cell there, since a fill may be anything a clerk chose.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Fill, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.problems import Place, Problem
from doc_service.workbooks.looks import FONT, cell_of, fit_row, put
from doc_service.workbooks.opening import ONE_RECORD, Limits, inspect, open_upload
from doc_service.workbooks.plan import FIX_LIST, HIDDEN
from doc_service.workbooks.printing import print_across
from doc_service.workbooks.saving import workbook_bytes

AUTHOR: Final = "VănThư"
"""Author of our comments: a clerk's own have another, and are kept."""

ERROR_FILL: Final = "FFFFC7CD"
WARNING_FILL: Final = "FFFFF2AB"
"""Light red and light yellow, each a shade off those of Excel, so that ours are known again."""

_TITLE: Final = "Những chỗ cần sửa trong tệp này"
_OWN_COMMENT: Final = "\n--- Ghi chú trước đây ---\n"
_KEPT: Final = "kept"
_KEPT_COLUMNS: Final = (26, 27, 28, 29)
"""Columns of the hidden sheet: the word kept, title of the sheet, coordinate, a cell of the style.

They lie right of all lists of choices.
"""


def marked_workbook(
    content: bytes, problems: Sequence[Problem], limits: Limits = ONE_RECORD
) -> bytes:
    """Return the workbook with every problem that has a place marked there, and all listed.

    Formulas, formats, lists and the other sheets stay; what openpyxl does not know (shapes, form
    controls) is lost.

    Raises:
        InvalidWorkbook: the file is no XLSX that can be read safely.
    """
    workbook = open_upload(inspect(content, limits), values=False)
    _remove_marks(workbook)
    found = _by_cell(workbook, problems)
    _keep_styles(workbook, [cell for cell, _ in found])
    for cell, about in found:
        _mark(cell, about)
    if problems:
        _list_problems(workbook, problems)
    return workbook_bytes(workbook)


def _by_cell(workbook: Workbook, problems: Sequence[Problem]) -> list[tuple[Cell, list[Problem]]]:
    """Return each cell to mark with its problems; several places may show in one merged cell."""
    found: dict[tuple[str, str], tuple[Cell, list[Problem]]] = {}
    for problem in problems:
        place = problem.place
        if place and place.sheet in workbook.sheetnames:
            cell = _anchor(workbook[place.sheet], place)
            found.setdefault((place.sheet, cell.coordinate), (cell, []))[1].append(problem)
    return list(found.values())


def _mark(cell: Cell, problems: Sequence[Problem]) -> None:
    is_error = any(problem.severity == "error" for problem in problems)
    cell.fill = PatternFill("solid", fgColor=ERROR_FILL if is_error else WARNING_FILL)
    text = "\n".join(dict.fromkeys(problem.message for problem in problems))
    if cell.comment:
        text += f"{_OWN_COMMENT}{cell.comment.text}"
    lines = text.count("\n") + len(text) // 40 + 2
    cell.comment = Comment(text, AUTHOR, height=20 * lines + 20, width=320)


def _anchor(sheet: Worksheet, place: Place) -> Cell:
    """Return the cell of a place, or the one that shows for it where it is merged."""
    cell = sheet[f"{place.column}{place.row}"]
    if isinstance(cell, Cell):
        return cell
    merged = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
    return cell_of(sheet, merged.min_row, merged.min_col)


def _remove_marks(workbook: Workbook) -> None:
    for sheet in list(workbook.worksheets):
        if sheet.title.startswith(FIX_LIST) and sheet.cell(1, 1).value == _TITLE:
            workbook.remove(sheet)
    kept = _kept_styles(workbook)
    for sheet in workbook.worksheets:
        # iter_rows would create every cell up to the last one, wherever a stray cell put that
        for cell in list(sheet._cells.values()):
            if isinstance(cell, Cell) and _is_marked(cell):
                _restore(cell, kept.get((sheet.title, cell.coordinate)))
    for row in _kept_rows(workbook):
        for column in _KEPT_COLUMNS:
            del workbook[HIDDEN]._cells[row, column]


def _is_marked(cell: Cell) -> bool:
    if cell.comment and cell.comment.author == AUTHOR:
        return True
    return cell.fill.fgColor.rgb in (ERROR_FILL, WARNING_FILL)


def _restore(cell: Cell, kept: Cell | None) -> None:
    """Give a cell its own fill and comment back; a cell that was moved has no fill."""
    if cell.fill.fgColor.rgb in (ERROR_FILL, WARNING_FILL):
        cell.fill = _fill_of(kept) if kept else PatternFill()
    if cell.comment and cell.comment.author == AUTHOR:
        own = cell.comment.text.partition(_OWN_COMMENT)[2]
        cell.comment = Comment(own, "") if own else None


def _fill_of(cell: Cell) -> Fill:
    """Return a copy of a fill, whatever its kind; the fill itself belongs to its cell."""
    fill = copy.copy(cell.fill)
    return fill if isinstance(fill, Fill) else PatternFill()


def _keep_styles(workbook: Workbook, cells: Sequence[Cell]) -> None:
    if HIDDEN not in workbook.sheetnames:
        return
    sheet = workbook[HIDDEN]
    for row, cell in enumerate(cells, start=1):
        said = (_KEPT, cell.parent.title, cell.coordinate, None)
        for column, value in zip(_KEPT_COLUMNS, said, strict=True):
            put(cell_of(sheet, row, column), value)
        cell_of(sheet, row, _KEPT_COLUMNS[-1]).fill = _fill_of(cell)


def _kept_rows(workbook: Workbook) -> list[int]:
    if HIDDEN not in workbook.sheetnames:
        return []
    cells = workbook[HIDDEN]._cells
    return sorted(
        row
        for (row, column), cell in cells.items()
        if column == _KEPT_COLUMNS[0] and cell.value == _KEPT
    )


def _kept_styles(workbook: Workbook) -> Mapping[tuple[str, str], Cell]:
    if HIDDEN not in workbook.sheetnames:
        return {}
    sheet = workbook[HIDDEN]
    _, title, coordinate, style = _KEPT_COLUMNS
    return {
        (str(sheet.cell(row, title).value), str(sheet.cell(row, coordinate).value)): cell_of(
            sheet, row, style
        )
        for row in _kept_rows(workbook)
    }


_HEADERS: Final = ("TT", "Trang", "Ô", "Cần sửa", "Mức")
_WIDTHS: Final = (6, 26, 8, 90, 14)
_LEVELS: Final = {"error": "Phải sửa", "warning": "Nên xem lại"}


def _list_problems(workbook: Workbook, problems: Sequence[Problem]) -> None:
    sheet = workbook.create_sheet(FIX_LIST, 0)
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _cell(sheet, 1, 1, _TITLE, bold=True, wrap=False)
    hint = "Sửa ngay trên các trang sau (ô tô màu), lưu lại rồi gửi lại tệp này."
    _cell(sheet, 2, 1, hint, wrap=False)
    for column, header in enumerate(_HEADERS, start=1):
        _cell(sheet, 3, column, header, bold=True)
    for number, problem in enumerate(problems, start=1):
        for column, value in enumerate(_row(number, problem), start=1):
            _cell(sheet, number + 3, column, value)
        if problem.place and problem.place.sheet in workbook.sheetnames:
            _link(cell_of(sheet, number + 3, 3), problem.place)
        fit_row(sheet, number + 3, len(_HEADERS))
        color = ERROR_FILL if problem.severity == "error" else WARNING_FILL
        cell_of(sheet, number + 3, 5).fill = PatternFill("solid", fgColor=color)
    sheet.freeze_panes = "A4"
    print_across(sheet, title_rows="3:3")
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = False
    workbook.active = 0


def _row(number: int, problem: Problem) -> Iterator[str | int | None]:
    place = problem.place
    yield number
    yield place.sheet if place else None
    yield f"{place.column}{place.row}" if place else None
    yield problem.message
    yield _LEVELS[problem.severity]


def _cell(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | int | None,
    *,
    bold: bool = False,
    wrap: bool = True,
) -> None:
    cell = cell_of(sheet, row, column)
    cell.font = Font(FONT, 12, b=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    put(cell, value)


def _link(cell: Cell, place: Place) -> None:
    target = f"{quote_sheetname(place.sheet)}!{place.column}{place.row}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target)
    cell.font = Font(FONT, 12, u="single", color="FF0563C1")
