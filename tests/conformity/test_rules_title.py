from __future__ import annotations

from typing import Any

import pytest

from tests.conformity.papers import judged, letter, only, party, party_05, rules_of, state, t

GREETED: dict[str, Any] = {
    "type": "TỜ TRÌNH",
    "number": "Số 12-TTr/CB",
    "abstract": ("xin chủ trương xây dựng mô hình",),
}


def test_the_type_is_in_capitals_bold_and_large():
    slip = only(party(type=t("KẾ HOẠCH", pt=14, bold=False)), "P-TTL-01")
    assert slip.required == "Tên loại cỡ chữ 15–16, in đậm"
    assert only(party(type="Kế hoạch"), "P-TTL-01").fix == "Sửa thành “KẾ HOẠCH”."


def test_a_party_abstract_begins_small_and_a_state_one_large():
    slip = only(party(abstract=("Thực hiện phong trào thi đua",)), "P-TTL-01")
    assert slip.fix == "Sửa thành “thực hiện phong trào thi đua”."
    slip = only(state(abstract=("thực hiện phong trào thi đua",)), "N-TTL-01")
    assert (slip.fix, slip.severity) == ("Sửa thành “Thực hiện phong trào thi đua”.", "info")


def test_an_abstract_that_begins_with_a_name_keeps_its_capital():
    assert rules_of(party(abstract=("Đảng bộ phường làm theo gương Bác",))) == []
    assert rules_of(party(abstract=("“Dân vận khéo” năm 2026",))) == []


def test_a_thin_abstract_is_told_once_for_all_its_lines():
    lines = (t("thực hiện phong trào", bold=False), t("“Dân vận khéo”", bold=False))
    assert only(party(abstract=lines), "P-TTL-01").required == "Trích yếu in đậm"


@pytest.mark.parametrize("divider", ["----------", "---", "–––––", "_____"])
def test_the_party_divides_with_exactly_five_hyphens(divider):
    slip = only(party(divider=divider), "P-TTL-01")
    assert (slip.found, slip.fix) == (f"“{divider}”", "Thay bằng “-----”.")


def test_a_missing_divider_and_a_drawn_one_are_told():
    assert only(party(divider=""), "P-TTL-01").found == "không có"
    assert only(party(divider=None), "P-TTL-01").found == "đường kẻ"


def test_the_state_draws_a_line_and_hyphens_are_told():
    assert (
        only(state(divider="-----"), "N-TTL-01").required
        == "Dưới trích yếu kẻ đường ngang liền nét"
    )


def test_a_letter_of_2018_has_the_bare_phrase_and_one_of_today_ve_viec():
    slip = only(letter(letter_abstract="V/v đôn đốc báo cáo"), "P-TTL-01")
    assert slip.fix == "Sửa thành “về việc đôn đốc báo cáo”."
    old = {
        "date": "An Thịnh, ngày 06 tháng 02 năm 2026",
        "greeting": ("Kính gửi: Công an phường",),
        "recipients": ("- Như trên,", "- Lưu Ban Xây dựng Đảng."),
    }
    slip = only(letter(letter_abstract="V/v đôn đốc báo cáo", **old), "P-TTL-01")
    assert slip.fix == "Sửa thành “Đôn đốc báo cáo”."


def test_a_letter_without_an_abstract_is_told():
    assert only(letter(letter_abstract=""), "P-TTL-01").found == "không thấy trích yếu"


def test_a_letter_whose_day_is_blank_may_follow_either_guide():
    blank = "An Thịnh, ngày      tháng      năm 2026"
    assert rules_of(letter(letter_abstract="Đôn đốc báo cáo", date=blank)) == []


def test_only_letters_and_to_trinh_are_addressed():
    greeted = party(greeting=("Kính gửi: Đảng ủy phường",))
    slip = only(greeted, "P-KG-01")
    assert slip.found == "“Kính gửi:” trên kế hoạch"
    decision = state(type="QUYẾT ĐỊNH", number="Số: 09/QĐ-UBND", greeting=("Kính gửi: Các phòng",))
    assert rules_of(decision) == ["N-KG-01"]


