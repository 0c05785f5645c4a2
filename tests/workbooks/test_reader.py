from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable

import pytest
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.errors import InvalidWorkbook, WrongWorkbook
from doc_service.forms.catalog import Catalog, Form
from doc_service.problems import Place, Problem
from doc_service.workbooks.blank import blank_workbook
from doc_service.workbooks.reader import Identity, identify, read_workbook
from tests.workbooks.uploads import BlankOf, cell_beside, edited, opened, saved, with_parts

MODELS = "Mô hình đăng ký"
GENERAL = "Thông tin chung"


def on(title: str, change: Callable[[Worksheet], object]) -> Callable[[Workbook], object]:
    return lambda workbook: change(workbook[title])


def put(title: str, coordinate: str, value: object) -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        workbook[title][coordinate] = value

    return change


@pytest.fixture(scope="module")
def day(filled: bytes) -> str:
    """The cell of the date."""
    return cell_beside(opened(filled)[GENERAL], "ngay")


def test_a_workbook_says_whose_it_is(form: Form, blank: bytes) -> None:
    assert identify(blank) == Identity("mau_01", "mac_dinh", form.fingerprint)


def test_columns_are_found_wherever_they_were_moved(form: Form, filled: bytes) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.move_range("B1:B20", cols=8)
        sheet.move_range("A1:A20", cols=6)

    assert read_workbook(form, edited(filled, on(MODELS, change))).data == form.example


def test_without_the_hidden_row_the_headers_lead(form: Form, filled: bytes) -> None:
    content = edited(filled, on(MODELS, lambda sheet: sheet.delete_rows(1)))
    assert read_workbook(form, content).data == form.example


def test_headers_are_known_without_accents_and_in_capitals(form: Form, filled: bytes) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.delete_rows(1)
        sheet["E1"] = "  LINH   VUC "

    assert read_workbook(form, edited(filled, on(MODELS, change))).data == form.example


def test_a_renamed_sheet_is_known_by_its_hidden_names(form: Form, filled: bytes) -> None:
    def change(workbook: Workbook) -> None:
        workbook[MODELS].title = "Sheet5"
        workbook[GENERAL].title = "Trang đầu"

    assert read_workbook(form, edited(filled, change)).data == form.example


def test_a_renamed_sheet_without_hidden_names_is_known_by_its_headers(
    form: Form, filled: bytes
) -> None:
    def change(workbook: Workbook) -> None:
        workbook[MODELS].title = "Sheet5"
        workbook["Sheet5"].delete_rows(1)

    assert read_workbook(form, edited(filled, change)).data == form.example


