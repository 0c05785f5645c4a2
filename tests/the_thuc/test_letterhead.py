from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.the_thuc.issuers import Issuer, issuer_kind
from doc_service.the_thuc.letterhead import (
    PT_PER_MM,
    halves_mm,
    letterhead,
    letterhead_problems,
    place_and_date,
    place_problems,
    title_rule_width,
)
from doc_service.the_thuc.metrics import text_width
from doc_service.the_thuc.rule_sets import rule_set
from doc_service.vietnamese.dates import PartialDate
from doc_service.vietnamese.text import NBSP, unbind

from .organs import HD36, NAMES, organ, rules_of

WORDS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyA", min_size=1, max_size=9)
LONG_NAMES = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)


@pytest.mark.parametrize(
    ("kind", "superior", "issuer"),
    [
        ("tinh_uy", "", "TỈNH ỦY HẢI ĐÔNG"),
        ("dang_uy", "ĐẢNG BỘ THÀNH PHỐ HẢI ĐÔNG", "ĐẢNG ỦY PHƯỜNG AN THỊNH"),
        ("dang_uy_co_so", "ĐẢNG BỘ PHƯỜNG AN THỊNH", "ĐẢNG ỦY TRƯỜNG CAO ĐẲNG AN THỊNH"),
        ("chi_bo", "ĐẢNG BỘ PHƯỜNG AN THỊNH", "CHI BỘ TỔ DÂN PHỐ SỐ 5"),
        ("uy_ban_kiem_tra", "ĐẢNG ỦY PHƯỜNG AN THỊNH", "ỦY BAN KIỂM TRA"),
        ("co_quan_tham_muu", "ĐẢNG ỦY PHƯỜNG AN THỊNH", "BAN XÂY DỰNG ĐẢNG"),
        (
            "ban_chi_dao",
            "ĐẢNG ỦY PHƯỜNG AN THỊNH",
            "BAN CHỈ ĐẠO PHONG TRÀO THI ĐUA “DÂN VẬN KHÉO”",
        ),
        ("hoi_dong", "ĐẢNG ỦY PHƯỜNG AN THỊNH", "HỘI ĐỒNG THI ĐUA, KHEN THƯỞNG"),
        ("ubnd", "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI ĐÔNG", "ỦY BAN NHÂN DÂN PHƯỜNG AN THỊNH"),
    ],
)
def test_the_superior_stands_above_the_issuer(kind: str, superior: str, issuer: str) -> None:
    head = letterhead(rules_of(kind), organ(kind))
    assert " ".join(head.superior) == superior
    assert " ".join(head.issuer) == issuer


@pytest.mark.parametrize("kind", list(NAMES))
def test_the_usual_organs_break_no_rule_of_the_letterhead(kind: str) -> None:
    assert letterhead_problems(organ(kind), "/co_quan") == []


@pytest.mark.parametrize(
    ("kind", "superior", "example"),
    [
        ("dang_uy", "Thành ủy Hải Đông", "ĐẢNG BỘ PHƯỜNG …"),
        ("chi_bo", "Đảng ủy phường An Thịnh", "ĐẢNG BỘ PHƯỜNG …"),
        ("co_quan_tham_muu", "Đảng bộ phường An Thịnh", "ĐẢNG ỦY PHƯỜNG …"),
        ("uy_ban_kiem_tra", "Đảng bộ phường An Thịnh", "ĐẢNG ỦY PHƯỜNG …"),
    ],
)
def test_a_superior_of_the_wrong_sort_is_a_warning(kind: str, superior: str, example: str) -> None:
    (found,) = letterhead_problems(organ(kind, superior=superior), "/co_quan")
    assert (found.code, found.severity, found.pointer) == (
        "letterhead",
        "warning",
        "/co_quan/cap_tren",
    )
    assert superior in found.message
    assert example in found.message
    assert found.clause


@pytest.mark.parametrize("superior", ["ĐẢNG UỶ PHƯỜNG AN THỊNH", "Tỉnh uỷ Hải Đông", ""])
def test_either_spelling_of_uy_and_no_line_at_all_will_do(superior: str) -> None:
    assert letterhead_problems(organ("co_quan_tham_muu", superior=superior), "/co_quan") == []


def test_a_party_organ_has_a_star_and_no_rule() -> None:
    head = letterhead(rule_set(HD36), organ("dang_uy"))
    assert head.star == "*"
    assert head.issuer_rule_pt == 0


