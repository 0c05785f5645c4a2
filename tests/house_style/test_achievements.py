from __future__ import annotations

import re

from doc_service.assembly.environment import template_environment
from doc_service.house_style.achievements import achievement, awards, report_title
from doc_service.house_style.frame import Sheet
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))


def period(start: str, end: str) -> str:
    paragraph = next(one for one in achievement(SHEET).split("<w:p>") if "Thời gian" in one)
    source = re.findall(r">([^<>]*bat_dau \| ngay_so[^<>]*)<", paragraph)[0]
    return template_environment().from_string(source).render(bat_dau=start, ket_thuc_ngay=end)


def test_a_period_is_said_with_what_is_known_of_it() -> None:
    assert period("2026-01-05", "2026-10-10") == "từ ngày 05/01/2026 đến ngày 10/10/2026."
    assert period("2026-01-05", "") == "từ ngày 05/01/2026 đến nay."
    assert period("", "2026-10-10") == "đến ngày 10/10/2026."


def test_without_awards_the_report_says_so_instead_of_showing_an_empty_table() -> None:
    shown = awards()
    assert "{%p if khen_thuong %}" in shown
    assert "{%p if not khen_thuong %}" in shown
    assert "Chưa có." in shown


def test_the_abstract_begins_as_the_family_writes_it() -> None:
    assert "đề nghị công nhận" in report_title(SHEET)
    assert "Đề nghị công nhận" in report_title(Sheet(rule_set("nd30")))
