"""Setting the blocks of a document in the rows and columns of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.the_thuc.metrics import text_width
from doc_service.workbooks.layout import Cell, Paragraph, Row, Run, Table
from doc_service.workbooks.saving import UNIT_PT
from doc_service.workbooks.text_cells import (
    Box,
    face_of,
    lines_of,
    paragraph_height,
    set_text,
    text_height,
)

_HIGHEST_PT: Final = 400
"""Excel has no row higher than 409 points; text beyond is cut off."""

_CELL_PADDING_PT: Final = 3
_DROPPED_PT: Final = 4
"""Empty paragraphs lower than this only satisfy Word."""

_KEPT_ROWS: Final = 2
"""Rows of data that go to the next page with a signature."""

_RULE_PT: Final = 6
_AS_LONG: Final = (0.85, 1.2)
"""A rule about as long as the line above, within these shares, becomes its underline."""

Reach = tuple[int, int]
"""First and last column, from 1."""


@dataclass(slots=True)
class Setter:
    """Sets blocks one below the other."""

    sheet: Worksheet
    widths: tuple[float, ...]
    """Of the columns, in points."""

    row: int = 1
    """The next free row."""

    header_rows: list[int] = field(default_factory=list)

    boxed_tops: list[int] = field(default_factory=list)
    """First rows of the rows with borders."""

    closing: tuple[int, int] | None = None
    """First and last row that belong on one page: the last two rows of data, and the closing."""

    def paragraph(self, paragraph: Paragraph) -> None:
        """Set a paragraph over all columns."""
        for one in _drawn([paragraph], sum(self.widths)):
            self._line([one], [(1, len(self.widths))])

    def gap(self, height: float) -> None:
        """Give the next row its height in points and leave it."""
        self.sheet.row_dimensions[self.row].height = round(height, 1)
        self.row += 1

    def table(self, table: Table) -> None:
        """Set a table: rows with borders as rows, the others line by line beside each other."""
        boxed: list[Row] = []
        for row in table.rows:
            if row.boxed:
                boxed.append(row)
                continue
            self._boxed_rows(boxed, table)
            boxed = []
            self._side_by_side(row, table)
        self._boxed_rows(boxed, table)

    def finish(self) -> None:
        """Set the columns, the print area and the rows repeated on every page."""
        for number, width in enumerate(self.widths, start=1):
            letter = get_column_letter(number)
            self.sheet.column_dimensions[letter].width = round(width / UNIT_PT, 2)
        last = get_column_letter(len(self.widths))
        self.sheet.print_area = f"A1:{last}{max(self.row - 1, 1)}"
        if self.header_rows:
            self.sheet.print_title_rows = f"{self.header_rows[0]}:{self.header_rows[-1]}"
        self.sheet.sheet_view.showGridLines = False

    def _side_by_side(self, row: Row, table: Table) -> None:
        reaches = _reaches(row, table, self.widths)
        if table.boxed and self._in_one_row(row, reaches):
            return
        lists = [
            _drawn(cell.paragraphs, width)
            for cell, width in zip(row.cells, _own_widths(row, table), strict=True)
        ]
        for number in range(max(map(len, lists), default=0)):
            self._line([one[number] if number < len(one) else None for one in lists], reaches)

    def _in_one_row(self, row: Row, reaches: Sequence[Reach]) -> bool:
        """Set the closing of a table in one row of the sheet: a page cannot break inside it."""
        height = max(
            text_height(cell.paragraphs, self._width(reach))
            for cell, reach in zip(row.cells, reaches, strict=True)
        )
        if height > _HIGHEST_PT:
            return False
        for cell, (left, right) in zip(row.cells, reaches, strict=True):
            set_text(self.sheet, Box(self.row, left, self.row, right), cell.paragraphs)
        if self.boxed_tops:
            self.closing = (self.boxed_tops[-_KEPT_ROWS:][0], self.row)
        self.gap(height)
        return True

    def _line(self, paragraphs: Sequence[Paragraph | None], reaches: Sequence[Reach]) -> None:
        heights = [0.0]
        for paragraph, (left, right) in zip(paragraphs, reaches, strict=True):
            if paragraph is None:
                continue
            box = Box(self.row, left, self.row, right)
            set_text(self.sheet, box, [paragraph], vertical=_vertical(paragraph))
            heights.append(paragraph_height(paragraph, self._width((left, right))))
        self.gap(max(heights))

    def _boxed_rows(self, rows: Sequence[Row], table: Table) -> None:
        """Set consecutive rows with borders; vertical merges last, when all heights are known."""
        tops: list[int] = []
        reaches = [_reaches(row, table, self.widths) for row in rows]
        for row, reach in zip(rows, reaches, strict=True):
            tops.append(self.row)
            if not row.header:
                self.boxed_tops.append(self.row)
            self._boxed_row(row, reach)
            if row.header:
                self.header_rows.extend(range(tops[-1], self.row))
        ends = [top - 1 for top in (*tops[1:], self.row)]
        for number, row in enumerate(rows):
            for cell, (left, right) in zip(row.cells, reaches[number], strict=True):
                if cell.merge == "restart":
                    last = _last_merged(rows, reaches, number, left)
                    self._set_merged(Box(tops[number], left, ends[last], right), cell)

    def _set_merged(self, box: Box, cell: Cell) -> None:
        self._set(box, cell)
        rows = self.sheet.row_dimensions
        held = sum(rows[row].height or 0 for row in range(box.top, box.bottom + 1))
        needed = text_height(cell.paragraphs, self._width((box.left, box.right)))
        if needed + _CELL_PADDING_PT > held:
            grown = (rows[box.bottom].height or 0) + needed + _CELL_PADDING_PT - held
            rows[box.bottom].height = round(min(grown, _HIGHEST_PT), 1)

    def _boxed_row(self, row: Row, reaches: Sequence[Reach]) -> None:
        heights = [
            0.0 if cell.merge else text_height(cell.paragraphs, self._width(reach))
            for cell, reach in zip(row.cells, reaches, strict=True)
        ]
        tallest = max(range(len(heights)), key=heights.__getitem__)
        pieces = _pieces(row.cells[tallest].paragraphs, self._width(reaches[tallest]))
        top, bottom = self.row, self.row + len(pieces) - 1
        for number, (cell, (left, right)) in enumerate(zip(row.cells, reaches, strict=True)):
            if number == tallest and len(pieces) > 1:
                self._set_pieces(cell, pieces, (left, right))
            elif not cell.merge:
                self._set(Box(top, left, bottom, right), cell)
        for piece in pieces:
            height = text_height(piece, self._width(reaches[tallest]))
            self.gap(height + _CELL_PADDING_PT)

    def _set(self, box: Box, cell: Cell) -> None:
        set_text(
            self.sheet,
            box,
            cell.paragraphs,
            vertical=cell.vertical,
            sides=cell.sides,
            numbers=True,
        )

    def _set_pieces(self, cell: Cell, pieces: Sequence[Sequence[Paragraph]], reach: Reach) -> None:
        for at, piece in enumerate(pieces):
            row = self.row + at
            sides = replace(
                cell.sides,
                top=cell.sides.top and at == 0,
                bottom=cell.sides.bottom and at == len(pieces) - 1,
            )
            set_text(self.sheet, Box(row, reach[0], row, reach[1]), piece, sides=sides)

    def _width(self, reach: Reach) -> float:
        return sum(self.widths[reach[0] - 1 : reach[1]])


def _reaches(row: Row, table: Table, widths: Sequence[float]) -> list[Reach]:
    """Return the first and last column of each cell: the columns nearest to its edges."""
    edges = [sum(widths[:number]) for number in range(len(widths) + 1)]
    scale = edges[-1] / (sum(table.widths) or 1)
    reaches: list[Reach] = []
    column, taken = 0, 0
    for number, cell in enumerate(row.cells):
        column += cell.span
        end = sum(table.widths[:column]) * scale
        distances = [abs(edge - end) for edge in edges]
        nearest = distances.index(min(distances))
        most = len(widths) - (len(row.cells) - number - 1)
        last = min(max(nearest, taken + 1), max(most, taken + 1))
        reaches.append((taken + 1, last))
        taken = last
    return reaches


def _own_widths(row: Row, table: Table) -> list[float]:
    """Return the widths that the cells have in the document: rules are as long as they say."""
    widths: list[float] = []
    column = 0
    for cell in row.cells:
        widths.append(sum(table.widths[column : column + cell.span]))
        column += cell.span
    return widths


def _last_merged(
    rows: Sequence[Row], reaches: Sequence[Sequence[Reach]], first: int, left: int
) -> int:
    """Return the number of the last row that continues a vertical merge."""
    last = first
    for number in range(first + 1, len(rows)):
        here = zip(rows[number].cells, reaches[number], strict=True)
        if not any(cell.merge == "continue" and at[0] == left for cell, at in here):
            break
        last = number
    return last


def _vertical(paragraph: Paragraph) -> str:
    """Return where a paragraph stands in a row that holds the space around it too."""
    before, after = paragraph.look.before, paragraph.look.after
    if before and after:
        return "center"
    return "bottom" if before else "top"


def _drawn(paragraphs: Sequence[Paragraph], width: float) -> list[Paragraph]:
    """Return the paragraphs as a sheet can show them: rules become underlines or a row of them."""
    drawn: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.look.ruled and not paragraph.text:
            _draw_rule(drawn, paragraph, width)
        elif paragraph.text or paragraph_height(paragraph, width) > _DROPPED_PT:
            drawn.append(paragraph)
    return drawn


def _draw_rule(drawn: list[Paragraph], rule: Paragraph, width: float) -> None:
    length = max(width - rule.look.indent, 0)
    above = drawn[-1] if drawn else None
    if above and above.runs:
        look = above.runs[0].look
        face = face_of(bold=look.bold, italic=look.italic)
        line = text_width(above.text, look.size, face)
        if _AS_LONG[0] * line <= length <= _AS_LONG[1] * line:
            runs = tuple(Run(run.text, replace(run.look, underline=True)) for run in above.runs)
            drawn[-1] = replace(above, runs=runs)
            return
    text = "_" * max(round(length / text_width("_", _RULE_PT)), 1)
    run = Run(text, replace(rule.text_look, size=_RULE_PT))
    drawn.append(replace(rule, runs=(run,), look=replace(rule.look, exact=0)))


def _pieces(paragraphs: Sequence[Paragraph], width: float) -> list[Sequence[Paragraph]]:
    """Divide text too high for one row of Excel, at its paragraphs or, failing that, its lines."""
    most = _HIGHEST_PT - _CELL_PADDING_PT
    if text_height(paragraphs, width) <= most:
        return [paragraphs]
    pieces: list[Sequence[Paragraph]] = []
    for paragraph in paragraphs:
        lines = lines_of(paragraph, width)
        height = paragraph_height(paragraph, width)
        at_once = len(lines) if height <= most else max(int(len(lines) * most / height), 1)
        for start in range(0, len(lines), at_once):
            part = paragraph
            if at_once < len(lines):
                text = " ".join(lines[start : start + at_once])
                part = replace(paragraph, runs=(Run(text, paragraph.runs[0].look),))
            pieces.append([part])
    return pieces
