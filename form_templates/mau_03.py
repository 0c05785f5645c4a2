"""Mẫu số 03: trích ngang thành tích tập thể, cá nhân “Dân vận khéo”.

Layout of source 000, forms at its end; portrait (domain reference §7.1).
"""

from doc_service.house_style.closing import closing
from doc_service.house_style.frame import Sheet, form_label, heading, letterhead, salutation
from doc_service.house_style.package import Template, footnote_mark
from doc_service.house_style.tables import (
    Column,
    Several,
    data_table,
    entry_rows,
    head_cell,
    loop,
    widths_of,
)
from doc_service.ooxml import Cell, paragraph, run
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
COLUMNS = (Column(9), Column(30), Column(28), Column(22), Column(76))
WIDTHS = widths_of(COLUMNS)

HEAD = (
    (
        head_cell("TT"),
        head_cell("Tên tập thể/cá nhân"),
        head_cell("Tên mô hình"),
        head_cell("Lĩnh vực thực hiện"),
        Cell(
            paragraph(
                style="BangDau",
                runs=run("Tóm tắt thành tích nổi bật") + footnote_mark(1),
                keep_next=True,
            )
        ),
    ),
)

LINES = entry_rows(
    (
        ("{{ dong.tt }}", "BangSo"),
        ("{{ [dong.chu_the, dong.chuc_vu] | doan | khong_ngat }}", "BangChu"),
        ("{{ dong.ten }}", "BangChu"),
        ("{{ nhan.linh_vuc[dong.linh_vuc] }}", "BangChu"),
    ),
    Several("doan_ in dong.tom_tat | cac_doan", (("{{ doan_ }}", "BangDaiChu"),), lined=False),
    WIDTHS,
    keep="dong.cuoi",
    align="top",
)

TEMPLATE = Template(
    SHEET,
    (
        form_label("MẪU SỐ 03"),
        letterhead(SHEET, numbered=False),
        heading(
            "TRÍCH NGANG THÀNH TÍCH",
            "TẬP THỂ/CÁ NHÂN “DÂN VẬN KHÉO”",
            "ĐỀ XUẤT {{ nhan.cap_ngan[cap] | hoa }} XÉT, KHEN THƯỞNG",
        ),
        salutation(SHEET),
        data_table(
            COLUMNS,
            head=HEAD,
            body=loop("dong in bang", LINES, WIDTHS),
            closing=closing(SHEET, left_span=3, right_span=2),
        ),
    ),
    footnotes=(
        "Tóm tắt thành tích nổi bật của mô hình “Dân vận khéo” không quá 350 từ "
        "(khoảng 20 dòng A4), nêu rõ thời gian thực hiện, kết quả thực hiện, có số liệu cụ thể.",
    ),
)
