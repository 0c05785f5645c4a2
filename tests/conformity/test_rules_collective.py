from __future__ import annotations

import pytest

from tests.conformity.papers import only, party, rules_of, state, t

COMMITTEE = {
    "organs": ("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", "ĐẢNG ỦY PHƯỜNG AN THỊNH"),
    "number": "Số 12-KH/ĐU",
}


@pytest.mark.parametrize(
    "lines",
    [
        ("K/T BÍ THƯ", "PHÓ BÍ THƯ"),
        ("KT. BÍ THƯ", "PHÓ BÍ THƯ"),
        ("T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "PHÓ BÍ THƯ"),
        ("TM. BAN THƯỜNG VỤ", "KT. BÍ THƯ", "PHÓ BÍ THƯ"),
        ("T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ"),
    ],
)
def test_whoever_signs_for_a_secretary_is_told_once_with_the_right_block(lines):
    authority = tuple(t(one, bold=not one.startswith("PHÓ")) for one in lines)
    slip = only(party(**COMMITTEE, signature=authority), "P-SIG-02")
    assert slip.fix == "Sửa thành “T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ”."
    assert slip.severity == "error"


def test_the_right_block_names_the_collective_that_stands_there_or_the_organs_own():
    lines = ("T/M ĐẢNG ỦY", t("K/T BÍ THƯ", bold=True), "PHÓ BÍ THƯ THƯỜNG TRỰC")
    slip = only(party(**COMMITTEE, signature=lines), "P-SIG-02")
    assert slip.fix == "Sửa thành “T/M ĐẢNG ỦY / PHÓ BÍ THƯ THƯỜNG TRỰC”."
    slip = only(party(signature=("K/T BÍ THƯ", "PHÓ BÍ THƯ")), "P-SIG-02")
    assert slip.fix == "Sửa thành “T/M CHI BỘ / PHÓ BÍ THƯ”."


def test_sources_disagree_on_the_head_of_an_inspection_committee():
    organs = ("ĐẢNG ỦY PHƯỜNG AN THỊNH", "ỦY BAN KIỂM TRA")
    lines = ("K/T CHỦ NHIỆM", "PHÓ CHỦ NHIỆM")
    slip = only(party(organs=organs, number="Số 12-KH/UBKTĐU", signature=lines), "P-SIG-02")
    assert slip.severity == "warning"


def test_a_deputy_of_an_office_may_sign_by_order_of_a_committee():
    lines = (
        "T/L BAN THƯỜNG VỤ",
        t("K/T CHÁNH VĂN PHÒNG", bold=True),
        "PHÓ CHÁNH VĂN PHÒNG",
    )
    assert "P-SIG-02" not in rules_of(party(**COMMITTEE, signature=lines))


def test_in_the_state_a_deputy_signs_for_the_head_of_a_committee():
    lines = ("TM. ỦY BAN NHÂN DÂN", t("KT. CHỦ TỊCH", bold=True), "PHÓ CHỦ TỊCH")
    assert rules_of(state(signature=lines)) == []
