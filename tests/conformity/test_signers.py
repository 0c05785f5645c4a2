from __future__ import annotations

import pytest

from doc_service.conformity import signers


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("T/M BAN THƯỜNG VỤ", ("thay_mat", "BAN THƯỜNG VỤ")),
        ("TM. ỦY BAN NHÂN DÂN", ("thay_mat", "ỦY BAN NHÂN DÂN")),
        ("K/T TRƯỞNG BAN", ("ky_thay", "TRƯỞNG BAN")),
        ("KT.CHỦ TỊCH", ("ky_thay", "CHỦ TỊCH")),
        ("T/L BAN THƯỜNG VỤ", ("thua_lenh", "BAN THƯỜNG VỤ")),
        ("TUQ. CHỦ TỊCH", ("thua_uy_quyen", "CHỦ TỊCH")),
        ("Q. CHÁNH VĂN PHÒNG", ("quyen", "CHÁNH VĂN PHÒNG")),
        ("TMẢNG", (None, "TMẢNG")),
        ("TỔ TRƯỞNG", (None, "TỔ TRƯỞNG")),
    ],
)
def test_the_letters_before_say_on_whose_behalf(line, found):
    assert signers.authority(line) == found


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("T/M CHI BỘ", "authority"),
        ("PHÓ BÍ THƯ THƯỜNG TRỰC", "position"),
        ("NGƯỜI GHI BIÊN BẢN", "role"),
        ("XÁC NHẬN CỦA", "role"),
        ("Phó Bí thư", ""),
        ("I. MỤC ĐÍCH, YÊU CẦU", ""),
        ("TỐNG VIẾT THẮNG", ""),
    ],
)
def test_what_opens_a_signature_is_in_capitals(line, opens):
    assert signers.opening(line) == opens


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Khánh Vân",
        "Vũ viết Lâm",
        "Y Moan Niê",
        "TS. Lê Hồng",
        "Công Tằng Tôn Nữ Hương Giang",
    ],
)
def test_names_are_two_to_seven_words(name):
    assert signers.is_name(name)


@pytest.mark.parametrize(
    "text", ["Vân", "Phó Bí thư", "- Lưu Chi bộ.", "Như trên", "ngày 05", "Đảng ủy phường An Thịnh"]
)
def test_other_lines_are_no_names(text):
    assert not signers.is_name(text)


def test_what_stands_before_a_name_is_cut_off_at_its_beginning_only():
    assert signers.without_title("Đồng chí Lương Công Định") == "Lương Công Định"
    assert signers.without_title("Thượng tá TS. Vũ An") == "Vũ An"
    assert signers.without_title("Đoàn Công Thế Vinh") == "Đoàn Công Thế Vinh"


@pytest.mark.parametrize("note", ["(Đã ký)", "(Ký, ghi rõ họ tên)", "Đã ký"])
def test_notes_beside_a_signature_are_known(note):
    assert signers.is_note(note)
    assert not signers.is_note("Kỷ niệm")
