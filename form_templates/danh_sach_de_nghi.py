"""Danh sách đề nghị công nhận điển hình cấp thành phố (source 001 §IV.2.4).

The source asks for the list but gives no columns; see `x-assumed` of the schema.
"""

from doc_service.house_style.closing import closing
from doc_service.house_style.frame import Sheet, attached, heading, letterhead, salutation
from doc_service.house_style.package import Template
from doc_service.house_style.running import level
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

SHEET = Sheet(rule_set("dang-hd36"))
COLUMNS = (
    Column(9, "TT"),
    Column(39, "{{ nhan_cot.de_nghi.chu_the }}"),
    Column(38, "{{ nhan_cot.de_nghi.ten }}"),
    Column(29, "{{ nhan_cot.de_nghi.linh_vuc }}"),
    Column(34, "{{ nhan_cot.de_nghi.quyet_dinh }}"),
    Column(16, "{{ nhan_cot.de_nghi.ghi_chu }}"),
)
WIDTHS = widths_of(COLUMNS)
KEEP = "dong.cuoi"

GROUP = row(
    [
        cell("{{ nhom_.so }}", "BangSo", bold=True, keep="always"),
        cell("{{ nhom_.ten }}", bold=True, keep="always", span=5),
    ],
    WIDTHS,
)
LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep=KEEP),
        cell("{{ [dong.chu_the, dong.chuc_vu] | doan | khong_ngat }}", keep=KEEP),
        cell("{{ dong.ten }}", keep=KEEP),
        cell("{{ nhan.linh_vuc[dong.linh_vuc] }}", keep=KEEP),
        cell("{{ dong.quyet_dinh }}", keep=KEEP),
        cell("{{ dong.ghi_chu }}", keep=KEEP),
    ],
    WIDTHS,
)
TOTAL = row(
    [
        cell(
            "Tổng: {{ so_luong.tong | dem }} ({{ so_luong.theo.tap_the | dem }} tập thể, "
            "{{ so_luong.theo.ca_nhan | dem }} cá nhân)",
            bold=True,
            keep="always",
            span=6,
        )
    ],
    WIDTHS,
)

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=False),
        heading(
            "DANH SÁCH",
            f"đề nghị công nhận điển hình “Dân vận khéo” cấp {level()} năm {{{{ nam }}}}",
        ),
        attached(SHEET),
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
            closing=closing(SHEET, left_span=3, right_span=3),
        ),
    ),
)
