from __future__ import annotations

import datetime as dt
import io

import pytest
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from doc_service.errors import WrongWorkbook
from doc_service.forms.catalog import Form
from doc_service.workbooks.cells import Grid, Unreadable
from doc_service.workbooks.identity import Identity, write_identity
from doc_service.workbooks.many_cells import identify_large, read_grids
from doc_service.workbooks.opening import Upload, inspect


def upload(form: Form, **values: object) -> Upload:
    """A workbook of one sheet of ours, its cells as given."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Dữ liệu"
    for coordinate, value in values.items():
        sheet[coordinate].value = value
    sheet["D1"].number_format = "0%"
    sheet["E1"].font = Font(".VnTime")
    sheet.merge_cells("F1:F3")
    workbook.create_sheet("Ví dụ - Dữ liệu")["A1"] = "x"
    write_identity(workbook, form, many=True)
    held = io.BytesIO()
    workbook.save(held)
    return inspect(held.getvalue())


def grid(form: Form, **values: object) -> Grid:
    (found,) = read_grids(upload(form, **values), lambda identity: None)
    return found


def test_values_come_as_openpyxl_gives_them(form: Form) -> None:
    day = dt.datetime(2026, 3, 4)
    found = grid(form, A1="chữ", B1=True, C1=day, D1=0.85, A2=7, B2=dt.time(8, 30))
    assert found.values == {
        (1, 1): "chữ",
        (1, 2): True,
        (1, 3): day,
        (1, 4): 0.85,
        (2, 1): 7,
        (2, 2): dt.time(8, 30),
    }
    assert found.formats[1, 4] == "0%"
    assert found.columns == {1: [1, 2, 3, 4], 2: [1, 2]}


def test_only_legacy_fonts_are_remembered(form: Form) -> None:
    assert grid(form, A1="a", E1="§¶ng").fonts == {(1, 5): ".VnTime"}


def test_the_lower_cells_of_a_merged_range_know_their_first(form: Form) -> None:
    found = grid(form, F1="chung")
    assert [found.value((row, 6)) for row in (1, 2, 3, 4)] == ["chung"] * 3 + [None]


def test_errors_and_blanks_are_told_apart(form: Form) -> None:
    found = grid(form, A1="#REF!", B1="   ", C1="=1+1")
    assert {at: one.code for at, one in found.values.items() if isinstance(one, Unreadable)} == {
        (1, 1): "cell_error",
        (1, 3): "formula",
    }
    assert (1, 2) not in found.values


def test_whose_it_is_is_known_before_the_sheets_are_read(form: Form) -> None:
    def refuse(identity: Identity) -> None:
        raise WrongWorkbook(identity.form)

    content = upload(form)
    assert identify_large(content).many
    with pytest.raises(WrongWorkbook, match="mau_01"):
        read_grids(content, refuse)