def test_lines_are_known_by_their_labels_once_the_hidden_column_is_gone(
    form: Form, filled: bytes
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.delete_cols(1)
        sheet.delete_rows(1)

    assert read_workbook(form, edited(filled, on(GENERAL, change))).data == form.example


def test_titles_above_and_blank_rows_between_are_passed_over(form: Form, filled: bytes) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_rows(6, 3)
        sheet.insert_rows(3)
        sheet.insert_rows(1, 4)
        sheet["A1"] = "DANH SÁCH CỦA TỔ DÂN PHỐ"

    reading = read_workbook(form, edited(filled, on(MODELS, change)))
    assert reading.data == form.example
    assert reading.places["/mo_hinh/0/loai"] == Place(MODELS, 8, "A")
    assert reading.places["/mo_hinh/9/loai"] == Place(MODELS, 20, "A")


def test_a_name_merged_down_counts_for_every_row_it_covers(form: Form, filled: bytes) -> None:
    content = edited(filled, on(MODELS, lambda sheet: sheet.merge_cells("B3:B4")))
    assert read_workbook(form, content).data == form.example


def test_a_merge_across_counts_for_its_first_column_only(form: Form, filled: bytes) -> None:
    content = edited(filled, on(MODELS, lambda sheet: sheet.merge_cells("B3:C3")))
    first = read_workbook(form, content).data["mo_hinh"][0]
    assert first["chu_the"] == "Chi bộ Tổ dân phố số 5"
    assert "chuc_vu" not in first


def test_a_merge_below_the_last_row_makes_no_row(form: Form, filled: bytes) -> None:
    content = edited(filled, on(MODELS, lambda sheet: sheet.merge_cells("B12:B14")))
    assert len(read_workbook(form, content).data["mo_hinh"]) == 10


def test_decomposed_text_is_composed(form: Form, filled: bytes) -> None:
    typed = unicodedata.normalize("NFD", "Đảng ủy phường")
    content = edited(filled, put(MODELS, "B3", typed))
    assert read_workbook(form, content).data["mo_hinh"][0]["chu_the"] == "Đảng ủy phường"


@pytest.mark.parametrize(
    ("font", "typed", "meant"),
    [
        (".VnTime", "NguyÔn ThÞ HuÖ", "Nguyễn Thị Huệ"),
        (".VnTimeH", "§¶ng uû", "ĐẢNG UỶ"),
        ("VNI-Times", "Nguyeãn Thò Hueä", "Nguyễn Thị Huệ"),
    ],
)
def test_text_in_a_font_from_before_unicode_is_decoded(
    form: Form, filled: bytes, font: str, typed: str, meant: str
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B9"] = typed
        sheet["B9"].font = Font(name=font)

    rows = read_workbook(form, edited(filled, on(MODELS, change))).data["mo_hinh"]
    assert rows[6]["chu_the"] == meant
    assert rows[7]["chu_the"] == "Trần Đăng Ninh Phúc"


def test_a_whole_column_of_old_text_is_known_by_its_content(form: Form) -> None:
    names = ["NguyÔn ThÞ HuÖ", "TrÇn V¨n ót", "§ç ThÞ Thóy Hång"]
    rows = [{"loai": "ca_nhan", "chu_the": name, "linh_vuc": "kinh_te"} for name in names]
    found = read_workbook(form, blank_workbook(form, filled={"mo_hinh": rows})).data["mo_hinh"]
    meant = ["Nguyễn Thị Huệ", "Trần Văn út", "Đỗ Thị Thúy Hồng"]
    assert [row["chu_the"] for row in found] == meant


def test_numbers_in_text_cells_are_written_whole(form: Form, filled: bytes) -> None:
    content = edited(filled, put(MODELS, "C3", 12.0))
    assert read_workbook(form, content).data["mo_hinh"][0]["chuc_vu"] == "12"


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("5/2/2026", "2026-02-05"),
        ("ngày 15 tháng 01 năm 2026", "2026-01-15"),
        (dt.datetime(2026, 3, 10, 14, 30), "2026-03-10"),
        (46037, "2026-01-15"),
        (46037.75, "2026-01-15"),
        (2026, "2026"),
        (dt.datetime(1905, 7, 18), "2026"),
        ("01/2026", "2026-01"),
    ],
)
def test_dates_are_read_as_clerks_and_excel_write_them(
    form: Form, filled: bytes, day: str, typed: object, iso: str
) -> None:
    reading = read_workbook(form, edited(filled, put(GENERAL, day, typed)))
    assert (reading.data["ngay"], reading.problems) == (iso, ())


def test_serials_count_from_1904_in_workbooks_of_old_macs(
    form: Form, filled: bytes, day: str
) -> None:
    def change(workbook: Workbook) -> None:
        workbook.epoch = dt.datetime(1904, 1, 1)
        workbook[GENERAL][day] = 46037 - 1462

    assert read_workbook(form, edited(filled, change)).data["ngay"] == "2026-01-15"


def test_a_date_that_does_not_exist_is_named_with_its_cell(
    form: Form, filled: bytes, day: str
) -> None:
    (problem,) = read_workbook(form, edited(filled, put(GENERAL, day, "31/02/2026"))).problems
    assert (problem.pointer, problem.code) == ("/ngay", "date")
    assert "31/02/2026" in problem.message
    assert str(problem.place) == f"trang “{GENERAL}”, ô {day}"


