"""Biểu mẫu số 02 của tỉnh: danh sách mô hình, điển hình được công nhận (source 003 §III.2).

The source names the form but does not give it; see `x-assumed` of the schema.
"""

from doc_service.house_style.closing import closing
from doc_service.house_style.frame import Sheet, form_label, letterhead, salutation, title
from doc_service.house_style.lists import FIELD, LAST, OWNER, grouped_rows, total_row
from doc_service.house_style.package import Template
from doc_service.house_style.tables import Column, data_table, head_cell, widths_of
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"), landscape=True)
COLUMNS = (
    Column(10, "TT"),
    Column(60, "{{ nhan_cot.cong_nhan.ten }}"),
    Column(39, "{{ nhan_cot.cong_nhan.chu_the }}"),
    Column(25, "{{ nhan_cot.cong_nhan.dia_chi }}"),
    Column(34, "{{ nhan_cot.cong_nhan.linh_vuc }}"),
    Column(50, "{{ nhan_cot.cong_nhan.ket_qua }}"),
    Column(34, "{{ nhan_cot.cong_nhan.quyet_dinh }}"),
)
WIDTHS = widths_of(COLUMNS)
ROWS = grouped_rows(
    WIDTHS,
    (
        "{{ dong.ten }}",
        OWNER,
        "{{ dong.dia_chi }}",
        FIELD,
        "{{ dong.ket_qua }}",
        "{{ dong.quyet_dinh }}",
    ),
    group="{{ nhom_.ten }}: {{ nhom_.so_dong | dem }}",
    keep=LAST,
)
TOTAL = total_row(
    WIDTHS,
    "Tổng: {{ so_luong.theo.mo_hinh | dem }} mô hình; điển hình: "
    "{{ so_luong.theo.dien_hinh_tap_the | dem }} tập thể, "
    "{{ so_luong.theo.dien_hinh_ca_nhan | dem }} cá nhân",
)

TEMPLATE = Template(
    SHEET,
    (
        form_label("BIỂU MẪU SỐ 02"),
        letterhead(SHEET, numbered=False),
        title(SHEET, "DANH SÁCH", "mô hình, điển hình “Dân vận khéo” được công nhận năm {{ nam }}"),
        salutation(SHEET),
        data_table(
            COLUMNS,
            head=[[head_cell(column.header) for column in COLUMNS]],
            body=[*ROWS, TOTAL],
            closing=closing(SHEET, left_span=3, right_span=4),
        ),
    ),
)
