from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.the_thuc.headings import abstract, salutation, title_in_a_line
from doc_service.the_thuc.rule_sets import rule_set

from .organs import HD05, HD36


@pytest.mark.parametrize(
    ("rules", "code", "typed", "printed"),
    [
        (HD36, "KH", "Thực hiện phong trào thi đua", "thực hiện phong trào thi đua"),
        (HD36, "KH", "thực hiện phong trào", "thực hiện phong trào"),
        (HD05, "TB", "Về kết quả bình xét", "về kết quả bình xét"),
        (HD36, "BC", "HĐND phường họp", "HĐND phường họp"),
        (HD36, "BC", "“Dân vận khéo” năm 2026", "“Dân vận khéo” năm 2026"),
        (HD36, "BC", "An Thịnh năm 2026", "An Thịnh năm 2026"),
        (HD36, "BC", "Đảng viên gương mẫu", "Đảng viên gương mẫu"),
        (HD36, "BC", "", ""),
        ("nd30", "KH", "về công tác dân vận", "Về công tác dân vận"),
        ("nd30", "KH", "Về công tác dân vận", "Về công tác dân vận"),
    ],
)
def test_an_abstract_begins_as_its_family_wants(
    rules: str, code: str, typed: str, printed: str
) -> None:
    assert abstract(rule_set(rules), code, typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "đôn đốc đăng ký mô hình",
        "Đôn đốc đăng ký mô hình",
        "V/v đôn đốc đăng ký mô hình",
        "v/v: đôn đốc đăng ký mô hình",
        "Về việc đôn đốc đăng ký mô hình",
        "về việc Đôn đốc đăng ký mô hình",
    ],
)
@pytest.mark.parametrize(
    ("rules", "printed"),
    [
        (HD36, "Đôn đốc đăng ký mô hình"),
        (HD05, "về việc đôn đốc đăng ký mô hình"),
        ("nd30", "V/v đôn đốc đăng ký mô hình"),
    ],
)
def test_a_letter_gets_the_prefix_of_its_rule_set_once(
    rules: str, printed: str, typed: str
) -> None:
    assert abstract(rule_set(rules), "CV", typed) == printed


@given(
    st.sampled_from([HD36, HD05, "nd30", "mttq"]),
    st.sampled_from(["KH", "CV", "TTr"]),
    st.text("aăâbđ ABĐ5“”", max_size=40),
)
def test_wording_an_abstract_twice_changes_nothing(rules: str, code: str, text: str) -> None:
    once = abstract(rule_set(rules), code, text.strip())
    assert abstract(rule_set(rules), code, once) == once


@pytest.mark.parametrize(
    ("rules", "code", "label"),
    [
        (HD36, "TTr", "Kính gửi:"),
        (HD36, "CV", "Kính gửi:"),
        (HD05, "TTr", "Kính trình:"),
        (HD05, "CV", "Kính gửi:"),
        (HD05, "", "Kính gửi:"),
        ("nd30", "TTr", "Kính gửi:"),
        ("mttq", "TTr", "Kính gửi:"),
    ],
)
def test_only_a_to_trinh_under_hd05_is_respectfully_submitted(
    rules: str, code: str, label: str
) -> None:
    assert salutation(rule_set(rules), code, ["Đảng ủy phường An Thịnh"]).label == label


def test_one_addressee_stands_on_the_line_of_the_label() -> None:
    to = ["Ban Xây dựng Đảng Đảng ủy"]
    assert salutation(rule_set(HD36), "CV", to).to == ("Ban Xây dựng Đảng Đảng ủy",)


@pytest.mark.parametrize(("rules", "mark"), [(HD36, ","), (HD05, ";"), ("nd30", ";")])
def test_several_addressees_stand_in_a_list(rules: str, mark: str) -> None:
    to = ["Thường trực Đảng ủy", "Các chi bộ;", "- Các đoàn thể."]
    assert salutation(rule_set(rules), "CV", to).to == (
        f"- Thường trực Đảng ủy{mark}",
        f"- Các chi bộ{mark}",
        "- Các đoàn thể.",
    )


@pytest.mark.parametrize(
    ("rules", "title", "line"),
    [
        ("nd30", "Tờ trình Về việc tặng Giấy khen", "Tờ trình về việc tặng Giấy khen"),
        ("nd30", "Quyết định UBND phường", "Quyết định UBND phường"),
        ("dang-hd05", "Tờ trình đề nghị công nhận", "Tờ trình đề nghị công nhận"),
    ],
)
def test_a_title_in_one_line_has_no_capital_after_the_type(
    rules: str, title: str, line: str
) -> None:
    code = "QĐ" if title.startswith("Quyết") else "TTr"
    assert title_in_a_line(rule_set(rules), code, title) == line
