"""The cells of a large workbook, read in one pass and without a look at each cell's style."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.datetime import from_excel

from doc_service.vietnamese.legacy import encoding_of_font
from doc_service.workbooks.cells import Grid, Position, held
from doc_service.workbooks.identity import Identity, identity_in
from doc_service.workbooks.many_xml import Merged, RawCell, cells, shared_strings
from doc_service.workbooks.opening import Upload, damage_said, sheet_parts
from doc_service.workbooks.plan import EXAMPLE, FIX_LIST, HIDDEN
from doc_service.zip_archive import write_members

_NOT_READ: Final = (EXAMPLE, FIX_LIST, HIDDEN)
"""First words of the titles of sheets that hold no data."""

_STRINGS: Final = "sharedStrings.xml"
_EMPTY: Final = {
    "sheet": b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData/></worksheet>",
    "strings": b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
}


def read_grids(upload: Upload, check: Callable[[Identity], None]) -> list[Grid]:
    """Return the sheets that may hold data, with their cells.

    Args:
        upload: the inspected file.
        check: raises for a workbook that is not to be read, before its sheets are.

    Raises:
        WrongWorkbook: the workbook carries no mark of ours.
        InvalidWorkbook: the file is damaged.
    """
    with damage_said():
        parts = dict(sheet_parts(upload.members))
        strings = _strings(upload.members)
        check(_identity(upload, parts, strings))
        styles = _styles(upload, frozenset(parts.values()))
        return [
            _grid(title, upload.members[part], strings, styles)
            for title, part in parts.items()
            if part in upload.members and not title.startswith(_NOT_READ)
        ]


def identify_large(upload: Upload) -> Identity:
    """Return whose workbook an upload is, whatever its size.

    Raises:
        WrongWorkbook: the workbook carries no mark of ours.
        InvalidWorkbook: the file is damaged.
    """
    with damage_said():
        parts = dict(sheet_parts(upload.members))
        return _identity(upload, parts, _strings(upload.members))


def _strings(members: Mapping[str, bytes]) -> list[str]:
    part = next((data for name, data in members.items() if name.endswith(_STRINGS)), None)
    return shared_strings(part) if part else []


def _identity(upload: Upload, parts: Mapping[str, str], strings: list[str]) -> Identity:
    part = upload.members.get(parts.get(HIDDEN, ""), _EMPTY["sheet"])
    found = [one for one in cells(part, strings) if isinstance(one, RawCell) and one.column < 3]
    values = {(one.row, one.column): one.text for one in found}
    return identity_in({values[row, 1]: values.get((row, 2), "") for row, at in values if at == 1})


@dataclass(slots=True)
class _Styles:
    """What matters of each style, found out once."""

    workbook: Any
    """Of no cells, with what openpyxl keeps to itself."""

    fonts: dict[int, str] = field(default_factory=dict)
    """Number of a style → name of its font if that is a legacy one, else ""."""

    formats: dict[int, str] = field(default_factory=dict)

    def legacy_font(self, style: int) -> str:
        """Return the font of a style if its text has to be decoded."""
        if style not in self.fonts:
            number = self.workbook._cell_styles[style].fontId
            name = str(self.workbook._fonts[number].name or "")
            self.fonts[style] = name if encoding_of_font(name) else ""
        return self.fonts[style]

    def number_format(self, style: int) -> str:
        """Return the number format of a style."""
        if style not in self.formats:
            sheet: Any = self.workbook.worksheets[0]
            cell = ReadOnlyCell(sheet, 1, 1, None, "n", style)
            self.formats[style] = str(cell.number_format or "")
        return self.formats[style]

    def value(self, cell: RawCell) -> tuple[Any, str]:
        """Return what a cell that is no text holds, and its kind, as openpyxl gives them."""
        if cell.kind == "b":
            return bool(int(cell.text)), "b"
        if cell.kind == "d":
            return dt.datetime.fromisoformat(cell.text), "d"
        if cell.kind != "n":
            return cell.text, cell.kind
        number = float(cell.text) if set(cell.text) & set(".eE") else int(cell.text)
        if cell.style not in self.workbook._date_formats:
            return number, "n"
        try:
            is_span = cell.style in self.workbook._timedelta_formats
            return from_excel(number, self.workbook.epoch, timedelta=is_span), "d"
        except (OverflowError, ValueError):
            return "#VALUE!", "e"  # no day has this number


def _styles(upload: Upload, sheets: frozenset[str]) -> _Styles:
    """Let openpyxl read the styles alone: it takes ten times as long as we do for the cells."""
    light = {
        name: _EMPTY["sheet"]
        if name in sheets
        else _EMPTY["strings"]
        if name.endswith(_STRINGS)
        else data
        for name, data in upload.members.items()
    }
    package = io.BytesIO(write_members(light.items(), level=0))
    return _Styles(load_workbook(package, data_only=True, read_only=True))


def _grid(title: str, part: bytes, strings: list[str], styles: _Styles) -> Grid:
    values: dict[Position, Any] = {}
    columns: dict[int, list[int]] = {}
    fonts: dict[Position, str] = {}
    formats: dict[Position, str] = {}
    covered: dict[Position, Position] = {}
    texts: dict[str, Any] = {}
    for cell in cells(part, strings):
        if isinstance(cell, Merged):
            covered.update(_covered(cell))
            continue
        at = cell.row, cell.column
        if cell.kind == "s":
            if cell.text not in texts:
                texts[cell.text] = held(cell.text, "s")
            value = texts[cell.text]
            if font := styles.legacy_font(cell.style):
                fonts[at] = font
        else:
            value = held(*styles.value(cell))
            formats[at] = styles.number_format(cell.style)
        if value is not None:
            values[at] = value
            columns.setdefault(cell.row, []).append(cell.column)
    return Grid(
        title=title,
        values=values,
        columns=columns,
        fonts=fonts,
        bold=frozenset(),
        formats=formats,
        covered=covered,
        across=frozenset(),
        epoch=styles.workbook.epoch,
    )


def _covered(merged: Merged) -> Iterator[tuple[Position, Position]]:
    """Yield the lower cells of the first column of a merged range, with its first cell."""
    for row in range(merged.top + 1, merged.bottom + 1):
        yield (row, merged.left), (merged.top, merged.left)
