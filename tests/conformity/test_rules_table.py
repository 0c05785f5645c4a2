from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.conformity.catalogue import catalogue
from doc_service.conformity.paper import Paper
from doc_service.conformity.parts import read_parts
from doc_service.conformity.rules.table import slips
from doc_service.the_thuc.rule_sets import rule_sets
from tests.conformity.papers import (
    TODAY,
    front,
    judged,
    letter,
    minutes,
    p,
    paper,
    party,
    party_05,
    rules_of,
    state,
    table,
)

CLEAN = (party, party_05, state, front, letter, minutes)
PIECES = (
    *("ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐOÀN TNCS HỒ CHÍ MINH"),
    *("CHI BỘ TỔ DÂN PHỐ SỐ 5", "ỦY BAN NHÂN DÂN", "PHƯỜNG AN THỊNH", "*", "-----", "", "Số"),
    *(
        "Số: 12/KH-ĐU",
        "Số: …/2026/QĐ-UBND",
        "Số 5-QĐ/",
        "Số ……-CV/ĐU",
        "An Thịnh, ngày 31 tháng 02 năm 2026",
        "MẬT",
    ),
    *("Huế ngày 1/3/2026", "ngày      tháng      năm", "KẾ HOẠCH", "BIÊN BẢN", "Tờ trình"),
    *("V/v đăng ký", "Kính gửi:", "Kính trình: Đảng ủy", "- Công an phường,", "- Lưu: VT,"),
    *("Căn cứ Luật;", "- Xét đề nghị,", "QUYẾT ĐỊNH:", "Điều 3. Hiệu lực", "Điều 1. Tên", "IV. A"),
    *("Nơi nhận:", "T/M CHI BỘ", "KT. CHỦ TỊCH", "kiêm", "PHÓ BÍ THƯ", "(Đã ký)", "Trần văn Lâm"),
    *("NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ", "XÁC NHẬN CỦA", "TS. Vũ A", "Phụ lục 02", "a)"),
    *(
        "Tóm tắt thành tích",
        "MẪU SỐ 01",
        "(Kèm theo Kế hoạch số 1-KH/ĐU)",
        "Dự thảo lần 2",
        "1.5. B",
    ),
    *(
        "kết thúc hồi 25 giờ 99",
        "có mặt 9/3 đồng chí",
        'mô hình "dân vận khéo',
        "§¶ng uû",
        "x" * 150,
    ),
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from(["\t", "\n", " ", "    "]).map(lambda mark: mark.join(words))
)
paragraphs = st.builds(
    p,
    texts | st.text(max_size=30),
    bold=st.booleans(),
    align=st.sampled_from(["left", "center", "right", "both"]),
    pt=st.sampled_from([11.0, 12.0, 13.0, 14.0, 15.0]),
    font=st.sampled_from([None, "Arial", ".VnTime", ""]),
    drawn_rule=st.booleans(),
)
tables = st.lists(
    st.lists(st.lists(paragraphs, max_size=3), min_size=2, max_size=2), min_size=1, max_size=3
).map(lambda rows: table(*rows))
anything = st.lists(paragraphs | tables, min_size=1, max_size=12).map(lambda items: paper(*items))


@pytest.mark.parametrize("layout", ["table", "tabs", "lines"])
@pytest.mark.parametrize("make", CLEAN)
def test_a_clean_document_has_nothing_to_be_told_in_any_layout(make, layout):
    assert judged(make(layout=layout)) == []


@given(one=anything, rules=st.sampled_from(sorted(rule_sets())))
def test_whatever_is_written_every_slip_is_a_sentence_with_its_place(one: Paper, rules: str):
    parts = read_parts(one)
    for slip in slips(one, parts, rule_sets()[rules], TODAY):
        assert slip.rule in catalogue()
        assert slip.paragraph is None or 0 <= slip.paragraph < len(one.paragraphs)
        assert slip.required.strip() and slip.found.strip()
        assert slip.fix.endswith((".", "”", "?", "}", "…")), slip
        assert not {"None", "Piece"} & set(f"{slip.required} {slip.found} {slip.fix}".split())


@given(one=anything)
def test_to_judge_twice_is_to_say_the_same(one: Paper):
    assert judged(one) == judged(one)


def test_a_document_is_judged_by_the_rule_set_that_is_asked_for():
    one = party_05()
    found = list(slips(one, read_parts(one), rule_sets()["dang-hd36"], TODAY))
    assert [slip.rule for slip in found] == ["P-NN-02"]


def test_the_day_of_the_check_counts_for_days_ahead():
    one = party()
    rules = rule_sets()["dang-hd36"]
    early = list(slips(one, read_parts(one), rules, dt.date(2025, 11, 1)))
    assert [slip.rule for slip in early] == ["P-DATE-02"]


def test_an_empty_table_and_a_document_of_blanks_are_no_trouble():
    blank = paper(table([[p("")], [p("")]]), [p("")])
    assert rules_of(blank) == ["X-KIND-01"]
    assert rules_of(replace(blank, paragraphs=())) == ["X-KIND-01"]
