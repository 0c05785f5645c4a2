from __future__ import annotations

import re

import pytest

from doc_service.house_style.frame import Sheet
from doc_service.house_style.running import decision_opening
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
