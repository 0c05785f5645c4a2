from __future__ import annotations

import pytest

from doc_service.importing.letterhead import Letterhead, read_letterhead
from doc_service.importing.lines import split_lines


def letterhead(text: str) -> Letterhead:
    return read_letterhead(split_lines(text))


@pytest.mark.parametrize(
    ("text", "number", "type_code", "organ"),
    [
        ("Số 12-KH/ĐU", 12, "KH", "ĐU"),
        ("Số      -KH/ĐU", None, "KH", "ĐU"),
        ("Số … - HD/BTGDVTU", None, "HD", "BTGDVTU"),
        ("Số: 07/KH-UBND", 7, "KH", "UBND"),
        ("Số: 07/2026/QĐ-UBND", 7, "QĐ", "UBND"),
        ("Số:    /UBND-VX", None, "", "UBND-VX"),
        ("Số 49\u2011KH/ThU", 49, "KH", "ThU"),
    ],
)
def test_numbers_and_symbols_of_both_families_are_read(
    text: str, number: int | None, type_code: str, organ: str
) -> None:
    read = letterhead(text)
    assert (read.number, read.type_code, read.organ_code) == (number, type_code, organ)
    assert read.unplaced == []


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("Tân Hòa, ngày 05 tháng 02 năm 2026", "Tân Hòa", "2026-02-05"),
        ("Tân Hòa, ngày     tháng 3 năm 2026", "Tân Hòa", "2026-03"),
        ("……., ngày…. tháng….năm 2026", "", "2026"),
        ("*Phường 5, ngày 10 tháng 10 năm 2026*", "Phường 5", "2026-10-10"),
    ],
)
def test_place_and_date_are_read_as_far_as_they_are_known(text: str, place: str, date: str) -> None:
    read = letterhead(text)
    assert (read.place, read.date) == (place, date)


def test_an_impossible_date_says_why() -> None:
    read = letterhead("Tân Hòa, ngày 31 tháng 4 năm 2026")
    assert (read.date, read.place) == ("", "Tân Hòa")
    assert "tháng 4/2026 chỉ có 30 ngày" in read.date_error


@pytest.mark.parametrize(
    "text",
    [
        "ĐẢNG BỘ XÃ TÂN HÒA\nCHI BỘ TRƯỜNG\nTIỂU HỌC SỐ 1\n*\nĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG BỘ XÃ TÂN HÒA     ĐẢNG CỘNG SẢN VIỆT NAM\nCHI BỘ TRƯỜNG\nTIỂU HỌC SỐ 1",
        "ĐẢNG BỘ XÃ TÂN HÒA ĐẢNG CỘNG SẢN VIỆT NAM\nCHI BỘ TRƯỜNG\nTIỂU HỌC SỐ 1\n-----",
    ],
)
def test_the_halves_are_told_apart_however_a_pdf_gives_them(text: str) -> None:
    read = letterhead(text)
    assert read.organs == ["ĐẢNG BỘ XÃ TÂN HÒA", "CHI BỘ TRƯỜNG TIỂU HỌC SỐ 1"]
    assert read.unplaced == []


def test_what_is_no_piece_of_a_letterhead_is_kept() -> None:
    assert letterhead("ĐẢNG ỦY XÃ TÂN HÒA\nDự thảo lần 2").unplaced == ["Dự thảo lần 2"]
