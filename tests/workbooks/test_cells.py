from __future__ import annotations

import datetime as dt

from openpyxl.workbook import Workbook

from doc_service.workbooks.cells import grid_of

EPOCH = dt.datetime(1899, 12, 30)


def test_a_stray_cell_far_away_costs_nothing() -> None:
    sheet = Workbook().worksheets[0]
    sheet["XFD1048576"] = "x"
    grid = grid_of(sheet, frozenset(), EPOCH)
    assert list(grid.values) == [(1048576, 16384)]


def test_cells_of_blanks_only_are_empty() -> None:
    sheet = Workbook().worksheets[0]
    sheet["A1"], sheet["A2"] = " \u00a0 ", "\u200b"
    assert grid_of(sheet, frozenset(), EPOCH).values == {}
