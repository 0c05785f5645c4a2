from __future__ import annotations

from typing import Any

import pytest

from tests.conformity.papers import only, p, party, party_05, rules_of, state, t, table

LONG = (
    "Các đảng viên tích cực tuyên truyền, vận động Nhân dân trong tổ dân phố cùng tham gia thực "
    "hiện các nội dung trên."
)
DECISION: dict[str, Any] = {
    "type": "QUYẾT ĐỊNH",
    "number": "Số 12-QĐ/CB",
    "abstract": ("công nhận mô hình",),
}
LAST = (
    t("CHI BỘ TỔ DÂN PHỐ SỐ 5", align="center", bold=True),
    t("QUYẾT ĐỊNH", align="center", bold=True),
    "Điều 1. Công nhận 02 mô hình của Chi bộ trong năm 2026.",
)


def decision(*bases, **changes):
    return party(**{**DECISION, "body": (*bases, *LAST), **changes})


def test_bases_of_the_party_have_a_dash_a_semicolon_and_a_last_comma():
    right = ("- Căn cứ Quy chế làm việc của Chi bộ;", "- Xét đề nghị của Tổ thẩm định,")
    assert rules_of(decision(*right)) == []
    slip = only(decision("Căn cứ Quy chế làm việc của Chi bộ;", right[1]), "P-CC-01")
    assert slip.fix == "Sửa thành “- Căn cứ Quy chế làm việc của Chi bộ;”."


def test_the_last_basis_may_end_with_a_full_stop():
    right = ("- Căn cứ Quy chế làm việc của Chi bộ;", "- Xét đề nghị của Tổ thẩm định.")
    assert rules_of(decision(*right)) == []


def test_party_bases_are_upright_and_state_ones_italic():
    leaning = t("- Căn cứ Quy chế làm việc của Chi bộ,", italic=True)
    assert only(decision(leaning), "P-CC-01").found == "chữ nghiêng"
    body = (
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Theo đề nghị của Trưởng phòng.",
        t("QUYẾT ĐỊNH:", align="center"),
        "Điều 1. Tặng Giấy khen cho 02 tập thể./.",
    )
    upright = state(type="QUYẾT ĐỊNH", number="Số: 09/QĐ-UBND", body=body)
    assert only(upright, "N-CC-01").required == "Căn cứ trình bày chữ nghiêng"


def test_a_sentence_that_begins_with_can_cu_is_no_basis():
    sentence = "Căn cứ Kế hoạch của Đảng ủy phường, Chi bộ xây dựng kế hoạch như sau."
    assert rules_of(party(body=(sentence, LONG))) == []


@pytest.mark.parametrize(
    ("cited", "right"),
    [
        ("số 49-KH/ThU ngày 24/02/2023", "số 49-KH/ThU, ngày …"),
        ("số 5-KH/ĐU, ngày 24/02/2023", "số 05-KH/ĐU, ngày …"),
    ],
)
def test_the_party_cites_with_a_comma_before_the_day(cited, right):
    slip = only(party(body=(f"Thực hiện Kế hoạch {cited} của cấp trên.",)), "P-CIT-01")
    assert slip.fix == f"Sửa thành “{right}”."


def test_the_state_cites_without_a_comma():
    body = ("Thực hiện Kế hoạch số 12/KH-UBND, ngày 24/02/2023 của Thành phố./.",)
    assert rules_of(state(body=body)) == ["N-CIT-01"]


def test_a_document_of_the_other_family_is_cited_as_it_likes():
    body = ("Theo Quyết định số 188/QĐ-UBND ngày 20/11/2025 và Kế hoạch số 49-KH/ThU.",)
    assert rules_of(party(body=body)) == []


@pytest.mark.parametrize(
    ("changes", "required"),
    [
        ({"pt": 13}, "Phần nội dung cỡ chữ 14–15"),
        ({"align": "left"}, "Phần nội dung dàn đều hai lề"),
        ({"first_mm": 0}, "Dòng đầu đoạn lùi vào khoảng 10 mm"),
        ({"line_pt": 15}, "Khoảng cách dòng chính xác (Exactly) từ 18 pt"),
        ({"line_pt": None, "line_multiple": 1.15}, "Khoảng cách dòng chính xác (Exactly) từ 18 pt"),
        ({"before_pt": 0}, "Khoảng cách giữa các đoạn ít nhất 6 pt"),
    ],
)
def test_the_layout_of_running_text_is_told_once_for_all_of_it(changes, required):
    slip = only(party(body=(t(LONG, **changes), t(LONG, **changes))), "P-BODY-01")
    assert slip.required == required
    assert slip.found.endswith("(2 đoạn)")


def test_the_state_leaves_the_line_between_single_and_one_and_a_half():
    body = (t(LONG, line_pt=None, line_rule="multiple", line_multiple=1.2), f"{LONG[:-1]}./.")
    assert rules_of(state(body=body)) == []
    double = (t(LONG, line_pt=None, line_multiple=2.0), f"{LONG[:-1]}./.")
    assert only(state(body=double), "N-BODY-01").found == "2 dòng"


def test_captions_headings_and_lists_are_no_running_text():
    body = (
        t(LONG, align="center", pt=12),
        t("I. MỤC ĐÍCH", first_mm=0),
        t(LONG, label="-", left_mm=10, first_mm=-5),
        LONG,
    )
    assert rules_of(party(body=body)) == []


def test_the_party_ends_with_a_full_stop():
    slip = only(party(body=(LONG, f"{LONG[:-1]}./.")), "P-END-01")
    assert slip.found == "kết thúc bằng “./.”"
    assert slip.fix == "Sửa thành “… thực hiện các nội dung trên.”."


def test_the_state_ends_with_its_own_mark():
    slip = only(state(body=(LONG,)), "N-END-01")
    assert slip.required == "Nội dung kết thúc bằng “./.”"


def test_a_text_without_any_mark_or_with_a_semicolon_is_told():
    assert only(party(body=(LONG, LONG[:-1])), "P-END-01").found == "không có dấu kết thúc"
    assert only(party(body=(LONG, f"{LONG[:-1]};")), "P-END-01").found == "kết thúc bằng “;”"


def test_a_text_that_a_table_ends_needs_no_mark():
    rows = table([[p("TT")], [p("Nội dung")]], bordered=True)
    assert rules_of(party(body=(f"{LONG[:-1]}:",), extra=tuple(rows))) == []


def test_the_guide_of_2026_bounds_the_line_from_above():
    slip = only(party_05(body=(t(LONG, line_pt=24),)), "P-BODY-01")
    assert slip.required == "Khoảng cách dòng chính xác (Exactly) 18–22 pt"
