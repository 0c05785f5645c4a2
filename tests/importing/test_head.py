from __future__ import annotations

import pytest

from doc_service.importing.head import Head, read_head
from doc_service.importing.lines import split_lines

BODY = "Thực hiện Hướng dẫn số 05-HD/BTGDVTU của Tỉnh ủy, chi bộ xây dựng kế hoạch như sau:"


def head(text: str) -> tuple[Head, str]:
    lines = split_lines(f"{text}\n{BODY}\nI. MỤC ĐÍCH")
    found = read_head(lines)
    return found, lines[found.taken].text


@pytest.mark.parametrize(
    ("text", "type_name", "abstract"),
    [
        (
            "KẾ HOẠCH\nthực hiện phong trào\nnăm 2026\n-----",
            "Kế hoạch",
            "thực hiện phong trào năm 2026",
        ),
        ("HƯỚNG DẪN\nthực hiện phong trào\n", "Hướng dẫn", "thực hiện phong trào"),
        ("**BÁO CÁO**\n**kết quả quý I**\n\n---", "Báo cáo", "kết quả quý I"),
        ("# Kế hoạch\n\n## Thực hiện phong trào", "Kế hoạch", "Thực hiện phong trào"),
        ("KẾ HOẠCH Thực hiện phong trào\n----------", "Kế hoạch", "Thực hiện phong trào"),
        ("TỜ TRÌNH\nĐỀ NGHỊ CÔNG NHẬN\nMÔ HÌNH\n", "Tờ trình", "ĐỀ NGHỊ CÔNG NHẬN MÔ HÌNH"),
        ("Quy trình xây dựng mô hình\n----------", "", "Quy trình xây dựng mô hình"),
        ("NGHỊ QUYẾT", "Nghị quyết", ""),
        ("", "", ""),
    ],
)
def test_type_and_abstract_are_taken_and_the_text_begins_after_them(
    text: str, type_name: str, abstract: str
) -> None:
    found, first = head(text)
    assert (found.type_name, found.abstract, first) == (type_name, abstract, BODY)


def test_one_addressee_stands_on_the_line_of_the_salutation() -> None:
    found, first = head("TỜ TRÌNH\nvề việc công nhận\n-----\nKính gửi: Ban Thường vụ Đảng ủy.")
    assert (found.salutation, first) == (("Ban Thường vụ Đảng ủy",), BODY)


def test_several_addressees_stand_below_it() -> None:
    found, first = head(
        "BÁO CÁO\nkết quả\n-----\nKính gửi:\n- Ban Tuyên giáo và Dân vận\nTỉnh ủy,\n- Đảng ủy xã."
    )
    assert found.salutation == ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "Đảng ủy xã")
    assert first == BODY


def test_the_abstract_of_a_party_letter_stands_under_its_number() -> None:
    found, first = head(
        "ĐẢNG ỦY XÃ TÂN HÒA\n*\nSố 15-CV/ĐU\nĐăng ký mô hình năm 2026\n"
        "ĐẢNG CỘNG SẢN VIỆT NAM\nTân Hòa, ngày 05 tháng 3 năm 2026\nKính gửi: Các chi bộ"
    )
    assert found.abstract == "Đăng ký mô hình năm 2026"
    assert found.letterhead.type_code == "CV"
    assert found.letterhead.unplaced == []
    assert first == BODY


@pytest.mark.parametrize(
    "text",
    [
        "Công văn số 316-CV/TU, ngày 31/12/2025 của Tỉnh ủy về phong trào thi đua năm 2026;",
        "Kế hoạch này áp dụng cho các chi bộ.",
        "Ban Thường vụ Đảng ủy giao các chi bộ thực hiện trước ngày 05 tháng 02 năm 2026 các việc:",
    ],
)
def test_running_text_is_no_head(text: str) -> None:
    assert head(text)[0].taken == 0
