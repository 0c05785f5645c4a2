"""Biểu mẫu số 01 của tỉnh: danh sách đăng ký xây dựng mới, nhân rộng (source 003 §III.1).

The source names the form but does not give it; see `x-assumed` of the schema.
"""

from doc_service.house_style.closing import closing
from doc_service.house_style.frame import Sheet, form_label, letterhead, salutation, title
from doc_service.house_style.package import Template
from doc_service.house_style.tables import (
    Column,
    cell,
    data_table,
    head_cell,
    loop,
    required_loop,
    widths_of,
)
from doc_service.ooxml import row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"), landscape=True)
COLUMNS = (
    Column(11, "TT"),
    Column(60, "{{ nhan_cot.mo_hinh.ten }}"),
    Column(44, "{{ nhan_cot.mo_hinh.chu_the }}"),
    Column(35, "{{ nhan_cot.mo_hinh.dia_chi }}"),
    Column(35, "{{ nhan_cot.mo_hinh.linh_vuc }}"),
    Column(42, "{{ nhan_cot.mo_hinh.lo_trinh }}"),
    Column(25, "{{ nhan_cot.mo_hinh.ghi_chu }}"),
)
WIDTHS = widths_of(COLUMNS)
KEEP = "dong.cuoi"

GROUP = row(
    [
        cell("{{ nhom_.so }}", "BangSo", bold=True, keep="always"),
        cell(
            "{{ nhom_.ten }}: {{ nhom_.so_dong | dem }} mô hình", bold=True, keep="always", span=6
        ),
    ],
    WIDTHS,
)
LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep=KEEP),
        cell("{{ dong.ten }}", keep=KEEP),
        cell("{{ dong.chu_the }}", keep=KEEP),
        cell("{{ dong.dia_chi }}", keep=KEEP),
        cell("{{ nhan.linh_vuc[dong.linh_vuc] }}", keep=KEEP),
        cell("{{ dong.lo_trinh }}", keep=KEEP),
        cell("{{ dong.ghi_chu }}", keep=KEEP),
    ],
    WIDTHS,
)
TOTAL = row(
    [
        cell(
            "Tổng: {{ so_luong.tong | dem }} mô hình (xây dựng mới: "
            "{{ so_luong.theo.moi | dem }}, nhân rộng: {{ so_luong.theo.nhan_rong | dem }})",
            bold=True,
            keep="always",
            span=7,
        )
    ],
    WIDTHS,
)

TEMPLATE = Template(
    SHEET,
    (
        form_label("BIỂU MẪU SỐ 01"),
        letterhead(SHEET, numbered=False),
        title(
            SHEET,
            "DANH SÁCH",
            "đăng ký xây dựng mới, nhân rộng mô hình “Dân vận khéo” năm {{ nam }}",
        ),
        salutation(SHEET),
        data_table(
            COLUMNS,
            head=[[head_cell(column.header) for column in COLUMNS]],
            body=[
                *required_loop(
                    "nhom_ in nhom", [GROUP, *loop("dong in nhom_.dong", [LINE], WIDTHS)], WIDTHS
                ),
                TOTAL,
            ],
            closing=closing(SHEET, left_span=3, right_span=4),
        ),
    ),
)
