"""Công văn: no name of a type, the abstract under the number (HD 36 Phụ lục 3, rows 5c and 8)."""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, salutations
from doc_service.house_style.package import Template
from doc_service.house_style.running import body
from doc_service.ooxml import paragraph
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True, letter=True),
        paragraph(style="SauBang"),  # the abstract may reach lower than place and date
        salutations(SHEET),
        body(SHEET),
        closing_table(SHEET),
    ),
)
