"""Thông báo giao nhiệm vụ xây dựng mô hình cho các đơn vị (source 004 §V, step 2)."""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import body, section, text
from doc_service.house_style.tables import Column, cell, list_table, required_loop, widths_of
from doc_service.ooxml import Cell, paragraph, row, tag
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
COLUMNS = (
    Column(10, "TT"),
    Column(35, "Đơn vị chủ trì"),
    Column(63, "Mô hình, nhiệm vụ"),
    Column(33, "Đơn vị phối hợp"),
    Column(24, "Hoàn thành trước ngày"),
)
WIDTHS = widths_of(COLUMNS)

TASK = Cell(
    tag("if dong.ten")
    + paragraph("“{{ dong.ten }}”", "BangChu", keep_next=True)
    + tag("endif")
    + tag("for doan_ in dong.viec | cac_doan")
    + paragraph("{{ doan_ }}", "BangChu")
    + tag("endfor")
)
LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo"),
        cell("{{ dong.don_vi | khong_ngat }}"),
        TASK,
        cell("{{ dong.phoi_hop }}"),
        cell("{% if dong.thoi_han %}{{ dong.thoi_han | ngay_so }}{% endif %}", "BangSo"),
    ],
    WIDTHS,
)

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "THÔNG BÁO", "{{ trich_yeu }}"),
        text("{{ mo_dau }}, {{ ten_thong_bao or co_quan.ten }} giao nhiệm vụ như sau:"),
        section("1. Nhiệm vụ của các đơn vị", level=1),
        paragraph(style="SauBang", keep_next=True),
        list_table(COLUMNS, required_loop("dong in cac_nhiem_vu", [LINE], WIDTHS)),
        paragraph(style="SauBang"),
        section("2. Tổ chức thực hiện", level=1),
        body(SHEET, "to_chuc_thuc_hien", last=False),
        text(
            "Báo cáo kết quả gửi về {{ noi_bao_cao }} trước ngày "
            "{% if han_bao_cao %}{{ han_bao_cao | ngay_so }}{% else %}……………{% endif %}.",
        ),
        text("{{ cau_ket | ket(ket_thuc) }}", keep_next=True),
        closing_table(SHEET),
    ),
)
