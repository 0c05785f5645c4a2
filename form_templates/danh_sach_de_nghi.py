"""Danh sách đề nghị công nhận điển hình cấp thành phố (source 001 §IV.2.4).

The source asks for the list but gives no columns; see `x-assumed` of the schema.
"""

from doc_service.house_style.closing import closing
from doc_service.house_style.frame import Sheet, attached, heading, letterhead, salutation
from doc_service.house_style.lists import FIELD, LAST, OWNER, grouped_rows, total_row
from doc_service.house_style.package import Template
from doc_service.house_style.running import level
from doc_service.house_style.tables import Column, data_table, head_cell, widths_of
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
ROWS = grouped_rows(
    WIDTHS,
    (OWNER, "{{ dong.ten }}", FIELD, "{{ dong.quyet_dinh }}", "{{ dong.ghi_chu }}"),
    keep=LAST,
)
TOTAL = total_row(
    WIDTHS,
    "Tổng: {{ so_luong.tong | dem }} ({{ so_luong.theo.tap_the | dem }} tập thể, "
    "{{ so_luong.theo.ca_nhan | dem }} cá nhân)",
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
            body=[*ROWS, TOTAL],
            closing=closing(SHEET, left_span=3, right_span=3),
        ),
    ),
)
