from __future__ import annotations

import pytest

from tests.conformity.papers import (
    front,
    judged,
    only,
    p,
    party,
    party_05,
    rules_of,
    state,
    t,
    table,
)

PARTY_COMMITTEE = ("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", "ĐẢNG ỦY PHƯỜNG AN THỊNH")
BOARD = ("ĐẢNG ỦY PHƯỜNG AN THỊNH", "BAN XÂY DỰNG ĐẢNG")


@pytest.mark.parametrize("written", ["TM. CHI BỘ", "TM CHI BỘ", "T/M. CHI BỘ", "T.M CHI BỘ"])
def test_the_party_signs_with_a_slash(written):
    slip = only(party(signature=(written, "BÍ THƯ")), "P-SIG-01")
    assert slip.fix == "Sửa thành “T/M CHI BỘ”."


def test_the_state_signs_with_a_dot():
    slip = only(state(signature=("T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH")), "N-SIG-01")
    assert slip.fix == "Sửa thành “TM. ỦY BAN NHÂN DÂN”."


def test_a_state_deputy_signs_on_behalf_and_for_the_head():
    signature = ("TM. ỦY BAN NHÂN DÂN", t("KT. CHỦ TỊCH", bold=True), "PHÓ CHỦ TỊCH")
    assert rules_of(state(signature=signature)) == []


def test_a_document_that_nobody_signs_is_told_once():
    slip = only(party(signature=(), name="", recipients=()), "P-SIG-01")
    assert slip.paragraph is None


def test_the_party_knows_no_tuq():
    slip = only(party(signature=("TUQ. CHI BỘ", "PHÓ BÍ THƯ")), "P-SIG-01")
    assert slip.fix == "Ký thừa lệnh: thay bằng “T/L”."


def test_a_committee_never_signs_for_its_secretary():
    signed = party(
        organs=PARTY_COMMITTEE, number="Số 12-KH/ĐU", signature=("K/T BÍ THƯ", "PHÓ BÍ THƯ")
    )
    slip = only(signed, "P-SIG-02")
    assert slip.severity == "error"
    assert slip.found == "“K/T BÍ THƯ / PHÓ BÍ THƯ”"


def test_a_committee_signs_on_behalf_of_itself():
    signed = party(organs=PARTY_COMMITTEE, number="Số 12-KH/ĐU", signature=("BÍ THƯ",))
    assert only(signed, "P-SIG-01").required.endswith("không ký trực tiếp.")


