from __future__ import annotations

import re

import pytest

from doc_service.assembly.environment import template_environment
from doc_service.house_style.frame import Sheet
from doc_service.house_style.running import decision_opening, level
from doc_service.the_thuc.rule_sets import rule_set


def lines(xml: str) -> list[str]:
    return [text for text in re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml) if "{%" not in text]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("dang-hd36", ["{{ dong }}", "{{ ten_tham_quyen }}", "QUYẾT ĐỊNH"]),
        ("dang-hd05", ["{{ dong }}", "{{ ten_tham_quyen }}", "QUYẾT ĐỊNH"]),
        ("nd30", ["{{ ten_tham_quyen }}", "{{ dong }}", "QUYẾT ĐỊNH:"]),
    ],
)
def test_each_family_says_who_decides_where_its_rules_want_it(
    rules: str, expected: list[str]
) -> None:
    assert lines(decision_opening(Sheet(rule_set(rules)))) == expected


def test_a_state_decision_stays_with_its_first_article() -> None:
    opening = decision_opening(Sheet(rule_set("nd30")))
    last = opening[opening.rindex("<w:p>") :]
    assert "QUYẾT ĐỊNH:" in last
    assert "<w:keepNext/>" in last


@pytest.mark.parametrize(
    ("organ", "superior", "label", "expected"),
    [
        ("Đảng ủy phường An Thịnh", "Đảng bộ thành phố Hà Nội", "xã, phường", "phường"),
        ("Đảng ủy xã Vân Trại", "Đảng bộ thành phố Hà Nội", "xã, phường", "xã"),
        ("Chi bộ Tổ dân phố số 5", "Đảng bộ phường An Thịnh", "xã, phường", "phường"),
        ("Chi bộ Phòng Văn hóa - Xã hội", "", "xã, phường", "xã, phường"),
        ("Ban Tuyên giáo và Dân vận", "Thành ủy Hà Nội", "xã, phường", "xã, phường"),
        ("Đảng ủy phường An Thịnh", "", "phường, đặc khu", "phường, đặc khu"),
        ("Đảng ủy phường An Thịnh", "", "Thành phố", "Thành phố"),
    ],
)
def test_a_commune_names_the_communal_level_by_its_own_kind(
    organ: str, superior: str, label: str, expected: str
) -> None:
    template = template_environment().from_string(level())
    names = {"cap_ngan": {"cap_nay": label}}
    issuer = {"ten": organ, "cap_tren": superior}
    assert template.render(nhan=names, cap="cap_nay", co_quan=issuer) == expected