def test_a_state_report_may_be_addressed():
    report = state(type="BÁO CÁO", number="Số: 09/BC-UBND", greeting=("Kính gửi: Đảng ủy phường",))
    assert rules_of(report) == []


def test_a_to_trinh_says_kinh_gui_before_and_kinh_trinh_after_the_guide_of_2026():
    old = party(
        **GREETED,
        greeting=("Kính trình: Đảng ủy phường",),
        recipients=("- Như trên,", "- Lưu Chi bộ."),
    )
    assert only(old, "P-KG-01").fix == "Sửa thành “Kính gửi:”."
    new = party_05(
        **GREETED,
        greeting=("Kính gửi: Đảng ủy phường",),
        recipients=("- Như trên;", "- Lưu Chi bộ."),
    )
    assert only(new, "P-KG-01").fix == "Sửa thành “Kính trình:”."


def test_a_letter_to_nobody_is_told():
    assert rules_of(letter(greeting=())) == ["P-KG-01"]


def test_the_marks_after_addressees_are_those_of_the_guide():
    greeting = ("Kính gửi:", "- Các chi bộ trực thuộc,", "- Công an phường.")
    slip = only(letter(greeting=greeting), "P-KG-01")
    assert slip.fix == "Sửa thành “- Các chi bộ trực thuộc;”."


def test_a_form_of_a_superior_may_be_addressed_and_worded_as_prescribed():
    form = party(
        label="MẪU SỐ 01",
        number="",
        type="DANH SÁCH",
        divider="",
        abstract=("Đăng ký thực hiện mô hình",),
        greeting=("Kính gửi: Ban Xây dựng Đảng",),
        recipients=("- Như kính gửi,", "- Lưu Chi bộ."),
    )
    assert rules_of(form) == []


@pytest.mark.parametrize("written", ["V/v thực hiện phong trào", "v/v: thực hiện phong trào"])
def test_only_a_letters_abstract_says_v_v(written):
    slip = only(party(abstract=(written,)), "P-TTL-01")
    assert slip.fix == "Sửa thành “thực hiện phong trào”."
    slip = only(state(abstract=(written,)), "N-TTL-01")
    assert slip.fix == "Sửa thành “Thực hiện phong trào”."


def test_an_abstract_in_capitals_is_told():
    slip = only(party(abstract=("THỰC HIỆN PHONG TRÀO", "THI ĐUA NĂM 2026")), "P-TTL-01")
    assert slip.required.startswith("Trích yếu viết bằng chữ thường")


def test_a_title_without_an_abstract_is_told_and_its_divider_with_it():
    slip = only(party(abstract=(), divider=""), "P-TTL-01")
    assert slip.fix == "Thêm trích yếu và dòng “-----” ở giữa, dưới tên loại."
    slip = only(party(abstract=()), "P-TTL-01")
    assert slip.fix == "Thêm trích yếu ở giữa, dưới tên loại."


@pytest.mark.parametrize(
    "line",
    [
        t("thực hiện phong trào thi đua năm 2026", bold=False),
        t("Về việc thực hiện phong trào thi đua năm 2026", bold=False),
        t("Thực hiện phong trào thi đua năm 2026.", bold=True),
    ],
)
def test_what_may_be_an_abstract_set_otherwise_is_none_missing(line):
    body = (line, "Chi bộ xây dựng kế hoạch như sau.")
    assert "P-TTL-01" not in rules_of(party(abstract=(), divider="", body=body))


def test_a_document_without_its_type_is_told():
    slip = only(party(type="", abstract=(), divider=""), "P-TTL-01")
    assert slip.found == "không thấy tên loại"
    assert slip.fix == (
        "Thêm “KẾ HOẠCH”, trích yếu và dòng “-----”, canh giữa, trên phần nội dung."
    )


@pytest.mark.parametrize("title", ["K Ế  H O Ạ C H", "Kế hoạch thực hiện phong trào"])
def test_a_type_that_stands_anywhere_is_not_missing(title):
    body = (title, "Chi bộ phân công các đảng viên thực hiện.")
    slips = judged(party(type="", abstract=(), divider="", body=body))
    assert [slip.found for slip in slips if slip.found == "không thấy tên loại"] == []
