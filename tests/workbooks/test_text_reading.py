from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.forms.fields import Field
from doc_service.narrative.outline import sections_to_json
from doc_service.narrative.parsing import parse_outline
from doc_service.workbooks import plan
from doc_service.workbooks.cells import grid_of
from doc_service.workbooks.sheets import find_text
from doc_service.workbooks.text_reading import RunningText, read_running_text

BODY = Field("noi_dung", "Nội dung", "narrative", required=True)
EPOCH = dt.datetime(1899, 12, 30)


def sheet_with(*rows: tuple[Any, ...]) -> Worksheet:
    sheet = Workbook().worksheets[0]
    sheet["A1"], sheet["A2"], sheet["A3"] = plan.text_name(BODY), plan.TEXT_HINT, "Nội dung *"
    for row, cells in enumerate(rows, start=plan.TEXT_FIRST_ROW):
        for column, value in enumerate(cells, start=1):
            if value is not None:
                sheet.cell(row, column).value = value
    return sheet


def read_sheet(sheet: Worksheet) -> RunningText:
    found = find_text([grid_of(sheet, frozenset(), EPOCH)], BODY, "Nội dung")
    assert found
    return read_running_text(BODY, found)


def text_of(*rows: tuple[Any, ...]) -> str:
    return read_sheet(sheet_with(*rows)).text


def tree(text: str) -> list[dict[str, object]]:
    return sections_to_json(parse_outline(text))


def test_each_cell_is_a_paragraph_and_blank_ones_mean_nothing() -> None:
    assert tree(text_of(("1. Mục đích",), (None,), (" ",), ("- Một việc.",))) == tree(
        "1. Mục đích\n- Một việc."
    )


def test_a_blank_sheet_holds_no_text() -> None:
    assert read_sheet(sheet_with()).text == ""


def test_line_breaks_in_a_cell_are_paragraphs() -> None:
    assert text_of(("I. MỤC ĐÍCH\n\nĐoạn một.\nĐoạn hai.",)) == "I. MỤC ĐÍCH\nĐoạn một.\nĐoạn hai."


def test_cells_beside_each_other_are_a_table() -> None:
    (table,) = tree(text_of(("TT", "Việc", None), (1, "a|b", "c\nd"), (2, None, "e")))
    assert table == {
        "kieu": "bang",
        "cot": ["TT", "Việc", ""],
        "hang": [["1", "a|b", "c d"], ["2", "", "e"]],
    }


def test_a_bold_first_row_is_the_heading_row() -> None:
    sheet = sheet_with(("Đơn vị", "Chỉ tiêu"), ("Chi bộ", "02"))
    sheet["A4"].font = sheet["B4"].font = Font(bold=True)
    (table,) = tree(read_sheet(sheet).text)
    assert (table["cot"], table["hang"]) == (["Đơn vị", "Chỉ tiêu"], [["Chi bộ", "02"]])


def test_a_table_without_a_heading_row_has_rows_only() -> None:
    (table,) = tree(text_of(("Chi bộ", "02"), ("Mặt trận", "03")))
    assert table == {"kieu": "bang", "hang": [["Chi bộ", "02"], ["Mặt trận", "03"]]}


def test_a_row_of_dashes_is_not_lost() -> None:
    (table,) = tree(text_of(("Chi bộ", "02"), ("-", "-"), ("-", "03")))
    assert table["hang"] == [["-", "-"], ["-", "03"]]


def test_two_tables_stay_two_where_a_row_is_left_blank_between() -> None:
    tables = tree(text_of(("a", "b"), ("c", "d"), (None,), ("e", "f")))
    assert [table["hang"] for table in tables] == [[["a", "b"], ["c", "d"]], [["e", "f"]]]


def test_typed_tables_stay_two_where_a_row_is_left_blank_between() -> None:
    assert len(tree(text_of(("| a | b |",), (None,), ("| c | d |",)))) == 2


def test_a_band_across_a_table_belongs_to_it() -> None:
    sheet = sheet_with(("TT", "Việc"), ("Nhóm một",), (1, "a"))
    sheet.merge_cells("A5:B5")
    (table,) = tree(read_sheet(sheet).text)
    assert table["hang"] == [["Nhóm một", ""], ["1", "a"]]


def test_a_paragraph_right_between_two_tables_parts_them() -> None:
    kinds = [one["kieu"] for one in tree(text_of(("a", "b"), ("Biểu hai:",), ("c", "d")))]
    assert kinds == ["bang", "doan", "bang"]


def test_a_cell_merged_down_counts_for_every_row() -> None:
    sheet = sheet_with(("Tổ 5", "a"), (None, "b"))
    sheet.merge_cells("A4:A5")
    (table,) = tree(read_sheet(sheet).text)
    assert table["hang"] == [["Tổ 5", "a"], ["Tổ 5", "b"]]


