from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from doc_service.workbooks.official import official_workbook
from tests.workbooks.documents import PAGE, docx, p, tbl, tc
from tests.workbooks.uploads import opened

RULE = "<w:pBdr><w:top w:val='single'/></w:pBdr><w:ind w:left='{0}' w:right='{0}'/>"


def sheet_of(body: str) -> Worksheet:
    return opened(official_workbook(docx(body + PAGE))).worksheets[0]


def test_a_document_without_tables_has_one_column_as_wide_as_its_text() -> None:
    sheet = sheet_of(p("Một đoạn"))
    assert (sheet["A1"].value, sheet.print_area) == ("Một đoạn", "'Văn bản'!$A$1")
    assert round(sheet.column_dimensions["A"].width * 6) == round((11906 - 1701 - 850) / 20)


def test_a_rule_shorter_than_its_line_is_drawn_below_it() -> None:
    body = p("ỦY BAN NHÂN DÂN PHƯỜNG AN THỊNH") + p("", RULE.format(3600))
    sheet = sheet_of(body)
    assert sheet["A1"].font.u is None
    assert set(sheet["A2"].value) == {"_"}
    assert sheet["A2"].font.sz == 6


def test_a_rule_as_long_as_its_line_is_an_underline() -> None:
    # 8 capitals of 14 points are some 68 points wide, and so is what the indents leave of 450
    half = tc(p("ĐẢNG ỦY") + p("", RULE.format(3820)))
    sheet = sheet_of(tbl([half], (9000,), boxed=False))
    assert sheet["A1"].font.u == "single"
    assert sheet["A2"].value is None


def test_a_rule_much_longer_than_its_line_is_drawn_below_it() -> None:
    half = tc(p("ĐẢNG ỦY") + p("", RULE.format(100)))
    sheet = sheet_of(tbl([half], (9000,), boxed=False))
    assert sheet["A1"].font.u is None
    assert set(sheet["A2"].value) == {"_"}


def test_rows_merged_down_show_once_over_all_of_them() -> None:
    first = tc(p("Tổ 5"), "<w:vMerge w:val='restart'/>") + tc(p("đoạn một"))
    second = tc(p(""), "<w:vMerge/>") + tc(p("đoạn hai"))
    sheet = sheet_of(tbl([first, second], (3000, 6000)))
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:A2"]
    assert [sheet["A1"].value, sheet["B1"].value, sheet["B2"].value] == [
        "Tổ 5",
        "đoạn một",
        "đoạn hai",
    ]
    assert sheet["A2"].border.bottom.style == "thin"


def test_rows_grow_for_text_that_is_merged_down() -> None:
    long = "Ban Công tác Mặt trận Tổ dân phố số 5 phường An Thịnh " * 4
    first = tc(p(long), "<w:vMerge w:val='restart'/>") + tc(p("a"))
    second = tc(p(""), "<w:vMerge/>") + tc(p("b"))
    sheet = sheet_of(tbl([first, second], (2000, 7000)))
    assert sheet.row_dimensions[1].height + sheet.row_dimensions[2].height > 200


def test_borders_left_out_in_the_document_are_left_out() -> None:
    without = "<w:tcBorders><w:bottom w:val='nil'/></w:tcBorders>"
    sheet = sheet_of(tbl([tc(p("a"), without)], (9000,)))
    border = sheet["A1"].border
    assert (border.top.style, border.bottom.style) == ("thin", None)


def test_a_table_of_another_grid_takes_the_nearest_columns() -> None:
    halves = tbl([tc(p("trái")) + tc(p("phải"))], (4000, 5000), boxed=False)
    main = tbl([tc(p("1")) + tc(p("2")) + tc(p("3"))], (1000, 3500, 4500))
    sheet = sheet_of(halves + main)
    assert sheet["A1"].value == "trái" and sheet["C1"].value == "phải"
    assert "A1:B1" in sheet.merged_cells


def test_digits_are_numbers_only_where_they_count_something() -> None:
    texts = ("128", "05", "1.240", "0912345678", "12/2026", "007")
    sheet = sheet_of(tbl([tc(p(text)) for text in texts], (9000,)))
    cells = [sheet[f"A{row}"] for row in range(1, 7)]
    assert [cell.value for cell in cells] == [128, 5, 1240, "0912345678", "12/2026", "007"]
    assert [cell.number_format for cell in cells[:3]] == ["0", "00", r"0\.000"]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    cell = sheet_of(p("=1+1"))["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_empty_paragraph_that_ends_a_word_file_takes_no_row() -> None:
    last = "<w:spacing w:line='20' w:lineRule='exact'/>"
    assert sheet_of(p("A") + p("", last)).max_row == 1
