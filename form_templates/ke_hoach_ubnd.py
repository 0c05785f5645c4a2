"""Kế hoạch của Ủy ban nhân dân (NĐ 30/2020/NĐ-CP Phụ lục III, Mẫu 1.4; source 001 §V.2)."""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import body
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("nd30"))

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "KẾ HOẠCH", "{{ trich_yeu }}"),
        body(SHEET),
        closing_table(SHEET),
    ),
)
