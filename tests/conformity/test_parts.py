from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from doc_service.conformity.parts import rule_set_of
from tests.conformity.papers import (
    TODAY,
    Draft,
    front,
    letter,
    minutes,
    p,
    paper,
    parts_of,
    party,
    state,
    t,
    table,
)

LAYOUTS = ("table", "tabs", "lines")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_parts_of_a_party_plan_are_found_in_every_layout(layout):
    parts = parts_of(party(layout=layout))
    head = parts.head
    assert (parts.family, parts.kind, parts.type_name) == ("dang", "official", "Kế hoạch")
    assert [piece.text for piece in head.organs] == [
        "ĐẢNG BỘ PHƯỜNG AN THỊNH",
        "CHI BỘ TỔ DÂN PHỐ SỐ 5",
    ]
    assert head.star is not None
    assert parts.symbol is not None
    assert (parts.symbol.number, parts.symbol.type_code, parts.symbol.organ) == (12, "KH", "CB")
    assert parts.day is not None
    assert parts.day.iso() == "2026-01-09"
    assert [piece.text[:9] for piece in head.abstract] == ["thực hiện"]
    assert head.divider is not None
    assert len(parts.body) == 2
    assert parts.issuer is not None
    assert parts.issuer.kind.name == "chi_bo"
    assert parts.issuer.place == "An Thịnh"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_closing_is_found_in_every_layout(layout):
    closing = parts_of(party(layout=layout)).closing
    assert [piece.text for piece in closing.items] == [
        "- Đảng ủy phường (để báo cáo),",
        "- Lưu Chi bộ.",
    ]
    assert [block.texts for block in closing.blocks] == [("T/M CHI BỘ", "BÍ THƯ")]
    assert closing.blocks[0].name is not None
    assert closing.blocks[0].name.text == "Nguyễn Khánh Vân"
    assert closing.blocks[0].blank_lines == 4


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("make", "family"), [(state, "nha_nuoc"), (front, "mttq")])
def test_state_and_front_are_told_by_who_issues(layout, make, family):
    parts = parts_of(make(layout=layout))
    assert parts.family == family
    assert parts.type_code == "KH"
    assert parts.issuer is not None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_letter_has_no_title_and_its_abstract_under_the_number(layout):
    parts = parts_of(letter(layout=layout))
    assert parts.type_code == "CV"
    assert parts.head.title is None
    assert [one.text for one in parts.head.abstract] == ["về việc đôn đốc báo cáo kết quả"]
    assert len(parts.head.addressees) == 2
    assert parts.body[0].text.startswith("Thực hiện")


def test_the_date_chooses_the_rule_set_of_the_party():
    before = parts_of(party(date="An Thịnh, ngày 26 tháng 5 năm 2026"))
    after = parts_of(party(date="An Thịnh, ngày 27 tháng 5 năm 2026"))
    assert rule_set_of(before, TODAY).name == "dang-hd36"
    assert rule_set_of(after, TODAY).name == "dang-hd05"


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("An Thịnh, ngày      tháng      năm 2025", "dang-hd36"),
        ("An Thịnh, ngày … tháng 3 năm 2026", "dang-hd36"),
        ("An Thịnh, ngày      tháng 11 năm 2026", "dang-hd05"),
        ("An Thịnh, ngày      tháng      năm 2026", "dang-hd05"),
        ("", "dang-hd05"),
    ],
)
def test_a_blank_day_or_month_is_a_draft_whose_year_or_today_chooses(written, rules):
    parts = parts_of(party(date=written))
    assert rule_set_of(parts, TODAY).name == rules
    assert parts.is_draft is bool(written)


def test_a_draft_of_march_seen_in_april_follows_the_rules_of_march():
    parts = parts_of(party(date="An Thịnh, ngày      tháng 3 năm 2026"))
    assert rule_set_of(parts, dt.date(2026, 4, 2)).name == "dang-hd36"


def test_minutes_tell_their_day_in_the_text():
    parts = parts_of(minutes())
    assert parts.type_code == "BB"
    assert parts.day is not None
    assert parts.day.iso() == "2026-10-22"
    assert [block.texts for block in parts.closing.blocks] == [
        ("NGƯỜI GHI BIÊN BẢN",),
        ("CHỦ TRÌ HỘI NGHỊ",),
    ]


def test_a_prescribed_form_without_number_is_a_form():
    parts = parts_of(party(label="MẪU SỐ 01", number="", type="DANH SÁCH"))
    assert parts.kind == "form"
    assert parts.head.form_label is not None
    assert parts.type_name == "Danh sách"


def test_an_article_is_neither_an_official_document_nor_anybodys():
    lines = [p("NGƯỜI GIỮ LỬA", bold=True, align="center"), p("Chuyện kể rằng… " * 20)]
    parts = parts_of(paper(lines))
    assert (parts.family, parts.kind, parts.symbol) == ("", "article", None)


def test_confirmations_and_their_committees_are_blocks_of_their_own():
    confirming = table(
        [
            [
                p("XÁC NHẬN CỦA", bold=True),
                p("ĐẢNG ỦY PHƯỜNG AN THỊNH", bold=True),
                p("T/M BAN THƯỜNG VỤ", bold=True),
                p("PHÓ BÍ THƯ"),
                *[p("")] * 4,
                p("Lê Hồng Minh Châu", bold=True),
            ]
        ]
    )
    blocks = parts_of(party(after=tuple(confirming))).closing.blocks
    assert [block.confirms for block in blocks] == [False, True]
    assert blocks[1].name is not None
    assert blocks[1].name.text == "Lê Hồng Minh Châu"


