from __future__ import annotations

import pytest

from doc_service.importing import signatures
from doc_service.importing.signatures import read_signer

NAME = "Trần Thị Hạnh"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "THƯỜNG TRỰC"],
            {
                "hinh_thuc": "thay_mat",
                "tap_the": "Ban Thường vụ",
                "chuc_vu": "Phó Bí thư Thường trực",
            },
        ),
        (
            ["K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"],
            {"hinh_thuc": "ky_thay", "tap_the": "Trưởng ban", "chuc_vu": "Phó Trưởng ban"},
        ),
        (
            ["T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"],
            {"hinh_thuc": "thua_lenh", "tap_the": "Ban Thường vụ", "chuc_vu": "Chánh Văn phòng"},
        ),
        (
            ["TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"],
            {"hinh_thuc": "thua_uy_quyen", "tap_the": "Chủ tịch", "chuc_vu": "Chánh Văn phòng"},
        ),
        (["Q. CHÁNH VĂN PHÒNG"], {"hinh_thuc": "quyen", "chuc_vu": "Chánh Văn phòng"}),
        (["TRƯỞNG BAN"], {"hinh_thuc": "truc_tiep", "chuc_vu": "Trưởng ban"}),
        (
            ["TM. ỦY BAN NHÂN DÂN", "XÃ TÂN HÒA", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            {
                "hinh_thuc": "thay_mat",
                "tap_the": "Ủy ban nhân dân xã Tân Hòa",
                "chuc_vu": "Phó Chủ tịch",
            },
        ),
        (
            ["PHÓ BÍ THƯ THỊ ỦY", "kiêm", "TRƯỞNG BAN CHỈ ĐẠO"],
            {"hinh_thuc": "kiem", "chuc_vu": "Phó Bí thư Thị ủy", "kiem": "Trưởng Ban Chỉ đạo"},
        ),
        (
            ["BÍ THƯ kiêm TRƯỞNG BAN CHỈ ĐẠO"],
            {"hinh_thuc": "kiem", "chuc_vu": "Bí thư", "kiem": "Trưởng Ban Chỉ đạo"},
        ),
    ],
)
def test_printed_lines_are_read_back_to_the_signer(
    lines: list[str], expected: dict[str, str]
) -> None:
    assert read_signer(lines, NAME) == {**expected, "ho_ten": NAME}


def test_a_missing_signature_is_nothing() -> None:
    assert read_signer((), "") == {}


@pytest.mark.parametrize("text", [NAME, "Trần văn Lâm", "LÝ VĂN BÌNH", "Y Moan Niê-kdăm"])
def test_names_are_names(text: str) -> None:
    assert signatures.is_name(text)


@pytest.mark.parametrize(
    "text",
    ["MẪU SỐ 01", "PHỤ LỤC", "Danh sách mô hình", "Hạnh", "trần thị hạnh", "Ban Chỉ đạo", ""],
)
def test_titles_and_single_words_are_no_names(text: str) -> None:
    assert not signatures.is_name(text)


@pytest.mark.parametrize("text", ["(Đã ký)", "(Ký, đóng dấu)", "(ký tên, đóng dấu)"])
def test_notes_only_say_that_it_is_signed(text: str) -> None:
    assert signatures.is_note(text)


def test_a_sentence_is_no_authority() -> None:
    assert not signatures.is_authority("T/M Đảng ủy ký văn bản này")
    assert not signatures.is_position("Phó Bí thư phụ trách")
