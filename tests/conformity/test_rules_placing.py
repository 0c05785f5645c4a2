from __future__ import annotations

import pytest

from tests.conformity.papers import minutes, only, party, rules_of, state, t


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("An Thịnh, ngày 5 tháng 3 năm 2026", "An Thịnh, ngày 05 tháng 3 năm 2026"),
        ("An Thịnh, ngày 05 tháng 03 năm 2026", "An Thịnh, ngày 05 tháng 3 năm 2026"),
        ("An Thịnh, ngày 15 tháng 2 năm 2026", "An Thịnh, ngày 15 tháng 02 năm 2026"),
        ("An Thịnh ngày 15 tháng 02 năm 2026", "An Thịnh, ngày 15 tháng 02 năm 2026"),
        ("An Thịnh, ngày 05/03/2026", None),
        ("An Thịnh, Ngày 15 tháng 02 năm 2026", "An Thịnh, ngày 15 tháng 02 năm 2026"),
    ],
)
def test_a_date_is_given_as_it_must_be(written, right):
    if right is None:
        right = "An Thịnh, ngày 05 tháng 3 năm 2026"
    slip = only(party(date=written), "P-DATE-01")
    assert slip.fix == f"Sửa thành “{right}”."


@pytest.mark.parametrize(
    "written",
    [
        "An Thịnh, ngày      tháng      năm 2026",
        "An Thịnh, ngày … tháng … năm 2026",
        "An Thịnh, ngày      tháng 3 năm 2026",
        "……., ngày…. tháng….năm 2026",
        "An Thịnh,\u00a0ngày\u00a005 tháng\u00a03 năm 2026",
    ],
)
def test_room_to_write_is_no_fault(written):
    assert rules_of(party(date=written)) == []


NEW = ("- Đảng ủy phường (để báo cáo);", "- Lưu Chi bộ.")


def test_a_missing_date_is_told_once():
    slip = only(party(date=""), "P-DATE-01")
    assert slip.found == "không có địa danh và ngày, tháng, năm"


def test_minutes_have_none():
    assert rules_of(minutes()) == []


def test_a_date_without_a_place_is_told():
    assert only(party(date="Ngày 09 tháng 01 năm 2026"), "P-DATE-01").required.startswith(
        "Trước ngày"
    )


def test_an_upright_date_of_another_size_is_told():
    slip = only(
        party(date=t("An Thịnh, ngày 09 tháng 01 năm 2026", italic=False, pt=12)), "P-DATE-01"
    )
    assert slip.required == "Địa danh, ngày tháng cỡ chữ 14, in nghiêng"


def test_a_day_that_no_calendar_has_is_an_error():
    slip = only(party(date="An Thịnh, ngày 31 tháng 11 năm 2026"), "P-DATE-02")
    assert "tháng 11/2026 chỉ có 30 ngày" in slip.fix


def test_a_day_far_ahead_is_a_warning():
    slip = only(state(date="An Thịnh, ngày 22 tháng 12 năm 2027"), "N-DATE-02")
    assert slip.severity == "warning"


def test_a_place_of_one_syllable_carries_its_unit():
    slip = only(party(date="Huế, ngày 09 tháng 01 năm 2026"), "P-DATE-03")
    assert slip.found == "“Huế”"
    assert rules_of(party(date="Phường 5, ngày 09 tháng 01 năm 2026")) == []


def test_a_missing_date_is_shown_with_the_documents_own_place():
    own = {"organs": ("ĐẢNG BỘ PHƯỜNG MAI LÂM", "CHI BỘ TỔ DÂN PHỐ SỐ 5")}
    slip = only(party(date="", recipients=NEW, **own), "P-DATE-01")
    assert "“Mai Lâm, ngày" in slip.required
    numbered = {"organs": ("ỦY BAN NHÂN DÂN", "PHƯỜNG 5")}
    assert "“Phường 5, ngày" in only(state(date="", **numbered), "N-DATE-01").required


def test_where_no_place_is_known_none_is_made_up():
    own = {"organs": ("ĐẢNG BỘ BỆNH VIỆN ĐA KHOA", "CHI BỘ KHOA NỘI")}
    slip = only(party(date="", recipients=NEW, **own), "P-DATE-01")
    assert "“(địa danh), ngày" in slip.required


def test_a_date_without_a_place_gets_the_documents_own():
    slip = only(party(date="Ngày 09 tháng 01 năm 2026"), "P-DATE-01")
    assert slip.fix == "Ghi địa danh trước ngày: “An Thịnh, ngày 09 tháng 01 năm 2026”."
