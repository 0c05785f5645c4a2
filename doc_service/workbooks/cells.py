"""The cells of one sheet: what they hold, whatever was merged, pasted or left uncomputed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.problems import Place
from doc_service.vietnamese.legacy import decode_column, encoding_of_font
from doc_service.vietnamese.text import clean

Position = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stands in a cell that holds no value to read."""

    message: str
    code: str
    shown: str = ""
    """What a clerk sees in it: `#REF!`."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet that hold something."""

    title: str
    values: Mapping[Position, Any]
    """Text as it came, numbers, dates, or `Unreadable`."""

    columns: Mapping[int, Sequence[int]]
    """Row → its columns that hold something, in order."""

    fonts: Mapping[Position, str]
    bold: frozenset[Position]
    """Text cells in bold."""

    formats: Mapping[Position, str]
    """Number formats of what is no text."""

    covered: Mapping[Position, Position]
    """Cells of the first column of a merged range → the cell that holds their value."""

    across: frozenset[Position]
    """First cells of the ranges merged over several columns."""

    epoch: dt.datetime
    """What serial numbers count from."""

    def value(self, at: Position) -> Any:
        """Return what a cell holds; the lower rows of a merged range hold what its first does."""
        return self.values.get(self.covered.get(at, at))

    def text(self, at: Position) -> str:
        """Return the clean text of a cell, "" for anything else."""
        value = self.values.get(at)
        return clean(value) if isinstance(value, str) else ""

    def row(self, number: int) -> dict[int, str]:
        """Return column → text of one row."""
        columns = self.columns.get(number, ())
        return {column: text for column in columns if (text := self.text((number, column)))}

    def last_row(self) -> int:
        """Return the last row that holds something, or 0."""
        return max(self.columns, default=0)

    def place(self, at: Position) -> Place:
        """Return the cell as a clerk looks for it."""
        return Place(self.title, at[0], get_column_letter(at[1]))


def grid_of(sheet: Worksheet, uncomputed: frozenset[str], epoch: dt.datetime) -> Grid:
    """Gather the cells of a sheet that hold something.

    Args:
        sheet: opened for its values.
        uncomputed: coordinates of formulas without a value.
        epoch: what serial numbers count from in this workbook.
    """
    values: dict[Position, Any] = {}
    fonts: dict[Position, str] = {}
    formats: dict[Position, str] = {}
    bold: set[Position] = set()
    # iter_rows would create every cell up to the last one, wherever a stray cell put that
    for at, cell in sheet._cells.items():
        if not isinstance(cell, Cell):
            continue
        waits = bool(uncomputed) and cell.coordinate in uncomputed
        value = held(cell.value, "f" if waits else str(cell.data_type))
        if value is None or value == "":
            continue
        values[at] = value
        if not isinstance(value, str):
            formats[at] = str(cell.number_format or "")
            continue
        font = cell.font
        fonts[at] = str(font.name or "")
        if font.b:
            bold.add(at)
    columns: dict[int, list[int]] = {}
    for row, column in sorted(values):
        columns.setdefault(row, []).append(column)
    across = frozenset(
        (one.min_row, one.min_col) for one in sheet.merged_cells.ranges if one.max_col > one.min_col
    )
    return Grid(
        title=sheet.title,
        values=values,
        columns=columns,
        fonts=fonts,
        bold=frozenset(bold),
        formats=formats,
        covered=_covered(sheet),
        across=across,
        epoch=epoch,
    )


def decoded(grid: Grid, cells: Sequence[Position]) -> dict[Position, Any]:
    """Return the values of the cells of one column, their text in clean Unicode.

    Text in a legacy font is decoded as its font says, the rest as the column as a whole reads
    (domain reference §3.7).
    """
    found = {at: value for at in cells if (value := grid.value(at)) is not None}
    texts = {at: value for at, value in found.items() if isinstance(value, str)}
    by_encoding: dict[str | None, list[Position]] = {}
    for at in texts:
        font = grid.fonts.get(grid.covered.get(at, at), "")
        by_encoding.setdefault(encoding_of_font(font), []).append(at)
    for encoding, places in by_encoding.items():
        first = grid.covered.get(places[0], places[0])
        column = decode_column(
            [texts[at] for at in places], grid.fonts[first] if encoding else None
        )
        found.update((at, clean(text)) for at, text in zip(places, column, strict=True))
    return found


def held(value: Any, data_type: str) -> Any:
    """Return what a cell holds, None for nothing that can be seen.

    Args:
        value: as openpyxl gives it.
        data_type: as openpyxl names it; "f" is a formula that was not computed.
    """
    if data_type == "f":
        return Unreadable(
            "Ô có công thức chưa được tính; hãy mở tệp bằng Excel, lưu lại, hoặc gõ thẳng kết quả.",
            "formula",
        )
    if data_type == "e":
        return Unreadable(
            f"Ô báo lỗi {value}; hãy sửa công thức hoặc gõ thẳng kết quả.",
            "cell_error",
            str(value),
        )
    if isinstance(value, str):
        text = unescape(value)
        return text if clean(text) else None
    return value


def _covered(sheet: Worksheet) -> dict[Position, Position]:
    return {
        (row, merged.min_col): (merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row + 1, merged.max_row + 1)
    }


def rows_of(cells: Iterable[Position]) -> list[int]:
    """Return the numbers of the rows that the cells stand in, each once, in order."""
    return sorted({row for row, _ in cells})