def test_an_appendix_below_the_signature_is_no_part_of_the_text():
    added = (p("Phụ lục 1", bold=True, align="center"), p("DANH SÁCH", bold=True), p("Nội dung."))
    parts = parts_of(party(after=added))
    assert [one.text for one in parts.appendices] == ["Phụ lục 1", "DANH SÁCH", "Nội dung."]
    assert len(parts.body) == 2


def test_who_decides_in_capitals_is_no_signature():
    body = (
        t("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN THỊNH", bold=True, align="center"),
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        t("QUYẾT ĐỊNH:", bold=True, align="center"),
        "Điều 1. Tặng Giấy khen cho các tập thể, cá nhân./.",
    )
    parts = parts_of(state(type="QUYẾT ĐỊNH", number="Số: 09/QĐ-UBND", body=body))
    assert len(parts.body) == 4
    assert [block.texts for block in parts.closing.blocks] == [("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")]


def test_a_document_of_two_titles_follows_what_it_is_numbered_and_signed_by():
    both = ("ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert parts_of(party(mottoes=both, motto_pt=(15, 13))).family == "dang"
    assert parts_of(state(mottoes=both)).family == "nha_nuoc"


def test_a_document_that_lost_its_title_is_known_by_its_number_and_signature():
    assert parts_of(party(mottoes=())).family == "dang"
    assert parts_of(state(mottoes=())).family == "nha_nuoc"


def test_components_have_vietnamese_names():
    parts = parts_of(party())
    named = {parts.name_of(one.index): one.text for one in parts.paper.paragraphs if one.text}
    assert named["Số và ký hiệu"] == "Số 12-KH/CB"
    assert named["Địa danh, ngày tháng"].startswith("An Thịnh")
    assert named["Trích yếu"].startswith("thực hiện")
    assert named["Nơi nhận"] == "- Lưu Chi bộ."
    assert named["Chữ ký"] == "Nguyễn Khánh Vân"
    assert parts.name_of(parts.body[0].index) == ""


def test_an_organ_of_two_lines_is_one_name():
    draft = Draft(organs=("ĐẢNG BỘ PHƯỜNG AN THỊNH", "ĐẢNG ỦY CÔNG AN", "PHƯỜNG AN THỊNH"))
    issuer = parts_of(draft.paper()).issuer
    assert issuer is not None
    assert issuer.name == "ĐẢNG ỦY CÔNG AN PHƯỜNG AN THỊNH"
    assert issuer.kind.name == "dang_uy_co_so"


@pytest.mark.parametrize(
    ("organs", "kind"),
    [
        (("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", "ĐẢNG ỦY PHƯỜNG AN THỊNH"), "dang_uy"),
        (("ĐẢNG ỦY PHƯỜNG AN THỊNH", "BAN XÂY DỰNG ĐẢNG"), "co_quan_tham_muu"),
        (("ĐẢNG ỦY PHƯỜNG AN THỊNH", "ỦY BAN KIỂM TRA"), "uy_ban_kiem_tra"),
        (("THỊ ỦY AN THỊNH", "BAN CHỈ ĐẠO PHONG TRÀO"), "ban_chi_dao"),
    ],
)
def test_the_kind_of_organ_is_read_from_the_letterhead(organs, kind):
    issuer = parts_of(party(organs=organs)).issuer
    assert issuer is not None
    assert issuer.kind.name == kind


def test_the_name_of_a_ward_that_sounds_like_a_type_is_no_title():
    parts = parts_of(state(layout="lines", organs=("ỦY BAN NHÂN DÂN", "PHƯỜNG AN THỊNH")))
    assert parts.head.title is not None
    assert parts.head.title.text == "KẾ HOẠCH"


def test_a_signature_set_with_tabs_beside_the_recipients_is_found():
    draft = Draft(recipients=(), signature=(), name="")
    lines = [
        p("Nơi nhận:\tT/M CHI BỘ", bold=True),
        p("- Đảng ủy phường,\tBÍ THƯ"),
        p("- Lưu Chi bộ."),
        p(""),
        p(""),
        p("\tNguyễn Khánh Vân", bold=True),
    ]
    closing = parts_of(replace(draft, after=tuple(lines)).paper()).closing
    assert [one.text for one in closing.items] == ["- Đảng ủy phường,", "- Lưu Chi bộ."]
    assert [block.texts for block in closing.blocks] == [("T/M CHI BỘ", "BÍ THƯ")]
    assert closing.blocks[0].name is not None


def test_a_list_says_what_it_belongs_to_above_its_divider():
    lines = ("đề nghị công nhận", "(Kèm theo Tờ trình số 22-TTr/CB, ngày 20/11/2026 của Chi bộ)")
    parts = parts_of(party(number="", type="DANH SÁCH", abstract=lines))
    assert parts.kind == "form"
    assert parts.head.attached is not None
    assert [one.text for one in parts.head.abstract] == ["đề nghị công nhận"]


def test_a_title_without_an_abstract_is_followed_by_the_text():
    parts = parts_of(party(abstract=(), divider=""))
    assert parts.head.abstract == []
    assert len(parts.body) == 2