def test_a_choice_may_be_given_by_its_code(form: Form, filled: bytes) -> None:
    content = edited(filled, put(MODELS, "E3", "he_thong_chinh_tri"))
    assert read_workbook(form, content).data == form.example


def test_a_wrong_choice_names_the_right_ones(form: Form, filled: bytes) -> None:
    (problem,) = read_workbook(form, edited(filled, put(MODELS, "E4", "Nông nghiệp"))).problems
    assert problem.pointer == "/mo_hinh/1/linh_vuc"
    assert "Nông nghiệp" in problem.message and "Lĩnh vực kinh tế" in problem.message
    assert problem.place == Place(MODELS, 4, "E")


def test_all_problems_are_said_at_once(form: Form, filled: bytes) -> None:
    def change(workbook: Workbook) -> None:
        workbook[GENERAL][at] = "hai nghìn"
        for row in (3, 5, 7):
            workbook[MODELS][f"E{row}"] = "khác"

    at = cell_beside(opened(filled)[GENERAL], "nam")
    problems = read_workbook(form, edited(filled, change)).problems
    assert [str(problem.place) for problem in problems] == [
        f"trang “{GENERAL}”, ô {at}",
        f"trang “{MODELS}”, ô E3",
        f"trang “{MODELS}”, ô E5",
        f"trang “{MODELS}”, ô E7",
    ]


def test_a_formula_that_was_never_computed_is_a_problem(form: Form, filled: bytes) -> None:
    reading = read_workbook(form, edited(filled, put(MODELS, "D3", '="Ngõ "&"văn minh"')))
    (problem,) = reading.problems
    assert (problem.code, problem.place) == ("formula", Place(MODELS, 3, "D"))
    assert "ten" not in reading.data["mo_hinh"][0]


def computed(content: bytes, value: str) -> bytes:
    """Give the formula in D3 a text as its value, as Excel does when it saves."""
    cell = re.compile(rb'<c r="D3"[^>]*><f>[^<]*</f>(?:<v ?/>|<v></v>)</c>')
    whole = f'<c r="D3" t="str"><f>A1</f><v>{value}</v></c>'.encode()

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        return {name: cell.sub(whole, data) for name, data in parts.items()}

    return with_parts(content, change)


def test_a_computed_formula_gives_its_value(form: Form, filled: bytes) -> None:
    content = computed(edited(filled, put(MODELS, "D3", "=A1")), "Ngõ văn minh")
    assert read_workbook(form, content).data["mo_hinh"][0]["ten"] == "Ngõ văn minh"


def test_a_formula_computed_to_nothing_is_an_empty_cell(form: Form, filled: bytes) -> None:
    reading = read_workbook(form, computed(edited(filled, put(MODELS, "D3", "=A1")), ""))
    assert "ten" not in reading.data["mo_hinh"][0]
    assert reading.problems == ()


def test_an_error_of_excel_is_a_problem(form: Form, filled: bytes) -> None:
    (problem,) = read_workbook(form, edited(filled, put(MODELS, "D3", "#REF!"))).problems
    assert problem.code == "cell_error"
    assert "#REF!" in problem.message


def test_a_column_of_the_clerks_own_is_pointed_out(form: Form, filled: bytes) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["H2"], sheet["H5"] = "Ghi chú", "đã duyệt"

    reading = read_workbook(form, edited(filled, on(MODELS, change)))
    (problem,) = reading.problems
    assert (problem.severity, problem.place) == ("warning", Place(MODELS, 5, "H"))
    assert "“Ghi chú”" in problem.message
    assert reading.data == form.example


def test_a_column_that_only_numbers_the_rows_is_not(form: Form, filled: bytes) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.insert_cols(1)
        sheet["A2"] = "STT"
        for row in range(3, 13):
            sheet.cell(row, 1).value = row - 2

    reading = read_workbook(form, edited(filled, on(MODELS, change)))
    assert (reading.data, reading.problems) == (form.example, ())


def test_a_missing_column_is_named(form: Form, filled: bytes) -> None:
    reading = read_workbook(form, edited(filled, on(MODELS, lambda sheet: sheet.delete_cols(5))))
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == ("column_missing", "error")
    assert "“Lĩnh vực”" in problem.message