def test_labels_that_a_tab_put_in_their_own_cells_go_back_to_their_paragraphs() -> None:
    rows = (("1.", "Mục đích"), ("-", "Một việc."), ("a)", "Việc khác."))
    assert text_of(*rows) == "1. Mục đích\n- Một việc.\na) Việc khác."


def test_text_in_a_font_from_before_unicode_is_decoded() -> None:
    sheet = sheet_with(("1. Môc ®Ých",), ("Phường",))
    sheet["A4"].font = Font(name=".VnTime")
    assert read_sheet(sheet).text == "1. Mục đích\nPhường"


def test_text_of_a_whole_page_from_before_unicode_is_known_by_its_content() -> None:
    lines = ("Thùc hiÖn phong trµo thi ®ua.", "VËn ®éng Nh©n d©n hiÕn ®Êt.", "Tæ d©n phè sè 5.")
    assert text_of(*((line,) for line in lines)).split("\n")[1] == "Vận động Nhân dân hiến đất."


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (12, "General", "12"),
        (1.5, "General", "1,5"),
        (0.85, "0%", "85%"),
        (0.855, "0.0%", "85,5%"),
        (1240, "#,##0", "1.240"),
        (1240.5, "#,##0.00", "1.240,50"),
        (5, "00", "05"),
        (dt.datetime(2026, 1, 15), "dd/mm/yyyy", "15/01/2026"),
        (dt.datetime(2026, 1, 1), "mmm-yy", "01/2026"),
        (dt.time(8, 30), "h:mm", "08:30"),
        (dt.timedelta(hours=30), "[h]:mm", "30:00"),
        (True, "General", "True"),
    ],
)
def test_numbers_and_days_read_as_excel_shows_them(
    value: object, number_format: str, shown: str
) -> None:
    sheet = sheet_with((value,))
    sheet["A4"].number_format = number_format
    assert read_sheet(sheet).text == shown


def test_a_cell_that_holds_an_error_is_named_and_the_rest_read() -> None:
    found = read_sheet(sheet_with(("#REF!",), ("Đoạn hai.",)))
    (problem,) = found.problems
    assert (problem.pointer, str(problem.place)) == ("/noi_dung", "trang “Sheet”, ô A4")
    assert "“Nội dung”" in problem.message
    assert found.text == "Đoạn hai."


def test_every_part_of_the_tree_has_its_cell() -> None:
    rows = (("I. MỤC ĐÍCH",), ("1. Yêu cầu",), (None,), ("TT", "Việc"), ("1", "a"), ("Cuối\nHết",))
    places = {
        name: f"{place.column}{place.row}"
        for name, place in read_sheet(sheet_with(*rows)).places.items()
    }
    assert places == {
        "/noi_dung/0": "A4",
        "/noi_dung/0/con/0": "A5",
        "/noi_dung/0/con/0/con/0": "A7",
        "/noi_dung/0/con/0/con/0/cot": "A7",
        "/noi_dung/0/con/0/con/0/cot/0": "A7",
        "/noi_dung/0/con/0/con/0/cot/1": "B7",
        "/noi_dung/0/con/0/con/0/hang/0": "A8",
        "/noi_dung/0/con/0/con/0/hang/0/0": "A8",
        "/noi_dung/0/con/0/con/0/hang/0/1": "B8",
        "/noi_dung/0/con/0/con/1": "A9",
        "/noi_dung/0/con/0/con/2": "A9",
    }


PIECES = st.sampled_from(
    [
        "I. MỤC ĐÍCH",
        "1. Yêu cầu",
        "a) Việc",
        "- Việc",
        "+ Việc",
        "Đoạn.",
        "| a | b |",
        "| --- | - |",
    ]
    + ["# Đề mục", "2026. Năm", "", "-", "TT", "1.", "|", "\u200b", "a\nb", "x\u2028y", r"c \| d |"]
)
SHEETS = st.lists(st.tuples(PIECES, PIECES | st.none(), PIECES | st.none()), max_size=14)


@given(SHEETS)
def test_whatever_is_pasted_every_node_has_a_cell(rows: list[tuple[str | None, ...]]) -> None:
    found = read_sheet(sheet_with(*rows))
    nodes = [("/noi_dung", parse_outline(found.text))]
    for pointer, sections in nodes:
        for number, section in enumerate(sections):
            assert found.places[f"{pointer}/{number}"].row >= plan.TEXT_FIRST_ROW
            nodes.append((f"{pointer}/{number}/con", section.children))


@given(SHEETS)
def test_no_word_is_lost(rows: list[tuple[str | None, ...]]) -> None:
    typed = " ".join(cell for row in rows for cell in row if cell)
    words = [word for word in typed.replace("|", " ").split() if any(map(str.isalnum, word))]
    text = read_sheet(sheet_with(*rows)).text.replace("|", " ").replace("\u200b", "")
    assert sorted(w for w in text.split() if any(map(str.isalnum, w))) == sorted(words)
