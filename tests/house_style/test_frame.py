from __future__ import annotations

import re
from typing import Any

import pytest

from doc_service.assembly.environment import template_environment
from doc_service.house_style.frame import Sheet, attached, salutations, title
from doc_service.house_style.styles import SALUTATION_MM
from doc_service.the_thuc.metrics import text_width
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))


def rendered(xml: str, **data: Any) -> list[str]:
    """Return the lines that a reader sees, tags in paragraphs of their own carried out."""
    tagged = re.sub(r"<w:p>(?:(?!</w:p>).)*?({%)p (.*?%})(?:(?!</w:p>).)*</w:p>", r"\1 \2", xml)
    shown = template_environment().from_string(tagged).render(**data)
    found = re.findall(r"<w:p>(.*?)</w:p>", shown)
    lines = ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", one)) for one in found]
    return [line for line in lines if line.strip()]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Tờ trình số 22-TTr/ĐU", ["(Kèm theo Tờ trình số 22-TTr/ĐU)", "-----"]),
        ("", ["-----"]),
    ],
)
def test_a_list_says_above_its_divider_what_it_belongs_to(given: str, expected: list[str]) -> None:
    assert rendered(attached(SHEET), kem_theo=given) == expected


def test_nothing_parts_a_list_s_divider_from_what_it_belongs_to() -> None:
    belonging = attached(SHEET).split("</w:p>")[1]
    assert "KemTheo" in belonging
    assert 'w:after="0"' in belonging


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (["Ban Xây dựng Đảng"], ["Kính gửi: Ban Xây dựng Đảng"]),
        (["- Công an;", "- Trạm Y tế."], ["Kính gửi:", "- Công an;", "- Trạm Y tế."]),
        ([""], ["Kính gửi: ……………"]),
    ],
)
def test_addressees_stand_on_the_line_or_below_it_and_a_draft_shows_a_gap(
    to: list[str], expected: list[str]
) -> None:
    xml = salutations(SHEET)
    assert rendered(xml, kinh_gui_nhan="Kính gửi:", kinh_gui_dong=to) == expected


def test_an_invitation_greets_in_its_own_words() -> None:
    xml = salutations(SHEET, "Kính mời:")
    assert rendered(xml, kinh_gui_dong=["Đồng chí Bí thư"]) == ["Kính mời: Đồng chí Bí thư"]


def indents(xml: str, **data: Any) -> tuple[float, float]:
    """Return the width in points of the last ruled paragraph, and of the text around it."""
    shown = template_environment().from_string(xml).render(**data)
    left, right = map(int, re.findall(r'w:left="(\d+)" w:right="(\d+)"', shown)[-1])
    width = Sheet(rule_set("nd30")).width
    return (width - left - right) / 20, width / 20


@pytest.mark.parametrize(
    "abstract",
    [
        "Kiện toàn Ban Chỉ đạo",
        "Xây dựng mô hình “Dân vận khéo” trong hội viên nông dân năm 2026",
        "Về việc tặng Giấy khen cho các tập thể, cá nhân có thành tích tiêu biểu trong phong trào "
        "thi đua “Dân vận khéo” năm 2026",
    ],
)
@pytest.mark.parametrize("written", [True, False])
def test_the_rule_under_a_state_abstract_is_a_third_to_a_half_of_its_line(
    abstract: str, written: bool
) -> None:
    sheet = Sheet(rule_set("nd30"))
    xml = title(sheet, "KẾ HOẠCH", abstract if written else "{{ trich_yeu }}")
    rule, text = indents(xml, trich_yeu=abstract)
    line = min(text_width(abstract, sheet.rules.title.abstract_pt, "bold"), text)
    assert line / 3 <= rule <= line / 2


def test_the_dashes_of_several_addressees_stand_under_the_colon() -> None:
    at = SHEET.rules.salutation.pt
    found = re.search(r'<w:ind w:right="(\d+)"/>', salutations(SHEET))
    assert found is not None
    colon_ends = (SHEET.width - int(found[1])) / 20
    dash_begins = SALUTATION_MM * 72 / 25.4 - text_width("- ", at)
    dash_ends = dash_begins + text_width("-", at)
    assert dash_begins < colon_ends <= dash_ends + 0.1
