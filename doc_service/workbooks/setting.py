"""Setting the blocks of a document in the rows and columns of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.workbooks.columns import Reach, own_widths, reaches
from doc_service.workbooks.layout import BARE, Cell, Paragraph, Row, Sides, Table
from doc_service.workbooks.pictures import place_pictures
from doc_service.workbooks.pieces import drawn, pieces
from doc_service.workbooks.saving import UNIT_PT
from doc_service.workbooks.text_cells import (
    Box,
    is_full_line,
    paragraph_height,
    set_text,
    text_height,
)

_HIGHEST_PT: Final = 400
"""Excel has no row higher than 409 points; text beyond is cut off."""

_CELL_PADDING_PT: Final = 3
_KEPT_ROWS: Final = 2
"""Rows of data that go to the next page with a signature."""


@dataclass(frozen=True, slots=True)
class SetTable:
    """Where a table with borders was set."""

    header: tuple[int, int]
    """First and last row of its heading."""

    last: int


@dataclass(slots=True)
class Setter:
    """Sets blocks one below the other."""

    sheet: Worksheet
    widths: tuple[float, ...]
    """Of the columns, in points."""

    row: int = 1
    """The next free row."""

    tables: list[SetTable] = field(default_factory=list)
    """Tables with headings, which may be repeated on every page."""

    tops: list[int] = field(default_factory=list)
    """First rows of paragraphs, and of the rows with borders below a heading."""

    kept: list[tuple[int, int]] = field(default_factory=list)
    """First and last rows of what belongs on one page: a closing and what stands before it."""

    new_pages: list[int] = field(default_factory=list)
    """Rows that begin a page."""

    chain: int | None = None
    """First row of what stands on the page of the next thing set."""

    def paragraph(self, paragraph: Paragraph) -> None:
        """Set a paragraph over all columns."""
        if paragraph.look.new_page:
            self.new_pages.append(self.row)
        width, top = sum(self.widths), self.row
        for one in drawn([paragraph], width):
            for (piece,) in pieces([one], width, _HIGHEST_PT):
                self.tops.append(self.row)
                self._line([piece], [(1, len(self.widths))])
        self._join(top, keep_next=paragraph.look.keep_next)

    def gap(self, height: float) -> None:
        """Give the next row its height in points and leave it."""
        self.sheet.row_dimensions[self.row].height = round(height, 1)
        self.row += 1

    def table(self, table: Table) -> None:
        """Set a table: rows with borders as rows, the others line by line beside each other.

        Those of a closing go in one row, which no page can divide: the letterhead alone has rules.
        """
        cells = [cell for row in table.rows for cell in row.cells]
        is_closing = not any(one.look.ruled for cell in cells for one in cell.paragraphs)
        boxed: list[Row] = []
        for row in table.rows:
            if row.boxed:
                boxed.append(row)
                continue
            self._boxed_rows(boxed, table)
            boxed = []
            top = self.row
            if not (is_closing and self._in_one_row(row, table)):
                self._side_by_side(row, table)
            self._join(top, keep_next=False)
        self._boxed_rows(boxed, table)
        if self.tables and table.boxed:
            self.tables[-1] = replace(self.tables[-1], last=self.row - 1)

    def finish(self) -> None:
        """Set the columns and the print area."""
        for number, width in enumerate(self.widths, start=1):
            letter = get_column_letter(number)
            self.sheet.column_dimensions[letter].width = round(width / UNIT_PT, 2)
        last = get_column_letter(len(self.widths))
        self.sheet.print_area = f"A1:{last}{max(self.row - 1, 1)}"
        self.sheet.sheet_view.showGridLines = False

    def _join(self, top: int, *, keep_next: bool) -> None:
        """Keep what was set from a row on with what waits for it, and let it wait itself."""
        if self.row == top:
            return
        if self.chain:
            self.kept.append((self.chain, self.row - 1))
        self.chain = (self.chain or top) if keep_next else None

    def _side_by_side(self, row: Row, table: Table) -> None:
        lists = [
            drawn(cell.paragraphs, width)
            for cell, width in zip(row.cells, own_widths(row, table), strict=True)
        ]
        where = reaches(row, table, self.widths)
        for number in range(max(map(len, lists), default=0)):
            self._line([one[number] if number < len(one) else None for one in lists], where)

    def _in_one_row(self, row: Row, table: Table) -> bool:
        """Set the cells of a closing in one row and keep it on a page with what is above."""
        where = reaches(row, table, self.widths)
        height = max(
            text_height(cell.paragraphs, self._width(reach))
            for cell, reach in zip(row.cells, where, strict=True)
        )
        if height > _HIGHEST_PT:
            return False
        for cell, (left, right) in zip(row.cells, where, strict=True):
            self._text(Box(self.row, left, self.row, right), cell.paragraphs)
        if self.tops:
            kept = _KEPT_ROWS if table.boxed else 1
            self.kept.append((self.tops[-kept:][0], self.row))
        self.gap(height)
        return True

    def _line(self, paragraphs: Sequence[Paragraph | None], reaches: Sequence[Reach]) -> None:
        heights = [0.0]
        for paragraph, (left, right) in zip(paragraphs, reaches, strict=True):
            if paragraph is None:
                continue
            box = Box(self.row, left, self.row, right)
            self._text(box, [paragraph], vertical=_vertical(paragraph))
            heights.append(paragraph_height(paragraph, self._width((left, right))))
        self.gap(max(heights))

    def _boxed_rows(self, rows: Sequence[Row], table: Table) -> None:
        """Set consecutive rows with borders; vertical merges last, when all heights are known."""
        tops: list[int] = []
        where = [reaches(row, table, self.widths) for row in rows]
        for row, reach in zip(rows, where, strict=True):
            tops.append(self.row)
            self._boxed_row(row, reach)
            self._join(tops[-1], keep_next=row.keep_next)
            if not row.header:
                self.tops.append(tops[-1])
        headings = sum(row.header for row in rows)
        ends = [top - 1 for top in (*tops[1:], self.row)]
        if headings:
            self.tables.append(SetTable((tops[0], ends[headings - 1]), ends[-1]))
        for number, row in enumerate(rows):
            for cell, (left, right) in zip(row.cells, where[number], strict=True):
                if cell.merge == "restart":
                    last = _last_merged(rows, where, number, left)
                    self._set_merged(Box(tops[number], left, ends[last], right), cell)

    def _set_merged(self, box: Box, cell: Cell) -> None:
        self._set(box, cell)
        rows = self.sheet.row_dimensions
        held = sum(rows[row].height or 0 for row in range(box.top, box.bottom + 1))
        needed = text_height(cell.paragraphs, self._width((box.left, box.right)))
        if needed + _CELL_PADDING_PT > held:
            grown = (rows[box.bottom].height or 0) + needed + _CELL_PADDING_PT - held
            rows[box.bottom].height = round(min(grown, _HIGHEST_PT), 1)

    def _boxed_row(self, row: Row, where: Sequence[Reach]) -> None:
        heights = [
            0.0 if cell.merge else text_height(cell.paragraphs, self._width(reach))
            for cell, reach in zip(row.cells, where, strict=True)
        ]
        tallest = max(range(len(heights)), key=heights.__getitem__)
        width = self._width(where[tallest])
        parts = pieces(row.cells[tallest].paragraphs, width, _HIGHEST_PT - _CELL_PADDING_PT)
        top, bottom = self.row, self.row + len(parts) - 1
        for number, (cell, (left, right)) in enumerate(zip(row.cells, where, strict=True)):
            if number == tallest and len(parts) > 1:
                self._set_pieces(cell, parts, (left, right))
            elif not cell.merge:
                self._set(Box(top, left, bottom, right), cell)
        for part in parts:
            self.gap(text_height(part, width) + _CELL_PADDING_PT)

    def _set(self, box: Box, cell: Cell) -> None:
        self._text(box, cell.paragraphs, vertical=cell.vertical, sides=cell.sides, numbers=True)

    def _set_pieces(self, cell: Cell, parts: Sequence[Sequence[Paragraph]], reach: Reach) -> None:
        for at, part in enumerate(parts):
            row = self.row + at
            sides = replace(
                cell.sides,
                top=cell.sides.top and at == 0,
                bottom=cell.sides.bottom and at == len(parts) - 1,
            )
            self._text(Box(row, reach[0], row, reach[1]), part, sides=sides)

    def _text(
        self,
        box: Box,
        paragraphs: Sequence[Paragraph],
        *,
        vertical: str = "top",
        sides: Sides = BARE,
        numbers: bool = False,
    ) -> None:
        width = self._width((box.left, box.right))
        set_text(
            self.sheet,
            box,
            paragraphs,
            vertical=vertical,
            sides=sides,
            numbers=numbers,
            shrink=len(paragraphs) == 1 and is_full_line(paragraphs[0], width),
        )
        place_pictures(self.sheet, box, paragraphs, self.widths)

    def _width(self, reach: Reach) -> float:
        return sum(self.widths[reach[0] - 1 : reach[1]])


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
