from __future__ import annotations

import pytest

from tests.conformity.papers import judged, only, p, party, rules_of, t, table

END = "Chi bộ phân công đảng viên theo dõi và báo cáo kết quả hằng tháng."


def saying(text, **changes):
    return party(body=(t(text, **changes) if changes else text, END))


def test_text_in_a_font_of_tcvn3_is_told_once():
    text = "§¶ng uû ph\u00ad\u00eang x©y dùng kÕ ho¹ch thùc hiÖn phong trµo thi ®ua."
    slip = only(saying(text, font=".VnTime"), "V-UNI-01")
    assert "phông .VnTime" in slip.found


def test_letters_of_an_old_table_in_a_new_font_are_told():
    assert rules_of(saying("Chi bé tæ chøc thùc hiÖn kÕ ho¹ch n¨m 2026.")) == ["V-UNI-01"]


@pytest.mark.parametrize("text", ["Diện tích 1.240 m² đất; 25°C; HỌP CHI BỘ; TÊ GIÁC; giá ½ cũ."])
def test_signs_and_capitals_of_today_are_no_old_letters(text):
    assert rules_of(saying(text)) == []


def test_an_icelandic_eth_is_no_d():
    assert "U+00D0" in only(saying("\u00d0ảng ủy phường chỉ đạo."), "V-UNI-01").found


def test_letters_stored_apart_are_a_warning():
    assert only(saying(END, decomposed=True), "V-UNI-01").severity == "warning"


def test_two_ways_to_place_a_tone_are_pointed_out_once():
    slip = only(saying("Đảng uỷ phường và Ủy ban Kiểm tra cùng chủ trì."), "V-TONE-01")
    assert slip.found == "vừa có “ủy”, vừa có “uỷ”"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('Thực hiện mô hình "Dân vận khéo" tại tổ dân phố.', "V-QUO-01"),
        ("Thực hiện phong trào “dân vận khéo” tại tổ dân phố.", "V-QUO-01"),
        ("Thực hiện “ba biết, ba hiểu tại tổ dân phố.", "V-QUO-01"),
        ("Các chi bộ trục thuộc báo cáo kết quả.", "V-TYPO-01"),
        ("Gửi báo cáo trước ngày 31/11/2026.", "D-DL-01"),
        ("Gửi báo cáo trước ngày 06 tháng 03 hằng năm.", "V-DATE-01"),
        ("Gửi báo cáo , danh sách về Chi bộ.", "V-SP-01"),
        ("Gửi  báo cáo về Chi bộ.", "V-SP-01"),
        ("Lĩnh vực văn hóa- xã hội của phường.", "V-DASH-01"),
        ("Vận động nhân dân tham gia.", "V-CAP-01"),
    ],
)
def test_a_slip_of_language_is_told_with_its_rule(text, rule):
    slip = only(saying(text), rule)
    assert slip.required
    assert slip.fix.endswith((".", "}"))
    assert slip.fix[0].isupper()


def test_what_proofreading_says_is_parted_into_what_is_found_and_what_to_do():
    slip = only(saying("Gửi báo cáo trước ngày 31/11/2026."), "D-DL-01")
    assert slip.found == (
        "…Gửi báo cáo trước ngày 31/11/2026…: ngày 31/11/2026 không có thật: tháng 11 chỉ có 30 "
        "ngày"
    )
    assert slip.fix == "Đề nghị sửa thành 30/11/2026."


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân phường và Hội đồng nhân dân phường phối hợp.",
        "Vận động Nhân dân tham gia; Tòa án nhân dân khu vực tập huấn.",
        "Lĩnh vực văn hóa – xã hội; giai đoạn 2021-2026; Kế hoạch số 49-KH/ThU.",
        'Màn hình 24" lắp tại nhà văn hóa.',
    ],
)
def test_what_is_right_is_left_alone(text):
    assert rules_of(saying(text)) == []


def test_cells_of_tables_are_read_too():
    rows = table([[p("Các chi bộ trục thuộc")]], bordered=True)
    assert rules_of(party(extra=tuple(rows))) == ["V-TYPO-01"]


def test_doubled_blanks_are_one_finding():
    slips = judged(party(body=("Gửi  báo cáo về Chi bộ.", "Lập  danh sách các hộ dân.")))
    assert [(slip.rule, slip.found) for slip in slips] == [
        ("V-SP-01", "nhiều dấu cách liền nhau ở 2 đoạn")
    ]


@pytest.mark.parametrize("text", ["I- KẾT QUẢ", "II - HẠN CHẾ", "III– PHƯƠNG HƯỚNG", "a- Mục đích"])
def test_a_hyphen_may_follow_the_label_of_a_heading(text):
    assert "V-DASH-01" not in rules_of(saying(text))


def test_what_is_quoted_around_a_hyphen_is_whole_words():
    slip = only(saying("Phát triển toàn diện lĩnh vực văn hóa- xã hội trên địa bàn."), "V-DASH-01")
    assert slip.found == "“lĩnh vực văn hóa- xã hội trên”"
    assert slip.fix == "Sửa thành “lĩnh vực văn hóa - xã hội trên”."
