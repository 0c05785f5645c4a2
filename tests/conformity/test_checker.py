from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from doc_service.conformity.checker import MOST_OF_ONE_RULE, check, gathered
from doc_service.conformity.findings import Report
from doc_service.conformity.report import report_text
from doc_service.errors import BadRequest, UnreadableWord
from tests.conformity.files import A4, SPACES, file, styles
from tests.conformity.findings import finding
from tests.importing.documents import p, r, table

TODAY = dt.date(2026, 11, 21)
USUAL = styles(
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='Times New Roman' "
    "w:hAnsi='Times New Roman' w:cs='Times New Roman' w:eastAsia='Times New Roman'/>"
    "<w:sz w:val='28'/></w:rPr></w:rPrDefault></w:docDefaults>"
)


def plan(day: str = "05 tháng 02 năm 2026", number: str = "Số 12-KH/ĐU") -> str:
    bold = "<w:b/>"
    head = table(
        (
            p(r("ĐẢNG BỘ TỈNH BÌNH SƠN"))
            + p(r("ĐẢNG ỦY XÃ TÂN HÒA", bold))
            + p(r("*"))
            + p(r(number)),
            p(r("ĐẢNG CỘNG SẢN VIỆT NAM", bold)) + p(r(f"Tân Hòa, ngày {day}", "<w:i/>")),
        )
    )
    return head + "".join(
        (
            p(r("KẾ HOẠCH", bold)),
            p(r("thực hiện phong trào “Dân vận khéo”", bold)),
            p(r("-----")),
            p(r("Đảng ủy ban hành kế hoạch như sau:")),
            f"<w:sectPr>{A4}</w:sectPr>",
        )
    )


def checked(body: str, **how: str) -> Report:
    return check(file(body, USUAL), "ke-hoach.docx", today=TODAY, **how)


def test_a_document_is_recognised_and_judged_by_the_rules_of_its_day() -> None:
    before, after = checked(plan()), checked(plan("27 tháng 5 năm 2026"))
    assert (before.family, before.type_name, before.day) == ("dang", "Kế hoạch", "2026-02-05")
    assert (before.rule_set, after.rule_set) == ("dang-hd36", "dang-hd05")


def test_a_wrong_number_is_found_at_its_place_with_the_remedy() -> None:
    found = checked(plan(number="Số: 12/KH-ĐU"))
    numbers = [at for at in found.findings if at.rule == "P-NUM-01"]
    assert {one.place for one in numbers} == {"Số và ký hiệu: “Số: 12/KH-ĐU”"}
    assert any("Số 12-KH/ĐU" in one.fix for one in numbers)
    assert ({one.severity for one in numbers}, found.passes) == ({"error"}, False)
    assert "P-NUM-01" not in [at.rule for at in checked(plan()).findings]


def test_findings_come_the_gravest_first_and_in_the_order_of_the_document() -> None:
    found = checked(plan(number="Số: 12/KH-ĐU")).findings
    graded = [("error", "warning", "info").index(one.severity) for one in found]
    assert graded == sorted(graded)
    places = [-1 if one.paragraph is None else one.paragraph for one in found]
    assert places == [at for _, at in sorted(zip(graded, places, strict=True))]


def test_a_rule_set_may_be_asked_for_by_name() -> None:
    assert checked(plan(), rule_set="dang-hd05").rule_set == "dang-hd05"
    with pytest.raises(BadRequest, match="“khac”.*dang-hd36"):
        checked(plan(), rule_set="khac")


def test_a_document_that_says_nothing_of_itself_is_judged_by_the_rules_of_today() -> None:
    found = checked(p(r("Đồng chí đã làm tốt.")))
    assert (found.family, found.day, found.type_name) == ("", "", "")
    assert found.rule_set == "dang-hd05"


def test_what_cannot_be_read_is_an_error_and_no_report() -> None:
    with pytest.raises(UnreadableWord):
        checked(p())


def test_many_findings_of_one_rule_are_told_as_one_from_the_twenty_first_on() -> None:
    found = list(gathered([finding(paragraph=at) for at in range(500)]))
    assert len(found) == MOST_OF_ONE_RULE + 1
    assert (found[-1].count, found[-1].paragraph) == (480, 20)
    assert found[-1].place.endswith("và 479 chỗ khác")
    assert sum(one.count for one in found) == 500


def test_five_hundred_pages_get_an_answer_with_one_line_for_what_repeats() -> None:
    lines = p(r("Thực hiện phong trào thu đua trên địa bàn xã.")) * 12_000  # 24 to a page
    told = checked(plan().replace("<w:sectPr>", f"{lines}<w:sectPr>"))
    slips = [one for one in told.findings if one.rule == "V-TYPO-01"]
    assert len(slips) == MOST_OF_ONE_RULE + 1
    assert sum(one.count for one in slips) == 12_000


TEXTS = ("", "\t", "Số 1", "T/M", "- ", "ngày 31 tháng 11 năm 2026", "./.", "Kính gửi:", "“")


@given(st.data())
def test_whatever_a_stranger_leaves_out_or_writes_the_answer_is_a_report_or_a_sentence(
    choose: st.DataObject,
) -> None:
    body = etree.fromstring(f"<w:body {SPACES}>{plan()}</w:body>")
    for _ in range(choose.draw(st.integers(1, 6))):
        element = choose.draw(st.sampled_from(list(body.iter())))
        above = element.getparent()
        if above is not None and choose.draw(st.booleans()):
            above.remove(element)
        else:
            element.text = choose.draw(st.sampled_from(TEXTS))
    content = file("".join(etree.tostring(one, encoding="unicode") for one in body), USUAL)
    try:
        report = check(content, "la.docx", today=TODAY)
    except UnreadableWord as error:
        assert "hãy" in str(error)
    else:
        assert report_text(report).startswith("Kiểm tra thể thức: la.docx")


@pytest.mark.parametrize("count", [0, 1, MOST_OF_ONE_RULE, MOST_OF_ONE_RULE + 1])
def test_few_findings_stay_as_they_are(count: int) -> None:
    given = [finding(paragraph=at) for at in range(count)]
    assert list(gathered(given)) == given


def test_errors_and_warnings_of_one_rule_are_gathered_apart() -> None:
    kinds = ("error", "warning")
    given = [finding(severity=kind) for kind in kinds for _ in range(MOST_OF_ONE_RULE + 5)]
    rest = [one for one in gathered(given) if one.count > 1]
    assert [(one.severity, one.count) for one in rest] == [("error", 5), ("warning", 5)]