def test_a_missing_sheet_is_named(form: Form, filled: bytes) -> None:
    reading = read_workbook(
        form, edited(filled, lambda workbook: workbook.remove(workbook[MODELS]))
    )
    assert [problem.code for problem in reading.problems] == ["sheet_missing"]
    assert MODELS in reading.problems[0].message
    assert "mo_hinh" not in reading.data


def test_a_second_copy_of_a_list_is_pointed_out(form: Form, filled: bytes) -> None:
    def change(workbook: Workbook) -> None:
        workbook.copy_worksheet(workbook[MODELS]).title = "Tổ dân phố số 6"

    reading = read_workbook(form, edited(filled, change))
    assert [problem.code for problem in reading.problems] == ["sheet_twice"]
    assert "Tổ dân phố số 6" in reading.problems[0].message
    assert reading.data == form.example


def test_examples_and_other_sheets_are_not_read(form: Form, blank: bytes) -> None:
    content = edited(blank, lambda workbook: workbook.create_sheet("Nháp").append(["Loại", "x"]))
    assert read_workbook(form, content).data == {}


def test_every_field_has_a_place_even_when_empty(form: Form, filled: bytes) -> None:
    places = read_workbook(form, filled).places
    assert places["/co_quan/cap_tren"].sheet == GENERAL
    assert places["/mo_hinh/0/chuc_vu"] == Place(MODELS, 3, "C")
    assert places["/mo_hinh"] == Place(MODELS, 2, "A")


def test_a_problem_without_a_cell_takes_the_nearest(form: Form, filled: bytes) -> None:
    reading = read_workbook(form, filled)
    problems = [Problem("/mo_hinh/2/la", "?", "x"), Problem("/mo_hinh/77", "?", "x")]
    problems += [Problem("", "?", "x"), Problem("/ngay", "?", "x", place=Place("A", 1, "A"))]
    assert [problem.place for problem in reading.located(problems)] == [
        Place(MODELS, 5, "A"),
        Place(MODELS, 2, "A"),
        None,
        Place("A", 1, "A"),
    ]


def test_the_workbook_of_another_form_is_refused(catalog: Catalog, filled: bytes) -> None:
    with pytest.raises(WrongWorkbook, match="biểu mẫu “mau_01”"):
        read_workbook(catalog.form("mau_03"), filled)


def test_a_workbook_of_an_older_form_is_refused(form: Form, filled: bytes) -> None:
    content = edited(filled, put("_vanthu", "B3", "0123456789abcdef"))
    with pytest.raises(WrongWorkbook, match="phiên bản cũ"):
        read_workbook(form, content)


def test_a_workbook_without_our_mark_is_refused(form: Form) -> None:
    with pytest.raises(WrongWorkbook, match="tải tệp mẫu"):
        identify(saved(Workbook()))


def test_damage_inside_is_reported_as_a_damaged_workbook(form: Form, filled: bytes) -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        return {**parts, "xl/workbook.xml": parts["xl/workbook.xml"][:200]}

    with pytest.raises(InvalidWorkbook, match="bị hỏng"):
        read_workbook(form, with_parts(filled, change))


def test_damage_of_the_hidden_sheet_is_reported_so_too(blank: bytes) -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        last = max(name for name in parts if name.startswith("xl/worksheets/sheet"))
        assert b"</row>" in parts[last]
        return {**parts, last: parts[last].partition(b"</row>")[0]}

    with pytest.raises(InvalidWorkbook, match="bị hỏng"):
        identify(with_parts(blank, change))


def test_line_breaks_of_excel_are_line_breaks(catalog: Catalog, blank_of: BlankOf) -> None:
    form = catalog.form("mau_03")
    typed = put("Thành tích", "E3", "dòng một_x000D_\ndòng hai")
    content = edited(blank_of(form), typed)
    data = read_workbook(form, content).data
    assert data["thanh_tich"] == [{"tom_tat": "dòng một\ndòng hai"}]


