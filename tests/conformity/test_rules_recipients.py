from __future__ import annotations

import pytest

from tests.conformity.papers import (
    letter,
    minutes,
    only,
    p,
    party,
    party_05,
    rules_of,
    state,
    t,
    table,
)

FIRST = "- Đảng ủy phường (để báo cáo),"


SIGNED = (p("BÍ THƯ"), *[p("")] * 4, p("Nguyễn Khánh Vân", bold=True))


def test_the_label_is_underlined_in_the_party_and_leans_in_the_state():
    slip = only(party(recipients_label=t("Nơi nhận:", underline=False)), "P-NN-01")
    assert slip.required == "“Nơi nhận:” gạch chân"
    slip = only(state(recipients_label=t("Nơi nhận:", italic=False)), "N-NN-01")
    assert slip.required == "“Nơi nhận:” in nghiêng"


def test_the_label_has_its_words_and_colon():
    assert only(party(recipients_label="Nơi nhận"), "P-NN-01").fix == "Sửa thành “Nơi nhận:”."


def test_large_items_are_told_once():
    items = (t(FIRST, pt=14), t("- Lưu Chi bộ.", pt=14))
    assert only(party(recipients=items), "P-NN-01").required == "Danh sách nơi nhận cỡ chữ 12"


def test_an_item_has_a_dash():
    slip = only(party(recipients=("Đảng ủy phường,", "- Lưu Chi bộ.")), "P-NN-01")
    assert slip.fix == "Sửa thành “- Đảng ủy phường”."


def test_a_list_is_missing_from_a_plan_but_not_from_minutes():
    assert only(party(recipients=()), "P-NN-01").found == "không có"
    assert rules_of(minutes()) == []


def test_the_guide_of_2026_wants_semicolons_and_that_of_2018_commas():
    slip = only(party_05(recipients=(FIRST, "- Lưu Chi bộ.")), "P-NN-02")
    assert slip.fix == "Sửa thành “- Đảng ủy phường (để báo cáo);”."
    slip = only(party(recipients=("- Đảng ủy phường;", "- Lưu Chi bộ.")), "P-NN-02")
    assert slip.fix == "Sửa thành “- Đảng ủy phường,”."


def test_the_list_ends_with_a_full_stop():
    assert (
        only(party(recipients=(FIRST, "- Lưu Chi bộ,")), "P-NN-02").fix
        == "Sửa thành “- Lưu Chi bộ.”."
    )


def test_an_item_of_two_lines_has_its_mark_at_the_end():
    items = ("- Ban Tuyên giáo và Dân vận Thành ủy", "(để báo cáo),", "- Lưu Chi bộ.")
    assert rules_of(party(recipients=items)) == []


@pytest.mark.parametrize("kept", ["- Lưu: VT, Chi bộ.", "- Lưu: Chi bộ."])
def test_the_party_keeps_a_copy_without_a_colon(kept):
    assert only(party(recipients=(FIRST, kept)), "P-NN-02").fix == "Sửa thành “- Lưu Chi bộ.”."


def test_the_state_keeps_a_copy_with_a_colon():
    items = ("- Các phòng, ban;", "- Lưu VT, VHXH.")
    assert only(state(recipients=items), "N-NN-02").fix == "Sửa thành “- Lưu: VT, VHXH.”."


def test_a_list_without_a_kept_copy_is_told():
    slip = only(party(recipients=("- Đảng ủy phường.",)), "P-NN-02")
    assert slip.fix == "Thêm dòng lưu ở cuối danh sách."


def test_the_list_of_a_letter_begins_with_nhu_tren():
    slip = only(letter(recipients=("- Các chi bộ;", "- Lưu Ban Xây dựng Đảng.")), "P-NN-03")
    assert slip.fix == "Thêm dòng “- Như trên;” lên đầu danh sách."


def test_a_recipient_listed_twice_and_a_comma_before_a_bracket_are_told():
    items = ("- Đảng ủy phường,", "- Đảng ủy phường,", "- Lưu Chi bộ.")
    assert only(party(recipients=items), "P-NN-04").fix == "Bỏ bớt dòng trùng."
    items = ("- TU, (để b/c),", "- Lưu Chi bộ.")
    assert only(party(recipients=items), "P-NN-04").fix == "Sửa thành “- TU (để b/c),”."


def test_a_draft_without_a_day_may_have_either_mark():
    blank = "An Thịnh, ngày      tháng      năm 2026"
    assert rules_of(party(date=blank)) == rules_of(party_05(date=blank)) == []


def test_a_label_without_a_list_is_told():
    nobody = table([[p("Nơi nhận:", underline=True)], [p("T/M CHI BỘ", bold=True), *SIGNED]])
    made = party(recipients=(), signature=(), name="", extra=tuple(nobody))
    assert only(made, "P-NN-01").found == "không có nơi nhận nào"
    draft = party(recipients=(), signature=(), name="", extra=tuple(nobody), number="Số    -KH/CB")
    assert rules_of(draft) == []


def test_as_above_needs_an_addressee_above():
    slip = only(party(recipients=("- Như trên,", "- Lưu Chi bộ.")), "P-NN-03")
    assert (slip.severity, slip.fix) == ("info", "Ghi tên nơi nhận thay cho “Như trên”.")


def test_as_above_may_mean_a_greeting_set_in_any_way():
    body = ("Kính gửi: Đảng ủy phường.", "Chi bộ báo cáo như sau.")
    made = party(recipients=("- Như trên,", "- Lưu Chi bộ."), body=body)
    assert "P-NN-03" not in rules_of(made)
