"""Kế hoạch thực hiện phong trào, with a narrative body (sources 000, 002, 004)."""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import body
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "KẾ HOẠCH", "{{ trich_yeu }}"),
        body(SHEET),
        closing_table(SHEET),
    ),
)
