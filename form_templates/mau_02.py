"""Mẫu số 02: biểu tổng hợp số lượng mô hình “Dân vận khéo”.

Layout of source 000, forms at its end; landscape (domain reference §7.1).
"""

from doc_service.house_style.closing import closing
from doc_service.house_style.frame import Sheet, form_label, letterhead, salutation, title
from doc_service.house_style.package import Template
from doc_service.house_style.tables import Column, cell, data_table, head_cell, loop, widths_of
from doc_service.ooxml import row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"), landscape=True)
COUNTS = ("tap_the", "mo_hinh_tap_the", "ca_nhan", "mo_hinh_ca_nhan")
COLUMNS = (Column(12), Column(88), *(Column(38) for _ in COUNTS))
WIDTHS = widths_of(COLUMNS)

HEAD = (
    (
        head_cell("TT", merge="restart"),
        head_cell("Cấp đăng ký thực hiện", merge="restart"),
        head_cell("Tập thể", span=2),
        head_cell("Cá nhân", span=2),
    ),
    (
        head_cell("", merge="continue"),
        head_cell("", merge="continue"),
        head_cell("Số lượng tập thể đăng ký thực hiện"),
        head_cell("Số lượng mô hình được đăng ký thực hiện"),
        head_cell("Số lượng cá nhân đăng ký thực hiện"),
        head_cell("Số lượng mô hình được đăng ký thực hiện"),
    ),
)

LEVEL = row(
    [
        cell("{{ cap_.so }}", "BangSo", bold=True, keep="always"),
        cell("{{ cap_.ten }}", bold=True, keep="always"),
        *(
            cell(f"{{{{ cap_.cong.{count} | so_dem }}}}", "BangSo", bold=True, keep="always")
            for count in COUNTS
        ),
    ],
    WIDTHS,
)

# a level stays together with its heading; the last one with the total and the signature
KEEP = "not loop.last or cap_.ma == 'co_so'"
LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep=KEEP),
        cell("{{ dong.ten }}", keep=KEEP),
        *(cell(f"{{{{ dong.{count} | so_dem }}}}", "BangSo", keep=KEEP) for count in COUNTS),
    ],
    WIDTHS,
)

TOTAL = row(
    [
        cell("Tổng:", bold=True, keep="always", span=2),
        *(
            cell(f"{{{{ bang.tong.{count} | so_dem }}}}", "BangSo", bold=True, keep="always")
            for count in COUNTS
        ),
    ],
    WIDTHS,
)

TEMPLATE = Template(
    SHEET,
    (
        form_label("MẪU SỐ 02"),
        letterhead(SHEET, numbered=False),
        title(SHEET, "BIỂU TỔNG HỢP", "Số lượng mô hình “Dân vận khéo” năm {{ nam }}"),
        salutation(SHEET),
        data_table(
            COLUMNS,
            head=HEAD,
            body=(
                *loop(
                    "cap_ in bang.cap", [LEVEL, *loop("dong in cap_.dong", [LINE], WIDTHS)], WIDTHS
                ),
                TOTAL,
            ),
            closing=closing(SHEET, left_span=2, right_span=4),
        ),
    ),
)
