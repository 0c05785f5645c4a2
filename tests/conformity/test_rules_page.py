from __future__ import annotations

from dataclasses import replace

import pytest

from doc_service.conformity.paper import PageNumber
from tests.conformity.papers import SHEET, judged, only, p, party, rules_of, state, t

A5 = replace(SHEET, width_mm=148, height_mm=210)
BODY = "Các đảng viên vận động Nhân dân cùng tham gia. " * 4


def with_sheet(**changes):
    return party(changes={"sheets": (replace(SHEET, **changes),)})


def test_letter_paper_is_not_a4():
    slip = only(with_sheet(width_mm=215.9, height_mm=279.4), "P-PAGE-01")
    assert slip.found == "215,9 × 279,4 mm"


def test_a_sheet_may_lie_on_its_side_and_its_margins_are_left_open():
    wide = with_sheet(width_mm=297, height_mm=210, top_mm=30, left_mm=15)
    assert rules_of(wide) == []


def test_an_invitation_may_be_printed_on_a5():
    sheets = {"sheets": (A5,)}
    invitation = {"type": "GIẤY MỜI", "number": "Số 38-GM/CB", "abstract": ("dự hội nghị",)}
    greeting = ("Kính mời: Đồng chí Trưởng Công an phường",)
    assert rules_of(party(**invitation, greeting=greeting, changes=sheets)) == []
    assert "P-PAGE-01" in rules_of(party(changes=sheets))


def test_wrong_margins_are_told_all_at_once():
    slip = only(with_sheet(top_mm=25.4, left_mm=25.4), "P-PAGE-01")
    assert slip.required == "Lề trang (mm): trên 20, trái 30"
    assert slip.found == "lề trên 25,4, trái 25,4 mm"


def test_the_state_gives_margins_a_range():
    assert (
        rules_of(
            state(
                changes={
                    "sheets": (
                        replace(SHEET, number=PageNumber("center", 13), top_mm=25, right_mm=20),
                    )
                }
            )
        )
        == []
    )


def test_a_foreign_font_is_told_once_with_how_often():
    body = (t(BODY, font="Arial"), t(BODY, font="Arial"))
    slip = only(party(body=body), "P-PAGE-01")
    assert slip.found == "phông “Arial” ở 2 đoạn"
    assert slip.fix == "Chọn phần chữ dùng phông “Arial”, đổi sang Times New Roman."


@pytest.mark.parametrize("font", ["TimesNewRomanPSMT", "times new roman", "Wingdings", ""])
def test_other_names_of_the_font_and_fonts_of_signs_pass(font):
    assert rules_of(party(body=(t(BODY, font=font), BODY))) == []


def test_red_letters_are_a_warning_and_dark_grey_passes():
    slip = only(party(body=(t(BODY, colour="FF0000"), t(BODY, colour="1F1F1F"))), "P-PAGE-01")
    assert (slip.found, slip.severity) == ("chữ màu #FF0000 ở 1 đoạn", "warning")


def test_a_long_document_without_page_numbers_is_told_so_a_short_one_not():
    none = {"sheets": (replace(SHEET, number=None),)}
    assert rules_of(party(changes=none)) == []
    slip = only(party(changes=none, body=(BODY,) * 40), "P-PAGE-02")
    assert slip.found == "không có số trang"


def test_a_page_number_at_the_foot_right_and_small_is_one_finding():
    sheet = replace(SHEET, number=PageNumber("right", 11), number_in_footer=True)
    slip = only(party(changes={"sheets": (sheet,)}), "P-PAGE-02")
    assert slip.required == "Số trang đặt ở đầu trang, canh giữa, cỡ chữ 14"


def test_a_number_on_page_one_and_a_low_header_are_told():
    slip = only(with_sheet(number_on_first=True, header_mm=12.7), "P-PAGE-02")
    assert slip.found == "số trang hiện cả ở trang 1, cách mép trên 12,7 mm"


def test_the_sheet_of_an_article_is_its_own_affair():
    sheet = replace(SHEET, left_mm=20)
    slips = judged(
        party(
            organs=(),
            star="",
            mottoes=(),
            number="",
            date="",
            type="BÀI VIẾT",
            signature=(),
            name="",
            recipients=(),
            changes={"sheets": (sheet,)},
        )
    )
    assert [slip.rule for slip in slips] == ["X-KIND-01"]


def test_the_place_of_a_second_section_is_its_first_paragraph():
    wide = replace(SHEET, left_mm=20)
    added = (p("DANH SÁCH", section=1),)
    one = party(changes={"sheets": (SHEET, wide)}, after=added)
    slip = only(one, "P-PAGE-01")
    assert slip.paragraph == len(one.paragraphs) - 1
