from __future__ import annotations

import pytest

from doc_service.conformity import shapes
from doc_service.the_thuc.secrecy import secrecy_mark


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Số 12-KH/ĐU", (12, "KH", "ĐU", "dang")),
        ("Số: 12/KH-UBND", (12, "KH", "UBND", "nha_nuoc")),
        ("Số: 12/UBND-VX", (12, "", "UBND-VX", "nha_nuoc")),
        ("Số: 12/2026/QĐ-UBND", (12, "QĐ", "UBND", "nha_nuoc")),
        ("Số 05-QC/BTCTU-BDVTU", (5, "QC", "BTCTU-BDVTU", "dang")),
        ("Số: 06/KH-MTTQ-BTT", (6, "KH", "MTTQ-BTT", "nha_nuoc")),
        ("Số …-CTr/TU", (None, "CTr", "TU", "dang")),
        ("số:5-kh/ĐU", (5, "KH", "ĐU", "dang")),
    ],
)
def test_a_symbol_is_taken_apart_however_it_is_written(written, found):
    symbol = shapes.read_symbol(written)
    assert symbol is not None
    assert (symbol.number, symbol.type_code, symbol.organ, symbol.family) == found


@pytest.mark.parametrize(
    "written", ["Số 12 ngõ 48 đường Bờ Đê", "Số điện thoại: 024", "Sổ theo dõi", "Số phiếu: 12/15"]
)
def test_other_lines_that_begin_with_so_are_no_symbols(written):
    assert shapes.read_symbol(written) is None
    assert not shapes.is_number_line(written)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Tây Hồ, ngày 05 tháng 02 năm 2026", ("Tây Hồ", "05", "02", "2026", True)),
        ("Tây Hồ ngày 5/2/2026", ("Tây Hồ", "5", "2", "2026", False)),
        ("Phường 5, ngày … tháng … năm 2026", ("Phường 5", "", "", "2026", True)),
        ("……., ngày…. tháng….năm 2026", ("", "", "", "2026", True)),
        (
            "Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026",
            ("Thành phố Hồ Chí Minh", "29", "12", "2026", True),
        ),
    ],
)
def test_a_line_of_place_and_date_is_taken_apart(written, found):
    line = shapes.read_date_line(written)
    assert line is not None
    assert (line.place, line.day, line.month, line.year, line.is_long) == found


@pytest.mark.parametrize(
    "written",
    [
        "Hội nghị kết thúc lúc 7 giờ 30 phút ngày 23 tháng 10 năm 2026.",
        "Báo cáo gửi về Đảng ủy phường trước ngày 05 tháng 6 năm 2026",
        "trước ngày 05/6/2026",
        "ngày 31",
        "Ngày vào Đảng: 19/5/1988",
    ],
)
def test_a_sentence_that_ends_with_a_day_is_no_such_line(written):
    assert shapes.read_date_line(written) is None


@pytest.mark.parametrize(
    ("line", "whose"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "party"),
        ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "state"),
        ("Độc lập – Tự do – Hạnh phúc", "slogan"),
        ("Độc lập-Tự do-Hạnh phúc", "slogan"),
        ("ĐOÀN TNCS HỒ CHÍ MINH", "youth"),
        ("Thành lập Đảng Cộng sản Việt Nam năm 1930", ""),
    ],
)
def test_titles_are_known_in_any_spelling(line, whose):
    assert shapes.motto(line) == whose


@pytest.mark.parametrize(
    ("text", "mark"),
    [("MẬT", "MẬT"), ("[TỐI MẬT]", "TỐI MẬT"), ("Mật", ""), ("TÀI LIỆU MẬT VÀ QUÝ", "")],
)
def test_a_mark_of_secrecy_stands_alone_in_capitals(text, mark):
    assert secrecy_mark(text) == mark


@pytest.mark.parametrize("text", ["ĐẢNG UỶ XÃ A", "UBND PHƯỜNG B", "TRƯỜNG TIỂU HỌC C"])
def test_organs_are_known_by_how_they_begin(text):
    assert shapes.is_organ(text)
    assert not shapes.is_organ("TRƯƠNG VĂN A")


def test_forms_and_appendices_are_known_by_their_labels():
    assert shapes.is_form_label("MẪU SỐ 01")
    assert shapes.is_form_label("Biểu mẫu số 02")
    assert not shapes.is_form_label("MẪU HÌNH")
    assert shapes.appendix_number("PHỤ LỤC II") == "II"
    assert shapes.appendix_number("Phụ lục") == ""
    assert shapes.appendix_number("Phụ lục kèm theo") is None
