from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from doc_service.assembly.running_text import bound, ended, than_bai
from doc_service.narrative.outline import sections_to_json
from doc_service.narrative.parsing import parse_outline
from doc_service.vietnamese.text import bind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OUTLINE = """Thực hiện Kế hoạch số 12-KH/ĐU, ngày 09/01/2026.
I. MỤC ĐÍCH
1. Yêu cầu
1.1. Lĩnh vực kinh tế: Vận động Nhân dân.
- Việc **thứ nhất** và *thứ hai*;
| TT | Đơn vị |
| --- | --- |
| 1 | Chi bộ Tổ dân phố số 5 |
Trong quá trình thực hiện có gì vướng mắc thì báo cáo"""


def written(text: str, end: str = "") -> etree._Element:
    xml = str(than_bai(sections_to_json(parse_outline(text)), end))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return etree.fromstring(f"<w:body {space}>{xml}</w:body>")


def styles(root: etree._Element) -> list[str]:
    return [str(one.get(f"{W}val")) for one in root.iterfind(f"{W}p/{W}pPr/{W}pStyle")]


def text(element: etree._Element) -> str:
    return "".join(element.itertext()).replace("\u00a0", " ").replace("\u2011", "-")


def test_each_kind_of_heading_has_its_style_and_text_is_running_text() -> None:
    root = written(OUTLINE)
    assert styles(root) == [
        *("ThanVanBan", "DePhan", "DeMuc", "ThanVanBan", "ThanVanBan"),
        *("SauBang", "SauBang", "ThanVanBan"),
    ]
    assert [text(one) for one in root.iterfind(f"{W}p")][1:4] == [
        "I. MỤC ĐÍCH",
        "1. Yêu cầu",
        "1.1. Lĩnh vực kinh tế: Vận động Nhân dân.",
    ]


def test_lead_ins_are_bold_and_marks_become_bold_and_italic() -> None:
    root = written(OUTLINE)
    looks = {
        text(run): {child.tag.removeprefix(W) for child in run.iterfind(f"{W}rPr/*")}
        for run in root.iterfind(f"{W}p/{W}r")
    }
    assert looks["Lĩnh vực kinh tế:"] == {"b"}
    assert looks["thứ nhất"] == {"b"}
    assert looks["thứ hai"] == {"i"}
    assert looks["Vận động Nhân dân."] == set()


def test_a_table_fills_the_width_and_repeats_its_head() -> None:
    table = written(OUTLINE).find(f"{W}tbl")
    widths = [int(one.get(f"{W}w")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    assert sum(widths) == 9355
    assert widths[0] < widths[1]
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_symbols_and_dates_do_not_break_over_lines() -> None:
    xml = str(than_bai([{"chu": "Kế hoạch số 12-KH/ĐU, ngày 09/01/2026"}]))
    assert "12\u2011KH/ĐU" in xml
    assert "ngày\u00a009/01/2026" in xml


def test_the_last_paragraph_gets_its_end_mark_and_stays_with_the_signature() -> None:
    last = written(OUTLINE, ".").findall(f"{W}p")[-1]
    assert text(last).endswith("thì báo cáo.")
    assert last.find(f"{W}pPr/{W}keepNext") is not None
    assert written(OUTLINE).findall(f"{W}p")[-1].find(f"{W}pPr/{W}keepNext") is None


@pytest.mark.parametrize(
    ("sentence", "end", "printed"),
    [
        ("Thực hiện", ".", "Thực hiện."),
        ("Thực hiện. ", ".", "Thực hiện."),
        ("Thực hiện.", "./.", "Thực hiện./."),
        ("Thực hiện", "./.", "Thực hiện./."),
        ("Thực hiện./.", "./.", "Thực hiện./."),
        ("Thực hiện./.", ".", "Thực hiện./."),
        ("Vì sao?", ".", "Vì sao?"),
    ],
)
def test_a_sentence_ends_as_the_family_writes_it(sentence: str, end: str, printed: str) -> None:
    assert ended(sentence, end) == printed


@given(
    st.lists(
        st.sampled_from(["ngày ", "Số ", "5", "12-KH/ĐU", "ĐỒNG CHÍ ", "đồng chí An", " ", "a"])
    )
)
def test_what_is_bound_at_a_glance_is_what_binding_gives(pieces: list[str]) -> None:
    assert bound("".join(pieces)) == bind("".join(pieces))


@given(st.text(max_size=60))
def test_any_text_makes_well_formed_paragraphs(anything: str) -> None:
    plain = re.sub(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", anything)
    written(f"I. Phần\n{plain}\n| a | {plain} |", ".")


def test_markup_in_a_text_is_text() -> None:
    root = written("A & B <C> {{ 7*7 }} {% for %}")
    assert text(root) == "A & B <C> {{ 7*7 }} {% for %}"


def test_an_empty_body_is_an_empty_paragraph() -> None:
    assert styles(written("", ".")) == ["ThanVanBan"]


@pytest.mark.parametrize("table", [{"kieu": "bang"}, {"hang": [[], []]}])
def test_a_draft_may_hold_a_table_without_rows(table: dict[str, object]) -> None:
    assert "<w:tbl>" not in than_bai([table])
    assert "<w:p>" in than_bai([table])
