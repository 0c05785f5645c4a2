"""Quyết định công nhận mô hình, điển hình, with the list as its appendix (source 001 §IV.2.2)."""

from doc_service.house_style.closing import appendix, closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.lists import model_list
from doc_service.house_style.package import Template
from doc_service.house_style.running import (
    bases,
    decision_line,
    last_lead_in,
    lead_in,
    level,
)
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
# a kind of which there is none is not mentioned
WHOSE = (
    "{% if so_luong.theo.tap_the %}{{ so_luong.theo.tap_the | dem }} mô hình của tập thể{% endif %}"
    "{% if so_luong.theo.tap_the and so_luong.theo.ca_nhan %} và {% endif %}"
    "{% if so_luong.theo.ca_nhan %}{{ so_luong.theo.ca_nhan | dem }} mô hình của cá nhân{% endif %}"
    "{% if not so_luong.tong %}……………{% endif %}"
)

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "QUYẾT ĐỊNH", "{{ trich_yeu }}"),
        bases(),
        decision_line(),
        lead_in(
            "Điều 1.",
            "Công nhận {{ so_luong.tong | dem if so_luong.tong else '……' }} mô hình "
            f"“Dân vận khéo” cấp {level()} năm {{{{ nam }}}}, gồm {WHOSE} (có danh sách kèm theo).",
        ),
        lead_in("Điều 2.", "{{ trach_nhiem }}"),
        last_lead_in("Điều 3.", "thi_hanh"),
        closing_table(SHEET),
        appendix(
            SHEET,
            "DANH SÁCH",
            f"mô hình “Dân vận khéo” cấp {level()} được công nhận năm {{{{ nam }}}}",
        ),
        model_list(required=True),
    ),
)
