from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import etree

from doc_service.assembly.environment import template_environment
from doc_service.house_style.closing import confirmation, confirmed_closing, signer
from doc_service.house_style.frame import Sheet
from doc_service.the_thuc.rule_sets import rule_set

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
    return rendered(block, xac_nhan=given)


@pytest.mark.parametrize(
    ("committee", "authority"),
    [
        ("Chi bộ Tổ dân phố số 5", "T/M CHI BỘ"),
        ("Đảng ủy phường An Thịnh", "T/M BAN THƯỜNG VỤ"),
    ],
)
def test_a_committee_confirms_with_its_usual_authority(committee: str, authority: str) -> None:
    assert confirmed(cap_uy=committee) == [
        f"XÁC NHẬN CỦA {committee.upper()}",
        authority,
        "BÍ THƯ",
        "Lê Diệu Hằng",
    ]


def test_the_authority_that_was_given_is_printed() -> None:
    assert confirmed(cap_uy="Đảng ủy Trường A", quyen_han="T/M Đảng ủy")[1] == "T/M ĐẢNG ỦY"


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
    first, second = table.iter(f"{{{W}}}tr")
    assert all(
        cell.find(f"{{{W}}}p/{{{W}}}pPr/{{{W}}}keepNext") is not None
        for cell in first.iter(f"{{{W}}}tc")
    )
    named = [mark.get(f"{{{W}}}name") for mark in second.iter(f"{{{W}}}bookmarkStart")]
    assert named == list(places)
