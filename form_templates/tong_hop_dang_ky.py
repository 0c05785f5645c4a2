"""Phụ lục 01: tổng hợp đăng ký theo đơn vị và lĩnh vực (source 001 §V.1).

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
FIELDS = ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri")
COUNTS = (*FIELDS, "ngang", "moi", "nhan_rong")
COLUMNS = (
    Column(12),
    Column(76),
    *(Column(23) for _ in FIELDS),
    *(Column(17) for _ in COUNTS[len(FIELDS) :]),
    Column(21),
)
WIDTHS = widths_of(COLUMNS)

HEAD = (
    (
        head_cell("TT", merge="restart"),
        head_cell("{{ nhan_cot.don_vi.ten }}", merge="restart"),
        head_cell("Số mô hình đăng ký theo lĩnh vực", span=4),
        head_cell("Tổng số", merge="restart"),
        head_cell("Trong đó", span=2),
        head_cell("{{ nhan_cot.don_vi.ghi_chu }}", merge="restart"),
    ),
    (
        head_cell("", merge="continue"),
        head_cell("", merge="continue"),
        *(head_cell(f"{{{{ nhan_cot.don_vi.{field} }}}}") for field in FIELDS),
        head_cell("", merge="continue"),
        head_cell("{{ nhan_cot.don_vi.moi }}"),
        head_cell("{{ nhan_cot.don_vi.nhan_rong }}"),
        head_cell("", merge="continue"),
    ),
)

GROUP = row(
    [
        cell("{{ nhom_.so }}", "BangSo", bold=True, keep="always"),
        cell("{{ nhom_.ten }}", bold=True, keep="always"),
        *(
            cell(f"{{{{ nhom_.cong.{count} | so_dem }}}}", "BangSo", bold=True, keep="always")
            for count in COUNTS
        ),
        cell("", keep="always"),
    ],
    WIDTHS,
)
KEEP = "dong.cuoi"
LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep=KEEP),
        cell("{{ dong.ten }}", keep=KEEP),
        *(cell(f"{{{{ dong.{count} | so_dem }}}}", "BangSo", keep=KEEP) for count in COUNTS),
        cell("{{ dong.ghi_chu }}", keep=KEEP),
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
        cell("", keep="always"),
    ],
    WIDTHS,
)

TEMPLATE = Template(
    SHEET,
    (
        form_label("PHỤ LỤC 01"),
        letterhead(SHEET, numbered=False),
        heading("BIỂU TỔNG HỢP", "đăng ký mô hình “Dân vận khéo” năm {{ nam }}"),
        attached(SHEET),
        salutation(SHEET),
        data_table(
            COLUMNS,
            head=HEAD,
            body=[
                *required_loop(
                    "nhom_ in bang.nhom",
                    [GROUP, *loop("dong in nhom_.dong", [LINE], WIDTHS)],
                    WIDTHS,
                ),
                TOTAL,
            ],
            closing=closing(SHEET, left_span=3, right_span=7),
        ),
    ),
)
