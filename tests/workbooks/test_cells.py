from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from doc_service.forms.fields import Field
from doc_service.workbooks.cells import as_read, grid_of

DAY = Field("ngay", "Ngày", "date", required=True)
NAME = Field("ten", "Tên", "text", required=True)
EPOCH = dt.datetime(1899, 12, 30)
EPOCH_OF_MACS = dt.datetime(1904, 1, 1)


@given(st.dates(dt.date(1932, 1, 1), dt.date(2200, 1, 1)))
def test_every_serial_is_the_day_that_excel_shows(day: dt.date) -> None:
    assert as_read(DAY, (day - EPOCH.date()).days, EPOCH) == day
    assert as_read(DAY, (day - EPOCH_OF_MACS.date()).days, EPOCH_OF_MACS) == day


def test_a_number_too_small_for_a_day_is_left_to_be_named() -> None:
    assert as_read(DAY, 15, EPOCH) == "15"


def test_numbers_elsewhere_stay_numbers() -> None:
    assert as_read(NAME, 46037, EPOCH) == 46037


def test_a_stray_cell_far_away_costs_nothing() -> None:
    sheet = Workbook().worksheets[0]
    sheet["XFD1048576"] = "x"
    grid = grid_of(sheet, frozenset(), EPOCH)
    assert list(grid.values) == [(1048576, 16384)]


def test_cells_of_blanks_only_are_empty() -> None:
    sheet = Workbook().worksheets[0]
    sheet["A1"], sheet["A2"] = " \u00a0 ", "\u200b"
    assert grid_of(sheet, frozenset(), EPOCH).values == {}
