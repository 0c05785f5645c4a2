from __future__ import annotations

from typing import Any

import pytest

from tests.conformity.papers import judged, minutes, only, rules_of, state, two_signatures

START = "1. Thời gian: Bắt đầu hồi 08 giờ 00 phút, ngày 22 tháng 10 năm 2026."
END = "Hội nghị kết thúc hồi 11 giờ 30 phút cùng ngày, biên bản được thông qua."


def test_minutes_have_two_signatures():
    slip = only(minutes(right=""), "P-BB-01")
    assert slip.found == "thiếu “CHỦ TRÌ HỘI NGHỊ”"
    slip = only(minutes(left="", right=""), "P-BB-01")
    assert slip.found == "thiếu “NGƯỜI GHI BIÊN BẢN” và “CHỦ TRÌ HỘI NGHỊ”"


def test_the_chair_signs_on_the_right():
    slip = only(minutes(left="CHỦ TRÌ HỘI NGHỊ", right="NGƯỜI GHI BIÊN BẢN"), "P-BB-01")
    assert slip.found == "hai chỗ ký đổi bên"


def test_other_words_for_the_two_are_only_pointed_out():
    slip = only(minutes(left="THƯ KÝ"), "P-BB-01")
    assert (slip.severity, slip.fix) == ("info", "Sửa thành “NGƯỜI GHI BIÊN BẢN”.")


def test_minutes_end_after_they_begin():
    slip = only(minutes(body=(START, "Hội nghị kết thúc lúc 7 giờ 30 phút cùng ngày.")), "P-BB-01")
    assert slip.found == "bắt đầu “08 giờ 00”, kết thúc “7 giờ 30”"


def test_they_may_end_on_another_day():
    end = "Hội nghị kết thúc lúc 7 giờ 30 phút ngày 23 tháng 10 năm 2026."
    assert rules_of(minutes(body=(START, end))) == []


def test_a_missing_time_is_a_warning():
    slip = only(
        minutes(body=(START, "Biên bản được đọc lại và mọi người nhất trí thông qua.")), "P-BB-01"
    )
    assert (slip.severity, slip.found) == ("warning", "không thấy giờ kết thúc")


def test_no_more_are_present_than_were_called():
    body = (START, "2. Thành phần: Triệu tập 12 đồng chí, có mặt 13 đồng chí.", END)
    assert only(minutes(body=body), "P-BB-01").found == "triệu tập 12, có mặt 13"


def test_no_more_vote_than_there_are():
    body = (START, "Kết quả: có 14/12 phiếu đồng ý.", END)
    assert only(minutes(body=body), "P-BB-01").found == "“14/12”"


def test_state_minutes_name_the_two_otherwise():
    made: dict[str, Any] = {
        "type": "BIÊN BẢN",
        "number": "Số: 07/BB-UBND",
        "date": "",
        "body": (START, f"{END[:-1]}./."),
        "recipients": (),
        "signature": (),
        "name": "",
    }
    assert rules_of(state(**made, extra=two_signatures("THƯ KÝ", "CHỦ TỌA"))) == []
    slips = judged(state(**made, extra=two_signatures("NGƯỜI GHI BIÊN BẢN", "CHỦ TỌA")))
    assert [(slip.rule, slip.fix) for slip in slips] == [("N-BB-01", "Sửa thành “THƯ KÝ”.")]


@pytest.mark.parametrize(
    "said",
    [
        "Kết quả biểu quyết: đồng ý 35 đồng chí.",
        "Biểu quyết: Đồng ý 35.",
        "Có 35 đồng chí tán thành, không có ý kiến khác.",
        "Kết quả bỏ phiếu: Đồng ý: 35 phiếu; không đồng ý: 0 phiếu.",
    ],
)
def test_no_more_agree_than_are_present(said):
    body = (START, "2. Thành phần: Có mặt 32 đồng chí.", said, END)
    slip = only(minutes(body=body), "P-BB-01")
    assert slip.found.startswith("có mặt 32, “")
    assert "35" in slip.found


@pytest.mark.parametrize(
    "said",
    [
        "Hội nghị nhất trí 100%, thông qua 45 chỉ tiêu.",
        "Chi bộ nhất trí 45 mô hình của các tổ.",
        "Kết quả biểu quyết: đồng ý 32 đồng chí.",
    ],
)
def test_other_counts_are_no_votes(said):
    body = (START, "2. Thành phần: Có mặt 32 đồng chí.", said, END)
    assert rules_of(minutes(body=body)) == []


@pytest.mark.parametrize("title", ["BIÊN BẢN HỌP", "BIÊN BẢN HỌP CHI BỘ", "BIÊN BẢN HỘI NGHỊ"])
def test_minutes_of_a_meeting_without_a_number_are_judged(title):
    early = "Hội nghị kết thúc lúc 7 giờ 30 phút cùng ngày."
    made = minutes(type=title, number="", left="", body=(START, early))
    assert [slip.found for slip in judged(made) if slip.rule == "P-BB-01"] == [
        "thiếu “NGƯỜI GHI BIÊN BẢN”",
        "bắt đầu “08 giờ 00”, kết thúc “7 giờ 30”",
    ]


@pytest.mark.parametrize("present", ["Có mặt 25 hộ dân.", "Đại biểu có mặt 95% theo triệu tập."])
def test_households_and_shares_are_not_compared_with_votes(present):
    body = (START, present, "Kết quả biểu quyết: đồng ý 96 người.", END)
    assert rules_of(minutes(body=body)) == []


def test_minutes_of_a_handover_have_other_signatures():
    made = minutes(type="BIÊN BẢN BÀN GIAO", number="", left="BÊN GIAO", right="BÊN NHẬN")
    assert "P-BB-01" not in rules_of(made)
