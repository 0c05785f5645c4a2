from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import etree

from doc_service.assembly.environment import template_environment
from doc_service.house_style.closing import (
    appendix,
    confirmation,
    confirmed_closing,
    signer,
    two_signatures,
)
from doc_service.house_style.frame import Sheet
from doc_service.house_style.package import Template, build
from doc_service.the_thuc.rule_sets import rule_set
from doc_service.zip_archive import read_members

SHEET = Sheet(rule_set("dang-hd36"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def rendered(xml: str, **data: Any) -> list[str]:
    """Return the lines that a reader sees, tags in paragraphs of their own carried out."""
    tagged = re.sub(r"<w:p>(?:(?!</w:p>).)*?({%)p (.*?%})(?:(?!</w:p>).)*</w:p>", r"\1 \2", xml)
    shown = template_environment().from_string(tagged).render(**data)
    return [text for text in re.findall(r"<w:t[^>]*>([^<]+)</w:t>", shown) if text.strip()]


def confirmed(**changes: str) -> list[str]:
    given = {
        "cap_uy": "",
        "quyen_han": "",
        "chuc_vu": "Bí thư",
        "ho_ten": "Lê Diệu Hằng",
        **changes,
    }
    block = confirmation(SHEET, "xac_nhan", place="ky_cap_uy", number=3)
    return rendered(block.whole, xac_nhan=given)


@pytest.mark.parametrize(
    ("committee", "authority"),
    [
        ("Chi bộ Tổ dân phố số 5", "T/M CHI BỘ"),
        ("Đảng ủy phường An Thịnh", "T/M BAN THƯỜNG VỤ"),
    ],
)
def test_a_committee_confirms_with_its_usual_authority(committee: str, authority: str) -> None:
    assert confirmed(cap_uy=committee) == [
        "XÁC NHẬN CỦA",
        committee.upper(),
        authority,
        "BÍ THƯ",
        "Lê Diệu Hằng",
    ]


def test_the_authority_that_was_given_is_printed() -> None:
    assert confirmed(cap_uy="Đảng ủy Trường A", quyen_han="T/M Đảng ủy")[2] == "T/M ĐẢNG ỦY"


def test_a_committee_that_is_not_named_confirms_nothing() -> None:
    assert confirmed() == []


def test_the_signature_stays_on_the_page_of_the_confirmations() -> None:
    block = signer(SHEET, "NGƯỜI BÁO CÁO", name="Lê Diệu Hằng", place="ky_nguoi_ky", number=1)
    places = ("ky_quan_ly", "ky_de_nghi")
    both = [
        confirmation(SHEET, name, place=place, number=number)
        for number, (name, place) in enumerate(zip(("a", "b"), places, strict=True), start=3)
    ]
    table = etree.fromstring(
        f'<w:body xmlns:w="{W}">{confirmed_closing(SHEET, block, (both[0], both[1]))}</w:body>'
    )
    *kept, last = table.iter(f"{{{W}}}tr")
    assert len(kept) == 2
    assert all(
        cell.find(f"{{{W}}}p/{{{W}}}pPr/{{{W}}}keepNext") is not None
        for one in kept
        for cell in one.iter(f"{{{W}}}tc")
    )
    named = [mark.get(f"{{{W}}}name") for mark in last.iter(f"{{{W}}}bookmarkStart")]
    assert named == ["ky_quan_ly", "ky_dau_quan_ly", "ky_de_nghi", "ky_dau_de_nghi"]


def test_names_stand_level_however_many_lines_stand_above_them() -> None:
    short = signer(SHEET, "NGƯỜI LẬP", name="Lê Diệu Hằng", place="ky_trai", number=1)
    lines = ("T/L CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "KIÊM TRƯỞNG BAN")
    long = signer(SHEET, *lines, name="Phan Đăng Khoa", place="ky_phai", number=2)
    table = etree.fromstring(f'<w:body xmlns:w="{W}">{two_signatures(SHEET, short, long)}</w:body>')
    said = [
        ["".join(map(str, cell.itertext())) for cell in row.iter(f"{{{W}}}tc")]
        for row in table.iter(f"{{{W}}}tr")
    ]
    assert said == [["NGƯỜI LẬP", "".join(lines)], ["Lê Diệu Hằng", "Phan Đăng Khoa"]]
    blank = [len(list(cell.iter(f"{{{W}}}p"))) - 1 for cell in list(table.iter(f"{{{W}}}tc"))[2:]]
    assert blank == [4, 4]


@pytest.mark.parametrize("rules", ["dang-hd36", "nd30"])
def test_a_party_position_is_not_bold_in_a_state_document_either(rules: str) -> None:
    block = confirmation(Sheet(rule_set(rules)), "xac_nhan", place="ky_cap_uy", number=3)
    position = re.search(r"<w:r>((?:(?!</w:r>).)*)xac_nhan\.chuc_vu", block.above)
    assert position is not None
    assert '<w:b w:val="0"/>' in position[1]


def test_a_state_appendix_counts_its_pages_anew_and_a_party_one_does_not() -> None:
    state = appendix(Sheet(rule_set("nd30")), "Phụ lục I", "DANH SÁCH")
    assert '<w:pgNumType w:start="1"/>' in state
    assert "pageBreakBefore" not in state
    party = appendix(SHEET, "Phụ lục 1", "DANH SÁCH")
    assert "sectPr" not in party
    assert "<w:pageBreakBefore/>" in party


def test_the_last_section_counts_as_the_others_do() -> None:
    sheet = Sheet(rule_set("nd30"))
    for blocks, anew in ((("",), 0), ((appendix(sheet, "Phụ lục", "DANH SÁCH"),), 2)):
        document = read_members(build(Template(sheet, blocks)))["word/document.xml"].decode()
        assert document.count('<w:pgNumType w:start="1"/>') == anew


def test_state_recipients_have_more_room_than_the_letterhead_has() -> None:
    sheet = Sheet(rule_set("nd30"))
    assert sheet.closing_mm[0] > sheet.halves_mm[0]
    assert sum(sheet.closing_mm) == pytest.approx(sum(sheet.halves_mm))
    assert SHEET.closing_mm[0] == pytest.approx(0.47 * sum(SHEET.halves_mm))


def test_a_row_of_signatures_stays_with_the_next_one_only_where_told_to() -> None:
    block = signer(SHEET, "CHI BỘ", name="Lê Lan", place="ky_cam_ket_1", number=1, keep="last_")
    for last, kept in ((True, "1"), (False, "0")):
        shown = template_environment().from_string(block.below).render(last_=last)
        assert shown.count(f'<w:keepNext w:val="{kept}"/>') == 1
