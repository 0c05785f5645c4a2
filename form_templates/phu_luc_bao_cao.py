"""Phụ lục 02: kết quả thực hiện phong trào, kèm báo cáo 6 tháng và năm (source 001 §V.1).

The source names the appendix but does not give it; see `x-assumed` of the schema.
"""

from doc_service.house_style.closing import closing
from doc_service.house_style.frame import (
    Sheet,
    attached,
    form_label,
    heading,
    letterhead,
    salutation,
)
from doc_service.house_style.package import Template
from doc_service.house_style.running import section
from doc_service.house_style.tables import (
    Column,
    cell,
    data_table,
    head_cell,
    list_table,
    required_loop,
    widths_of,
)
from doc_service.ooxml import paragraph, row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"), landscape=True)
COUNTS = ("dang_ky", "moi", "hoan_thanh", "cong_nhan", "de_nghi", "khen_thuong")
NUMBERS = (
    Column(12, "TT"),
    Column(72, "{{ nhan_cot.so_lieu.linh_vuc }}"),
    *(Column(28, f"{{{{ nhan_cot.so_lieu.{count} }}}}") for count in COUNTS),
)
RESULTS = (
    Column(10, "TT"),
    Column(60, "{{ nhan_cot.mo_hinh.ten }}"),
    Column(46, "{{ nhan_cot.mo_hinh.chu_the }}"),
    Column(34, "{{ nhan_cot.mo_hinh.linh_vuc }}"),
    Column(74, "{{ nhan_cot.mo_hinh.ket_qua }}"),
    Column(28, "{{ nhan_cot.mo_hinh.ghi_chu }}"),
)
NUMBER_WIDTHS, RESULT_WIDTHS = widths_of(NUMBERS), widths_of(RESULTS)

FIELD = row(
    [
        cell("{{ loop.index }}", "BangSo", keep="always"),
        cell("{{ nhom_.ten }}", keep="always"),
        *(
            cell(f"{{{{ nhom_.cong.{count} | so_dem }}}}", "BangSo", keep="always")
            for count in COUNTS
        ),
    ],
    NUMBER_WIDTHS,
)
TOTAL = row(
    [
        cell("Tổng:", bold=True, span=2),
        *(
            cell(f"{{{{ bang_so.tong.{count} | so_dem }}}}", "BangSo", bold=True)
            for count in COUNTS
        ),
    ],
    NUMBER_WIDTHS,
)
KEEP = "dong.cuoi"
RESULT = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep=KEEP),
        cell("{{ dong.ten }}", keep=KEEP),
        cell("{{ [dong.chu_the, dong.chuc_vu] | doan | khong_ngat }}", keep=KEEP),
        cell("{{ nhan.linh_vuc[dong.linh_vuc] }}", keep=KEEP),
        cell("{{ dong.ket_qua }}", keep=KEEP),
        cell("{{ dong.ghi_chu }}", keep=KEEP),
    ],
    RESULT_WIDTHS,
)

TEMPLATE = Template(
    SHEET,
    (
        form_label("PHỤ LỤC 02"),
        letterhead(SHEET, numbered=False),
        heading("KẾT QUẢ", "thực hiện phong trào thi đua “Dân vận khéo” {{ ky }}"),
        attached(SHEET),
        salutation(SHEET),
        section("I. SỐ LIỆU THEO LĨNH VỰC"),
        paragraph(style="SauBang", keep_next=True),
        list_table(
            NUMBERS, [*required_loop("nhom_ in bang_so.nhom", [FIELD], NUMBER_WIDTHS), TOTAL]
        ),
        section("II. KẾT QUẢ CÁC MÔ HÌNH TIÊU BIỂU"),
        paragraph(style="SauBang", keep_next=True),
        data_table(
            RESULTS,
            head=[[head_cell(column.header) for column in RESULTS]],
            body=required_loop("dong in bang", [RESULT], RESULT_WIDTHS),
            closing=closing(SHEET, left_span=3, right_span=3),
        ),
    ),
)
