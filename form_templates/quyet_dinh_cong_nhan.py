"""Quyết định công nhận mô hình, điển hình, with the list as its appendix (source 001 §IV.2.2)."""

from doc_service.house_style.closing import appendix, closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import (
    bases,
    decision_line,
    last_lead_in,
    lead_in,
)
from doc_service.house_style.tables import Column, cell, list_table, loop, widths_of
from doc_service.ooxml import row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
COLUMNS = (
    Column(12, "TT"),
    Column(48, "Tập thể, cá nhân"),
    Column(65, "Tên mô hình “Dân vận khéo”"),
    Column(40, "Lĩnh vực"),
)
WIDTHS = widths_of(COLUMNS)

GROUP = row(
    [
        cell("{{ nhom_.so }}", "BangSo", bold=True, keep="always"),
        cell("{{ nhom_.ten }}", bold=True, keep="always", span=3),
    ],
    WIDTHS,
)
LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo"),
        cell("{{ [dong.chu_the, dong.chuc_vu] | doan }}"),
        cell("{{ dong.ten }}"),
        cell("{{ nhan.linh_vuc[dong.linh_vuc] }}"),
    ],
    WIDTHS,
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
            "Công nhận {{ so_luong.tong | dem }} mô hình “Dân vận khéo” cấp "
            "{{ nhan.cap_ngan[cap] }} năm {{ nam }}, gồm {{ so_luong.theo.tap_the | dem }} mô hình "
            "của tập thể và {{ so_luong.theo.ca_nhan | dem }} mô hình của cá nhân (có danh sách "
            "kèm theo).",
        ),
        lead_in("Điều 2.", "{{ trach_nhiem }}"),
        last_lead_in("Điều 3.", "thi_hanh"),
        closing_table(SHEET),
        appendix(
            SHEET,
            "DANH SÁCH",
            "mô hình “Dân vận khéo” cấp {{ nhan.cap_ngan[cap] }} được công nhận năm {{ nam }}",
        ),
        list_table(
            COLUMNS,
            loop("nhom_ in nhom", [GROUP, *loop("dong in nhom_.dong", [LINE], WIDTHS)], WIDTHS),
        ),
    ),
)