def test_a_deputy_of_an_advisory_organ_signs_for_the_head():
    right = party(
        organs=BOARD, number="Số 12-KH/BXDĐ", signature=("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
    )
    assert rules_of(right) == []
    direct = party(organs=BOARD, number="Số 12-KH/BXDĐ", signature=("PHÓ TRƯỞNG BAN",))
    assert only(direct, "P-SIG-03").severity == "warning"


def test_a_bold_position_is_told_in_the_party_and_a_plain_one_in_the_state():
    slip = only(party(signature=("T/M CHI BỘ", t("BÍ THƯ", bold=True))), "P-SIG-04")
    assert slip.required == "Chức vụ người ký không in đậm"
    slip = only(state(signature=("TM. ỦY BAN NHÂN DÂN", t("CHỦ TỊCH", bold=False))), "N-SIG-04")
    assert slip.required == "Chức vụ người ký in đậm"


def test_a_plain_authority_and_name_are_told():
    slips = judged(
        party(
            signature=(t("T/M CHI BỘ", bold=False), "BÍ THƯ"),
            name=t("Nguyễn Khánh Vân", bold=False),
        )
    )
    assert [slip.required for slip in slips] == ["Quyền hạn ký in đậm", "Họ tên người ký in đậm"]


def test_no_room_to_sign_is_told_and_a_signed_copy_needs_none():
    assert only(party(blanks=1), "P-SIG-04").found == "1 dòng trống"
    signed = party(
        signature=("T/M CHI BỘ", "BÍ THƯ", t("(Đã ký)", bold=False, italic=True)), blanks=0
    )
    assert rules_of(signed) == []


def test_a_position_does_not_name_the_organ():
    slip = only(party(signature=("T/M CHI BỘ", "PHÓ BÍ THƯ CHI BỘ")), "P-SIG-05")
    assert slip.fix == "Bỏ tên cơ quan sau chức vụ."


def test_a_member_of_a_committee_signs_without_a_position():
    signed = party(
        organs=PARTY_COMMITTEE,
        number="Số 12-KH/ĐU",
        signature=("T/M BAN THƯỜNG VỤ", "ỦY VIÊN BAN THƯỜNG VỤ"),
    )
    assert rules_of(signed) == ["P-SIG-05"]


def test_a_missing_blank_after_the_dot_is_no_fault():
    assert rules_of(state(signature=("TM.ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))) == []


def test_a_position_in_small_letters_is_told_and_no_name():
    slip = only(party(signature=("T/M CHI BỘ", "Bí thư")), "P-SIG-04")
    assert slip.fix == "Sửa thành “BÍ THƯ”."


@pytest.mark.parametrize("name", ["Trương Văn Quyền", "Tống Viết Thắng", "Chu Tịch Dương"])
def test_a_family_name_that_sounds_like_a_position_is_a_name(name):
    assert rules_of(party(name=name)) == []
    assert only(party(name=name.upper()), "P-SIG-06").fix == f"Sửa thành “{name}”."


@pytest.mark.parametrize("name", ["TS. Nguyễn Khánh Vân", "Thượng tá Nguyễn Khánh Vân"])
def test_no_rank_stands_before_a_name(name):
    assert only(party(name=name), "P-SIG-05").fix == "Bỏ phần đứng trước họ tên."


@pytest.mark.parametrize("name", ["Trần viết Lâm", "TRẦN VIẾT LÂM"])
def test_every_syllable_of_a_name_has_one_capital(name):
    assert only(party(name=name), "P-SIG-06").fix == "Sửa thành “Trần Viết Lâm”."


@pytest.mark.parametrize("title", ["Tiến sĩ", "Thạc sĩ", "Phó Giáo sư", "Bác sỹ"])
def test_a_title_that_is_to_go_is_not_put_in_capitals_first(title):
    assert only(party(name=f"{title} Nguyễn Khánh Vân"), "P-SIG-05").fix.startswith("Bỏ phần")


def test_a_name_in_small_letters_is_told():
    assert only(party(name="trần văn minh"), "P-SIG-06").fix == "Sửa thành “Trần Văn Minh”."


def test_a_name_of_one_syllable_is_told():
    slip = only(party(name="Minh"), "P-SIG-06")
    assert slip.found == "“Minh”"
    assert slip.fix == "Ghi đủ họ, tên đệm và tên của người ký."


def test_a_block_without_a_name_is_told():
    slip = only(party(name=""), "P-SIG-06")
    assert slip.found == "không thấy họ tên người ký"


@pytest.mark.parametrize("number", ["Số      -KH/CB", "Dự thảo"])
def test_a_draft_may_leave_the_name_out(number):
    assert rules_of(party(name="", number=number)) == []


@pytest.mark.parametrize("words", ["(Ký, ghi rõ họ tên)", "Ký bởi: Đảng ủy phường", "………………"])
def test_what_stands_for_a_name_is_enough(words):
    assert "P-SIG-06" not in rules_of(party(name=words))


def test_a_signed_copy_without_a_name_is_told():
    assert only(party(name="(Đã ký)"), "P-SIG-06").found == "không thấy họ tên người ký"


def test_a_name_below_the_table_of_the_block_is_enough():
    below = p("Nguyễn Khánh Vân", bold=True, align="right")
    assert "P-SIG-06" not in rules_of(party(name="", after=(below,)))


def test_two_blanks_in_a_name_are_a_warning():
    slip = only(party(name="Trần Viết  Lâm"), "P-SIG-06")
    assert (slip.severity, slip.fix) == ("warning", "Sửa thành “Trần Viết Lâm”.")


def test_a_steering_board_has_no_seal_of_its_own():
    organs = ("ĐẢNG ỦY PHƯỜNG AN THỊNH", "BAN CHỈ ĐẠO PHONG TRÀO THI ĐUA")
    signed = party(organs=organs, number="Số 12-KH/BCĐ", signature=("TRƯỞNG BAN",))
    assert rules_of(signed) == ["P-SIG-07"]
    twice = party(
        organs=organs,
        number="Số 12-KH/BCĐ",
        signature=("PHÓ BÍ THƯ", "kiêm", t("TRƯỞNG BAN CHỈ ĐẠO", bold=True)),
    )
    assert rules_of(twice) == []


def test_a_chi_bo_gives_no_guidance():
    slip = only(party_05(type="HƯỚNG DẪN", number="Số 12-HD/CB"), "P-AUTH-01")
    assert slip.found == "Chi bộ ban hành hướng dẫn"


def test_guidance_of_a_grassroots_committee_is_that_of_its_standing_board():
    organs = ("ĐẢNG BỘ PHƯỜNG AN THỊNH", "ĐẢNG ỦY CÔNG AN PHƯỜNG")
    guide = {"type": "HƯỚNG DẪN", "number": "Số 12-HD/ĐU", "organs": organs}
    assert rules_of(party(**guide, signature=("T/M ĐẢNG ỦY", "BÍ THƯ"))) == ["P-AUTH-01"]
    assert rules_of(party(**guide, signature=("T/M BAN THƯỜNG VỤ", "BÍ THƯ"))) == []


def test_a_party_committee_confirms_a_state_report_in_its_own_style():
    confirming = table(
        [
            [
                p("XÁC NHẬN CỦA", bold=True),
                p("CHI BỘ TỔ DÂN PHỐ SỐ 5", bold=True),
                p("T/M CHI BỘ", bold=True),
                p("BÍ THƯ"),
                *[p("")] * 4,
                p("Nguyễn Khánh Vân", bold=True),
            ]
        ]
    )
    assert rules_of(front(after=tuple(confirming))) == []
