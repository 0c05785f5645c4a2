from __future__ import annotations

import pytest

from tests.conformity.papers import judged, letter, minutes, only, party, rules_of, state, t


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Số: 12-KH/CB", "Số 12-KH/CB"),
        ("Số: 12/KH-CB", "Số 12-KH/CB"),
        ("Số 5-KH/CB", "Số 05-KH/CB"),
        ("Số 12 - KH/CB", "Số 12-KH/CB"),
        ("Số 12-kh/CB", "Số 12-KH/CB"),
        ("SỐ 12-KH/CB", "Số 12-KH/CB"),
        ("Số:      -KH/CB", "Số -KH/CB"),
    ],
)
def test_a_party_number_is_given_as_it_must_be(written, right):
    slip = only(party(number=written), "P-NUM-01")
    assert slip.fix == f"Sửa thành “{right}”."


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Số 09/KH-UBND", "Số: 09/KH-UBND"),
        ("Số: 9/KH-UBND", "Số: 09/KH-UBND"),
        ("Số 09-KH/UBND", "Số: 09/KH-UBND"),
        ("Số: 09/KH - UBND", "Số: 09/KH-UBND"),
    ],
)
def test_a_state_number_is_given_as_it_must_be(written, right):
    assert only(state(number=written), "N-NUM-01").fix == f"Sửa thành “{right}”."


@pytest.mark.parametrize(
    "written", ["Số\u00a012\u2011KH/CB", "Số 112-KH/CB", "Số      -KH/CB", "Số …… -KH/CB", "Số ……"]
)
def test_room_to_write_and_binding_characters_are_no_fault(written):
    assert rules_of(party(number=written)) == []


def test_a_number_of_the_state_in_a_party_document_is_one_finding():
    slip = only(
        party(
            number="Số: 12/KH-ĐU",
            organs=("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", "ĐẢNG ỦY PHƯỜNG AN THỊNH"),
            signature=("T/M ĐẢNG ỦY", "BÍ THƯ"),
        ),
        "P-NUM-01",
    )
    assert slip.found == "“Số: 12/KH-ĐU”"


def test_a_missing_number_is_told_with_an_example():
    slip = only(party(number=""), "P-NUM-01")
    assert slip.paragraph is None
    assert "“Số -KH/CB”" in slip.fix


def test_minutes_and_drafts_may_be_without_a_number():
    assert rules_of(minutes(number="")) == []
    assert rules_of(party(number="Dự thảo lần 2")) == []


def test_a_number_without_a_symbol_is_told():
    assert only(party(number="Số 12"), "P-NUM-01").found == "“Số 12”"


def test_an_italic_number_is_a_warning():
    slip = only(party(number=t("Số 12-KH/CB", italic=True)), "P-NUM-01")
    assert (slip.severity, slip.required) == ("warning", "Số và ký hiệu chữ đứng")


def test_the_symbol_names_the_type_of_the_title():
    slip = only(party(number="Số 12-BC/CB"), "P-NUM-02")
    assert slip.found == "“BC” (Báo cáo)"
    assert slip.fix == "Sửa thành “Số 12-KH/CB”, hoặc sửa lại tên loại."


def test_a_party_quy_dinh_is_qd_and_one_of_the_state_qyd():
    organs = ("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", "ĐẢNG ỦY PHƯỜNG AN THỊNH")
    signature = ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")
    assert (
        rules_of(party(type="QUY ĐỊNH", number="Số 12-QĐ/ĐU", organs=organs, signature=signature))
        == []
    )
    assert only(state(type="QUY ĐỊNH", number="Số: 09/QĐ-UBND"), "N-NUM-02").fix.startswith(
        "Sửa thành “Số: 09/QyĐ-UBND”"
    )


def test_the_symbol_names_the_organ_of_the_letterhead():
    slip = only(party(number="Số 12-KH/ĐU"), "P-NUM-03")
    assert slip.fix.startswith("Sửa thành “Số 12-KH/CB”")


def test_a_usual_abbreviation_of_ones_own_is_left_alone():
    assert rules_of(letter(number="Số 64-CV/BXDĐĐU")) == []
    assert rules_of(state(number="Số: 09/KH-UBND-VX")) == []


def test_a_symbol_broken_between_two_lines_is_told():
    body = ("Thực hiện Kế hoạch số 49-\nKH/ThU của Thị ủy.",)
    assert only(party(body=body), "P-NUM-04").found == "“49-⏎KH/T”"


def test_a_state_letter_has_no_type_in_its_number():
    letter_of_state = state(
        number="Số: 12/CV-UBND",
        letter_abstract="V/v đăng ký mô hình",
        type="",
        greeting=("Kính gửi: Công an phường",),
        recipients=("- Như trên;", "- Lưu: VT."),
    )
    assert only(letter_of_state, "N-NUM-01").fix == "Sửa thành “Số: 12/UBND”."


@pytest.mark.parametrize("written", ["Số: 12/2026/KH-UBND", "Số: ……/2026/KH-UBND"])
def test_the_number_of_a_legal_document_names_its_year(written):
    assert rules_of(state(number=written)) == []


def test_a_number_with_a_type_and_no_organ_is_told():
    assert only(party(number="Số 12-KH"), "P-NUM-01").found == "“Số 12-KH”"


def test_every_finding_about_a_number_proposes_the_same_line():
    report = {"type": "BÁO CÁO", "abstract": ("kết quả thực hiện phong trào",)}
    slips = judged(party(number="Số 5-KH/ĐU", **report))
    assert [slip.rule for slip in slips] == ["P-NUM-01", "P-NUM-02", "P-NUM-03"]
    assert all(slip.fix.startswith("Sửa thành “Số 05-BC/CB”") for slip in slips)


@pytest.mark.parametrize("written", ["Số 18 KH/CB", "Số 18KH/CB", "Số: 18 KH/CB"])
def test_a_number_without_its_hyphen_is_malformed_and_not_missing(written):
    slip = only(party(number=written), "P-NUM-01")
    assert (slip.found, slip.fix) == (f"“{written}”", "Sửa thành “Số 18-KH/CB”.")


def test_a_state_number_without_its_stroke_is_malformed():
    assert only(state(number="Số: 09 KH-UBND"), "N-NUM-01").fix == "Sửa thành “Số: 09/KH-UBND”."


def test_every_party_symbol_names_a_type():
    assert only(party(number="Số 18/CB"), "P-NUM-01").fix == "Sửa thành “Số 18-KH/CB”."
