"""Biểu mẫu số 02 của tỉnh: danh sách mô hình, điển hình được công nhận (source 003 §III.2).

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
    Column(10, "TT"),
    Column(60, "{{ nhan_cot.cong_nhan.ten }}"),
    Column(39, "{{ nhan_cot.cong_nhan.chu_the }}"),
    Column(25, "{{ nhan_cot.cong_nhan.dia_chi }}"),
    Column(34, "{{ nhan_cot.cong_nhan.linh_vuc }}"),
    Column(50, "{{ nhan_cot.cong_nhan.ket_qua }}"),
    Column(34, "{{ nhan_cot.cong_nhan.quyet_dinh }}"),
)
WIDTHS = widths_of(COLUMNS)
KEEP = "dong.cuoi"

GROUP = row(
    [
        cell("{{ nhom_.so }}", "BangSo", bold=True, keep="always"),
        cell("{{ nhom_.ten }}: {{ nhom_.so_dong | dem }}", bold=True, keep="always", span=6),
    ],
    WIDTHS,
)
LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep=KEEP),
        cell("{{ dong.ten }}", keep=KEEP),
        cell("{{ [dong.chu_the, dong.chuc_vu] | doan | khong_ngat }}", keep=KEEP),
        cell("{{ dong.dia_chi }}", keep=KEEP),
        cell("{{ nhan.linh_vuc[dong.linh_vuc] }}", keep=KEEP),
        cell("{{ dong.ket_qua }}", keep=KEEP),
        cell("{{ dong.quyet_dinh }}", keep=KEEP),
    ],
    WIDTHS,
)
TOTAL = row(
    [
        cell(
            "Tổng: {{ so_luong.theo.mo_hinh | dem }} mô hình; điển hình: "
            "{{ so_luong.theo.dien_hinh_tap_the | dem }} tập thể, "
            "{{ so_luong.theo.dien_hinh_ca_nhan | dem }} cá nhân",
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
        form_label("BIỂU MẪU SỐ 02"),
        letterhead(SHEET, numbered=False),
        title(SHEET, "DANH SÁCH", "mô hình, điển hình “Dân vận khéo” được công nhận năm {{ nam }}"),
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