TEXT = "Nội dung"


@pytest.fixture(scope="module")
def plan_form(catalog: Catalog) -> Form:
    return catalog.form("ke_hoach")


@pytest.fixture(scope="module")
def written(plan_form: Form) -> bytes:
    """The workbook of a plan, with a text and less the examples."""

    def change(workbook: Workbook) -> None:
        for title in [name for name in workbook.sheetnames if name.startswith("Ví dụ")]:
            workbook.remove(workbook[title])

    text = "I. MỤC ĐÍCH\n1. Yêu cầu\n- Một việc."
    return edited(blank_workbook(plan_form, filled={"noi_dung": text}), change)


def text_in(form: Form, content: bytes) -> object:
    reading = read_workbook(form, content)
    assert reading.problems == ()
    return reading.data.get("noi_dung")


def renamed(workbook: Workbook) -> None:
    workbook[TEXT].title = "Sheet9"


def without_hidden_row(workbook: Workbook) -> None:
    workbook[TEXT].delete_rows(1)


def without_anything_above(workbook: Workbook) -> None:
    workbook[TEXT].delete_rows(1, 3)


def renamed_without_hidden_row(workbook: Workbook) -> None:
    without_hidden_row(workbook)
    renamed(workbook)


def without_header(workbook: Workbook) -> None:
    workbook[TEXT].delete_rows(3)


def with_a_title_above(workbook: Workbook) -> None:
    workbook[TEXT].insert_rows(1, 3)
    workbook[TEXT]["A1"] = "KẾ HOẠCH CỦA PHƯỜNG"


@pytest.mark.parametrize(
    "change",
    [
        renamed,
        without_hidden_row,
        without_anything_above,
        renamed_without_hidden_row,
        without_header,
        with_a_title_above,
    ],
)
def test_a_running_text_is_found_whatever_was_done_to_its_sheet(
    plan_form: Form, written: bytes, change: Callable[[Workbook], None]
) -> None:
    text = text_in(plan_form, edited(written, change))
    assert text == "I. MỤC ĐÍCH\n1. Yêu cầu\n- Một việc."


def test_the_sheet_of_a_running_text_that_is_gone_is_named(plan_form: Form, written: bytes) -> None:
    reading = read_workbook(plan_form, edited(written, lambda book: book.remove(book[TEXT])))
    (problem,) = reading.problems
    assert (problem.pointer, problem.code) == ("/noi_dung", "sheet_missing")


def test_a_second_sheet_of_a_running_text_is_pointed_out(plan_form: Form, written: bytes) -> None:
    def change(workbook: Workbook) -> None:
        workbook.copy_worksheet(workbook[TEXT]).title = "Bản cũ"

    (problem,) = read_workbook(plan_form, edited(written, change)).problems
    assert problem.code == "sheet_twice" and "Bản cũ" in problem.message


def test_a_problem_in_a_running_text_has_the_cell_of_its_paragraph(
    plan_form: Form, written: bytes
) -> None:
    reading = read_workbook(plan_form, written)
    pointers = ("/noi_dung/0/con/0/con/0/chu", "/noi_dung/0/tieu_de", "/noi_dung/9", "/noi_dung")
    problems = reading.located([Problem(pointer, "?", "x") for pointer in pointers])
    assert [str(one.place) for one in problems] == [
        "trang “Nội dung”, ô A6",
        "trang “Nội dung”, ô A4",
        "trang “Nội dung”, ô A3",
        "trang “Nội dung”, ô A3",
    ]


def test_a_time_of_excel_is_a_time(catalog: Catalog, blank_of: BlankOf) -> None:
    form = catalog.form("giay_moi")
    at = cell_beside(opened(blank_of(form))[GENERAL], "gio")
    for typed in (dt.time(8, 30), 8.5 / 24, "8 giờ 30", "08:30"):
        reading = read_workbook(form, edited(blank_of(form), put(GENERAL, at, typed)))
        assert (reading.data, reading.problems) == ({"gio": "08:30"}, ())
