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


def test_the_closing_of_a_letter_is_one_row_kept_with_the_paragraph_above() -> None:
    body = "".join(p(f"Đoạn {number}") for number in range(50))
    halves = tc(p("Nơi nhận:") + p("- Lưu.")) + tc(p("BÍ THƯ") + p("") + p("Lê Văn Hải"))
    sheet = sheet_of(body + tbl([halves], (4000, 5000), boxed=False))
    assert sheet.max_row == 51
    assert str(sheet["B51"].value).split("\n") == ["BÍ THƯ", "", "Lê Văn Hải"]
    breaks = {}
    for paragraphs in range(34, 46):
        body = "".join(p(f"Đoạn {number}") for number in range(paragraphs))
        ending = sheet_of(body + tbl([halves], (4000, 5000), boxed=False))
        breaks[paragraphs] = [one.id for one in ending.row_breaks.brk]
    assert {number: found for number, found in breaks.items() if found} == {
        number: [number - 1] for number in (40, 41, 42, 43)
    }


def test_a_letterhead_far_from_the_columns_of_a_table_divides_one_of_them() -> None:
    halves = tbl([tc(p("trái")) + tc(p("phải"))], (4500, 4500), boxed=False)
    main = tbl([tc(p("1")) + tc(p("2")) + tc(p("3"))], (500, 8000, 500))
    sheet = sheet_of(halves + main)
    widths = [round(sheet.column_dimensions[letter].width * 6) for letter in "ABCD"]
    assert widths == [25, 200, 200, 25]
    assert sheet["C1"].value == "phải"
    assert "B2:C2" in sheet.merged_cells


def test_a_lead_in_in_bold_does_not_make_the_whole_paragraph_wide() -> None:
    plain = "Vận động Nhân dân hiến đất mở đường, trồng cây xanh và giữ gìn vệ sinh. " * 6
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Lĩnh vực kinh tế:</w:t></w:r>"
    mixed = f"<w:p>{bold}<w:r><w:t xml:space='preserve'> {plain}</w:t></w:r></w:p>"
    sheet = sheet_of(mixed + p(f"Lĩnh vực kinh tế: {plain}"))
    assert sheet.row_dimensions[1].height == sheet.row_dimensions[2].height


def test_a_paragraph_too_high_for_a_row_goes_on_in_the_next_in_its_own_looks() -> None:
    words = [f"từ{number}" for number in range(1500)]
    bold = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{words[0]}</w:t></w:r>"
    rest = f"<w:r><w:t xml:space='preserve'> {' '.join(words[1:])}</w:t></w:r>"
    sheet = sheet_of(f"<w:p>{bold}{rest}</w:p>")
    cells = [sheet.cell(row, 1) for row in range(1, sheet.max_row + 1)]
    assert len(cells) > 1
    assert " ".join(str(cell.value) for cell in cells).split() == words
    assert [cell.font.b for cell in cells[1:]] == [False] * (len(cells) - 1)
    assert max(sheet.row_dimensions[cell.row].height for cell in cells) <= 409


def test_a_line_as_wide_as_its_cell_is_shrunk_and_never_broken() -> None:
    # 467.75 points are the width between the margins
    sheet = sheet_of(p("n" * 65, "<w:jc w:val='both'/>"))
    alignment = sheet["A1"].alignment
    assert alignment.shrink_to_fit and not alignment.wrap_text
    assert alignment.horizontal == "left"
    assert sheet.row_dimensions[1].height < 20


def test_a_heading_stays_with_what_it_is_above() -> None:
    for paragraphs in range(30, 60):
        body = "".join(p(f"Đoạn {number}") for number in range(paragraphs))
        sheet = sheet_of(
            body + p("I. MỤC", "<w:keepNext/>") + p("1. Mục", "<w:keepNext/>") + p("a")
        )
        assert {one.id for one in sheet.row_breaks.brk} <= {paragraphs}


def test_a_paragraph_that_begins_a_page_in_the_document_begins_one() -> None:
    sheet = sheet_of(p("Quyết định") + p("Phụ lục", "<w:pageBreakBefore/>"))
    assert [one.id for one in sheet.row_breaks.brk] == [1]
    assert sheet.page_setup.scale == 95
