"""Biểu mẫu số 01 của tỉnh: danh sách đăng ký xây dựng mới, nhân rộng (source 003 §III.1).

The source names the form but does not give it; see `x-assumed` of the schema.
"""

from doc_service.house_style.closing import closing
from doc_service.house_style.frame import Sheet, form_label, letterhead, salutation, title
from doc_service.house_style.lists import FIELD, LAST, grouped_rows, total_row
from doc_service.house_style.package import Template
from doc_service.house_style.tables import Column, data_table, head_cell, widths_of
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
ROWS = grouped_rows(
    WIDTHS,
    (
        "{{ dong.ten }}",
        "{{ dong.chu_the }}",
        "{{ dong.dia_chi }}",
        FIELD,
        "{{ dong.lo_trinh }}",
        "{{ dong.ghi_chu }}",
    ),
    group="{{ nhom_.ten }}: {{ nhom_.so_dong | dem }} mô hình",
    keep=LAST,
)
TOTAL = total_row(
    WIDTHS,
    "Tổng: {{ so_luong.tong | dem }} mô hình (xây dựng mới: "
    "{{ so_luong.theo.moi | dem }}, nhân rộng: {{ so_luong.theo.nhan_rong | dem }})",
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
            body=[*ROWS, TOTAL],
            closing=closing(SHEET, left_span=3, right_span=4),
        ),
    ),
)