def test_a_state_organ_has_a_rule_of_a_third_to_half_its_name_and_no_star() -> None:
    head = letterhead(rule_set("nd30"), organ("ubnd"))
    name = text_width(head.issuer[-1], 13, "bold")
    assert head.star == ""
    assert name / 3 <= head.issuer_rule_pt <= name / 2


@pytest.mark.parametrize(
    ("rules", "title", "pt"),
    [(HD36, "ĐẢNG CỘNG SẢN VIỆT NAM", 15), ("nd30", "Độc lập - Tự do - Hạnh phúc", 14)],
)
def test_the_rule_under_the_title_is_as_long_as_the_title(rules: str, title: str, pt: int) -> None:
    head = letterhead(rule_set(rules), organ("dang_uy"))
    assert head.title[-1] == title
    assert head.title_rule_pt == title_rule_width(rule_set(rules)) == text_width(title, pt, "bold")


def test_a_short_name_stays_on_one_line() -> None:
    assert letterhead(rule_set(HD36), organ("chi_bo")).issuer == ("CHI BỘ TỔ DÂN PHỐ SỐ 5",)


def test_a_long_name_breaks_into_lines_of_about_one_length() -> None:
    issuer = replace(organ("co_quan_tham_muu"), name="Ban Tuyên giáo và Dân vận Thành ủy")
    assert letterhead(rule_set(HD36), issuer).issuer == (
        "BAN TUYÊN GIÁO VÀ",
        "DÂN VẬN THÀNH ỦY",
    )


@given(LONG_NAMES, st.booleans())
def test_no_word_of_a_name_is_lost_and_no_line_leaves_its_half(name: str, landscape: bool) -> None:
    rules = rule_set(HD36)
    head = letterhead(rules, replace(organ("dang_uy"), name=name), landscape=landscape)
    half = halves_mm(rules, landscape=landscape)[0] * PT_PER_MM
    assert " ".join(head.issuer) == name.upper()
    for line in head.issuer:
        assert text_width(line, 14, "bold") <= half or " " not in line


def test_an_issuer_without_a_name_prints_nothing() -> None:
    head = letterhead(rule_set("nd30"), replace(organ("ubnd"), name="", superior=""))
    assert (head.issuer, head.superior, head.issuer_rule_pt) == ((), (), 0)


@pytest.mark.parametrize("rules", [HD36, "dang-hd05", "nd30", "mttq"])
@pytest.mark.parametrize("landscape", [False, True])
def test_the_halves_share_the_text_width_and_hold_the_title(rules: str, landscape: bool) -> None:
    chosen = rule_set(rules)
    left, right = halves_mm(chosen, landscape=landscape)
    page = chosen.page
    across = page.height_mm if landscape else page.width_mm
    assert left + right == pytest.approx(across - page.left_mm - page.right_mm)
    for line, pt in zip(chosen.letterhead.title, chosen.letterhead.title_pt, strict=True):
        assert text_width(line, pt, "bold") <= right * PT_PER_MM


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (PartialDate(2026, 2, 5), "An Thịnh, ngày 05 tháng 02 năm 2026"),
        (PartialDate(2026, 3, 10), "An Thịnh, ngày 10 tháng 3 năm 2026"),
        (PartialDate(2026, 12, 31), "An Thịnh, ngày 31 tháng 12 năm 2026"),
        (PartialDate(2026, 1), "An Thịnh, ngày      tháng 01 năm 2026"),
        (PartialDate(2026), "An Thịnh, ngày      tháng      năm 2026"),
    ],
)
def test_a_place_and_date_reads_as_an_office_writes_it(day: PartialDate, printed: str) -> None:
    assert unbind(place_and_date("An Thịnh", day)) == printed


def test_the_day_and_the_month_keep_to_their_words() -> None:
    printed = place_and_date("An Thịnh", PartialDate(2026, 2, 5))
    assert f"ngày{NBSP}05 tháng{NBSP}02" in printed


@pytest.mark.parametrize(
    ("place", "warned"),
    [("An Thịnh", False), ("Yên", True), ("5", True), ("Phường 5", False), ("Xã Yên", False)],
)
def test_a_place_of_one_syllable_or_a_number_carries_its_unit(place: str, warned: bool) -> None:
    issuer = Issuer(issuer_kind("dang_uy"), "Đảng ủy phường", place)
    found = place_problems(issuer, "/co_quan")
    assert bool(found) is warned
    assert all(one.pointer == "/co_quan/dia_danh" and place in one.message for one in found)
